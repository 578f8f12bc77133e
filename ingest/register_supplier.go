package ingest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// seller is a supplier as a register names it.
type seller struct {
	name        string // as it signed
	identifiers []estate.Identifier
	stated      string // the cell that the identifiers come from
}

var (
	withheld    = regexp.MustCompile(`(?i)\b(redacted|withheld|name exempt|exempt from|not published|not for publication|personal data)\b`)
	withheldAll = regexp.MustCompile(`(?i)^\W*(commercially confidential|confidential|exempt|private individual|individual|sole trader)\W*$`)
	legalEnd    = regexp.MustCompile(`(?i)\b(ltd|limited|plc|llp|inc|llc|cic|council|trust)\.?\)?$`)
	companyForm = regexp.MustCompile(`^(?:\d{5,8}|[A-Z]{2}\d{4,6}|(?:IP|SP|NP)\d{5}[A-Z])$`)
	charityForm = regexp.MustCompile(`^\d{6,7}(-\d{1,2})?$`)
	placeNumber = regexp.MustCompile(`\bP[A-Z]{3}-\d{4}-[A-Z]{4}\b`)
)

// keptBack reports whether a name stands for one that is not published.
func keptBack(name string) bool { return withheld.MatchString(name) || withheldAll.MatchString(name) }

// splitSuppliers are the suppliers that a cell names. Semicolons and bars part them; line breaks and commas only
// where every part ends like a company's name, since one name can hold both.
func splitSuppliers(cell string) []string {
	for _, mark := range []string{";", "|", "\n", ","} {
		if !strings.Contains(strings.TrimSpace(cell), mark) {
			continue
		}
		var parts []string
		for part := range strings.SplitSeq(cell, mark) {
			if part = clean(part); part != "" {
				parts = append(parts, part)
			}
		}
		sure := mark == ";" || mark == "|"
		if len(parts) > 1 && (sure || !slices.ContainsFunc(parts, func(p string) bool { return !legalEnd.MatchString(p) })) {
			return parts
		}
	}
	return []string{clean(cell)}
}

// companyNumber is a number of Companies House in its eight characters: the zeros that a spreadsheet drops are put back.
func companyNumber(cell string) (estate.Identifier, bool) {
	text := strings.ToUpper(strings.ReplaceAll(strings.TrimSuffix(clean(cell), ".0"), " ", ""))
	if !companyForm.MatchString(text) || strings.Trim(text, "0") == "" {
		return estate.Identifier{}, false
	}
	letters := strings.TrimRight(text, "0123456789")
	if digits := text[len(letters):]; digits != "" {
		text = letters + strings.Repeat("0", 8-len(text)) + digits
	}
	return estate.Identifier{Scheme: "GB-COH", ID: text}, true
}

// otherIdentifiers are the ids in a cell of a scheme that identifies: "GB-PPON-PYQD-1693-MYXR", or the bare number.
func otherIdentifiers(cell string) []estate.Identifier {
	var ids []estate.Identifier
	for _, number := range placeNumber.FindAllString(strings.ToUpper(cell), -1) {
		ids = append(ids, estate.Identifier{Scheme: "GB-PPON", ID: number})
	}
	return ids
}

// SupplierReads are the reads by which suppliers are found.
type SupplierReads interface {
	SuppliersByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Supplier, error)
	SuppliersByIdentifier(ctx context.Context, identifiers []estate.Identifier) (map[string][]estate.ID, error)
	SuppliersByName(ctx context.Context, folded []string) (map[string][]estate.ID, error)
}

// matcher finds who a register means: by identifier, else by folded name, else it is somebody new. It remembers
// what it has found and made, so that a supplier named in many rows is asked for once.
type matcher struct {
	reads        SupplierReads
	renamed      estate.Renamed
	byIdentifier map[string][]estate.ID
	byName       map[string][]estate.ID
	held         map[estate.ID]*estate.Supplier
	told         map[estate.ID]bool // those of which it was said that another one has their name
}

func newMatcher(reads SupplierReads, renamed estate.Renamed) *matcher {
	return &matcher{reads, renamed, map[string][]estate.ID{}, map[string][]estate.ID{}, map[estate.ID]*estate.Supplier{}, map[estate.ID]bool{}}
}

