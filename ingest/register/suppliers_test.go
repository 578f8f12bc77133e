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

func TestSuppliersIn(t *testing.T) {
	for cell, want := range map[string][]string{
		"Acme Ltd / Beta Ltd": {"Acme Ltd", "Beta Ltd"}, "Acme Ltd & Beta Ltd": {"Acme Ltd", "Beta Ltd"}, "Acme Ltd and Beta plc": {"Acme Ltd", "Beta plc"}, "Acme Ltd, Beta Ltd and Gamma LLP": {"Acme Ltd", "Beta Ltd", "Gamma LLP"},
		"1. Acme Ltd 2. Beta Ltd": {"Acme Ltd", "Beta Ltd"}, "1) Acme\n2) Beta": {"Acme", "Beta"}, "(1) Acme Ltd; (2) Beta Ltd": {"Acme Ltd", "Beta Ltd"}, "Acme Ltd (Lot 1), Beta Ltd (Lot 2)": {"Acme Ltd", "Beta Ltd"},
		"Lot 1: Acme Ltd; Lot 2: Beta Ltd": {"Acme Ltd", "Beta Ltd"}, "Lot 1 - Acme Lot 2 - Beta": {"Acme", "Beta"}, "Acme Ltd (Lots 1 and 2)": {"Acme Ltd"}, "Lot 1 Acme Ltd, Lot 2 Acme Ltd": {"Acme Ltd"},
		"Acme Ltd, 1 High Street, London, N1 1AA": {"Acme Ltd"}, "Jo Bloggs, 1 High Street, London": {"Jo Bloggs"}, "Acme\n2 Made Up Road\nLondon N1 1AA": {"Acme"}, "Acme Ltd\nUnit 4\nLondon": {"Acme Ltd"},
		"Smith & Sons Ltd": {"Smith & Sons Ltd"}, "Ernst & Young LLP": {"Ernst & Young LLP"}, "A & B Ltd and C Ltd": {"A & B Ltd", "C Ltd"}, "Marks and Spencer plc": {"Marks and Spencer plc"}, "Acme T/A Beta": {"Acme T/A Beta"}, "Beta, Ltd": {"Beta, Ltd"},
		"24/7 Security Ltd": {"24/7 Security Ltd"}, "Multiple Sclerosis Society": {"Multiple Sclerosis Society"}, "No Limits Ltd": {"No Limits Ltd"}, "Various Eateries plc": {"Various Eateries plc"}, "Acme A/S": {"Acme A/S"}, "3M UK PLC": {"3M UK PLC"},
	} {
		if got, why := suppliersIn(cell); why != "" || !slices.Equal(got, want) {
			t.Errorf("%q is %q, %s; want %q", cell, got, why, want)
		}
	}
	for cell, want := range map[string]string{
		"Various": supplierNobody, "Various Suppliers": supplierNobody, "Multiple suppliers - see framework": supplierNobody, "Multi-supplier": supplierNobody, "Several providers": supplierNobody, "A number of suppliers": supplierNobody,
		"In-house": supplierNobody, "In house (council)": supplierNobody, "TBC (award pending)": supplierNobody, "To be confirmed": supplierNobody, "No supplier": supplierNobody, "No bids received": supplierNobody, "Not yet awarded": supplierNobody,
		"0": supplierNobody, "-": supplierNobody, "1234": supplierNobody, "See framework": supplierNobody, "Lots 1-4": supplierNobody, "Unknown supplier": supplierNobody, "N/A - framework": supplierNobody, "Framework suppliers": supplierNobody,
		"Commercially sensitive": supplierWithheld, "Not disclosed": supplierWithheld, "Commercial in confidence": supplierWithheld, "[Redacted]": supplierWithheld, "Name undisclosed": supplierWithheld,
		"Capita / Civica": supplierSeveral, "Acme Ltd, Beta": supplierSeveral, "Acme Ltd & others": supplierSeveral, "Acme Limited/Beta": supplierSeveral, "Acme + Beta": supplierSeveral,
	} {
		if got, why := suppliersIn(cell); why != want {
			t.Errorf("%q is %q, %q; want %q", cell, got, why, want)
		}
	}
}
