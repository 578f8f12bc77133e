package estate

import (
	"cmp"
	"slices"
)

// Statement is what is said of a contract, and the evidence for it, with its origins.
type Statement struct {
	Contract *Contract
	Evidence []*Evidence
}

// Settle is the held contract after another statement of the same one, field by field: what only one of them knows is
// taken from it, and where both know, that of the evidence which ComparePrecedence puts first. A source that speaks
// again as of the same day corrects itself. Parties, systems and services are those of both. Order does not
// matter, but for such corrections.
func Settle(held, stated Statement) *Contract {
	c := *held.Contract
	ended := held.Contract // whose end is shown
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
	if endsBeforeStart(&c) { // a term of two halves: the start of the other one is not its start
		c.StartDate, c.StartDerived = ended.StartDate, ended.StartDerived
	}
	return &c
}

func endsBeforeStart(c *Contract) bool {
	start, end := c.StartDate.First(), c.EndDate.Last()
	return start != "" && end != "" && end < start
}

// contractField is what Settle takes from one of two statements.
type contractField struct {
	names []string // of the evidence that it stands on: the first of which there is any
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

// takeFramework keeps the known framework where the other text is the same one.
func takeFramework(c, from *Contract) {
	if from.CalledOff != "" || Fold(c.Framework) != Fold(from.Framework) {
		c.CalledOff = from.CalledOff
	}
	c.Framework = from.Framework
}

// outranks reports whether the field is to be taken from what is stated.
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

// standsOn is the evidence that the field is shown by; where none is of the field itself, the best there is.
func (f contractField) standsOn(evidence []*Evidence) *Evidence {
	for _, name := range f.names {
		if best := shownOf(evidence, name); best != nil {
			return best
		}
	}
	return shownOf(evidence, "")
}

// Corrected are the held readings that a source takes back by saying something else of the same field, as of the
// same day and at the same address.
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

// withParties are the parties of two statements, each once; a role or a share that the first does not know is the second's.
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

// union are the ids of two lists, each once, in their order.
func union(ids, more []ID) []ID {
	all := slices.Clone(ids)
	for _, id := range more {
		if !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}
