package ocds

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// titleOf returns the title of a process, and the node that states it.
func titleOf(n node) (string, node) {
	from := []node{n.in("tender", "title"), n.in("planning", "project", "title"), n.in("planning", "budget", "project")}
	for _, list := range []string{"contracts", "awards"} {
		for _, one := range n.at(list).list() {
			from = append(from, one.at("title"))
		}
	}
	return firstWords(from...)
}

// firstWords returns the first non-empty text of some nodes, and its node.
func firstWords(from ...node) (string, node) {
	for _, n := range from {
		if text := n.words(); text != "" {
			return text, n
		}
	}
	return "", node{note: func(string, string, string) {}}
}

// codesOf returns the CPV codes of a process, its lots and items, awards and contracts, each once.
// It also returns the node of the last one.
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

// methodOf returns the procurement method in the release's words.
func methodOf(tender node) string {
	text := cmp.Or(tender.at("procurementMethodDetails").words(), tender.at("procurementMethod").words())
	return strings.TrimRight(strings.TrimSuffix(text, " -"), " ")
}

// relates reports whether a value names the lot, alone or in a list.
func relates(names node, lot string) bool {
	_, number := names.value.(json.Number)
	return lot != "" && (number && names.text() == lot || !number && names.names(lot))
}

// once returns the texts without repetitions, in their order.
func once(texts []string) []string {
	var all []string
	for _, t := range texts {
		if !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}
