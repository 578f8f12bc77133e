package ocds

import (
	"slices"
	"strings"

	"boroughgraph/estate"
)

// deal is an award and the contract signed for it; either may be missing.
type deal struct {
	award, contract node
	id              string // the award's if it has one contract, else the contract's
}

// cameToNothing are the statuses of awards and contracts that came to nothing.
var cameToNothing = []string{"cancelled", "unsuccessful"}

// isDead reports whether a deal came to nothing.
func (d deal) isDead() bool {
	return slices.Contains(cameToNothing, d.award.at("status").text()) || slices.Contains(cameToNothing, d.contract.at("status").text())
}

// isMarket reports whether a deal admits suppliers to a dynamic market, and so is not a purchase.
func (d deal) isMarket() bool {
	if d.contract.exists() {
		return d.contract.by.isMarket()
	}
	return d.award.by.isMarket()
}

// holder returns the contract of a deal, or its award if there is no contract.
func (d deal) holder() node {
	if d.contract.exists() {
		return d.contract
	}
	return d.award
}

// suppliers returns the references to the suppliers of a deal. The standard has them on awards
// only, but some publishers write them on contracts.
func (d deal) suppliers() []node {
	if references := d.award.at("suppliers").list(); len(references) > 0 {
		return references
	}
	return d.contract.at("suppliers").list()
}

// deals returns the deals of a process: one for each award, or one for each contract of an award
// that has several.
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
			all = append(all, deal{award: award, contract: node{note: award.note, of: award.of, by: award.by}, id: id})
		}
		delete(signed, id)
	}
	for _, contract := range release.at("contracts").list() { // contracts whose award is missing
		if of := contract.at("awardID").words(); len(signed[of]) > 0 {
			all = append(all, deal{award: node{note: contract.note, of: contract.of, by: contract.by}, contract: contract, id: contract.at("id").words()})
		}
	}
	return all
}

// isCallOff reports whether a related process is the framework that the purchase is called off
// from.
func isCallOff(related node) bool {
	return related.at("relationship").names("framework")
}

// setsUpFramework reports whether a deal sets up a framework or a dynamic purchasing system. A
// call-off from one does not: it names the framework that it belongs to.
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

// codesFor returns the CPV codes of a deal, and where they are stated. They are its own codes, else
// those of the items of its lots, else all codes of the process.
func codesFor(release node, d deal) ([]string, node) {
	var codes []string
	var from node
	add := func(item node) {
		if more := item.codes(); len(more) > 0 {
			codes, from = append(codes, more...), item.codesNode()
		}
	}
	for _, holder := range []node{d.contract, d.award} {
		for _, item := range holder.at("items").list() {
			add(item)
		}
	}
	if len(codes) == 0 && d.award.at("relatedLots").exists() {
		for _, item := range release.in("tender", "items").list() {
			if relates(d.award.at("relatedLots"), item.at("relatedLot").text()) {
				add(item)
			}
		}
	}
	if len(codes) == 0 {
		return codesOf(release)
	}
	return once(codes), from
}
