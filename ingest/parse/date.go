package parse

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"boroughgraph/estate"
)

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

// Years outside this range are typing errors. The day numbers of workbooks must be within these
// years too.
const (
	FirstYear = 1970
	LastYear  = 2100
)

// Date reads a date with the day before the month: 1/4/2025 is 1 April, and 12/31/2025 is not a
// date. A whole number of five digits is a workbook's day. It returns false if the cell is not a
// date.
func Date(cell string, epoch1904 bool) (estate.StatedDate, bool) {
	text := ordinal.ReplaceAllString(Clean(cell), "$1")
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

// IsSerial reports whether a text is a number as which a workbook may store a day.
func IsSerial(text string) bool { return serial.MatchString(text) }

func inYears(t time.Time, layout string) (estate.StatedDate, bool) {
	if t.Year() < FirstYear || t.Year() > LastYear {
		return "", false
	}
	return estate.StatedDate(t.Format(layout)), true
}

// DayOrder is the order of day and month in a column, as far as one cell shows it.
type DayOrder int

// The orders. A column is read as a whole: one cell that can be read in only one way decides.
const (
	NoOrder     DayOrder = iota // the cell has no date in figures
	EitherOrder                 // 04/05/2025
	DayFirst                    // 13/05/2025
	MonthFirst                  // 05/13/2025
)

// OrderOf returns what a cell shows about the order of its column.
func OrderOf(cell string) DayOrder {
	first, second, _, ok := figures(strings.TrimSpace(cell))
	switch {
	case !ok || first > 12 && second > 12:
		return NoOrder
	case first > 12:
		return DayFirst
	case second > 12:
		return MonthFirst
	}
	return EitherOrder
}

// DayBeforeMonth rewrites a numeric date whose month comes first, with the day first. It returns
// any other text as it is.
func DayBeforeMonth(cell string) string {
	text := strings.TrimSpace(cell)
	first, second, rest, ok := figures(text)
	if !ok {
		return cell
	}
	mark := rest[:1]
	return strconv.Itoa(second) + mark + strconv.Itoa(first) + rest
}

// figures takes the two numbers off the beginning of a date such as 04/05/2025. rest begins with
// the mark before the year.
func figures(text string) (first, second int, rest string, ok bool) {
	first, rest, ok = oneOrTwoDigits(text)
	if !ok || rest == "" || !strings.ContainsRune("/.-", rune(rest[0])) {
		return 0, 0, "", false
	}
	mark := rest[0]
	second, rest, ok = oneOrTwoDigits(rest[1:])
	if !ok || len(rest) < 3 || rest[0] != mark || first == 0 || second == 0 {
		return 0, 0, "", false
	}
	year := 1
	for year < len(rest) && '0' <= rest[year] && rest[year] <= '9' {
		year++
	}
	return first, second, rest, year == 3 || year == 5 // the mark, and a year of two or four digits
}

func oneOrTwoDigits(text string) (n int, rest string, ok bool) {
	end := 0
	for end < len(text) && end < 2 && '0' <= text[end] && text[end] <= '9' {
		n = 10*n + int(text[end]-'0')
		end++
	}
	return n, text[end:], end > 0
}
