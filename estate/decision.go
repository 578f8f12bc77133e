package estate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// SuggestionKind is the kind of a suggestion.
type SuggestionKind string

// The kinds of suggestion.
const (
	SuggestSupplier SuggestionKind = "SAME_SUPPLIER" // two suppliers that may be one
	SuggestContract SuggestionKind = "SAME_CONTRACT" // two contracts that may be one
	SuggestSystem   SuggestionKind = "COVERS"        // a system that a contract may cover

	SuggestSameSystem SuggestionKind = "SAME_SYSTEM" // two systems that may be one
)

// Verdict is the answer to a suggestion.
type Verdict string

// The verdicts on a suggestion.
const (
	Confirmed Verdict = "CONFIRMED"
	Refused   Verdict = "REFUSED"
)

// Decision is somebody's answer to a suggestion. It refers to nothing and so remains when the
// things it is about are removed, because later imports must respect it.
type Decision struct {
	ID   ID             `json:"id"`
	Kind SuggestionKind `json:"kind"`
	// Subject is what stays, or the contract. Other is what was merged into it, or the system.
	Subject ID      `json:"subject"`
	Other   ID      `json:"other"`
	Verdict Verdict `json:"verdict"`
	On      Date    `json:"on"` // the day it was decided

	Cohort *Cohort `json:"-"`
}

// NewDecision returns a decision on a suggestion.
func NewDecision(kind SuggestionKind, subject, other ID, verdict Verdict, on Date) *Decision {
	return &Decision{ID: DecisionID(kind, subject, other), Kind: kind, Subject: subject, Other: other, Verdict: verdict, On: on}
}

// DecisionID returns the id of a decision on a suggestion. It is the same whichever of two
// suppliers, contracts or systems comes first.
func DecisionID(kind SuggestionKind, subject, other ID) ID {
	if kind != SuggestSystem && other < subject {
		subject, other = other, subject
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{string(kind), string(subject), string(other)}, "\x00")))
	return MakeID(KindDecision, hex.EncodeToString(sum[:6]))
}

// fault returns why the decision can't be used, or "" if it can.
func (d *Decision) fault() string {
	subject, other := KindSupplier, KindSupplier
	switch d.Kind {
	case SuggestSupplier:
	case SuggestContract:
		subject, other = KindContract, KindContract
	case SuggestSystem:
		subject, other = KindContract, KindSystem
	case SuggestSameSystem:
		subject, other = KindSystem, KindSystem
	default:
		return "there is no kind of suggestion " + string(d.Kind)
	}
	switch {
	case d.Subject.Kind() != subject || d.Other.Kind() != other || d.Subject == d.Other:
		return "a decision of this kind is about a " + string(subject) + " and another " + string(other)
	case d.Verdict != Confirmed && d.Verdict != Refused:
		return "a decision is " + string(Confirmed) + " or " + string(Refused)
	case d.ID != DecisionID(d.Kind, d.Subject, d.Other):
		return "its id does not match what it decides; it must be " + string(DecisionID(d.Kind, d.Subject, d.Other))
	}
	return ""
}

// Decisions reads decisions, and the facts that a decision affects.
type Decisions interface {
	// Decisions pages the decisions on suggestions, by id.
	Decisions(ctx context.Context, w Window) (Page[*Decision], error)
	// ReferringTo returns the facts that refer to a thing, including evidence on it, each kind by
	// id. It scans all facts, so it is meant for commands; no question uses it.
	ReferringTo(ctx context.Context, id ID) (*Changes, error)
}

// AllDecisions reads all decisions. There are never many, because people make them one at a time.
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

// Renamed maps each thing that was merged into another to the thing it is now.
type Renamed map[ID]ID

// RenamedBy returns the merges among some decisions. If a thing was merged into one that was itself
// merged later, it maps to the last.
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
		for range len(first) { // a bound in case they form a ring
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

// current returns the thing's current id.
func (r Renamed) current(id ID) ID {
	if to, ok := r[id]; ok {
		return to
	}
	return id
}

func (d *Decision) cohort() **Cohort { return &d.Cohort }
