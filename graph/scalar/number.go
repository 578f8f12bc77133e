package scalar

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
)

// MarshalInt writes a whole number.
func MarshalInt(i int) graphql.Marshaler { return graphql.MarshalInt(i) }

// UnmarshalInt reads a whole number of 32 bits, as GraphQL defines Int. It refuses a quoted number.
func UnmarshalInt(v any) (int, error) {
	n, ok := wholeNumber(v)
	if !ok || n < math.MinInt32 || n > math.MaxInt32 {
		return 0, estate.Invalidf("%s is not a whole number between %d and %d", quoted(v), math.MinInt32, math.MaxInt32)
	}
	return int(n), nil
}

// wholeNumber returns the whole number that a literal or a JSON value holds.
func wholeNumber(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int32:
		return int64(v), true
	case int64:
		return v, true
	case json.Number:
		if n, err := strconv.ParseInt(string(v), 10, 64); err == nil {
			return n, true
		}
		// The specification lets a variable hold a whole number as 1.0 or 1e2.
		f, err := strconv.ParseFloat(string(v), 64)
		return int64(f), err == nil && f == math.Trunc(f) && math.Abs(f) <= math.MaxInt32
	case float64:
		return int64(v), v == math.Trunc(v) && math.Abs(v) <= math.MaxInt32
	}
	return 0, false
}
