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
		if f.outranks(held, stated) {
			f.take(&c, stated.Contract)
			if f.names[0] == "endDate" {
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
	c.Systems = union(c.Systems, stated.Contract.Systems)
	c.Services = union(c.Services, stated.Contract.Services)
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
		supported, kept := false, false
		for _, e := range s.Evidence {
			if slices.Contains(f.names, e.Field) {
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

// contractField is a field that Settle takes from one of two statements.
type contractField struct {
	names []string // evidence fields that support it; the first one with evidence is used
	known func(c *Contract) bool
	take  func(into, from *Contract)
}

var contractFields = []contractField{
	{[]string{"title"}, func(c *Contract) bool { return c.Title != "" }, func(c, from *Contract) { c.Title = from.Title }},
	{[]string{"reference"}, func(c *Contract) bool { return c.Reference != "" }, func(c, from *Contract) { c.Reference = from.Reference }},
	{[]string{"suppliers"}, func(c *Contract) bool { return len(c.Suppliers) > 0 }, func(c, from *Contract) {
		c.Suppliers, c.SuppliersWithheld = from.Suppliers, false
	}},
	{[]string{"startDate"}, func(c *Contract) bool { return c.StartDate != "" }, func(c, from *Contract) {
		c.StartDate, c.StartDerived = from.StartDate, from.StartDerived
	}},
	{[]string{"endDate", "rolling"}, func(c *Contract) bool { return c.EndDate != "" || c.Rolling }, func(c, from *Contract) {
		c.EndDate, c.EndDerived, c.Rolling = from.EndDate, from.EndDerived, from.Rolling
	}},
	{[]string{"maxExtentDate"}, func(c *Contract) bool { return c.MaxExtentDate != "" }, func(c, from *Contract) { c.MaxExtentDate = from.MaxExtentDate }},
	{[]string{"termMonths", "extensions", "endDate"}, func(c *Contract) bool { return c.TermMonths != nil }, func(c, from *Contract) { c.TermMonths = from.TermMonths }},
	{[]string{"anniversary"}, func(c *Contract) bool { return c.Anniversary != "" }, func(c, from *Contract) { c.Anniversary = from.Anniversary }},
	{[]string{"ended"}, func(c *Contract) bool { return c.Ended }, func(c, from *Contract) { c.Ended, c.EndedOn = from.Ended, from.EndedOn }},
	{[]string{"extensions", "termMonths", "endDate"}, func(c *Contract) bool { return c.Extensions != nil }, func(c, from *Contract) { c.Extensions = from.Extensions }},
	{[]string{"breaks"}, func(c *Contract) bool { return len(c.Breaks) > 0 }, func(c, from *Contract) { c.Breaks = from.Breaks }},
	{[]string{"deadlines"}, func(c *Contract) bool { return len(c.Deadlines) > 0 }, func(c, from *Contract) { c.Deadlines = from.Deadlines }},
	{[]string{"value"}, func(c *Contract) bool { return c.Value != nil }, func(c, from *Contract) { c.Value = from.Value }},
	{[]string{"framework"}, func(c *Contract) bool { return c.Framework != "" }, takeFramework},
	{[]string{"method"}, func(c *Contract) bool { return c.Method != "" }, func(c, from *Contract) { c.Method = from.Method }},
	{[]string{"cpv"}, func(c *Contract) bool { return len(c.CPV) > 0 }, func(c, from *Contract) { c.CPV = from.CPV }},
	{[]string{"successor"}, func(c *Contract) bool { return c.Successor != "" }, func(c, from *Contract) { c.Successor = from.Successor }},
}

// takeFramework keeps the known framework if the other text names the same one.
func takeFramework(c, from *Contract) {
	if from.CalledOff != "" || Fold(c.Framework) != Fold(from.Framework) {
		c.CalledOff = from.CalledOff
	}
	c.Framework = from.Framework
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
	for _, name := range f.names {
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

// union returns the ids of two lists, each once, in their order.
func union(ids, more []ID) []ID {
	all := slices.Clone(ids)
	for _, id := range more {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}
