package ingest

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
)

func TestParseDate(t *testing.T) {
	for cell, want := range map[string]estate.StatedDate{
		"15/06/2021": "2021-06-15", "1/4/2025": "2025-04-01", "01-04-25": "2025-04-01", "1.4.2025": "2025-04-01", " 2025-04-01 ": "2025-04-01",
		"1-Apr-25": "2025-04-01", "1 Apr 2025": "2025-04-01", "1st April 2025": "2025-04-01", "2nd of Sept 2025": "2025-09-02", "31 December 2026": "2026-12-31",
		"2020-08-05T10:00:56Z": "2020-08-05", "2025-04-01T00:00:00+01:00": "2025-04-01", "01/04/2025 00:00": "2025-04-01", "01/04/2025 12:00:00 AM": "2025-04-01",
		"45748": "2025-04-01", "45748.5": "2025-04-01", "Apr-25": "2025-04", "April 2025": "2025-04", "04/2025": "2025-04", "2025": "2025",
		"12/31/2025": "", "31/02/2025": "", "TBC": "", "": "", "1/4": "", "01/04/1025": "", "99999": "", "0021": "", "2025-26": "", "1 year": "", "01/04/2025 to 31/03/2026": "",
	} {
		if got, ok := parseDate(cell, false); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v, want %q", cell, got, ok, want)
		}
	}
	if got, _ := parseDate("44286", true); got != "2025-04-01" {
		t.Errorf("a day counted from 1904 is %q", got)
	}
}

func TestParseMoney(t *testing.T) {
	value := func(low, high int64, b estate.ValueBasis, vat estate.VAT) estate.Value {
		return estate.Value{MinPence: low, MaxPence: high, Basis: b, VAT: vat}
	}
	total := func(pence int64) estate.Value { return value(pence, pence, estate.BasisTotal, estate.VATUnknown) }
	estimate := func(pence int64) estate.Value { return value(pence, pence, estate.BasisEstimate, estate.VATUnknown) }
	for cell, want := range map[string]estate.Value{
		"£1,234.56": total(123456), " £880,000.00 ": total(88000000), "\ufffd880,000.00": total(88000000), "1.2m": total(120000000), "£1.2 million": total(120000000),
		"50k": total(5000000), "£ 50 000": total(5000000), "1234": total(123400), "1.2E+06": total(120000000), "880000.005": total(88000001), "GBP 12.5": total(1250), "£0.00": total(0),
		"£50,000 p.a.": value(5000000, 5000000, estate.BasisPerYear, estate.VATUnknown), "50k per annum ex VAT": value(5000000, 5000000, estate.BasisPerYear, estate.VATExcluded),
		"£10,000 inc. VAT": value(1000000, 1000000, estate.BasisTotal, estate.VATIncluded), "£10,000 + VAT": value(1000000, 1000000, estate.BasisTotal, estate.VATExcluded),
		"up to £500k": estimate(50000000), "c. £50,000": estimate(5000000), "c£50k": estimate(5000000), "approx. 1m": estimate(100000000), "~£2m": estimate(200000000),
		"£6m - £8m": value(600000000, 800000000, estate.BasisRange, estate.VATUnknown), "range 6,000,000 to 8,000,000": value(600000000, 800000000, estate.BasisRange, estate.VATUnknown),
		"6 to 8 million": value(600000000, 800000000, estate.BasisRange, estate.VATUnknown), "between £1 and £2": value(100, 200, estate.BasisRange, estate.VATUnknown),
	} {
		if got, why := parseMoney(cell); why != "" {
			t.Errorf("%q is not read: %s", cell, why)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", cell, diff)
		}
	}
	for _, cell := range []string{
		"1.234,56", "12,5", "1,23,456", "€5,000", "USD 100", "-5", "(1,234)", "£5k; £6k", "20 7946 0000 11", "£5 Lot 1", "8m - 6m", "99999999999999", "1e99", "rates", "£", "£-   ", "schedule of rates: £50 an hour", "£1 - £2 - £3", "12/04/2025",
	} {
		if got, why := parseMoney(cell); why == "" {
			t.Errorf("%q is read as %+v", cell, got)
		}
	}
}

