package feed_test

import (
	"regexp"
	"strings"
	"testing"
)

// A date column holds full days or nothing, so that pandas, DuckDB and LibreOffice read it as
// dates. The column beside it has what the source states, and the two never disagree.
func TestDateColumnsHaveOneType(t *testing.T) {
	h := feeds(filled(t))
	day := regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	stated := regexp.MustCompile(`^\d{4}(-\d{2}){0,2}$`)
	for address, columns := range map[string][]string{
		"/contracts.csv":                    {"startDate", "endDate", "anniversary", "maxExtentDate"},
		"/renewals.csv?to=2040-01-01":       {"date"},
		"/shared-suppliers.csv?level=MAKER": {"endDate", "readOn"},
		"/shared-systems.csv":               {"endDate", "readOn", "nextEnd"},
	} {
		imprecise := 0
		for _, line := range table(t, h, address) {
			for _, column := range columns {
				date, as := line[column], line[column+"Stated"]
				switch {
				case date != "" && !day.MatchString(date):
					t.Errorf("%s: %s is %q, not a day", address, column, date)
				case as != "" && !stated.MatchString(as):
					t.Errorf("%s: %sStated is %q, not a date", address, column, as)
				case !strings.HasPrefix(date, as):
					t.Errorf("%s: %s is %q and stated as %q", address, column, date, as)
				case as != "" && as != date:
					imprecise++
				}
			}
		}
		if imprecise == 0 {
			t.Errorf("%s: no date is stated to the month or the year, so nothing was tested", address)
		}
	}
}
