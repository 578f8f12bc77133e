package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// testSuccessions reads chains, several predecessors of one contract, and a ring, all in one read.
func testSuccessions(t *testing.T, s estate.Store) {
	c := func(key string) estate.ID { return estate.ID("Contract:" + key) }
	changes := &estate.Changes{Boroughs: fixtureBoroughs()}
	for _, link := range []struct{ key, successor string }{
		{"a", "b"}, {"b", "c"}, {"c", "d"}, {"d", ""}, {"x", "c"}, {"b2", "c"}, // d replaced c, which replaced b, b2 and x
		{"r1", "r2"}, {"r2", "r3"}, {"r3", "r1"}, // no source would state this, but an import may
		{"alone", ""},
	} {
		k := &estate.Contract{ID: c(link.key), Stage: estate.StageSigned, Parties: of(camden)}
		if link.successor != "" {
			k.Successor = c(link.successor)
		}
		changes.Contracts = append(changes.Contracts, k)
	}
	apply(t, s, changes)
	ids := append(idsOf(changes.Contracts), c("a"), c("not there"))
	successors := must(s.SuccessorsOf(t.Context(), ids))(t)
	sameLists(t, "successors", successors, map[estate.ID][]estate.ID{
		c("a"): list(c("b"), c("c"), c("d")), c("b"): list(c("c"), c("d")), c("c"): list(c("d")),
		c("x"): list(c("c"), c("d")), c("b2"): list(c("c"), c("d")),
		c("r1"): list(c("r2"), c("r3")), c("r2"): list(c("r3"), c("r1")), c("r3"): list(c("r1"), c("r2")),
	})
	predecessors := must(s.PredecessorsOf(t.Context(), ids))(t)
	sameLists(t, "predecessors", predecessors, map[estate.ID][]estate.ID{
		c("b"): list(c("a")), c("c"): list(c("b"), c("b2"), c("x"), c("a")), c("d"): list(c("c"), c("b"), c("b2"), c("x"), c("a")),
		c("r1"): list(c("r3"), c("r2")), c("r2"): list(c("r1"), c("r3")), c("r3"): list(c("r2"), c("r1")),
	})
	var all []*estate.Contract
	for _, chain := range successors {
		all = append(all, chain...)
	}
	oneCohort(t, "successors", all, func(k *estate.Contract) *estate.Cohort { return k.Cohort })
	onePointer(t, "successors", all)
	for id, want := range map[estate.ID]estate.ID{c("b"): c("a"), c("c"): c("b"), c("d"): c("c")} {
		same(t, "what a store adds to "+string(id), byID(all)[id].Predecessor, want)
	}
}