func TestParseTerm(t *testing.T) {
	for cell, want := range map[string]term{
		"initial term of 3 years with an option to extend": {36, nil}, "3 years plus extension": {36, nil}, "2 years + option": {24, nil}, "2 years with an extension of 12 months": {24, []int{12}}, "2+1+1 years": {24, []int{12, 12}}, "2 + 1 + 1 years": {24, []int{12, 12}}, "3 years + 1": {36, []int{12}}, "4 years": {48, nil}, "36 months": {36, nil},
		"up to 3 years": {0, []int{36}}, "2 x 12 months": {0, []int{12, 12}}, "2x1 year": {0, []int{12, 12}}, "24 + 12 + 12 months": {24, []int{12, 12}},
		"3 years plus 1 year": {36, []int{12}}, "2 years with an option to extend for a further 1 year": {24, []int{12}}, "Two years (with option to extend by 12 months)": {24, []int{12}},
		"option to extend for 2 years": {0, []int{24}}, "12 month extension": {0, []int{12}}, "1 year + 1 year": {12, []int{12}}, "2 years + 2 x 12 months": {24, []int{12, 12}},
		"None": {0, []int{}}, "no": {0, []int{}}, "0": {0, []int{}}, "No extension": {0, []int{}}, "initial term 3 years": {36, nil},
	} {
		if got, ok := parseTerm(cell); !ok {
			t.Errorf("%q is not read", cell)
		} else if diff := cmp.Diff(want, got, cmp.AllowUnexported(term{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", cell, diff)
		}
	}
	for _, cell := range []string{"2+1+1", "Yes", "", "+", "4 years (2+1+1)", "annual", "see schedule", "0 years", "99 years", "3 years from award", "31/03/2027", "x", "up to", "1-2 years"} {
		if got, ok := parseTerm(cell); ok {
			t.Errorf("%q is read as %+v", cell, got)
		}
	}
}

func TestParseCPV(t *testing.T) {
	for cell, want := range map[string][2][]string{
		"48000000":                                  {{"48000000"}, nil},
		"42416000-5, 45313000-4, 42416000-5,":       {{"42416000", "45313000"}, nil},
		"76111501-Residential cleaning 72000000":    {{"76111501", "72000000"}, nil},
		"\u00a079620000":                            {{"79620000"}, nil},
		"48000000-8, 722110000":                     {{"48000000"}, {"722110000"}},
		"24100000, 249620000-5, ":                   {{"24100000"}, {"249620000-5"}},
		"48000000 - Software package (information)": {{"48000000"}, nil},
		"": {}, "TBC": {}, "IT": {},
	} {
		codes, left := parseCPV(cell)
		if !slices.Equal(codes, want[0]) || !slices.Equal(left, want[1]) {
			t.Errorf("%q is %q and %q, want %q", cell, codes, left, want)
		}
	}
}

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

func TestSplitSuppliers(t *testing.T) {
	for cell, want := range map[string][]string{
		"Acme Ltd; Beta": {"Acme Ltd", "Beta"}, "Acme | Beta | ": {"Acme", "Beta"}, "Acme Ltd\nBeta Limited": {"Acme Ltd", "Beta Limited"}, "Acme\nSoftware Ltd": {"Acme Software Ltd"},
		"Acme Ltd, Beta plc": {"Acme Ltd", "Beta plc"}, "Smith, Jones & Partners LLP": {"Smith, Jones & Partners LLP"}, " Acme  Ltd ": {"Acme Ltd"}, "A T/A B; ": {"A T/A B;"},
	} {
		if got := splitSuppliers(cell); !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", cell, got, want)
		}
	}
}

func TestMasked(t *testing.T) {
	for cell, want := range map[string]string{
		"ask jo.o'neil@example.gov.uk today": "ask [e-mail removed] today", "call 020 7946 0000": "call [telephone removed]", "+44 20 7946 0000": "[telephone removed]", "07700900123": "[telephone removed]",
		"05512051": "05512051", "2019/S 199-483701": "2019/S 199-483701", "01/04/2025": "01/04/2025", "0021": "0021", "£12,000,000.00": "£12,000,000.00", "42416000-5, 45313000-4": "42416000-5, 45313000-4",
		"a \n b": "a b",
	} {
		if got := masked(cell); got != want {
			t.Errorf("%q is shown as %q, want %q", cell, got, want)
		}
	}
}

func TestHeaders(t *testing.T) {
	for title, want := range map[string]Column{
		"Contract Ref:": colReference, "Contractor/\nProvider": colSupplier, "Current end date": colEnd, "Original Start/Commencement Date": colStart,
		"Est Total Awarded Contract value \ufffd's (exc VAT) including allowed extensions and inflation": colValue, "Invitation\nto quote/\npublished\ninvitation to\ntender?": colProcess,
		"Renewal / Review Date": colIgnored, "SME\nor VSCE\n(inc.\nReg. No.)": colIgnored, "VAT not recovered": colIgnored, "CPV code(s)": colCPV, "Company Reg No": colCompany,
		"Contact Name": colPersonal, "Contract Manager": colPersonal, "Lead officer e-mail": colPersonal, "Supplier contact": colPersonal, "Buyer": colPersonal,
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
