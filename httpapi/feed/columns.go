package feed

import (
	"fmt"
	"strconv"
)

// The rows that the operations in selection/ return. A text that is not known is empty.
type (
	named struct{ Name string }

	party struct {
		Borough *named
		Name    string
	}

	supplier struct {
		Supplier named
		SignedAs string
	}

	money struct{ Amount, Currency, VAT string }

	annual struct {
		Money   money
		Derived bool
	}

	reading struct {
		Source        named
		Address, AsOf string
	}

	contract struct {
		ID, OCID, Reference, Title, Stage, Term string

		Parties           []party
		Suppliers         []supplier
		SuppliersWithheld bool
		Systems, Services []named

		StartDate, StartDateStated, EndDate, EndDateStated string
		Anniversary, AnniversaryStated                     string
		MaxExtentDate, MaxExtentDateStated                 string
		EndDerived, Rolling                                bool
		Extensions                                         *[]struct {
			Months int
			State  string
		}
		Value *struct {
			Min, Max money
			Basis    string
		}
		AnnualValue   *annual
		Successor     *struct{ ID string }
		UnknownFields []string
		Evidence      []reading
	}

	renewal struct {
		Date, DateStated, Kind, ExitDate, ExitDateStated, ActBy, ActByStated, StartBy, Term string
		Position                                                                            int
		OptionsToTake, OptionsLeft                                                          *int
		Assumed, Derived                                                                    bool
		Contract                                                                            contract
	}
)

func (p party) name() string {
	if p.Borough != nil {
		return p.Borough.Name
	}
	return p.Name
}

func name(n named) string { return n.Name }

func (c contract) parties() string { return each(c.Parties, party.name) }

// suppliers returns the suppliers' names, or says that the source withholds them.
func (c contract) suppliers() string {
	if c.SuppliersWithheld {
		return "(withheld by the source)"
	}
	return each(c.Suppliers, func(s supplier) string { return s.Supplier.Name })
}

// options returns the options in order, "none" if it is known that there are none, and "" if they
// are not known.
func (c contract) options() string {
	if c.Extensions == nil {
		return ""
	}
	if len(*c.Extensions) == 0 {
		return "none"
	}
	text := ""
	for i, x := range *c.Extensions {
		if i > 0 {
			text += "; "
		}
		text += fmt.Sprintf("%d months %s", x.Months, x.State)
	}
	return text
}

func (c contract) annual(part func(annual) string) string {
	if c.AnnualValue == nil {
		return ""
	}
	return part(*c.AnnualValue)
}

