package ocds

import (
	"cmp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// agreement is a contract whose suppliers have not been looked up yet, and which may be one that the store knows.
type agreement struct {
	*stated

	contract *estate.Contract
	sellers  []match.Seller
}

// deal is an award and the contract signed for it; either may be missing.
type deal struct {
	award, contract node
	id              string // of the award where it has one contract, else of the contract
}

// fallen is an award or contract that came to nothing: where the store has it, it has ended.
type fallen struct {
	*stated

	award string
}

// dead are statuses of awards and contracts that came to nothing.
var dead = []string{"cancelled", "unsuccessful"}

// deals are the agreements of a process: one for each award, or for each of its contracts where it has several.
func deals(release node) []deal {
	awards := release.at("awards").list()
	signed := map[string][]node{} // contracts by their award
	for _, contract := range release.at("contracts").list() {
		of := contract.at("awardID").words()
		if of == "" && len(awards) == 1 {
			of = awards[0].at("id").words()
		}
		signed[of] = append(signed[of], contract)
	}
	var all []deal
	for _, award := range awards {
		id := award.at("id").words()
		for i, contract := range signed[id] {
			d := deal{award, contract, id}
			if i > 0 || id == "" {
				d.id = contract.at("id").words()
			}
			all = append(all, d)
		}
		if len(signed[id]) == 0 {
			all = append(all, deal{award: award, contract: node{note: award.note}, id: id})
		}
		delete(signed, id)
	}
	for _, contract := range release.at("contracts").list() { // of awards that are not there
		if of := contract.at("awardID").words(); len(signed[of]) > 0 {
			all = append(all, deal{award: node{note: contract.note}, contract: contract, id: contract.at("id").words()})
		}
	}
	return all
}

// agree reads the contracts of a process, as of the last release that says anything of them.
func (r *Releases) agree(p *process, one *released) {
	release := r.noting(p, one, p.merged)
	all := deals(release)
	seen := map[estate.ID]bool{}
	for _, d := range all {
		holder := d.award
		if d.contract.exists() {
			holder = d.contract
		}
		for _, status := range []node{d.award.at("status"), d.contract.at("status")} {
			if slices.Contains(dead, status.text()) {
				status.note(status.path, status.text(), "it came to nothing: no contract is made of it")
				holder = node{}
				f := &fallen{stated: r.states(p, one, ""), award: d.id}
				f.says("ended", status.text())
				p.fallen = append(p.fallen, f)
			}
		}
		switch {
		case !holder.exists():
			continue
		case setsUpFramework(release, d):
			holder.note(holder.path, d.id, "it sets up a framework: it is no purchase, and its value is a ceiling")
			continue
		case d.id == "" && len(all) > 1:
			holder.note(holder.path, "", "it has no id to tell it from the others by: no contract is made of it")
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
}

// contractID is that of a contract of a process: by its award, as a portal's own CSV has it.
func contractID(ocid, award string) estate.ID {
	if award == "" {
		return estate.MakeID(estate.KindContract, ocid)
	}
	return estate.MakeID(estate.KindContract, ocid+"/"+match.KeyText(award))
}

func (r *Releases) agreement(p *process, one *released, release node, d deal) *agreement {
	address, _ := r.published(p, one, release, estate.NoticeContract)
	a := &agreement{stated: r.states(p, one, address), contract: &estate.Contract{
		ID: contractID(p.ocid, d.id), OCID: p.ocid, Stage: estate.StageSigned, Systems: []estate.ID{}, Services: []estate.ID{},
	}}
	c, tender := a.contract, release.at("tender")
	a.says("ocid", p.ocid)
	for _, b := range p.buyers {
		c.Parties = append(c.Parties, estate.ContractParty{Borough: b.borough, Name: nameless(b)})
		a.says(partyField(b), b.name)
	}
	lot := lotOf(tender, d)
	c.Title = cmp.Or(d.contract.at("title").words(), d.award.at("title").words(), titleIn(tender, lot), titleOf(release))
	a.says("title", c.Title)
	a.status(d)
	a.dates(d, lot)
	a.extend(d, lot)
	a.worth(d)
	a.supplied(d, partiesOf(release))
	c.Method = methodOf(tender)
	a.says("method", c.Method)
	a.route(release, d)
	c.CPV = codesFor(release, d)
	a.says("cpv", strings.Join(c.CPV, ", "))
	return a
}

// lotOf is the one lot that a deal is for; none where it is for several, or nobody says.
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

// titleIn is the title of one of several lots, after that of the whole.
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

// status reads how far it has come: an award that is only proposed is an approval, a contract that is over has ended.
func (a *agreement) status(d deal) {
	if status := d.contract.at("status").text(); d.award.at("status").text() == "pending" && (status == "" || status == "pending") {
		a.contract.Stage = estate.StageAuthorised
		a.says("stage", "pending")
		return
	}
	if d.contract.exists() {
		a.says("stage", "contract")
	} else {
		a.says("stage", "award")
	}
	if d.contract.at("status").text() == "terminated" {
		a.contract.Ended = true
		a.says("ended", "terminated")
	}
}

// dates reads the period: what the contract states before what its award does.
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
		a.says("maxExtentDate", last.text())
		a.asTendered(len(a.evidence) - 1)
	}
}

// asTendered marks the evidence from the i-th on as what was tendered, and only implied of the contract.
func (a *agreement) asTendered(i int) {
	for _, e := range a.evidence[i:] {
		e.Inferred, e.Note = true, "as it was tendered"
	}
}

// extend reads the options to go on: the contract's, else the award's, else those that its lot was tendered with.
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

func (a *agreement) worth(d deal) {
	for _, from := range []node{d.contract.at("value"), d.award.at("value")} {
		if v := from.money(estate.BasisTotal); v != nil {
			a.contract.Value = v
			a.says("value", cmp.Or(from.at("amount").text(), from.at("amountGross").text()))
			return
		}
	}
}

func (a *agreement) supplied(d deal, all parties) {
	references := d.award.at("suppliers").list()
	if len(references) == 0 {
		references = d.contract.at("suppliers").list() // no part of the standard, and found
	}
	for _, reference := range references {
		s, withheld, ok := reference.supplier(all)
		switch {
		case !ok:
		case withheld:
			a.contract.SuppliersWithheld = true
		default:
			a.sellers = append(a.sellers, s)
			a.says("suppliers", s.Name)
		}
	}
	if len(a.sellers) > 0 { // one that is kept back does not hide those that are named
		a.contract.SuppliersWithheld = false
	}
}

// route reads the framework that it was called off from.
func (a *agreement) route(release node, d deal) {
	for _, related := range slices.Concat(d.award.at("relatedProcesses").list(), d.contract.at("relatedProcesses").list(), release.at("relatedProcesses").list()) {
		if !isCallOff(related) {
			continue
		}
		if name := cmp.Or(related.at("title").words(), related.at("identifier").words()); name != "" {
			a.contract.Framework = name
			a.says("framework", name)
			return
		}
	}
}

// isCallOff reports whether a related process is the framework that is bought through.
func isCallOff(related node) bool {
	return related.at("relationship").names("framework")
}

// codesFor are the CPV codes of a deal: its own, else those of the items of its lots, else all of the process.
func codesFor(release node, d deal) []string {
	var codes []string
	for _, from := range []node{d.contract, d.award} {
		for _, item := range from.at("items").list() {
			codes = append(codes, item.codes()...)
		}
	}
	if len(codes) == 0 && d.award.at("relatedLots").exists() {
		for _, item := range release.in("tender", "items").list() {
			if relates(d.award.at("relatedLots"), item.at("relatedLot").text()) {
				codes = append(codes, item.codes()...)
			}
		}
	}
	if len(codes) == 0 {
		return codesOf(release)
	}
	return once(codes)
}

// setsUpFramework reports whether a deal makes a framework, or a list of suppliers to buy from: what is bought
// through one is a call-off, and says which it is of.
func setsUpFramework(release node, d deal) bool {
	tender := release.at("tender")
	if strings.Contains(estate.Fold(methodOf(tender)), "call off") {
		return false
	}
	for _, from := range []node{release, d.award, d.contract} {
		if slices.ContainsFunc(from.at("relatedProcesses").list(), isCallOff) {
			return false
		}
	}
	holders := []node{tender, d.award, d.contract}
	lots := tender.at("lots").list()
	named := d.award.at("relatedLots").exists()
	for _, lot := range lots {
		if !named || relates(d.award.at("relatedLots"), lot.at("id").text()) {
			holders = append(holders, lot)
		}
	}
	return slices.ContainsFunc(holders, func(n node) bool {
		t := n.at("techniques")
		return t.at("hasFrameworkAgreement").is() || t.at("hasDynamicPurchasingSystem").is()
	})
}
