package register

import (
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
)

// A title is read by the first of these that recognises it:
//
//  1. the map that was given, and then the table of titles;
//  2. the words about people;
//  3. the rules of ends, values and terms, by the words below;
//  4. the longest title of two words or more that it contains.
//
// A title also says which of several columns it is ("revised", "original"), and the unit of its
// cells: "(£000s)", "(months)", "annual", "estimated", "ex VAT", "(EUR)".

// Words that rank titles of one column. docs/import.md has these lists.
var (
	nowWords   = []string{"current", "revised", "amended", "updated", "actual"}
	firstWords = []string{"initial", "original", "first", "planned"}
	// maxWords make an end or a term the latest possible one.
	maxWords    = []string{"maximum", "max", "latest possible", "ultimate", "final", "if extended", "fully extended"}
	annualWords = []string{"annual", "annually", "per annum", "p a", "pa", "yearly", "per year", "a year", "each year"}
	wholeWords  = []string{"total", "whole life", "lifetime", "overall", "aggregate"}
)

// Words that make a title one about ends, values, terms or extensions.
var (
	endWords = []string{
		"end date", "enddate", "expiry", "expiry date", "expiration", "expires", "contract end", "end of contract", "finish date", "completion date", "termination date",
	}
	valueWords     = []string{"value", "cost", "price", "sum", "amount", "spend", "spending", "budget", "expenditure"}
	termWords      = []string{"term", "length", "duration", "contract period"}
	extensionWords = []string{"extension", "extensions", "ext", "extend", "extended", "option to extend", "extendable"}
	// ofContract are words that make a value the contract's.
	ofContract = []string{
		"contract", "total", "annual", "annually", "per annum", "yearly", "estimated", "est", "estimate", "award", "awarded", "agreement", "whole life", "lifetime", "approximate",
		"approx", "initial", "original", "current", "revised", "maximum", "max", "potential", "aggregate", "overall", "per year", "pa", "p a",
	}
)

// Words that make such a title one about something else, which is not read.
var (
	notEnd = []string{
		"notice", "break", "review", "warranty", "tender", "bid", "closing", "publication", "insurance", "financial year", "year end", "procurement", "decision", "framework end",
	}
	notValue = []string{
		"to date", "saving", "savings", "band", "threshold", "monthly", "per month", "weekly", "quarterly", "daily", "hourly", "unit", "rate", "paid to", "invoiced", "remaining", "variation",
		"deposit", "bond", "weighting", "social", "insurance", "liability", "previous", "fixed cost", "type", "basis", "currency", "centre", "code", "holder", "quantity", "lot",
	}
	notTerm      = []string{"payment", "short", "long", "notice", "conditions", "review", "warranty"}
	notExtension = []string{"applied", "taken", "used", "exercised", "approved", "decision", "notice", "reason", "granted", "invoked", "start"}
)

// place is a column of the file, and what its title says about its cells.
type place struct {
	index   int
	title   string
	rank    int // the lower rank is read first: revised, plain, original, estimated
	exact   bool
	hidden  bool
	unit    string // of amounts: "k", "m" or empty
	length  string // of terms: "months", "years" or empty
	foreign bool   // amounts in another currency
	annual  bool
	basis   estate.ValueBasis // ESTIMATE, or empty
	vat     estate.VAT        // empty if the title does not say
}

var (
	inThousands = regexp.MustCompile(`(?i)£ ?'?000'?s?\b|\(£?'?000'?s?\)|\b000'?s\b|['’]000s?\b|\bthousands?\b|£ ?k\b|\(k\)|\bgbp ?k\b`)
	inMillions  = regexp.MustCompile(`(?i)\bmillions?\b|£ ?mn?\b|\(£?mn?\)|\bgbp ?mn?\b`)
	inMonths    = regexp.MustCompile(`(?i)\b(months?|mths?)\b`)
	inYears     = regexp.MustCompile(`(?i)\b(years?|yrs?)\b`)
	// hints matches what a title says about the form of its cells: "(dd/mm/yyyy)", "(£000s)",
	// "(months)".
	hints = regexp.MustCompile(`(?i)[(\[]?\bdd?[/ .-]mm?m?[/ .-]yy(?:yy)?\b[)\]]?|[(\[](?:in |no\.? of )?(?:months?|mths?|years?|yrs?)[)\]]|[(\[](?:ex|exc|excl|excluding|inc|incl|including)\.? ?vat[)\]]|` +
		`[(\[](?:£|gbp|eur|usd|€|\$|in (?:thousands|millions)|'?000'?s?)[^)\]]*[)\]]|£'?0*'?s?`)
	camelCase = regexp.MustCompile(`([a-z])([A-Z])`)
)

