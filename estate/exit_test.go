package estate_test

import (
	"fmt"
	"slices"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// exits writes exit points as text: date, kind, options to take, and marks. The last day on which
// the exit is open follows if it is not the date.
func exits(c *estate.Contract) []string {
	var lines []string
	for _, x := range estate.ExitPoints(c) {
		line := fmt.Sprintf("%s %s", x.Date, x.Kind)
		if x.OptionsToTake == nil {
			line += " ?"
		} else {
			line += fmt.Sprintf(" %d", *x.OptionsToTake)
		}
		for _, part := range []struct {
			name  string
			shown bool
		}{
			{"assumed", x.Assumed},
			{"derived", x.Derived},
			{"act by " + string(x.ActBy), x.ActBy != ""},
			{"for " + string(x.ExitDate), x.ExitDate != ""},
			{"until " + string(x.To), x.To != x.Date},
		} {
			if part.shown {
				line += " " + part.name
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestExitPoints(t *testing.T) {
	for name, test := range map[string]struct {
		contract estate.Contract
		want     []string
	}{
		"hackney's Idox: an option whose state is not stated": {
			estate.Contract{EndDate: "2027-03-31", Extensions: options(estate.ExtensionUnknown, 12)},
			[]string{"2027-03-31 END 0", "2028-03-31 FINAL_END 1 assumed"},
		},
		"harrow's education software: 12 and 12, derived end": {
			estate.Contract{StartDate: "2024-04-01", EndDate: "2027-03-31", EndDerived: true, Extensions: options(estate.ExtensionAvailable, 12, 12)},
			[]string{"2027-03-31 END 0 derived", "2028-03-31 OPTION_END 1 derived", "2029-03-31 FINAL_END 2 derived"},
		},
		"assumed once an option on the way is unknown": {
			estate.Contract{EndDate: "2027-03-31", Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionAvailable}, {Months: 12, State: estate.ExtensionUnknown}, {Months: 12, State: estate.ExtensionAvailable}}},
			[]string{"2027-03-31 END 0", "2028-03-31 OPTION_END 1", "2029-03-31 OPTION_END 2 assumed", "2030-03-31 FINAL_END 3 assumed"},
		},
		"options of six months from 31 August": {
			estate.Contract{EndDate: "2026-08-31", Extensions: options(estate.ExtensionAvailable, 6, 6, 6)},
			[]string{"2026-08-31 END 0", "2027-02-28 OPTION_END 1", "2027-08-31 OPTION_END 2", "2028-02-29 FINAL_END 3"},
		},
		"options not known": {estate.Contract{EndDate: "2027-03-31"}, []string{"2027-03-31 END 0"}},
		"options not known, a last possible day": {
			estate.Contract{EndDate: "2027-03-31", MaxExtentDate: "2029-03-31"},
			[]string{"2027-03-31 END 0", "2029-03-31 FINAL_END ? assumed"},
		},
		"no options":             {estate.Contract{EndDate: "2027-03-31", Extensions: options("")}, []string{"2027-03-31 FINAL_END 0"}},
		"the only option taken":  {estate.Contract{EndDate: "2028-03-31", Extensions: options(estate.ExtensionTaken, 12)}, []string{"2028-03-31 FINAL_END 0"}},
		"the only option lapsed": {estate.Contract{EndDate: "2027-03-31", MaxExtentDate: "2028-03-31", Extensions: options(estate.ExtensionLapsed, 12)}, []string{"2027-03-31 FINAL_END 0"}},
		"one taken, one lapsed, one left": {
			estate.Contract{EndDate: "2028-03-31", Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionTaken}, {Months: 12, State: estate.ExtensionLapsed}, {Months: 6, State: estate.ExtensionAvailable}}},
			[]string{"2028-03-31 END 0", "2028-09-30 FINAL_END 1"},
		},
		"no end, an option and a last possible day": {
			estate.Contract{MaxExtentDate: "2028-03", Extensions: options(estate.ExtensionAvailable, 12)},
			[]string{"2028-03-31 FINAL_END 1"},
		},
		"no end, an option": {estate.Contract{StartDate: "2024-04-01", Extensions: options(estate.ExtensionAvailable, 12)}, nil},
		"nothing known":     {estate.Contract{}, nil},
		"an end by start and term": {
			estate.Contract{StartDate: "2024-02-29", TermMonths: new(12)}, []string{"2025-02-27 END 0 derived"},
		},
		"a stated month's end": {estate.Contract{EndDate: "2027-02"}, []string{"2027-02-28 END 0"}},
		"merton's RingGo: a break at the end of the third year": {
			estate.Contract{StartDate: "2024-07-04", EndDate: "2029-07-03", Breaks: []estate.Break{{AfterMonths: 36}}},
			[]string{"2027-07-03 BREAK 0 derived", "2029-07-03 END 0"},
		},
		"a stated break, and one by a start not known": {
			estate.Contract{Breaks: []estate.Break{{On: "2027-07"}, {AfterMonths: 36}}},
			[]string{"2027-07-31 BREAK 0"},
		},
		"two breaks on one day are one": {
			estate.Contract{StartDate: "2024-07-04", Breaks: []estate.Break{{AfterMonths: 36}, {AfterMonths: 36}}},
			[]string{"2027-07-03 BREAK 0 derived"},
		},
		"havering's RingGo has no exits once succeeded": {
			estate.Contract{EndDate: "2026-06-30", Extensions: options(estate.ExtensionUnknown, 12), Succession: "2026-05-01"},
			[]string{"2026-06-30 END 0 until 2026-04-30", "2027-06-30 FINAL_END 1 assumed until 2026-04-30"},
		},
		"nor once stated as ended": {
			estate.Contract{EndDate: "2028-12-31", Ended: true, EndedOn: "2026-06"},
			[]string{"2028-12-31 END 0 until 2026-06-30"},
		},
		"notice to leave at the end": {
			estate.Contract{EndDate: "2026-12-31", Extensions: options(""), Deadlines: []estate.Deadline{{Kind: estate.ExitNoticeDeadline, On: "2026-10-31", ExitDate: "2026-12-31"}}},
			[]string{"2026-10-31 NOTICE_DEADLINE 0 act by 2026-10-31 for 2026-12-31", "2026-12-31 FINAL_END 0 act by 2026-10-31 until 2026-10-31"},
		},
		"the decision to go on past the end": {
			estate.Contract{EndDate: "2027-05-31", Extensions: options(estate.ExtensionAvailable, 12), Deadlines: []estate.Deadline{{Kind: estate.ExitExtensionDecision, On: "2027-01-31", ExitDate: "2027-05-31"}}},
			[]string{
				"2027-01-31 EXTENSION_DECISION 0 act by 2027-01-31 for 2027-05-31", "2027-05-31 END 0",
				"2028-05-31 FINAL_END 1 act by 2027-01-31 until 2027-01-31",
			},
		},
		"the earliest of two deadlines for one exit": {
			estate.Contract{EndDate: "2026-12-31", Extensions: options(""), Deadlines: []estate.Deadline{
				{Kind: estate.ExitNoticeDeadline, On: "2026-10-31", ExitDate: "2026-12-31"}, {Kind: estate.ExitNoticeDeadline, On: "2026-09-30", ExitDate: "2026-12-31"},
			}},
			[]string{
				"2026-09-30 NOTICE_DEADLINE 0 act by 2026-09-30 for 2026-12-31", "2026-10-31 NOTICE_DEADLINE 0 act by 2026-10-31 for 2026-12-31",
				"2026-12-31 FINAL_END 0 act by 2026-09-30 until 2026-09-30",
			},
		},
		"rolling, no anniversary stated": {estate.Contract{Rolling: true, StartDate: "2023-04-01", EndDate: "2026-03-31"}, nil},
	} {
		if diff := cmp.Diff(test.want, exits(&test.contract)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Lambeth's Xpress renews each 1 April: 31 March, 20 of them from the stated one on.
func TestAnniversaries(t *testing.T) {
	lambeth := exits(&estate.Contract{Rolling: true, Anniversary: "2023-04-01"})
	if len(lambeth) != 20 || lambeth[0] != "2023-03-31 ANNIVERSARY 0 derived" || lambeth[19] != "2042-03-31 ANNIVERSARY 0 derived" {
		t.Errorf("got %d: %q", len(lambeth), lambeth)
	}
	// The years are counted from the stated day, so the leap day returns in 2028.
	leap := exits(&estate.Contract{Rolling: true, Anniversary: "2024-02-29"})
	want := []string{
		"2024-02-28 ANNIVERSARY 0 derived", "2025-02-27 ANNIVERSARY 0 derived", "2026-02-27 ANNIVERSARY 0 derived",
		"2027-02-27 ANNIVERSARY 0 derived", "2028-02-28 ANNIVERSARY 0 derived",
	}
	if diff := cmp.Diff(want, leap[:5]); diff != "" {
		t.Errorf("from a leap day (-want +got):\n%s", diff)
	}
}

func TestStartBy(t *testing.T) {
	x := &estate.ExitPoint{Date: "2027-03-31"}
	for months, want := range map[int]estate.Date{12: "2026-03-31", 0: "2027-03-31", 1: "2027-02-28", 13: "2026-02-28"} {
		if got := x.StartBy(months); got != want {
			t.Errorf("%d months before is %s, want %s", months, got, want)
		}
	}
}

// Exit points are sorted. There is one for each kind and day, and each has its own key. It is
// closed after its day, after its deadline, and once a successor has begun.
func TestExitPointsProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawContract(rt)
		xs := estate.ExitPoints(c)
		var keys []string
		finals := 0
		for _, x := range xs {
			keys = append(keys, x.SortKey())
			if x.Contract != c.ID || x.Date == "" || x.From != estate.MinDate || x.To > x.Date {
				rt.Errorf("%+v", x)
			}
			if x.ActBy != "" && x.To > x.ActBy || c.Succession != "" && x.To >= c.Succession {
				rt.Errorf("%+v stands too long", x)
			}
			if !slices.Contains(estate.ExitKinds, x.Kind) {
				rt.Errorf("kind %q", x.Kind)
			}
			if x.Kind == estate.ExitFinalEnd {
				finals++
			}
		}
		if !slices.IsSorted(keys) || len(slices.Compact(keys)) != len(xs) || finals > 1 {
			rt.Errorf("%d final ends in %q", finals, keys)
		}
		if c.Rolling && slices.ContainsFunc(xs, func(x *estate.ExitPoint) bool { return x.Kind == estate.ExitEnd || x.Kind == estate.ExitOptionEnd }) {
			rt.Errorf("a rolling contract has an end")
		}
	})
}
