package overview

import (
	"math/bits"
	"slices"

	"boroughgraph/estate"
)

// scope is an estate.Scope over an Image.
type scope struct {
	*Image
	on       day
	terms    set   // nil for the terms that questions count
	boroughs []int // by ref: the place among the boroughs asked for, or -1
	places   int   // how many boroughs have a place
	asked    int   // how many boroughs are asked for, with unknown ones
	live     ref
}

func (im *Image) scope(q estate.Scope) *scope {
	s := &scope{Image: im, on: dayOf(q.AsOf), terms: setOf(im, q.Terms), live: -1}
	if live, ok := im.names.find(string(estate.StatusLive)); ok {
		s.live = live
	}
	s.boroughs = make([]int, len(im.names.texts))
	for r := range s.boroughs {
		s.boroughs[r] = -1
	}
	asked := setOf(im, q.Boroughs)
	for r, n := range im.nouns {
		if n == nil || estate.ID(im.names.texts[r]).Kind() != estate.KindBorough {
			continue
		}
		if asked == nil || asked[ref(r)] {
			s.boroughs[r] = s.places
			s.places++
		}
	}
	s.asked = s.places
	if q.Boroughs != nil {
		s.asked = len(slices.Compact(slices.Sorted(slices.Values(q.Boroughs))))
	}
	return s
}

// known returns how many of the boroughs asked for there are.
func (s *scope) known() int { return s.places }

// counts returns a contract's term on the day, and whether the question counts the contract.
func (s *scope) counts(c *contract) (name ref, inScope, ok bool) {
	t, ok := on(c.terms, s.on)
	if s.terms == nil {
		return t.name, t.counted, ok
	}
	return t.name, s.terms[t.name], ok
}

// of returns the places of those boroughs of a contract that are asked for, in the room of places.
func (s *scope) of(c *contract, places []int) []int {
	places = places[:0]
	for _, b := range c.boroughs {
		if p := s.boroughs[b]; p >= 0 {
			places = append(places, p)
		}
	}
	return places
}

// eachContract calls take for every contract.
func (im *Image) eachContract(take func(*contract)) {
	for b := range im.buckets {
		contracts := im.buckets[b].contracts
		for i := range contracts {
			take(&contracts[i])
		}
	}
}

// eachDeployment calls take for every deployment of a borough asked for.
func (s *scope) eachDeployment(take func(d *deployment, borough int, status ref)) {
	for b := range s.buckets {
		deployments := s.buckets[b].deployments
		for i := range deployments {
			d := &deployments[i]
			if place := s.boroughs[d.borough]; place >= 0 {
				if status, ok := on(d.statuses, s.on); ok {
					take(d, place, status)
				}
			}
		}
	}
}

// holders returns, by ref, the values that hold on the day in the spans of nouns of a kind: the
// makers of systems, or the heads of suppliers.
func (s *scope) holders(kind estate.Kind) [][]ref {
	holders := make([][]ref, len(s.names.texts))
	for r, n := range s.nouns {
		if n == nil || estate.ID(s.names.texts[r]).Kind() != kind {
			continue
		}
		for _, sp := range n.spans {
			if sp.from <= s.on && s.on <= sp.to && !slices.Contains(holders[r], sp.value) {
				holders[r] = append(holders[r], sp.value)
			}
		}
	}
	return holders
}

// sum adds up known annual values.
type sum struct {
	pence int64
	count int
	vat   ref
	mixed bool
}

func (s *sum) add(c *contract) {
	if s.count > 0 && s.vat != c.vat {
		s.mixed = true
	}
	s.pence += c.pence
	s.vat = c.vat
	s.count++
}

// known returns the sum of the known values.
func (s *sum) known(im *Image) estate.KnownSum {
	switch {
	case s.count == 0:
		return estate.KnownSum{VAT: estate.VATUnknown}
	case s.mixed:
		return estate.KnownSum{AnnualPence: new(s.pence), KnownCount: s.count, VAT: estate.VATMixed}
	}
	return estate.KnownSum{AnnualPence: new(s.pence), KnownCount: s.count, VAT: estate.VAT(im.names.texts[s.vat])}
}

// places is a set of boroughs by their places.
type places []uint64

func (p *places) add(place int) {
	for len(*p) <= place/64 {
		*p = append(*p, 0)
	}
	(*p)[place/64] |= 1 << (place % 64)
}

func (p places) len() int {
	n := 0
	for _, word := range p {
		n += bits.OnesCount64(word)
	}
	return n
}
