package storetest

import (
	"fmt"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// period writes a CalendarPeriod as text: its days, its contracts, their price a year and how many
// are known, VAT, and counts by kind.
func period(p *estate.CalendarPeriod) string {
	kinds := each(p.ByKind, func(k estate.KindCount) string { return fmt.Sprintf("%s %d", k.Kind, k.ContractCount) })
	return fmt.Sprintf("%s to %s: %d contracts, %s of %d, %s: %s",
		p.First, p.Last, p.ContractCount, amount(p.AnnualPence), p.KnownCount, p.VAT, strings.Join(kinds, ", "))
}

// calendar asks for the ends and anniversaries in a range, as of today.
func calendar(from, to estate.Date) estate.RenewalsQuery {
	return ofKinds(due(from, to), estate.CalendarKinds...)
}

// See twoYears for what falls due, and fixtureContracts for the price a year.
var calendarAnswers = map[string]struct {
	query estate.RenewalsQuery
	by    estate.CalendarUnit
	want  []string
}{
	"quarters": {calendar("2026-11-23", "2027-12-31"), estate.UnitQuarter, []string{
		"2026-11-23 to 2026-12-31: 2 contracts, nothing of 0, UNKNOWN: ANNIVERSARY 0, END 1, FINAL_END 1",
		"2027-01-01 to 2027-03-31: 5 contracts, 251846.00 of 3, MIXED: ANNIVERSARY 1, END 3, FINAL_END 1",
		"2027-04-01 to 2027-06-30: 1 contracts, 142294.24 of 1, EXCLUDED: ANNIVERSARY 0, END 1, FINAL_END 0",
		"2027-07-01 to 2027-09-30: 0 contracts, nothing of 0, UNKNOWN: ANNIVERSARY 0, END 0, FINAL_END 0",
		"2027-10-01 to 2027-12-31: 3 contracts, 301000.01 of 2, MIXED: ANNIVERSARY 0, END 1, FINAL_END 2",
	}},
	// k15's end and final end are in two periods, so it counts in both.
	"years": {calendar("2026-11-23", "2027-12-31"), estate.UnitYear, []string{
		"2026-11-23 to 2026-12-31: 2 contracts, nothing of 0, UNKNOWN: ANNIVERSARY 0, END 1, FINAL_END 1",
		"2027-01-01 to 2027-12-31: 9 contracts, 695140.25 of 6, MIXED: ANNIVERSARY 1, END 5, FINAL_END 3",
	}},
	// k18's END and EXTENSION_DECISION are in one period, so it counts once.
	"kinds asked for, in their own order": {ofKinds(due("2027-01-31", "2027-05-31"), estate.ExitExtensionDecision, estate.ExitEnd, estate.ExitEnd), estate.UnitYear, []string{
		"2027-01-31 to 2027-05-31: 4 contracts, 242294.24 of 2, EXCLUDED: END 4, EXTENSION_DECISION 1",
	}},
	"no kind": {ofKinds(due("2026-11-23", "2026-11-30")), estate.UnitMonth, []string{"2026-11-23 to 2026-11-30: 0 contracts, nothing of 0, UNKNOWN: "}},
	"the first and the last day count": {calendar("2027-03-31", "2027-03-31"), estate.UnitMonth, []string{
		"2027-03-31 to 2027-03-31: 5 contracts, 251846.00 of 3, MIXED: ANNIVERSARY 1, END 3, FINAL_END 1",
	}},
	"filters": {narrowed(dueIn(calendar("2027-03-01", "2027-04-30"), camden, hackney), list(acme), list(alpha), list(housing)), estate.UnitMonth, []string{
		"2027-03-01 to 2027-03-31: 2 contracts, 220000.00 of 2, MIXED: ANNIVERSARY 0, END 1, FINAL_END 1",
		"2027-04-01 to 2027-04-30: 0 contracts, nothing of 0, UNKNOWN: ANNIVERSARY 0, END 0, FINAL_END 0",
	}},
	"of no term": {dueOfTerms(calendar("2027-03-01", "2027-03-31")), estate.UnitMonth, []string{
		"2027-03-01 to 2027-03-31: 0 contracts, nothing of 0, UNKNOWN: ANNIVERSARY 0, END 0, FINAL_END 0",
	}},
	"no borough": {dueIn(calendar("2027-03-01", "2027-03-31")), estate.UnitMonth, []string{
		"2027-03-01 to 2027-03-31: 0 contracts, nothing of 0, UNKNOWN: ANNIVERSARY 0, END 0, FINAL_END 0",
	}},
	"days that are over": {calendar("2026-11-01", "2026-11-22"), estate.UnitMonth, []string{
		"2026-11-01 to 2026-11-22: 0 contracts, nothing of 0, UNKNOWN: ANNIVERSARY 0, END 0, FINAL_END 0",
	}},
}

func testRenewalCalendar(t *testing.T, s estate.Store) {
	for name, test := range calendarAnswers {
		spans := must(estate.Periods(test.query.From, test.query.To, test.by))(t)
		same(t, name, each(must(s.RenewalCalendar(t.Context(), test.query, spans))(t), period), test.want)
	}
	same(t, "no span", must(s.RenewalCalendar(t.Context(), calendar("2026-11-23", "2026-11-23"), nil))(t), nil, loose)
}
