package estate

import (
	"cmp"
	"slices"
)

// Statement is a contract as one source states it, and the evidence for it with its origins.
type Statement struct {
	Contract *Contract
	Evidence []*Evidence
}

// Settle merges a stated contract into the held one, field by field. A field that only one of them
// knows is taken from that one. If both know it, the value is taken from the evidence that
// ComparePrecedence puts first. A source that states the field again as of the same day corrects
// itself. Parties, systems and services are united. Except for such corrections, the order of the
// arguments does not matter.
func Settle(held, stated Statement) *Contract {
	c := *held.Contract
	ended := held.Contract // the statement that gave the end
	for _, f := range contractFields {
		if f.united || f.outranks(held, stated) {
			f.take(&c, stated.Contract)
			if f.name == "endDate" {
				ended = stated.Contract
			}
		}
	}
	if c.Stage == StageAuthorised {
		c.Stage = stated.Contract.Stage
	}
	c.OCID = cmp.Or(c.OCID, stated.Contract.OCID)
	if len(c.Suppliers) == 0 {
		c.SuppliersWithheld = c.SuppliersWithheld || stated.Contract.SuppliersWithheld
	}
	c.Parties = withParties(c.Parties, stated.Contract.Parties)
	if endsBeforeStart(&c) { // mixed terms: take the start from the statement that gave the end
		c.StartDate, c.StartDerived = ended.StartDate, ended.StartDerived
	}
	return &c
}

// Without returns the statement without the evidence that is gone, and without each field that only
// this evidence supported.
func (s Statement) Without(gone func(*Evidence) bool) Statement {
	c, left := *s.Contract, Statement{Contract: s.Contract}
	left.Contract = &c
	for _, f := range contractFields {
		if f.united {
			continue
		}
		supported, kept := false, false
		for _, e := range s.Evidence {
			if f.supportedBy(e.Field) {
				supported, kept = true, kept || !gone(e)
			}
		}
		if supported && !kept {
			f.take(&c, &Contract{})
		}
	}
	for _, e := range s.Evidence {
		if !gone(e) {
			left.Evidence = append(left.Evidence, e)
		}
	}
	return left
}

func endsBeforeStart(c *Contract) bool {
	start, end := c.StartDate.First(), c.EndDate.Last()
	return start != "" && end != "" && end < start
}

// outranks reports whether to take the field from the stated contract.
func (f contractField) outranks(held, stated Statement) bool {
	switch {
	case !f.known(stated.Contract):
		return false
	case !f.known(held.Contract):
		return true
	}
	was, is := f.standsOn(held.Evidence), f.standsOn(stated.Evidence)
	switch {
	case is == nil:
		return false
	case was == nil:
		return true
	case was.Source == is.Source && was.AsOf == is.AsOf:
		return true
	}
	return ComparePrecedence(is, was) < 0
}

// standsOn returns the evidence that supports the field; if the field has none of its own, the best
// of any field.
func (f contractField) standsOn(evidence []*Evidence) *Evidence {
	for _, name := range append([]string{f.name}, f.also...) {
		if best := shownOf(evidence, name); best != nil {
			return best
		}
	}
	return shownOf(evidence, "")
}

// Corrected returns the held evidence that a source takes back by stating something else about the
// same field, as of the same day and at the same address.
func Corrected(held, stated []*Evidence) []ID {
	type reading struct {
		source, subject ID
		field, address  string
		asOf            StatedDate
	}
	of := func(e *Evidence) reading { return reading{e.Source, e.Subject, e.Field, e.Address, e.AsOf} }
	again, kept := map[reading]bool{}, map[ID]bool{}
	for _, e := range stated {
		again[of(e)], kept[e.ID] = true, true
	}
	var ids []ID
	for _, e := range held {
		if again[of(e)] && !kept[e.ID] {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// withParties unites the parties of two statements, each once. A role or a share that the first
// does not know is taken from the second.
func withParties(parties, more []ContractParty) []ContractParty {
	all := slices.Clone(parties)
	for _, p := range more {
		i := slices.IndexFunc(all, func(a ContractParty) bool { return a.Borough == p.Borough && Fold(a.Name) == Fold(p.Name) })
		if i < 0 {
			all = append(all, p)
			continue
		}
		all[i].Role = cmp.Or(all[i].Role, p.Role)
		all[i].SharePence = cmp.Or(all[i].SharePence, p.SharePence)
	}
	return all
}
