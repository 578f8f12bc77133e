package storetest

import (
	"fmt"
	"maps"
	"testing"

	"boroughgraph/estate"
)

// CheckMoney checks how a store allocates contract values to vendors (RULES 5), for each level. The
// amounts allocated to all vendors and the amount not allocated must add up to the whole, with each
// known value counted once. sharedSuppliers, concentration and exposure must allocate the same to
// every vendor.
func CheckMoney(t testing.TB, s estate.Store, scope estate.Scope) {
	t.Helper()
	checkMoney(t, s, scope)
}

func checkMoney(t tb, s estate.Store, scope estate.Scope) {
	t.Helper()
	for _, level := range estate.Levels {
		q := estate.ConcentrationQuery{Scope: scope, Level: level, By: estate.MeasureValue}
		c := must(s.Concentration(t.Context(), q))(t)
		allocated, pence, known := map[estate.ID]string{}, penceOf(c.Unallocated), c.Unallocated.KnownCount
		for _, share := range c.Shares {
			allocated[share.Row.Vendor] = moneySum(share.Row.KnownSum)
			pence += penceOf(share.Row.KnownSum)
			known += share.Row.KnownCount
		}
		same(t, fmt.Sprintf("%s: allocated and unallocated, %v", level, scope),
			fmt.Sprintf("%d of %d", pence, known), fmt.Sprintf("%d of %d", penceOf(c.KnownSum), c.KnownCount))
		same(t, fmt.Sprintf("%s: shared suppliers as the concentration, %v", level, scope), sharedMoney(t, s, scope, level), allocated)
		if level == estate.LevelGroup && scope.Boroughs == nil {
			checkExposedMoney(t, s, scope, allocated)
		}
	}
}

// sharedMoney returns what sharedSuppliers allocates to each vendor that has a contract.
func sharedMoney(t tb, s estate.Store, scope estate.Scope, level estate.Level) map[estate.ID]string {
	t.Helper()
	found := map[estate.ID]string{}
	q := estate.SharedSuppliersQuery{Scope: scope, Level: level, MinBoroughs: 1}
	for w := estate.FirstPage(estate.MaxPage); ; {
		page := must(s.SharedSuppliers(t.Context(), q, w))(t)
		for _, row := range page.Rows {
			if w.After = row.Key; row.Row.ContractCount > 0 {
				found[row.Row.Vendor.ID] = moneySum(row.Row.KnownSum)
			}
		}
		if !page.HasNextPage {
			return found
		}
	}
}

// checkExposedMoney compares the exposure to each vendor with what is allocated to its group.
func checkExposedMoney(t tb, s estate.Store, scope estate.Scope, allocated map[estate.ID]string) {
	t.Helper()
	heads := []estate.ID{}
	for id := range maps.Keys(allocated) {
		heads = append(heads, id)
	}
	got := map[estate.ID]string{}
	for id, e := range must(s.Exposures(t.Context(), heads, scope.AsOf, scope.Terms))(t) {
		got[id] = moneySum(e.Allocated)
		if penceOf(e.AtStake) < penceOf(e.Allocated) || e.AtStake.KnownCount < e.Allocated.KnownCount {
			t.Errorf("%s: %s at stake, %s allocated", id, moneySum(e.AtStake), moneySum(e.Allocated))
		}
	}
	same(t, "exposure as the concentration", got, allocated)
}

func penceOf(s estate.KnownSum) int64 {
	if s.AnnualPence == nil {
		return 0
	}
	return *s.AnnualPence
}

// moneySum writes a sum as text.
func moneySum(s estate.KnownSum) string {
	return fmt.Sprintf("%s of %d, %s", amount(s.AnnualPence), s.KnownCount, s.VAT)
}
