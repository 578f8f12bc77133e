package storetest

import "boroughgraph/estate"

func of(boroughs ...estate.ID) []estate.ContractParty {
	return each(boroughs, func(id estate.ID) estate.ContractParty { return estate.ContractParty{Borough: id} })
}

func by(supplier estate.ID, signedAs string) []estate.ContractSupplier {
	return []estate.ContractSupplier{{Supplier: supplier, SignedAs: signedAs}}
}

func options(state estate.ExtensionState, months ...int) []estate.Extension {
	return append([]estate.Extension{}, each(months, func(n int) estate.Extension { return estate.Extension{Months: n, State: state} })...)
}

func worth(basis estate.ValueBasis, pounds int64, vat estate.VAT) *estate.Value {
	return &estate.Value{MinPence: pounds * 100, MaxPence: pounds * 100, Basis: basis, VAT: vat}
}

// fixtureContracts returns 25 contracts. The comment after each gives its counted end, its term as
// of today, whether questions count it, and its price a year in pounds.
func fixtureContracts() []*estate.Contract {
	return append(fixtureContractsTo12(), fixtureContractsFrom13()...)
}

func fixtureContractsTo12() []*estate.Contract {
	return []*estate.Contract{
		{ // 2027-03-31; IN_TERM; 100,000 excluding VAT
			ID: k(1), OCID: "ocds-fixture-1", Title: "Housing repairs", Stage: estate.StageSigned, Parties: of(camden), Suppliers: by(acme, "Acme Limited"), Systems: list(alpha), Services: list(repairs),
			StartDate: "2024-04-01", EndDate: "2027-03-31", Extensions: options(estate.ExtensionUnknown, 12, 12), Value: worth(estate.BasisTotal, 300_000, estate.VATExcluded), Method: "Open procedure", CPV: []string{"48000000"}, Framework: "MS (RM1) lot 2", CalledOff: rm1,
		},
		{ // 2027-03-31; IN_TERM; 120,000 including VAT; known to have no options
			ID: k(2), Title: "Housing repairs system", Stage: estate.StageSigned, Parties: of(hackney), Suppliers: []estate.ContractSupplier{{Supplier: acme, SignedAs: "Acme", Inferred: true}}, Systems: list(alpha, gamma), Services: list(repairs, ledger),
			StartDate: "2023-04-01", EndDate: "2027-03-31", Extensions: options(""), Value: worth(estate.BasisTotal, 480_000, estate.VATIncluded), Method: "Single tender action (below threshold)", CalledOff: gCloud,
		},
		{ // 2027-12-31; IN_TERM; 300,000 excluding VAT, allocated to neither supplier; two boroughs
			ID: k(3), OCID: "ocds-fixture-1", Title: "Énergie", Stage: estate.StageSigned, Parties: of(camden, hackney), Suppliers: append(by(acme, "Acme Ltd"), by(borealis, "Borealis AB")...), Systems: list(alphaPlus), Services: list(repairs),
			StartDate: "2025-01-01", EndDate: "2027-12-31", Value: worth(estate.BasisTotal, 900_000, estate.VATExcluded), CalledOff: rm1,
		},
		{ // 2029-03-31; IN_TERM; 50,000 excluding VAT, stated by the year; two boroughs
			ID: k(4), OCID: "ocds-fixture-2", Title: "energie", Stage: estate.StageSigned, Suppliers: by(zenith, "Zenith"), Systems: list(alphaPlus), Services: list(payroll),
			Parties:   []estate.ContractParty{{Borough: hillingdon, Role: estate.RoleLead}, {Borough: sutton, Role: estate.RoleParticipant, SharePence: new(int64(20_000_00))}},
			StartDate: "2026-04-01", EndDate: "2029-03-31", Extensions: options(estate.ExtensionAvailable, 12), Value: worth(estate.BasisPerYear, 50_000, estate.VATExcluded),
		},
		{ // 2028-08-31; IN_TERM; the supplier's name is withheld; options from a month's end
			ID: k(5), Title: "Ledger", Stage: estate.StageSigned, Parties: of(lambeth), SuppliersWithheld: true, Systems: list(gamma), Services: list(ledger),
			StartDate: "2025-09-01", EndDate: "2028-08-31", Extensions: options(estate.ExtensionAvailable, 6, 6),
		},
		{ // 2025-02-27, derived: 29 February and 12 months, less a day; PAST_END; a service area
			ID: k(6), Stage: estate.StageSigned, Parties: of(lambeth), Systems: list(), Services: list(housing),
			StartDate: "2024-02-29", TermMonths: new(12),
		},
		{ // no end, rolling; IN_TERM to 2027-12-23; 31,846, VAT unknown
			ID: k(7), Title: "\uFA0E", Stage: estate.StageSigned, Parties: of(sutton), Suppliers: by(deta, "Deta"), Systems: list(delta), Services: list(payroll),
			Rolling: true, Anniversary: "2023-04-01", Value: worth(estate.BasisPerYear, 31_846, estate.VATUnknown),
		},
		{ // 2025-07-31; ENDED by its successor on 2025-08-01; 562,933.33 excluding VAT
			ID: k(8), Title: "Revenues and benefits", Stage: estate.StageSigned, Parties: of(hillingdon), Suppliers: by(acme, "Acme"), Systems: list(alpha), Services: list(),
			StartDate: "2022-08-01", EndDate: "2025-07-31", Extensions: options(estate.ExtensionUnknown, 24), Value: worth(estate.BasisTotal, 1_688_800, estate.VATExcluded), Method: "Direct award", Successor: k(9),
		},
		{ // 2030-07-31; IN_TERM; 1,008,600 excluding VAT
			ID: k(9), Title: "Revenues & benefits", Stage: estate.StageSigned, Parties: of(hillingdon), Suppliers: by(acme, "Acme"), Systems: list(alpha), Services: list(lettings),
			StartDate: "2025-08-01", EndDate: "2030-07-31", Extensions: options(""), Value: worth(estate.BasisTotal, 5_043_000, estate.VATExcluded),
		},
		{ // no dates; UNKNOWN to 2030-03-12; an estimate is not a price
			ID: k(10), Title: "\U00010400", Stage: estate.StageSigned, Parties: of(city), Suppliers: by(acmeTwin, "ACME"), Systems: list(rho),
			Value: worth(estate.BasisEstimate, 100_000, estate.VATUnknown),
		},
		{ // no dates; STALE from 2021
			ID: k(11), Stage: estate.StageAuthorised, Parties: of(city), Suppliers: by(acmeTwin, "ACME"),
		},
		{ // 2030-03-31; NOT_STARTED, counted from 2026-10-01; 100,000 including VAT
			ID: k(12), Title: "ledger (2027)", Stage: estate.StageSigned, Parties: of(camden), Suppliers: by(aureus, "Aureus"), Systems: list(gamma), Services: list(ledger),
			StartDate: "2027-04-01", EndDate: "2030-03-31", Value: worth(estate.BasisTotal, 300_000, estate.VATIncluded),
		},
	}
}

