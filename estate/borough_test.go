package estate

import "testing"

func TestFoldBoroughName(t *testing.T) {
	for name, want := range map[string]string{
		"Camden":                                    "camden",
		"london borough of CAMDEN":                  "camden",
		"Camden Council":                            "camden",
		"London Borough of Camden Council":          "camden",
		"Royal Borough of Kensington & Chelsea":     "kensington and chelsea",
		"The Royal Borough of Kingston upon Thames": "kingston upon thames",
		"City of Westminster":                       "westminster",
		"Westminster City Council":                  "westminster",
		"City of London":                            "city of london",
		"City of London Corporation":                "city of london",
		"London":                                    "london",
		"":                                          "",
	} {
		if got := FoldBoroughName(name); got != want {
			t.Errorf("%q folds to %q, want %q", name, got, want)
		}
	}
}
