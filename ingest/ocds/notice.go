package ocds

import (
	"cmp"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/personal"
)

// noticeDraft is a notice whose suppliers and contracts have not been looked up yet.
type noticeDraft struct {
	*stated

	notice     *estate.Notice
	sellers    []match.Seller
	frameworks []*frameworkDraft // that it sets up
	over       bool              // nobody can bid for it any more
}

// frameworkDraft is a framework that an award sets up.
type frameworkDraft struct {
	*stated

	framework *estate.Framework
	sellers   []match.Seller
}

// stated is what a thing stands on: evidence that says where each of its fields comes from.
type stated struct {
	release  *released
	base     estate.Evidence // source, address, day and row
	evidence []*estate.Evidence
}

// states makes what a thing of a process stands on, as of a release.
func (r *Releases) states(p *process, one *released, address string) *stated {
	return &stated{release: one, base: estate.Evidence{
		Source: r.source(p.ocid).ID, Address: cmp.Or(address, webAddress(r.o.Address)), AsOf: one.day,
		Confidence: estate.ConfidenceHigh, Row: one.entry.File + ":" + p.ocid,
	}}
}

// says keeps a text as what a field stands on.
func (s *stated) says(field, value string) {
	if value = personal.Masked(value); value == "" {
		return
	}
	e := s.base
	e.Field, e.Value = field, value
	s.evidence = append(s.evidence, &e)
}

// of makes evidence that of a subject.
func (s *stated) of(subject estate.ID) {
	for _, e := range s.evidence {
		e.Subject = subject
		e.ID = estate.EvidenceID(e)
	}
}

// over are statuses of a tender that nobody can bid for any more, or that came to nothing.
var over = []string{"cancelled", "unsuccessful", "withdrawn"}

// notice reads what is published at a stage, as of the merged releases so far.
func (r *Releases) notice(p *process, one *released, stage estate.NoticeStage) *noticeDraft {
	release := r.noting(p, one, p.merged)
	tender := release.at("tender")
	address, form := r.published(p, one, release, stage)
	d := &noticeDraft{stated: r.states(p, one, address), notice: &estate.Notice{
		ID: estate.MakeID(estate.KindNotice, p.ocid+"-"+strings.ToLower(string(stage))), OCID: p.ocid, Stage: stage, Type: form,
		Title: titleOf(release), PublishedDate: one.day, Reference: tender.at("id").words(), Systems: []estate.ID{}, Services: []estate.ID{},
	}}
	n := d.notice
	for _, b := range r.buyersOf(release) {
		n.Parties = append(n.Parties, estate.NoticeParty{Borough: b.borough, Name: nameless(b)})
		d.says(partyField(b), b.name)
	}
	d.says("ocid", p.ocid)
	d.says("stage", strings.ToLower(string(stage)))
	d.says("type", form)
	d.says("title", n.Title)
	d.says("reference", n.Reference)
	d.says("publishedDate", one.date)
	d.deadline(tender)
	d.method(tender)
	n.CPV = codesOf(release)
	d.says("cpv", strings.Join(n.CPV, ", "))
	d.lots(tender)
	d.suits(tender)
	if stage == estate.NoticeAward || stage == estate.NoticeContract {
		r.awarded(p, d, release)
	} else {
		d.foreseen(release)
	}
	return d
}

// partyField is the path of the evidence on a buyer.
func partyField(b buyer) string {
	return "parties[" + cmp.Or(b.borough.Key(), b.name) + "]"
}

// nameless is a buyer's name, unless it is a borough, which has one.
func nameless(b buyer) string {
	if b.borough != "" {
		return ""
	}
	return b.name
}

func (d *noticeDraft) deadline(tender node) {
	n, end := d.notice, tender.in("tenderPeriod", "endDate")
	if day := end.date(); day != "" {
		d.says("tenderDeadline", end.text())
		n.TenderDeadline = day
	}
	if status := tender.at("status"); slices.Contains(over, status.text()) {
		d.over = true
		d.says("status", status.text())
		if n.TenderDeadline != "" {
			status.note(status.path, status.text(), "nobody can bid any more: no deadline is kept")
			n.TenderDeadline = ""
		}
	}
}

func (d *noticeDraft) method(tender node) {
	text := methodOf(tender)
	d.notice.Method = text
	d.says("method", text)
}

// methodOf is how something is bought, in the release's words.
func methodOf(tender node) string {
	text := cmp.Or(tender.at("procurementMethodDetails").words(), tender.at("procurementMethod").words())
	return strings.TrimRight(strings.TrimSuffix(text, " -"), " ")
}

