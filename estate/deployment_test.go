package estate_test

import (
	"fmt"
	"strings"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Statuses over all days, written as in termCases; "-" is a period for which nothing is known.
func TestDeploymentStatuses(t *testing.T) {
	for name, test := range map[string]struct {
		deployment estate.Deployment
		want       string
	}{
		"a stated start, read later":         {estate.Deployment{StartDate: "2020-04-01", Reading: read("2024-01-15")}, "- 2020-04-01 LIVE 2029-01-16 STALE"},
		"only readings":                      {estate.Deployment{Reading: read("2019-03-01", "2020-02-01")}, "- 2019-03-01 LIVE 2025-02-02 STALE"},
		"a reading that shows it replaced":   {estate.Deployment{ReplacedOn: "2026-01", Reading: read("2023-12-31")}, "- 2023-12-31 LIVE 2026-01-31 RETIRED"},
		"replaced, then a stated end before": {estate.Deployment{EndDate: "2025", ReplacedOn: "2026-01", Reading: read("2023-12-31")}, "- 2023-12-31 LIVE 2026-01-01 RETIRED"},
		"replaced before its stated end":     {estate.Deployment{EndDate: "2026-06-30", ReplacedOn: "2026-01-15", Reading: read("2023-12-31")}, "- 2023-12-31 LIVE 2026-01-15 RETIRED"},
		"stated start and end":               {estate.Deployment{StartDate: "2015-04-01", EndDate: "2018-03", Reading: read("2016-01-01")}, "- 2015-04-01 LIVE 2018-04-01 RETIRED"},
		"a stated end outlives old evidence": {estate.Deployment{StartDate: "2015-04-01", EndDate: "2030-03-31", Reading: read("2016-01-01")}, "- 2015-04-01 LIVE 2030-04-01 RETIRED"},
		"to start, and heard of":             {estate.Deployment{StartDate: "2027-04-01", Reading: read("2025-01-10")}, "- 2025-01-10 PLANNED 2027-04-01 LIVE 2030-01-11 STALE"},
		"to start, and never heard of":       {estate.Deployment{StartDate: "2027-04-01", EndDate: "2027-12-31"}, "- 2027-04-01 LIVE 2028-01-01 RETIRED"},
		"planned without a day":              {estate.Deployment{Planned: true, Reading: read("2026-02-01")}, "- 2026-02-01 PLANNED 2031-02-02 STALE"},
		"planned, and the day has come":      {estate.Deployment{Planned: true, StartDate: "2026-06-01", Reading: read("2026-02-01")}, "- 2026-02-01 PLANNED 2026-06-01 LIVE 2031-02-02 STALE"},
		"a start and nothing else":           {estate.Deployment{StartDate: "2021"}, "- 2021-01-01 LIVE"},
		"no date at all":                     {estate.Deployment{}, "STALE"},
		"no date at all, planned":            {estate.Deployment{Planned: true}, "STALE"},
	} {
		var b strings.Builder
		next := estate.MinDate
		for _, s := range estate.StatusSpans(&test.deployment) {
			if s.From > next {
				b.WriteString("-")
			}
			if s.From > estate.MinDate {
				fmt.Fprintf(&b, " %s ", s.From)
			}
			b.WriteString(string(s.Value))
			next = s.To.AddDays(1)
		}
		if diff := cmp.Diff(test.want, b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestStatusSpansAgreeWithStatusOn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := &estate.Deployment{
			StartDate: drawDate(rt, "start"), EndDate: drawDate(rt, "end"), ReplacedOn: drawDate(rt, "replaced"), Planned: rapid.Bool().Draw(rt, "planned"),
		}
		if a, b := drawDate(rt, "read").Last(), drawDate(rt, "read again").Last(); a != "" && b != "" {
			d.Reading = estate.Reading{Earliest: min(a, b), Newest: max(a, b)}
		}
		spans := estate.StatusSpans(d)
		days := []estate.Date{estate.MinDate, estate.MaxDate, drawDay(rt), drawDay(rt), drawDay(rt)}
		for _, s := range spans {
			days = append(days, s.From.AddDays(-1), s.From, s.From.AddDays(1), s.To.AddDays(-1), s.To, s.To.AddDays(1))
		}
		for _, day := range days {
			var held []estate.DeploymentStatus
			for _, s := range spans {
				if s.From <= day && day <= s.To {
					held = append(held, s.Value)
				}
			}
			var want []estate.DeploymentStatus
			if on := estate.StatusOn(d, day); on != "" {
				want = append(want, on)
			}
			if diff := cmp.Diff(want, held); diff != "" {
				rt.Errorf("on %s of %v (-StatusOn +spans):\n%s", day, spans, diff)
			}
		}
	})
}
