package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// testChangedLinks moves a contract and a deployment to other boroughs, suppliers, systems and
// services. The old links must be gone.
func testChangedLinks(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	contract := byID(fixtureContracts())[k(1)]
	contract.Parties, contract.Suppliers, contract.Systems, contract.Services = of(barnet), by(acmeOnly, "Acme"), list(untitled), list(payroll)
	contract.OCID = "ocds-fixture-3"
	deployment := byID(fixtureDeployments())[d(1)]
	deployment.Borough, deployment.System, deployment.Services, deployment.Contracts = barnet, untitled, list(payroll), nil
	system := byID(fixtureSystems())[omega]
	system.Makers = []estate.Making{{Supplier: acmeOnly}}
	supplier := byID(fixtureSuppliers())[acme]
	supplier.Identifiers = []estate.Identifier{{Scheme: "GB-COH", ID: "99999999"}}
	supplier.Name, supplier.Names = "Renamed Ltd", []estate.DatedName{{Name: "Renamed"}, {Name: "Acme Ltd", Earlier: true}}
	apply(t, s, &estate.Changes{
		Contracts: []*estate.Contract{contract}, Deployments: []*estate.Deployment{deployment},
		Systems: []*estate.System{system}, Suppliers: []*estate.Supplier{supplier},
	})

	for what, f := range map[string]estate.ContractFilter{
		"its old borough": {Boroughs: list(camden)}, "its old supplier": {Suppliers: list(acme)},
		"its old system": {Systems: list(alpha)}, "its old service": {Services: list(repairs)},
	} {
		f.AsOf = today
		for _, c := range rowsOf(must(s.Contracts(ctx, f, estate.ContractsByTitle, all()))(t)) {
			if c.ID == k(1) {
				t.Errorf("k1 is still found by %s", what)
			}
		}
	}
	everything := estate.ContractFilter{Boroughs: list(barnet), Suppliers: list(acmeOnly), Systems: list(untitled), Services: list(payroll), AsOf: today}
	samePage(t, "by its new links", must(s.Contracts(ctx, everything, estate.ContractsByEndDate, all()))(t), ks(1))
	contracts := must(s.ContractsOf(ctx, list(camden, acme, alpha, barnet, acmeOnly, untitled), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t)
	for parent, want := range map[estate.ID][]estate.ID{
		camden: ks(15, 19, 3, 12, 24), acme: ks(8, 17, 2, 20, 3, 9, 21, 22), alpha: ks(8, 17, 2, 20, 9),
		barnet: ks(1), acmeOnly: ks(1), untitled: ks(1, 14),
	} {
		samePage(t, "contracts of "+string(parent), contracts[parent], want)
	}
	deployments := must(s.DeploymentsOf(ctx, list(camden, alpha, barnet, untitled), estate.DeploymentFilter{AsOf: today}, all()))(t)
	for parent, want := range map[estate.ID][]estate.ID{camden: ds(12, 9), alpha: ds(8, 2, 3), barnet: ds(1), untitled: ds(1)} {
		samePage(t, "deployments of "+string(parent), deployments[parent], want)
	}
	samePage(t, "systems for payroll in Barnet", must(s.Systems(ctx, estate.SystemFilter{Boroughs: list(barnet), Services: list(payroll)}, all()))(t), list(untitled))
	made := must(s.SystemsMadeBy(ctx, list(acme, acmeOnly), today, all()))(t)
	samePage(t, "made by acme", made[acme], list(alpha))
	samePage(t, "made by acmeOnly", made[acmeOnly], list(omega))
	same(t, "by identifier", must(s.SuppliersByIdentifier(ctx, []estate.Identifier{{Scheme: "GB-COH", ID: "00000001"}, {Scheme: "GB-COH", ID: "99999999"}}))(t),
		map[string][]estate.ID{"GB-COH:99999999": {acme}})
	same(t, "by name", must(s.SuppliersByName(ctx, []string{"acme", "acme software", "renamed"}))(t),
		map[string][]estate.ID{"acme": {acme, acmeTwin, acmeOnly}, "renamed": {acme}})
	same(t, "by ocid", must(s.ContractsByOCID(ctx, []string{"ocds-fixture-1", "ocds-fixture-3"}))(t), map[string][]estate.ID{"ocds-fixture-1": ks(3), "ocds-fixture-3": ks(1)})
}

// testRepeatedLinks checks links that a register repeats: each counts once and is stored as
// written.
func testRepeatedLinks(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	twice := &estate.Contract{
		ID: "Contract:twice", Title: "Twice", Stage: estate.StageSigned, Parties: of(barnet, barnet, sutton),
		Suppliers: append(by(acmeOnly, "Acme"), by(acmeOnly, "Acme (again)")...), Systems: list(rho, rho), Services: list(payroll, payroll, finance),
		StartDate: "2026-01-01", EndDate: "2026-12-31", Value: worth(estate.BasisPerYear, 7, estate.VATExcluded),
	}
	deployment := &estate.Deployment{ID: "Deployment:twice", Borough: barnet, System: rho, Services: list(ledger, ledger), StartDate: "2020", Contracts: list(twice.ID, twice.ID)}
	partnership := &estate.Partnership{ID: "Partnership:twice", Slug: "twice", Name: "Twice", Members: list(barnet, barnet)}
	supplier := byID(fixtureSuppliers())[acmeOnly]
	supplier.Identifiers = []estate.Identifier{{Scheme: "GB-COH", ID: "2"}, {Scheme: "GB-COH", ID: "2"}}
	apply(t, s, &estate.Changes{
		Contracts: []*estate.Contract{twice}, Deployments: []*estate.Deployment{deployment},
		Partnerships: []*estate.Partnership{partnership}, Suppliers: []*estate.Supplier{supplier},
	})
	same(t, "as written", contractNow(t, s, twice.ID), twice)
	f := estate.ContractFilter{Boroughs: list(barnet, sutton), Suppliers: list(acmeOnly), Services: list(payroll, finance), AsOf: today}
	samePage(t, "contracts", must(s.Contracts(ctx, f, estate.ContractsByEndDate, all()))(t), list(twice.ID))
	for parent, page := range must(s.ContractsOf(ctx, list(barnet, acmeOnly), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t) {
		samePage(t, "contracts of "+string(parent), page, list(twice.ID))
	}
	samePage(t, "deployments", must(s.DeploymentsOf(ctx, list(barnet), estate.DeploymentFilter{Services: list(ledger, finance), AsOf: today}, all()))(t)[barnet], list(deployment.ID))
	same(t, "keys", must(s.BoroughsByKey(ctx, []estate.BoroughKey{"twice"}))(t), map[estate.BoroughKey][]estate.ID{"twice": {barnet}})
	same(t, "identifier", must(s.SuppliersByIdentifier(ctx, []estate.Identifier{{Scheme: "GB-COH", ID: "2"}}))(t), map[string][]estate.ID{"GB-COH:2": {acmeOnly}})
	vendors := rowsOf(must(s.SharedSuppliers(ctx, in(shared(estate.LevelLegalEntity, 1), barnet), all()))(t))
	same(t, "one supplier, named twice, is one", each(vendors, share), []string{"Supplier:acme-only: 1 boroughs, 1 contracts, 0 deployments, 7.00 of 1, EXCLUDED"})
}

func testRejections(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, ground())
	contract := func(id estate.ID, change func(c *estate.Contract)) *estate.Contract {
		c := &estate.Contract{ID: id, Parties: of(camden)}
		change(c)
		return c
	}
	changes := &estate.Changes{
		Systems: []*estate.System{{ID: "System:orphan", Makers: []estate.Making{{Supplier: "Supplier:nowhere"}}}},
		Contracts: []*estate.Contract{
			contract("Contract:good", func(*estate.Contract) {}),
			contract("Contract:backwards", func(c *estate.Contract) { c.StartDate, c.EndDate = "2026-02", "2026-01-31" }),
			contract("Contract:dangling", func(c *estate.Contract) { c.Systems = list("System:nowhere") }),
			contract("Contract:of an orphan", func(c *estate.Contract) { c.Systems = list(alpha, "System:orphan") }),
			contract("Contract:before dangling", func(c *estate.Contract) { c.Successor = "Contract:dangling" }),
			contract("Contract:good", func(c *estate.Contract) { c.Title = "another" }),
			contract("Contract:of a system", func(c *estate.Contract) { c.Parties = of(alpha) }),
			contract("Contract:without parties", func(c *estate.Contract) { c.Parties = nil }),
		},
		Deployments: []*estate.Deployment{{ID: "Deployment:under", Borough: camden, System: alpha, Contracts: list("Contract:before dangling")}},
		Evidence: []*estate.Evidence{
			{ID: "Evidence:good", Subject: "Contract:good", Field: "title", Source: register, AsOf: "2026-01-01"},
			{ID: "Evidence:lost", Subject: "Contract:dangling", Field: "title", Source: register},
		},
	}
	report := must(s.Apply(ctx, Import(changes)))(t)
	sameReport(t, "report", report, map[estate.Kind]int{estate.KindContract: 1, estate.KindEvidence: 1}, nil, nil)
	got := map[estate.ID]int{}
	for _, r := range report.Rejected {
		if got[r.ID]++; r.Reason == "" {
			t.Errorf("%s is rejected without a reason", r.ID)
		}
	}
	same(t, "rejected", got, map[estate.ID]int{
		"System:orphan": 1, "Contract:backwards": 1, "Contract:dangling": 1, "Contract:of an orphan": 1, "Contract:before dangling": 1,
		"Contract:good": 1, "Contract:of a system": 1, "Contract:without parties": 1, "Deployment:under": 1, "Evidence:lost": 1,
	})
	samePage(t, "contracts", must(s.Contracts(ctx, estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t), list("Contract:good"))
	same(t, "the first of two", contractNow(t, s, "Contract:good").Title, "")

	// Once the things they refer to are there, they are written.
	mended := &estate.Changes{
		Suppliers: []*estate.Supplier{{ID: "Supplier:nowhere"}}, Systems: append(changes.Systems, &estate.System{ID: "System:nowhere"}),
		Contracts: changes.Contracts[2:5], Deployments: changes.Deployments, Evidence: changes.Evidence,
	}
	sameReport(t, "mended", apply(t, s, mended), map[estate.Kind]int{
		estate.KindSupplier: 1, estate.KindSystem: 2, estate.KindContract: 3, estate.KindDeployment: 1, estate.KindEvidence: 1,
	}, nil, map[estate.Kind]int{estate.KindEvidence: 1})
}
