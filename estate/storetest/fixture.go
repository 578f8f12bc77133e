package storetest

import "boroughgraph/estate"

// Fixture returns a small made-up estate on seven real boroughs. It is full of cases on which
// databases disagree: ties, unknown dates and titles, null against empty lists, names that are
// prefixes of each other, case, accents, and scripts beyond the BMP. The answers that the suite
// expects were worked out by hand and are beside each test.
func Fixture() *estate.Changes {
	return &estate.Changes{
		Sources: []*estate.Source{
			{ID: register, Name: "A made-up register", Kind: "register", Licence: "OGL v3", Synthetic: true},
			{ID: minutes, Name: "Made-up minutes", Kind: "council decision", Synthetic: true},
		},
		Boroughs:     fixtureBoroughs(),
		Partnerships: fixturePartnerships(),
		Services:     fixtureServices(),
		Suppliers:    fixtureSuppliers(),
		Systems:      fixtureSystems(),
		Frameworks:   fixtureFrameworks(),
		Contracts:    fixtureContracts(),
		Notices:      fixtureNotices(),
		Deployments:  fixtureDeployments(),
		Evidence:     fixtureEvidence(),
	}
}

// By name: Barnet, Camden, City of London, Hackney, Hillingdon, Lambeth, Sutton.
func fixtureBoroughs() []*estate.Borough {
	borough := func(id estate.ID, slug, name string) *estate.Borough {
		return &estate.Borough{
			ID: id, GSSCode: id.Key(), Slug: slug, Name: name, OfficialName: name + " Council",
			Identifiers: []estate.Identifier{{Scheme: "GB-LAE", ID: slug}},
		}
	}
	residents := borough(camden, "camden", "Camden")
	residents.Population, residents.PopulationYear = new(210_136), new(2021)
	return []*estate.Borough{
		borough(sutton, "sutton", "Sutton"), borough(lambeth, "lambeth", "Lambeth"), residents,
		borough(city, "city-of-london", "City of London"), borough(hackney, "hackney", "Hackney"),
		borough(hillingdon, "hillingdon", "Hillingdon"), borough(barnet, "barnet", "Barnet"),
	}
}

// By name: Shared Digital, shared digital alliance, South London Partnership.
func fixturePartnerships() []*estate.Partnership {
	return []*estate.Partnership{
		{ID: southLondon, Slug: "south-london", Name: "South London Partnership", Purpose: "sub-regional partnership", Members: list(sutton, lambeth)},
		{ID: alliance, Slug: "alliance", Name: "shared digital alliance", Purpose: "consortium", Members: list(lambeth, camden), Ended: "2020"},
		{ID: sharedDigital, Slug: "shared-digital", Name: "Shared Digital", Purpose: "shared ICT service", Members: list(hackney, camden)},
	}
}

// By area, then name: Éducation; Finance: Ledger, Payroll; Finance systems; Housing: Lettings,
// Repairs.
func fixtureServices() []*estate.Service {
	return []*estate.Service{
		{ID: repairs, Name: "Repairs", Area: housing, LGSL: new(41)},
		{ID: lettings, Name: "Lettings", Area: housing},
		{ID: payroll, Name: "payroll", Area: finance},
		{ID: ledger, Name: "Ledger", Area: finance},
		{ID: housing, Name: "Housing"},
		{ID: financeSystems, Name: "Finance systems"},
		{ID: finance, Name: "Finance"},
		{ID: education, Name: "Éducation"},
	}
}

