package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/graph/graphtest"
)

// pageOf is a connection in an answer.
type pageOf struct {
	ids        []string
	start, end string
	next, prev bool
	total      any
}

const contractPages = `query($first: Int, $after: String, $last: Int, $before: String) {
  contracts(first: $first, after: $after, last: $last, before: $before) {
    ...page
  }
}
fragment page on ContractConnection {
  totalCount
  nodes { id }
  edges { cursor node { id } }
  pageInfo { startCursor endCursor hasNextPage hasPreviousPage }
}`

func contractsPage(t *testing.T, e *graphtest.Engine, variables map[string]any) pageOf {
	t.Helper()
	return listPage(t, e, "contracts", contractPages, variables)
}

// listPage returns one page of a list.
func listPage(t *testing.T, e *graphtest.Engine, list, query string, variables map[string]any) pageOf {
	t.Helper()
	data, _ := e.MustAnswer(t, query, variables)
	c := data[list].(map[string]any)
	info := c["pageInfo"].(map[string]any)
	p := pageOf{total: c["totalCount"], next: info["hasNextPage"].(bool), prev: info["hasPreviousPage"].(bool)}
	nodes, edges := c["nodes"].([]any), c["edges"].([]any)
	if len(nodes) != len(edges) {
		t.Fatalf("%d nodes and %d edges", len(nodes), len(edges))
	}
	for i, n := range nodes {
		edge := edges[i].(map[string]any)
		if diff := cmp.Diff(n, edge["node"]); diff != "" {
			t.Errorf("nodes[%d] is not edges[%d].node:\n%s", i, i, diff)
		}
		p.ids = append(p.ids, n.(map[string]any)["id"].(string))
	}
	if len(edges) > 0 {
		p.start, p.end = info["startCursor"].(string), info["endCursor"].(string)
		if p.start != edges[0].(map[string]any)["cursor"] || p.end != edges[len(edges)-1].(map[string]any)["cursor"] {
			t.Error("pageInfo's cursors are not those of the first and the last edge")
		}
	}
	return p
}

// TestPagesJoinToTheWholeList pages through the contracts forwards and backwards.
func TestPagesJoinToTheWholeList(t *testing.T) {
	e := bundledOnSQLite(t)
	read := func(variables map[string]any) pageOf { return contractsPage(t, e, variables) }
	all := slices.Concat(walkForwards(t, 100, read)...)
	total := contractsPage(t, e, map[string]any{"first": 1}).total
	if float64(len(all)) != total {
		t.Fatalf("%d contracts in all pages, totalCount %v", len(all), total)
	}
	for _, size := range []int{3, 7, 100} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			if diff := cmp.Diff(all, slices.Concat(walkForwards(t, size, read)...)); diff != "" {
				t.Errorf("forwards (-whole +joined):\n%s", diff)
			}
			pages := walkBackwards(t, size, read)
			slices.Reverse(pages)
			if diff := cmp.Diff(all, slices.Concat(pages...)); diff != "" {
				t.Errorf("backwards (-whole +joined):\n%s", diff)
			}
		})
	}
}

func walkForwards(t *testing.T, size int, read func(variables map[string]any) pageOf) [][]string {
	t.Helper()
	var pages [][]string
	variables := map[string]any{"first": size}
	for {
		p := read(variables)
		if p.prev != (len(pages) > 0) {
			t.Errorf("page %d has hasPreviousPage %v", len(pages), p.prev)
		}
		pages = append(pages, p.ids)
		if !p.next || len(pages) > 1000 {
			return pages
		}
		variables["after"] = p.end
	}
}

func walkBackwards(t *testing.T, size int, read func(variables map[string]any) pageOf) [][]string {
	t.Helper()
	var pages [][]string
	variables := map[string]any{"last": size}
	for {
		p := read(variables)
		if p.next != (len(pages) > 0) {
			t.Errorf("page %d from the end has hasNextPage %v", len(pages), p.next)
		}
		pages = append(pages, p.ids)
		if !p.prev || len(pages) > 1000 {
			return pages
		}
		variables["before"] = p.start
	}
}

