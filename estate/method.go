package estate

import (
	"slices"
	"strings"
)

// Folded words in stated methods of award. directWords are tried first, because "single tender" is
// not a tender.
var (
	directWords   = []string{"direct", "single tender", "without prior publication", "without tender", "without competition", "waiver"}
	competedWords = []string{"open", "restricted", "competitive", "competition", "tender"}
)

// CompetedBy reports whether a stated method of award was a competition. It returns nil if the
// method does not say: for example, a call-off may be either, and an extension is not an award.
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
