package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTerm(t *testing.T) {
	for cell, want := range map[string]Length{
		"initial term of 3 years with an option to extend": {36, nil}, "3 years plus extension": {36, nil}, "2 years + option": {24, nil}, "2 years with an extension of 12 months": {24, []int{12}}, "2+1+1 years": {24, []int{12, 12}}, "2 + 1 + 1 years": {24, []int{12, 12}}, "3 years + 1": {36, []int{12}}, "4 years": {48, nil}, "36 months": {36, nil},
		"up to 3 years": {0, []int{36}}, "2 x 12 months": {0, []int{12, 12}}, "2x1 year": {0, []int{12, 12}}, "24 + 12 + 12 months": {24, []int{12, 12}},
		"3 years plus 1 year": {36, []int{12}}, "2 years with an option to extend for a further 1 year": {24, []int{12}}, "Two years (with option to extend by 12 months)": {24, []int{12}},
		"option to extend for 2 years": {0, []int{24}}, "12 month extension": {0, []int{12}}, "1 year + 1 year": {12, []int{12}}, "2 years + 2 x 12 months": {24, []int{12, 12}},
		"None": {0, []int{}}, "no": {0, []int{}}, "0": {0, []int{}}, "No extension": {0, []int{}}, "initial term 3 years": {36, nil},
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
