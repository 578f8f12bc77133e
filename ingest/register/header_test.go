package register

import (
	"testing"

	"boroughgraph/estate"
)

func TestHeaders(t *testing.T) {
	for title, want := range map[string]Column{
		"Contract Ref:": colReference, "Contractor/\nProvider": colSupplier, "Current end date": colEnd, "Original Start/Commencement Date": colStart,
		"Est Total Awarded Contract value \ufffd's (exc VAT) including allowed extensions and inflation": colValue, "Invitation\nto quote/\npublished\ninvitation to\ntender?": colProcess,
		"Renewal / Review Date": colIgnored, "SME\nor VSCE\n(inc.\nReg. No.)": colIgnored, "VAT not recovered": colIgnored, "CPV code(s)": colCPV, "Company Reg No": colCompany,
		"Contact Name": colPersonal, "Contract Manager": colPersonal, "Lead officer e-mail": colPersonal, "Supplier contact": colPersonal, "Buyer": colOrganisation,
		"Supplier address": colIgnored, "Colour": "", "": "", "Supplier of last resort": "",
	} {
		if got, _ := (ColumnMap{}).column(title); got != want {
			t.Errorf("%q is %q, want %q", title, got, want)
		}
	}
	seen := map[string]Column{}
	for _, h := range headers {
		for _, title := range h.titles {
			if other, twice := seen[title]; twice {
				t.Errorf("%q stands for %s and for %s", title, other, h.column)
			}
			if seen[title] = h.column; estate.Fold(title) != title {
				t.Errorf("%q is not folded", title)
			}
		}
	}
}
