package shape

import "boroughgraph/estate"

// RenewalCalendar is a calendar and the query that it answers.
type RenewalCalendar struct {
	Periods []*estate.CalendarPeriod
	By      estate.CalendarUnit
	Query   estate.RenewalsQuery
}

// AsOf returns the day that the answer is about.
func (c *RenewalCalendar) AsOf() estate.Date { return c.Query.AsOf }

// From returns the first day of the range.
func (c *RenewalCalendar) From() estate.Date { return c.Query.From }

// To returns the last day of the range.
func (c *RenewalCalendar) To() estate.Date { return c.Query.To }

// AnnualValueOfPeriod returns the known annual value of the contracts that fall due in a period.
func AnnualValueOfPeriod(p *estate.CalendarPeriod) *MoneySum {
	return annualValue(p.KnownSum, p.ContractCount)
}
