package storetest

import (
	"fmt"
	"testing"

	"boroughgraph/estate"
)

// sharedSystems asks about all boroughs as of today.
func sharedSystems(minBoroughs int) estate.SharedSystemsQuery {
	return estate.SharedSystemsQuery{Scope: estate.Scope{AsOf: today}, MinBoroughs: minBoroughs}
}

func systemsIn(q estate.SharedSystemsQuery, boroughs ...estate.ID) estate.SharedSystemsQuery {
	q.Boroughs = list(boroughs...)
	return q
}

func systemsFor(q estate.SharedSystemsQuery, services ...estate.ID) estate.SharedSystemsQuery {
	q.Services = list(services...)
	return q
}

func systemsOfTerms(q estate.SharedSystemsQuery, ts ...estate.Term) estate.SharedSystemsQuery {
	q.Terms = terms(ts...)
	return q
}

func systemsOn(day estate.Date, minBoroughs int) estate.SharedSystemsQuery {
	q := sharedSystems(minBoroughs)
	q.AsOf = day
	return q
}

// systemShare writes a SystemShare as share does a VendorShare.
func systemShare(s *estate.SystemShare) string {
	return fmt.Sprintf("%s: %d boroughs, %d contracts, %d deployments, %s of %d, %s",
		s.System.ID, s.BoroughCount, s.ContractCount, s.DeploymentCount, amount(s.AnnualPence), s.KnownCount, s.VAT)
}

// amount writes pence, or "nothing" if they are unknown.
func amount(pence *int64) string {
	if pence == nil {
		return "nothing"
	}
	return estate.Money{Pence: *pence}.Amount()
}

// Contracts that count as of today and have a borough and a system, and deployments LIVE then:
//
//	alpha      k1 camden 100,000; k2 hackney, shared with gamma; k9 hillingdon 1,008,600;
//	           k17 lambeth, shared with alphaPlus; d1 camden, d2 hackney
//	alphaPlus  k3 camden, hackney 300,000; k4 hillingdon, sutton 50,000; k15 camden; k17 lambeth;
//	           k23 city 1,000.01; d12 camden
//	gamma      k2 hackney; k5 k18 lambeth, k18 142,294.24; k12 camden 100,000 including VAT
//	delta      k7 sutton 31,846; k24 camden          beta   k19 camden; d5 lambeth
//	omega      k16 hackney; d11 city                 rho    k10 city; d10 hackney
var sharedSystemAnswers = map[string]struct {
	query estate.SharedSystemsQuery
	want  []string
}{
	"everything": {sharedSystems(2), []string{
		"System:alpha-plus: 6 boroughs, 5 contracts, 1 deployments, 351000.01 of 3, MIXED",
		"System:alpha: 4 boroughs, 4 contracts, 2 deployments, 1108600.00 of 2, EXCLUDED",
		"System:gamma: 3 boroughs, 4 contracts, 0 deployments, 242294.24 of 2, MIXED",
		"System:beta: 2 boroughs, 1 contracts, 1 deployments, nothing of 0, UNKNOWN",
		"System:delta: 2 boroughs, 2 contracts, 0 deployments, 31846.00 of 1, UNKNOWN",
		"System:rho: 2 boroughs, 1 contracts, 1 deployments, nothing of 0, UNKNOWN",
		"System:omega: 2 boroughs, 1 contracts, 1 deployments, nothing of 0, UNKNOWN",
	}},
	"systems of six boroughs":   {sharedSystems(6), []string{"System:alpha-plus: 6 boroughs, 5 contracts, 1 deployments, 351000.01 of 3, MIXED"}},
	"systems of seven boroughs": {sharedSystems(7), nil},
	"a service": {systemsFor(sharedSystems(2), repairs), []string{ // k1 k2 k3 k15 k19, d1 d2 d5 d12
		"System:alpha: 2 boroughs, 2 contracts, 2 deployments, 100000.00 of 1, EXCLUDED",
		"System:beta: 2 boroughs, 1 contracts, 1 deployments, nothing of 0, UNKNOWN",
		"System:alpha-plus: 2 boroughs, 2 contracts, 1 deployments, 300000.00 of 1, EXCLUDED",
	}},
	"an area": {systemsFor(sharedSystems(3), housing), []string{ // as above, and k9
		"System:alpha: 3 boroughs, 3 contracts, 2 deployments, 1108600.00 of 2, EXCLUDED",
	}},
	"no service": {systemsFor(sharedSystems(1)), nil},
	"two boroughs": {systemsIn(sharedSystems(2), camden, lambeth), []string{
		"System:alpha: 2 boroughs, 2 contracts, 1 deployments, 100000.00 of 1, EXCLUDED",
		"System:beta: 2 boroughs, 1 contracts, 1 deployments, nothing of 0, UNKNOWN",
		"System:alpha-plus: 2 boroughs, 3 contracts, 1 deployments, 300000.00 of 1, EXCLUDED",
		"System:gamma: 2 boroughs, 3 contracts, 0 deployments, 242294.24 of 2, MIXED",
	}},
	"a borough without any": {systemsIn(sharedSystems(1), barnet), nil},
	"no borough":            {systemsIn(sharedSystems(1)), nil},
	"of no term": {systemsOfTerms(sharedSystems(2)), []string{
		"System:alpha: 2 boroughs, 0 contracts, 2 deployments, nothing of 0, UNKNOWN",
	}},
	// k8 is on its last day, and k9 is signed to follow it. d3 is STALE since February.
	"another day": {systemsIn(systemsOn("2025-07-31", 1), hillingdon), []string{
		"System:alpha: 1 boroughs, 2 contracts, 0 deployments, 1571533.33 of 2, EXCLUDED",
	}},
}

