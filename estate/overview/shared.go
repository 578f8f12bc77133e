package overview

import (
	"cmp"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// share is the presence of a vendor or a system in the boroughs asked for.
type share struct {
	of                     ref
	boroughs               places
	boroughCount           int
	contracts, deployments int
	worth                  sum
}

// shares are the shares by ref.
type shares struct {
	of  []*share
	all []*share
}

func newShares(im *Image) *shares { return &shares{of: make([]*share, len(im.names.texts))} }

func (s *shares) get(r ref) *share {
	if s.of[r] == nil {
		s.of[r] = &share{of: r}
		s.all = append(s.all, s.of[r])
	}
	return s.of[r]
}

func (s *share) add(at ...int) {
	for _, place := range at {
		s.boroughs.add(place)
	}
}

// row is a share with its sort key.
type row struct {
	*share
	key string
}

// sorted returns the shares with enough boroughs, most boroughs first, then by name.
func (s *shares) sorted(im *Image, minBoroughs int) []row {
	var rows []row
	for _, sh := range s.all {
		sh.boroughCount = sh.boroughs.len()
		n := im.noun(sh.of)
		if sh.boroughCount >= minBoroughs && n != nil {
			rows = append(rows, row{sh, estate.VendorShareKey(sh.boroughCount, n.byName)})
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.key, b.key) })
	return rows
}

// vendors finds the vendors of contracts and deployments at a level.
type vendors struct {
	*scope
	sellers, makers bool
	makersOf, heads [][]ref // by system; by supplier, nil unless vendors are groups
	found           []vendor
	made            []ref
}

// vendor is one vendor of a contract. It is allocated the contract's value if that belongs to no
// other vendor (RULES 5).
type vendor struct {
	of        ref
	allocated bool
}

func (s *scope) vendors(level estate.Level) *vendors {
	v := &vendors{scope: s, sellers: level != estate.LevelMaker, makers: level != estate.LevelLegalEntity}
	v.makersOf = s.holders(estate.KindSystem)
	if level == estate.LevelGroup {
		v.heads = s.holders(estate.KindSupplier)
	}
	return v
}

// of returns the vendors of a contract, each once. The slice is used again by the next call.
//
// The value belongs to the vendors of the sellers or, if there are none, to those of the makers. If
// these are one vendor, it is the first one found.
func (v *vendors) of(c *contract) []vendor {
	v.found = v.found[:0]
	if v.sellers {
		for _, s := range c.suppliers {
			v.add(s)
		}
	}
	owners := len(v.found)
	if v.makers {
		for _, m := range v.madeBy(c) {
			v.add(m)
		}
	}
	if owners == 0 {
		owners = len(v.found)
	}
	if owners == 1 {
		v.found[0].allocated = true
	}
	return v.found
}

// madeBy returns the makers of a contract's systems, each once.
func (v *vendors) madeBy(c *contract) []ref {
	v.made = v.made[:0]
	for _, y := range c.systems {
		for _, m := range v.makersOf[y] {
			if !slices.Contains(v.made, m) {
				v.made = append(v.made, m)
			}
		}
	}
	return v.made
}

func (v *vendors) add(member ref) {
	if v.heads == nil || len(v.heads[member]) == 0 {
		v.addVendor(member)
		return
	}
	for _, head := range v.heads[member] {
		v.addVendor(head)
	}
}

func (v *vendors) addVendor(of ref) {
	if !slices.ContainsFunc(v.found, func(has vendor) bool { return has.of == of }) {
		v.found = append(v.found, vendor{of: of})
	}
}

// SharedSuppliers returns a page of vendors.
func (im *Image) SharedSuppliers(q estate.SharedSuppliersQuery, w estate.Window) (estate.Page[*estate.VendorShare], error) {
	im.mu.RLock()
	defer im.mu.RUnlock()
	s := im.scope(q.Scope)
	v, found := s.vendors(q.Level), newShares(im)
	var at []int
	im.eachContract(func(c *contract) {
		if at = s.of(c, at); len(at) == 0 {
			return
		}
		if _, inScope, ok := s.counts(c); !ok || !inScope {
			return
		}
		for _, vendor := range v.of(c) {
			sh := found.get(vendor.of)
			sh.add(at...)
			sh.contracts++
			if vendor.allocated && c.priced {
				sh.worth.add(c)
			}
		}
	})
	if v.makers {
		s.eachDeployment(func(d *deployment, place int, status ref) {
			if status != s.live {
				return
			}
			v.found = v.found[:0]
			for _, m := range v.makersOf[d.system] {
				v.add(m)
			}
			for _, vendor := range v.found {
				sh := found.get(vendor.of)
				sh.add(place)
				sh.deployments++
			}
		})
	}
	return pageOf(im, w, found.sorted(im, q.MinBoroughs), func(r row, vendor *estate.Supplier) *estate.VendorShare {
		return &estate.VendorShare{
			Vendor: vendor, Level: q.Level, BoroughCount: r.boroughCount, ContractCount: r.contracts,
			DeploymentCount: r.deployments, Query: q,
			KnownSum: r.worth.known(im),
		}
	})
}

