// Package shape holds the types that the schema needs and the domain doesn't: connections, filters
// as a request states them, and domain values together with the query or noun that they belong to.
// It is separate from package graph because generated code imports it.
package shape

import "boroughgraph/estate"

// Connection is one page of a list, in the form that Relay defines.
type Connection[T any] struct {
	page estate.Page[T]
	at   estate.Cursor // the list's; each row adds its own key
}

// NewConnection returns the connection for a page. The cursor at has the name of the list, and its
// day if the rows depend on one.
func NewConnection[T any](page estate.Page[T], at estate.Cursor) *Connection[T] {
	return &Connection[T]{page: page, at: at}
}

// Edge is a row and its cursor.
type Edge[T any] struct {
	Node   T
	Cursor string
}

// PageInfo says whether a list continues beyond a page. Cursors are empty on an empty page.
type PageInfo struct {
	HasNextPage     bool
	HasPreviousPage bool
	StartCursor     string
	EndCursor       string
}

// Edges returns the rows with their cursors. It never returns nil.
func (c *Connection[T]) Edges() []*Edge[T] {
	edges := make([]*Edge[T], len(c.page.Rows))
	for i, r := range c.page.Rows {
		edges[i] = &Edge[T]{Node: r.Row, Cursor: c.cursor(i)}
	}
	return edges
}

// Nodes returns the rows. It never returns nil.
func (c *Connection[T]) Nodes() []T {
	nodes := make([]T, len(c.page.Rows))
	for i, r := range c.page.Rows {
		nodes[i] = r.Row
	}
	return nodes
}

// PageInfo returns where the page is in the list.
func (c *Connection[T]) PageInfo() *PageInfo {
	p := &PageInfo{HasNextPage: c.page.HasNextPage, HasPreviousPage: c.page.HasPreviousPage}
	if n := len(c.page.Rows); n > 0 {
		p.StartCursor, p.EndCursor = c.cursor(0), c.cursor(n-1)
	}
	return p
}

// TotalCount returns the number of rows of the whole list, or nil if it was not asked for.
func (c *Connection[T]) TotalCount() *int { return c.page.Total }

func (c *Connection[T]) cursor(i int) string {
	at := c.at
	at.Key = c.page.Rows[i].Key
	return at.String()
}

// The connections and edges of the schema, under its names.
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

// Node is anything with an id. It holds a pointer to a noun of the domain.
type Node any