func testSharedSystems(t *testing.T, s estate.Store) {
	for name, test := range sharedSystemAnswers {
		page := must(s.SharedSystems(t.Context(), test.query, all()))(t)
		same(t, name, each(rowsOf(page), systemShare), test.want, loose)
		same(t, name+": the total", pointed(page.Total), any(len(test.want)))
		for _, row := range page.Rows {
			x := row.Row
			if want := estate.VendorShareKey(x.BoroughCount, estate.TextKey(x.System.Name, x.System.ID)); row.Key != want {
				t.Errorf("%s: the key of %s is %q, want %q", name, x.System.ID, row.Key, want)
			}
			same(t, name+": what it answers", x.Query, test.query)
			same(t, name+": the system", x.System, byID(fixtureSystems())[x.System.ID])
		}
	}
}

// systemLink writes a SystemLink as text: the contract or deployment, then what is known about it.
func systemLink(l *estate.SystemLink) string {
	text := fmt.Sprintf("%s %s %s%s", l.Via, l.Subject().Key(), l.Term, l.Status)
	if l.EndDate != "" {
		text += " ends " + string(l.EndDate)
	}
	if l.ReadOn() != "" {
		text += " read " + string(l.ReadOn())
	}
	return text
}

func systemLinks(b *estate.SystemBorough) []string {
	head := fmt.Sprintf("%s: %d contracts, %d deployments", b.Borough.Slug, b.ContractCount, b.DeploymentCount)
	return append([]string{head}, each(b.Links, systemLink)...)
}

