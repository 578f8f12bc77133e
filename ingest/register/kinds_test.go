package register_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/register/registertest"
	"boroughgraph/ingest/report"
)

// kind is one way in which real registers deviate from the form, in several variants.
type kind struct {
	name, file string
	want       []string // the contracts, as registertest.Line writes them
	rows       []string // the beginnings of the report's entries, except plain uses
}

// head is the heading of most variants.
const head = "Contract Ref,Contract Title,Supplier,Start Date,End Date,Contract Value\n"

// first and second are rows below head, with the contracts that they give.
const (
	first      = "C1,Payroll software,Acme Ltd,01/04/2025,31/03/2027,50000\n"
	second     = "C2,HR software,Beta Ltd,01/04/2025,31/03/2027,60000\n"
	firstSays  = "C1, Payroll software, by Acme Ltd, from 2025-04-01, to 2027-03-31, TOTAL 50000.00"
	secondSays = "C2, HR software, by Beta Ltd, from 2025-04-01, to 2027-03-31, TOTAL 60000.00"
)

func testKinds(t *testing.T, kinds []kind) {
	t.Helper()
	o := options(t, ingesttest.Bundled(t), "camden")
	o.All = true
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			changes, r, err := read(t, strings.NewReader(k.file), o)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, r)
			var got []string
			for _, c := range changes.Contracts {
				got = append(got, registertest.Line(c))
			}
			if diff := cmp.Diff(k.want, got); diff != "" {
				t.Errorf("the contracts (-want +got):\n%s", diff)
			}
			var rows []string
			for _, e := range r.Rows {
				text := strings.Join([]string{e.At(), string(e.Disposition), e.Reason}, " ")
				if n := len(rows); n < len(k.rows) && strings.HasPrefix(text, k.rows[n]) {
					text = k.rows[n]
				}
				if e.Disposition != report.Used || strings.HasPrefix(e.Reason, "one more") {
					rows = append(rows, text)
				}
			}
			if diff := cmp.Diff(k.rows, rows); diff != "" {
				t.Errorf("the rows (-want +got):\n%s", diff)
			}
		})
	}
}

func TestQuotationMarks(t *testing.T) {
	both := []string{firstSays, secondSays}
	testKinds(t, []kind{
		{"at the beginning of a cell", head + "C1,\"Payroll software,Acme Ltd,01/04/2025,31/03/2027,50000\n" + second, both, nil},
		{"at the end of a cell", head + "C1,Payroll software\",Acme Ltd,01/04/2025,31/03/2027,50000\n" + second, []string{strings.Replace(firstSays, "software", "software\"", 1), secondSays}, nil},
		{"in two rows, opening and closing", head + "C1,\"Payroll software,Acme Ltd,01/04/2025,31/03/2027,50000\nC2,HR software\",Beta Ltd,01/04/2025,31/03/2027,60000\n", []string{firstSays, strings.Replace(secondSays, "software", "software\"", 1)}, nil},
		{"beside a cell with a comma", head + "C1,19\" monitors,\"Acme, Ltd\",01/04/2025,31/03/2027,50000\n" + second, []string{strings.NewReplacer("Payroll software", "19\" monitors", "Acme Ltd", "Acme, Ltd").Replace(firstSays), secondSays}, nil},
		{"before a cell over two lines", head + "C1,19\" monitors,\"Acme\nLtd\",01/04/2025,31/03/2027,50000\n" + second, []string{strings.Replace(firstSays, "Payroll software", "19\" monitors", 1), secondSays}, nil},
		{"within a quoted cell", head + "C1,\"A 19\" monitor\",Acme Ltd,01/04/2025,31/03/2027,50000\n" + second, []string{strings.Replace(firstSays, "Payroll software", "A 19\" monitor", 1), secondSays}, nil},
		{"that leaves no way to read the row", head + "C1,\"19\" mon,itors,Acme Ltd,01/04/2025\n" + second, []string{secondSays}, []string{"2 SKIPPED a quotation mark stands"}},
		{"above the header", "The \"register\" of 19\" things,,,,,\n" + head + first + second, both, nil},
		{"in the last row, opening", head + first + "C2,\"HR software,Beta Ltd,01/04/2025,31/03/2027,60000", both, nil},
		{"none wrong: a cell over two lines", head + "C1,\"Payroll\nsoftware\",Acme Ltd,01/04/2025,31/03/2027,50000\n" + second, both, nil},
		{"none wrong: doubled", head + "C1,\"Payroll \"\"software\"\"\",Acme Ltd,01/04/2025,31/03/2027,50000\n" + second, []string{strings.Replace(firstSays, "software", "\"software\"", 1), secondSays}, nil},
	})
}