// TestBothCursorsBoundAPage asks for the rows strictly between the second and the sixth.
func TestBothCursorsBoundAPage(t *testing.T) {
	e := bundledOnSQLite(t)
	all := contractsPage(t, e, map[string]any{"first": 6})
	second := contractsPage(t, e, map[string]any{"first": 2}).end
	between := map[string]any{"after": second, "before": all.end}
	if diff := cmp.Diff(all.ids[2:5], contractsPage(t, e, between).ids); diff != "" {
		t.Errorf("between (-want +got):\n%s", diff)
	}
	between["last"] = 1
	p := contractsPage(t, e, between)
	if diff := cmp.Diff(all.ids[4:5], p.ids); diff != "" || !p.prev || !p.next {
		t.Errorf("the last between, %v %v (-want +got):\n%s", p.prev, p.next, diff)
	}
}

func TestTotalIsCountedOnlyWhenSelected(t *testing.T) {
	e := bundledOnSQLite(t)
	tests := map[string]struct {
		query   string
		counted bool
	}{
		"not selected":            {`{ contracts(first: 1) { nodes { id } } }`, false},
		"selected":                {`{ contracts(first: 1) { totalCount } }`, true},
		"under another name":      {`{ contracts(first: 1) { n: totalCount } }`, true},
		"another field so named":  {`{ contracts(first: 1) { totalCount: pageInfo { hasNextPage } } }`, false},
		"in a fragment":           {`{ contracts(first: 1) { ...c } } fragment c on ContractConnection { totalCount }`, true},
		"in an inline fragment":   {`{ contracts(first: 1) { ... on ContractConnection { ... { totalCount } } } }`, true},
		"in a fragment left out":  {`{ contracts(first: 1) { nodes { id } ... @include(if: false) { totalCount } } }`, false},
		"skipped":                 {`{ contracts(first: 1) { nodes { id } totalCount @skip(if: true) } }`, false},
		"of another list further": {`{ contracts(first: 1) { nodes { parties { borough { contracts(first: 1) { nodes { id } } } } } } }`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, sent := e.MustAnswer(t, tt.query, nil)
			if got := sent["contracts_total"] == 1; got != tt.counted {
				t.Errorf("counted: %v, want %v; sent:\n%s", got, tt.counted, graphtest.Lines(sent))
			}
		})
	}
}

// TestCursorCarriesItsDay tests that all pages of an answer are about one day (RULES 1).
func TestCursorCarriesItsDay(t *testing.T) {
	e := bundledOnSQLite(t)
	const query = `query($asOf: Date, $after: String, $from: Date) {
  sharedSuppliers(asOf: $asOf, after: $after, first: 1, minBoroughs: 1) { asOf pageInfo { endCursor } }
  renewals(asOf: $asOf, from: $from, first: 1) { asOf from to }
}`
	first, _ := e.MustAnswer(t, query, map[string]any{"asOf": "2023-06-01"})
	cursor := first["sharedSuppliers"].(map[string]any)["pageInfo"].(map[string]any)["endCursor"]
	if cursor == nil {
		t.Fatal("nothing to page through on 2023-06-01")
	}
	if diff := cmp.Diff(map[string]any{"asOf": "2023-06-01", "from": "2023-06-01", "to": "2025-06-01"}, first["renewals"]); diff != "" {
		t.Errorf("the default range (-want +got):\n%s", diff)
	}
	asOf := func(variables map[string]any) any {
		data, _ := e.MustAnswer(t, query, variables)
		return data["sharedSuppliers"].(map[string]any)["asOf"]
	}
	if got := asOf(map[string]any{"after": cursor}); got != "2023-06-01" {
		t.Errorf("the second page is as of %v, want the first one's 2023-06-01", got)
	}
	if got := asOf(map[string]any{"after": cursor, "asOf": "2023-06-01"}); got != "2023-06-01" {
		t.Errorf("the same day asked for is answered as of %v", got)
	}
	if got := asOf(nil); got != string(graphtest.Today) {
		t.Errorf("no day and no cursor is as of %v, want today %s", got, graphtest.Today)
	}
	response, _ := e.Answer(t, query, map[string]any{"after": cursor, "asOf": "2026-11-23"})
	if len(response.Errors) != 1 || response.Errors[0].Extensions["code"] != string(estate.CodeInvalid) || response.Errors[0].Extensions["argument"] != "asOf" {
		t.Errorf("another day than the cursor's: %v, want INVALID at asOf", response.Errors)
	}
}
