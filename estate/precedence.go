package estate

import (
	"cmp"
	"slices"
)

// Precedence says how close a source is to the contract that it describes. If sources differ, the
// closest is shown and the others stay as evidence (docs/import.md, "Two sources, two values").
type Precedence int

// The precedences, closest first.
const (
	PrecedenceOwner     Precedence = iota // the council's own word
	PrecedenceNotice                      // a published notice
	PrecedenceSecondary                   // what others read, report or gather
)

// precedences maps kinds of source. Every other kind is secondary.
var precedences = map[string]Precedence{
	"register":         PrecedenceOwner,
	"council decision": PrecedenceOwner,
	"council web page": PrecedenceOwner,
	"FOI response":     PrecedenceOwner,
	"notice":           PrecedenceNotice,
}

// Precedence returns how close the source is to what it describes.
func (s *Source) Precedence() Precedence {
	if s != nil {
		if p, ok := precedences[s.Kind]; ok {
			return p
		}
	}
	return PrecedenceSecondary
}

var confidences = []Confidence{ConfidenceHigh, ConfidenceMedium, ConfidenceLow}

// ComparePrecedence orders evidence on one field; the first is shown. The order is: the closer
// source, the newer (undated last), the higher confidence, stated before implied, the id. Origins
// must be set.
func ComparePrecedence(a, b *Evidence) int {
	return cmp.Or(
		compareSources(a, b),
		cmp.Compare(slices.Index(confidences, a.Confidence), slices.Index(confidences, b.Confidence)),
		compareBools(a.Inferred, b.Inferred),
		cmp.Compare(a.ID, b.ID),
	)
}

// compareSources orders evidence by source and date alone.
func compareSources(a, b *Evidence) int {
	return cmp.Or(
		cmp.Compare(a.Origin.Precedence(), b.Origin.Precedence()),
		cmp.Compare(b.ReadOn(), a.ReadOn()), // the newer first; no date is the least text
	)
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// shownOf returns the evidence on a field that ComparePrecedence puts first, or nil if there is
// none. An empty field means any.
func shownOf(evidence []*Evidence, field string) *Evidence {
	var best *Evidence
	for _, e := range evidence {
		if (field == "" || e.Field == field) && (best == nil || ComparePrecedence(e, best) < 0) {
			best = e
		}
	}
	return best
}
