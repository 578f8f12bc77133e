package ocds

import (
	"fmt"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/report"
)

// partWriter turns processes into the changes of a part. It removes what the releases of a process
// stated earlier and state no longer.
type partWriter struct {
	*Releases
	*holdings

	part    *estate.Changes
	written map[estate.ID]bool // contracts, notices and frameworks of the part
	given   map[estate.ID]bool // evidence of the part
}

// keepReleases adds the releases of a process that come from the files, because the store lacks
// them or has less about them.
func (w *partWriter) keepReleases(p *process) {
	for _, one := range p.releases {
		if one.fresh {
			w.part.Releases = append(w.part.Releases, one.kept)
		}
	}
}

// write adds everything about a process, and reports its releases.
func (w *partWriter) write(p *process) {
	var subject estate.ID
	if p.used {
		source := p.sourceOf()
		if !w.Releases.given[source.ID] {
			w.Releases.given[source.ID] = true
			w.part.Sources = append(w.part.Sources, source)
		}
		w.suppliersOf(p)
		var contracts, notices []estate.ID
		for _, a := range p.contracts {
			contracts = append(contracts, w.contract(p, a, source))
		}
		for _, d := range p.notices {
			notices = append(notices, w.notice(p, d, contracts))
		}
		subject = slices.Concat(contracts, notices)[0] // every release has a stage
	}
	w.clear(p)
	if !p.used {
		return
	}
	for _, one := range p.releases {
		if one.fresh {
			e := one.entry
			e.Reason, e.Disposition, e.Subject = p.relevant, report.Used, subject
			w.Report.add(e)
		}
	}
	w.suggest(p)
}

// suggest reports known systems that the title seems to name.
func (w *partWriter) suggest(p *process) {
	last := p.releases[len(p.releases)-1]
	for _, s := range p.suggestions {
		if !last.fresh || slices.ContainsFunc(w.contracts[p.ocid], func(c *estate.Contract) bool { return slices.Contains(c.Systems, s.System) }) {
			continue
		}
		e := last.entry
		e.Path, e.Value, e.Reason = "tender.title", s.Name, fmt.Sprintf("it seems to name a known system, %s: %s", s.Confidence, s.Reason)
		e.Disposition, e.Subject = report.Suggested, s.System
		w.Report.add(e)
	}
}

// contract adds a contract and returns its id. If other sources know the contract too, it is
// settled with what they state.
func (w *partWriter) contract(p *process, a *agreement, source *estate.Source) estate.ID {
	held, doubt := w.match(p, a.award)
	c := a.contract
	if held != nil {
		c.ID = held.ID
	}
	if doubt != nil && a.release.fresh {
		e := a.release.entry
		e.Path, e.Value, e.Disposition, e.Subject = "awards", a.award, report.Suggested, doubt.ID
		e.Reason = "it may be a contract that the store has under the same ocid: nothing says which"
		w.Report.add(e)
	}
	for _, s := range a.sellers {
		supplier := w.supplier(a.stated, s, c.ID)
		if !slices.ContainsFunc(c.Suppliers, func(has estate.ContractSupplier) bool { return has.Supplier == supplier }) {
			c.Suppliers = append(c.Suppliers, estate.ContractSupplier{Supplier: supplier, SignedAs: s.Name})
		}
	}
	w.callOff(a)
	a.of(c.ID)
	for _, e := range a.evidence {
		e.Origin = source
	}
	if held != nil && !w.isOurs(p, held.ID) {
		others := estate.Statement{Contract: held, Evidence: w.evidence[held.ID]}.Without(given(p.ocid))
		c = estate.Settle(others, estate.Statement{Contract: c, Evidence: a.evidence})
	}
	w.written[c.ID] = true
	w.part.Contracts = append(w.part.Contracts, c)
	w.keep(p, c.ID, a.evidence)
	return c.ID
}

// callOff sets the framework that a contract was bought through, if the store has it. Otherwise the
// contract shows the framework's ocid, marked as such.
func (w *partWriter) callOff(a *agreement) {
	if a.calledOff == "" {
		return
	}
	held := w.frameworks[a.calledOff]
	for _, f := range w.part.Frameworks {
		if f.ID == a.calledOff {
			held = f
		}
	}
	switch {
	case held != nil:
		a.contract.Framework, a.contract.CalledOff = held.Name, held.ID
	case a.contract.Framework == a.calledOff.Key():
		a.contract.Framework = "OCID " + a.calledOff.Key()
	}
}

// keep adds the evidence on a subject, and removes evidence that the releases of the process gave
// earlier and give no longer.
func (w *partWriter) keep(p *process, subject estate.ID, evidence []*estate.Evidence) {
	ours, others := w.split(p.ocid, subject)
	theirs, now := map[estate.ID]bool{}, map[estate.ID]bool{}
	for _, e := range others {
		theirs[e.ID] = true
	}
	for _, e := range evidence {
		now[e.ID] = true
		if !theirs[e.ID] && !w.given[e.ID] {
			w.given[e.ID] = true
			w.part.Evidence = append(w.part.Evidence, e)
		}
	}
	for _, e := range ours {
		if !now[e.ID] {
			w.part.Removed = append(w.part.Removed, e.ID)
		}
	}
}

