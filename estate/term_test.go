package estate_test

import (
	"fmt"
	"strings"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// today is the day of the worked cases.
const today estate.Date = "2026-11-23"

func read(days ...estate.Date) estate.Reading {
	return estate.Reading{Earliest: days[0], Newest: days[len(days)-1]}
}

func options(state estate.ExtensionState, months ...int) []estate.Extension {
	xs := []estate.Extension{}
	for _, n := range months {
		xs = append(xs, estate.Extension{Months: n, State: state})
	}
	return xs
}

// termCases are real contracts with their terms over all days by RULES 2, written "TERM from TERM
// from TERM". A term that questions do not count is in brackets.
var termCases = map[string]struct {
	contract estate.Contract
	want     string
}{
	"hillingdon-nec-2022: its option unused, its successor from 2025-08-01": {
		estate.Contract{StartDate: "2022-08-01", EndDate: "2025-07-31", Extensions: options(estate.ExtensionUnknown, 24), Reading: read("2022-12-31"), Succession: "2025-08-01"},
		"(NOT_STARTED) 2022-08-01 IN_TERM 2025-08-01 (ENDED)",
	},
	"hillingdon-nec-2022 before anybody knew of a successor": {
		estate.Contract{StartDate: "2022-08-01", EndDate: "2025-07-31", Extensions: options(estate.ExtensionUnknown, 24), Reading: read("2022-12-31")},
		"(NOT_STARTED) 2022-08-01 IN_TERM 2025-08-01 OPTION_PERIOD 2027-08-01 (PAST_END)",
	},
	"hillingdon-nec-2025: read in 2025, counting to the year's last day": {
		estate.Contract{StartDate: "2025-08-01", EndDate: "2030-07-31", Reading: read("2025-12-31")},
		"(NOT_STARTED) 2025-08-01 IN_TERM 2030-08-01 (PAST_END)",
	},
	"lambeth-northgate-2020: 3 years and 2, nothing stated since": {
		estate.Contract{StartDate: "2020-04-01", EndDate: "2023-03-31", MaxExtentDate: "2025-03-31", Extensions: options(estate.ExtensionUnknown, 24), Reading: read("2020-12-31")},
		"(NOT_STARTED) 2020-04-01 IN_TERM 2023-04-01 OPTION_PERIOD 2025-04-01 (PAST_END)",
	},
	"lambeth-northgate-2020 with the option only as a last possible day": {
		estate.Contract{StartDate: "2020-04-01", EndDate: "2023-03-31", MaxExtentDate: "2025-03-31", Reading: read("2020-12-31")},
		"(NOT_STARTED) 2020-04-01 IN_TERM 2023-04-01 OPTION_PERIOD 2025-04-01 (PAST_END)",
	},
	"lambeth-xpress-2022: rolling, read on 2022-12-23": {
		estate.Contract{Rolling: true, Anniversary: "2023-04-01", Reading: read("2022-12-23")},
		"(NOT_STARTED) 2022-12-23 IN_TERM 2027-12-24 (STALE)",
	},
	"greenwich 2025: only the parties were seen": {
		estate.Contract{Reading: read("2025-03-12")},
		"(NOT_STARTED) 2025-03-12 UNKNOWN 2030-03-13 (STALE)",
	},
	"lewisham-oracle-2017: Softcat, from May 2017, read in 2017": {
		estate.Contract{StartDate: "2017-05", Reading: read("2017-12-31")},
		"(NOT_STARTED) 2017-05-01 UNKNOWN 2023-01-01 (STALE)",
	},
	"harrow-capita-one-2020: approved on 2020-02-13, no dates": {
		estate.Contract{Stage: estate.StageAuthorised, TermMonths: new(36), Extensions: options(estate.ExtensionUnknown, 12), Reading: read("2020-02-13")},
		"(NOT_STARTED) 2020-02-13 UNKNOWN 2025-02-14 (STALE)",
	},
	"evidence of 2022 only": {
		estate.Contract{Reading: read("2022-12-31")},
		"(NOT_STARTED) 2022-12-31 UNKNOWN 2028-01-01 (STALE)",
	},
	"harrow-sopra-2015: five years from November 2015": {
		estate.Contract{StartDate: "2015-11-01", EndDate: "2020-10-31"},
		"(NOT_STARTED) 2015-11-01 IN_TERM 2020-11-01 (PAST_END)",
	},
	"havering-ringgo-2024: no start, an end, succeeded on 2026-05-01": {
		estate.Contract{EndDate: "2026-04-23", Reading: read("2024-05-02"), Succession: "2026-05-01"},
		"(NOT_STARTED) 2024-05-02 IN_TERM 2026-04-24 (PAST_END) 2026-05-01 (ENDED)",
	},
	"signed in October, begins in April": {
		estate.Contract{StartDate: "2027-04-01", EndDate: "2030-03-31", Reading: read("2026-10-01")},
		"(NOT_STARTED) 2026-10-01 NOT_STARTED 2027-04-01 IN_TERM 2030-04-01 (PAST_END)",
	},
	"no evidence at all, but a start and an end": {
		estate.Contract{StartDate: "2027", EndDate: "2027-06"},
		"(NOT_STARTED) 2027-01-01 IN_TERM 2027-07-01 (PAST_END)",
	},
	"a start and nothing else": {estate.Contract{StartDate: "2027"}, "(NOT_STARTED) 2027-01-01 UNKNOWN"},
	"no evidence and no dates": {estate.Contract{}, "(STALE)"},
	"an end by start and term, from a leap day": {
		estate.Contract{StartDate: "2024-02-29", TermMonths: new(12), Reading: read("2024-01-01")},
		"(NOT_STARTED) 2024-01-01 NOT_STARTED 2024-02-29 IN_TERM 2025-02-28 (PAST_END)",
	},
	"stated as ended in a month: covered to its last day": {
		estate.Contract{StartDate: "2020-01-01", EndDate: "2028-12-31", Ended: true, EndedOn: "2026-06", Reading: read("2026-07-01")},
		"(NOT_STARTED) 2020-01-01 IN_TERM 2026-07-01 (ENDED)",
	},
	"hounslow-parking-2019: given up in 2023": {
		estate.Contract{StartDate: "2019-12-16", EndDate: "2024-12-15", Ended: true, EndedOn: "2023", Reading: read("2019-09-03", "2023-10-13")},
		"(NOT_STARTED) 2019-09-03 NOT_STARTED 2019-12-16 IN_TERM 2024-01-01 (ENDED)",
	},
	"southwark-ices-2023: ended on its last day, which is covered": {
		estate.Contract{StartDate: "2023-04-01", EndDate: "2025-09-15", Ended: true, EndedOn: "2025-09-15", Reading: read("2025-08-01")},
		"(NOT_STARTED) 2023-04-01 IN_TERM 2025-09-16 (ENDED)",
	},
	"southwark-microsoft-2019: ended on a day, the end not stated": {
		estate.Contract{TermMonths: new(36), Ended: true, EndedOn: "2021-05-11", Reading: read("2019-06-01", "2021-05-31")},
		"(NOT_STARTED) 2019-06-01 UNKNOWN 2021-05-12 (ENDED)",
	},
	"ended after its end": {
		estate.Contract{StartDate: "2020-01-01", EndDate: "2025-03-31", Ended: true, EndedOn: "2025-09-15", Reading: read("2020-01-01")},
		"(NOT_STARTED) 2020-01-01 IN_TERM 2025-04-01 (PAST_END) 2025-09-16 (ENDED)",
	},
	"ended on the day its successor starts": {
		estate.Contract{StartDate: "2020-01-01", EndDate: "2028-12-31", Ended: true, EndedOn: "2026-05-01", Succession: "2026-05-01", Reading: read("2020-01-01")},
		"(NOT_STARTED) 2020-01-01 IN_TERM 2026-05-01 (ENDED)",
	},
	"stated as ended, no day: from the evidence": {
		estate.Contract{StartDate: "2020-01-01", Ended: true, Reading: read("2021-05-05", "2026-07-01")},
		"(NOT_STARTED) 2020-01-01 UNKNOWN 2026-07-01 (ENDED)",
	},
	"ended twice over: the earlier": {
		estate.Contract{StartDate: "2020-01-01", EndDate: "2028-12-31", Ended: true, EndedOn: "2026-06-15", Succession: "2026-05-01", Reading: read("2020-01-01")},
		"(NOT_STARTED) 2020-01-01 IN_TERM 2026-05-01 (ENDED)",
	},
	"an option that is known to be open": {
		estate.Contract{StartDate: "2020-01-01", EndDate: "2022-12-31", Extensions: options(estate.ExtensionAvailable, 12), Reading: read("2020-01-01")},
		"(NOT_STARTED) 2020-01-01 IN_TERM 2023-01-01 OPTION_PERIOD 2024-01-01 (PAST_END)",
	},
	"options that have lapsed or are in the end already": {
		estate.Contract{StartDate: "2020-01-01", EndDate: "2022-12-31", MaxExtentDate: "2023-12-31", Reading: read("2020-01-01"), Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionTaken}, {Months: 12, State: estate.ExtensionLapsed}}},
		"(NOT_STARTED) 2020-01-01 IN_TERM 2023-01-01 (PAST_END)",
	},
	"no options, known": {
		estate.Contract{StartDate: "2020-01-01", EndDate: "2022-12-31", Extensions: options(""), Reading: read("2020-01-01")},
		"(NOT_STARTED) 2020-01-01 IN_TERM 2023-01-01 (PAST_END)",
	},
	"only a last possible day": {
		estate.Contract{MaxExtentDate: "2024-12-31", Reading: read("2023-01-01")},
		"(NOT_STARTED) 2023-01-01 UNKNOWN 2025-01-01 (PAST_END)",
	},
	"rolling and then succeeded": {
		estate.Contract{Rolling: true, StartDate: "2020-04-01", Succession: "2025-04-01", Reading: read("2020-04-01", "2024-01-01")},
		"(NOT_STARTED) 2020-04-01 IN_TERM 2025-04-01 (ENDED)",
	},
	"month ends: two options of six from 31 August": {
		estate.Contract{StartDate: "2025-09-01", EndDate: "2026-08-31", Extensions: options(estate.ExtensionUnknown, 6, 6), Reading: read("2025-09-01")},
		"(NOT_STARTED) 2025-09-01 IN_TERM 2026-09-01 OPTION_PERIOD 2027-09-01 (PAST_END)",
	},
}

