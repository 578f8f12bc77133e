package ocds

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// closedForBids are the statuses of a tender that is closed for bids without an award.
var closedForBids = []string{"cancelled", "unsuccessful", "withdrawn"}

// notice reads the notice of a stage from the releases merged up to this one.
func (r *Releases) notice(p *process, one *released, stage estate.NoticeStage) *noticeDraft {
	release := r.noting(p, one)
	tender := release.at("tender")
	d := &noticeDraft{stated: r.states(p, one), notice: &estate.Notice{
		ID: estate.MakeID(estate.KindNotice, p.ocid+"-"+strings.ToLower(string(stage))), OCID: p.ocid, Stage: stage, Type: one.form,
		PublishedDate: one.day, Reference: tender.at("id").words(), Systems: []estate.ID{}, Services: []estate.ID{},
	}}
	n := d.notice
	for _, b := range r.buyersOf(release) {
		n.Parties = append(n.Parties, estate.NoticeParty{Borough: b.borough, Name: nameless(b)})
		d.says(partyField(b), b.name)
	}
	if len(n.Parties) == 0 { // a later release names the buyers
		for _, b := range p.buyers {
			n.Parties = append(n.Parties, estate.NoticeParty{Borough: b.borough, Name: nameless(b)})
		}
	}
	d.says("ocid", p.ocid)
	d.says("stage", strings.ToLower(string(stage)))
	d.says("type", one.form)
	title, from := titleOf(release)
	n.Title = title
	d.says("title", title, from)
	d.says("reference", n.Reference, tender.at("id"))
	d.says("publishedDate", one.date)
	d.deadline(tender)
	d.method(tender)
	codes, from := codesOf(release)
	n.CPV = codes
	d.says("cpv", strings.Join(n.CPV, ", "), from)
	d.lots(tender)
	d.readSuitability(tender)
	if stage == estate.NoticeAward || stage == estate.NoticeContract {
		r.awarded(d, release)
	} else {
		d.readPlan(release)
	}
	return d
}

// deadline reads the day by which bids are due: the end of the tender period, else the last day to
// ask to take part. A cancelled notice has no deadline.
func (d *noticeDraft) deadline(tender node) {
	n := d.notice
	for _, end := range []node{tender.in("tenderPeriod", "endDate"), tender.at("expressionOfInterestDeadline")} {
		if day := end.date(); day != "" {
			d.says("tenderDeadline", end.text(), end)
			n.TenderDeadline = day
			break
		}
	}
	if n.Stage != estate.NoticePlanning && n.Stage != estate.NoticeTender {
		return
	}
	status := tender.at("status")
	switch {
	case d.release.cancels:
		d.says("status", "tenderCancellation")
	case slices.Contains(closedForBids, status.text()) && (status.by == nil || !status.by.cancels):
		d.says("status", status.text(), status)
	default:
		return
	}
	n.Cancelled = true
	if n.TenderDeadline != "" {
		status.note(status.path, status.text(), "it is closed for bids: its deadline is not kept")
		n.TenderDeadline = ""
	}
}

func (d *noticeDraft) method(tender node) {
	text := methodOf(tender)
	d.notice.Method = text
	d.says("method", text, tender.at("procurementMethodDetails"))
}

// lots reads the lots that can be won separately.
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
		d.says("lots["+l.ID+"]", cmp.Or(l.Title, l.ID), lot.at("id"))
		d.notice.Lots = append(d.notice.Lots, l)
	}
}

// readSuitability reads whether the purchase is suitable for SMEs and for VCSEs. If only lots say
// so, they must all agree.
func (d *noticeDraft) readSuitability(tender node) {
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
			d.says(who.field, fmt.Sprint(*is), tender.at("lots"))
		}
	}
}

// readPlan reads the estimated value, the dates and the options of the contract to be.
func (d *noticeDraft) readPlan(release node) {
	n, tender := d.notice, release.at("tender")
	lots := tender.at("lots").list()
	values := []node{tender.at("value"), release.in("planning", "budget", "amount")}
	if len(lots) == 1 {
		values = append(values, lots[0].at("value"))
	}
	for _, value := range values {
		if n.Value = value.money(estate.BasisEstimate); n.Value != nil {
			d.saysAmount(value)
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

// alike returns the node that states a field for the whole purchase: the tender, or the first of
// its lots if all lots state the same.
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
