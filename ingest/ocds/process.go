package ocds

import (
	"cmp"
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
	entry    Entry           // what the report says of it
	kept     *estate.Release // what the store keeps of it
	fresh    bool            // it is in the files that are being read
	document map[string]any
	id       string
	date     string    // as written
	at       time.Time // zero if it has no date
	day      estate.StatedDate
	stages   []estate.NoticeStage
	cancels  bool   // it withdraws the tender
	address  string // of its notice
	form     string // the code of its notice's form, "UK7"
	sellers  []match.Seller
	repeated []string // the ids that several of its awards have
}

// markets are the forms of notices about dynamic markets. Who may sell through a market is no
// purchase (RULES 2).
var markets = []string{"UK13", "UK14", "UK15", "UK16"}

// isMarket reports whether the release is about a dynamic market.
func (one *released) isMarket() bool { return one != nil && slices.Contains(markets, one.form) }

// process is all that is known of one ocid.
type process struct {
	ocid        string
	releases    []*released // in order: by date, then by id
	merged      *merged
	used        bool
	relevant    string // why it counts as technology, or why it is not used
	buyers      []buyer
	notices     []*noticeDraft // one a stage, as of its latest release
	framework   *frameworkDraft
	contracts   []*agreement
	alive       map[string]bool // the awards and contracts that some release says are in force
	only        string          // the award that was the only one when the first was announced
	onlyKnown   bool
	suggestions []match.Suggestion
	noted       map[string]bool
}

// gather reads the releases of an ocid in the files. It reports and leaves out those that repeat
// another one and those of other buyers.
func (r *Releases) gather(group []position) (*process, error) {
	p := &process{noted: map[string]bool{}}
	seen := map[estate.ID]bool{}
	for _, at := range group {
		document, err := r.index.read(at)
		if err != nil {
			return nil, err
		}
		one, err := r.released(document)
		if err != nil {
			return nil, err
		}
		one.fresh = true
		one.entry.File, one.entry.Offset = r.index.files[at.file].Name, at.at
		one.kept.All, one.kept.Source, one.kept.Address = r.o.All, r.o.Source, webAddress(r.o.Address)
		p.ocid = one.entry.OCID
		if seen[one.kept.ID] {
			r.skip(one, "", "", "it repeats another release of the files")
			continue
		}
		seen[one.kept.ID] = true
		if left := r.ofOthers(one); left != nil {
			r.skip(one, left.column, left.value, left.reason)
			continue
		}
		p.releases = append(p.releases, one)
	}
	return p, nil
}

// released returns a release of a document, and what is kept of it.
func (r *Releases) released(document map[string]any) (*released, error) {
	n := node{value: document, note: func(string, string, string) {}}
	one := &released{document: document, id: personal.Masked(n.at("id").text()), date: n.at("date").text(), entry: Entry{OCID: n.at("ocid").text()}}
	one.repeated = separate(document)
	data, digest, err := pack(document)
	if err != nil {
		return nil, err
	}
	one.kept = &estate.Release{
		ID: estate.ReleaseID(one.entry.OCID, digest), OCID: one.entry.OCID, Release: one.id, Date: personal.Masked(one.date), Data: data,
	}
	one.describe(n)
	return one, nil
}

// describe reads what a release says of itself.
func (one *released) describe(n node) {
	if t, ok := instantOf(one.date); ok {
		one.at, one.day = t, estate.StatedDate(t.Format("2006-01-02"))
	}
	one.stages = stagesOf(n)
	one.cancels = slices.ContainsFunc(tagsOf(n), func(tag string) bool { return strings.EqualFold(tag, "tenderCancellation") })
	one.address, one.form = published(n, one)
}

// heldRelease returns the release that the store keeps.
func heldRelease(held *estate.Release) (*released, error) {
	document, err := unpack(held.Data)
	if err != nil {
		return nil, err
	}
	one := &released{document: document, kept: held, id: held.Release, date: held.Date, entry: Entry{OCID: held.OCID}}
	one.describe(node{value: document, note: func(string, string, string) {}})
	return one, nil
}

// unite adds the releases that the store keeps, and puts all in order.
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

// tagsOf returns the tags of a release, which some publishers write as one text.
func tagsOf(release node) []string {
	tags := release.at("tag")
	if _, one := tags.value.(string); one {
		tags.value = []any{tags.value}
	}
	var all []string
	for _, tag := range tags.list() {
		all = append(all, tag.text())
	}
	return all
}

