package feed_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/google/go-cmp/cmp"
)

// events returns the all-day events of a calendar by UID: day and title.
func events(t *testing.T, h http.Handler, address string) map[string]string {
	t.Helper()
	calendar, err := ics.ParseCalendar(get(t, h, address).Body)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, e := range calendar.Events() {
		day, err := e.GetAllDayStartAt()
		if err != nil {
			t.Fatal(err)
		}
		found[e.Id()] = day.Format(time.DateOnly) + " " + e.GetProperty(ics.ComponentPropertySummary).Value
	}
	return found
}

func TestAnEventKeepsItsUIDWhenItsDateMoves(t *testing.T) {
	store := filled(t)
	h := feeds(store)
	address := "/renewals.ics?asOf=2026-11-23&to=2029-12-31&boroughs=" + url.QueryEscape("camden")
	before := events(t, h, address)
	moved := awkwardFacts()
	moved.Contracts[0].EndDate = "2027-09-30"
	apply(t, store, moved)
	after := events(t, h, address)
	var changed []string
	for id, was := range before {
		if now := after[id]; now != was {
			changed = append(changed, was[:10]+" to "+now[:min(10, len(now))])
		}
	}
	slices.Sort(changed)
	if len(before) != len(after) {
		t.Errorf("%d events became %d", len(before), len(after))
	}
	// The awkward contract has an END, and a FINAL_END a year later. Work begins a year before
	// each.
	want := []string{"2026-06-30 to 2026-09-30", "2027-06-30 to 2027-09-30", "2027-06-30 to 2027-09-30", "2028-06-30 to 2028-09-30"}
	if diff := cmp.Diff(want, changed); diff != "" {
		t.Errorf("events that moved (-want +got):\n%s", diff)
	}
}

// An answer depends on the day and not on the time of day. A calendar without renewals still has a
// component, which RFC 5545 requires.
func TestACalendarIsTheSameAllDay(t *testing.T) {
	h := feeds(filled(t))
	for address, empty := range map[string]bool{
		"/renewals.ics?asOf=2026-11-23&boroughs=camden":                               false,
		"/renewals.ics?asOf=2026-11-23&boroughs=camden&from=2090-01-01&to=2090-01-02": true,
	} {
		first, second := body(t, h, address), body(t, h, address)
		if first != second {
			t.Errorf("%s answers differently the second time", address)
		}
		calendar, err := ics.ParseCalendar(strings.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		if len(calendar.Components) == 0 || empty != (len(calendar.Events()) == 0) {
			t.Errorf("%s has %d components and %d events", address, len(calendar.Components), len(calendar.Events()))
		}
	}
}