func spell(spans []estate.Span[estate.TermStanding]) string {
	var b strings.Builder
	for i, s := range spans {
		if i > 0 {
			fmt.Fprintf(&b, " %s ", s.From)
		}
		if s.Value.Counted {
			b.WriteString(string(s.Value.Term))
		} else {
			fmt.Fprintf(&b, "(%s)", s.Value.Term)
		}
	}
	return b.String()
}

func TestTerms(t *testing.T) {
	for name, test := range termCases {
		if diff := cmp.Diff(test.want, spell(estate.TermSpans(&test.contract))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The spans are disjoint and leave no gap. They agree with TermOn on the first and last day of each
// span, on the days beside these, and on any other day.
func TestTermSpansAgreeWithTermOn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawContract(rt)
		spans := estate.TermSpans(c)
		if spans[0].From != estate.MinDate || spans[len(spans)-1].To != estate.MaxDate {
			rt.Errorf("the spans go from %s to %s", spans[0].From, spans[len(spans)-1].To)
		}
		for i, s := range spans {
			if i > 0 && (spans[i-1].To.AddDays(1) != s.From || spans[i-1].Value == s.Value) {
				rt.Errorf("%v is followed by %v", spans[i-1], s)
			}
			for _, day := range []estate.Date{s.From, s.From.AddDays(1), s.To.AddDays(-1), s.To} {
				if day >= s.From && day <= s.To && estate.TermOn(c, day) != s.Value {
					rt.Errorf("%v, but on %s it is %v", s, day, estate.TermOn(c, day))
				}
			}
		}
		for range 20 {
			day := drawDay(rt)
			for _, s := range spans {
				if s.From <= day && day <= s.To && estate.TermOn(c, day) != s.Value {
					rt.Errorf("%v, but on %s it is %v", s, day, estate.TermOn(c, day))
				}
			}
		}
	})
}

