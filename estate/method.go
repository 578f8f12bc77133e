package estate

import (
	"slices"
	"strings"
)

// Folded words by which sources say how a contract was awarded, the first that occurs deciding:
// "single tender" is no tender.
var (
	directWords   = []string{"direct", "single tender", "without prior publication", "without tender", "without competition", "waiver"}
	competedWords = []string{"open", "restricted", "competitive", "competition", "tender"}
)

// CompetedBy reports whether a stated method of award was a competition; nil where it does not say:
// a call-off may be either, and an extension is no award.
func CompetedBy(method string) *bool {
	folded := " " + Fold(method) + " "
	says := func(words string) bool { return strings.Contains(folded, " "+words+" ") }
	switch {
	case slices.ContainsFunc(directWords, says):
		return new(false)
	case slices.ContainsFunc(competedWords, says):
		return new(true)
	}
	return nil
}
