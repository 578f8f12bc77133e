package ocds

import (
	"cmp"
	"fmt"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/report"
)

// partWriter makes processes the changes of a part.
type partWriter struct {
	*Releases
	*holdings

	part    *estate.Changes
	held    map[estate.ID]bool // evidence that the store has
	written map[estate.ID]bool // contracts that the part has
	given   map[estate.ID]bool // evidence and frameworks that the part has
}

// write adds all of a process, and reports its releases.
func (w *partWriter) write(p *process) {
	source := w.source(p.ocid)
	if !w.Releases.given[source.ID] {
		w.Releases.given[source.ID] = true
		w.part.Sources = append(w.part.Sources, source)
	}
	var contracts []estate.ID
	for _, a := range p.contracts {
		contracts = append(contracts, w.contract(p, a, source))
	}
	for _, f := range p.fallen {
		w.end(p, f)
	}
	var notices []estate.ID
	for _, d := range p.notices {
		notices = append(notices, w.notice(p, d, contracts, source))
	}
	subject := slices.Concat(contracts, notices)[0] // every release is of some stage
	for _, one := range p.releases {
		e := one.entry
		e.Reason, e.Disposition, e.Subject = p.relevant, report.Used, subject
		w.Report.add(e)
	}
	for _, s := range p.suggestions {
		if slices.ContainsFunc(w.contracts[p.ocid], func(c *estate.Contract) bool { return slices.Contains(c.Systems, s.System) }) {
			continue // it is known already
		}
		e := p.releases[len(p.releases)-1].entry
		e.Path, e.Value, e.Reason = "tender.title", s.Name, fmt.Sprintf("it seems to name a known system, %s: %s", s.Confidence, s.Reason)
		e.Disposition, e.Subject = report.Suggested, s.System
		w.Report.add(e)
	}
}

// contract adds a contract, or what it says of the one that the store has, and returns whose id that is.
func (w *partWriter) contract(p *process, a *agreement, source *estate.Source) estate.ID {
	award := awardOf(p.ocid, a.contract.ID)
	held, doubt := w.holdings.contract(p.ocid, award, len(p.contracts) == 1)
	if held != nil && a.release.at.Before(w.awardedAt(p.ocid)) {
		return held.ID // a newer release stands
	}
	a.says(awardField, award)
	id := a.contract.ID
	if held != nil {
		id = held.ID
	}
	a.contract.ID = id
	if doubt != nil {
		e := a.release.entry
		e.Path, e.Value, e.Disposition, e.Subject = "awards", award, report.Suggested, doubt.ID
		e.Reason = "it may be a contract that the store has under the same ocid: nothing says which"
		w.Report.add(e)
	}
	for _, s := range a.sellers {
		supplier := w.supplier(a.stated, s, id)
		if !slices.ContainsFunc(a.contract.Suppliers, func(has estate.ContractSupplier) bool { return has.Supplier == supplier }) {
			a.contract.Suppliers = append(a.contract.Suppliers, estate.ContractSupplier{Supplier: supplier, SignedAs: s.Name})
		}
	}
	a.of(id)
	for _, e := range a.evidence {
		e.Origin = source
	}
	c := a.contract
	if held != nil {
		c = estate.Settle(estate.Statement{Contract: held, Evidence: w.evidence[id]}, estate.Statement{Contract: a.contract, Evidence: a.evidence})
		w.correct(id, a.evidence)
	}
	w.written[id] = true
	w.part.Contracts = append(w.part.Contracts, c)
	w.keep(a.evidence)
	return id
}

// end says of a contract that the store has, by the award, that it has ended, since it came to nothing.
func (w *partWriter) end(p *process, f *fallen) {
	held, _ := w.holdings.contract(p.ocid, f.award, false)
	if held == nil || w.written[held.ID] || f.release.at.Before(w.awardedAt(p.ocid)) {
		return
	}
	w.written[held.ID] = true
	c := *held
	c.Ended = true
	f.of(c.ID)
	w.part.Contracts = append(w.part.Contracts, &c)
	w.keep(f.evidence)
}

// awardOf is what an id that contractID made has after the ocid.
func awardOf(ocid string, id estate.ID) string {
	if key := id.Key(); len(key) > len(ocid) {
		return key[len(ocid)+1:]
	}
	return ""
}

// correct removes what the source said of a thing on the same day and now says otherwise.
func (w *partWriter) correct(id estate.ID, stated []*estate.Evidence) {
	w.part.Removed = append(w.part.Removed, estate.Corrected(w.evidence[id], stated)...)
}

// keep adds evidence that neither the store nor the part has.
func (w *partWriter) keep(evidence []*estate.Evidence) {
	for _, e := range evidence {
		if !w.held[e.ID] && !w.given[e.ID] {
			w.given[e.ID] = true
			w.part.Evidence = append(w.part.Evidence, e)
		}
	}
}