func TestTotals(t *testing.T) {
	total := func(rows string) string { return head + first + rows }
	var kinds []kind
	for _, row := range []string{
		"Total,,,,,50000", ",Total,,,,50000", ",,Total,,,50000", ",,,,Total,50000", "TOTAL:,,,,,50000", "Grand Total,,1 supplier,,,50000", "Sub Total,,,,,50000", "Subtotal - ICT,,,,,50000", "ICT total,,,,,50000",
		"Total value of contracts,,,,,50000", "Overall total,,,,,50000", "Count,,,,,1", "Number of contracts: 1,,,,,50000", "Sum of values,,,,,50000", "Average,,,,,50000", "Totals,,,,,50000",
	} {
		kinds = append(kinds, kind{row, total(row + "\n"), []string{firstSays}, []string{"3 SKIPPED it is a row of totals"}})
	}
	testKinds(t, append(kinds, kind{
		"no totals", total("C2,Total Mobile licences,Beta Ltd,01/04/2025,31/03/2027,60000\nC3,Energy,Total Gas & Power Ltd,,,9\n"),
		[]string{firstSays, strings.Replace(secondSays, "HR software", "Total Mobile licences", 1), "C3, Energy, by Total Gas & Power Ltd, TOTAL 9.00"},
		nil,
	}))
}

func TestStructure(t *testing.T) {
	const groups = "Contract,,,Supplier,,Dates,,Value (£000s),\nRef,Title,Type,Name,Company no,Start,End,Total,Annual\nC1,Payroll software,Single,Acme Ltd,01234567,01/04/2025,31/03/2027,50,25\n"
	testKinds(t, []kind{
		{"groups above columns", groups, []string{firstSays + " (25000.00 a year)"}, nil},
		{"units below titles", strings.TrimSuffix(head, "\n") + "\n,,,(dd/mm/yyyy),(dd/mm/yyyy),(£000s)\nC1,Payroll software,Acme Ltd,01/04/2025,31/03/2027,50\n", []string{firstSays}, nil},
		{"a title over two rows", "Contract,Contract,Supplier,Start,End,Contract\nRef,Title,Name,Date,Date,Value\n" + first, []string{firstSays}, nil},
		{"a preamble and three rows", "Contracts,,,,,\n,,,,,\nContract,,Supplier,Contract dates,,Value\nRef,Title,,Start,End,\n,,,dd/mm/yyyy,dd/mm/yyyy,£\n" + first, []string{firstSays}, nil},
		{"a first row of words", "Contract Title,Supplier,Status\nPayroll software,Acme Ltd,Live\n", []string{"~5b253d98abb9cd11, Payroll software, by Acme Ltd"}, []string{"2 NOTED it has no reference"}},
		{"merged suppliers with numbers", "Contract Ref,Contract Title,Supplier,Company No,End Date\nC1,Payroll software,Acme Ltd,01234567,31/03/2027\n,,Beta Ltd,07654321,\nC2,HR software,Delta Ltd,,31/03/2027\n", []string{"C1, Payroll software, by Acme Ltd + Beta Ltd, to 2027-03-31", "C2, HR software, by Delta Ltd, to 2027-03-31"}, []string{"3 USED one more supplier of the contract of line 2"}},
		{"merged suppliers without a reference", "Contract Title,Supplier,Start Date,End Date,Notes\nPayroll software,Acme Ltd,01/04/2025,31/03/2027,\n,Beta Ltd,,,\n", []string{"~17ae8a2420687b42, Payroll software, by Acme Ltd + Beta Ltd, from 2025-04-01, to 2027-03-31"}, []string{"2 NOTED it has no reference", "3 USED one more supplier of the contract of line 2", "3 NOTED it has no reference"}},
		{"a note, and then a supplier", head + first + "See the guide,,,,,\n,,Beta Ltd,,,\n", []string{firstSays}, []string{"3 SKIPPED it has a single cell", "4 SKIPPED it has a single cell"}},
		{"a second table of contracts", head + first + ",,,,,\nExpired,,,,,\nRef,Supplier,Title,End Date,,\nC2,Beta Ltd,HR software,31/03/2024,,\n", []string{firstSays, "C2, HR software, by Beta Ltd, to 2024-03-31"}, []string{"3 SKIPPED the row is empty", "4 SKIPPED it has a single cell", "5 SKIPPED it is the header of another table"}},
		{"a second table of something else", head + first + "Supplier,Company Number,Postcode,,,\nAcme Ltd,01234567,N1,,,\n", []string{firstSays}, []string{"3 SKIPPED it is the header of another table", "4 SKIPPED it is in a table whose header names no contracts"}},
		{"the header on each page", head + first + head + second, []string{firstSays, secondSays}, []string{"3 SKIPPED it is the header again"}},
		{"the end-of-file mark of old programs", head + first + second + "\x1A", []string{firstSays, secondSays}, []string{"4 SKIPPED the row is empty"}},
		{"empty last cells left off", head + first + "C2,HR software,Beta Ltd,01/04/2025", []string{firstSays, "C2, HR software, by Beta Ltd, from 2025-04-01"}, []string{"3 NOTED the file ends here, within the row"}},
		{"a footnote of two cells", head + first + "Source:,procurement team", []string{firstSays, "Source:, procurement team"}, []string{"3 NOTED the file ends here"}},
		{"lone carriage returns and feeds in cells", strings.ReplaceAll(head+first, "\n", "\r") + "C2,\"HR\nsoftware\",Beta Ltd,01/04/2025,31/03/2027,60000\r", []string{firstSays, secondSays}, nil},
		{"some lone carriage returns", head + strings.TrimSuffix(first, "\n") + "\r" + second, []string{firstSays, secondSays}, nil},
		{"zero bytes", head + "C1,Payroll software\x00\x00,Acme\x00 Ltd,01/04/2025,31/03/2027,50000\n", []string{firstSays}, nil},
		{"sep=", "sep=;\n" + strings.ReplaceAll(head+first, ",", ";"), []string{firstSays}, nil},
	})
}

