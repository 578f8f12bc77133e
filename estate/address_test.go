package estate

import (
	"strings"
	"testing"
)

func TestAddressesThatRunSomethingAreRefused(t *testing.T) {
	for address, ok := range map[string]bool{
		"": true, "https://example.org/a": true, "http://example.org": true, "HTTPS://EXAMPLE.ORG": true,
		"mysociety/fixmystreet@84d7c80 perllib/Bexley.pm": true, "Register: sheet 2": true,
		"javascript:alert(1)": false, "JavaScript:alert(1)": false, " javascript:alert(1)": false,
		"java\tscript:alert(1)": false, "\x01javascript:alert(1)": false, "javascript :alert(1)": false,
		"\u200bjavascript:alert(1)": false, "data:text/html,x": false, "file:///etc/passwd": false, "vbscript:x": false,
		"ms-msdt:/id": false, "intent://x#Intent;end": false, "mailto:a@example.org": false, "steam://run/1": false,
		"\u00a0ms-word:ofe|u|x": false, "ms-\tmsdt:/id": false, "JAVASCRIPT&colon;alert(1)": true, "//example.org/a": true,
		"Minutes: item 4": true, "C:\\register.xlsx": true, "see https://example.org": true, "sheet 2, cell B7:C9": true,
	} {
		e := &Evidence{ID: "Evidence:a", Subject: "Borough:a", Field: "name", Source: "Source:a", Address: address}
		got := fault(Fact{Kind: KindEvidence, ID: e.ID, Value: e})
		if ok != (got == "") || !ok && !strings.Contains(got, "address") {
			t.Errorf("%q: %q, want it taken: %t", address, got, ok)
		}
	}
}