// By name: Acme, Acme Group plc, Acme Ltd (acme), ACME LTD (acmeTwin), Åureus Systems, Borealis,
// zenith, データ, and last the supplier whose name is unknown.
//
// Heads:
//
//	acme      itself to 2019-07-31, acmeGroup to 2023-03-31, then zenith
//	acmeGroup itself to 2023-03-31, then zenith
//	acmeTwin  itself to 2014-12-31, zenith to 2021-02-28, then itself
//	aureus    under acmeTwin on every day, undated, so under zenith while acmeTwin is
//	borealis  itself to 2020-06-29; inferred: acmeGroup to 2023-03-31, zenith to 2025-06-30;
//	          then itself (a reading of June 2020 holds from its last day for 60 months)
//	the rest  themselves: an agreed sale joins nothing
func fixtureSuppliers() []*estate.Supplier {
	return []*estate.Supplier{
		{ID: zenith, Name: "zenith", HeadsGroup: true, Names: []estate.DatedName{}, Identifiers: []estate.Identifier{{Scheme: "GB-PPON", ID: "PZEN-0001"}}},
		{
			ID: acme, Name: "Acme Ltd",
			Names:       []estate.DatedName{{Name: "Acme Software Ltd", Until: "2018", Earlier: true, Inferred: true}},
			Identifiers: []estate.Identifier{{Scheme: "GB-COH", ID: "00000001"}, {Scheme: "GB-CFS", ID: "77"}},
			Events:      []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: acmeGroup, On: "2019-08", Note: "a press notice"}},
		},
		{
			ID: acmeTwin, Name: "ACME LTD", Identifiers: []estate.Identifier{{Scheme: "GB-CFS", ID: "77"}},
			Events: []estate.SupplierEvent{
				{Kind: estate.EventAcquired, Other: zenith, On: "2015"},
				{Kind: estate.EventDivested, Other: zenith, On: "2021-03-01"},
			},
		},
		{
			ID: acmeGroup, Name: "Acme Group plc",
			Events: []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: zenith, On: "2023-04-01"}},
		},
		{ID: acmeOnly, Name: "Acme", Events: []estate.SupplierEvent{}},
		{ID: aureus, Name: "Åureus Systems", Events: []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: acmeTwin}}},
		{ID: borealis, Name: "Borealis", Events: []estate.SupplierEvent{{Kind: estate.EventPartOf, Other: acmeGroup, On: "2020-06", Inferred: true}}},
		{
			ID: deta, Name: "データ", Identifiers: []estate.Identifier{{Scheme: "GB-COH", ID: "00000007"}, {Scheme: "GB-PPON", ID: "PDET-0007"}},
			Events: []estate.SupplierEvent{{Kind: estate.EventAgreed, Other: zenith, On: "2024-07"}},
		},
		{ID: unnamed},
	}
}

// By name: Alpha (alpha), ÀLPHA (beta), Alpha Plus, Delta, Gamma, rho, Ωμέγα, and last the
// system whose name is unknown.
//
// Makers:
//
//	alpha, omega    acme
//	alphaPlus       borealis to 2022-01-09, zenith to 2027-01-10, then unknown
//	delta           deta to 2020-12-31, then unknown
//	gamma           aureus, inferred
//	rho             acmeTwin
//	beta, untitled  unknown
func fixtureSystems() []*estate.System {
	return []*estate.System{
		{ID: untitled},
		{ID: alpha, Name: "Alpha", Names: []estate.DatedName{{Name: "Alpha 1", Until: "2019", Earlier: true}}, Makers: []estate.Making{{Supplier: acme, FirstRead: "2018", LastRead: "2024"}}},
		{ID: alphaPlus, Name: "Alpha Plus", Names: []estate.DatedName{}, Makers: []estate.Making{
			{Supplier: zenith, FirstRead: "2022-01-10", LastRead: "2022-01-10"},
			{Supplier: borealis, FirstRead: "2016-05", LastRead: "2018-05"},
		}},
		{ID: beta, Name: "ÀLPHA", Makers: []estate.Making{}},
		{ID: gamma, Name: "Gamma", Makers: []estate.Making{{Supplier: aureus, Inferred: true}}},
		{ID: delta, Name: "Delta", Makers: []estate.Making{{Supplier: deta, FirstRead: "2015", LastRead: "2015"}}},
		{ID: omega, Name: "Ωμέγα", Makers: []estate.Making{{Supplier: acme, FirstRead: "2020", LastRead: "2026"}}},
		{ID: rho, Name: "rho", Makers: []estate.Making{{Supplier: acmeTwin, FirstRead: "2019-02", LastRead: "2026-02"}}},
	}
}
