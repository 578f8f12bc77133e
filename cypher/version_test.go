package cypher

import "testing"

func TestAtLeast(t *testing.T) {
	cases := map[string]struct {
		version, required string
		want              bool
	}{
		"equal":                                 {"5.23", "5.23", true},
		"equal with a patch":                    {"5.23.0", "5.23", true},
		"earlier minor":                         {"5.22.99", "5.23", false},
		"minors are compared as numbers":        {"5.9.0", "5.23", false},
		"later minor with a patch":              {"5.26.28", "5.23", true},
		"snapshot suffix":                       {"5.26.28-SNAPSHOT", "5.23", true},
		"suffix after the minor":                {"5.27-aura", "5.23", true},
		"earlier minor with a suffix":           {"5.22-aura", "5.23", false},
		"earlier major":                         {"4.4.48", "5.23", false},
		"calendar version":                      {"2025.01.0", "5.23", true},
		"later calendar version":                {"2026.05.0", "5.23", true},
		"calendar version required":             {"5.26.28", "2025.01", false},
		"earlier calendar month":                {"2025.01.0", "2025.06", false},
		"major alone counts as its first minor": {"5", "5.23", false},
		"later major alone":                     {"6", "5.23", true},
		"empty version":                         {"", "5.23", false},
		"version is not a number":               {"dev", "5.23", false},
		"minor is not a number":                 {"5.x", "5.23", false},
		"requirement is not a version":          {"5.26.28", "new", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := atLeast(c.version, c.required); got != c.want {
				t.Errorf("atLeast(%q, %q) = %v, want %v", c.version, c.required, got, c.want)
			}
		})
	}
}
