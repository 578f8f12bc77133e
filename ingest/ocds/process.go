package ocds

import (
	"cmp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// unite adds the stored releases of the process and sorts all releases.
func (p *process) unite(held []*estate.Release) error {
	for _, h := range held {
		i := slices.IndexFunc(p.releases, func(one *released) bool { return one.kept.ID == h.ID })
		if i < 0 {
			one, err := heldRelease(h)
			if err != nil {
				return err
			}
			p.releases = append(p.releases, one)
			continue
		}
		one := *h // with what the new import adds
		fresh := p.releases[i].kept
		one.All, one.Source, one.Address = one.All || fresh.All, cmp.Or(one.Source, fresh.Source), cmp.Or(one.Address, fresh.Address)
		p.releases[i].kept = &one
	}
	slices.SortFunc(p.releases, func(a, b *released) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id), cmp.Compare(a.kept.ID, b.kept.ID))
	})
	return nil
}

// judge decides from all releases of a process whether it is used. If not, it returns why.
func (r *Releases) judge(p *process) *unused {
	all := newMerged()
	for _, one := range p.releases {
		all.add(one)
	}
	quiet := node{value: all.fields, note: func(string, string, string) {}, of: all}
	p.buyers = r.buyersOf(quiet)
	if len(p.buyers) == 0 {
		return &unused{column: "buyer", reason: "it names no buyer: it is kept until a release of its process names one"}
	}
	tender := quiet.at("tender")
	title, _ := titleOf(quiet)
	var suppliers []string
	for _, award := range quiet.at("awards").list() {
		for _, s := range award.at("suppliers").list() {
			suppliers = append(suppliers, s.at("name").text())
		}
	}
	p.suggestions = r.o.Systems.In(title, strings.Join(suppliers, " "))
	codes, _ := codesOf(quiet)
	p.relevant = match.Relevance{
		CPV: codes, Title: title, Description: cmp.Or(tender.at("description").words(), quiet.in("planning", "project", "description").words()), Suggestions: p.suggestions,
	}.Reason()
	switch {
	case p.relevant != "":
	case slices.ContainsFunc(p.releases, func(one *released) bool { return one.kept.All }):
		p.relevant = "every purchase is taken"
	default:
		return &unused{column: "tender.title", value: title, reason: "nothing says that it is technology: it is kept until a release does; --all takes every purchase"}
	}
	p.used = true
	return nil
}

// merge merges the releases in order. It reads the notice of each stage as of the stage's latest
// release, and the contracts as of all releases.
func (r *Releases) merge(p *process) {
	p.merged, p.alive = newMerged(), map[string]bool{}
	latest := map[estate.NoticeStage]*noticeDraft{}
	var awarding *released
	for i, one := range p.releases {
		p.merged.add(one)
		if one.document["awards"] != nil || one.document["contracts"] != nil {
			awarding = one
			p.recordInForce(one)
		}
		for _, id := range one.repeated {
			r.noting(p, one).note("awards", id, "several awards have this id: each is taken for one of its own")
		}
		for _, stage := range one.stages {
			later := slices.ContainsFunc(p.releases[i+1:], func(later *released) bool { return slices.Contains(later.stages, stage) })
			if !later {
				latest[stage] = r.notice(p, one, stage)
			}
		}
	}
	if awarding != nil {
		p.buyers = r.buyersOf(r.noting(p, awarding))
		r.readContracts(p, awarding)
	}
	for _, s := range estate.NoticeStages {
		if n := latest[s]; n != nil {
			p.notices = append(p.notices, n)
		}
	}
}

// recordInForce records which awards and contracts are in force after a release. One that is
// cancelled later has ended. One that was never in force does not become a contract.
func (p *process) recordInForce(one *released) {
	quiet := node{value: p.merged.fields, of: p.merged, note: func(string, string, string) {}}
	var ids []string
	for _, d := range deals(quiet) {
		if d.isDead() || d.isMarket() || setsUpFramework(quiet, d) {
			continue
		}
		p.alive[d.id] = true
		ids = append(ids, d.id)
	}
	if !p.onlyKnown && len(ids) > 0 {
		p.onlyKnown = true
		if len(ids) == 1 {
			p.only = ids[0]
		}
	}
}
