package storetest

import (
	"fmt"
	"slices"
	"testing"

	"boroughgraph/estate"
)

// testInsertsBetweenPages reads contracts in pages while others are written before and after the
// place reached. No row may come twice, and each row that was there at the first page must come
// exactly once.
func testInsertsBetweenPages(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	written := 0
	ends := []estate.StatedDate{"2020-01-01", "2027-03-31", "2035-01-01", ""}
	for _, order := range estate.ContractOrders {
		for _, backward := range []bool{false, true} {
			what := fmt.Sprintf("%s, backward %v", order, backward)
			there := idsOf(rowsOf(must(s.Contracts(t.Context(), estate.ContractFilter{AsOf: today}, order, all()))(t)))
			w := estate.Window{Before: estate.LastKey, Limit: 7, Backward: backward}
			var seen []estate.ID
			for more := true; more; {
				page := must(s.Contracts(t.Context(), estate.ContractFilter{AsOf: today}, order, w))(t)
				seen = append(seen, idsOf(rowsOf(page))...)
				if more = page.HasNextPage; backward {
					more = page.HasPreviousPage
				}
				if len(page.Rows) > 0 {
					w.After, w.Before = page.Rows[len(page.Rows)-1].Key, estate.LastKey
					if backward {
						w.After, w.Before = "", page.Rows[0].Key
					}
				}
				written++
				end := ends[written%len(ends)]
				apply(t, s, &estate.Changes{Contracts: []*estate.Contract{{
					ID: estate.ID(fmt.Sprintf("Contract:k%02d-%d", written%25, written)), Title: fmt.Sprint("Housing ", written), Parties: of(camden),
					StartDate: map[bool]estate.StatedDate{true: "2019", false: ""}[written%2 == 0], EndDate: end,
				}}})
			}
			slices.Sort(seen)
			if n := len(seen); n != len(slices.Compact(slices.Clone(seen))) {
				t.Errorf("%s: a row comes twice: %v", what, seen)
			}
			for _, id := range there {
				if !slices.Contains(seen, id) {
					t.Errorf("%s: %s is missing from the pages", what, id)
				}
			}
		}
	}
}
