package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestNamesInBothOrders goes through each list by name from Z to A, forwards and backwards, and holds it to the list from A to Z turned round.
func TestNamesInBothOrders(t *testing.T) {
	e := bundledOnSQLite(t)
	for _, list := range []string{"boroughs", "partnerships", "systems", "suppliers", "frameworks"} {
		query := fmt.Sprintf(`query($order: NameOrder! = NAME_DESC, $first: Int, $after: String, $last: Int, $before: String) {
  %s(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
  }
}`, list)
		ask := func(variables map[string]any) pageOf {
			data, _ := e.mustAnswer(t, query, variables)
			c := data[list].(map[string]any)
			info := c["pageInfo"].(map[string]any)
			p := pageOf{total: c["totalCount"], next: info["hasNextPage"].(bool), prev: info["hasPreviousPage"].(bool)}
			for _, n := range c["nodes"].([]any) {
				p.ids = append(p.ids, n.(map[string]any)["id"].(string))
			}
			if len(p.ids) > 0 {
				p.start, p.end = info["startCursor"].(string), info["endCursor"].(string)
			}
			return p
		}
		t.Run(list, func(t *testing.T) {
			const size = 4
			up := map[string]any{"order": "NAME_ASC", "first": 100}
			var want []string
			for p := ask(up); ; p = ask(up) {
				want = append(want, p.ids...)
				if up["after"] = p.end; !p.next {
					break
				}
			}
			slices.Reverse(want)

			var forwards []string
			down := map[string]any{"first": size}
			for p := ask(down); ; p = ask(down) {
				if p.total != float64(len(want)) || p.prev != (len(forwards) > 0) {
					t.Fatalf("after %d rows: total %v of %d, hasPreviousPage %v", len(forwards), p.total, len(want), p.prev)
				}
				forwards = append(forwards, p.ids...)
				if down["after"] = p.end; !p.next {
					break
				}
			}
			if diff := cmp.Diff(want, forwards); diff != "" {
				t.Errorf("forwards (-want +got):\n%s", diff)
			}

			var backwards []string
			down = map[string]any{"last": size}
			for p := ask(down); ; p = ask(down) {
				if p.next != (len(backwards) > 0) {
					t.Fatalf("before %d rows: hasNextPage %v", len(backwards), p.next)
				}
				backwards = append(p.ids, backwards...)
				if down["before"] = p.start; !p.prev {
					break
				}
			}
			if diff := cmp.Diff(want, backwards); diff != "" {
				t.Errorf("backwards (-want +got):\n%s", diff)
			}

			if len(want) > 2 {
				ends := ask(map[string]any{"first": 3})
				between := ask(map[string]any{"after": ask(map[string]any{"first": 1}).end, "before": ends.end})
				if diff := cmp.Diff(want[1:2], between.ids); diff != "" {
					t.Errorf("between the first and the third (-want +got):\n%s", diff)
				}
			}
		})
	}
}
