package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"boroughgraph/estate"
)

// What a cell of a register says. Whatever can mean two things is not read: the row keeps
// it as text in its evidence, and the report says so.

// nothing are words that say that nothing is known or that nothing applies, folded.
var nothing = []string{
	"", "tbc", "tba", "tbd", "n a", "na", "none", "unknown", "not known", "not applicable", "not available", "not stated", "nil",
	"null", "blank", "pending", "to be confirmed", "to be advised", "to be determined", "n k", "nk", "ref", "value", "name", "various", "multiple", "see above", "see below",
}

// statesNothing reports whether a cell has no value in it.
func statesNothing(cell string) bool {
	const longest = 40 // bytes that one of the words and what may stand around it have
	return len(cell) <= longest && slices.Contains(nothing, estate.Fold(cell))
}

var dayLayouts = []string{
	"2006-1-2", "2006/1/2", "2006.1.2",
	"2/1/2006", "2-1-2006", "2.1.2006", "2 1 2006", "2/1/06", "2-1-06", "2.1.06",
	"2-Jan-06", "2-Jan-2006", "2 Jan 06", "2 Jan 2006", "2/Jan/2006", "2-January-2006", "2 January 2006", "2 January 06", "Monday 2 January 2006", "Monday, 2 January 2006", "20060102",
}

var monthLayouts = []string{"Jan-06", "Jan 06", "Jan-2006", "Jan 2006", "January 2006", "January-2006", "January-06", "1/2006", "01/2006", "2006-01"}

var (
	ordinal   = regexp.MustCompile(`(?i)\b(\d{1,2})(st|nd|rd|th)\b( of)?`)
	timeOfDay = regexp.MustCompile(`^(\S+?)[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[APap][Mm])?(Z|[+-]\d{2}:?\d{2})?$`)
	serial    = regexp.MustCompile(`^\d{5}(\.\d+)?$`)
	year      = regexp.MustCompile(`^\d{4}$`)
)

// Years outside of these are slips of the pen; a workbook's day numbers are held to them too.
const (
	firstYear = 1970
	lastYear  = 2100
)

// parseDate reads a date, the day before the month: 1/4/2025 is 1 April, and 12/31/2025 is
// no date. A whole number of five digits is a workbook's day. False where it is no date.
func parseDate(cell string, epoch1904 bool) (estate.StatedDate, bool) {
	text := ordinal.ReplaceAllString(clean(cell), "$1")
	if m := timeOfDay.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	text = strings.ReplaceAll(text, "Sept ", "Sep ")
	text = strings.ReplaceAll(text, "Sept-", "Sep-")
	if serial.MatchString(text) {
		days, _ := strconv.ParseFloat(text, 64) // five digits, as matched
		base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
		if epoch1904 {
			base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		return inYears(base.AddDate(0, 0, int(days)), "2006-01-02")
	}
	if year.MatchString(text) {
		t, _ := time.Parse("2006", text)
		return inYears(t, "2006")
	}
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return inYears(t, "2006-01-02")
		}
	}
	for _, layout := range monthLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return inYears(t, "2006-01")
		}
	}
	return "", false
}

func inYears(t time.Time, layout string) (estate.StatedDate, bool) {
	if t.Year() < firstYear || t.Year() > lastYear {
		return "", false
	}
	return estate.StatedDate(t.Format(layout)), true
}

var (
	vatExcluded = regexp.MustCompile(`(?i)\b(ex|exc|excl|excludes|excluding|exclusive( of)?|net of|before|plus|\+)\.? ?(of )?vat\b|\+ ?vat\b`)
	vatIncluded = regexp.MustCompile(`(?i)\b(inc|incl|includes|including|inclusive( of)?|gross of|with)\.? ?(of )?vat\b`)
	perYear     = regexp.MustCompile(`(?i)\b(per annum|per year|a year|each year|annually|annual|yearly|p\.?a\b\.?)|/ ?(yr|year|annum)\b`)
	estimated   = regexp.MustCompile(`(?i)\b(approximately|approx|circa|ca|about|around|estimated|estimate|est|up to|maximum|max|ceiling|budget|including (allowed )?extensions|incl?\.? extensions)\b\.?|^c\.? ?(£|\d)|~`)
	circa       = regexp.MustCompile(`(?i)^c\.? ?(£|\d)`)
	padding     = regexp.MustCompile(`(?i)\b(gbp|total|value|range|between|from|of)\b|[():]`)
	foreign     = regexp.MustCompile(`(?i)[€$]|\b(eur|euros?|usd|dollars?)\b`)
	amount      = regexp.MustCompile(`^£? ?(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,15})(\.\d{1,12})?(e\+?\d{1,2})? ?(k|thousand|m|mn|million|bn|billion)?$`)
	rangeMark   = regexp.MustCompile(`\s*[-–—]\s*|\s+(?:to|and)\s+`)
)

var thousands = map[string]int32{"": 0, "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}

// maxPounds is more than any council spends: a longer number is a telephone number or a slip.
var maxPounds = decimal.New(1, 11)

// basisOf is what a title or a cell says of an amount; VAT and basis are empty where it says nothing.
func basisOf(text string) (estate.ValueBasis, estate.VAT) {
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

// parseMoney reads an amount of pounds: "£1,234.56", "1.2m", "6m to 8m", "c. 50k a year". What the
// cell says of itself is in the value; basis TOTAL and VAT UNKNOWN where it says nothing. why is
// empty if it was read.
func parseMoney(cell string) (v estate.Value, why string) {
	text := strings.ReplaceAll(clean(cell), "\ufffd", "£") // a lost byte before an amount was its sign
	if foreign.MatchString(text) {
		return v, "the amount is not in pounds"
	}
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		return v, "the amount is below zero, as accountants write it"
	}
	v.Basis, v.VAT = basisOf(text)
	text = circa.ReplaceAllString(text, "$1")
	for _, words := range []*regexp.Regexp{vatExcluded, vatIncluded, perYear, estimated, padding} {
		text = words.ReplaceAllString(text, " ")
	}
	text = strings.Trim(strings.ToLower(clean(text)), " .,;")
	ends := []string{text}
	if _, one := pounds(text, ""); !one {
		ends = rangeMark.Split(text, -1)
	}
	if len(ends) > 2 {
		return v, "it is not one amount"
	}
	unit := ""
	if m := amount.FindStringSubmatch(ends[len(ends)-1]); m != nil {
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

// pounds is an amount; unit is the one that a range states only once, "6 to 8 million".
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

var codeMark = regexp.MustCompile(`[,;/|\s]+`)

// parseCPV reads the CPV codes of a cell, without their check digits, each once; names beside
// them are passed over. left are the numbers that are no code.
func parseCPV(cell string) (codes, left []string) {
	for _, word := range codeMark.Split(clean(cell), -1) {
		digits, check, _ := strings.Cut(strings.Trim(word, ".:()"), "-")
		if _, err := strconv.Atoi(digits); err != nil {
			continue
		}
		if _, err := strconv.Atoi(check); len(digits) != 8 || len(check) > 1 && err == nil {
			left = append(left, word)
			continue
		}
		if !slices.Contains(codes, digits) {
			codes = append(codes, digits)
		}
	}
	return codes, left
}
