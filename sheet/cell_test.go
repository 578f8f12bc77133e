package sheet

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCells(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "Idox": "Idox", "=1+1": "'=1+1", "+44": "'+44", "-": "'-", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "'Tis": "''Tis", "'=x": "''=x", " =x": " =x",
	} {
		if got := Harmless(text); got != want {
			t.Errorf("Harmless(%q) = %q, want %q", text, got, want)
		}
	}
	if got := Restored("'Tis"); got != "'Tis" {
		t.Errorf("an apostrophe of somebody's own is taken away: %q", got)
	}
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`[='+\-@\t\ra]{0,4}`).Draw(rt, "text")
		if got := Restored(Harmless(text)); got != text {
			rt.Errorf("%q comes back as %q", text, got)
		}
	})
}
