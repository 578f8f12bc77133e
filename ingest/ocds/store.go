package ocds

import (
	"context"
	"slices"
	"strings"
	"time"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// holdings are the stored facts about some processes.
type holdings struct {
	contracts  map[string][]*estate.Contract // by ocid
	byID       map[estate.ID]*estate.Contract
	notices    map[string][]*estate.Notice
	frameworks map[estate.ID]*estate.Framework
	evidence   map[estate.ID][]*estate.Evidence
}

// holdings reads the stored facts about some processes, except their releases.
func (r *Releases) holdings(ctx context.Context, some []*process) (*holdings, error) {
	h := &holdings{contracts: map[string][]*estate.Contract{}, notices: map[string][]*estate.Notice{}}
	var ocids []string
	var ids, merged []estate.ID
	for _, p := range some {
		ocids, ids = append(ocids, p.ocid), append(ids, estate.MakeID(estate.KindFramework, p.ocid))
		for _, a := range p.contracts {
			if to, ok := r.o.Renamed[a.contract.ID]; ok {
				merged = append(merged, to)
			}
			if a.calledOff != "" {
				ids = append(ids, a.calledOff)
			}
		}
	}
	contracts, err := r.o.Known.ContractsByOCID(ctx, ocids)
	if err != nil {
		return nil, err
	}
	if h.byID, err = r.o.Known.ContractsByID(ctx, append(allIDs(contracts), merged...)); err != nil {
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
			h.contracts[ocid] = append(h.contracts[ocid], h.byID[id])
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
	subjects := slices.Concat(allIDs(contracts), merged, allIDs(notices))
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

// notice returns the stored notice of a stage, or nil.
func (h *holdings) notice(ocid string, stage estate.NoticeStage) *estate.Notice {
	for _, n := range h.notices[ocid] {
		if n.Stage == stage {
			return n
		}
	}
	return nil
}

// given returns a function that reports whether evidence comes from the releases of a process.
func given(ocid string) func(*estate.Evidence) bool {
	rows := rowsOf(ocid)
	return func(e *estate.Evidence) bool { return strings.HasPrefix(e.Row, rows) }
}

// split divides the evidence on a subject: that from the releases of a process, and that of others.
func (h *holdings) split(ocid string, subject estate.ID) (ours, others []*estate.Evidence) {
	is := given(ocid)
	for _, e := range h.evidence[subject] {
		if is(e) {
			ours = append(ours, e)
		} else {
			others = append(others, e)
		}
	}
	return ours, others
}

// publishedAt returns when a notice was published according to other sources; zero if there are
// none.
func publishedAt(others []*estate.Evidence) time.Time {
	var newest time.Time
	for _, e := range others {
		if e.Field == "publishedDate" {
			if t, ok := instantOf(e.Value); ok && t.After(newest) {
				newest = t
			}
		}
	}
	return newest
}

// match returns the stored contract of an award, or one that may be it. A stored contract whose id
// is the ocid alone stands for the award that was the only one when the first was announced.
func (w *partWriter) match(p *process, award string) (is, doubt *estate.Contract) {
	id, alone := contractID(p.ocid, award), contractID(p.ocid, "")
	if to, merged := w.o.Renamed[id]; merged && w.byID[to] != nil {
		return w.byID[to], nil
	}
	for _, c := range w.contracts[p.ocid] {
		switch {
		case c.ID == id:
			return c, nil
		case c.ID == alone && w.isOurs(p, c.ID): // it is another award of this process
		case c.ID == alone:
			is = c
		case !strings.HasPrefix(string(c.ID), string(alone)+"/") && doubt == nil:
			doubt = c
		}
	}
	switch {
	case is == nil:
		return nil, doubt
	case p.onlyKnown && p.only == award:
		return is, doubt
	case p.onlyKnown && p.only != "": // it is another award's
		return nil, doubt
	}
	return nil, is
}

// isOurs reports whether all evidence on a stored contract or notice comes from the releases of the
// process.
func (w *partWriter) isOurs(p *process, id estate.ID) bool {
	ours, others := w.split(p.ocid, id)
	return len(ours) > 0 && len(others) == 0
}

// part returns the changes for some processes, read from all their releases.
func (r *Releases) part(ctx context.Context, some []*process) (*estate.Changes, error) {
	w := &partWriter{Releases: r, part: &estate.Changes{}, written: map[estate.ID]bool{}, given: map[estate.ID]bool{}}
	if len(some) == 0 {
		return w.part, nil
	}
	var ocids []string
	for _, p := range some {
		ocids = append(ocids, p.ocid)
	}
	kept, err := r.o.Known.ReleasesOf(ctx, ocids)
	if err != nil {
		return nil, err
	}
	for _, p := range some {
		if err := p.unite(r.left(kept[p.ocid])); err != nil {
			return nil, err
		}
		r.read(p)
		w.keepReleases(p)
	}
	if w.holdings, err = r.holdings(ctx, some); err != nil {
		return nil, err
	}
	if err := r.match.Learn(ctx, sellersOf(some)); err != nil {
		return nil, err
	}
	for _, p := range some {
		if p.framework != nil {
			w.frameworkOf(p)
		}
	}
	for _, p := range some {
		w.write(p)
	}
	return w.part, nil
}

// left returns the stored releases without those that a revert takes back.
func (r *Releases) left(kept []*estate.Release) []*estate.Release {
	return slices.DeleteFunc(kept, func(one *estate.Release) bool { return r.back[one.ID] })
}

// read reads a process from all its releases, or reports why it is not used.
func (r *Releases) read(p *process) {
	if len(p.releases) == 0 {
		return
	}
	if left := r.judge(p); left != nil {
		for _, one := range p.releases {
			if one.fresh {
				r.skip(one, left.column, left.value, left.reason)
			}
		}
		return
	}
	r.merge(p)
}

// sellersOf returns all suppliers that some processes name.
func sellersOf(some []*process) []match.Seller {
	var sellers []match.Seller
	for _, p := range some {
		if !p.used {
			continue
		}
		for _, one := range p.releases {
			one.sellers = sellersIn(one)
			sellers = append(sellers, one.sellers...)
		}
		for _, n := range p.notices {
			sellers = append(sellers, n.sellers...)
		}
		if p.framework != nil {
			sellers = append(sellers, p.framework.sellers...)
		}
		for _, a := range p.contracts {
			sellers = append(sellers, a.sellers...)
		}
	}
	return sellers
}

// sellersIn returns the suppliers of the awards in one release, without regard to other releases.
func sellersIn(one *released) []match.Seller {
	release := node{value: one.document, note: func(string, string, string) {}}
	all := partiesOf(release)
	var sellers []match.Seller
	for _, d := range deals(release) {
		if d.isDead() || one.isMarket() {
			continue
		}
		for _, reference := range d.suppliers() {
			if s, withheld, ok := reference.supplier(all); ok && !withheld {
				sellers = append(sellers, s)
			}
		}
	}
	return sellers
}
