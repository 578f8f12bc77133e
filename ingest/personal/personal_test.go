package personal

import (
	"testing"
)

func TestMasked(t *testing.T) {
	for cell, want := range map[string]string{
		"ask jo.o'neil@example.gov.uk today": "ask [e-mail removed] today", "call 020 7946 0000": "call [telephone removed]", "+44 20 7946 0000": "[telephone removed]", "07700900123": "[telephone removed]",
		"05512051": "05512051", "2019/S 199-483701": "2019/S 199-483701", "01/04/2025": "01/04/2025", "0021": "0021", "£12,000,000.00": "£12,000,000.00", "42416000-5, 45313000-4": "42416000-5, 45313000-4",
		"a \n b": "a b",
	} {
		if got := Masked(cell); got != want {
			t.Errorf("%q is shown as %q, want %q", cell, got, want)
		}
	}
}
