package parse

import (
	"testing"
)

func TestCompanyNumber(t *testing.T) {
	for cell, want := range map[string]string{
		"05512051": "05512051", "3554098": "03554098", "276865": "00276865", "41424": "00041424", "5512051.0": "05512051", "OC313158": "OC313158", "sc 166891": "SC166891",
		"SC12345": "SC012345", "RC000653": "RC000653", "IP20558R": "IP20558R",
		"19165R": "", "None": "", "N/A": "", "00000000": "", "123456789": "", "1234": "", "3.55E+06": "", "": "",
	} {
		got, ok := companyNumber(cell)
		if got.ID != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", cell, got.ID, want)
		}
	}
}
