package storetest

import (
	"slices"
	"testing"
	"time"

	"boroughgraph/estate"
)

// testClockGoesBack applies batches while the clock is set back, stands still and jumps ahead.
// Their order is the order in which they were applied.
func testClockGoesBack(t *testing.T, s estate.Store) {
	ctx := t.Context()
	must(s.Apply(ctx, at(8, Fixture())))(t)
	var applied []estate.ID // the newest first
	hours := []int{12, 9, 9, 15, 3}
	for i, hour := range hours {
		changed := *byID(fixtureContracts())[k(1)]
		changed.Title = "title " + string(rune('A'+i))
		report := must(s.Apply(ctx, at(hour, &estate.Changes{Contracts: []*estate.Contract{&changed}})))(t)
		applied = slices.Insert(applied, 0, report.Batch)
	}
	log := func(since time.Time) []estate.ID {
		page := must(s.Batches(ctx, estate.BatchFilter{Since: since}, all()))(t)
		ids := idsOf(rowsOf(page))
		same(t, "total", pointed(page.Total), any(len(ids)))
		return ids
	}
	hour := func(h int) time.Time { return time.Date(2026, 11, 20, h, 0, 0, 0, time.UTC) }
	same(t, "the log", log(time.Time{})[:len(applied)], applied)
	same(t, "the newest", idsOf(rowsOf(must(s.Batches(ctx, estate.BatchFilter{}, estate.FirstPage(1)))(t))), applied[:1])
	// A batch that was recorded after one of the requested time is returned, whatever its own time.
	same(t, "since 10", log(hour(10)), applied)
	same(t, "since 13", log(hour(13)), applied[:2])
	same(t, "since 15", log(hour(15)), applied[:2])
	same(t, "since 16", log(hour(16)), []estate.ID{}, loose)
	for _, backward := range []bool{false, true} {
		var seen []estate.ID
		w := estate.Window{Before: estate.LastKey, Limit: 1, Backward: backward}
		for range applied {
			page := must(s.Batches(ctx, estate.BatchFilter{Since: hour(10)}, w))(t)
			seen = append(seen, idsOf(rowsOf(page))...)
			if w.After = page.Rows[0].Key; backward {
				w.After, w.Before = "", page.Rows[0].Key
			}
		}
		if backward {
			slices.Reverse(seen)
		}
		same(t, "one by one", seen, applied)
	}

	// A revert is the newest batch, even if the clock says that it comes before all others. The
	// batches are taken back in the order of the log, not of the clock.
	early := hour(1)
	wantCode(t, "a batch that a later one stands on", second(estate.Revert(ctx, s, applied[1], early)), estate.CodeConflict)
	for i, title := range []string{"title D", "title C", "title B", "title A"} {
		report := must(estate.Revert(ctx, s, applied[i], early))(t)
		same(t, "the newest after a revert", log(time.Time{})[0], report.Batch)
		same(t, "taken back by", must(s.BatchesByID(ctx, applied[i:i+1]))(t)[applied[i]].RevertedBy, report.Batch)
		same(t, "the title after a revert", contractNow(t, s, k(1)).Title, title)
	}
	must(estate.Revert(ctx, s, applied[len(applied)-1], early))(t)
	same(t, "the title at the beginning", contractNow(t, s, k(1)).Title, byID(fixtureContracts())[k(1)].Title)
}
