// Package match looks up in the store what a source names: the supplier, the borough, the system.
// It also decides whether a purchase is about technology. Start with Suppliers and Places.
package match

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// Seller is a supplier as a source names it.
type Seller struct {
	Name        string // as it signed
	Identifiers []estate.Identifier
	Stated      string // the cell that the identifiers come from
}

var (
	withheld    = regexp.MustCompile(`(?i)\b(redacted|withheld|name exempt|exempt from|not published|not for publication|personal data)\b`)
	withheldAll = regexp.MustCompile(`(?i)^\W*(commercially confidential|confidential|exempt|private individual|individual|sole trader)\W*$`)
)

// KeptBack reports whether a text in place of a name says that the name is not published.
func KeptBack(name string) bool { return withheld.MatchString(name) || withheldAll.MatchString(name) }

// SupplierReads are the Store methods that find suppliers.
type SupplierReads interface {
	SuppliersByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Supplier, error)
	SuppliersByIdentifier(ctx context.Context, identifiers []estate.Identifier) (map[string][]estate.ID, error)
	SuppliersByName(ctx context.Context, folded []string) (map[string][]estate.ID, error)
}

// Suppliers finds the supplier that a source means: by identifier, else by folded name. If there is
// none, it makes a new one. It caches what it has found and made, so a supplier named in many rows
// is looked up once.
type Suppliers struct {
	reads        SupplierReads
	renamed      estate.Renamed
	byIdentifier map[string][]estate.ID
	byName       map[string][]estate.ID
	held         map[estate.ID]*estate.Supplier
	told         map[estate.ID]bool // suppliers reported to share their name with another one
}

func NewSuppliers(reads SupplierReads, renamed estate.Renamed) *Suppliers {
	return &Suppliers{reads, renamed, map[string][]estate.ID{}, map[string][]estate.ID{}, map[estate.ID]*estate.Supplier{}, map[estate.ID]bool{}}
}

// Learn looks up some sellers, with three statements.
func (m *Suppliers) Learn(ctx context.Context, sellers []Seller) error {
	var identifiers []estate.Identifier
	var names []string
	var ids []estate.ID
	for _, s := range sellers {
		for _, i := range s.Identifiers {
			if _, known := m.byIdentifier[i.Key()]; !known {
				m.byIdentifier[i.Key()] = nil
				identifiers = append(identifiers, i)
			}
		}
		if folded := estate.FoldSupplierName(s.Name); !known(m.byName, folded) {
			m.byName[folded] = nil
			names = append(names, folded)
		}
		if id := m.newID(s); !known(m.held, id) {
			ids = append(ids, id)
		}
	}
	if len(identifiers) > 0 {
		found, err := m.reads.SuppliersByIdentifier(ctx, identifiers)
		if err != nil {
			return err
		}
		for key, some := range found {
			m.byIdentifier[key], ids = some, append(ids, some...)
		}
	}
	if len(names) > 0 {
		found, err := m.reads.SuppliersByName(ctx, names)
		if err != nil {
			return err
		}
		for name, some := range found {
			m.byName[name], ids = some, append(ids, some...)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := m.reads.SuppliersByID(ctx, ids)
	for id, s := range found {
		m.held[id] = s
	}
	return err
}

func known[K comparable, V any](m map[K]V, key K) bool {
	_, ok := m[key]
	return ok
}

// Match returns the supplier that a seller is. given is the supplier if it is new or gains a
// number, else nil. note says what was in doubt.
func (m *Suppliers) Match(s Seller) (id estate.ID, given *estate.Supplier, note string) {
	folded := estate.FoldSupplierName(s.Name)
	var named []estate.ID
	rival := false
	for _, id := range m.byName[folded] {
		if Contradicts(m.held[id], s.Identifiers) {
			rival = true
		} else {
			named = append(named, id)
		}
	}
	for _, i := range s.Identifiers {
		if some := m.byIdentifier[i.Key()]; len(some) > 0 {
			learned := m.number(some[0], s)
			if len(some) > 1 {
				return some[0], learned, "several suppliers have the identifier " + i.Key() + ": the first was taken"
			}
			return some[0], learned, m.rivals(some[0], rival)
		}
	}
	if len(named) == 1 {
		return named[0], m.number(named[0], s), m.rivals(named[0], rival)
	}
	if len(named) > 1 {
		note = "several suppliers have this name, and none was taken for it"
	}
	id = m.newID(s)
	if m.held[id] != nil {
		return id, nil, cmp.Or(note, m.rivals(id, rival))
	}
	given = &estate.Supplier{ID: id, Name: s.Name, Names: []estate.DatedName{}, Identifiers: s.Identifiers, Events: []estate.SupplierEvent{}}
	if given.Identifiers == nil {
		given.Identifiers = []estate.Identifier{}
	}
	m.byName[folded] = append(m.byName[folded], id)
	m.know(given)
	return id, given, cmp.Or(note, m.rivals(id, rival))
}

// rivals returns a note, once for each supplier, that another one has the same name and a different
// number.
func (m *Suppliers) rivals(id estate.ID, rival bool) string {
	if !rival || m.told[id] {
		return ""
	}
	m.told[id] = true
	return "another supplier has this name and another number: they stay two"
}

// number returns the supplier with the seller's numbers added, or nil if that adds none. A number
// is not added if the supplier has a different one of the same scheme. It is added even if another
// supplier has it, and then a suggestion says that the two may be one.
func (m *Suppliers) number(id estate.ID, s Seller) *estate.Supplier {
	was := m.held[id]
	if was == nil {
		return nil
	}
	one := *was
	one.Identifiers = slices.Clone(was.Identifiers)
	for _, i := range s.Identifiers {
		if !slices.Contains(one.Identifiers, i) && !Contradicts(was, []estate.Identifier{i}) {
			one.Identifiers = append(one.Identifiers, i)
		}
	}
	if len(one.Identifiers) == len(was.Identifiers) {
		return nil
	}
	slices.SortFunc(one.Identifiers, func(a, b estate.Identifier) int { return cmp.Compare(a.Key(), b.Key()) })
	m.know(&one)
	return &one
}

// know adds a supplier and its numbers to the cache.
func (m *Suppliers) know(s *estate.Supplier) {
	m.held[s.ID] = s
	for _, i := range s.Identifiers {
		if !slices.Contains(m.byIdentifier[i.Key()], s.ID) {
			m.byIdentifier[i.Key()] = append(m.byIdentifier[i.Key()], s.ID)
		}
	}
}

// Contradicts reports whether a supplier has a different number of the same scheme.
func Contradicts(s *estate.Supplier, identifiers []estate.Identifier) bool {
	if s == nil {
		return false
	}
	for _, i := range identifiers {
		other := false
		for _, has := range s.Identifiers {
			if has == i {
				return false
			}
			other = other || has.Scheme == i.Scheme
		}
		if other {
			return true
		}
	}
	return false
}

// newID returns the id of a new supplier, made from its first identifier or else from its folded
// name. If that id was merged into another, it returns the other.
func (m *Suppliers) newID(s Seller) estate.ID {
	key := "name/" + KeyText(strings.ReplaceAll(estate.FoldSupplierName(s.Name), " ", "-"))
	if len(s.Identifiers) > 0 {
		key = s.Identifiers[0].Scheme + "-" + s.Identifiers[0].ID
	}
	id := estate.MakeID(estate.KindSupplier, key)
	return cmp.Or(m.renamed[id], id)
}
