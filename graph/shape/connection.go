// Package shape holds the types of the schema that are GraphQL's and not the
// domain's: connections, filters as asked, and domain values with what surrounds
// them. It stands apart from package graph because generated code imports it.
package shape

import "boroughgraph/estate"

// Connection is one page of a list as Relay has it.
type Connection[T any] struct {
	page estate.Page[T]
	at   estate.Cursor // of the list; each row has its own key
}

// NewConnection shows a page; at names the list, and the day if its rows depend on one.
func NewConnection[T any](page estate.Page[T], at estate.Cursor) *Connection[T] {
	return &Connection[T]{page: page, at: at}
}

// Edge is a row with its cursor.
type Edge[T any] struct {
	Node   T
	Cursor string
}

// PageInfo says whether a list goes on beyond a page. Cursors are empty on an empty page.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     string
	EndCursor       string
}

// Edges are the rows with their cursors, never nil.
func (c *Connection[T]) Edges() []*Edge[T] {
	edges := make([]*Edge[T], len(c.page.Rows))
	for i, r := range c.page.Rows {
		edges[i] = &Edge[T]{Node: r.Row, Cursor: c.cursor(i)}
	}
	return edges
}

// Nodes are the rows, never nil.
func (c *Connection[T]) Nodes() []T {
	nodes := make([]T, len(c.page.Rows))
	for i, r := range c.page.Rows {
		nodes[i] = r.Row
	}
	return nodes
}

// PageInfo says where the page is.
func (c *Connection[T]) PageInfo() *PageInfo {
	p := &PageInfo{HasNextPage: c.page.HasNextPage, HasPreviousPage: c.page.HasPreviousPage}
	if n := len(c.page.Rows); n > 0 {
		p.StartCursor, p.EndCursor = c.cursor(0), c.cursor(n-1)
	}
	return p
}

// TotalCount is the rows of the whole list; nil if it was not asked for.
func (c *Connection[T]) TotalCount() *int { return c.page.Total }

func (c *Connection[T]) cursor(i int) string {
	at := c.at
	at.Key = c.page.Rows[i].Key
	return at.String()
}

// The connections and edges of the schema, by the name it gives them.
type (
	BoroughConnection            = Connection[*estate.Borough]
	BoroughEdge                  = Edge[*estate.Borough]
	PartnershipConnection        = Connection[*estate.Partnership]
	PartnershipEdge              = Edge[*estate.Partnership]
	ServiceConnection            = Connection[*estate.Service]
	ServiceEdge                  = Edge[*estate.Service]
	SystemConnection             = Connection[*estate.System]
	SystemEdge                   = Edge[*estate.System]
	DeploymentConnection         = Connection[*estate.Deployment]
	DeploymentEdge               = Edge[*estate.Deployment]
	SupplierConnection           = Connection[*estate.Supplier]
	SupplierEdge                 = Edge[*estate.Supplier]
	ContractConnection           = Connection[*estate.Contract]
	ContractEdge                 = Edge[*estate.Contract]
	BatchConnection              = Connection[*estate.Batch]
	BatchEdge                    = Edge[*estate.Batch]
	BatchChangeConnection        = Connection[*estate.BatchChange]
	BatchChangeEdge              = Edge[*estate.BatchChange]
	FrameworkConnection          = Connection[*estate.Framework]
	FrameworkEdge                = Edge[*estate.Framework]
	NoticeConnection             = Connection[*estate.Notice]
	NoticeEdge                   = Edge[*estate.Notice]
	SharedSupplierEdge           = Edge[*estate.VendorShare]
	SharedSystemEdge             = Edge[*estate.SystemShare]
	RenewalEdge                  = Edge[*Renewal]
	LostLeverageEdge             = Edge[*estate.LostLeverage]
	OpenOpportunityEdge          = Edge[*estate.OpenOpportunity]
	ConcentrationShareConnection = Connection[*ConcentrationShare]
	ContractPriceConnection      = Connection[*estate.ContractPrice]
	ContractPriceEdge            = Edge[*estate.ContractPrice]
	ConcentrationShareEdge       = Edge[*ConcentrationShare]
)

// Node is anything with an id: a pointer to a noun of the domain.
type Node any
