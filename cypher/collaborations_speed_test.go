package cypher_test

import (
	"slices"
	"testing"

	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// BenchmarkCollaborations times joint buying over 100,000 contracts: the whole answer, and the
// matching alone.
func BenchmarkCollaborations(b *testing.B) {
	s := neo4jtest.Open(b)
	whole := town(100_000)
	contracts, head := whole.Contracts, *whole
	head.Contracts, head.Notices, head.Deployments, head.Evidence = nil, nil, nil, nil
	apply(b, s, &head)
	for some := range slices.Chunk(contracts, 5000) { // one transaction with all of them would be too large for the tests' server
		apply(b, s, &estate.Changes{Contracts: some})
	}
	apply(b, s, &estate.Changes{Deployments: whole.Deployments[:5000], Evidence: whole.Evidence[:5000]})
	for _, by := range estate.GroupBys {
		q := estate.CollaborationQuery{
			Scope: estate.Scope{AsOf: "2026-11-23"}, By: by, MinBoroughs: 2, From: "2026-11-23", To: "2031-11-23",
			ToleranceMonths: 6, LeadTimeMonths: 12,
		}
		b.Run(string(by)+"/matching", func(b *testing.B) {
			for b.Loop() {
				contracts := 0
				err := s.CollaborationGroups(b.Context(), q, func(g *estate.CollaborationGroup) error { contracts += len(g.Offers); return nil })
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(contracts), "contracts")
			}
		})
		b.Run(string(by)+"/answer", func(b *testing.B) {
			for b.Loop() {
				if _, err := estate.CollaborationOpportunities(b.Context(), s, q, estate.FirstPage(25)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func apply(b *testing.B, s estate.Store, changes *estate.Changes) {
	b.Helper()
	if report, err := s.Apply(b.Context(), storetest.Import(changes)); err != nil || len(report.Rejected) > 0 {
		b.Fatalf("apply: %d rejected, %v", len(report.Rejected), err)
	}
}