func (c contract) worth(part func(smallest, largest money, basis string) string) string {
	if c.Value == nil {
		return ""
	}
	return part(c.Value.Min, c.Value.Max, c.Value.Basis)
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// sources returns the columns that name the sources of a line.
func sources[T any](of func(T) []reading) []column[T] {
	return []column[T]{
		{"sources", func(t T) string { return each(of(t), func(r reading) string { return r.Source.Name }) }},
		{"addresses", func(t T) string { return each(of(t), func(r reading) string { return r.Address }) }},
		{"readAsOf", func(t T) string { return each(of(t), func(r reading) string { return r.AsOf }) }},
	}
}

// itself returns the lines of a layout with one line for each node.
func itself[T any](t T) []T { return []T{t} }

var contractColumns = layout[contract, contract]{itself[contract], append([]column[contract]{
	{"id", func(c contract) string { return c.ID }},
	{"ocid", func(c contract) string { return c.OCID }},
	{"reference", func(c contract) string { return c.Reference }},
	{"title", func(c contract) string { return c.Title }},
	{"stage", func(c contract) string { return c.Stage }},
	{"term", func(c contract) string { return c.Term }},
	{"parties", contract.parties},
	{"suppliers", contract.suppliers},
	{"signedAs", func(c contract) string { return each(c.Suppliers, func(s supplier) string { return s.SignedAs }) }},
	{"systems", func(c contract) string { return each(c.Systems, name) }},
	{"services", func(c contract) string { return each(c.Services, name) }},
	{"startDate", func(c contract) string { return c.StartDate }},
	{"startDateStated", func(c contract) string { return c.StartDateStated }},
	{"endDate", func(c contract) string { return c.EndDate }},
	{"endDateStated", func(c contract) string { return c.EndDateStated }},
	{"endDerived", func(c contract) string { return strconv.FormatBool(c.EndDerived) }},
	{"rolling", func(c contract) string { return strconv.FormatBool(c.Rolling) }},
	{"anniversary", func(c contract) string { return c.Anniversary }},
	{"anniversaryStated", func(c contract) string { return c.AnniversaryStated }},
	{"extensions", contract.options},
	{"maxExtentDate", func(c contract) string { return c.MaxExtentDate }},
	{"maxExtentDateStated", func(c contract) string { return c.MaxExtentDateStated }},
	{"valueMin", func(c contract) string { return c.worth(func(low, _ money, _ string) string { return low.Amount }) }},
	{"valueMax", func(c contract) string { return c.worth(func(_, high money, _ string) string { return high.Amount }) }},
	{"currency", func(c contract) string { return c.worth(func(low, _ money, _ string) string { return low.Currency }) }},
	{"vat", func(c contract) string { return c.worth(func(low, _ money, _ string) string { return low.VAT }) }},
	{"valueBasis", func(c contract) string { return c.worth(func(_, _ money, basis string) string { return basis }) }},
	{"annualValue", func(c contract) string { return c.annual(func(a annual) string { return a.Money.Amount }) }},
	{"annualDerived", func(c contract) string {
		return c.annual(func(a annual) string { return strconv.FormatBool(a.Derived) })
	}},
	{"successor", func(c contract) string {
		if c.Successor == nil {
			return ""
		}
		return c.Successor.ID
	}},
	{"unknownFields", func(c contract) string { return joined(c.UnknownFields...) }},
}, sources(func(c contract) []reading { return c.Evidence })...)}

var renewalColumns = layout[renewal, renewal]{itself[renewal], append([]column[renewal]{
	{"date", func(r renewal) string { return r.Date }},
	{"dateStated", func(r renewal) string { return r.DateStated }},
	{"kind", func(r renewal) string { return r.Kind }},
	{"startBy", func(r renewal) string { return r.StartBy }},
	{"actBy", func(r renewal) string { return r.ActBy }},
	{"actByStated", func(r renewal) string { return r.ActByStated }},
	{"exitDate", func(r renewal) string { return r.ExitDate }},
	{"exitDateStated", func(r renewal) string { return r.ExitDateStated }},
	{"optionsToTake", func(r renewal) string { return number(r.OptionsToTake) }},
	{"optionsLeft", func(r renewal) string { return number(r.OptionsLeft) }},
	{"assumed", func(r renewal) string { return strconv.FormatBool(r.Assumed) }},
	{"derived", func(r renewal) string { return strconv.FormatBool(r.Derived) }},
	{"term", func(r renewal) string { return r.Term }},
	{"contract", func(r renewal) string { return r.Contract.ID }},
	{"title", func(r renewal) string { return r.Contract.Title }},
	{"parties", func(r renewal) string { return r.Contract.parties() }},
	{"suppliers", func(r renewal) string { return r.Contract.suppliers() }},
	{"systems", func(r renewal) string { return each(r.Contract.Systems, name) }},
	{"annualValue", func(r renewal) string { return r.Contract.annual(func(a annual) string { return a.Money.Amount }) }},
	{"currency", func(r renewal) string { return r.Contract.annual(func(a annual) string { return a.Money.Currency }) }},
	{"vat", func(r renewal) string { return r.Contract.annual(func(a annual) string { return a.Money.VAT }) }},
	{"annualDerived", func(r renewal) string {
		return r.Contract.annual(func(a annual) string { return strconv.FormatBool(a.Derived) })
	}},
}, sources(func(r renewal) []reading { return r.Contract.Evidence })...)}
