package register

import (
	"regexp"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
)

var (
	// datePlus is an end with options behind it: "31/03/2027 + 1 year", "31 March 2027 (option to extend for 2 years)".
	datePlus = regexp.MustCompile(`(?i)^(.*?\d)\s*(?:\+|plus\b|with\b|\(|,)\s*(.*)$`)
	rolling  = regexp.MustCompile(`(?i)\brolling\b`)
)

// dates reads the start and the end. A row whose end is before its start is not used: nobody knows which is wrong.
func (r *reading) dates() *skip {
	c := r.draft.contract
	if text := r.cell(colStart); text != "" {
		r.evidence("startDate", colStart)
		start, ok := parse.Date(text, r.table.epoch1904())
		if !ok {
			r.note(colStart, "it is not a date")
		}
		c.StartDate = start
	} else if parse.Clean(r.raw(colStart)) != "" {
		r.note(colStart, "it states no date")
	}
	r.end()
	if c.StartDate != "" && c.EndDate != "" && c.EndDate.Last() < c.StartDate.First() {
		return r.skipped(colEnd, "it ends before its start, "+r.cell(colStart), true)
	}
	return nil
}

func (r *reading) end() {
	c, text := r.draft.contract, r.cell(colEnd)
	if text == "" {
		if parse.Clean(r.raw(colEnd)) != "" {
			r.note(colEnd, "it states no date")
		}
		return
	}
	r.evidence("endDate", colEnd)
	if end, ok := parse.Date(text, r.table.epoch1904()); ok {
		c.EndDate = end
		return
	}
	if m := datePlus.FindStringSubmatch(text); m != nil {
		end, ok := parse.Date(m[1], r.table.epoch1904())
		more, read := parse.Term("+ " + strings.TrimSuffix(m[2], ")"))
		if ok && read {
			c.EndDate, c.Extensions = end, parse.Extensions(more.Options)
			return
		}
	}
	if rolling.MatchString(text) {
		c.Rolling = true
		return
	}
	if t, ok := parse.Term(text); ok && t.Months > 0 {
		r.useTerm(colEnd, t)
		return
	}
	r.note(colEnd, "it is not a date")
}

// extend reads the column of the term and that of the extensions, which holds a last date, options, or a term.
func (r *reading) extend() {
	c := r.draft.contract
	if text := r.cell(colTerm); text != "" {
		r.evidence("termMonths", colTerm)
		if t, ok := parse.Term(text); ok && t.Months > 0 {
			r.useTerm(colTerm, t)
		} else {
			r.note(colTerm, "it is not a term that can be read in one way only")
		}
	}
	text := r.cell(colExtension)
	if estate.Fold(r.raw(colExtension)) == "none" || estate.Fold(r.raw(colExtension)) == "nil" { // of options they do state something
		text = parse.Clean(r.raw(colExtension))
	}
	if text == "" {
		if parse.Clean(r.raw(colExtension)) != "" {
			r.note(colExtension, "it states no extension")
		}
		return
	}
	if last, ok := parse.Date(text, r.table.epoch1904()); ok {
		r.evidence("maxExtentDate", colExtension)
		if c.EndDate != "" && last.Last() < c.EndDate.Last() {
			r.note(colExtension, "it is before the end")
			return
		}
		c.MaxExtentDate = last
		return
	}
	r.evidence("extensions", colExtension)
	t, ok := parse.Term(text)
	switch {
	case !ok:
		r.note(colExtension, "it is not an extension that can be read in one way only")
	case t.Months > 0:
		r.useTerm(colExtension, t)
	default:
		c.Extensions = parse.Extensions(t.Options)
	}
}

// useTerm takes a term and its options, unless the stated dates say otherwise: then an end may or may not
// have options in it, and none is taken for known.
func (r *reading) useTerm(column Column, t parse.Length) {
	c := r.draft.contract
	if c.StartDate != "" && c.EndDate != "" {
		free := c.StartDate.First().AddMonths(t.Months)
		if end := c.EndDate.Last(); end != free && end != free.AddDays(-1) {
			r.note(column, "the dates make another term: neither it nor its options were taken")
			return
		}
	}
	if c.Rolling {
		r.note(column, "the contract is rolling: neither the term nor its options were taken")
		return
	}
	c.TermMonths = &t.Months
	if t.Options != nil {
		c.Extensions = parse.Extensions(t.Options)
	}
}

// value reads the total and the yearly price.
func (r *reading) value() {
	c := r.draft.contract
	total, read := r.money(colValue)
	annual, yearly := r.money(colAnnual)
	if strings.HasPrefix(estate.Fold(r.cell(colFixedCost)), "estimate") && total.Basis == estate.BasisTotal {
		total.Basis = estate.BasisEstimate
	}
	plain := annual.Basis == estate.BasisTotal || annual.Basis == estate.BasisPerYear
	switch {
	case read && yearly && plain && total.Basis == estate.BasisTotal:
		total.AnnualPence = &annual.MinPence
		c.Value = &total
	case read:
		c.Value = &total
	case yearly:
		if plain {
			annual.Basis = estate.BasisPerYear
		}
		c.Value = &annual
	}
}

// money reads an amount; what its cell does not say of basis and VAT its title may.
func (r *reading) money(column Column) (v estate.Value, read bool) {
	text := parse.Clean(r.raw(column))
	if text == "" {
		return v, false
	}
	if estate.Fold(strings.ReplaceAll(text, "\ufffd", "")) == "" || parse.StatesNothing(text) {
		r.note(column, "it states no amount")
		return v, false
	}
	r.evidence("value", column)
	v, why := parse.Money(text, "")
	if why == "" && v.MaxPence == 0 {
		why = "nothing is paid, or nobody filled it in: it is taken for unknown"
	}
	if why != "" {
		r.note(column, why)
		return v, false
	}
	basis, vat := parse.Basis(r.header.title(column))
	if v.Basis == estate.BasisTotal && basis != "" || v.Basis == estate.BasisPerYear && basis == estate.BasisEstimate {
		v.Basis = basis
	}
	if v.VAT == estate.VATUnknown && vat != "" {
		v.VAT = vat
	}
	if said := estate.Fold(r.cell(colVAT)); v.VAT == estate.VATUnknown {
		switch {
		case strings.HasPrefix(said, "ex"), strings.HasPrefix(said, "net"):
			v.VAT = estate.VATExcluded
		case strings.HasPrefix(said, "inc"), strings.HasPrefix(said, "gross"):
			v.VAT = estate.VATIncluded
		}
	}
	return v, true
}
