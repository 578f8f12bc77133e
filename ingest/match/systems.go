package match

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// Suggestion is a system that a title seems to name. It is not a fact until a person confirms it.
type Suggestion struct {
	Sheet      string            `json:"sheet,omitempty"`
	Line       int               `json:"line"`
	Contract   estate.ID         `json:"contract"`
	System     estate.ID         `json:"system"`
	Name       string            `json:"name"` // the system's name as in the title
	Confidence estate.Confidence `json:"confidence"`
	Reason     string            `json:"reason"`
}

// knownName is a name of a system, as words.
type knownName struct {
	words  []string
	name   string
	system estate.ID
	makers []string // the first word of each maker's name: "civica"
}

// Systems are the known systems by the first word of each name.
type Systems map[string][]knownName

// KnownSystems reads all systems and their makers.
func KnownSystems(ctx context.Context, s interface {
	estate.Systems
	estate.Suppliers
},
) (Systems, error) {
	const page = 1000
	known := Systems{}
	for w := estate.FirstPage(page); ; {
		systems, err := s.Systems(ctx, estate.SystemFilter{}, w)
		if err != nil {
			return nil, err
		}
		var makers []estate.ID
		for _, row := range systems.Rows {
			for _, m := range row.Row.Makers {
				makers = append(makers, m.Supplier)
			}
		}
		suppliers, err := s.SuppliersByID(ctx, makers)
		if err != nil {
			return nil, err
		}
		for _, row := range systems.Rows {
			known.add(row.Row, suppliers)
		}
		if !systems.HasNextPage {
			return known, nil
		}
		w.After = systems.Rows[len(systems.Rows)-1].Key
	}
}

func (k Systems) add(s *estate.System, suppliers map[estate.ID]*estate.Supplier) {
	var makers []string
	for _, m := range s.Makers {
		if maker := suppliers[m.Supplier]; maker != nil {
			if words := estate.Tokens(maker.Name); len(words) > 0 {
				makers = append(makers, words[0])
			}
		}
	}
	names := []string{s.Name}
	for _, n := range s.Names {
		names = append(names, n.Name)
	}
	for _, name := range names {
		if words := estate.Tokens(name); len(words) > 0 {
			k[words[0]] = append(k[words[0]], knownName{words, name, s.ID, makers})
		}
	}
}

// In returns the systems that a title seems to name, each once, the most likely first. A name of
// several words is likely on its own. A single word, such as "Confirm" or "Insight", counts only
// together with its maker's name.
func (k Systems) In(title, supplier string) []Suggestion {
	words, seller := estate.Tokens(title), estate.Tokens(supplier)
	var found []Suggestion
	for i, word := range words {
		for _, n := range k[word] {
			if len(words)-i < len(n.words) || !slices.Equal(words[i:i+len(n.words)], n.words) {
				continue
			}
			if slices.ContainsFunc(found, func(s Suggestion) bool { return s.System == n.system }) {
				continue
			}
			s := Suggestion{System: n.system, Name: n.name, Confidence: estate.ConfidenceLow, Reason: "a single word of the title"}
			switch {
			case len(n.words) > 1:
				s.Confidence, s.Reason = estate.ConfidenceHigh, "its name in the title"
			case slices.ContainsFunc(n.makers, func(m string) bool { return slices.Contains(seller, m) || m != word && slices.Contains(words, m) }):
				s.Confidence, s.Reason = estate.ConfidenceMedium, "a word of the title, beside the name of its maker"
			}
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b Suggestion) int { return cmp.Compare(rank(a.Confidence), rank(b.Confidence)) })
	return found
}

// Beside returns the suggestions without systems that are already covered. It also leaves out a
// name that is part of the name of a covered or more likely system: "Oracle" if "Oracle Fusion" is
// covered.
func (k Systems) Beside(covered []estate.ID, found []Suggestion) []Suggestion {
	if len(found) == 0 {
		return nil
	}
	var longer [][]string
	for _, names := range k {
		for _, n := range names {
			if slices.Contains(covered, n.system) {
				longer = append(longer, n.words)
			}
		}
	}
	var left []Suggestion
	for _, s := range found {
		words := estate.Tokens(s.Name)
		if slices.Contains(covered, s.System) || slices.ContainsFunc(longer, func(l []string) bool { return containsAll(l, words) }) {
			continue
		}
		left, longer = append(left, s), append(longer, words)
	}
	return left
}

func containsAll(words, some []string) bool {
	return !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(words, w) })
}

func rank(c estate.Confidence) int {
	return strings.Index("HIGH MEDIUM LOW", string(c))
}
