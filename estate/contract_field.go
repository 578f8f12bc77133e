package estate

import "slices"

// contractField is a field of Contract with what the rules say about it. A new field needs one line
// in contractFields, or a reason in notMerged (fields_test.go).
type contractField struct {
	name string // in GraphQL, and of the evidence that supports it
	// also are the names of evidence that supports the field too, if it has none of its own.
	also []string
	// known reports whether a source states the field.
	known func(c *Contract) bool
	// take sets the field of a contract to its value in another one.
	take func(into, from *Contract)
	// united reports that take adds to what is there, so that no statement outranks another.
	united bool
	// listed reports that UnknownFields names the field if it is unknown.
	listed bool
	// single reports that the field can have only one value: see SingleFields.
	single bool
}

// contractFields are the fields that Settle merges, in the order of UnknownFields. FieldWeights is
// not among them, because its order is published.
var contractFields = []contractField{
	{
		name: "title", listed: true, single: true,
		known: func(c *Contract) bool { return c.Title != "" },
		take:  func(c, from *Contract) { c.Title = from.Title },
	},
	{
		name: "suppliers", listed: true,
		known: func(c *Contract) bool { return len(c.Suppliers) > 0 },
		take:  func(c, from *Contract) { c.Suppliers, c.SuppliersWithheld = from.Suppliers, false },
	},
	{
		name: "systems", listed: true, united: true,
		known: func(c *Contract) bool { return len(c.Systems) > 0 },
		take:  func(c, from *Contract) { c.Systems = union(c.Systems, from.Systems) },
	},
	{
		name: "services", listed: true, united: true,
		known: func(c *Contract) bool { return len(c.Services) > 0 },
		take:  func(c, from *Contract) { c.Services = union(c.Services, from.Services) },
	},
	{
		name: "startDate", listed: true, single: true,
		known: func(c *Contract) bool { return c.StartDate != "" },
		take:  func(c, from *Contract) { c.StartDate, c.StartDerived = from.StartDate, from.StartDerived },
	},
	{
		name: "endDate", also: []string{"rolling"}, listed: true, single: true,
		known: func(c *Contract) bool { return c.EndDate != "" || c.Rolling },
		take: func(c, from *Contract) {
			c.EndDate, c.EndDerived, c.Rolling = from.EndDate, from.EndDerived, from.Rolling
		},
	},
	{
		name: "extensions", also: []string{"termMonths", "endDate"}, listed: true,
		known: func(c *Contract) bool { return c.Extensions != nil },
		take:  func(c, from *Contract) { c.Extensions = from.Extensions },
	},
	{
		name: "value", listed: true, single: true,
		known: func(c *Contract) bool { return c.Value != nil },
		take:  func(c, from *Contract) { c.Value = from.Value },
	},
	{
		name: "framework", listed: true, single: true,
		known: func(c *Contract) bool { return c.Framework != "" },
		take:  takeFramework,
	},
	{
		name: "method", listed: true, single: true,
		known: func(c *Contract) bool { return c.Method != "" },
		take:  func(c, from *Contract) { c.Method = from.Method },
	},
	{
		name:  "reference",
		known: func(c *Contract) bool { return c.Reference != "" },
		take:  func(c, from *Contract) { c.Reference = from.Reference },
	},
	{
		name: "maxExtentDate", single: true,
		known: func(c *Contract) bool { return c.MaxExtentDate != "" },
		take:  func(c, from *Contract) { c.MaxExtentDate = from.MaxExtentDate },
	},
	{
		name: "termMonths", also: []string{"extensions", "endDate"}, single: true,
		known: func(c *Contract) bool { return c.TermMonths != nil },
		take:  func(c, from *Contract) { c.TermMonths = from.TermMonths },
	},
	{
		name: "anniversary", single: true,
		known: func(c *Contract) bool { return c.Anniversary != "" },
		take:  func(c, from *Contract) { c.Anniversary = from.Anniversary },
	},
	{
		name:  "ended",
		known: func(c *Contract) bool { return c.Ended },
		take:  func(c, from *Contract) { c.Ended, c.EndedOn = from.Ended, from.EndedOn },
	},
	{
		name:  "breaks",
		known: func(c *Contract) bool { return len(c.Breaks) > 0 },
		take:  func(c, from *Contract) { c.Breaks = from.Breaks },
	},
	{
		name:  "deadlines",
		known: func(c *Contract) bool { return len(c.Deadlines) > 0 },
		take:  func(c, from *Contract) { c.Deadlines = from.Deadlines },
	},
	{
		name:  "cpv",
		known: func(c *Contract) bool { return len(c.CPV) > 0 },
		take:  func(c, from *Contract) { c.CPV = from.CPV },
	},
	{
		name:  "successor",
		known: func(c *Contract) bool { return c.Successor != "" },
		take:  func(c, from *Contract) { c.Successor = from.Successor },
	},
}

// supportedBy reports whether evidence under a name supports the field.
func (f contractField) supportedBy(name string) bool {
	return f.name == name || slices.Contains(f.also, name)
}

// UnknownFields returns the names of the contract's unknown fields, of those that analysts ask for.
// The end is known if it can be worked out.
func (c *Contract) UnknownFields() []string {
	names := []string{}
	for _, f := range contractFields {
		if f.listed && !f.known(c) && (f.name != "endDate" || c.CountedEnd() == "") {
			names = append(names, f.name)
		}
	}
	return names
}

// singleContractFields returns the contract's part of SingleFields, sorted.
func singleContractFields() []string {
	var names []string
	for _, f := range contractFields {
		if f.single {
			names = append(names, f.name)
		}
	}
	slices.Sort(names)
	return names
}

// takeFramework keeps the known framework if the other text names the same one.
func takeFramework(c, from *Contract) {
	if from.CalledOff != "" || Fold(c.Framework) != Fold(from.Framework) {
		c.CalledOff = from.CalledOff
	}
	c.Framework = from.Framework
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
