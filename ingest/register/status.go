package register

import (
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// The values of a status column. "Expired", "complete" and "closed" add nothing to the end date,
// and "live", "active" and "extended" say only that there is a contract.

// Folded words of such a column.
var (
	endedWords     = []string{"terminated", "cancelled", "canceled", "ended", "ceased", "rescinded", "revoked"}
	notBoughtWords = []string{
		"pipeline", "planned", "planning", "proposed", "draft", "in procurement", "out to tender", "tender", "tendering", "at tender", "under evaluation", "evaluation", "to be procured", "to be tendered",
		"pre procurement", "forthcoming", "future", "not awarded", "not yet awarded", "unawarded", "abandoned", "unsuccessful", "no award", "market engagement", "awaiting award", "award pending", "procurement",
	}
	boughtWords = []string{"live", "active", "current", "awarded", "in contract", "extended", "in progress", "ongoing", "signed", "expired", "complete", "completed", "closed", "terminated", "ended"}
)

// notBought returns why a status says that there is no contract yet, or "" if there is one.
func notBought(state string) string {
	folded := estate.Fold(state)
	first := slices.IndexFunc(boughtWords, func(w string) bool { return folded == w || strings.HasPrefix(folded, w+" ") })
	if folded == "" || first >= 0 || match.RunOf(folded, notBoughtWords) == "" {
		return ""
	}
	return "it is not bought yet, or nothing was awarded"
}

var dayIn = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)? \p{L}+ \d{4}`)

// status reads whether the contract has ended, and the day if the cell has it.
func (r *reading) status() {
	text := r.cell(colStatus)
	if text == "" || match.RunOf(estate.Fold(text), endedWords) == "" || match.RunOf(estate.Fold(text), []string{"not", "to be"}) != "" {
		return
	}
	r.evidence("ended", colStatus)
	c := r.draft.contract
	c.Ended = true
	if day := dayIn.FindString(text); day != "" {
		if date, why := r.date(colStatus, day); why == "" {
			c.EndedOn = date
		}
	}
}
