package shape

import "boroughgraph/estate"

// OpenOpportunityConnection is a page of rows with the question they answer.
type OpenOpportunityConnection struct {
	*Connection[*estate.OpenOpportunity]
	Query estate.OpenOpportunitiesQuery
}

// AsOf is the day the answer is about.
func (c *OpenOpportunityConnection) AsOf() estate.Date { return c.Query.AsOf }
