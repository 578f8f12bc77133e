package parse

import "testing"

func TestUnescaped(t *testing.T) {
	for cell, want := range map[string]string{
		"Smith &amp; Sons Ltd": "Smith & Sons Ltd", "Smith &amp;amp; Sons": "Smith & Sons", "Owen&#39;s IT Ltd": "Owen's IT Ltd", "Caf&eacute;": "Café", "A &#x26; B": "A & B", "A&nbsp;B": "A\u00a0B",
		"Housing &regeneration": "Housing &regeneration", "AT&T; Beta": "AT&T; Beta", "R&D": "R&D", "a &lt;b&gt; c": "a <b> c", "": "", "&amp;amp;amp;": "&amp;",
	} {
		if got := Unescaped(cell); got != want {
			t.Errorf("%q is %q, want %q", cell, got, want)
		}
	}
}
