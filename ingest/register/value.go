package register

import (
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
)

// yearMonths is the term of a yearly estimate.
var yearMonths = 12

// value reads the total and the yearly price. A yearly estimate is an estimate for twelve months.
func (r *reading) value() {
	total, read := r.money(colValue)
	annual, yearly := r.money(colAnnual)
	estimated, perYear := r.fixed()
	if read {
		if estimated && (total.Basis == estate.BasisTotal || total.Basis == estate.BasisPerYear) {
			total = estimateOf(total, total.Basis == estate.BasisPerYear || perYear)
		} else if perYear && total.Basis == estate.BasisTotal {
			total.Basis = estate.BasisPerYear
		}
	}
	if yearly {
		switch {
		case annual.Basis == estate.BasisEstimate, annual.Basis == estate.BasisRange:
			annual.TermMonths = &yearMonths
		case estimated:
			annual = estimateOf(annual, true)
		default:
			annual.Basis = estate.BasisPerYear
		}
	}
	c := r.draft.contract
	switch {
	case !read && !yearly:
	case !read:
		c.Value = &annual
	case !yearly, total.Basis == estate.BasisRange, total.TermMonths != nil:
		c.Value = &total
	case total.Basis == estate.BasisEstimate && annual.Basis == estate.BasisPerYear:
		c.Value = &annual // a stated price is worth more than an estimate
	case total.Basis == estate.BasisTotal && annual.Basis == estate.BasisPerYear, total.Basis == estate.BasisEstimate && annual.Basis == estate.BasisEstimate:
		total.AnnualPence = &annual.MinPence
		c.Value = &total
	default:
		c.Value = &total
	}
}

func estimateOf(v estate.Value, yearly bool) estate.Value {
	if v.Basis = estate.BasisEstimate; yearly {
		v.TermMonths = &yearMonths
	}
	return v
}

// fixed returns what the column for fixed or estimated cost says about the value.
func (r *reading) fixed() (estimated, perYear bool) {
	said := estate.Fold(r.cell(colFixedCost))
	if r.raw(colFixedCost) != "" && said == "" {
		said = estate.Fold(r.raw(colFixedCost))
	}
	words := strings.Fields(said)
	has := func(some ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(some, w) })
	}
	perYear = has("annual", "annually", "annum", "yearly", "pa")
	switch {
	case has("estimate", "estimated", "estimates", "est", "approximate", "approx", "variable", "maximum", "max", "ceiling", "budget", "indicative"):
		return true, perYear
	case len(words) == 2 && words[0] == "not" && words[1] == "fixed":
		return true, perYear
	}
	boolean := strings.HasPrefix(foldTitle(r.title(colFixedCost)), "fixed")
	return boolean && len(words) == 1 && has("false", "no", "n", "0"), perYear
}

// money reads an amount. If its cell does not state the basis and VAT, its title may.
func (r *reading) money(column Column) (v estate.Value, read bool) {
	p, _ := r.pick(column)
	text := parse.Clean(r.raw(column))
	if text == "" {
		return v, false
	}
	if estate.Fold(strings.ReplaceAll(text, "\ufffd", "")) == "" || parse.StatesNothing(text) {
		r.note(column, "it states no amount")
		return v, false
	}
	r.evidence("value", column)
	v, why := parse.Money(text, p.unit)
	if why == "" {
		why = r.doubt(p, v)
	}
	if why != "" {
		r.note(column, why)
		return v, false
	}
	if v.Basis == estate.BasisTotal && p.basis != "" {
		v.Basis = p.basis
	}
	if v.Basis == estate.BasisPerYear && p.basis != "" {
		v = estimateOf(v, true)
	}
	if v.VAT == estate.VATUnknown && p.vat != "" {
		v.VAT = p.vat
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

// If an amount under a title in thousands or millions is at least this, it was probably written in
// full.
const (
	fullInThousands = 100_000 * 1000 * 100 // pence
	fullInMillions  = 10_000 * 1_000_000 * 100
)

// doubt returns why an amount is not used as the contract's value, or "" if it is.
func (r *reading) doubt(p place, v estate.Value) string {
	currency := estate.Fold(strings.ReplaceAll(r.cell(colCurrency), "£", "gbp"))
	switch {
	case p.foreign:
		return "the amount is not in pounds, by its title"
	case currency != "" && !slices.Contains([]string{"gbp", "pounds", "pound", "sterling", "pounds sterling", "pound sterling", "british pound", "british pounds", "uk pounds", "gb pounds", "gbp gbp"}, currency):
		return "the amount is in " + r.cell(colCurrency) + ", not in pounds"
	case p.unit == "k" && v.MaxPence >= fullInThousands, p.unit == "m" && v.MaxPence >= fullInMillions:
		return "its title states a unit, and the cell seems to be written in full: it can mean two things"
	case v.MaxPence == 0:
		return "nothing is paid, or the amount was not filled in: it counts as unknown"
	case placeholder(v):
		return "0, 0.01 and 1 stand in for amounts that are not known"
	}
	return ""
}

// placeholder reports whether an amount stands in for an unknown one (RULES 5).
func placeholder(v estate.Value) bool {
	return v.MinPence == v.MaxPence && (v.MaxPence == 0 || v.MaxPence == 1 || v.MaxPence == 100)
}
