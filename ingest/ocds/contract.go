package ocds

import (
	"cmp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
)

// readContracts reads the contracts of a process from all its releases, and the framework if it
// sets one up.
func (r *Releases) readContracts(p *process, one *released) {
	release := r.noting(p, one)
	all := deals(release)
	seen := map[estate.ID]bool{}
	var setUp []deal
	for _, d := range all {
		holder := d.award
		if d.contract.exists() {
			holder = d.contract
		}
		switch {
		case d.isDead() && !p.alive[d.id]:
			holder.note(holder.path+".status", cmp.Or(d.contract.at("status").text(), d.award.at("status").text()), "it came to nothing: no contract is made of it")
			continue
		case d.isMarket():
			holder.note(holder.path, d.id, "it admits suppliers to a dynamic market: it is not a purchase")
			continue
		case setsUpFramework(release, d):
			holder.note(holder.path, d.id, "it sets up a framework: it is not a purchase, and its value is a ceiling")
			if !d.isDead() {
				setUp = append(setUp, d)
			}
			continue
		case d.id == "" && len(all) > 1:
			holder.note(holder.path, "", "no id distinguishes it from the others: no contract is made of it")
			continue
		}
		a := r.agreement(p, one, release, d)
		if seen[a.contract.ID] {
			holder.note(holder.path+".id", d.id, "another has the same id: the first is used")
			continue
		}
		seen[a.contract.ID] = true
		p.contracts = append(p.contracts, a)
	}
	if len(setUp) > 0 {
		p.framework = r.framework(p, one, release, setUp)
	}
}

// contractID returns the id of a contract of a process. It contains the award's id, as in the CSV
// of a portal.
func contractID(ocid, award string) estate.ID {
	if award == "" {
		return estate.MakeID(estate.KindContract, ocid)
	}
	return estate.MakeID(estate.KindContract, ocid+"/"+match.KeyText(award))
}

func (r *Releases) agreement(p *process, one *released, release node, d deal) *agreement {
	a := &agreement{stated: r.states(p, one), award: d.id, contract: &estate.Contract{
		ID: contractID(p.ocid, d.id), OCID: p.ocid, Stage: estate.StageSigned, Systems: []estate.ID{}, Services: []estate.ID{},
	}}
	c, tender := a.contract, release.at("tender")
	holder := d.holder()
	a.says("ocid", p.ocid, holder)
	for _, b := range p.buyers {
		c.Parties = append(c.Parties, estate.ContractParty{Borough: b.borough, Name: nameless(b)})
		a.says(partyField(b), b.name, holder)
	}
	lot := lotOf(tender, d)
	var from node
	if c.Title, from = firstWords(d.contract.at("title"), d.award.at("title")); c.Title == "" {
		if c.Title = titleIn(tender, lot); c.Title != "" {
			from = lot.at("title")
		} else {
			c.Title, from = titleOf(release)
		}
	}
	a.says("title", c.Title, from)
	a.status(d)
	a.dates(d, lot)
	a.extend(d, lot)
	a.readValue(d)
	a.supplied(d, partiesOf(release))
	c.Method = methodOf(tender)
	a.says("method", c.Method, tender.at("procurementMethodDetails"))
	a.route(release, d)
	c.CPV, from = codesFor(release, d)
	a.says("cpv", strings.Join(c.CPV, ", "), from)
	a.says(awardField, d.id, holder)
	return a
}

// lotOf returns the lot that a deal is for. The node is empty if the deal is for several lots, or
// if the release does not say.
func lotOf(tender node, d deal) node {
	lots := tender.at("lots").list()
	var found []node
	for _, lot := range lots {
		id := lot.at("id").text()
		if relates(d.award.at("relatedLots"), id) || relates(d.contract.at("relatedLots"), id) {
			found = append(found, lot)
		}
	}
	switch {
	case len(found) == 1:
		return found[0]
	case len(lots) == 1:
		return lots[0]
	}
	return node{note: tender.note}
}

// titleIn returns the title of one of several lots, preceded by the title of the whole purchase.
func titleIn(tender, lot node) string {
	whole, part := tender.at("title").words(), lot.at("title").words()
	if part == "" || len(tender.at("lots").list()) < 2 {
		return ""
	}
	if whole == "" || estate.Fold(whole) == estate.Fold(part) {
		return part
	}
	return whole + ": " + part
}

