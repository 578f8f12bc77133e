package shape

import "boroughgraph/estate"

// SearchConnection is a page of what a search found.
type SearchConnection struct{ *Connection[*estate.Hit] }

// SearchEdge is a row of it with its cursor.
type SearchEdge struct {
	Hit    *estate.Hit
	Cursor string
}

// SearchMatch is the text by which something was found.
type SearchMatch = estate.Hit

// Edges are the rows with their cursors, never nil.
func (c *SearchConnection) Edges() []*SearchEdge {
	rows := c.Connection.Edges()
	edges := make([]*SearchEdge, len(rows))
	for i, row := range rows {
		edges[i] = &SearchEdge{Hit: row.Node, Cursor: row.Cursor}
	}
	return edges
}
