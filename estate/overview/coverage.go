package overview

import (
	"cmp"
	"maps"
	"slices"

	"boroughgraph/estate"
)

// coverage counts contracts, and those left out by reason.
type coverage struct {
	*estate.Coverage
	left map[estate.LeftOutReason]*estate.LeftOut
}

func newCoverage() *coverage {
	return &coverage{Coverage: estate.NewCoverage(), left: map[estate.LeftOutReason]*estate.LeftOut{}}
}

// count counts a contract, which is left out unless reason is empty.
func (c *coverage) count(k *contract, reason estate.LeftOutReason) {
	c.Contracts++
	if k.endKnown {
		c.ContractsWithKnownEnd++
	}
	if reason == "" {
		return
	}
	left := c.left[reason]
	if left == nil {
		left = &estate.LeftOut{Reason: reason}
		c.left[reason] = left
	}
	left.Count++
	left.ContractIDs = first(left.ContractIDs, k.id)
}

// first adds an id to the first ids of a list, which has at most estate.MaxPage.
func first(ids []estate.ID, id estate.ID) []estate.ID {
	if len(ids) == estate.MaxPage && id > ids[len(ids)-1] {
		return ids
	}
	at, _ := slices.BinarySearch(ids, id)
	ids = slices.Insert(ids, at, id)
	return ids[:min(len(ids), estate.MaxPage)]
}

// done returns the coverage of the boroughs asked for.
func (c *coverage) done() *estate.Coverage {
	for _, reason := range slices.Sorted(maps.Keys(c.left)) {
		c.ContractsLeftOut = append(c.ContractsLeftOut, c.left[reason])
	}
	estate.Gather(c.ContractsLeftOut)
	return c.Coverage
}

// boroughsOf counts the boroughs asked for, and those with a contract.
func (s *scope) boroughsOf(c *coverage) {
	c.Boroughs = s.asked
	with := map[int]bool{}
	var at []int
	s.eachContract(func(k *contract) {
		if len(with) == s.asked {
			return
		}
		at = s.of(k, at)
		for _, place := range at {
			with[place] = true
		}
	})
	c.BoroughsWithAnyContract = len(with)
}

// deployments counts the deployments with a status other than LIVE.
func (s *scope) deployments(c *coverage, services set) {
	counts := map[ref]int{}
	s.eachDeployment(func(d *deployment, _ int, status ref) {
		if status != s.live && services.any(d.services) {
			counts[status]++
		}
	})
	for status, count := range counts {
		c.DeploymentsLeftOut = append(c.DeploymentsLeftOut, &estate.DeploymentsLeftOut{
			Status: estate.DeploymentStatus(s.names.texts[status]), Count: count,
		})
	}
	slices.SortFunc(c.DeploymentsLeftOut, func(a, b *estate.DeploymentsLeftOut) int { return cmp.Compare(a.Status, b.Status) })
}

// reason returns the term as a reason.
func (s *scope) reason(term ref) estate.LeftOutReason {
	return estate.LeftOutReason(s.names.texts[term])
}