// toSign are the forms of award notices that precede the signing of the contract.
var toSign = []string{"UK5", "UK6"}

// status reads how far a deal has come. An award that is only proposed, or not signed yet, is an
// approval. A contract that is over has ended, and so has one whose award was cancelled later.
func (a *agreement) status(d deal) {
	award, contract := d.award.at("status"), d.contract.at("status")
	status := contract.text()
	switch {
	case d.isDead():
		from := contract
		if slices.Contains(cameToNothing, award.text()) {
			from = award
		}
		a.ended(d, from)
	case status == "terminated":
		a.ended(d, contract)
	case status == "pending", award.text() == "pending" && status == "":
		a.contract.Stage = estate.StageAuthorised
		a.says("stage", "pending", d.holder())
		return
	case !d.contract.exists() && d.award.by != nil && slices.Contains(toSign, d.award.at("status").by.formOf()):
		a.contract.Stage = estate.StageAuthorised
		a.says("stage", "award, to be signed", award)
		return
	}
	if d.contract.exists() {
		a.says("stage", "contract", d.contract)
	} else {
		a.says("stage", "award", d.award)
	}
}

// ended marks the contract as ended, on the day that the release states, if any.
func (a *agreement) ended(d deal, status node) {
	a.contract.Ended = true
	a.says("ended", status.text(), status)
	if day := d.contract.in("implementation", "endDate"); day.date() != "" {
		a.contract.EndedOn = day.date()
		a.says("endedOn", day.text(), day)
	}
}

// dates reads the period from the contract, or from its award if the contract states none.
func (a *agreement) dates(d deal, lot node) {
	period := d.contract.at("period")
	if !period.exists() {
		period = d.award.at("contractPeriod")
	}
	t := a.period(period)
	a.contract.StartDate, a.contract.EndDate, a.contract.MaxExtentDate = t.start, t.end, t.last
	tendered := lot.at("contractPeriod")
	if last := tendered.at("maxExtentDate"); t.last == "" && t.end != "" && tendered.at("endDate").date() == t.end && last.date() > t.end {
		a.contract.MaxExtentDate = last.date()
		a.says("maxExtentDate", last.text(), last)
		a.asTendered(len(a.evidence) - 1)
	}
}

// asTendered marks the evidence from the i-th on as inferred: it was stated of the tender, not of
// the contract.
func (a *agreement) asTendered(i int) {
	for _, e := range a.evidence[i:] {
		e.Inferred, e.Note = true, "as it was tendered"
	}
}

// extend reads the extension options from the contract, else from the award, else from the lot as
// it was tendered.
func (a *agreement) extend(d deal, lot node) {
	for _, from := range []node{d.contract, d.award, lot} {
		if !hasOptions(from) {
			continue
		}
		before := len(a.evidence)
		a.contract.Extensions = a.options(from)
		if from.path == lot.path {
			a.asTendered(before)
		}
		return
	}
}

func (a *agreement) readValue(d deal) {
	for _, from := range []node{d.contract.at("value"), d.award.at("value")} {
		if v := from.money(estate.BasisTotal); v != nil {
			a.contract.Value = v
			a.saysAmount(from)
			return
		}
	}
}

func (a *agreement) supplied(d deal, all parties) {
	for _, reference := range d.suppliers() {
		s, withheld, ok := reference.supplier(all)
		switch {
		case !ok:
		case withheld:
			a.contract.SuppliersWithheld = true
		default:
			a.sellers = append(a.sellers, s)
			a.says("suppliers", s.Name, reference)
		}
	}
	if len(a.sellers) > 0 { // a withheld name does not hide those that are given
		a.contract.SuppliersWithheld = false
	}
}

// route reads the framework that the contract was called off from.
func (a *agreement) route(release node, d deal) {
	for _, related := range slices.Concat(d.award.at("relatedProcesses").list(), d.contract.at("relatedProcesses").list(), release.at("relatedProcesses").list()) {
		if !isCallOff(related) {
			continue
		}
		if name, from := firstWords(related.at("title"), related.at("identifier")); name != "" {
			a.contract.Framework = name
			a.says("framework", name, from)
			if ocid := related.at("identifier").text(); parse.OCID.MatchString(ocid) {
				a.calledOff = estate.MakeID(estate.KindFramework, ocid)
			}
			return
		}
	}
}

// awardField is the field of the evidence that records a contract's award.
const awardField = "awardID"
