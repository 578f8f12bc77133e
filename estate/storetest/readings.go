package storetest

import (
	"slices"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
)

// readDate returns the newest reading of a subject up to a day, as a Store returns it.
func (o *oracle) readDate(subject estate.ID, day estate.Date) estate.ReadDate {
	e := o.newestRead(subject, day)
	switch {
	case e == nil:
		return ""
	case string(e.AsOf) == string(readOn(e)):
		return estate.ReadDate(e.AsOf + "=")
	}
	return estate.ReadDate(string(readOn(e)) + " " + string(e.AsOf))
}

// No answer shows a reading later than its day, and each shows what the source states (RULES 1).
// The days include one before most readings, and one before and one after a reading was gathered.
func testReadingsUpToADay(t *testing.T, s estate.Store) {
	o := newOracle(Fixture())
	var seen []estate.ReadDate
	for _, day := range []estate.Date{"2024-06-30", "2026-02-09", "2026-02-10", today} {
		for subject, got := range linksRead(t, s, o, day) {
			same(t, "as of "+string(day)+" the reading of "+string(subject), got.read, o.readDate(subject, day))
			same(t, "as of "+string(day)+" the end of "+string(subject), got.end, o.endStated(subject))
			seen = append(seen, got.read)
		}
	}
	for _, want := range []estate.ReadDate{"", "2024-03-01=", "2023-05-31 2023-05", "2026-02-10 2026-02"} {
		if !slices.Contains(seen, want) {
			t.Errorf("the links show no reading %q", want)
		}
	}
}

// shownLink is what a link shows of its contract or deployment.
type shownLink struct {
	read estate.ReadDate
	end  estate.StatedDate
}

// linksRead returns what the links of all questions show as of a day, by subject.
func linksRead(t *testing.T, s estate.Store, o *oracle, day estate.Date) map[estate.ID]shownLink {
	t.Helper()
	shown := map[estate.ID]shownLink{}
	show := func(subject estate.ID, read estate.ReadDate, end estate.StatedDate) {
		link := shownLink{read, end}
		if before, again := shown[subject]; again {
			same(t, "another link of "+string(subject), link, before, cmp.AllowUnexported(shownLink{}))
		}
		shown[subject] = link
	}
	scope := estate.Scope{AsOf: day, Terms: estate.Terms}
	systems := estate.SharedSystemsQuery{Scope: scope, MinBoroughs: 1}
	for _, of := range must(s.SharedSystemLinks(t.Context(), systems, idsOf(o.facts.Systems), 100))(t) {
		for _, b := range of {
			for _, l := range b.Links {
				show(l.Subject(), l.ReadDate, l.EndDateStated)
			}
		}
	}
	for _, level := range estate.Levels {
		vendors := estate.SharedSuppliersQuery{Scope: scope, MinBoroughs: 1, Level: level}
		for _, of := range must(s.SharedSupplierLinks(t.Context(), vendors, idsOf(o.facts.Suppliers), 100))(t) {
			for _, b := range of {
				for _, l := range b.Links {
					show(l.Subject(), l.ReadDate, l.EndDateStated)
				}
			}
		}
	}
	for _, e := range must(s.Exposures(t.Context(), idsOf(o.facts.Suppliers), day, estate.Terms))(t) {
		for _, b := range e.Boroughs {
			for _, l := range b.Links {
				show(l.Subject(), l.ReadDate, l.EndDateStated())
			}
		}
	}
	return shown
}

// endStated returns the end of a contract as stated; empty if it was worked out or is unknown.
func (o *oracle) endStated(subject estate.ID) estate.StatedDate {
	for _, c := range o.contracts {
		if c.ID == subject && !c.Rolling {
			return c.EndDate
		}
	}
	return ""
}
