package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNamesInBothOrders pages through each list by name from Z to A, forwards and backwards, and
// compares it with the list from A to Z, reversed.
func TestNamesInBothOrders(t *testing.T) {
	e := bundledOnSQLite(t)
	for _, list := range []string{"boroughs", "partnerships", "systems", "suppliers", "frameworks"} {
		query := fmt.Sprintf(`query($order: NameOrder!, $first: Int, $after: String, $last: Int, $before: String) {
  %s(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id } edges { cursor node { id } } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  }
}`, list)
		in := func(order string) func(map[string]any) pageOf {
			return func(variables map[string]any) pageOf {
				asked := maps.Clone(variables)
				asked["order"] = order
				return listPage(t, e, list, query, asked)
			}
		}
		t.Run(list, func(t *testing.T) {
			want := slices.Concat(walkForwards(t, 100, in("NAME_ASC"))...)
			slices.Reverse(want)
			read := func(variables map[string]any) pageOf {
				p := in("NAME_DESC")(variables)
				if p.total != float64(len(want)) {
					t.Errorf("the total is %v, want %d", p.total, len(want))
				}
				return p
			}
			if diff := cmp.Diff(want, slices.Concat(walkForwards(t, 4, read)...)); diff != "" {
				t.Errorf("forwards (-want +got):\n%s", diff)
			}
			pages := walkBackwards(t, 4, read)
			slices.Reverse(pages)
			if diff := cmp.Diff(want, slices.Concat(pages...)); diff != "" {
				t.Errorf("backwards (-want +got):\n%s", diff)
			}
			if len(want) > 2 {
				first, third := read(map[string]any{"first": 1}), read(map[string]any{"first": 3})
				between := read(map[string]any{"after": first.end, "before": third.end})
				if diff := cmp.Diff(want[1:2], between.ids); diff != "" {
					t.Errorf("between the first and the third (-want +got):\n%s", diff)
				}
			}
		})
	}
}
