package scalar

import (
	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
)

// MarshalDate writes a day. An unknown day is null.
func MarshalDate(d estate.Date) graphql.Marshaler { return MarshalString(string(d)) }

// UnmarshalDate reads a day such as 2026-11-23.
func UnmarshalDate(v any) (estate.Date, error) {
	s, _ := v.(string)
	d, err := estate.ParseDate(s)
	if err != nil || string(d) != s { // ParseDate accepts a time of day, which sources may have
		return "", estate.Invalidf("%s is not a date: write year, month and day, such as 2026-11-23", quoted(v))
	}
	return d, nil
}

// MarshalStatedDate writes a date at its stated precision. An unknown date is null.
func MarshalStatedDate(d estate.StatedDate) graphql.Marshaler { return MarshalString(string(d)) }

// UnmarshalStatedDate reads a year, a month or a day.
func UnmarshalStatedDate(v any) (estate.StatedDate, error) {
	s, ok := v.(string)
	if !ok {
		return "", estate.Invalidf("%s is not a date: write 2017, 2017-05 or 2017-05-01", quoted(v))
	}
	return estate.ParseStatedDate(s)
}
