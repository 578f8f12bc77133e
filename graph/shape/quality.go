package shape

import "boroughgraph/estate"

// DataQuality says how good the data about boroughs is. Query is what it answers.
type DataQuality struct {
	Boroughs []*estate.BoroughQuality
	Query    estate.Scope
}

// AsOf returns the day that the answer is about.
func (d *DataQuality) AsOf() estate.Date { return d.Query.AsOf }