// stagesOf returns the stages that a release is about: by its tags, or, for a compiled release,
// the furthest stage that it says anything of.
func stagesOf(release node) []estate.NoticeStage {
	var found []estate.NoticeStage
	for _, tag := range tagsOf(release) {
		for _, s := range stages {
			if strings.HasPrefix(strings.ToLower(tag), s.tag) && !slices.Contains(found, s.stage) {
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

// unused is why a release is not used: where it says so, and the reason.
type unused struct{ column, value, reason string }

// ofOthers returns why a release is of buyers that nobody asked for; nil if it is not. A release
// that names no buyer is of its process's.
func (r *Releases) ofOthers(one *released) *unused {
	buyers := r.buyersOf(node{value: one.document, note: func(string, string, string) {}})
	if r.o.AllBuyers || len(buyers) == 0 || slices.ContainsFunc(buyers, func(b buyer) bool { return b.borough != "" }) {
		return nil
	}
	return &unused{column: "buyer.name", value: buyers[0].name, reason: "its buyer is none of the boroughs: --all-buyers takes it"}
}

// judge decides over all releases of a process whether it is used. If not, it returns why.
func (r *Releases) judge(p *process) *unused {
	all := newMerged()
	for _, one := range p.releases {
		all.add(one)
	}
	quiet := node{value: all.fields, note: func(string, string, string) {}, of: all}
	p.buyers = r.buyersOf(quiet)
	if len(p.buyers) == 0 {
		return &unused{column: "buyer", reason: "no buyer is named in it: it is kept until a release of its process names one"}
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

// titleOf returns what a process is called, and where it says so.
func titleOf(n node) (string, node) {
	from := []node{n.in("tender", "title"), n.in("planning", "project", "title"), n.in("planning", "budget", "project")}
	for _, list := range []string{"contracts", "awards"} {
		for _, one := range n.at(list).list() {
			from = append(from, one.at("title"))
		}
	}
	return firstWords(from...)
}

// firstWords returns the first text of some nodes, and the node.
func firstWords(from ...node) (string, node) {
	for _, n := range from {
		if text := n.words(); text != "" {
			return text, n
		}
	}
	return "", node{note: func(string, string, string) {}}
}

// codesOf returns the CPV codes of a process, its lots and items, awards and contracts, each once,
// and where the last of them stands.
func codesOf(n node) ([]string, node) {
	codes := n.at("tender").codes()
	from := n.in("tender", "classification")
	for _, holder := range slices.Concat([]node{n.at("tender"), n.at("planning")}, n.at("awards").list(), n.at("contracts").list()) {
		for _, item := range holder.at("items").list() {
			if more := item.codes(); len(more) > 0 {
				codes, from = append(codes, more...), item.codesNode()
			}
		}
	}
	return once(codes), from
}

// once returns texts, each once, in their order.
func once(texts []string) []string {
	var all []string
	for _, t := range texts {
		if !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}

// noting returns a node of the merged releases that reports what is wrong, each place once. What is
// wrong in a release that is not in the files was reported when it was imported.
func (r *Releases) noting(p *process, one *released) node {
	return node{value: p.merged.fields, of: p.merged, by: nil, note: func(path, value, reason string) {
		if !one.fresh || p.noted[path+reason] {
			return
		}
		p.noted[path+reason] = true
		e := one.entry
		e.Path, e.Value, e.Reason, e.Disposition = path, value, reason, report.Noted
		r.Report.add(e)
	}}
}

// merge merges the releases in order. It reads the notice of each stage as of its latest release,
// and the contracts as of all releases.
func (r *Releases) merge(p *process) {
	p.merged, p.alive = newMerged(), map[string]bool{}
	latest := map[estate.NoticeStage]*noticeDraft{}
	var awarding *released
	for i, one := range p.releases {
		p.merged.add(one)
		if one.document["awards"] != nil || one.document["contracts"] != nil {
			awarding = one
			p.live(one)
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
		r.agree(p, awarding)
	}
	for _, s := range estate.NoticeStages {
		if n := latest[s]; n != nil {
			p.notices = append(p.notices, n)
		}
	}
}

// live remembers which awards and contracts are in force after a release. One that comes to nothing
// later has ended; one that was never in force is not made a contract.
func (p *process) live(one *released) {
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
