package shape

import "boroughgraph/estate"

// MoneySum is a sum of known amounts beside how many there were; Sum is nil if none was.
type MoneySum struct {
	Sum        *estate.Money
	KnownCount int
	Count      int
}

// AnnualValueOf is what the contracts of a vendor are known to cost a year.
func AnnualValueOf(v *estate.VendorShare) *MoneySum {
	return annualValue(v.AnnualPence, v.VAT, v.KnownCount, v.ContractCount)
}

func annualValue(pence *int64, vat estate.VAT, known, count int) *MoneySum {
	return &MoneySum{Sum: moneyOf(pence, vat), KnownCount: known, Count: count}
}

// SharedSupplierConnection is a page of vendors with the question they answer.
type SharedSupplierConnection struct {
	*Connection[*estate.VendorShare]
	Query estate.SharedSuppliersQuery
}

// AsOf is the day the answer is about.
func (c *SharedSupplierConnection) AsOf() estate.Date { return c.Query.AsOf }

// RenewalConnection is a page of renewals with the question they answer.
type RenewalConnection struct {
	*Connection[*Renewal]
	Query estate.RenewalsQuery
}

// AsOf is the day the answer is about.
func (c *RenewalConnection) AsOf() estate.Date { return c.Query.AsOf }

// From is the first day of the range.
func (c *RenewalConnection) From() estate.Date { return c.Query.From }

// To is the last day of the range.
func (c *RenewalConnection) To() estate.Date { return c.Query.To }

// Renewal is a renewal with the question it answers.
type Renewal struct {
	*estate.ExitPoint
	Term  estate.Term
	Row   *estate.Renewal
	Query estate.RenewalsQuery
}

// NewRenewals shows a page of renewals with the question they answer.
func NewRenewals(page estate.Page[*estate.Renewal], q estate.RenewalsQuery) estate.Page[*Renewal] {
	shown := estate.Page[*Renewal]{HasNextPage: page.HasNextPage, HasPreviousPage: page.HasPreviousPage, Total: page.Total}
	for _, r := range page.Rows {
		row := &Renewal{ExitPoint: r.Row.ExitPoint, Term: r.Row.Term, Row: r.Row, Query: q}
		shown.Rows = append(shown.Rows, estate.Keyed[*Renewal]{Row: row, Key: r.Key})
	}
	return shown
}

// StartBy is the day the work must begin by the lead time asked for.
func (r *Renewal) StartBy() estate.Date { return r.ExitPoint.StartBy(r.Query.LeadTimeMonths) }

// StartByDerived is true: no source states such a day.
func (r *Renewal) StartByDerived() bool { return true }

// OptionsLeft is how many of a contract's options lie beyond the exit point, neither
// taken nor lapsed as of the question's day; nil where they are unknown.
func (r *Renewal) OptionsLeft(c *estate.Contract) *int {
	options := c.ExtensionsOn(r.Query.AsOf)
	if options == nil || r.OptionsToTake == nil {
		return nil
	}
	left := -*r.OptionsToTake
	for _, x := range options {
		if x.State == estate.ExtensionAvailable || x.State == estate.ExtensionUnknown {
			left++
		}
	}
	return new(max(left, 0))
}
