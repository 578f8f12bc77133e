package graph_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"
)

// conditions holds the arguments of a filter for each property, with values to draw from.
var conditions = map[string]struct {
	argument string
	drawn    []any
}{
	"BOROUGH":      {"boroughs", []any{[]any{"camden"}, []any{"hillingdon", "sutton"}, []any{"shared-digital"}}},
	"SERVICE_AREA": {"services", []any{[]any{"Service:area-housing"}, []any{"Service:finance"}}},
	"SUPPLIER":     {"suppliers", []any{[]any{"Supplier:idox"}, []any{}}},
	"SYSTEM":       {"systems", []any{[]any{"System:microsoft-licences"}}},
	"FRAMEWORK":    {"frameworks", []any{[]any{}}},
	"TERM":         {"terms", []any{[]any{"IN_TERM"}, []any{"IN_TERM", "UNKNOWN", "PAST_END"}}},
	"END_YEAR":     {"endDate", []any{map[string]any{"from": "2026-06-30", "to": "2028-03-31"}, map[string]any{"from": "2027-01-01", "includeUnknown": true}}},
}

// leadingTo returns the filter of the list that a value of a facet leads to, as its description in
// the schema says.
func leadingTo(filter map[string]any, by string, value any) map[string]any {
	f := maps.Clone(filter)
	delete(f, conditions[by].argument)
	switch {
	case value == nil:
		f["unknown"] = []any{by}
	case by == "END_YEAR":
		f["endDate"] = map[string]any{"from": fmt.Sprint(value, "-01-01"), "to": fmt.Sprint(value, "-12-31")}
	default:
		f[conditions[by].argument] = []any{value}
	}
	return f
}

// TestFacetsLeadToTheirLists draws filters over the bundled facts. Each count of a facet must be
// the totalCount of the list that it leads to.
func TestFacetsLeadToTheirLists(t *testing.T) {
	e := bundledOnSQLite(t)
	properties := []string{"BOROUGH", "SERVICE_AREA", "SUPPLIER", "SYSTEM", "FRAMEWORK", "TERM", "END_YEAR"}
	counts := 0
	rapid.Check(t, func(rt *rapid.T) {
		filter := map[string]any{"asOf": rapid.SampledFrom([]any{"2026-11-23", "2024-02-29", "2031-01-01"}).Draw(rt, "asOf")}
		for _, by := range properties {
			if c := conditions[by]; rapid.IntRange(0, 3).Draw(rt, "has "+by) == 0 {
				filter[c.argument] = rapid.SampledFrom(c.drawn).Draw(rt, by)
			}
		}
		if rapid.Bool().Draw(rt, "asks counted") {
			filter["counted"] = rapid.Bool().Draw(rt, "counted")
		}
		by := rapid.SampledFrom(properties).Draw(rt, "by")
		data, _ := e.MustAnswer(t, `query($f: ContractFilter, $by: [ContractProperty!]!) {
			contracts(filter: $f) { facets(by: $by) { valueCount values(first: 100) { value count } } }
		}`, map[string]any{"f": filter, "by": []any{by}})
		facet := data["contracts"].(map[string]any)["facets"].([]any)[0].(map[string]any)
		values := facet["values"].([]any)
		for i, v := range values {
			if i > 1 && i < len(values)-1 { // the first two and the last, which may be unknown
				continue
			}
			row := v.(map[string]any)
			led := leadingTo(filter, by, row["value"])
			data, _ := e.MustAnswer(t, `query($f: ContractFilter) { contracts(filter: $f) { totalCount } }`, map[string]any{"f": led})
			if got := data["contracts"].(map[string]any)["totalCount"]; got != row["count"] {
				text, _ := json.Marshal(led)
				rt.Errorf("%s %v counts %v, and its list %s has %v", by, row["value"], row["count"], text, got)
			}
			counts++
		}
	})
	least := 20
	if testing.Short() {
		least = 4 // rapid draws a fifth of the filters then
	}
	if counts < least {
		t.Errorf("only %d counts were compared", counts)
	}
}
