package shape

import "boroughgraph/estate"

// MoneySum is a sum of known amounts and how many were known. Sum is nil if none was.
type MoneySum struct {
	Sum        *estate.Money
	KnownCount int
	Count      int
}

// AnnualValueOf returns the known annual value of a vendor's contracts.
func AnnualValueOf(v *estate.VendorShare) *MoneySum {
	return annualValue(v.KnownSum, v.ContractCount)
}

func annualValue(known estate.KnownSum, count int) *MoneySum {
	return &MoneySum{Sum: moneyOf(known.AnnualPence, known.VAT), KnownCount: known.KnownCount, Count: count}
}

// SharedSupplierConnection is a page of vendors and the query that it answers.
type SharedSupplierConnection struct {
	*Connection[*estate.VendorShare]
	Query estate.SharedSuppliersQuery
}

// AsOf returns the day that the answer is about.
func (c *SharedSupplierConnection) AsOf() estate.Date { return c.Query.AsOf }

// RenewalConnection is a page of renewals and the query that it answers.
type RenewalConnection struct {
	*Connection[*Renewal]
	Query estate.RenewalsQuery
}

// AsOf returns the day that the answer is about.
func (c *RenewalConnection) AsOf() estate.Date { return c.Query.AsOf }

// From returns the first day of the range.
func (c *RenewalConnection) From() estate.Date { return c.Query.From }

// To returns the last day of the range.
func (c *RenewalConnection) To() estate.Date { return c.Query.To }

// Renewal is a renewal and the query that it answers.
type Renewal struct {
	*estate.ExitPoint
	Term  estate.Term
	Row   *estate.Renewal
	Query estate.RenewalsQuery
}

// NewRenewals returns a page of renewals in the schema's form, each with the query that it answers.
func NewRenewals(page estate.Page[*estate.Renewal], q estate.RenewalsQuery) estate.Page[*Renewal] {
	shown := estate.Page[*Renewal]{HasNextPage: page.HasNextPage, HasPreviousPage: page.HasPreviousPage, Total: page.Total}
	for _, r := range page.Rows {
		row := &Renewal{ExitPoint: r.Row.ExitPoint, Term: r.Row.Term, Row: r.Row, Query: q}
		shown.Rows = append(shown.Rows, estate.Keyed[*Renewal]{Row: row, Key: r.Key})
	}
	return shown
}

// StartBy returns the day by which work must begin, given the requested lead time.
func (r *Renewal) StartBy() estate.Date { return r.ExitPoint.StartBy(r.Query.LeadTimeMonths) }

// StartByDerived returns true, because no source states such a day.
func (r *Renewal) StartByDerived() bool { return true }
