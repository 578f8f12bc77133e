// Package suggest finds what may be true but is undecided: two suppliers, contracts
// or systems that may be one, and systems that titles seem to name. Start with Candidates.
package suggest

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// Reads are the Store methods that Candidates needs.
type Reads interface {
	estate.Suppliers
	estate.Systems
	estate.Contracts
	estate.Decisions
	estate.Deployments
}

// Candidates returns all undecided suggestions, the most likely first. A confirmed one is returned
// again if an import has brought back what the confirmation removed.
func Candidates(ctx context.Context, s Reads) ([]*estate.Suggestion, error) {
	suppliers, err := alikeSuppliers(ctx, s)
	if err != nil {
		return nil, err
	}
	systems, processes, titles, err := ofContracts(ctx, s)
	if err != nil {
		return nil, err
	}
	same, err := sameSystems(ctx, s, titles)
	if err != nil {
		return nil, err
	}
	contracts, err := sameContracts(ctx, s, processes)
	if err != nil {
		return nil, err
	}
	decisions, err := estate.AllDecisions(ctx, s)
	if err != nil {
		return nil, err
	}
	refused := map[estate.ID]bool{}
	for _, d := range decisions {
		refused[d.ID] = d.Verdict == estate.Refused
	}
	all := slices.Concat(suppliers, contracts, systems, same)
	all = slices.DeleteFunc(all, func(s *estate.Suggestion) bool { return refused[s.ID()] })
	slices.SortFunc(all, func(a, b *estate.Suggestion) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.SubjectName, b.SubjectName), cmp.Compare(a.ID(), b.ID()))
	})
	return all, nil
}

// titleScores are the scores of systems that titles seem to name, by the confidence of the match.
var titleScores = map[estate.Confidence]float64{estate.ConfidenceHigh: 0.9, estate.ConfidenceMedium: 0.7, estate.ConfidenceLow: 0.4}

// ofContracts suggests systems that contracts' titles seem to name and that the contracts do not
// cover yet. It also returns the contracts of each ocid, and the titles that name another system
// than the contract covers.
func ofContracts(ctx context.Context, s Reads) (found []*estate.Suggestion, byOCID map[string][]estate.ID, titles map[titled]string, err error) {
	const some = 1000
	systems, err := match.KnownSystems(ctx, s)
	if err != nil {
		return nil, nil, nil, err
	}
	byOCID, titles = map[string][]estate.ID{}, map[titled]string{}
	for w := estate.FirstPage(some); ; {
		page, err := s.Contracts(ctx, estate.ContractFilter{}, estate.ContractsByTitle, w)
		if err != nil {
			return nil, nil, nil, err
		}
		for _, r := range page.Rows {
			c := r.Row
			w.After = r.Key
			if c.OCID != "" {
				byOCID[c.OCID] = append(byOCID[c.OCID], c.ID)
			}
			var sellers []string
			for _, s := range c.Suppliers {
				sellers = append(sellers, s.SignedAs)
			}
			for _, n := range systems.Beside(c.Systems, systems.In(c.Title, strings.Join(sellers, " "))) {
				found = append(found, &estate.Suggestion{
					Kind: estate.SuggestSystem, Subject: c.ID, Other: n.System, SubjectName: c.Title, OtherName: n.Name,
					Score: titleScores[n.Confidence], Reason: n.Reason,
				})
				for _, covered := range c.Systems {
					if n.Confidence == estate.ConfidenceHigh {
						titles[titled{covered, n.System}] = c.Title
					}
				}
			}
		}
		if !page.HasNextPage {
			return found, byOCID, titles, nil
		}
	}
}

// mostOfProcess is how many contracts of one ocid are compared. If there are more, they are the
// lots of a framework.
const mostOfProcess = 20

// sameContracts suggests contracts of one ocid that may be one. Contracts with the award ids of
// OCDS are known to be different.
func sameContracts(ctx context.Context, s Reads, byOCID map[string][]estate.ID) ([]*estate.Suggestion, error) {
	var ids []estate.ID
	for _, some := range byOCID {
		if len(some) > 1 && len(some) <= mostOfProcess {
			ids = append(ids, some...)
		}
	}
	contracts := map[estate.ID]*estate.Contract{}
	const some = 1000
	for part := range slices.Chunk(ids, some) {
		found, err := s.ContractsByID(ctx, part)
		if err != nil {
			return nil, err
		}
		for id, c := range found {
			contracts[id] = c
		}
	}
	var found []*estate.Suggestion
	for _, ids := range byOCID {
		for i, x := range ids {
			for _, y := range ids[i+1:] {
				if a, b := contracts[x], contracts[y]; a != nil && b != nil && (!match.KeyedByOCID(a) || !match.KeyedByOCID(b) || corrected(a, b)) {
					found = append(found, sameContract(a, b))
				}
			}
		}
	}
	return found, nil
}

// corrected reports whether two awards of one ocid look like one award that was published again
// under another id. They then have the same suppliers and the same known period.
func corrected(a, b *estate.Contract) bool {
	sellers := func(c *estate.Contract) []estate.ID {
		var ids []estate.ID
		for _, s := range c.Suppliers {
			ids = append(ids, s.Supplier)
		}
		slices.Sort(ids)
		return ids
	}
	return len(a.Suppliers) > 0 && slices.Equal(sellers(a), sellers(b)) && a.Title == b.Title &&
		a.StartDate != "" && a.EndDate != "" && a.StartDate == b.StartDate && a.EndDate == b.EndDate
}

// sameContract suggests that two contracts of one ocid are one. The score rises with each field on
// which they agree.
func sameContract(a, b *estate.Contract) *estate.Suggestion {
	if !match.KeyedByOCID(a) && (match.KeyedByOCID(b) || b.ID < a.ID) {
		a, b = b, a
	}
	s := &estate.Suggestion{
		Kind: estate.SuggestContract, Subject: a.ID, Other: b.ID, SubjectName: nameOf(a), OtherName: nameOf(b),
		Score: 0.5, Reason: "both have the ocid " + a.OCID,
	}
	agree := func(same bool, score float64, what string) {
		if same {
			s.Score += score
			s.Reason += ", " + what
		}
	}
	agree(slices.ContainsFunc(a.Suppliers, func(x estate.ContractSupplier) bool {
		return slices.ContainsFunc(b.Suppliers, func(y estate.ContractSupplier) bool { return x.Supplier == y.Supplier })
	}), 0.2, "a supplier")
	agree(a.CountedEnd() != "" && a.CountedEnd() == b.CountedEnd(), 0.15, "the end")
	agree(a.Value != nil && b.Value != nil && a.Value.MaxPence == b.Value.MaxPence, 0.15, "the value")
	return s
}

// nameOf returns the name under which people know a contract.
func nameOf(c *estate.Contract) string {
	return cmp.Or(c.Title, c.Reference, c.ID.Key())
}
