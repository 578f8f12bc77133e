package suggest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// The scores for suggesting that two systems are one. docs/identity.md publishes them.
const (
	sameNameScore    = 1.0 // a folded name of both
	sameMakerScore   = 0.9 // one maker, and names that differ only by the maker's
	inTitleScore     = 0.7 // a contract for one whose title names the other
	partOfNameScore  = 0.6 // one maker, and one name within the other
	unknownPartScore = 0.4 // one name within the other, and a maker that is not known
	sameServiceScore = 0.4 // one maker, and a service that both are used for
)

// knownSystem is a system with what it is compared by.
type knownSystem struct {
	*estate.System
	names    []string // folded
	makers   []estate.ID
	brands   map[string]bool // the first words of its makers' names: "northgate", "nec"
	services map[estate.ID]bool
	boroughs map[estate.ID]bool
}

// titled names two systems: a contract covers the first and names the second in its title.
type titled struct{ covered, named estate.ID }

// sameSystems suggests systems that may be one. Systems that a borough runs beside each other are
// two, and so are systems that a source links.
func sameSystems(ctx context.Context, s Reads, titles map[titled]string) ([]*estate.Suggestion, error) {
	systems, err := knownSystems(ctx, s)
	if err != nil {
		return nil, err
	}
	var found []*estate.Suggestion
	for i, x := range systems {
		for _, y := range systems[i+1:] {
			if what := sameSystem(x, y, titles); what != nil {
				found = append(found, what)
			}
		}
	}
	return found, nil
}

// sameSystem suggests that two systems are one, or returns nil if nothing indicates it.
func sameSystem(x, y *knownSystem, titles map[titled]string) *estate.Suggestion {
	if beforeSystem(y, x) {
		x, y = y, x
	}
	s := &estate.Suggestion{Kind: estate.SuggestSameSystem, Subject: x.ID, Other: y.ID, SubjectName: x.Name, OtherName: y.Name}
	if name := anyOf(x.names, y.names); name != "" {
		s.Score, s.Reason = sameNameScore, fmt.Sprintf("both have the name “%s”", name)
		return s
	}
	maker, unknown := anyOf(x.makers, y.makers), len(x.makers) == 0 || len(y.makers) == 0
	if maker == "" && !unknown || overlap(x.boroughs, y.boroughs) {
		return nil
	}
	title, covered := titles[titled{x.ID, y.ID}]
	if !covered {
		title, covered = titles[titled{y.ID, x.ID}]
	}
	ofMaker, partOfName := "both are made by "+maker.Key(), within(x.names, y.names) || within(y.names, x.names)
	switch {
	case maker != "" && anyOf(x.apart(), y.apart()) != "":
		s.Score, s.Reason = sameMakerScore, ofMaker+", and their names differ only by the maker's"
	case covered:
		s.Score, s.Reason = inTitleScore, fmt.Sprintf("a contract for one is titled “%s”", title)
	case maker != "" && partOfName:
		s.Score, s.Reason = partOfNameScore, ofMaker+", and one name is within the other"
	case maker != "" && overlap(x.services, y.services):
		s.Score, s.Reason = sameServiceScore, ofMaker+" and used for one service, by different boroughs"
	case unknown && partOfName:
		s.Score, s.Reason = unknownPartScore, "one name is within the other, and a maker is not known"
	default:
		return nil
	}
	return s
}

// apart returns the names without the words of makers' names; a name of nothing else is left out.
func (k *knownSystem) apart() []string {
	var names []string
	for _, name := range k.names {
		words := slices.DeleteFunc(strings.Fields(name), func(w string) bool { return k.brands[w] })
		if len(words) > 0 {
			names = append(names, strings.Join(words, " "))
		}
	}
	return names
}

// within reports whether some name has all the words of another and more.
func within(short, long []string) bool {
	return slices.ContainsFunc(short, func(a string) bool {
		return slices.ContainsFunc(long, func(b string) bool {
			return a != b && containsWords(strings.Fields(b), strings.Fields(a))
		})
	})
}

func containsWords(words, some []string) bool {
	return !slices.ContainsFunc(some, func(w string) bool { return !slices.Contains(words, w) })
}

// anyOf returns the first of some texts that is also among others; empty if there is none.
func anyOf[T ~string](some, others []T) T {
	for _, text := range some {
		if slices.Contains(others, text) {
			return text
		}
	}
	return ""
}

func overlap(a, b map[estate.ID]bool) bool {
	for id := range a {
		if b[id] {
			return true
		}
	}
	return false
}

// beforeSystem reports whether a should be kept rather than b: the one that more boroughs run, else
// the one with more names, else the first by id.
func beforeSystem(a, b *knownSystem) bool {
	if len(a.boroughs) != len(b.boroughs) {
		return len(a.boroughs) > len(b.boroughs)
	}
	if len(a.names) != len(b.names) {
		return len(a.names) > len(b.names)
	}
	return a.ID < b.ID
}

// knownSystems reads all systems, with the services that they are used for and the boroughs that
// run them.
func knownSystems(ctx context.Context, s Reads) ([]*knownSystem, error) {
	const some = 1000
	var systems []*knownSystem
	for w := estate.FirstPage(some); ; {
		page, err := s.Systems(ctx, estate.SystemFilter{}, w)
		if err != nil {
			return nil, err
		}
		var makers, ids []estate.ID
		var part []*knownSystem
		for _, r := range page.Rows {
			k := &knownSystem{System: r.Row, brands: map[string]bool{}, services: map[estate.ID]bool{}, boroughs: map[estate.ID]bool{}}
			for _, m := range r.Row.Makers {
				makers, k.makers = append(makers, m.Supplier), append(k.makers, m.Supplier)
			}
			part, ids, w.After = append(part, k), append(ids, r.Row.ID), r.Key
		}
		suppliers, err := s.SuppliersByID(ctx, makers)
		if err != nil {
			return nil, err
		}
		for _, k := range part {
			k.name(suppliers)
		}
		if err := runs(ctx, s, part, ids); err != nil {
			return nil, err
		}
		systems = append(systems, part...)
		if !page.HasNextPage {
			return systems, nil
		}
	}
}

// name folds the names of a system and of its makers.
func (k *knownSystem) name(makers map[estate.ID]*estate.Supplier) {
	k.names = []string{estate.Fold(k.System.Name)}
	for _, n := range k.System.Names {
		k.names = append(k.names, estate.Fold(n.Name))
	}
	for _, id := range k.makers {
		if maker := makers[id]; maker != nil {
			for _, name := range estate.FoldedNames(maker) {
				if first, _, _ := strings.Cut(name, " "); first != "" {
					k.brands[first] = true
				}
			}
		}
	}
}

// runs reads who runs some systems, and what for. The first deployments of a system are enough,
// because a system that more boroughs run is well known.
func runs(ctx context.Context, s Reads, systems []*knownSystem, ids []estate.ID) error {
	pages, err := s.DeploymentsOf(ctx, ids, estate.DeploymentFilter{}, estate.FirstPage(estate.MaxPage))
	if err != nil {
		return err
	}
	for _, k := range systems {
		for _, r := range pages[k.ID].Rows {
			k.boroughs[r.Row.Borough] = true
			for _, service := range r.Row.Services {
				k.services[service] = true
			}
		}
	}
	return nil
}
