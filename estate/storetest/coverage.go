package storetest

import (
	"fmt"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// coverage writes a Coverage as lines of text.
func coverage(c *estate.Coverage) []string {
	lines := []string{fmt.Sprintf("%d boroughs, %d with contracts, %d contracts, %d ends known",
		c.Boroughs, c.BoroughsWithAnyContract, c.Contracts, c.ContractsWithKnownEnd)}
	for _, l := range c.ContractsLeftOut {
		ids := each(l.ContractIDs, func(id estate.ID) string { return strings.TrimPrefix(id.Key(), "k") })
		lines = append(lines, fmt.Sprintf("%s %d: %s", l.Reason, l.Count, strings.Join(ids, " ")))
	}
	for _, l := range c.DeploymentsLeftOut {
		lines = append(lines, fmt.Sprintf("deployments %s %d", l.Status, l.Count))
	}
	return lines
}

// The ends of k7 10 11 21 22 24 are unknown. No borough is a party to k20.
func testSharedSuppliersCoverage(t *testing.T, s estate.Store) {
	for name, test := range map[string]struct {
		query estate.SharedSuppliersQuery
		want  []string
	}{
		"sellers": {shared(estate.LevelLegalEntity, 2), []string{
			"7 boroughs, 6 with contracts, 24 contracts, 18 ends known",
			"ENDED 2: 08 14", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21", "SUPPLIER_UNKNOWN 1: 25", "SUPPLIER_WITHHELD 1: 05",
		}},
		"the least number of boroughs leaves nothing out": {shared(estate.LevelLegalEntity, 33), []string{
			"7 boroughs, 6 with contracts, 24 contracts, 18 ends known",
			"ENDED 2: 08 14", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21", "SUPPLIER_UNKNOWN 1: 25", "SUPPLIER_WITHHELD 1: 05",
		}},
		// k7 and k24 (delta, last read in 2015) and k19 (beta) have systems with no known maker.
		"makers": {shared(estate.LevelMaker, 2), []string{
			"7 boroughs, 6 with contracts, 24 contracts, 18 ends known",
			"ENDED 2: 08 14", "MAKER_UNKNOWN 3: 07 19 24", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21", "SYSTEM_UNKNOWN 2: 22 25",
			"deployments PLANNED 2", "deployments RETIRED 2", "deployments STALE 2",
		}},
		// k5's seller is withheld, but its system's maker is known.
		"groups": {shared(estate.LevelGroup, 2), []string{
			"7 boroughs, 6 with contracts, 24 contracts, 18 ends known",
			"ENDED 2: 08 14", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21", "SUPPLIER_UNKNOWN 1: 25",
			"deployments PLANNED 2", "deployments RETIRED 2", "deployments STALE 2",
		}},
		// Contracts are k5 k6 k17 k18. d4 is RETIRED, and d5 is LIVE but its system's maker is
		// unknown.
		"one borough": {in(shared(estate.LevelMaker, 1), lambeth), []string{
			"1 boroughs, 1 with contracts, 4 contracts, 4 ends known", "PAST_END 1: 06", "deployments RETIRED 1",
		}},
		// As of 1 January 2019 every contract is still to come except k11 and k21, whose dates are
		// unknown. No status is claimed for most deployments.
		"another day": {in(sharedOn("2019-01-01", estate.LevelMaker, 1), city, hackney, camden), []string{
			"3 boroughs, 3 with contracts, 13 contracts, 9 ends known",
			"NOT_STARTED 11: 01 02 03 10 12 13 15 16 19 23 24", "SYSTEM_UNKNOWN 1: 11", "deployments RETIRED 1", "deployments STALE 1",
		}},
		"terms asked for": {ofTerms(in(shared(estate.LevelLegalEntity, 1), sutton), estate.TermEnded, estate.TermUnknown), []string{
			"1 boroughs, 1 with contracts, 4 contracts, 2 ends known", "IN_TERM 2: 04 07",
		}},
		"a borough without any": {in(shared(estate.LevelGroup, 2), barnet), []string{"1 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
		"no borough":            {in(shared(estate.LevelGroup, 2)), []string{"0 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
	} {
		same(t, name, coverage(must(s.SharedSuppliersCoverage(t.Context(), test.query))(t)), test.want)
	}
}

func testRenewalsCoverage(t *testing.T, s estate.Store) {
	everything := []string{
		"7 boroughs, 6 with contracts, 25 contracts, 19 ends known",
		"ENDED 2: 08 14", "NOT_STARTED 1: 13", "NO_EXIT_POINT 4: 10 17 22 24", "PAST_END 1: 06", "STALE 2: 11 21",
	}
	for name, test := range map[string]struct {
		query estate.RenewalsQuery
		want  []string
	}{
		"everything": {due("2026-11-23", "2028-11-23"), everything},
		// Neither the range nor the kinds leave a contract out: each has an exit point, though not
		// in the range.
		"another range": {ofKinds(due("2099-01-01", "2099-12-31"), estate.ExitBreak), everything},
		"one borough": {dueIn(due("2026-11-23", "2028-11-23"), lambeth), []string{
			"1 boroughs, 1 with contracts, 4 contracts, 4 ends known", "NO_EXIT_POINT 1: 17", "PAST_END 1: 06",
		}},
		"every filter at once": {narrowed(dueIn(due("2026-11-23", "2028-11-23"), camden, hackney), list(acme, zenith), list(alpha, alphaPlus), list(housing)), []string{
			"2 boroughs, 2 with contracts, 4 contracts, 4 ends known", // k1 k2 k3 k15
		}},
		"terms asked for": {dueOfTerms(dueIn(due("2026-11-23", "2028-11-23"), hillingdon), estate.TermEnded), []string{
			"1 boroughs, 1 with contracts, 4 contracts, 4 ends known", "IN_TERM 3: 04 09 25", "NO_EXIT_POINT 1: 08",
		}},
		"a borough without any": {dueIn(due("2026-11-23", "2028-11-23"), barnet), []string{"1 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
		"no borough":            {dueIn(due("2026-11-23", "2028-11-23")), []string{"0 boroughs, 0 with contracts, 0 contracts, 0 ends known"}},
	} {
		same(t, name, coverage(must(s.RenewalsCoverage(t.Context(), test.query))(t)), test.want)
	}
}
