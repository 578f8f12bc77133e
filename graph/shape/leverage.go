package shape

import "boroughgraph/estate"

// LostLeverageConnection is a page of rows and the query that it answers.
type LostLeverageConnection struct {
	*Connection[*estate.LostLeverage]
	Query estate.LeverageQuery
}

// AsOf returns the day that the answer is about.
func (c *LostLeverageConnection) AsOf() estate.Date { return c.Query.AsOf }
