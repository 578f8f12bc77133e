package estate_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"Åureus  Système": "aureus systeme", "ÀLPHA": "alpha", "Straße": "strasse", "STRASSE": "strasse", "ﬁnance": "finance", "𝔄lpha": "alpha",
		"O'Neill’s": "oneills", "R&B: (x)": "r b x", "iTrent®": "itrent", "Council Tax 2.0": "council tax 2 0", "½": "1 2", "x²": "x2",
		"データ": "テータ", "ΣΊΣΥΦΟΣ": "σισυφοσ", "": "", "!!!": "", "  a\tb\n": "a b", "Ünit": "unit", "Kelvin \u212A": "kelvin k", "\U00010400": "\U00010428",
		"Ꭰ": "ꭰ", "ꭰ": "ꭰ",
	} {
		if got := estate.Fold(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
}

// Folding is idempotent, and ignores case and composition.
func TestFoldIsStable(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.String().Draw(rt, "text")
		once := estate.Fold(text)
		if again := estate.Fold(once); again != once {
			rt.Errorf("%q folds to %q, then to %q", text, once, again)
		}
		if strings.Join(estate.Tokens(text), " ") != once || strings.ContainsAny(once, "\t\n'") {
			rt.Errorf("%q folds to %q", text, once)
		}
	})
}

func TestFoldSupplierName(t *testing.T) {
	alike := [][]string{
		{"Acme Ltd", "ACME LIMITED", "Acme Ltd.", "acme plc", "Acme", "Acmé LLP", "Acme Limited Ltd"},
		{"Northgate Public Services", "Northgate Public Services UK Limited"},
		{"NorthgateArinso", "NorthgateArinso UK Ltd"},
		{"Ltd", "LTD."},
		{"Limited Brands Ltd", "Limited Brands"},
	}
	for _, names := range alike[:1] {
		for _, name := range names {
			if got := estate.FoldSupplierName(name); got != "acme" {
				t.Errorf("%q folds to %q", name, got)
			}
		}
	}
	for text, want := range map[string]string{
		"Ltd": "ltd", "Limited Brands Ltd": "limited brands", "Northgate Public Services (UK) Limited": "northgate public services uk", "": "",
	} {
		if got := estate.FoldSupplierName(text); got != want {
			t.Errorf("%q folds to %q, want %q", text, got, want)
		}
	}
	// Similar names are not the same supplier (RULES 6).
	if estate.FoldSupplierName("NorthgateArinso") == estate.FoldSupplierName("Northgate Public Services") {
		t.Error("NorthgateArinso is not Northgate Public Services")
	}
}

func TestSortKeys(t *testing.T) {
	// Each list is in the intended order.
	id := func(n string) estate.ID { return estate.ID("Contract:" + n) }
	for name, keys := range map[string][]string{
		"texts": {
			estate.TextKey("Acme", id("z")), estate.TextKey("acme", id("zz")), estate.TextKey("Acme Group", id("a")), estate.TextKey("acme ltd", id("a")), estate.TextKey("ACME LTD", id("b")),
			estate.TextKey("Acme2", id("a")), estate.TextKey("Zenith", id("a")), estate.TextKey("\uFA0E", id("a")), estate.TextKey("\U00010400", id("a")), estate.TextKey("", id("a")), estate.TextKey("!!!", id("b")), estate.LastKey,
		},
		"days":         {estate.DateKey("0001-01-01", id("a")), estate.DateKey("2026-11-22", id("z")), estate.DateKey("2026-11-23", id("a")), estate.DateKey("2026-11-23", id("b")), estate.DateKey("", id("a")), estate.DateKey("", id("b")), estate.LastKey},
		"days, latest": {estate.DateKeyDescending("9999-12-31", id("a")), estate.DateKeyDescending("2026-11-23", id("a")), estate.DateKeyDescending("2026-11-23", id("b")), estate.DateKeyDescending("2026-11-22", id("a")), estate.DateKeyDescending("0001-01-01", id("a")), estate.DateKeyDescending("", id("a")), estate.DateKeyDescending("", id("b")), estate.LastKey},
		"vendors": {
			estate.VendorShareKey(33, "zenith\tz"), estate.VendorShareKey(10, "acme\ta"), estate.VendorShareKey(9, "acme\ta"), estate.VendorShareKey(9, "acme\tb"), estate.VendorShareKey(9, "acme group\ta"), estate.VendorShareKey(1, "acme\ta"), estate.LastKey,
		},
		"services": {
			estate.ServiceKey(&estate.Service{ID: "Service:z", Name: "Finance"}, nil), estate.ServiceKey(&estate.Service{ID: "Service:a", Name: "Ledger"}, &estate.Service{Name: "Finance"}),
			estate.ServiceKey(&estate.Service{ID: "Service:b", Name: "ledger"}, &estate.Service{Name: "finance"}), estate.ServiceKey(&estate.Service{ID: "Service:a", Name: "Finance systems"}, nil),
		},
		"deployments": {
			estate.DeploymentKey(&estate.Deployment{ID: "Deployment:z"}, &estate.System{Name: "Alpha"}, &estate.Borough{Name: "Sutton"}),
			estate.DeploymentKey(&estate.Deployment{ID: "Deployment:a"}, &estate.System{Name: "Alpha Plus"}, &estate.Borough{Name: "Camden"}),
		},
	} {
		if !slices.IsSortedFunc(keys, func(a, b string) int { return cmp.Compare(a, b) }) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
			t.Errorf("%s: the keys do not rise: %q", name, keys)
		}
	}
}

// Keys sort as their parts do: known before unknown in both directions, then by day, then by id.
func TestDateKeysOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		a, b := drawDate(rt, "a").Last(), drawDate(rt, "b").Last()
		m, n := estate.ID(rapid.SampledFrom([]string{"C:1", "C:2"}).Draw(rt, "id")), estate.ID("C:15")
		unknown := func(d estate.Date) int {
			if d == "" {
				return 1
			}
			return 0
		}
		known, ids := cmp.Compare(unknown(a), unknown(b)), cmp.Compare(m, n)
		if got, want := cmp.Compare(estate.DateKey(a, m), estate.DateKey(b, n)), cmp.Or(known, cmp.Compare(a, b), ids); got != want {
			rt.Errorf("%q and %q compare as %d, want %d", a, b, got, want)
		}
		if got, want := cmp.Compare(estate.DateKeyDescending(a, m), estate.DateKeyDescending(b, n)), cmp.Or(known, cmp.Compare(b, a), ids); got != want {
			rt.Errorf("descending, %q and %q compare as %d, want %d", a, b, got, want)
		}
	})
}
