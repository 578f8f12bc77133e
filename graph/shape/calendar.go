package shape

import "boroughgraph/estate"

// RenewalCalendar is a calendar with the question it answers.
type RenewalCalendar struct {
	Periods []*estate.CalendarPeriod
	By      estate.CalendarUnit
	Query   estate.RenewalsQuery
}

// AsOf is the day the answer is about.
func (c *RenewalCalendar) AsOf() estate.Date { return c.Query.AsOf }

// From is the first day of the range.
func (c *RenewalCalendar) From() estate.Date { return c.Query.From }

// To is the last day of the range.
func (c *RenewalCalendar) To() estate.Date { return c.Query.To }

// AnnualValueOfPeriod is what the contracts that fall due in a period are known to cost a year.
func AnnualValueOfPeriod(p *estate.CalendarPeriod) *MoneySum {
	return annualValue(p.AnnualPence, p.VAT, p.KnownCount, p.ContractCount)
}