func TestExtensionsOn(t *testing.T) {
	c := &estate.Contract{Succession: "2025-08-01", Extensions: []estate.Extension{
		{Months: 12, State: estate.ExtensionTaken}, {Months: 12, State: estate.ExtensionAvailable}, {Months: 6, State: estate.ExtensionUnknown},
	}}
	if diff := cmp.Diff(c.Extensions, c.ExtensionsOn("2025-07-31")); diff != "" {
		t.Errorf("the day before the successor starts (-want +got):\n%s", diff)
	}
	want := []estate.Extension{{Months: 12, State: estate.ExtensionTaken}, {Months: 12, State: estate.ExtensionLapsed}, {Months: 6, State: estate.ExtensionLapsed}}
	if diff := cmp.Diff(want, c.ExtensionsOn("2025-08-01")); diff != "" {
		t.Errorf("that day (-want +got):\n%s", diff)
	}
	if c.Extensions[1].State != estate.ExtensionAvailable {
		t.Error("the facts themselves have changed")
	}
	for name, test := range map[string][]estate.Extension{"unknown": nil, "none": {}} {
		c := &estate.Contract{Succession: "2025-08-01", Extensions: test}
		if got := c.ExtensionsOn(today); (got == nil) != (test == nil) || len(got) > 0 {
			t.Errorf("%s: got %#v", name, got)
		}
	}
}

func TestSuccessionOf(t *testing.T) {
	for name, test := range map[string]struct {
		successor estate.Contract
		want      estate.Date
	}{
		"its start":                         {estate.Contract{StartDate: "2025-08", Reading: read("2025-01-01")}, "2025-08-01"},
		"its earliest evidence if no start": {estate.Contract{Reading: read("2025-01-01", "2026-01-01")}, "2025-01-01"},
		"neither":                           {estate.Contract{EndDate: "2030-01-01"}, ""},
	} {
		if got := estate.SuccessionOf(&test.successor); got != test.want {
			t.Errorf("%s: got %q, want %q", name, got, test.want)
		}
	}
}
