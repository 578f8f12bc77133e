package sqlite

import (
	"fmt"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// filled returns a store in memory with a made-up estate of n contracts.
func filled(tb testing.TB, n int) *Store {
	tb.Helper()
	s, err := Open(tb.Context(), Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close(tb.Context()) })
	report, err := s.Apply(tb.Context(), storetest.Import(madeUp(n)))
	if err != nil || len(report.Rejected) > 0 {
		tb.Fatalf("apply: %v, %+v", err, report)
	}
	return s
}

func id(kind estate.Kind, n int) estate.ID { return estate.MakeID(kind, fmt.Sprint(n)) }

// madeUp returns an estate of n contracts of 33 boroughs, n/5+1 suppliers and systems, n/2
// deployments, a framework, and one notice and one piece of evidence for each contract.
func madeUp(n int) *estate.Changes {
	c := &estate.Changes{Sources: []*estate.Source{{ID: id(estate.KindSource, 1), Name: "made up", Synthetic: true}}}
	for i := range 33 {
		code := fmt.Sprintf("E%08d", 9000001+i)
		c.Boroughs = append(c.Boroughs, &estate.Borough{
			ID: estate.MakeID(estate.KindBorough, code), GSSCode: code, Slug: fmt.Sprintf("b%d", i), Name: fmt.Sprintf("Borough %d", i),
		})
	}
	area := &estate.Service{ID: id(estate.KindService, 0), Name: "Area"}
	c.Services = append(c.Services, area, &estate.Service{ID: id(estate.KindService, 1), Name: "Service", Area: area.ID})
	for i := range n/5 + 1 {
		supplier := &estate.Supplier{ID: id(estate.KindSupplier, i), Name: fmt.Sprintf("Supplier %d", i)}
		if i > 0 && i%7 == 0 {
			supplier.Events = []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: id(estate.KindSupplier, i-1), On: "2020"}}
		}
		c.Suppliers = append(c.Suppliers, supplier)
		c.Systems = append(c.Systems, &estate.System{
			ID: id(estate.KindSystem, i), Name: fmt.Sprintf("System %d", i),
			Makers: []estate.Making{{Supplier: supplier.ID, FirstRead: "2024", LastRead: "2025"}},
		})
	}
	c.Partnerships = append(c.Partnerships, &estate.Partnership{
		ID: id(estate.KindPartnership, 1), Slug: "p", Name: "P", Members: []estate.ID{c.Boroughs[0].ID, c.Boroughs[1].ID},
	})
	c.Frameworks = append(c.Frameworks, &estate.Framework{
		ID: id(estate.KindFramework, 1), Name: "Framework", Code: "RM1", Boroughs: []estate.ID{c.Boroughs[0].ID}, Suppliers: []estate.ID{id(estate.KindSupplier, 0)},
	})
	for i := range n {
		contract := &estate.Contract{
			ID: id(estate.KindContract, i), OCID: fmt.Sprintf("ocds-%d", i), Title: fmt.Sprintf("Contract %d", i), Stage: estate.StageSigned,
			Parties:   []estate.ContractParty{{Borough: c.Boroughs[i%33].ID}},
			Suppliers: []estate.ContractSupplier{{Supplier: id(estate.KindSupplier, i%(n/5+1)), SignedAs: "S"}},
			Systems:   []estate.ID{id(estate.KindSystem, i%(n/5+1))}, Services: []estate.ID{id(estate.KindService, 1)},
			StartDate: estate.StatedDate(fmt.Sprint(2018 + i%9)), EndDate: estate.StatedDate(fmt.Sprint(2027 + i%4)),
			Value: &estate.Value{MinPence: 12_000_00, MaxPence: 12_000_00, Basis: estate.BasisTotal, VAT: estate.VATExcluded},
		}
		c.Contracts = append(c.Contracts, contract)
		c.Notices = append(c.Notices, &estate.Notice{
			ID: id(estate.KindNotice, i), OCID: contract.OCID, Stage: estate.NoticeStages[i%5], Parties: []estate.NoticeParty{{Borough: c.Boroughs[i%33].ID}},
			PublishedDate: estate.StatedDate(fmt.Sprint(2018 + i%9)), TenderDeadline: estate.StatedDate(fmt.Sprint(2018 + i%9)),
			Services: contract.Services, CPV: []string{"48000000"}, Contracts: []estate.ID{contract.ID},
		})
		e := &estate.Evidence{Subject: contract.ID, Field: "endDate", Value: "x", Source: c.Sources[0].ID, AsOf: "2025-06", Confidence: estate.ConfidenceHigh}
		e.ID = estate.EvidenceID(e)
		c.Evidence = append(c.Evidence, e)
	}
	for i := range n / 2 {
		c.Deployments = append(c.Deployments, &estate.Deployment{
			ID: id(estate.KindDeployment, i), Borough: c.Boroughs[i%33].ID, System: id(estate.KindSystem, i%(n/5+1)),
			Services: []estate.ID{id(estate.KindService, 1)}, StartDate: "2024",
		})
	}
	return c
}