// pageOf returns the page of some rows. It decodes only the nouns of that page.
func pageOf[N, R estate.Member](im *Image, w estate.Window, rows []row, answer func(row, N) R) (estate.Page[R], error) {
	keyed := estate.PageWithin(w, keyedRows(rows))
	page := estate.Page[R]{Rows: []estate.Keyed[R]{}, HasNextPage: keyed.HasNextPage, HasPreviousPage: keyed.HasPreviousPage, Total: keyed.Total}
	var nouns []N
	var all []R
	for _, r := range keyed.Rows {
		n, err := decode[N](im.noun(r.Row.of).facts)
		if err != nil {
			return page, err
		}
		one := answer(r.Row, n)
		nouns, all = append(nouns, n), append(all, one)
		page.Rows = append(page.Rows, estate.Keyed[R]{Row: one, Key: r.Key})
	}
	estate.Gather(nouns)
	estate.Gather(all)
	return page, nil
}

func keyedRows(rows []row) []estate.Keyed[row] {
	keyed := make([]estate.Keyed[row], len(rows))
	for i, r := range rows {
		keyed[i] = estate.Keyed[row]{Row: r, Key: r.key}
	}
	return keyed
}

// decode decodes a supplier or a system.
func decode[N any](facts string) (n N, err error) {
	switch p := any(&n).(type) {
	case **estate.Supplier:
		*p, err = reading.Parse[estate.Supplier](facts)
	case **estate.System:
		*p, err = reading.Parse[estate.System](facts)
	}
	return n, err
}

// SharedSuppliersCoverage returns the coverage of SharedSuppliers.
func (im *Image) SharedSuppliersCoverage(q estate.SharedSuppliersQuery) *estate.Coverage {
	im.mu.RLock()
	defer im.mu.RUnlock()
	s := im.scope(q.Scope)
	v, cover := s.vendors(q.Level), newCoverage()
	s.boroughsOf(cover)
	var at []int
	im.eachContract(func(c *contract) {
		if at = s.of(c, at); len(at) == 0 {
			return
		}
		if term, inScope, ok := s.counts(c); ok {
			cover.count(c, v.leftOut(c, q.Level, term, inScope))
		}
	})
	if q.Level != estate.LevelLegalEntity {
		s.deployments(cover, nil)
	}
	return cover.done()
}

// leftOut returns why a contract has no vendor at a level; "" if it has one.
func (v *vendors) leftOut(c *contract, level estate.Level, term ref, inScope bool) estate.LeftOutReason {
	made := len(v.madeBy(c)) > 0
	switch {
	case !inScope:
		return v.reason(term)
	case level == estate.LevelMaker && len(c.systems) == 0:
		return estate.LeftOutSystemUnknown
	case level == estate.LevelMaker && !made:
		return estate.LeftOutMakerUnknown
	case level == estate.LevelMaker, len(c.suppliers) > 0, level == estate.LevelGroup && made:
		return ""
	case c.withheld:
		return estate.LeftOutSupplierWithheld
	}
	return estate.LeftOutSupplierUnknown
}

// SharedSystems returns a page of systems.
func (im *Image) SharedSystems(q estate.SharedSystemsQuery, w estate.Window) (estate.Page[*estate.SystemShare], error) {
	im.mu.RLock()
	defer im.mu.RUnlock()
	s := im.scope(q.Scope)
	found, services := newShares(im), im.servicesOf(q.Services)
	var at []int
	im.eachContract(func(c *contract) {
		if at = s.of(c, at); len(at) == 0 || !services.any(c.services) {
			return
		}
		if _, inScope, ok := s.counts(c); !ok || !inScope {
			return
		}
		for _, y := range c.systems {
			sh := found.get(y)
			sh.add(at...)
			sh.contracts++
			if len(c.systems) == 1 && c.priced {
				sh.worth.add(c)
			}
		}
	})
	s.eachDeployment(func(d *deployment, place int, status ref) {
		if status == s.live && services.any(d.services) {
			sh := found.get(d.system)
			sh.add(place)
			sh.deployments++
		}
	})
	return pageOf(im, w, found.sorted(im, q.MinBoroughs), func(r row, system *estate.System) *estate.SystemShare {
		return &estate.SystemShare{
			System: system, BoroughCount: r.boroughCount, ContractCount: r.contracts,
			DeploymentCount: r.deployments, Query: q,
			KnownSum: r.worth.known(im),
		}
	})
}

// SharedSystemsCoverage returns the coverage of SharedSystems.
func (im *Image) SharedSystemsCoverage(q estate.SharedSystemsQuery) *estate.Coverage {
	im.mu.RLock()
	defer im.mu.RUnlock()
	s, services := im.scope(q.Scope), im.servicesOf(q.Services)
	cover := newCoverage()
	s.boroughsOf(cover)
	var at []int
	im.eachContract(func(c *contract) {
		if at = s.of(c, at); len(at) == 0 || !services.any(c.services) {
			return
		}
		term, inScope, ok := s.counts(c)
		switch {
		case !ok:
		case !inScope:
			cover.count(c, s.reason(term))
		case len(c.systems) == 0:
			cover.count(c, estate.LeftOutSystemUnknown)
		default:
			cover.count(c, "")
		}
	})
	s.deployments(cover, services)
	return cover.done()
}
