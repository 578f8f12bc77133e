package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOptions reads cells under a heading about extensions (RULES 2).
func TestOptions(t *testing.T) {
	for cell, want := range map[string]Length{
		"2 extensions of 12 months": {0, []int{12, 12}}, "1 extension of 12 months": {0, []int{12}}, "2 options of 1 year": {0, []int{12, 12}}, "Further 1 year": {0, []int{12}},
		"Two extensions of one year each": {0, []int{12, 12}}, "3 further periods of up to 12 months": {0, []int{12, 12, 12}}, "up to two further periods of 12 months": {0, []int{12, 12}},
		"2 x 12 month extensions": {0, []int{12, 12}}, "two 12-month extensions": {0, []int{12, 12}}, "2 one-year options": {0, []int{12, 12}}, "12 months x 2": {0, []int{12, 12}},
		"3 annual extensions": {0, []int{12, 12, 12}}, "2 years in annual increments": {0, []int{12, 12}}, "up to 24 months in 12 month increments": {0, []int{12, 12}}, "two years in one year increments": {0, []int{12, 12}},
		"24 months": {0, []int{24}}, "4 years": {0, []int{48}}, "2 years and 6 months": {0, []int{30}}, "Yes - 24 months": {0, []int{24}}, "Yes (12 months)": {0, []int{12}}, "an additional 6 months": {0, []int{6}},
		"1 year + 1 year": {0, []int{12, 12}}, "1+1+1 years": {0, []int{12, 12, 12}}, "12 + 12 months": {0, []int{12, 12}}, "24 months (2 x 12 months)": {0, []int{12, 12}}, "2 years (1+1)": {0, []int{12, 12}},
		"up to 2 years (1+1)": {0, []int{12, 12}}, "3 years + 1": {36, []int{12}}, "2+1+1 years": {24, []int{12, 12}}, "36 months extension available": {0, []int{36}}, "option to extend for 2 years": {0, []int{24}},
		"None": {0, []int{}}, "0 months": {0, []int{}}, "No further extensions": {0, []int{}}, "none remaining": {0, []int{}}, "eighteen months": {0, []int{18}},
	} {
		if got, ok := Options(cell); !ok {
			t.Errorf("%q is not read", cell)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", cell, diff)
		}
	}
	for _, cell := range []string{"Yes", "12", "1+1", "2 extensions", "see contract", "2 years (1+2)", "25 months in annual increments", "annually", "+1", "1 or 2 years", "2 extensions of 0 months"} {
		if got, ok := Options(cell); ok {
			t.Errorf("%q is read as %+v", cell, got)
		}
	}
}

func TestInUnit(t *testing.T) {
	for cell, want := range map[string]string{"36": "36 months", "12+12": "12+12 months", "36.0": "36 months", "3 years": "3 years", "2 x 12": "2 x 12 months", "TBC": "TBC"} {
		if got := InUnit(cell, "months"); got != want {
			t.Errorf("%q is %q, want %q", cell, got, want)
		}
	}
}

func TestTerm(t *testing.T) {
	for cell, want := range map[string]Length{
		"initial term of 3 years with an option to extend": {36, nil}, "3 years plus extension": {36, nil}, "2 years + option": {24, nil}, "2 years with an extension of 12 months": {24, []int{12}}, "2+1+1 years": {24, []int{12, 12}}, "2 + 1 + 1 years": {24, []int{12, 12}}, "3 years + 1": {36, []int{12}}, "4 years": {48, nil}, "36 months": {36, nil},
		"up to 3 years": {0, []int{36}}, "2 x 12 months": {0, []int{12, 12}}, "2x1 year": {0, []int{12, 12}}, "24 + 12 + 12 months": {24, []int{12, 12}},
		"3 years plus 1 year": {36, []int{12}}, "2 years with an option to extend for a further 1 year": {24, []int{12}}, "Two years (with option to extend by 12 months)": {24, []int{12}},
		"option to extend for 2 years": {0, []int{24}}, "12 month extension": {0, []int{12}}, "1 year + 1 year": {12, []int{12}}, "2 years + 2 x 12 months": {24, []int{12, 12}},
		"None": {0, []int{}}, "no": {0, []int{}}, "0": {0, []int{}}, "No extension": {0, []int{}}, "initial term 3 years": {36, nil},
		"2 years and 6 months": {30, nil}, "2 years, 6 months": {30, nil}, "2.5 years": {30, nil}, "1½ years": {18, nil}, "3 years with 2 extensions of 12 months": {36, []int{12, 12}}, "3 years plus two one-year options": {36, []int{12, 12}},
	} {
		if got, ok := Term(cell); !ok {
			t.Errorf("%q is not read", cell)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", cell, diff)
		}
	}
	for _, cell := range []string{"2+1+1", "Yes", "", "+", "4 years (2+1+1)", "annual", "see schedule", "0 years", "99 years", "3 years from award", "31/03/2027", "x", "up to", "1-2 years"} {
		if got, ok := Term(cell); ok {
			t.Errorf("%q is read as %+v", cell, got)
		}
	}
}
