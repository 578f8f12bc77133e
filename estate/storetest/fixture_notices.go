package storetest

import (
	"fmt"

	"boroughgraph/estate"
)

// The frameworks. rm1 and rm1Again have the same code. gCloud folds to a prefix of gCloud2's name.
const (
	gCloud   estate.ID = "Framework:g-cloud"
	gCloud2  estate.ID = "Framework:g-cloud-2"
	rm1      estate.ID = "Framework:rm1"
	rm1Again estate.ID = "Framework:rm1-again"
)

// n returns the id of the fixture's nth notice, and ns the ids of several.
func n(i int) estate.ID        { return estate.ID(fmt.Sprintf("Notice:n%02d", i)) }
func ns(is ...int) []estate.ID { return each(is, n) }

// By name: G-Cloud, G-Cloud 2, Managed services (rm1, rm1Again).
func fixtureFrameworks() []*estate.Framework {
	return []*estate.Framework{
		{
			ID: rm1, Name: "Managed services", Code: "RM1", Owner: "Sutton and Camden", Boroughs: list(sutton, camden), Suppliers: list(acme, zenith),
			Names: []estate.DatedName{{Name: "MS"}}, StartDate: "2021-12-01", EndDate: "2023-11", MaxExtentDate: "2025", Value: worth(estate.BasisEstimate, 880_000, estate.VATUnknown),
		},
		{ID: rm1Again, Name: "MANAGED SERVICES", Code: "RM1", Suppliers: list()},
		{ID: gCloud2, Name: "G-Cloud 2", Owner: "CCS", Suppliers: list(acme)},
		{ID: gCloud, Name: "G-Cloud", Owner: "CCS", Boroughs: list(camden)},
	}
}

// fixtureNotices returns 8 notices. The deadlines that count are: n2 2026-06-30, n3 and n4
// 2026-07-27, n5 2027-12-31. The publication days are: n6 2020-12-31, n1 2025-09-11, n2 and n3
// 2026-05-20, n5 2026-06-30. The others have none.
func fixtureNotices() []*estate.Notice {
	buyers := func(ids ...estate.ID) []estate.NoticeParty {
		return each(ids, func(id estate.ID) estate.NoticeParty { return estate.NoticeParty{Borough: id} })
	}
	return []*estate.Notice{
		{ID: n(1), OCID: "ocds-fixture-9", Title: "Parking", Stage: estate.NoticePlanning, Type: "UK1", Parties: buyers(camden), Systems: list(), Services: list(repairs), PublishedDate: "2025-09-11"},
		{ // every field that a notice can have
			ID: n(2), OCID: "ocds-fixture-9", Reference: "DN1", Title: "Parking", Stage: estate.NoticeTender, Type: "UK4", PublishedDate: "2026-05-20", TenderDeadline: "2026-06",
			Parties: []estate.NoticeParty{{Borough: camden, Role: estate.RoleLead}, {Borough: sutton, Role: estate.RoleParticipant}, {Name: "A trust"}}, Suppliers: list(acme), Systems: list(alpha), Services: list(repairs, ledger),
			StartDate: "2027-02", EndDate: "2029-01-31", MaxExtentDate: "2031-01-31", Extensions: options(estate.ExtensionUnknown, 24), Value: worth(estate.BasisEstimate, 12_000_000, estate.VATExcluded), CPV: []string{"98351110", "48000000"},
			Lots:        []estate.NoticeLot{{ID: "1", Title: "Permits", Value: worth(estate.BasisEstimate, 7, estate.VATExcluded), CPV: []string{"72260000"}, SMESuitable: new(true), VCSESuitable: new(false)}, {ID: "2"}},
			SMESuitable: new(true), VCSESuitable: new(false), Method: "Open procedure", Framework: "Managed services", Frameworks: list(rm1), Contracts: ks(1, 15),
		},
		{ID: n(3), OCID: "ocds-fixture-8", Stage: estate.NoticeTender, Parties: buyers(hackney), Services: list(housing), PublishedDate: "2026-05-20", TenderDeadline: "2026-07-27", CPV: []string{"48"}, Lots: []estate.NoticeLot{}, Extensions: options("")},
		{ID: n(4), Stage: estate.NoticeTender, Parties: buyers(sutton, camden), Services: list(payroll), TenderDeadline: "2026-07-27", CPV: []string{"48213000-7"}},
		{ID: n(5), Stage: estate.NoticePlanning, Parties: buyers(lambeth), Services: list(), PublishedDate: "2026-06", TenderDeadline: "2027", Frameworks: list(rm1, gCloud)},
		{ID: n(6), Stage: estate.NoticeAward, Parties: buyers(camden), Suppliers: list(acme, borealis), Services: list(ledger), PublishedDate: "2020", Contracts: ks(3)},
		{ID: n(7), Stage: estate.NoticeAuthority, Parties: []estate.NoticeParty{{Name: "A trust"}}},
		{ID: n(8), Parties: buyers(hackney), Services: list(repairs), CPV: []string{"72000000"}}, // the stage is unknown
	}
}
