package scalar

import (
	"time"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
)

// MarshalDateTime writes an instant in UTC.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return MarshalString(t.UTC().Format(time.RFC3339Nano))
}

// UnmarshalDateTime reads an instant in RFC 3339 form, or a day, meaning its first moment in UTC.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, estate.Invalidf("%s is not a date and time: write 2026-11-25T15:53:01Z, or a day such as 2026-11-25", quoted(v))
}