func fixtureContractsFrom13() []*estate.Contract {
	return []*estate.Contract{
		{ // 2028-12-31; NOT_STARTED and not counted: no evidence that it is signed
			ID: k(13), Title: "Δέλτα", Stage: estate.StageSigned, Method: "direct AWARD", Parties: of(hackney), Suppliers: by(deta, "Deta"), Systems: list(delta), Services: list(payroll),
			StartDate: "2027-01-01", EndDate: "2028-12-31",
		},
		{ // 2028-12-31; ended in June 2026: ENDED from 2026-07-01
			ID: k(14), Title: "Untitled", Stage: estate.StageSigned, Parties: of(sutton), Suppliers: by(unnamed, ""), Systems: list(untitled),
			StartDate: "2020-01-01", EndDate: "2028-12-31", Ended: true, EndedOn: "2026-06",
		},
		{ // 2026-11-23, today; IN_TERM, then OPTION_PERIOD to 2027-11-23; a range is not a price
			ID: k(15), Title: "Alpha plus", Stage: estate.StageSigned, Parties: of(camden), Suppliers: by(zenith, "zenith"), Systems: list(alphaPlus), Services: list(repairs),
			StartDate: "2021-11-24", EndDate: "2026-11-23", Extensions: options(estate.ExtensionUnknown, 12),
			Value: &estate.Value{MinPence: 100, MaxPence: 200, Basis: estate.BasisRange, VAT: estate.VATExcluded}, CalledOff: rm1,
		},
		{ // 2026-11-22, yesterday; OPTION_PERIOD to 2028-11-22; no start
			ID: k(16), Title: "Ωmega", Stage: estate.StageSigned, Parties: of(hackney), Suppliers: by(zenith, "zenith"), Systems: list(omega),
			EndDate: "2026-11-22", MaxExtentDate: "2028-11-22",
		},
		{ // 2026-12-31; IN_TERM; 120,000 excluding VAT, allocated to neither maker; every exit is gone since 2026-10-31
			ID: k(17), Title: "Alpha", Stage: estate.StageSigned, Parties: of(lambeth), Suppliers: by(acme, "Acme Ltd"), Systems: list(alpha, alphaPlus),
			StartDate: "2025-01-01", EndDate: "2026-12-31", Extensions: options(""), Breaks: []estate.Break{{On: "2026-03"}, {AfterMonths: 18}},
			Deadlines: []estate.Deadline{{Kind: estate.ExitNoticeDeadline, On: "2026-10-31", ExitDate: "2026-12-31"}},
			Value:     worth(estate.BasisTotal, 240_000, estate.VATExcluded),
		},
		{ // 2027-05-31; IN_TERM; 142,294.24 excluding VAT, stated beside the total
			ID: k(18), Title: "O'Neill’s gamma", Stage: estate.StageSigned, Parties: of(lambeth), Suppliers: by(acmeTwin, "ACME"), Systems: list(gamma), Services: list(ledger),
			StartDate: "2025-06-01", EndDate: "2027-05", Extensions: options(estate.ExtensionAvailable, 12),
			Deadlines: []estate.Deadline{{Kind: estate.ExitExtensionDecision, On: "2027-01-31", ExitDate: "2027-05-31"}},
			Value:     &estate.Value{MinPence: 569_176_97, MaxPence: 569_176_97, Basis: estate.BasisTotal, VAT: estate.VATExcluded, AnnualPence: new(int64(142_294_24))},
		},
		{ // 2027-03-31; IN_TERM; led by an authority that is not a borough; a system of unknown maker
			ID: k(19), Title: "HOUSING  REPAIRS", Stage: estate.StageSigned, Suppliers: by(borealis, "Borealis AB"), Systems: list(beta), Services: list(repairs),
			Parties:   []estate.ContractParty{{Name: "Transport for London", Role: estate.RoleLead}, {Borough: camden, Role: estate.RoleParticipant}},
			StartDate: "2026-01-01", EndDate: "2027-03-31",
		},
		{ // 2027-03-31; IN_TERM; no borough is a party
			ID: k(20), Title: "Housing", Stage: estate.StageSigned, Suppliers: by(acme, "Acme Ltd"), Systems: list(alpha), Services: list(repairs),
			Parties: []estate.ContractParty{{Name: "Greater London Authority"}}, StartDate: "2024", EndDate: "2027-03-31",
		},
		{ // no dates; STALE from 2020
			ID: k(21), Title: "alpha", Stage: estate.StageSigned, Method: "Award without prior publication", Parties: of(hackney), Suppliers: by(acme, "Acme"), Systems: list(delta),
		},
		{ // no dates; UNKNOWN
			ID: k(22), Title: "ﬁnance", Stage: estate.StageAuthorised, Parties: of(sutton), Suppliers: by(acme, "Acme"), Extensions: options(estate.ExtensionAvailable, 12),
		},
		{ // 2027-11-22; IN_TERM since today; 1,000.01, VAT unknown
			ID: k(23), Title: "Straße", Stage: estate.StageSigned, Method: "Call-off from a framework agreement", Parties: of(city), Suppliers: by(zenith, "zenith"), Systems: list(alphaPlus),
			StartDate: "2026-11-23", EndDate: "2027-11-22", Extensions: options(""), Value: &estate.Value{MinPence: 1_000_01, MaxPence: 1_000_01, Basis: estate.BasisTotal, VAT: estate.VATUnknown},
		},
		{ // no end; UNKNOWN; a system whose maker was last read eleven years ago
			ID: k(24), Title: "!!!", Stage: estate.StageSigned, Parties: of(camden), Suppliers: by(deta, "Deta"), Systems: list(delta), StartDate: "2026-01-01",
		},
		{ // 2026-12-31; IN_TERM; neither supplier nor system known; its option has lapsed
			ID: k(25), Title: "𝔄lpha", Stage: estate.StageSigned, Parties: of(hillingdon), Systems: list(), Services: list(lettings),
			StartDate: "2026-01-01", EndDate: "2026-12-31", Extensions: options(estate.ExtensionLapsed, 6),
		},
	}
}
