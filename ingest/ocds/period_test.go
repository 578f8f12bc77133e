package ocds

import (
	"slices"
	"testing"
)

// The text of a renewal is read if it can mean only one thing.
func TestOptionsIn(t *testing.T) {
	for text, want := range map[string][]int{
		"2 x 12 months":                 {12, 12},
		"24 months":                     {24},
		"Option to extend for 2 years":  {24},
		"up to 36 months":               {36},
		"1+1 years":                     {12, 12},
		"Two further periods of 1 year": {12, 12},
		"The contract may be extended for up to a further 24 months.":                                              {24},
		"The University reserves the right to extend the Agreement for a further two years subject to performance": {24},
		"Option to extend for a further two (2) years":                                                             {24},
		"The initial term of 3 years may be extended for 2 years":                                                  nil,
		"An initial term of 3 years with an option to extend":                                                      nil,
		"Optional 7 x 12 month extensions. Maximum total contract length of 10 years.":                             nil,
		"may be extended for two periods of 12 months each":                                                        nil,
		"may be extended by 12 months, twice, per lot":                                                             nil,
		"renewed in 2027":                  nil,
		"none":                             nil,
		"":                                 nil,
		"extended for 0 months":            nil,
		"extended for a further 999 years": nil,
	} {
		if got := optionsIn(text); !slices.Equal(got, want) {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
}
