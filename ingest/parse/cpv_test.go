package parse

import (
	"slices"
	"testing"
)

func TestCPV(t *testing.T) {
	for cell, want := range map[string][2][]string{
		"48000000":                                  {{"48000000"}, nil},
		"42416000-5, 45313000-4, 42416000-5,":       {{"42416000", "45313000"}, nil},
		"76111501-Residential cleaning 72000000":    {{"76111501", "72000000"}, nil},
		"\u00a079620000":                            {{"79620000"}, nil},
		"48000000-8, 722110000":                     {{"48000000"}, {"722110000"}},
		"24100000, 249620000-5, ":                   {{"24100000"}, {"249620000-5"}},
		"48000000 - Software package (information)": {{"48000000"}, nil},
		"": {}, "TBC": {}, "IT": {},
	} {
		codes, left := CPV(cell)
		if !slices.Equal(codes, want[0]) || !slices.Equal(left, want[1]) {
			t.Errorf("%q is %q and %q, want %q", cell, codes, left, want)
		}
	}
}
