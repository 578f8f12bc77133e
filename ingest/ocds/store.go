package ocds

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// holdings are what the store has of some processes.
type holdings struct {
	contracts  map[string][]*estate.Contract // by ocid
	notices    map[string][]*estate.Notice
	frameworks map[estate.ID]*estate.Framework
	evidence   map[estate.ID][]*estate.Evidence
}

// holdings reads what the store has of some processes.
func (r *Releases) holdings(ctx context.Context, some []*process) (*holdings, error) {
	h := &holdings{contracts: map[string][]*estate.Contract{}, notices: map[string][]*estate.Notice{}}
	var ocids []string
	var ids []estate.ID
	for _, p := range some {
		ocids, ids = append(ocids, p.ocid), append(ids, estate.MakeID(estate.KindFramework, p.ocid))
	}
	contracts, err := r.o.Known.ContractsByOCID(ctx, ocids)
	if err != nil {
		return nil, err
	}
	held, err := r.o.Known.ContractsByID(ctx, allIDs(contracts))
	if err != nil {
		return nil, err
	}
	notices, err := r.o.Known.NoticesByOCID(ctx, ocids)
	if err != nil {
		return nil, err
	}
	heldNotices, err := r.o.Known.NoticesByID(ctx, allIDs(notices))
	if err != nil {
		return nil, err
	}
	for ocid, some := range contracts {
		for _, id := range some {
			h.contracts[ocid] = append(h.contracts[ocid], held[id])
		}
	}
	for ocid, some := range notices {
		for _, id := range some {
			h.notices[ocid] = append(h.notices[ocid], heldNotices[id])
		}
	}
	if h.frameworks, err = r.o.Known.FrameworksByID(ctx, ids); err != nil {
		return nil, err
	}
	subjects := append(allIDs(contracts), allIDs(notices)...)
	for id := range h.frameworks {
		subjects = append(subjects, id)
	}
	h.evidence, err = r.o.Known.EvidenceOf(ctx, subjects)
	return h, err
}

func allIDs(found map[string][]estate.ID) []estate.ID {
	var all []estate.ID
	for _, some := range found {
		all = append(all, some...)
	}
	return all
}

// notice is the notice of a stage; nil if none is held.
func (h *holdings) notice(ocid string, stage estate.NoticeStage) *estate.Notice {
	for _, n := range h.notices[ocid] {
		if n.Stage == stage {
			return n
		}
	}
	return nil
}

// publishedAt is when the release was made that a notice stands on, to the time of day: what was stated of its publishedDate
// last. Zero if there is no notice or it has no date.
func (h *holdings) publishedAt(n *estate.Notice) time.Time {
	if n == nil {
		return time.Time{}
	}
	newest, _ := instantOf(string(n.PublishedDate.First()))
	for _, e := range h.evidence[n.ID] {
		if e.Field == "publishedDate" {
			if t, ok := instantOf(e.Value); ok && t.After(newest) {
				newest = t
			}
		}
	}
	return newest
}

// awardedAt is when the release was made that the contracts of a process stand on.
func (h *holdings) awardedAt(ocid string) time.Time {
	award, contract := h.publishedAt(h.notice(ocid, estate.NoticeAward)), h.publishedAt(h.notice(ocid, estate.NoticeContract))
	if award.After(contract) {
		return award
	}
	return contract
}

// contract is the one that an award or contract of a process is. doubt is one that it may be. One that is known by its
// ocid alone is the process's only one, where the store has no other of it; from then on it is known by the award too.
func (h *holdings) contract(ocid, award string, only bool) (is, doubt *estate.Contract) {
	id, alone := contractID(ocid, award), contractID(ocid, "")
	others := false
	for _, c := range h.contracts[ocid] {
		switch {
		case c.ID == id, c.ID == alone && slices.ContainsFunc(h.evidence[c.ID], func(e *estate.Evidence) bool { return e.Field == awardField && e.Value == award }):
			return c, nil
		case c.ID != alone:
			others = others || strings.HasPrefix(string(c.ID), string(alone)+"/")
			if !strings.HasPrefix(string(c.ID), string(alone)+"/") && doubt == nil {
				doubt = c
			}
		case !slices.ContainsFunc(h.evidence[c.ID], func(e *estate.Evidence) bool { return e.Field == awardField }):
			is = c
		}
	}
	if is != nil && (!only || others) {
		return nil, is
	}
	return is, doubt
}

// awardField is the field of the evidence which keeps the award that a contract is of.
const awardField = "awardID"

// older takes the releases out of a process that are older than what the store holds of it, and reports them. One that
// has a contract which the store lacks is kept: nothing newer says anything of that.
func (r *Releases) older(p *process, h *holdings) {
	p.releases = slices.DeleteFunc(p.releases, func(one *released) bool {
		var newest time.Time
		for _, stage := range one.stages {
			held := h.publishedAt(h.notice(p.ocid, stage))
			if !held.After(one.at) {
				return false
			}
			if held.After(newest) {
				newest = held
			}
		}
		n := node{value: one.document, note: func(string, string, string) {}}
		all := deals(n)
		for _, d := range all {
			if slices.Contains(dead, d.award.at("status").text()) || slices.Contains(dead, d.contract.at("status").text()) || setsUpFramework(n, d) {
				continue
			}
			if is, _ := h.contract(p.ocid, d.id, len(all) == 1); is == nil {
				return false
			}
		}
		r.skip(one, "date", one.date, fmt.Sprintf("it is older than the release of %s that the store has", newest.Format(time.RFC3339)))
		return true
	})
}

// part makes the changes of some processes.
func (r *Releases) part(ctx context.Context, some []*process) (*estate.Changes, error) {
	w := &partWriter{Releases: r, part: &estate.Changes{}, held: map[estate.ID]bool{}, written: map[estate.ID]bool{}, given: map[estate.ID]bool{}}
	if len(some) == 0 {
		return w.part, nil
	}
	var err error
	if w.holdings, err = r.holdings(ctx, some); err != nil {
		return nil, err
	}
	for _, evidence := range w.evidence {
		for _, e := range evidence {
			w.held[e.ID] = true
		}
	}
	var sellers []match.Seller
	for _, p := range some {
		if r.older(p, w.holdings); len(p.releases) == 0 {
			continue
		}
		r.merge(p)
		for _, n := range p.notices {
			sellers = append(sellers, n.sellers...)
			for _, f := range n.frameworks {
				sellers = append(sellers, f.sellers...)
			}
		}
		for _, a := range p.contracts {
			sellers = append(sellers, a.sellers...)
		}
	}
	if err := r.match.Learn(ctx, sellers); err != nil {
		return nil, err
	}
	for _, p := range some {
		if len(p.releases) > 0 {
			w.write(p)
		}
	}
	return w.part, nil
}
