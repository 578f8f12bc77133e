package parse

import (
	"testing"

	"boroughgraph/estate"
)

func TestDate(t *testing.T) {
	for cell, want := range map[string]estate.StatedDate{
		"15/06/2021": "2021-06-15", "1/4/2025": "2025-04-01", "01-04-25": "2025-04-01", "1.4.2025": "2025-04-01", " 2025-04-01 ": "2025-04-01",
		"1-Apr-25": "2025-04-01", "1 Apr 2025": "2025-04-01", "1st April 2025": "2025-04-01", "2nd of Sept 2025": "2025-09-02", "31 December 2026": "2026-12-31",
		"2020-08-05T10:00:56Z": "2020-08-05", "2025-04-01T00:00:00+01:00": "2025-04-01", "01/04/2025 00:00": "2025-04-01", "01/04/2025 12:00:00 AM": "2025-04-01",
		"45748": "2025-04-01", "45748.5": "2025-04-01", "Apr-25": "2025-04", "April 2025": "2025-04", "04/2025": "2025-04", "2025": "2025",
		"12/31/2025": "", "31/02/2025": "", "TBC": "", "": "", "1/4": "", "01/04/1025": "", "99999": "", "0021": "", "2025-26": "", "1 year": "", "01/04/2025 to 31/03/2026": "",
	} {
		if got, ok := Date(cell, false); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v, want %q", cell, got, ok, want)
		}
	}
	if got, _ := Date("44286", true); got != "2025-04-01" {
		t.Errorf("a day counted from 1904 is %q", got)
	}
}

func TestOrderOf(t *testing.T) {
	for cell, want := range map[string]DayOrder{
		"04/05/2025": EitherOrder, "13/05/2025": DayFirst, "05/13/2025": MonthFirst, "3/31/27": MonthFirst, "31.12.2025": DayFirst, " 05-13-2025 00:00": MonthFirst, "12/25/2025 12:00:00 AM": MonthFirst,
		"2025-04-01": NoOrder, "45748": NoOrder, "1 Apr 2025": NoOrder, "31/31/2025": NoOrder, "04/2025": NoOrder, "1.2.3.4": NoOrder, "01/02/": NoOrder, "TBC": NoOrder, "": NoOrder, "0/13/2025": NoOrder,
	} {
		if got := OrderOf(cell); got != want {
			t.Errorf("%q shows %d, want %d", cell, got, want)
		}
	}
	for cell, want := range map[string]estate.StatedDate{"12/25/2025": "2025-12-25", "04/01/2025": "2025-04-01", "3/31/27": "2027-03-31", "2025-04-01": "2025-04-01", "1 Apr 2025": "2025-04-01", "05-13-2025 00:00": "2025-05-13"} {
		if got, _ := Date(DayBeforeMonth(cell), false); got != want {
			t.Errorf("%q is %q with the month first, want %q", cell, got, want)
		}
	}
}
