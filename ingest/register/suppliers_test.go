package register

import (
	"slices"
	"testing"
)

func TestSplitSuppliers(t *testing.T) {
	for cell, want := range map[string][]string{
		"Acme Ltd; Beta": {"Acme Ltd", "Beta"}, "Acme | Beta | ": {"Acme", "Beta"}, "Acme Ltd\nBeta Limited": {"Acme Ltd", "Beta Limited"}, "Acme\nSoftware Ltd": {"Acme Software Ltd"},
		"Acme Ltd, Beta plc": {"Acme Ltd", "Beta plc"}, "Smith, Jones & Partners LLP": {"Smith, Jones & Partners LLP"}, " Acme  Ltd ": {"Acme Ltd"}, "A T/A B; ": {"A T/A B;"},
	} {
		if got := splitSuppliers(cell); !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", cell, got, want)
		}
	}
}
