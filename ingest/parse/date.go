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

// Years outside of these are slips of the pen; a workbook's day numbers are held to them too.
const (
	FirstYear = 1970
	LastYear  = 2100
)

// Date reads a date, the day before the month: 1/4/2025 is 1 April, and 12/31/2025 is
// no date. A whole number of five digits is a workbook's day. False where it is no date.
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

// IsSerial reports whether a text is a number that a workbook may keep a day as.
func IsSerial(text string) bool { return serial.MatchString(text) }

func inYears(t time.Time, layout string) (estate.StatedDate, bool) {
	if t.Year() < FirstYear || t.Year() > LastYear {
		return "", false
	}
	return estate.StatedDate(t.Format(layout)), true
}
