package ocds

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/personal"
	"boroughgraph/ingest/report"
)

// released is one release of a process.
type released struct {
	entry    Entry // what the report says of it
	document map[string]any
	id       string
	date     string    // as written
	at       time.Time // zero if it has no date
	day      estate.StatedDate
	stages   []estate.NoticeStage
}

// process is all that some files say of one ocid.
type process struct {
	ocid        string
	releases    []*released // by date
	merged      map[string]any
	relevant    string // why it counts as technology
	buyers      []buyer
	notices     []*noticeDraft // one a stage, as of its latest release
	contracts   []*agreement
	fallen      []*fallen
	suggestions []match.Suggestion
	noted       map[string]bool
}

// gather reads and merges the releases of an ocid. Nil if none of them can be used, which is reported.
func (r *Releases) gather(group []position) (*process, error) {
	p := &process{merged: map[string]any{}, noted: map[string]bool{}}
	read := map[[sha256.Size]byte]position{}
	for _, at := range group {
		document, sum, err := r.index.read(at)
		if err != nil {
			return nil, err
		}
		one := r.released(at, document)
		p.ocid = one.entry.OCID
		if before, twice := read[sum]; twice && before.within == at.within {
			r.skip(one, "", "", "it repeats another release of the files")
			continue
		}
		read[sum] = at
		p.releases = append(p.releases, one)
	}
	if left := r.unwanted(p); left != nil {
		for _, one := range p.releases {
			r.skip(one, left.column, left.value, left.reason)
		}
		return nil, nil
	}
	return p, nil
}

func (r *Releases) released(at position, document map[string]any) *released {
	n := node{value: document, note: func(string, string, string) {}}
	one := &released{
		document: document, id: personal.Masked(n.at("id").text()), date: n.at("date").text(),
		entry: Entry{File: r.index.files[at.file].Name, Offset: at.at, OCID: n.at("ocid").text()},
	}
	if t, ok := instantOf(one.date); ok {
		one.at, one.day = t, estate.StatedDate(t.Format("2006-01-02"))
	}
	one.stages = stagesOf(n)
	return one
}

// skip reports a release that is not used.
func (r *Releases) skip(one *released, path, value, reason string) {
	e := one.entry
	e.Path, e.Value, e.Reason, e.Disposition = path, value, reason, report.Skipped
	r.Report.add(e)
}

// stages by the beginnings of tags.
var stages = []struct {
	tag   string
	stage estate.NoticeStage
}{
	{"planning", estate.NoticePlanning},
	{"tender", estate.NoticeTender},
	{"award", estate.NoticeAward},
	{"contract", estate.NoticeContract},
	{"implementation", estate.NoticeContract},
}

// stagesOf are the stages that a release is about: by its tags, else, as of a compiled one, the furthest that it has anything of.
func stagesOf(release node) []estate.NoticeStage {
	var found []estate.NoticeStage
	tags := release.at("tag")
	if _, one := tags.value.(string); one {
		tags.value = []any{tags.value}
	}
	for _, tag := range tags.list() {
		for _, s := range stages {
			if strings.HasPrefix(strings.ToLower(tag.text()), s.tag) && !slices.Contains(found, s.stage) {
				found = append(found, s.stage)
			}
		}
	}
	if len(found) > 0 {
		return found
	}
	switch status := release.in("tender", "status").text(); {
	case len(release.at("contracts").list()) > 0:
		return []estate.NoticeStage{estate.NoticeContract}
	case len(release.at("awards").list()) > 0:
		return []estate.NoticeStage{estate.NoticeAward}
	case status == "planning" || status == "planned" || !release.at("tender").exists() && release.at("planning").exists():
		return []estate.NoticeStage{estate.NoticePlanning}
	}
	return []estate.NoticeStage{estate.NoticeTender}
}

// unused is why a process is not used: what of it, and the reason.
type unused struct{ column, value, reason string }