func TestStrayBytes(t *testing.T) {
	testKinds(t, []kind{
		{"one in UTF-8", head + "C1,Café software,Acme Ltd,01/04/2025,31/03/2027,50000\nC2,HR\xA0software,Beta Ltd,01/04/2025,31/03/2027,60000\n", []string{strings.Replace(firstSays, "Payroll", "Café", 1), secondSays}, nil},
		{"Windows-1252", head + "C1,Caf\xE9 software,Acme Ltd,01/04/2025,31/03/2027,\xA350000\n", []string{strings.Replace(firstSays, "Payroll", "Café", 1)}, nil},
		{"a mark, and then Windows-1252", "\xEF\xBB\xBF" + head + "C1,Caf\xE9 software,Acme Ltd,01/04/2025,31/03/2027,\xA350000\n", []string{strings.Replace(firstSays, "Payroll", "Café", 1)}, nil},
	})
}

func TestUnmarkedUTF16(t *testing.T) {
	o := options(t, ingesttest.Bundled(t), "camden")
	o.All = true
	for name, order := range map[string][2]int{"little-endian": {0, 1}, "big-endian": {1, 0}} {
		var file bytes.Buffer
		for _, r := range head + first {
			pair := []byte{0, 0}
			pair[order[0]] = byte(r)
			file.Write(pair)
		}
		changes, r, err := read(t, bytes.NewReader(file.Bytes()), o)
		if err != nil || r.Form != "UTF-16, commas" || len(changes.Contracts) != 1 {
			t.Errorf("%s: %v, %+v", name, err, r)
		}
	}
}

// A row that names a contract of the graph is that contract, even if it is worded like a total.
func TestTotalsOfTheGraph(t *testing.T) {
	s := ingesttest.Bundled(t)
	ingesttest.Write(t, s, noticed("Contract:camden/T1"))
	imported(t, s, "2026-04-30", "GraphID,Contract Title,Contract Value\nContract:camden/T1,Total hosting,50000\n")
	if got := contract(t, s, "Contract:camden/T1").Title; got != "Total hosting" {
		t.Errorf("its title is %q", got)
	}
}
