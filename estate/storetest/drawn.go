package storetest

import (
	"flag"
	"slices"
	"strconv"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// check is rapid.Check with a default number of estates; -rapid.checks overrides it. The number is
// small because each estate opens a store, and a store may be a server that plans every statement
// anew.
func check(t *testing.T, estates int, property func(rt *rapid.T)) {
	if f := flag.Lookup("rapid.checks"); f != nil && f.Value.String() == f.DefValue {
		was := f.Value.String()
		if err := f.Value.Set(strconv.Itoa(estates)); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := f.Value.Set(was); err != nil {
				t.Error(err)
			}
		})
	}
	rapid.Check(t, property)
}

// runDrawn compares a store with a brute force on drawn estates.
func runDrawn(t *testing.T, open Open) {
	check(t, 20, func(rt *rapid.T) {
		changes := Draw(rt)
		s := open(t)
		apply(rt, s, changes)
		o := newOracle(changes)
		day := rapid.SampledFrom(drawnDays).Draw(rt, "as of")
		checkContracts(rt, s, o, day)
		checkNotices(rt, s, o)
		checkOpenOpportunities(rt, s, o, day)
		checkRenewals(rt, s, o, day)
		checkShared(rt, s, o, day)
		checkSharedSystems(rt, s, o, day)
		checkLeverage(rt, s, o, day)
		checkQuality(rt, s, o, day)
		checkConcentration(rt, s, o, day)
		checkPriceBenchmarks(rt, s, o, day)
		checkExposures(rt, s, o, day)
		checkMoney(rt, s, drawScope(rt, o, day))
		checkUses(rt, s, o, day)
		checkCollaborations(rt, s, o, day)
		checkSearch(rt, s, o)
		before := answers(rt, s, changes, day)
		if report := apply(rt, s, changes); len(nonzero(report.Created)) > 0 || len(nonzero(report.Updated)) > 0 {
			rt.Errorf("applied again, it creates %v and updates %v", report.Created, report.Updated)
		}
		if err := s.Rebuild(rt.Context()); err != nil {
			rt.Fatalf("rebuild: %v", err)
		}
		same(rt, "answers after applying twice and rebuilding", answers(rt, s, changes, day), before)
	})
}

// RunPair compares two stores on drawn estates: every answer must be equal to the byte.
func RunPair(t *testing.T, openA, openB Open) {
	check(t, 15, func(rt *rapid.T) {
		changes := Draw(rt)
		a, b := openA(t), openB(t)
		apply(rt, a, changes)
		apply(rt, b, changes)
		days := rapid.SliceOfNDistinct(rapid.SampledFrom(drawnDays), 2, 2, rapid.ID).Draw(rt, "as of")
		same(rt, "one store (-) against the other (+)", answers(rt, b, changes, days...), answers(rt, a, changes, days...))
	})
}

func drawFilter(rt *rapid.T, o *oracle, day estate.Date) estate.ContractFilter {
	f := estate.ContractFilter{AsOf: day, IncludeUnknown: rapid.Bool().Draw(rt, "include unknown")}
	maybe := func(what string, from []estate.ID) []estate.ID {
		if rapid.IntRange(0, 3).Draw(rt, what) > 0 {
			return nil
		}
		return some(rt, what, from)
	}
	f.Boroughs, f.Suppliers = maybe("boroughs", idsOf(o.facts.Boroughs)), maybe("suppliers", idsOf(o.facts.Suppliers))
	f.Systems, f.Services = maybe("systems", idsOf(o.facts.Systems)), maybe("services", idsOf(o.facts.Services))
	if rapid.Bool().Draw(rt, "terms") {
		f.Terms = rapid.SliceOfDistinct(rapid.SampledFrom(estate.Terms), rapid.ID).Draw(rt, "terms asked")
	}
	if rapid.IntRange(0, 2).Draw(rt, "ends") == 0 {
		f.EndFrom = rapid.SampledFrom(append([]estate.Date{""}, drawnDays...)).Draw(rt, "from")
		f.EndTo = rapid.SampledFrom(append([]estate.Date{""}, drawnDays...)).Draw(rt, "to")
	}
	return f
}

// drawScope draws a scope of all or some boroughs and terms.
func drawScope(rt *rapid.T, o *oracle, day estate.Date) estate.Scope {
	f := drawFilter(rt, o, day)
	return estate.Scope{Boroughs: f.Boroughs, AsOf: day, Terms: f.Terms}
}

