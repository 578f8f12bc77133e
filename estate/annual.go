package estate

// AnnualValue is a price per year.
type AnnualValue struct {
	Pence   int64 `json:"pence"`
	VAT     VAT   `json:"vat"`
	Derived bool  `json:"derived"` // worked out from a total and a term, not stated
	// TermAssumed reports that the source does not say which term its total covers, so the initial
	// term was used.
	TermAssumed bool `json:"termAssumed"`
}

// Annual returns the contract's price per year by RULES 5: the stated price per year, else the
// total times 12 over its whole months, else the total times 365.25 over its days, rounded half up
// to the penny. It returns nil if nothing is known, and for ranges and estimates.
func (c *Contract) Annual() *AnnualValue {
	v := c.Value
	switch {
	case v == nil:
		return nil
	case v.AnnualPence != nil && v.Basis != BasisEstimate: // beside an estimate it is one too
		return &AnnualValue{Pence: *v.AnnualPence, VAT: v.VAT}
	case v.Basis == BasisPerYear:
		return &AnnualValue{Pence: v.MinPence, VAT: v.VAT}
	case v.Basis != BasisTotal:
		return nil
	case v.TermMonths != nil && *v.TermMonths > 0:
		return &AnnualValue{Pence: divideHalfUp(v.MinPence, 12, int64(*v.TermMonths)), VAT: v.VAT, Derived: true}
	}
	return c.annualOverInitialTerm()
}

func (c *Contract) annualOverInitialTerm() *AnnualValue {
	a := &AnnualValue{VAT: c.Value.VAT, Derived: true, TermAssumed: true}
	if c.TermMonths != nil && *c.TermMonths > 0 {
		a.Pence = divideHalfUp(c.Value.MinPence, 12, int64(*c.TermMonths))
		return a
	}
	start, end := c.StartDate.First(), c.CountedEnd()
	if start.IsZero() || end.IsZero() || end < start || c.hasTaken() {
		return nil
	}
	if n := wholeMonths(start, end); n > 0 {
		a.Pence = divideHalfUp(c.Value.MinPence, 12, int64(n))
		return a
	}
	days := int64(start.DaysUntil(end)) + 1
	a.Pence = divideHalfUp(c.Value.MinPence, 36525, 100*days)
	return a
}

// wholeMonths returns n where addMonths(start, n) = end + 1 day, or 0 if there is no such n.
func wholeMonths(start, end Date) int {
	free := end.AddDays(1)
	s, e := start.Time(), free.Time()
	n := (e.Year()-s.Year())*12 + int(e.Month()-s.Month())
	if n > 0 && start.AddMonths(n) == free {
		return n
	}
	return 0
}

// Money returns the amount per year.
func (a *AnnualValue) Money() Money { return Money{Pence: a.Pence, VAT: a.VAT} }
