package shape

import "boroughgraph/estate"

// LostLeverageConnection is a page of rows with the question they answer.
type LostLeverageConnection struct {
	*Connection[*estate.LostLeverage]
	Query estate.LeverageQuery
}

// AsOf is the day the answer is about.
func (c *LostLeverageConnection) AsOf() estate.Date { return c.Query.AsOf }