// lots reads the parts that can be won by themselves.
func (d *noticeDraft) lots(tender node) {
	if !tender.at("lots").exists() {
		return
	}
	d.notice.Lots = []estate.NoticeLot{}
	for _, lot := range tender.at("lots").list() {
		l := estate.NoticeLot{
			ID: lot.at("id").words(), Title: lot.at("title").words(), Value: lot.at("value").money(estate.BasisEstimate),
			SMESuitable: lot.in("suitability", "sme").yes(), VCSESuitable: lot.in("suitability", "vcse").yes(),
		}
		for _, item := range tender.at("items").list() {
			if relates(item.at("relatedLot"), l.ID) {
				l.CPV = once(append(l.CPV, item.codes()...))
			}
		}
		d.says("lots["+l.ID+"]", cmp.Or(l.Title, l.ID))
		d.notice.Lots = append(d.notice.Lots, l)
	}
}

// relates reports whether a lot is the one, or among those, that a value names.
func relates(names node, lot string) bool {
	_, number := names.value.(json.Number)
	return lot != "" && (number && names.text() == lot || !number && names.names(lot))
}

// suits reads for whom it is said to be suitable: of lots only where all say the same.
func (d *noticeDraft) suits(tender node) {
	for _, who := range []struct {
		name, field string
		of          func(*estate.NoticeLot) *bool
		is          **bool
	}{
		{"sme", "smeSuitable", func(l *estate.NoticeLot) *bool { return l.SMESuitable }, &d.notice.SMESuitable},
		{"vcse", "vcseSuitable", func(l *estate.NoticeLot) *bool { return l.VCSESuitable }, &d.notice.VCSESuitable},
	} {
		is := tender.in("suitability", who.name).yes()
		for i := range d.notice.Lots {
			lot := who.of(&d.notice.Lots[i])
			if is == nil && i == 0 {
				is = lot
			}
			if lot == nil || is != nil && *lot != *is {
				is = tender.in("suitability", who.name).yes()
				break
			}
		}
		if *who.is = is; is != nil {
			d.says(who.field, fmt.Sprint(*is))
		}
	}
}

// foreseen reads what the contract is to be.
func (d *noticeDraft) foreseen(release node) {
	n, tender := d.notice, release.at("tender")
	lots := tender.at("lots").list()
	values := []node{tender.at("value"), release.in("planning", "budget", "amount")}
	if len(lots) == 1 {
		values = append(values, lots[0].at("value"))
	}
	for _, value := range values {
		if n.Value = value.money(estate.BasisEstimate); n.Value != nil {
			d.says("value", cmp.Or(value.at("amount").text(), value.at("amountGross").text()))
			break
		}
	}
	period := alike(tender, lots, "contractPeriod")
	t := d.period(period.at("contractPeriod"))
	n.StartDate, n.EndDate, n.MaxExtentDate = t.start, t.end, t.last
	if from := alike(tender, lots, "renewal"); hasOptions(from) {
		n.Extensions = d.options(from)
	}
}

// alike is who says something of the whole: the tender, or the first of its lots where all of them say the same.
func alike(tender node, lots []node, field string) node {
	if tender.at(field).exists() || len(lots) == 0 {
		return tender
	}
	for _, lot := range lots[1:] {
		if !reflect.DeepEqual(lot.at(field).value, lots[0].at(field).value) || !reflect.DeepEqual(lot.at("hasRenewal").value, lots[0].at("hasRenewal").value) {
			return tender
		}
	}
	return lots[0]
}

// published is the address of the notice of a stage and the code of its form.
func (r *Releases) published(p *process, one *released, release node, stage estate.NoticeStage) (address, form string) {
	var documents []node
	switch stage {
	case estate.NoticeContract:
		documents = documentsOf(release.at("contracts"), release.at("awards"))
	case estate.NoticeAward:
		documents = documentsOf(release.at("awards"))
	case estate.NoticePlanning:
		documents = append(release.in("planning", "documents").list(), release.in("tender", "documents").list()...)
	case estate.NoticeTender, estate.NoticeAuthority:
		documents = release.in("tender", "documents").list()
	}
	for _, document := range documents {
		kind := document.at("documentType").text()
		if !strings.HasSuffix(strings.ToLower(kind), "notice") {
			continue
		}
		if found := webAddress(document.at("url").text()); found != "" { // the last is the latest
			address = found
		}
		if code := document.at("noticeType").text(); noticeForm.MatchString(code) {
			form = code
		}
	}
	if address == "" && strings.HasPrefix(p.ocid, "ocds-h6vhtk") && findATenderID.MatchString(one.id) {
		address = "https://www.find-tender.service.gov.uk/Notice/" + one.id
	}
	return address, form
}

var (
	noticeForm    = regexp.MustCompile(`^[A-Z]{2}\d{1,2}$`)
	findATenderID = regexp.MustCompile(`^\d{6}-\d{4}$`)
)

// documentsOf are the documents of everything in some lists.
func documentsOf(lists ...node) []node {
	var all []node
	for _, list := range lists {
		for _, one := range list.list() {
			all = append(all, one.at("documents").list()...)
		}
	}
	return all
}