// clear removes what the releases of a process stated earlier and state no longer. Something that
// other sources know too stays, as they state it.
func (w *partWriter) clear(p *process) {
	for _, c := range w.contracts[p.ocid] {
		if ours, others := w.split(p.ocid, c.ID); len(ours) > 0 && !w.written[c.ID] {
			if len(others) > 0 {
				left := estate.Statement{Contract: c, Evidence: w.evidence[c.ID]}.Without(given(p.ocid))
				w.part.Contracts = append(w.part.Contracts, w.before(left.Contract))
			} else {
				w.part.Removed = append(w.part.Removed, c.ID)
			}
			w.keep(p, c.ID, nil)
		}
	}
	for _, n := range w.notices[p.ocid] {
		if ours, others := w.split(p.ocid, n.ID); len(ours) > 0 && !w.written[n.ID] {
			if len(others) == 0 {
				w.part.Removed = append(w.part.Removed, n.ID)
			}
			w.keep(p, n.ID, nil)
		}
	}
	id := estate.MakeID(estate.KindFramework, p.ocid)
	if ours, others := w.split(p.ocid, id); len(ours) > 0 && !w.written[id] {
		if len(others) == 0 {
			w.part.Removed = append(w.part.Removed, id)
		}
		w.keep(p, id, nil)
	}
}

// before returns the contract as it was before the import that a revert takes back, if that is
// known.
func (w *partWriter) before(c *estate.Contract) *estate.Contract {
	if was := w.was[c.ID]; was != nil {
		return was
	}
	return c
}

// suppliersOf adds the suppliers that the releases of a process name, and the evidence for their
// identifiers. Each release is read on its own, so the result does not depend on the others.
func (w *partWriter) suppliersOf(p *process) {
	for _, one := range p.releases {
		s := w.states(p, one)
		for _, seller := range one.sellers {
			id := w.supplier(s, seller, "")
			if len(seller.Identifiers) == 0 {
				continue
			}
			e := s.base(one)
			e.Subject, e.Field, e.Value = id, "identifiers", seller.Stated
			e.ID = estate.EvidenceID(&e)
			if !w.Releases.given[e.ID] {
				w.Releases.given[e.ID] = true
				w.part.Evidence = append(w.part.Evidence, &e)
			}
		}
	}
}

// supplier returns the id of a seller. It adds the supplier if it, or one of its numbers, is new.
// The report names of, the contract or notice that names the seller.
func (w *partWriter) supplier(s *stated, who match.Seller, of estate.ID) estate.ID {
	id, made, doubt := w.Releases.match.Match(who)
	if made != nil { // once in a part, with everything that its releases say
		w.part.Suppliers = slices.DeleteFunc(w.part.Suppliers, func(s *estate.Supplier) bool { return s.ID == id })
		w.part.Suppliers = append(w.part.Suppliers, made)
	}
	if doubt != "" && s.release.fresh {
		e := s.release.entry
		e.Path, e.Value, e.Reason, e.Disposition, e.Subject = "suppliers", who.Name, doubt, report.Noted, of
		w.Report.add(e)
	}
	return id
}

// notice adds a notice and returns its id. If other sources know the notice too, it is settled with
// what they state.
func (w *partWriter) notice(p *process, d *noticeDraft, contracts []estate.ID) estate.ID {
	n := d.notice
	held := w.holdings.notice(p.ocid, n.Stage)
	if held != nil {
		n.ID = held.ID
	}
	for _, s := range d.sellers {
		if id := w.supplier(d.stated, s, n.ID); !slices.Contains(n.Suppliers, id) {
			n.Suppliers = append(n.Suppliers, id)
		}
	}
	if n.Stage == estate.NoticeAward || n.Stage == estate.NoticeContract {
		n.Contracts = contracts
		for _, id := range contracts {
			d.says("contracts", id.Key())
		}
	}
	if f := p.framework; f != nil && d.setsUp {
		n.Frameworks = append(n.Frameworks, f.framework.ID)
		d.says("frameworks", f.framework.Name)
	}
	d.of(n.ID)
	if held != nil && !w.isOurs(p, held.ID) {
		_, others := w.split(p.ocid, held.ID)
		cancelled := n.Cancelled
		if d.release.at.After(publishedAt(others)) {
			n = estate.SettleNotice(n, held)
		} else {
			n = estate.SettleNotice(held, n)
		}
		if cancelled {
			n.Cancelled, n.TenderDeadline = true, ""
		}
	}
	w.written[n.ID] = true
	w.part.Notices = append(w.part.Notices, n)
	w.keep(p, n.ID, d.evidence)
	return n.ID
}

// frameworkOf adds the framework that a process sets up. What other sources say about it is kept.
func (w *partWriter) frameworkOf(p *process) {
	f, stated := p.framework, p.framework.framework
	for _, s := range f.sellers {
		if id := w.supplier(f.stated, s, stated.ID); !slices.Contains(stated.Suppliers, id) {
			stated.Suppliers = append(stated.Suppliers, id)
		}
	}
	if held := w.frameworks[stated.ID]; held != nil && !w.isOurs(p, held.ID) {
		stated = estate.SettleFramework(stated, held)
	}
	f.framework = stated
	f.of(stated.ID)
	w.written[stated.ID] = true
	w.part.Frameworks = append(w.part.Frameworks, stated)
	w.keep(p, stated.ID, f.evidence)
}
