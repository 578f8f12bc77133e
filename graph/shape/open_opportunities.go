package shape

import "boroughgraph/estate"

// OpenOpportunityConnection is a page of rows and the query that it answers.
type OpenOpportunityConnection struct {
	*Connection[*estate.OpenOpportunity]
	Query estate.OpenOpportunitiesQuery
}

// AsOf returns the day that the answer is about.
func (c *OpenOpportunityConnection) AsOf() estate.Date { return c.Query.AsOf }
