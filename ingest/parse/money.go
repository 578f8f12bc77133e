package parse

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"boroughgraph/estate"
)

var (
	vatExcluded = regexp.MustCompile(`(?i)\b(ex|exc|excl|excludes|excluding|exclusive( of)?|net of|before|plus|\+)\.? ?(of )?vat\b|\+ ?vat\b`)
	vatIncluded = regexp.MustCompile(`(?i)\b(inc|incl|includes|including|inclusive( of)?|gross of|with)\.? ?(of )?vat\b`)
	perYear     = regexp.MustCompile(`(?i)\b(per annum|per year|a year|each year|annually|annual|yearly|p\.?a\b\.?)|/ ?(yr|year|annum)\b`)
	estimated   = regexp.MustCompile(`(?i)\b(approximately|approx|circa|ca|about|around|estimated|estimate|est|up to|maximum|max|ceiling|budget|including (allowed )?extensions|incl?\.? extensions)\b\.?|^c\.? ?(£|\d)|~`)
	circa       = regexp.MustCompile(`(?i)^c\.? ?(£|\d)`)
	padding     = regexp.MustCompile(`(?i)\b(gbp|total|value|range|between|from|of)\b|[():]`)
	foreign     = regexp.MustCompile(`(?i)[€$¥]|\b(eur|euros?|usd|us dollars?|dollars?|chf|jpy|yen|cad|aud|nok|sek|dkk)\b`)
	amount      = regexp.MustCompile(`^£? ?(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,15})(\.\d{1,20})?(e\+?\d{1,2})? ?(k|thousand|m|mn|million|bn|billion)?$`)
	rangeMark   = regexp.MustCompile(`\s*[-–—]\s*|\s+(?:to|and)\s+`)
)

var thousands = map[string]int32{"": 0, "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}

// maxPounds exceeds what any council spends. A larger number is a telephone number or a typing
// error.
var maxPounds = decimal.New(1, 11)

// Foreign reports whether a text names a currency other than pounds.
func Foreign(text string) bool { return foreign.MatchString(text) }

// Basis returns what a title or a cell states about an amount. Basis and VAT are empty if it states
// nothing.
func Basis(text string) (estate.ValueBasis, estate.VAT) {
	var vat estate.VAT
	switch excluded, included := vatExcluded.MatchString(text), vatIncluded.MatchString(text); {
	case excluded && !included:
		vat = estate.VATExcluded
	case included && !excluded:
		vat = estate.VATIncluded
	}
	switch {
	case estimated.MatchString(text):
		return estate.BasisEstimate, vat
	case perYear.MatchString(text):
		return estate.BasisPerYear, vat
	}
	return "", vat
}

// Money reads an amount in pounds: "£1,234.56", "1.2m", "6m to 8m", "c. 50k a year". The value says
// what the cell says about itself; the basis is TOTAL and the VAT UNKNOWN where it says nothing.
// why is empty if the amount was read. unit is the one that the column's heading states: "k" for
// thousands, "m" for millions, else empty. A cell with a unit of its own keeps that.
func Money(cell, unit string) (v estate.Value, why string) {
	// A lost byte before an amount was its sign.
	text := strings.ReplaceAll(Clean(cell), "\ufffd", "£")
	if foreign.MatchString(text) {
		return v, "the amount is not in pounds"
	}
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		return v, "the amount is below zero, as accountants write it"
	}
	v.Basis, v.VAT = Basis(text)
	text = circa.ReplaceAllString(text, "$1")
	for _, words := range []*regexp.Regexp{vatExcluded, vatIncluded, perYear, estimated, padding} {
		text = words.ReplaceAllString(text, " ")
	}
	text = strings.Trim(strings.ToLower(Clean(text)), " .,;")
	ends := []string{text}
	if _, one := pounds(text, unit); !one {
		ends = rangeMark.Split(text, -1)
	}
	if len(ends) > 2 {
		return v, "it is not one amount"
	}
	if m := amount.FindStringSubmatch(ends[len(ends)-1]); m != nil && m[4] != "" {
		unit = m[4]
	}
	low, ok := pounds(ends[0], unit)
	high, ok2 := pounds(ends[len(ends)-1], unit)
	if !ok || !ok2 {
		return v, "it is not an amount"
	}
	if high.LessThan(low) || high.GreaterThan(maxPounds) {
		return v, "it is not an amount that a contract can have"
	}
	v.MinPence, v.MaxPence = low.Shift(2).Round(0).IntPart(), high.Shift(2).Round(0).IntPart()
	switch {
	case len(ends) == 2 && v.MinPence < v.MaxPence:
		v.Basis = estate.BasisRange
	case v.Basis == "":
		v.Basis = estate.BasisTotal
	}
	if v.VAT == "" {
		v.VAT = estate.VATUnknown
	}
	return v, ""
}

// pounds returns an amount. unit is the unit that a range states only once, as in "6 to 8 million",
// or that the column has.
func pounds(text, unit string) (decimal.Decimal, bool) {
	m := amount.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return decimal.Zero, false
	}
	if m[4] == "" {
		m[4] = unit
	}
	d, err := decimal.NewFromString(strings.NewReplacer(",", "", " ", "").Replace(m[1]) + m[2] + m[3])
	return d.Shift(thousands[m[4]]), err == nil
}
