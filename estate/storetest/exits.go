package storetest

import (
	"fmt"
	"testing"

	"boroughgraph/estate"
)

// exit writes an exit point as text: date, kind, options to take, and what is known about it.
func exit(x *estate.ExitPoint) string {
	text := fmt.Sprintf("%s %s", x.Date, x.Kind)
	if x.OptionsToTake == nil {
		text += " ?"
	} else {
		text += fmt.Sprintf(" %d", *x.OptionsToTake)
	}
	if x.Assumed {
		text += " assumed"
	}
	if x.Derived {
		text += " derived"
	}
	if x.ActBy != "" {
		text += " act by " + string(x.ActBy)
	}
	if x.ExitDate != "" {
		text += " for " + string(x.ExitDate)
	}
	return text
}

func exits(xs []*estate.ExitPoint) []string { return each(xs, exit) }

// gone names contracts that lose their last exit on a day, and still had exits the day before.
var gone = map[estate.Date]estate.ID{"2026-11-01": k(17), "2025-08-01": k(8)}

func testExitPoints(t *testing.T, s estate.Store) {
	for day, want := range map[estate.Date]map[estate.ID][]string{
		today: {
			k(1):  {"2027-03-31 END 0", "2028-03-31 OPTION_END 1 assumed", "2029-03-31 FINAL_END 2 assumed"},
			k(2):  {"2027-03-31 FINAL_END 0"},
			k(3):  {"2027-12-31 END 0"},
			k(5):  {"2028-08-31 END 0", "2029-02-28 OPTION_END 1", "2029-08-31 FINAL_END 2"},
			k(13): {"2028-12-31 END 0"},
			k(15): {"2026-11-23 END 0", "2027-11-23 FINAL_END 1 assumed"},
			k(16): {"2028-11-22 FINAL_END ? assumed"},
			k(18): {"2027-01-31 EXTENSION_DECISION 0 act by 2027-01-31 for 2027-05-31", "2027-05-31 END 0", "2028-05-31 FINAL_END 1 act by 2027-01-31"},
			k(25): {"2026-12-31 FINAL_END 0"},
		},
		// On an earlier day k15 and k16 still have their ends, and k6's end stands though it is
		// derived. k17 can still be left, and k8 has no successor yet.
		"2024-06-01": {
			k(6):  {"2025-02-27 END 0 derived"},
			k(8):  {"2025-07-31 END 0", "2027-07-31 FINAL_END 1 assumed"},
			k(16): {"2026-11-22 END 0", "2028-11-22 FINAL_END ? assumed"},
			k(17): {
				"2026-03-31 BREAK 0", "2026-06-30 BREAK 0 derived", "2026-10-31 NOTICE_DEADLINE 0 act by 2026-10-31 for 2026-12-31",
				"2026-12-31 FINAL_END 0 act by 2026-10-31",
			},
		},
		// The days below are the last day of an exit and the day after it.
		"2026-03-31": {k(17): {"2026-03-31 BREAK 0", "2026-06-30 BREAK 0 derived", "2026-10-31 NOTICE_DEADLINE 0 act by 2026-10-31 for 2026-12-31", "2026-12-31 FINAL_END 0 act by 2026-10-31"}},
		"2026-04-01": {k(17): {"2026-06-30 BREAK 0 derived", "2026-10-31 NOTICE_DEADLINE 0 act by 2026-10-31 for 2026-12-31", "2026-12-31 FINAL_END 0 act by 2026-10-31"}},
		"2026-10-31": {k(17): {"2026-10-31 NOTICE_DEADLINE 0 act by 2026-10-31 for 2026-12-31", "2026-12-31 FINAL_END 0 act by 2026-10-31"}},
		"2026-11-01": {},
		"2025-07-31": {k(8): {"2025-07-31 END 0", "2027-07-31 FINAL_END 1 assumed"}},
		"2025-08-01": {},
		"2026-11-24": {k(15): {"2027-11-23 FINAL_END 1 assumed"}},
		"2027-02-01": {k(18): {"2027-05-31 END 0"}},
	} {
		ask := append(sortedKeys(want), k(10), "Contract:not there")
		switch {
		case day == today:
			ask = append(ask, k(6), k(8), k(13), k(17), k(1))
		case len(want) == 0:
			ask = append(ask, gone[day])
		}
		got := map[estate.ID][]string{}
		for id, xs := range must(s.ExitPointsOf(t.Context(), ask, day))(t) {
			if len(xs) > 0 {
				got[id] = exits(xs)
			}
			for _, x := range xs {
				if x.Contract != id || x.From > day || x.To < day {
					t.Errorf("as of %s: exit %s of %s stands only from %s to %s", day, exit(x), x.Contract, x.From, x.To)
				}
			}
		}
		same(t, "exit points as of "+string(day), got, want)
	}
	rolling := must(s.ExitPointsOf(t.Context(), ks(7), "2020-01-01"))(t)[k(7)]
	if len(rolling) != 20 {
		t.Fatalf("a rolling contract has %d anniversaries, want 20", len(rolling))
	}
	same(t, "first and last", []string{exit(rolling[0]), exit(rolling[19])}, []string{"2023-03-31 ANNIVERSARY 0 derived", "2042-03-31 ANNIVERSARY 0 derived"})
}

func testEvidence(t *testing.T, s estate.Store) {
	want, sources := byID(onSystem), map[estate.ID]*estate.Source{}
	for _, source := range Fixture().Sources {
		sources[source.ID] = source
	}
	got := must(s.EvidenceOf(t.Context(), list(beta, k(17), barnet, beta, "System:not there")))(t)
	for _, id := range list(barnet, "System:not there") {
		if len(got[id]) > 0 {
			t.Errorf("%s has evidence", id)
		}
		delete(got, id)
	}
	for _, es := range got {
		for _, e := range es {
			same(t, "the source of "+string(e.ID), e.Origin, sources[e.Source])
			e.Origin = nil
		}
	}
	same(t, "evidence", got, map[estate.ID][]*estate.Evidence{
		beta: {
			want["Evidence:c"], want["Evidence:d"], want["Evidence:b"], want["Evidence:a"], // makers: 2025-12 and 2025 both count to 31 December
			want["Evidence:e"], // name
			want["Evidence:f"], // names
		},
		k(17): {reading(k(17), "2025"), reading(k(17), "2024-12-01")},
	})
}