// learn asks the store for all that it may know of some sellers: three statements.
func (m *matcher) learn(ctx context.Context, sellers []seller) error {
	var identifiers []estate.Identifier
	var names []string
	var ids []estate.ID
	for _, s := range sellers {
		for _, i := range s.identifiers {
			if _, known := m.byIdentifier[i.Key()]; !known {
				m.byIdentifier[i.Key()] = nil
				identifiers = append(identifiers, i)
			}
		}
		if folded := estate.FoldSupplierName(s.name); !known(m.byName, folded) {
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

// match is who a seller is. given is the supplier where it is somebody new, or one of whom a number is new; note is
// what was in doubt.
func (m *matcher) match(s seller) (id estate.ID, given *estate.Supplier, note string) {
	folded := estate.FoldSupplierName(s.name)
	var named []estate.ID
	rival := false
	for _, id := range m.byName[folded] {
		if contradicts(m.held[id], s.identifiers) {
			rival = true
		} else {
			named = append(named, id)
		}
	}
	for _, i := range s.identifiers {
		if some := m.byIdentifier[i.Key()]; len(some) > 0 {
			if len(some) > 1 {
				return some[0], nil, "several suppliers have the identifier " + i.Key() + ": the first was taken"
			}
			return some[0], nil, m.rivals(some[0], rival)
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
	given = &estate.Supplier{ID: id, Name: s.name, Names: []estate.DatedName{}, Identifiers: s.identifiers, Events: []estate.SupplierEvent{}}
	if given.Identifiers == nil {
		given.Identifiers = []estate.Identifier{}
	}
	m.byName[folded] = append(m.byName[folded], id)
	m.know(given)
	return id, given, cmp.Or(note, m.rivals(id, rival))
}

// rivals says, once for each supplier, that another one has its name and another number.
func (m *matcher) rivals(id estate.ID, rival bool) string {
	if !rival || m.told[id] {
		return ""
	}
	m.told[id] = true
	return "another supplier has this name and another number: they stay two"
}

// number is a supplier found by name with the numbers that a seller adds; nil where it adds none.
func (m *matcher) number(id estate.ID, s seller) *estate.Supplier {
	was := m.held[id]
	if was == nil {
		return nil
	}
	one := *was
	one.Identifiers = slices.Clone(was.Identifiers)
	for _, i := range s.identifiers {
		if !slices.Contains(one.Identifiers, i) {
			one.Identifiers = append(one.Identifiers, i)
		}
	}
	if len(one.Identifiers) == len(was.Identifiers) {
		return nil
	}
	m.know(&one)
	return &one
}

// know remembers a supplier and its numbers.
func (m *matcher) know(s *estate.Supplier) {
	m.held[s.ID] = s
	for _, i := range s.Identifiers {
		if !slices.Contains(m.byIdentifier[i.Key()], s.ID) {
			m.byIdentifier[i.Key()] = append(m.byIdentifier[i.Key()], s.ID)
		}
	}
}

// contradicts reports whether a supplier is known by another number of the same scheme.
func contradicts(s *estate.Supplier, identifiers []estate.Identifier) bool {
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

// newID is the id of a supplier that nobody knew: its first identifier, else its folded name; or what that was confirmed to be.
func (m *matcher) newID(s seller) estate.ID {
	key := "name/" + keyText(strings.ReplaceAll(estate.FoldSupplierName(s.name), " ", "-"))
	if len(s.identifiers) > 0 {
		key = s.identifiers[0].Scheme + "-" + s.identifiers[0].ID
	}
	id := estate.MakeID(estate.KindSupplier, key)
	return cmp.Or(m.renamed[id], id)
}

// maxKey is how long a part of an id that comes from a file may be, in bytes.
const maxKey = 80

// keyText is a text as a part of an id: a long one is its fingerprint.
func keyText(text string) string {
	if len(text) <= maxKey {
		return text
	}
	return fingerprint(text)
}

// fingerprint is a short text that differs where any part does.
func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}
