package parse

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"boroughgraph/estate"
)

// Length is the length of a contract as a cell states it: "2+1+1 years" is 24 months and two
// options of 12.
type Length struct {
	Months  int   // the initial term; 0 if not stated
	Options []int // months of each option; nil if not stated, empty if there are none
}

// Longer terms, and more options, are typing errors.
const (
	MaxTermMonths = 12 * 60
	maxOptions    = 20
)

// noOptions matches lower-case cells of an extension column which say that there are no options.
var noOptions = regexp.MustCompile(`^(no|none|nil|n|0|not extendable|cannot be extended|` +
	`(no|none|nil) (further |more |remaining )?(extensions?|options?)( available| remaining| period| options?| to extend)?|none (available|remaining)|fully extended)\.?$`)

var (
	optionWords = regexp.MustCompile(`(with )?((an|the) )?(options? (to extend|of extension)|extendable|extensions?|extend|options?)( options?| period)?( (of|for|by|available|possible))?( up to)?( an?)?`)
	fillWords   = regexp.MustCompile(`\b(initial|contract|term|period|periods|the|further|additional|another|optional|possible|in total|with|each|an?|of|for)\b|[()\[\].]`)
	plusWords   = regexp.MustCompile(`\b(plus|and|then)\b|&|,`)
	plusses     = regexp.MustCompile(`(\s*\+\s*)+`)
	termItem    = regexp.MustCompile(`^(?:(\d{1,2}) ?[x×] ?)?(\d{1,3}) ?(years?|yrs?|y|months?|mths?|mos?|m)?$`)
	openOption  = regexp.MustCompile(`(?:\b(?:with|and|plus)\b|\+)[^0-9]*\b(?:options?|extend\w*|extensions?)\b[^0-9]*$`)
	smallNumber = regexp.MustCompile(`\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty ?four)\b`)
)

// The wordings that are rewritten as "2 x 12 months" before a term is read.
var (
	saidYes     = regexp.MustCompile(`^(?:yes|y)\b[\s,:;–(-]*`)
	hyphens     = regexp.MustCompile(`(\d)[-‑]((?:year|yr|month|mth)s?\b)`)
	fractions   = regexp.MustCompile(`\b(\d{1,2})(?:\.([05])| ?(½)) ?(?:years?|yrs?)\b`)
	yearsMonths = regexp.MustCompile(`^(\d{1,2}) ?(?:years?|yrs?) ?(?:,|and|&)? ?(\d{1,2}) ?(?:months?|mths?)$`)
	// timesOf matches "2 extensions of 12 months", "2 further periods of up to 1 year each".
	timesOf = regexp.MustCompile(`\b(\d{1,2}) (?:(?:further|additional|optional|possible|more|separate|successive|consecutive) )*` +
		`(?:extensions?|options?|periods?)(?: periods?| options?| to extend)?(?: of| for| by| x| at|:|,)?(?: up to)?(?: an?)?(?: further| additional)? ?(\d{1,3}) ?(years?|yrs?|months?|mths?)( each)?\b`)
	// timesSized matches "2 x 12 month extensions", "2 one-year options".
	timesSized  = regexp.MustCompile(`\b(\d{1,2}) (?:(?:further|additional|optional|possible|separate|x) )*(\d{1,3}) ?(years?|yrs?|months?|mths?) (?:extensions?|options?|periods?)(?: periods?| to extend| available)?\b`)
	timesYearly = regexp.MustCompile(`\b(\d{1,2}) (?:(?:further|additional|optional|possible|separate|x) )*(?:annual|yearly) (?:extensions?|options?|periods?|renewals?)\b`)
	// sizedTimes matches "12 months x 2".
	sizedTimes = regexp.MustCompile(`\b(\d{1,3}) ?(years?|yrs?|months?|mths?)(?: extensions?| options?| periods?)? ?[x×] ?(\d{1,2})$`)
	// inSteps matches "2 years in annual increments", "24 months in 12 month steps".
	inSteps = regexp.MustCompile(`\b(\d{1,3}) ?(years?|yrs?|months?|mths?)(?: extensions?| options?)?,?(?: extendable)? (?:in|on|by|at|using)(?: an?)? ` +
		`(?:(annual|yearly)|(\d{1,2}) ?(year|yr|month|mth)(?:s|ly)?) (?:increments?|steps?|basis|periods?|instalments?|tranches?|extensions?)\b`)
	further     = regexp.MustCompile(`^(?:up to )?(?:an? )?(?:further|additional|another|optional|possible)\b`)
	noUnit      = regexp.MustCompile(`^[\d\s+x×&.,()]+$`)
	nothingLong = regexp.MustCompile(`(?i)^0 (months?|years?)$`)
	inside      = regexp.MustCompile(`^(.*?)[\s,:–-]*[(\[](.*)[)\]]$`)
)

