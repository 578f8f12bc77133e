package shape

import "boroughgraph/estate"

// DataQuality is how good is what is known of boroughs, with the question it answers.
type DataQuality struct {
	Boroughs []*estate.BoroughQuality
	Query    estate.Scope
}

// AsOf is the day the answer is about.
func (d *DataQuality) AsOf() estate.Date { return d.Query.AsOf }
