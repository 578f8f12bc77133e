package overview

import (
	"slices"

	"boroughgraph/estate"
)

// part is a vendor's part of a concentration.
type part struct {
	contracts int
	ids       []estate.ID
	worth     sum
}

// concentrated is the concentration of one parent as it is counted.
type concentrated struct {
	cover       *coverage
	boroughs    places
	parts       map[ref]*part
	contracts   int
	worth       sum
	unallocated sum
}

func newConcentrated(boroughs int) *concentrated {
	c := &concentrated{cover: newCoverage(), parts: map[ref]*part{}}
	c.cover.Boroughs = boroughs
	return c
}

// count counts a contract with its vendors, none if it is out of scope.
func (n *concentrated) count(c *contract, vendors []vendor, reason estate.LeftOutReason) {
	n.cover.count(c, reason)
	if len(vendors) == 0 {
		return
	}
	n.contracts++
	if c.priced {
		n.worth.add(c)
		if !slices.ContainsFunc(vendors, func(v vendor) bool { return v.allocated }) {
			n.unallocated.add(c)
		}
	}
	for _, v := range vendors {
		p := n.parts[v.of]
		if p == nil {
			p = &part{}
			n.parts[v.of] = p
		}
		p.contracts++
		p.ids = first(p.ids, c.id)
		if v.allocated && c.priced {
			p.worth.add(c)
		}
	}
}

func (n *concentrated) done(im *Image, q estate.ConcentrationQuery) *estate.Concentration {
	c := estate.NewConcentration(q)
	c.ContractCount, c.KnownSum, c.Unallocated = n.contracts, n.worth.known(im), n.unallocated.known(im)
	for of, p := range n.parts {
		row := &estate.VendorPart{
			Vendor: im.names.id(of), ContractCount: p.contracts, ContractIDs: p.ids, KnownSum: p.worth.known(im),
		}
		if vendor := im.noun(of); vendor != nil {
			c.Shares = append(c.Shares, estate.Keyed[*estate.VendorPart]{Row: row, Key: vendor.byName})
		}
	}
	c.Weigh()
	n.cover.BoroughsWithAnyContract = n.boroughs.len()
	c.Coverage = n.cover.Coverage
	n.cover.done()
	return c
}

// Concentration returns the concentration of all boroughs asked for together.
func (im *Image) Concentration(q estate.ConcentrationQuery) *estate.Concentration {
	im.mu.RLock()
	defer im.mu.RUnlock()
	s := im.scope(q.Scope)
	all := newConcentrated(s.known())
	im.concentrate(s, q, func(int) *concentrated { return all })
	c := all.done(im, q)
	estate.Gather([]*estate.Concentration{c})
	return c
}

// ConcentrationOf returns the concentration of each borough by itself. Unknown boroughs have none.
func (im *Image) ConcentrationOf(boroughs []estate.ID, q estate.ConcentrationQuery) map[estate.ID]*estate.Concentration {
	im.mu.RLock()
	defer im.mu.RUnlock()
	asked := q.Scope
	asked.Boroughs = boroughs
	s := im.scope(asked)
	byPlace := make([]*concentrated, s.known())
	for i := range byPlace {
		byPlace[i] = newConcentrated(1)
	}
	im.concentrate(s, q, func(place int) *concentrated { return byPlace[place] })
	found := make(map[estate.ID]*estate.Concentration, len(byPlace))
	var all []*estate.Concentration
	for r, place := range s.boroughs {
		if place >= 0 {
			c := byPlace[place].done(im, q)
			found[im.names.id(ref(r))] = c
			all = append(all, c)
		}
	}
	estate.Gather(all)
	return found
}

// concentrate counts every contract once for each of the concentrations of its boroughs.
func (im *Image) concentrate(s *scope, q estate.ConcentrationQuery, of func(place int) *concentrated) {
	v, services := s.vendors(q.Level), im.servicesOf(q.Services)
	var at []int
	im.eachContract(func(c *contract) {
		if at = s.of(c, at); len(at) == 0 {
			return
		}
		for _, place := range at {
			of(place).boroughs.add(place)
		}
		term, inScope, ok := s.counts(c)
		if !ok || !services.any(c.services) {
			return
		}
		reason := v.leftOut(c, q.Level, term, inScope)
		var vendors []vendor
		if inScope {
			vendors = v.of(c)
		}
		var last *concentrated
		for _, place := range at {
			if n := of(place); n != last { // all places of one concentration count once
				n.count(c, vendors, reason)
				last = n
			}
		}
	})
}
