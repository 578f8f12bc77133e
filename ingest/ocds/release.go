package ocds

import (
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/personal"
	"boroughgraph/ingest/report"
)

// gather reads the releases of an ocid from the files. It reports and leaves out repeated releases
// and those of other buyers.
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

// released returns a release, and the part of it that is stored.
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

// describe reads the release's date, stages, notice address and notice form.
func (one *released) describe(n node) {
	if t, ok := instantOf(one.date); ok {
		one.at, one.day = t, estate.StatedDate(t.Format("2006-01-02"))
	}
	one.stages = stagesOf(n)
	one.cancels = slices.ContainsFunc(tagsOf(n), func(tag string) bool { return strings.EqualFold(tag, "tenderCancellation") })
	one.address, one.form = published(n, one)
}

// heldRelease returns a stored release.
func heldRelease(held *estate.Release) (*released, error) {
	document, err := unpack(held.Data)
	if err != nil {
		return nil, err
	}
	one := &released{document: document, kept: held, id: held.Release, date: held.Date, entry: Entry{OCID: held.OCID}}
	one.describe(node{value: document, note: func(string, string, string) {}})
	return one, nil
}

// markets are the forms of notices about dynamic markets. Admission to a market is not a purchase
// (RULES 2).
var markets = []string{"UK13", "UK14", "UK15", "UK16"}

// isMarket reports whether the release is about a dynamic market.
func (one *released) isMarket() bool { return one != nil && slices.Contains(markets, one.form) }

// formOf returns the form of a release's notice; empty if unknown.
func (one *released) formOf() string {
	if one == nil {
		return ""
	}
	return one.form
}

// stages are the stages by the prefixes of tags.
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

// tagsOf returns the tags of a release. Some publishers write a single text instead of a list.
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

// stagesOf returns the stages that a release is about, by its tags. For a compiled release it is
// the furthest stage that has any content.
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

// published returns the address and the form of a release's notice. It uses the document with the
// release's own id, else the last one.
func published(release node, one *released) (address, form string) {
	documents := slices.Concat(release.in("planning", "documents").list(), release.in("tender", "documents").list(),
		documentsOf(release.at("awards")), documentsOf(release.at("contracts")))
	own := func(document node) bool { return one.id != "" && document.at("id").text() == one.id }
	if i := slices.IndexFunc(documents, own); i >= 0 {
		documents = documents[i : i+1]
	}
	for _, document := range documents {
		kind := document.at("documentType").text()
		if !strings.HasSuffix(strings.ToLower(kind), "notice") && document.at("noticeType").text() == "" {
			continue
		}
		if found := webAddress(document.at("url").text()); found != "" {
			address = found
		}
		if code := document.at("noticeType").text(); noticeForm.MatchString(code) {
			form = code
		}
	}
	if address == "" && strings.HasPrefix(one.entry.OCID, "ocds-h6vhtk") && findATenderID.MatchString(one.id) {
		address = "https://www.find-tender.service.gov.uk/Notice/" + one.id
	}
	return address, form
}

var (
	noticeForm    = regexp.MustCompile(`^[A-Z]{2}\d{1,2}$`)
	findATenderID = regexp.MustCompile(`^\d{6}-\d{4}$`)
)

// documentsOf returns the documents of everything in some lists.
func documentsOf(lists ...node) []node {
	var all []node
	for _, list := range lists {
		for _, one := range list.list() {
			all = append(all, one.at("documents").list()...)
		}
	}
	return all
}

// unused says why a release is not used, and which value shows it.
type unused struct{ column, value, reason string }

// ofOthers returns why a release is not used if all its buyers are other authorities, else nil. A
// release without a buyer takes its process's.
func (r *Releases) ofOthers(one *released) *unused {
	buyers := r.buyersOf(node{value: one.document, note: func(string, string, string) {}})
	if r.o.AllBuyers || len(buyers) == 0 || slices.ContainsFunc(buyers, func(b buyer) bool { return b.borough != "" }) {
		return nil
	}
	return &unused{column: "buyer.name", value: buyers[0].name, reason: "its buyer is not one of the boroughs: --all-buyers takes it"}
}

// skip reports a release that is not used.
func (r *Releases) skip(one *released, path, value, reason string) {
	e := one.entry
	e.Path, e.Value, e.Reason, e.Disposition = path, value, reason, report.Skipped
	r.Report.add(e)
}

// noting returns a node of the merged releases that reports each fault once. Faults of stored
// releases were reported when they were imported.
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
