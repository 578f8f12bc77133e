package estate

// AnnualValue is a price per year.
type AnnualValue struct {
	Pence   int64 `json:"pence"`
	VAT     VAT   `json:"vat"`
	Derived bool  `json:"derived"` // worked out from a total and a term, not stated
	// TermAssumed reports that the source does not say which term its total covers, so the initial
	// term was used.
	TermAssumed bool `json:"termAssumed"`
	// Imprecise reports that the term was counted from a start or an end that is stated only to the
	// month or the year.
	Imprecise bool `json:"imprecise,omitempty"`
}

// Annual returns the contract's price per year by RULES 5: the stated price per year, else the
// total times 12 over its whole months, else the total times 365.25 over its days, rounded half up
// to the penny. It returns nil if nothing is known, and for ranges and estimates.
func (c *Contract) Annual() *AnnualValue {
	exact, a := c.exactAnnual()
	if a != nil {
		a.Pence = exact.over(1, 1)
	}
	return a
}

// fraction is an amount before it is rounded: pence times num over den.
type fraction struct{ pence, num, den int64 }

// over returns the amount times num over den, rounded half up to the penny, once.
func (f fraction) over(num, den int64) int64 { return divideHalfUp(f.pence, f.num*num, f.den*den) }

// exactAnnual returns the price per year without rounding, and the value with its Pence left out.
func (c *Contract) exactAnnual() (fraction, *AnnualValue) {
	v := c.Value
	switch {
	case v == nil:
		return fraction{}, nil
	case v.AnnualPence != nil && v.Basis != BasisEstimate: // beside an estimate it is one too
		return fraction{*v.AnnualPence, 1, 1}, &AnnualValue{VAT: v.VAT}
	case v.Basis == BasisPerYear:
		return fraction{v.MinPence, 1, 1}, &AnnualValue{VAT: v.VAT}
	case v.Basis != BasisTotal:
		return fraction{}, nil
	case v.TermMonths != nil && *v.TermMonths > 0:
		return fraction{v.MinPence, 12, int64(*v.TermMonths)}, &AnnualValue{VAT: v.VAT, Derived: true}
	}
	return c.annualOverInitialTerm()
}

func (c *Contract) annualOverInitialTerm() (fraction, *AnnualValue) {
	a := &AnnualValue{VAT: c.Value.VAT, Derived: true, TermAssumed: true}
	if c.TermMonths != nil && *c.TermMonths > 0 {
		return fraction{c.Value.MinPence, 12, int64(*c.TermMonths)}, a
	}
	start, end := c.StartDate.First(), c.CountedEnd()
	if start.IsZero() || end.IsZero() || end < start || c.hasTaken() {
		return fraction{}, nil
	}
	a.Imprecise = c.StartDate.Precision() != PrecisionDay || c.EndDate.Precision() != PrecisionDay
	n := monthsBetween(c.StartDate, c.EndDate)
	if n == 0 {
		n = wholeMonths(start, end)
	}
	if n > 0 {
		return fraction{c.Value.MinPence, 12, int64(n)}, a
	}
	days := int64(start.DaysUntil(end)) + 1
	return fraction{c.Value.MinPence, 36525, 100 * days}, a
}

// monthsBetween returns the difference between two dates that are both stated to the month, or both
// to the year: "March 2024 to March 2027" is 36, "2025 to 2030" is 60. Otherwise it returns 0.
func monthsBetween(start, end StatedDate) int {
	if start.Precision() == PrecisionDay || start.Precision() != end.Precision() {
		return 0
	}
	s, e := start.First().Time(), end.First().Time()
	return (e.Year()-s.Year())*12 + int(e.Month()-s.Month())
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
