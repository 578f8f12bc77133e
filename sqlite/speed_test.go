package sqlite

import (
	"testing"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

func BenchmarkApply(b *testing.B) {
	changes := madeUp(700) // 2,123 facts
	b.Logf("%d facts", len(changes.Facts()))
	for b.Loop() {
		s, err := Open(b.Context(), Options{Path: b.TempDir() + "/estate.db"})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Apply(b.Context(), storetest.Import(changes)); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReads times one page, or one answer, of 20,000 contracts.
func BenchmarkReads(b *testing.B) {
	const asOf = "2026-11-23"
	s, w := filled(b, 20_000), estate.FirstPage(25)
	var parents []estate.ID
	for i := range 33 {
		parents = append(parents, madeUp(0).Boroughs[i].ID)
	}
	all := estate.Scope{AsOf: asOf}
	shared := estate.SharedSuppliersQuery{Scope: all, Level: estate.LevelGroup, MinBoroughs: 2}
	renewals := estate.RenewalsQuery{Scope: all, From: asOf, To: "2028-11-23"}
	for name, read := range map[string]func() error{
		"contracts": func() error {
			_, err := s.Contracts(b.Context(), estate.ContractFilter{}, estate.ContractsByEndDate, w)
			return err
		},
		"contracts of a supplier": func() error {
			_, err := s.Contracts(b.Context(), estate.ContractFilter{Suppliers: []estate.ID{id(estate.KindSupplier, 7)}}, estate.ContractsByEndDate, w)
			return err
		},
		"contracts of a borough by filter": func() error {
			_, err := s.Contracts(b.Context(), estate.ContractFilter{Boroughs: parents[:1]}, estate.ContractsByEndDate, w)
			return err
		},
		"contracts of each borough": func() error {
			_, err := s.ContractsOf(b.Context(), parents, estate.ContractFilter{}, estate.ContractsByEndDate, estate.FirstPage(3))
			return err
		},
		"deployments of each borough": func() error {
			_, err := s.DeploymentsOf(b.Context(), parents, estate.DeploymentFilter{}, estate.FirstPage(3))
			return err
		},
		"renewals":                  func() error { _, err := s.Renewals(b.Context(), renewals, w); return err },
		"shared suppliers":          func() error { _, err := s.SharedSuppliers(b.Context(), shared, w); return err },
		"shared suppliers coverage": func() error { _, err := s.SharedSuppliersCoverage(b.Context(), shared); return err },
		"renewals coverage":         func() error { _, err := s.RenewalsCoverage(b.Context(), renewals); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
