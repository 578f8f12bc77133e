package cypher

import (
	"cmp"
	"slices"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"boroughgraph/estate"
)

func TestStoredKey(t *testing.T) {
	cases := map[string]struct{ key, want string }{
		"plain text is itself":            {"idox solutions\tSupplier:idox", "idox solutions\tSupplier:idox"},
		"Greek is itself":                 {"δέλτα\tContract:1", "δέλτα\tContract:1"},
		"beyond the basic plane":          {"𐐨\tContract:1", "\uD7FF010428\tContract:1"},
		"after the surrogates":            {"﨎z", "\uD7FF00fa0ez"},
		"the escape itself":               {"a\uD7FFb", "a\uD7FF00d7ffb"},
		"the last of a window":            {estate.LastKey, "\uD7FF10ffff"},
		"two in a row":                    {"𐐨𐐨", "\uD7FF010428\uD7FF010428"},
		"digits after one stay digits":    {"﨎00fa0e", "\uD7FF00fa0e00fa0e"},
		"nothing, the start of a window":  {"", ""},
		"before the escape, nothing else": {"\uD7FE", "\uD7FE"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := storedKey(c.key); got != c.want {
				t.Errorf("storedKey(%+q) = %+q, want %+q", c.key, got, c.want)
			}
			if got := keyOf(c.want); got != c.key {
				t.Errorf("keyOf(%+q) = %+q, want %+q", c.want, got, c.key)
			}
		})
	}
}

// The stored forms, ordered by bytes or by UTF-16 units, must be in the order of the keys by bytes.
func TestStoredKeyKeepsOrder(t *testing.T) {
	// The edges of each range of characters are drawn often, so that keys differ at them.
	char := rapid.OneOf(rapid.SampledFrom([]rune("\ta0f\uD7FE\uD7FF\uE000\uFA0E\uFFFD\U00010000\U00010428\U0010FFFE\U0010FFFF")), rapid.Rune())
	key := rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOfN(char, 0, 4).Draw(t, "chars")) })
	rapid.Check(t, func(t *rapid.T) {
		a, b := key.Draw(t, "a"), key.Draw(t, "b")
		if keyOf(storedKey(a)) != a {
			t.Fatalf("%+q is read back as %+q", a, keyOf(storedKey(a)))
		}
		want := cmp.Compare(a, b)
		if got := cmp.Compare(storedKey(a), storedKey(b)); got != want {
			t.Fatalf("by bytes %+q and %+q compare as %d, want %d", a, b, got, want)
		}
		if got := slices.Compare(utf16.Encode([]rune(storedKey(a))), utf16.Encode([]rune(storedKey(b)))); got != want {
			t.Fatalf("by UTF-16 %+q and %+q compare as %d, want %d", a, b, got, want)
		}
	})
}
