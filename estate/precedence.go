package estate

import (
	"cmp"
	"slices"
)

// Precedence says how near a source stands to the contract that it speaks of. Where sources differ the
// nearest is shown, and the others stay as evidence (docs/import.md, "Two sources, two values").
type Precedence int

// The precedences, the nearest first.
const (
	PrecedenceOwner     Precedence = iota // the council's own word
	PrecedenceNotice                      // a published notice
	PrecedenceSecondary                   // what others read, report or gather
)

// precedences are those of the kinds of source; every other kind is secondary.
var precedences = map[string]Precedence{
	"register":         PrecedenceOwner,
	"council decision": PrecedenceOwner,
	"council web page": PrecedenceOwner,
	"FOI response":     PrecedenceOwner,
	"notice":           PrecedenceNotice,
}

// Precedence is how near the source stands to what it speaks of.
func (s *Source) Precedence() Precedence {
	if s != nil {
		if p, ok := precedences[s.Kind]; ok {
			return p
		}
	}
	return PrecedenceSecondary
}

var confidences = []Confidence{ConfidenceHigh, ConfidenceMedium, ConfidenceLow}

// ComparePrecedence orders evidence on one field by which is to be shown: the nearer source first, then the
// newer, undated last, then the surer, then what is stated before what is implied, then the id. Origins
// must be set.
func ComparePrecedence(a, b *Evidence) int {
	return cmp.Or(
		compareSources(a, b),
		cmp.Compare(slices.Index(confidences, a.Confidence), slices.Index(confidences, b.Confidence)),
		compareBools(a.Inferred, b.Inferred),
		cmp.Compare(a.ID, b.ID),
	)
}

// compareSources is the order of evidence as far as it lies in the sources and their dates.
func compareSources(a, b *Evidence) int {
	return cmp.Or(
		cmp.Compare(a.Origin.Precedence(), b.Origin.Precedence()),
		cmp.Compare(b.AsOf.Last(), a.AsOf.Last()), // the newer first; no date is the least text
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

// shownOf is the evidence on a field, or on any if it is empty, that comes first; nil if there is none.
func shownOf(evidence []*Evidence, field string) *Evidence {
	var best *Evidence
	for _, e := range evidence {
		if (field == "" || e.Field == field) && (best == nil || ComparePrecedence(e, best) < 0) {
			best = e
		}
	}
	return best
}