// unwanted merges the releases for the first time and says why nobody asked for them; nil if they are wanted.
func (r *Releases) unwanted(p *process) *unused {
	if len(p.releases) == 0 {
		return &unused{}
	}
	for _, one := range p.releases {
		mergeRelease(p.merged, one.document)
	}
	quiet := node{value: p.merged, note: func(string, string, string) {}}
	p.buyers = r.buyersOf(quiet)
	switch {
	case len(p.buyers) == 0:
		return &unused{column: "buyer", reason: "no buyer is named in it"}
	case !r.o.AllBuyers && !slices.ContainsFunc(p.buyers, func(b buyer) bool { return b.borough != "" }):
		return &unused{column: "buyer.name", value: p.buyers[0].name, reason: "its buyer is none of the boroughs: --all-buyers takes it"}
	}
	tender := quiet.at("tender")
	title := titleOf(quiet)
	var suppliers []string
	for _, award := range quiet.at("awards").list() {
		for _, s := range award.at("suppliers").list() {
			suppliers = append(suppliers, s.at("name").text())
		}
	}
	p.suggestions = r.o.Systems.In(title, strings.Join(suppliers, " "))
	p.relevant = match.Relevance{
		CPV: codesOf(quiet), Title: title, Description: cmp.Or(tender.at("description").words(), quiet.in("planning", "project", "description").words()), Suggestions: p.suggestions,
	}.Reason()
	if p.relevant == "" {
		if !r.o.All {
			return &unused{column: "tender.title", value: title, reason: "nothing says that it is technology: --all takes every purchase"}
		}
		p.relevant = "every purchase is taken"
	}
	p.merged = nil
	return nil
}

// titleOf is what a process is called.
func titleOf(n node) string {
	title := cmp.Or(n.in("tender", "title").words(), n.in("planning", "project", "title").words(), n.in("planning", "budget", "project").words())
	for _, list := range []string{"contracts", "awards"} {
		for _, one := range n.at(list).list() {
			title = cmp.Or(title, one.at("title").words())
		}
	}
	return title
}

// codesOf are the CPV codes of a process, its lots and items, awards and contracts, each once, in their order.
func codesOf(n node) []string {
	codes := n.at("tender").codes()
	for _, holder := range slices.Concat([]node{n.at("tender"), n.at("planning")}, n.at("awards").list(), n.at("contracts").list()) {
		for _, item := range holder.at("items").list() {
			codes = append(codes, item.codes()...)
		}
	}
	return once(codes)
}

// once are texts, each once, in their order.
func once(texts []string) []string {
	var all []string
	for _, t := range texts {
		if !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}

// noting makes a node that reports what is wrong in a release, each place once.
func (r *Releases) noting(p *process, one *released, value any) node {
	return node{value: value, note: func(path, value, reason string) {
		if p.noted[path+reason] {
			return
		}
		p.noted[path+reason] = true
		e := one.entry
		e.Path, e.Value, e.Reason, e.Disposition = path, value, reason, report.Noted
		r.Report.add(e)
	}}
}

// merge merges those of the releases that are not left out, and reads the notice of each stage as of its latest
// release, and the contracts as of the last one that says anything of them.
func (r *Releases) merge(p *process) {
	p.merged = map[string]any{}
	latest := map[estate.NoticeStage]*noticeDraft{}
	var awarding *released
	for i, one := range p.releases {
		mergeRelease(p.merged, one.document)
		if one.document["awards"] != nil || one.document["contracts"] != nil {
			awarding = one
		}
		one.document = nil
		for _, stage := range one.stages {
			again := slices.ContainsFunc(p.releases[i+1:], func(later *released) bool { return slices.Contains(later.stages, stage) })
			if !again {
				latest[stage] = r.notice(p, one, stage)
			}
		}
	}
	for _, s := range estate.NoticeStages {
		if n := latest[s]; n != nil {
			p.notices = append(p.notices, n)
		}
	}
	if awarding != nil {
		p.buyers = r.buyersOf(r.noting(p, awarding, p.merged))
		r.agree(p, awarding)
	}
}
