package shape

import "boroughgraph/estate"

// SearchConnection is a page of search results.
type SearchConnection struct{ *Connection[*estate.Hit] }

// SearchEdge is a search result and its cursor.
type SearchEdge struct {
	Hit    *estate.Hit
	Cursor string
}

// SearchMatch is the text that matched a query.
type SearchMatch = estate.Hit

// Edges returns the rows with their cursors. It never returns nil.
func (c *SearchConnection) Edges() []*SearchEdge {
	rows := c.Connection.Edges()
	edges := make([]*SearchEdge, len(rows))
	for i, row := range rows {
		edges[i] = &SearchEdge{Hit: row.Node, Cursor: row.Cursor}
	}
	return edges
}
