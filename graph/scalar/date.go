package scalar

import (
	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
)

// MarshalDate writes a day; an unknown one is null.
func MarshalDate(d estate.Date) graphql.Marshaler { return MarshalString(string(d)) }

// UnmarshalDate reads a day, 2026-11-23.
func UnmarshalDate(v any) (estate.Date, error) {
	s, _ := v.(string)
	d, err := estate.ParseDate(s)
	if err != nil || string(d) != s { // a time of day is for sources, not for questions
		return "", estate.Invalidf("%s is not a date: write year, month and day as 2026-11-23", show(v))
	}
	return d, nil
}

// MarshalStatedDate writes a date at its stated precision; an unknown one is null.
func MarshalStatedDate(d estate.StatedDate) graphql.Marshaler { return MarshalString(string(d)) }

// UnmarshalStatedDate reads a year, a month or a day.
func UnmarshalStatedDate(v any) (estate.StatedDate, error) {
	s, ok := v.(string)
	if !ok {
		return "", estate.Invalidf("%s is not a date: write 2017, 2017-05 or 2017-05-01", show(v))
	}
	return estate.ParseStatedDate(s)
}
