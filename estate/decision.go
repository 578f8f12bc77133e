package estate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// SuggestionKind says what is suggested.
type SuggestionKind string

// The kinds of suggestion.
const (
	SuggestSupplier SuggestionKind = "SAME_SUPPLIER" // two suppliers that may be one
	SuggestContract SuggestionKind = "SAME_CONTRACT" // two contracts that may be one
	SuggestSystem   SuggestionKind = "COVERS"        // a system that a contract may cover
)

// Verdict is what somebody says to a suggestion.
type Verdict string

// The verdicts on a suggestion.
const (
	Confirmed Verdict = "CONFIRMED"
	Refused   Verdict = "REFUSED"
)

// Decision is what somebody decided on a suggestion. It stays when what it is about is gone, so that later
// imports are read by it: it refers to nothing.
type Decision struct {
	ID   ID             `json:"id"`
	Kind SuggestionKind `json:"kind"`
	// Subject is what stays, or the contract; Other is what is the same, or the system.
	Subject ID      `json:"subject"`
	Other   ID      `json:"other"`
	Verdict Verdict `json:"verdict"`
	On      Date    `json:"on"` // the day it was decided

	Cohort *Cohort `json:"-"`
}

// NewDecision decides on a suggestion.
func NewDecision(kind SuggestionKind, subject, other ID, verdict Verdict, on Date) *Decision {
	return &Decision{ID: DecisionID(kind, subject, other), Kind: kind, Subject: subject, Other: other, Verdict: verdict, On: on}
}

// DecisionID is the id of whatever is decided on a suggestion, the same whichever of two suppliers or contracts is named first.
func DecisionID(kind SuggestionKind, subject, other ID) ID {
	if kind != SuggestSystem && other < subject {
		subject, other = other, subject
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{string(kind), string(subject), string(other)}, "\x00")))
	return MakeID(KindDecision, hex.EncodeToString(sum[:6]))
}

// fault is why the decision can't be used; empty if it can.
func (d *Decision) fault() string {
	subject, other := KindSupplier, KindSupplier
	switch d.Kind {
	case SuggestSupplier:
	case SuggestContract:
		subject, other = KindContract, KindContract
	case SuggestSystem:
		subject, other = KindContract, KindSystem
	default:
		return "nothing is suggested of the kind " + string(d.Kind)
	}
	switch {
	case d.Subject.Kind() != subject || d.Other.Kind() != other || d.Subject == d.Other:
		return "a decision of its kind is on a " + string(subject) + " and another " + string(other)
	case d.Verdict != Confirmed && d.Verdict != Refused:
		return "a decision is " + string(Confirmed) + " or " + string(Refused)
	case d.ID != DecisionID(d.Kind, d.Subject, d.Other):
		return "its id is not that of what it is about: " + string(DecisionID(d.Kind, d.Subject, d.Other))
	}
	return ""
}

// Decisions reads what was decided, and what a decision moves.
type Decisions interface {
	// Decisions pages what was decided on suggestions, by id.
	Decisions(ctx context.Context, w Window) (Page[*Decision], error)
	// ReferringTo returns the facts that refer to a thing, evidence on it among them, each kind by id. It looks
	// through all facts: it is for commands, and no question asks it.
	ReferringTo(ctx context.Context, id ID) (*Changes, error)
}

// AllDecisions reads all that was decided: people decide one at a time, so that it is never much.
func AllDecisions(ctx context.Context, s Decisions) ([]*Decision, error) {
	const some = 1000
	var all []*Decision
	for w := FirstPage(some); ; {
		page, err := s.Decisions(ctx, w)
		if err != nil {
			return nil, err
		}
		for _, r := range page.Rows {
			all, w.After = append(all, r.Row), r.Key
		}
		if !page.HasNextPage {
			return all, nil
		}
	}
}

// Renamed are the things that were confirmed to be others, and what each is now.
type Renamed map[ID]ID

// RenamedBy is what was confirmed: a thing that became one which itself became another leads to the last.
func RenamedBy(decisions []*Decision) Renamed {
	first := Renamed{}
	for _, d := range decisions {
		if d.Verdict == Confirmed && d.Kind != SuggestSystem {
			first[d.Other] = d.Subject
		}
	}
	last := Renamed{}
	for id := range first {
		to := id
		for range len(first) { // no longer than this, should they go round in a circle
			next, ok := first[to]
			if !ok {
				break
			}
			to = next
		}
		if to != id {
			last[id] = to
		}
	}
	return last
}

// current is what a thing is.
func (r Renamed) current(id ID) ID {
	if to, ok := r[id]; ok {
		return to
	}
	return id
}

func (d *Decision) cohort() **Cohort { return &d.Cohort }