func checkContracts(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	order := rapid.SampledFrom(estate.ContractOrders).Draw(rt, "order")
	want := o.contractsIn(f, order, nil)
	samePage(rt, "contracts", must(s.Contracts(rt.Context(), f, order, all()))(rt), want)
	parents := slices.Concat(idsOf(o.facts.Boroughs), idsOf(o.facts.Suppliers), idsOf(o.facts.Systems), idsOf(o.facts.Frameworks))
	for parent, page := range must(s.ContractsOf(rt.Context(), parents, f, order, all()))(rt) {
		samePage(rt, "contracts of "+string(parent), page, o.contractsIn(f, order, &parent))
	}
	alone := rapid.SampledFrom(parents).Draw(rt, "alone")
	if under, ok := f.WithParent(list(alone)); ok {
		samePage(rt, "contracts under "+string(alone), must(s.Contracts(rt.Context(), under, order, all()))(rt), o.contractsIn(f, order, &alone))
	}
	size := rapid.IntRange(1, 4).Draw(rt, "page")
	for _, backward := range []bool{false, true} {
		got := joined(rt, "pages of contracts", size, backward, len(want), func(w estate.Window) estate.Page[*estate.Contract] {
			return must(s.Contracts(rt.Context(), f, order, w))(rt)
		})
		same(rt, "pages of contracts", len(got), len(want))
	}
}

func checkRenewals(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	q := estate.RenewalsQuery{
		Scope: estate.Scope{Boroughs: f.Boroughs, AsOf: day, Terms: f.Terms}, Suppliers: f.Suppliers, Systems: f.Systems, Services: f.Services,
		From: rapid.SampledFrom(drawnDays).Draw(rt, "due from"), To: "2033-01-01", LeadTimeMonths: 6,
	}
	if rapid.Bool().Draw(rt, "kinds") {
		q.Kinds = rapid.SliceOfDistinct(rapid.SampledFrom(estate.ExitKinds), rapid.ID).Draw(rt, "kinds asked")
	}
	page := must(s.Renewals(rt.Context(), q, all()))(rt)
	want := o.renewals(q)
	same(rt, "renewals", each(rowsOf(page), renewal), want[:min(len(want), estate.MaxPage)], loose)
	same(rt, "renewals' total", page.Total, new(len(want)))
	covered := coverage(must(s.RenewalsCoverage(rt.Context(), q))(rt))
	same(rt, "renewals looked at", covered[0], o.lookedAt(q.Boroughs, q.Suppliers, q.Systems, q.Services))
	same(rt, "renewals' coverage", covered[1:], o.renewalsLeftOut(q), loose)

	if q.Kinds == nil {
		q.Kinds = estate.CalendarKinds
	}
	spans := must(estate.Periods(q.From, q.To, rapid.SampledFrom(estate.CalendarUnits).Draw(rt, "by")))(rt)
	same(rt, "calendar", each(must(s.RenewalCalendar(rt.Context(), q, spans))(rt), period), o.calendar(q, spans))
}

func checkShared(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	for _, level := range estate.Levels {
		q := estate.SharedSuppliersQuery{
			Scope: estate.Scope{Boroughs: f.Boroughs, AsOf: day, Terms: f.Terms}, Level: level,
			MinBoroughs: rapid.IntRange(1, 2).Draw(rt, "least boroughs"),
		}
		page := must(s.SharedSuppliers(rt.Context(), q, all()))(rt)
		same(rt, "shared at "+string(level), each(rowsOf(page), share), o.shared(q), loose)
		got := coverage(must(s.SharedSuppliersCoverage(rt.Context(), q))(rt))
		same(rt, "shared coverage at "+string(level), got[1:], o.sharedLeftOut(q), loose)
	}
}

func checkSharedSystems(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	q := estate.SharedSystemsQuery{
		Scope: estate.Scope{Boroughs: f.Boroughs, AsOf: day, Terms: f.Terms}, Services: f.Services,
		MinBoroughs: rapid.IntRange(1, 2).Draw(rt, "least boroughs"),
	}
	page := must(s.SharedSystems(rt.Context(), q, all()))(rt)
	same(rt, "shared systems", each(rowsOf(page), systemShare), o.sharedSystems(q), loose)
	got := coverage(must(s.SharedSystemsCoverage(rt.Context(), q))(rt))
	same(rt, "shared systems' coverage", got[1:], o.sharedSystemsLeftOut(q), loose)
}

func checkCollaborations(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	for _, by := range estate.GroupBys {
		q := together(by, day)
		q.Boroughs, q.Terms, q.Systems, q.Services = f.Boroughs, f.Terms, f.Systems, f.Services
		same(rt, "groups by "+string(by), collaborationGroups(rt, s, q), o.collaborationGroups(q), loose)
		got := coverage(must(s.CollaborationsCoverage(rt.Context(), q))(rt))
		same(rt, "looked at by "+string(by), got[0], o.lookedAt(q.Boroughs, nil, q.Systems, q.Services))
		same(rt, "coverage by "+string(by), got[1:], o.collaborationsLeftOut(q), loose)
	}
}