var numbers = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "eighteen": "18",
	"twenty four": "24", "twentyfour": "24",
}

// Figures writes the small numbers of a lower-case text as figures.
func Figures(text string) string {
	return smallNumber.ReplaceAllStringFunc(text, func(n string) string { return numbers[n] })
}

// Term reads a term. It returns false where the text can mean more than one thing, for example a
// number without a unit.
//
//   - A length alone is the term ("4 years"); after "up to" or "further" it is one option.
//   - Lengths joined by plus signs are a term and its options ("2+1+1 years").
//   - Counted lengths, and those after a word such as "extension", are all options
//     ("2 x 12 months", "2 extensions of 12 months", "2 years in annual increments").
//   - "3 years with an option to extend" is a term whose options are unknown.
func Term(cell string) (Length, bool) {
	text := strings.ToLower(Clean(cell))
	if noOptions.MatchString(text) {
		return Length{Options: []int{}}, true
	}
	text = counted(hyphens.ReplaceAllString(Figures(text), "$1 $2"))
	upTo := strings.HasPrefix(text, "up to ") || further.MatchString(text)
	text = strings.TrimPrefix(text, "up to ")
	if open := openOption.FindStringIndex(text); open != nil && strings.ContainsAny(text[:open[0]], "0123456789") {
		text = text[:open[0]] // options of unknown length
	}
	said := optionWords.MatchString(text)
	text = optionWords.ReplaceAllString(text, "+")
	text = plusWords.ReplaceAllString(text, "+")
	text = fillWords.ReplaceAllString(text, " ")
	text = plusses.ReplaceAllString(Clean(text), "+")
	leading := strings.HasPrefix(text, "+")
	text = strings.Trim(text, "+ ")

	var lengths []int // of each part
	counted := false
	items := strings.Split(text, "+")
	units, ok := unitsOf(items)
	if !ok {
		return Length{}, false
	}
	for i, item := range items {
		m := termItem.FindStringSubmatch(strings.TrimSpace(item))
		times := 1
		if m[1] != "" {
			times, _ = strconv.Atoi(m[1]) // two digits, as matched
			counted = counted || i == 0
		}
		n, _ := strconv.Atoi(m[2]) // three digits, as matched
		for range times {
			lengths = append(lengths, n*units[i])
		}
	}
	return split(lengths, leading || upTo || counted || said && len(lengths) == 1)
}

// counted writes the ways of counting options as "+ 2 x 12 months", and years and months as
// months.
func counted(text string) string {
	text = saidYes.ReplaceAllString(text, "")
	if m := yearsMonths.FindStringSubmatch(text); m != nil {
		years, _ := strconv.Atoi(m[1]) // two digits each, as matched
		months, _ := strconv.Atoi(m[2])
		if months < 12 {
			return strconv.Itoa(12*years+months) + " months"
		}
	}
	text = fractions.ReplaceAllStringFunc(text, func(f string) string {
		m := fractions.FindStringSubmatch(f)
		months, _ := strconv.Atoi(m[1])
		months *= 12
		if m[2] == "5" || m[3] != "" {
			months += 6
		}
		return strconv.Itoa(months) + " months"
	})
	text = inSteps.ReplaceAllStringFunc(text, steps)
	text = timesOf.ReplaceAllString(text, "+ $1 x $2 $3")
	text = timesSized.ReplaceAllString(text, "+ $1 x $2 $3")
	text = timesYearly.ReplaceAllString(text, "+ $1 x 12 months")
	return sizedTimes.ReplaceAllString(text, "+ $3 x $1 $2")
}

