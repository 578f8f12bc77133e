package scalar

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
)

func TestReadingHoldsInputToTheLetter(t *testing.T) {
	text := func(v any) (any, error) { return UnmarshalString(v) }
	integer := func(v any) (any, error) { return UnmarshalInt(v) }
	date := func(v any) (any, error) { return UnmarshalDate(v) }
	id := func(v any) (any, error) { return UnmarshalID(v) }
	key := func(v any) (any, error) { return UnmarshalBoroughKey(v) }
	level := func(v any) (any, error) { return UnmarshalLevel(v) }
	tests := map[string]struct {
		read func(any) (any, error)
		in   any
		want any // nil: refused
	}{
		"text":                        {text, "a", "a"},
		"empty text":                  {text, "", ""},
		"a number is not a text":      {text, json.Number("2"), nil},
		"a literal number neither":    {text, int64(2), nil},
		"a truth value neither":       {text, true, nil},
		"a whole number":              {integer, int64(25), 25},
		"a whole number in JSON":      {integer, json.Number("-25"), -25},
		"the greatest":                {integer, int64(2147483647), 2147483647},
		"one more":                    {integer, int64(2147483648), nil},
		"the least":                   {integer, json.Number("-2147483648"), -2147483648},
		"one less":                    {integer, json.Number("-2147483649"), nil},
		"three milliards":             {integer, json.Number("3000000000"), nil},
		"a number in quotes":          {integer, "2", nil},
		"a whole number with a point": {integer, json.Number("1.0"), 1},
		"a whole number with a power": {integer, json.Number("1e2"), 100},
		"a power beyond 32 bits":      {integer, json.Number("1e10"), nil},
		"a power beyond all":          {integer, json.Number("1e9999"), nil},
		"a fraction":                  {integer, json.Number("2.5"), nil},
		"a whole float":               {integer, 2.0, 2},
		"a fractional float":          {integer, 2.5, nil},
		"a day":                       {date, "2028-02-29", estate.Date("2028-02-29")},
		"no leap year":                {date, "2027-02-29", nil},
		"a day with a time":           {date, "2025-04-01T00:00:00+01:00", nil},
		"a month":                     {date, "2025-04", nil},
		"an empty day":                {date, "", nil},
		"a day as a number":           {date, json.Number("20260101"), nil},
		"an id":                       {id, "Borough:E09000007", estate.ID("Borough:E09000007")},
		"an id of no kind":            {id, "Council:1", estate.ID("Council:1")}, // resolvers check it
		"an id as a number":           {id, int64(7), nil},
		"a borough key":               {key, "camden", estate.BoroughKey("camden")},
		"an empty borough key":        {key, "", nil},
		"an endless borough key":      {key, strings.Repeat("a", 301), nil},
		"a level":                     {level, "GROUP", estate.LevelGroup},
		"a level in small letters":    {level, "group", nil},
		"a level with a space":        {level, "GROUP ", nil},
		"not a level":                 {level, "COMPANY", nil},
		"a level as a number":         {level, json.Number("1"), nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := tt.read(tt.in)
			if tt.want == nil {
				e, ok := errors.AsType[*estate.Error](err)
				if !ok || e.Code != estate.CodeInvalid || len(e.Message) > 500 {
					t.Errorf("read %v with error %v, want a short INVALID", got, err)
				}
				return
			}
			if err != nil || got != tt.want {
				t.Errorf("read %v with error %v, want %v", got, err, tt.want)
			}
		})
	}
}

func TestWritingShowsUnknownAsNull(t *testing.T) {
	tests := map[string]struct {
		m    graphql.Marshaler
		want string
	}{
		"text":             {MarshalString(`say "a"`), `"say \"a\""`},
		"empty text":       {MarshalString(""), "null"},
		"a day":            {MarshalDate("2026-11-23"), `"2026-11-23"`},
		"an unknown day":   {MarshalDate(""), "null"},
		"a month":          {MarshalStatedDate("2017-05"), `"2017-05"`},
		"an empty id":      {MarshalID(""), "null"},
		"a status":         {MarshalDeploymentStatus(estate.StatusLive), `"LIVE"`},
		"nothing claimed":  {MarshalDeploymentStatus(""), "null"},
		"nought is nought": {MarshalInt(0), "0"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			tt.m.MarshalGQL(&b)
			if b.String() != tt.want {
				t.Errorf("wrote %s, want %s", &b, tt.want)
			}
		})
	}
}