var sharedSystemLinks = map[string]struct {
	query estate.SharedSystemsQuery
	want  map[estate.ID][][]string
}{
	"everything": {sharedSystems(2), map[estate.ID][][]string{
		alpha: {
			{"camden: 1 contracts, 1 deployments", "CONTRACT k01 IN_TERM ends 2027-03-31 read 2024-03-01", "DEPLOYMENT d01 LIVE read 2024-01-15"},
			{"hackney: 1 contracts, 1 deployments", "CONTRACT k02 IN_TERM ends 2027-03-31 read 2023-05-31", "DEPLOYMENT d02 LIVE read 2025-06-30"},
			{"hillingdon: 1 contracts, 0 deployments", "CONTRACT k09 IN_TERM ends 2030-07-31 read 2025-06-30"},
			{"lambeth: 1 contracts, 0 deployments", "CONTRACT k17 IN_TERM ends 2026-12-31 read 2025-12-31"},
		},
		rho: {
			{"city-of-london: 1 contracts, 0 deployments", "CONTRACT k10 UNKNOWN read 2025-03-12"},
			{"hackney: 0 contracts, 1 deployments", "DEPLOYMENT d10 LIVE"},
		},
		untitled: nil,
	}},
	"one borough": {systemsIn(sharedSystems(1), camden), map[estate.ID][][]string{
		alphaPlus: {{
			"camden: 2 contracts, 1 deployments", "CONTRACT k15 IN_TERM ends 2026-11-23 read 2021-12-31",
			"CONTRACT k03 IN_TERM ends 2027-12-31 read 2025-01-20", "DEPLOYMENT d12 LIVE read 2022-11-23",
		}},
		gamma: {{"camden: 1 contracts, 0 deployments", "CONTRACT k12 NOT_STARTED ends 2030-03-31 read 2026-10-01"}},
	}},
	"a service": {systemsFor(sharedSystems(1), payroll), map[estate.ID][][]string{
		alphaPlus: {
			{"camden: 0 contracts, 1 deployments", "DEPLOYMENT d12 LIVE read 2022-11-23"},
			{"hillingdon: 1 contracts, 0 deployments", "CONTRACT k04 IN_TERM ends 2029-03-31 read 2026-02-10"},
			{"sutton: 1 contracts, 0 deployments", "CONTRACT k04 IN_TERM ends 2029-03-31 read 2026-02-10"},
		},
	}},
	"no borough": {systemsIn(sharedSystems(1)), map[estate.ID][][]string{alpha: nil}},
}

func testSharedSystemLinks(t *testing.T, s estate.Store) {
	for name, test := range sharedSystemLinks {
		systems := append(sortedKeys(test.want), sortedKeys(test.want)[0], "System:not there")
		for limit := 1; limit <= 4; limit++ { // the limit cuts the links, not the counts
			answer := must(s.SharedSystemLinks(t.Context(), test.query, systems, limit))(t)
			for _, system := range systems {
				want := each(test.want[system], func(lines []string) []string { return lines[:min(limit+1, len(lines))] })
				same(t, fmt.Sprintf("%s: %d of %s", name, limit, system), each(answer[system], systemLinks), want, loose)
				for _, b := range answer[system] {
					same(t, "borough", b.Borough, byID(fixtureBoroughs())[b.Borough.ID])
				}
			}
		}
	}
}

// The ends of k7 10 11 21 22 24 are unknown. No borough is a party to k20.
func testSharedSystemsCoverage(t *testing.T, s estate.Store) {
	everything := []string{
		"7 boroughs, 6 with contracts, 24 contracts, 18 ends known",
		"ENDED 2: 08 14", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21", "SYSTEM_UNKNOWN 2: 22 25",
		"deployments PLANNED 2", "deployments RETIRED 2", "deployments STALE 2",
	}
	for name, test := range map[string]struct {
		query estate.SharedSystemsQuery
		want  []string
	}{
		"everything": {sharedSystems(2), everything},
		"the least number of boroughs leaves nothing out": {sharedSystems(33), everything},
		// k6 k9 k25 are for the area. The services of k8 and k17 are unknown. d4 is RETIRED.
		"an area": {systemsFor(systemsIn(sharedSystems(1), lambeth, hillingdon), housing), []string{
			"2 boroughs, 2 with contracts, 3 contracts, 3 ends known", "PAST_END 1: 06", "SYSTEM_UNKNOWN 1: 25", "deployments RETIRED 1",
		}},
		"no service": {systemsFor(sharedSystems(1)), []string{"7 boroughs, 6 with contracts, 0 contracts, 0 ends known"}},
		"terms asked for": {systemsOfTerms(systemsIn(sharedSystems(1), sutton), estate.TermEnded, estate.TermUnknown), []string{
			"1 boroughs, 1 with contracts, 4 contracts, 2 ends known", "IN_TERM 2: 04 07", "SYSTEM_UNKNOWN 1: 22", "deployments PLANNED 2",
		}},
		"a borough without any": {systemsIn(sharedSystems(2), barnet), []string{"1 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
		"no borough":            {systemsIn(sharedSystems(2)), []string{"0 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
	} {
		same(t, name, coverage(must(s.SharedSystemsCoverage(t.Context(), test.query))(t)), test.want)
	}
}