// steps writes "24 months in annual increments" as "+ 2 x 12 months". It leaves a length that is
// not a multiple of the step as it is.
func steps(text string) string {
	m := inSteps.FindStringSubmatch(text)
	months := func(number, unit string) int {
		n, _ := strconv.Atoi(number) // three digits at most, as matched
		if strings.HasPrefix(unit, "y") {
			n *= 12
		}
		return n
	}
	whole, step := months(m[1], m[2]), 12
	if m[3] == "" {
		step = months(m[4], m[5])
	}
	if step == 0 || whole%step != 0 {
		return text
	}
	return "+ " + strconv.Itoa(whole/step) + " x " + strconv.Itoa(step) + " months"
}

// Options reads a cell under a heading about extensions. There a bare length is an option of that
// length, and equal lengths are all options ("12 + 12 months"); "3 years + 1" stays a term with an
// option. "24 months (2 x 12)" is read by its brackets where they add up.
func Options(cell string) (Length, bool) {
	if nothingLong.MatchString(Clean(cell)) {
		return Length{Options: []int{}}, true
	}
	t, ok := Term(cell)
	if m := inside.FindStringSubmatch(Clean(cell)); !ok && m != nil {
		whole, known := Term(m[1])
		unit := "years"
		if known && whole.Months == 0 && len(whole.Options) == 1 {
			whole = Length{Months: whole.Options[0]}
		}
		if strings.Contains(strings.ToLower(m[1]), "m") {
			unit = "months"
		}
		parts, read := Term(InUnit(m[2], unit))
		if all := parts.all(); known && read && len(whole.Options) == 0 && total(all) == whole.Months {
			return Length{Options: all}, true
		}
	}
	if !ok || t.Months == 0 {
		return t, ok
	}
	if !slices.ContainsFunc(t.Options, func(n int) bool { return n != t.Months }) {
		return Length{Options: t.all()}, true
	}
	return t, true
}

// all returns the term, if there is one, and the options after it.
func (l Length) all() []int {
	if l.Months == 0 {
		return l.Options
	}
	return append([]int{l.Months}, l.Options...)
}

func total(months []int) int {
	sum := 0
	for _, n := range months {
		sum += n
	}
	return sum
}

// InUnit returns the cell with the unit of its heading, "months" or "years", where the cell has
// numbers alone.
func InUnit(cell, unit string) string {
	if text := Clean(cell); unit != "" && noUnit.MatchString(text) {
		return strings.TrimSuffix(text, ".0") + " " + unit
	}
	return cell
}

// unitsOf returns the months that each item's number stands for. An item without a unit has that
// of the next item with one, else that of the last one before it.
func unitsOf(items []string) ([]int, bool) {
	units := make([]int, len(items))
	found := 0
	for _, backward := range []bool{true, false} {
		unit := 0
		for j := range items {
			i := j
			if backward {
				i = len(items) - 1 - j
			}
			m := termItem.FindStringSubmatch(strings.TrimSpace(items[i]))
			if m == nil {
				return nil, false
			}
			switch {
			case strings.HasPrefix(m[3], "y"):
				unit = 12
			case m[3] != "":
				unit = 1
			}
			if units[i] == 0 {
				units[i] = unit
			}
			found = max(found, unit)
		}
	}
	return units, found > 0
}

// split returns the lengths as a term and its options, or all of them as options.
func split(lengths []int, allOptions bool) (Length, bool) {
	if slices.Contains(lengths, 0) || total(lengths) > MaxTermMonths || len(lengths) > maxOptions {
		return Length{}, false
	}
	if allOptions {
		return Length{Options: lengths}, true
	}
	t := Length{Months: lengths[0]}
	if len(lengths) > 1 {
		t.Options = lengths[1:]
	}
	return t, true
}

// Extensions returns options that may or may not have been taken.
func Extensions(months []int) []estate.Extension {
	options := []estate.Extension{}
	for _, n := range months {
		options = append(options, estate.Extension{Months: n, State: estate.ExtensionUnknown})
	}
	return options
}
