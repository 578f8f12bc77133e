package estate_test

import (
	"slices"
	"testing"

	"boroughgraph/estate"
)

// A reading never counts to a day after its gathering (RULES 1).
func TestEvidenceCountsToNoDayAfterItsGathering(t *testing.T) {
	for name, test := range map[string]struct {
		asOf            estate.StatedDate
		gathered, today estate.Date
		held            *estate.Evidence
		want            estate.Date
		stated          estate.StatedDate
	}{
		"a year that is not over counts to today":         {asOf: "2026", today: "2026-11-23", want: "2026-11-23", stated: "2026"},
		"a month that is not over counts to today":        {asOf: "2026-11", today: "2026-11-23", want: "2026-11-23", stated: "2026-11"},
		"a month that is over counts to its last day":     {asOf: "2026-10", today: "2026-11-23", want: "2026-10-31", stated: "2026-10"},
		"a day counts to itself":                          {asOf: "2026-11-23", today: "2026-11-23", want: "2026-11-23", stated: "2026-11-23"},
		"a day that is to come counts to today":           {asOf: "2027-04-01", today: "2026-11-23", want: "2026-11-23", stated: "2027-04-01"},
		"a stated gathering stays":                        {asOf: "2026", gathered: "2026-03-01", today: "2026-11-23", want: "2026-03-01", stated: "2026"},
		"the first gathering stays":                       {asOf: "2026", today: "2026-12-05", held: &estate.Evidence{Gathered: "2026-11-23"}, want: "2026-11-23", stated: "2026"},
		"it stays when the year is over":                  {asOf: "2026", today: "2027-02-01", held: &estate.Evidence{Gathered: "2026-11-23"}, want: "2026-11-23", stated: "2026"},
		"held evidence without one is capped when needed": {asOf: "2026", today: "2026-11-23", held: &estate.Evidence{}, want: "2026-11-23", stated: "2026"},
		"undated stays undated":                           {today: "2026-11-23"},
	} {
		t.Run(name, func(t *testing.T) {
			e := &estate.Evidence{ID: "Evidence:1", AsOf: test.asOf, Gathered: test.gathered}
			held := func(ids []estate.ID) (map[estate.ID]estate.Fact, error) {
				if test.held == nil || !slices.Contains(ids, e.ID) {
					return nil, nil
				}
				return map[estate.ID]estate.Fact{e.ID: {Kind: estate.KindEvidence, ID: e.ID, Value: test.held}}, nil
			}
			parts := estate.OnePart(&estate.Changes{Evidence: []*estate.Evidence{e}})
			for part, err := range estate.GatheredOn(test.today, held, parts) {
				if err != nil {
					t.Fatal(err)
				}
				got := part.Evidence[0]
				if got.ReadOn() != test.want {
					t.Errorf("it counts to %q, want %q", got.ReadOn(), test.want)
				}
				if stated := got.ReadDate().ReadOnStated(); stated != test.stated {
					t.Errorf("it is stated as %q, want %q", stated, test.stated)
				}
				if on := got.ReadDate().ReadOn(); on != test.want {
					t.Errorf("a store keeps %q, want %q", on, test.want)
				}
			}
			if e.Gathered != test.gathered {
				t.Error("the evidence that was read has changed")
			}
		})
	}
}

// On one day, the greatest ReadDate is the one that is stated most precisely.
func TestReadDatesSortByDayThenPrecision(t *testing.T) {
	var dates []estate.ReadDate
	for _, e := range []estate.Evidence{
		{AsOf: "2025-12"}, {AsOf: "2026", Gathered: "2026-11-23"}, {AsOf: "2026-11", Gathered: "2026-11-23"}, {AsOf: "2026-11-23"}, {AsOf: "2026-11-24"},
	} {
		dates = append(dates, e.ReadDate())
	}
	if !slices.IsSorted(dates) {
		t.Errorf("they are not in order: %q", dates)
	}
}