// read returns the column that a title stands for, and what it says about its cells. The column is
// empty if the title is unknown.
func (m ColumnMap) read(title string) (Column, place) {
	p := place{title: title, unit: unitOf(title), foreign: parse.Foreign(title)}
	switch {
	case inMonths.MatchString(title):
		p.length = "months"
	case inYears.MatchString(title):
		p.length = "years"
	}
	folded := foldTitle(title)
	p.annual = match.RunOf(folded, annualWords) != ""
	p.basis, p.vat = parse.Basis(title)
	if p.basis != estate.BasisEstimate {
		p.basis = ""
	}
	switch {
	case match.RunOf(folded, nowWords) != "":
	case match.RunOf(folded, firstWords) != "":
		p.rank = 2
	default:
		p.rank = 1
	}
	c, exact := m.column(title)
	p.exact = exact
	if c == colValue && p.basis == estate.BasisEstimate {
		p.rank = max(p.rank, 3)
	}
	return c, p
}

func unitOf(title string) string {
	switch {
	case inThousands.MatchString(title):
		return "k"
	case inMillions.MatchString(title):
		return "m"
	}
	return ""
}

// foldTitle folds a title. "MaxEndDate" is three words.
func foldTitle(title string) string {
	return estate.Fold(camelCase.ReplaceAllString(title, "$1 $2"))
}

// column returns the column of a title, and whether the map or the table has it exactly.
func (m ColumnMap) column(title string) (c Column, exact bool) {
	folded, parted := estate.Fold(title), foldTitle(title)
	if c, ok := m[folded]; ok {
		return c, true
	}
	for _, known := range []string{folded, parted, estate.Fold(hints.ReplaceAllString(title, " "))} {
		if c, ok := byTitle[known]; ok {
			return c, true
		}
	}
	for word := range strings.FieldsSeq(parted) {
		if slices.Contains(personalWords, word) {
			return colPersonal, true
		}
	}
	if c, ruled := byRule(parted); ruled {
		return c, false
	}
	within := 0
	for _, h := range headers {
		for _, t := range h.titles {
			if len(t) > within && strings.Contains(t, " ") && match.Holds(parted, t) {
				c, within = h.column, len(t)
			}
		}
	}
	return c, false
}

var (
	withExtensions    = regexp.MustCompile(`\b(inc|incl|including|inclusive of|with|after)( \w+){0,2} (extensions?|options?)\b`)
	withoutExtensions = regexp.MustCompile(`\b(exc|excl|excluding|exclusive of|without|before|not including|not inc)( \w+){0,2} (extensions?|options?)\b`)
)

// byRule reads the titles of ends, values, terms and extensions. ruled is false if the title is
// none of these. The column is empty if the title is about something else, such as a notice's end.
func byRule(folded string) (c Column, ruled bool) {
	without := withoutExtensions.MatchString(folded)
	with := !without && withExtensions.MatchString(folded)
	folded = withoutExtensions.ReplaceAllString(folded, "")
	has := func(words []string) bool { return match.RunOf(folded, words) != "" }
	value, most := has(valueWords) && has(ofContract), with || has(maxWords)
	switch {
	case value && (has(notValue) || has(extensionWords) && !with):
		return "", true
	case value && has(annualWords) && !has(wholeWords) && !has([]string{"over the length"}):
		return colAnnual, true
	case value:
		return colValue, true
	case has(endWords) && has(notEnd):
		return "", true
	case has(endWords) && (most || has(extensionWords)):
		return colMaxEnd, true
	case has(endWords):
		return colEnd, true
	case has(termWords) && has(notTerm):
		return "", true
	case has(termWords) && most && (has(ofContract) || has([]string{"duration"})):
		return colMaxTerm, true
	case has(extensionWords) && has(notExtension):
		return "", true
	case has(extensionWords):
		return colExtension, true
	case has(termWords) && (has(ofContract) || has([]string{"duration"})):
		return colTerm, true
	}
	return "", false
}
