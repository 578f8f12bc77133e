package register

import (
	"context"
	"fmt"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// held has the stored facts about the contracts of some drafts.
type held struct {
	byOCID    map[string][]estate.ID
	contracts map[estate.ID]*estate.Contract
	evidence  map[estate.ID][]*estate.Evidence
}

// learn reads what the store knows about the contracts of some drafts, with three statements.
func learn(ctx context.Context, reads ContractReads, drafts []*draft, renamed estate.Renamed) (*held, error) {
	var ids []estate.ID
	var ocids []string
	for _, d := range drafts {
		ids = append(ids, d.contract.ID)
		if to, ok := renamed[d.contract.ID]; ok {
			ids = append(ids, to)
		}
		if d.contract.OCID != "" {
			ocids = append(ocids, d.contract.OCID)
		}
	}
	h := &held{}
	var err error
	if h.byOCID, err = reads.ContractsByOCID(ctx, ocids); err != nil {
		return nil, err
	}
	for _, some := range h.byOCID {
		ids = append(ids, some...)
	}
	if h.contracts, err = reads.ContractsByID(ctx, ids); err != nil {
		return nil, err
	}
	ids = nil
	for id := range h.contracts {
		ids = append(ids, id)
	}
	h.evidence, err = reads.EvidenceOf(ctx, ids)
	return h, err
}

// join gives drafts the ids of the contracts that they were confirmed to be, or that have the same
// ocid.
func (g *Register) join(drafts []*draft, h *held) {
	ofProcess := map[string]int{}
	for _, d := range drafts {
		ofProcess[d.contract.OCID]++
	}
	for _, d := range drafts {
		if to, ok := g.o.Renamed[d.contract.ID]; ok {
			g.identifyAs(d, to, "it was confirmed to be "+string(to))
			continue
		}
		if d.contract.OCID == "" || h.contracts[d.contract.ID] != nil {
			continue
		}
		others := h.others(d.contract, g.o.Borough.ID)
		switch {
		case len(others) == 1 && ofProcess[d.contract.OCID] == 1 && !g.joined[others[0].ID] && mayBe(d.contract, others[0]):
			g.identifyAs(d, others[0].ID, "the ocid holds one contract, "+string(others[0].ID)+": it is that one")
		case len(others) > 0 && !match.KeyedByOCID(d.contract):
			g.about(d, fmt.Sprintf("the ocid holds other contracts, the first of them %s: `suggestions` asks whether one of them is it", others[0].ID))
		}
	}
}

// identifyAs gives a draft the id of a known contract, and reports why.
func (g *Register) identifyAs(d *draft, id estate.ID, why string) {
	g.joined[id] = true
	d.contract.ID = id
	for _, e := range d.evidence {
		e.Subject = id
	}
	g.about(d, why)
}

func (g *Register) about(d *draft, reason string) {
	g.Report.add(d.at.noted(string(colOCID), d.contract.OCID, reason, d.contract.ID))
}

// others returns the other contracts of the same ocid to which the borough is a party.
func (h *held) others(c *estate.Contract, borough estate.ID) []*estate.Contract {
	var others []*estate.Contract
	for _, id := range h.byOCID[c.OCID] {
		other := h.contracts[id]
		if other != nil && id != c.ID && slices.ContainsFunc(other.Parties, func(p estate.ContractParty) bool { return p.Borough == borough }) {
			others = append(others, other)
		}
	}
	return others
}

// mayBe reports whether two contracts of one ocid can be one. They cannot if they have different
// references, or are two awards.
func mayBe(c, other *estate.Contract) bool {
	if c.Reference != "" && other.Reference != "" && c.Reference != other.Reference {
		return false
	}
	alone := other.ID.Key() == other.OCID
	return alone || !match.KeyedByOCID(c) || !match.KeyedByOCID(other)
}

// settle returns a draft's contract, settled with what the store knows, and the evidence that it
// corrects.
func (g *Register) settle(d *draft, h *held) (*estate.Contract, []estate.ID) {
	was := h.contracts[d.contract.ID]
	if was == nil {
		return d.contract, nil
	}
	for _, e := range d.evidence {
		e.Origin = g.origin
	}
	before := h.evidence[was.ID]
	return estate.Settle(estate.Statement{Contract: was, Evidence: before}, estate.Statement{Contract: d.contract, Evidence: d.evidence}),
		estate.Corrected(before, d.evidence)
}