// supplier is who a seller is; one that nobody knew is added, and what its numbers stand on.
func (w *partWriter) supplier(s *stated, who match.Seller, of estate.ID) estate.ID {
	id, made, doubt := w.match.Match(who)
	if made != nil { // once in a part, with all that its releases say
		w.part.Suppliers = slices.DeleteFunc(w.part.Suppliers, func(s *estate.Supplier) bool { return s.ID == id })
		w.part.Suppliers = append(w.part.Suppliers, made)
	}
	if doubt != "" {
		e := s.release.entry
		e.Path, e.Value, e.Reason, e.Disposition, e.Subject = "suppliers", who.Name, doubt, report.Noted, of
		w.Report.add(e)
	}
	if len(who.Identifiers) > 0 {
		e := s.base
		e.Subject, e.Field, e.Value = id, "identifiers", who.Stated
		e.ID = estate.EvidenceID(&e)
		if !w.Releases.given[e.ID] {
			w.Releases.given[e.ID] = true
			w.keep([]*estate.Evidence{&e})
		}
	}
	return id
}

// notice adds a notice, or what it says of the one of its stage that the store has, and returns whose id that is.
func (w *partWriter) notice(p *process, d *noticeDraft, contracts []estate.ID, source *estate.Source) estate.ID {
	n := d.notice
	held := w.holdings.notice(p.ocid, n.Stage)
	if held != nil {
		n.ID = held.ID
	}
	before := w.publishedAt(held)
	if d.release.at.Before(before) {
		return n.ID // a newer release stands
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
	for _, f := range d.frameworks {
		n.Frameworks = append(n.Frameworks, w.framework(f))
		d.says("frameworks", f.framework.Name)
	}
	d.of(n.ID)
	if held != nil {
		if d.release.at.After(before) {
			n = settleNotice(n, held)
			w.correct(n.ID, d.evidence)
		} else {
			n = settleNotice(held, n)
		}
		if d.over {
			n.TenderDeadline = ""
		}
	}
	w.part.Notices = append(w.part.Notices, n)
	w.keep(d.evidence)
	return n.ID
}

// settleNotice is a notice with what another one of the same purchase and stage knows and it does not.
func settleNotice(first, second *estate.Notice) *estate.Notice {
	n := *first
	n.OCID, n.Reference, n.Title, n.Type = cmp.Or(n.OCID, second.OCID), cmp.Or(n.Reference, second.Reference), cmp.Or(n.Title, second.Title), cmp.Or(n.Type, second.Type)
	n.TenderDeadline = cmp.Or(n.TenderDeadline, second.TenderDeadline)
	n.PublishedDate, n.Method, n.Framework = cmp.Or(n.PublishedDate, second.PublishedDate), cmp.Or(n.Method, second.Method), cmp.Or(n.Framework, second.Framework)
	n.Value, n.SMESuitable, n.VCSESuitable = cmp.Or(n.Value, second.Value), cmp.Or(n.SMESuitable, second.SMESuitable), cmp.Or(n.VCSESuitable, second.VCSESuitable)
	if n.StartDate == "" && n.EndDate == "" {
		n.StartDate, n.EndDate = second.StartDate, second.EndDate
	}
	n.MaxExtentDate = cmp.Or(n.MaxExtentDate, second.MaxExtentDate)
	for _, p := range second.Parties {
		same := func(has estate.NoticeParty) bool {
			return has.Borough == p.Borough && estate.Fold(has.Name) == estate.Fold(p.Name)
		}
		if !slices.ContainsFunc(n.Parties, same) {
			n.Parties = append(slices.Clip(n.Parties), p)
		}
	}
	for _, ids := range []struct{ into, from *[]estate.ID }{
		{&n.Systems, &second.Systems}, {&n.Services, &second.Services}, {&n.Frameworks, &second.Frameworks}, {&n.Contracts, &second.Contracts},
	} {
		for _, id := range *ids.from {
			if !slices.Contains(*ids.into, id) {
				*ids.into = append(slices.Clip(*ids.into), id)
			}
		}
	}
	if len(n.Suppliers) == 0 {
		n.Suppliers = second.Suppliers
	}
	if n.Extensions == nil {
		n.Extensions = second.Extensions
	}
	if len(n.CPV) == 0 {
		n.CPV = second.CPV
	}
	if n.Lots == nil {
		n.Lots = second.Lots
	}
	return &n
}

// framework adds a framework; what the store knows of it besides is kept.
func (w *partWriter) framework(f *frameworkDraft) estate.ID {
	stated := f.framework
	if w.given[stated.ID] { // the award and the contract notice both set it up
		return stated.ID
	}
	w.given[stated.ID] = true
	for _, s := range f.sellers {
		if id := w.supplier(f.stated, s, stated.ID); !slices.Contains(stated.Suppliers, id) {
			stated.Suppliers = append(stated.Suppliers, id)
		}
	}
	if held := w.frameworks[stated.ID]; held != nil {
		stated.Code, stated.Names = held.Code, held.Names
		stated.Value, stated.MaxExtentDate = cmp.Or(stated.Value, held.Value), cmp.Or(stated.MaxExtentDate, held.MaxExtentDate)
		if stated.StartDate == "" && stated.EndDate == "" {
			stated.StartDate, stated.EndDate = held.StartDate, held.EndDate
		}
		if stated.Suppliers == nil {
			stated.Suppliers = held.Suppliers
		}
	}
	f.of(stated.ID)
	w.part.Frameworks = append(w.part.Frameworks, stated)
	w.keep(f.evidence)
	return stated.ID
}
