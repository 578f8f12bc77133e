package cypher

import "testing"

func TestAtLeast(t *testing.T) {
	cases := map[string]struct {
		version, required string
		want              bool
	}{
		"the required one itself":             {"5.23", "5.23", true},
		"with a patch":                        {"5.23.0", "5.23", true},
		"the minor before":                    {"5.22.99", "5.23", false},
		"minors compare as numbers":           {"5.9.0", "5.23", false},
		"the long-term release":               {"5.26.28", "5.23", true},
		"a build from source":                 {"5.26.28-SNAPSHOT", "5.23", true},
		"a suffix right after the minor":      {"5.27-aura", "5.23", true},
		"a suffix does not lift an old minor": {"5.22-aura", "5.23", false},
		"the major before":                    {"4.4.48", "5.23", false},
		"a calendar version":                  {"2025.01.0", "5.23", true},
		"a later calendar version":            {"2026.05.0", "5.23", true},
		"a calendar version required":         {"5.26.28", "2025.01", false},
		"a calendar month before":             {"2025.01.0", "2025.06", false},
		"a major alone is its first minor":    {"5", "5.23", false},
		"a later major alone":                 {"6", "5.23", true},
		"no version":                          {"", "5.23", false},
		"not a version":                       {"dev", "5.23", false},
		"not a minor":                         {"5.x", "5.23", false},
		"a requirement that is none":          {"5.26.28", "new", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := atLeast(c.version, c.required); got != c.want {
				t.Errorf("atLeast(%q, %q) = %v, want %v", c.version, c.required, got, c.want)
			}
		})
	}
}
