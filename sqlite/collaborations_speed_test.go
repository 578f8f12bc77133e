package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// madeUpTown returns an estate of n contracts of 33 boroughs over as many systems as London has.
// Their ends are spread over eight years, and they have options and values. None of them is real.
func madeUpTown(n int) *estate.Changes {
	const systems = 250
	r := rand.New(rand.NewPCG(33, 8))
	c := madeUp(0)
	for i := range systems {
		maker := &estate.Supplier{ID: id(estate.KindSupplier, i), Name: fmt.Sprintf("Supplier %d", i)}
		c.Suppliers = append(c.Suppliers[:min(i, len(c.Suppliers))], maker)
		c.Systems = append(c.Systems[:min(i, len(c.Systems))], &estate.System{
			ID: id(estate.KindSystem, i), Name: fmt.Sprintf("System %d", i), Makers: []estate.Making{{Supplier: id(estate.KindSupplier, i/3), FirstRead: "2024", LastRead: "2025"}},
		})
	}
	for i := range n {
		start := estate.Date("2020-01-01").AddDays(r.IntN(2500))
		contract := &estate.Contract{
			ID: id(estate.KindContract, i), Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: c.Boroughs[r.IntN(33)].ID}},
			Systems: []estate.ID{id(estate.KindSystem, r.IntN(systems))}, Services: []estate.ID{id(estate.KindService, 1)},
			StartDate: estate.StatedDate(start), EndDate: estate.StatedDate(start.AddMonths(36 + 12*r.IntN(5)).AddDays(-1)),
			Value: &estate.Value{MinPence: int64(r.IntN(1e7)), Basis: estate.BasisPerYear, VAT: estate.VATExcluded},
		}
		contract.Value.MaxPence = contract.Value.MinPence
		for range r.IntN(3) {
			contract.Extensions = append(contract.Extensions, estate.Extension{Months: 12, State: estate.ExtensionUnknown})
		}
		c.Contracts = append(c.Contracts, contract)
		e := &estate.Evidence{Subject: contract.ID, Field: "endDate", Value: "x", Source: c.Sources[0].ID, AsOf: "2025-06", Confidence: estate.ConfidenceHigh}
		e.ID = estate.EvidenceID(e)
		c.Evidence = append(c.Evidence, e)
	}
	for i := range n / 10 {
		c.Deployments = append(c.Deployments, &estate.Deployment{
			ID: id(estate.KindDeployment, i), Borough: c.Boroughs[i%33].ID, System: id(estate.KindSystem, r.IntN(systems)), StartDate: "2024",
		})
	}
	return c
}

// liveHeap is a store that measures the heap in use, after a garbage collection, at the end of some
// groups.
type liveHeap struct {
	estate.Collaborations
	most uint64 // bytes
}

func (l *liveHeap) CollaborationGroups(ctx context.Context, q estate.CollaborationQuery, take func(*estate.CollaborationGroup) error) error {
	n := 0
	return l.Collaborations.CollaborationGroups(ctx, q, func(g *estate.CollaborationGroup) error {
		err := take(g)
		if n++; n%25 == 0 {
			l.most = max(l.most, heapInUse())
		}
		return err
	})
}

func heapInUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkCollaborations times joint buying over 100,000 contracts: the whole answer, and the
// matching alone. It also reports the most memory held, above what the process held before.
func BenchmarkCollaborations(b *testing.B) {
	s, err := Open(b.Context(), Options{Path: b.TempDir() + "/estate.db", Timeout: time.Minute})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close(b.Context())
	if report, err := s.Apply(b.Context(), storetest.Import(madeUpTown(100_000))); err != nil || len(report.Rejected) > 0 {
		b.Fatalf("apply: %v, %+v", err, report)
	}
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
		b.Run(string(by)+"/memory", func(b *testing.B) {
			before := heapInUse()
			for b.Loop() {
				live := &liveHeap{Collaborations: s}
				if _, err := estate.CollaborationOpportunities(b.Context(), live, q, estate.FirstPage(25)); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(max(live.most, before)-before)/1e6, "live-MB")
			}
		})
	}
}
