package storetest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// valuesOf returns the values of a property of a contract of the fixture, or "" if it is unknown.
func valuesOf(c *estate.Contract, by estate.ContractProperty, areas map[estate.ID]estate.ID) []string {
	values := map[string]bool{}
	switch by {
	case estate.ByBorough:
		for _, p := range c.Parties {
			values[string(p.Borough)] = p.Borough != ""
		}
	case estate.ByServiceArea:
		for _, s := range c.Services {
			values[string(areas[s])] = true
		}
	case estate.BySupplier:
		for _, s := range c.Suppliers {
			values[string(s.Supplier)] = true
		}
	case estate.BySystem:
		for _, s := range c.Systems {
			values[string(s)] = true
		}
	case estate.ByFramework:
		values[string(c.CalledOff)] = c.CalledOff != ""
	case estate.ByTerm:
		values[string(estate.TermOn(c, today).Term)] = true
	case estate.ByEndYear:
		if end := c.CountedEnd(); end != "" {
			values[string(end[:4])] = true
		}
	default:
		return []string{""}
	}
	maps.DeleteFunc(values, func(_ string, has bool) bool { return !has })
	if len(values) == 0 {
		return []string{""}
	}
	return slices.Collect(maps.Keys(values))
}

// talliesOf counts contracts by a property, one by one.
func talliesOf(contracts []*estate.Contract, by estate.ContractProperty, areas map[estate.ID]estate.ID) []*estate.ContractTally {
	byValue := map[string]*estate.ContractTally{}
	amounts := map[string][]estate.Money{}
	for _, c := range contracts {
		for _, value := range valuesOf(c, by, areas) {
			t := byValue[value]
			if t == nil {
				t = &estate.ContractTally{Value: value}
				byValue[value] = t
			}
			t.Count++
			if a := c.Annual(); a != nil {
				amounts[value] = append(amounts[value], estate.Money{Pence: a.Pence, VAT: a.VAT})
			}
		}
	}
	tallies := []*estate.ContractTally{}
	for value, t := range byValue {
		t.VAT = estate.VATUnknown
		if known := amounts[value]; len(known) > 0 {
			sum := int64(0)
			for _, m := range known {
				sum += m.Pence
				if t.KnownCount++; t.KnownCount == 1 {
					t.VAT = m.VAT
				} else if t.VAT != m.VAT {
					t.VAT = estate.VATMixed
				}
			}
			t.AnnualPence = &sum
		}
		tallies = append(tallies, t)
	}
	estate.SortContractTallies(tallies)
	return tallies
}

// plain returns tallies without their cohort, so that they can be compared.
func plain(tallies []*estate.ContractTally) []*estate.ContractTally {
	return each(tallies, func(t *estate.ContractTally) *estate.ContractTally {
		alone := *t
		alone.Cohort = nil
		return &alone
	})
}

// tallyFilters returns the filters of contractFilters, and filters to which only tallies lead.
func tallyFilters() map[string]estate.ContractFilter {
	filters := map[string]estate.ContractFilter{
		"counted":             {Counted: new(true)},
		"not counted":         {Counted: new(false)},
		"of a framework":      {Frameworks: list(rm1)},
		"of no framework":     {Frameworks: list()},
		"counted of Camden":   {Counted: new(true), Boroughs: list(camden)},
		"two things unknown":  {Unknown: []estate.ContractProperty{estate.BySupplier, estate.ByEndYear}},
		"unknown and bounded": {Unknown: []estate.ContractProperty{estate.ByFramework}, EndFrom: "2027-03-31", EndTo: "2027-12-31"},
	}
	for name, test := range contractFilters {
		filters[name] = test.filter
	}
	for name, f := range filters {
		f.AsOf = today
		filters[name] = f
	}
	return filters
}

// testContractTallies counts each list of contracts by each property. Every count must equal a
// count of the list's rows, and the total of the list that it leads to.
func testContractTallies(t *testing.T, s estate.Store) {
	areas := map[estate.ID]estate.ID{}
	for _, service := range Fixture().Services {
		areas[service.ID] = service.Area
		if service.Area == "" {
			areas[service.ID] = service.ID
		}
	}
	filters := tallyFilters()
	for i, name := range slices.Sorted(maps.Keys(filters)) {
		f := filters[name]
		for j, by := range append([]estate.ContractProperty{""}, estate.ContractProperties...) {
			if (i+j)%8 > 0 {
				continue // an eighth of the pairs, in which each filter and each property occurs
			}
			f := f.Without(by)
			rows := rowsOf(must(s.Contracts(t.Context(), f, estate.ContractsByTitle, all()))(t))
			got := must(s.ContractTallies(t.Context(), f, by))(t)
			same(t, name+" by "+string(by), plain(got), talliesOf(rows, by, areas))
			if by == "" {
				continue
			}
			for _, tally := range got[:min(1, len(got))] {
				first := estate.FirstPage(1)
				first.Total = true
				page := must(s.Contracts(t.Context(), f.With(by, tally.Value), estate.ContractsByEndDate, first))(t)
				if *page.Total != tally.Count {
					t.Errorf("%s by %s: %q counts %d, its list %d", name, by, tally.Value, tally.Count, *page.Total)
				}
			}
		}
	}
	parents := list(camden, hackney, barnet, acme, alpha, rm1, alliance)
	for _, by := range append([]estate.ContractProperty{""}, estate.ContractProperties...) {
		f := estate.ContractFilter{AsOf: today, EndFrom: "2026-01-01", IncludeUnknown: true}.Without(by)
		got := must(s.ContractTalliesOf(t.Context(), parents, f, by))(t)
		pages := must(s.ContractsOf(t.Context(), parents, f, estate.ContractsByTitle, all()))(t)
		for _, parent := range parents {
			same(t, strings.Join([]string{"of", string(parent), "by", string(by)}, " "), plain(got[parent]), talliesOf(rowsOf(pages[parent]), by, areas), loose)
		}
	}
}

// testCountedContracts compares the filter with the terms that questions count.
func testCountedContracts(t *testing.T, s estate.Store) {
	counts := func(c *estate.Contract) bool { return estate.TermOn(c, today).Counted }
	everything := rowsOf(must(s.Contracts(t.Context(), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t))
	for _, counted := range []bool{true, false} {
		var want []estate.ID
		for _, c := range everything {
			if counts(c) == counted {
				want = append(want, c.ID)
			}
		}
		got := must(s.Contracts(t.Context(), estate.ContractFilter{AsOf: today, Counted: &counted}, estate.ContractsByEndDate, all()))(t)
		samePage(t, map[bool]string{true: "counted", false: "not counted"}[counted], got, want)
	}
}
