package parse

import (
	"regexp"
	"strconv"
	"strings"

	"boroughgraph/estate"
)

// Length is what a cell says of how long a contract is and may be: "2+1+1 years" is 24 months and
// two options of 12.
type Length struct {
	Months  int   // the initial term; 0 is not stated
	Options []int // months of each option; nil is not stated, empty is none
}

// Bounds of a term: beyond these it is a slip of the pen.
const (
	MaxTermMonths = 12 * 60
	maxOptions    = 20
)

// noOptions are cells of an extension column that say that there are none, in lower case.
var noOptions = regexp.MustCompile(`^(no|none|nil|0|no extensions?( available| period)?|no options?( to extend)?)\.?$`)

var (
	optionWords = regexp.MustCompile(`(with )?((an|the) )?(options? (to extend|of extension)|extendable|extensions?|extend|options?)( options?| period)?( (of|for|by|available|possible))?( up to)?( an?)?`)
	fillWords   = regexp.MustCompile(`\b(initial|contract|term|period|periods|the|further|additional|another|optional|possible|in total|with|an?|of|for)\b|[()\[\].]`)
	plusWords   = regexp.MustCompile(`\b(plus|and|then)\b|&|,`)
	plusses     = regexp.MustCompile(`(\s*\+\s*)+`)
	termItem    = regexp.MustCompile(`^(?:(\d{1,2}) ?[x×] ?)?(\d{1,3}) ?(years?|yrs?|y|months?|mths?|m)?$`)
	openOption  = regexp.MustCompile(`(?:\b(?:with|and|plus)\b|\+)[^0-9]*\b(?:options?|extend\w*|extensions?)\b[^0-9]*$`)
	smallNumber = regexp.MustCompile(`\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b`)
)

var numbers = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12",
}

// Figures writes the small numbers of a text in lower case as figures.
func Figures(text string) string {
	return smallNumber.ReplaceAllStringFunc(text, func(n string) string { return numbers[n] })
}

// Term reads a term. A length alone is the term, "4 years", and after "up to" one option; lengths
// with plus signs are a term and options; after a word such as "extension", and where they are counted
// ("2 x 12 months"), all are options; "3 years with an option to extend" is a term whose options are not known. False where it can mean anything else, such as a number without a unit.
func Term(cell string) (Length, bool) {
	text := strings.ToLower(Clean(cell))
	if noOptions.MatchString(text) {
		return Length{Options: []int{}}, true
	}
	text = Figures(text)
	upTo := strings.HasPrefix(text, "up to ")
	text = strings.TrimPrefix(text, "up to ")
	if open := openOption.FindStringIndex(text); open != nil && strings.ContainsAny(text[:open[0]], "0123456789") {
		text = text[:open[0]] // options of which nobody says how long they are
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

// unitsOf are the months that each item's number stands for: an item without a unit has that of the
// next item with one, else of the last before it.
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

// split is the lengths as a term and its options, or all as options.
func split(lengths []int, allOptions bool) (Length, bool) {
	total := 0
	for _, n := range lengths {
		if n == 0 {
			return Length{}, false
		}
		total += n
	}
	if total > MaxTermMonths || len(lengths) > maxOptions {
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

// Extensions are options of which nobody says whether they can still be taken.
func Extensions(months []int) []estate.Extension {
	options := []estate.Extension{}
	for _, n := range months {
		options = append(options, estate.Extension{Months: n, State: estate.ExtensionUnknown})
	}
	return options
}
