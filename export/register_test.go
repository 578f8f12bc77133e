package export_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/export/exporttest"
	"boroughgraph/sheet"
)

func TestRegisterChangesNothing(t *testing.T) {
	t.Run("bundled", func(t *testing.T) { exporttest.RegistersChangeNothing(t, filled(t, onSQLite(t), bundled(t))) })
	t.Run("made up", func(t *testing.T) { exporttest.RegistersChangeNothing(t, filled(t, onSQLite(t), madeUp(t, 600))) })
	t.Run("drawn", func(t *testing.T) {
		rapid.Check(t, func(rt *rapid.T) {
			facts := storetest.Draw(rt)
			for _, c := range facts.Contracts {
				drawRegister(rt, c)
			}
			s := onSQLite(t)
			exporttest.Apply(rt, s, storetest.Import(facts))
			exporttest.RegistersChangeNothing(rt, s)
		})
	})
}

// drawRegister gives a contract every fact that a register can state, in forms that are easily
// misread.
func drawRegister(rt *rapid.T, c *estate.Contract) {
	text := func(what string, more ...string) string {
		return rapid.SampledFrom(append([]string{"", "None", "TBC", "=1+1", "'=x", "+44 20 7946 0000", "-", "a@example.org", "Total IT", "one\ntwo, \"three\"; four", " £5 "}, more...)).Draw(rt, what)
	}
	c.Title, c.Reference, c.Method, c.Framework = text("title"), text("reference", "0021"), text("method", "Open procedure"), text("framework", "yes", "G-Cloud 13")
	c.OCID = text("ocid", "ocds-h6vhtk-05d37a")
	c.CPV = rapid.SampledFrom([][]string{nil, {"48000000"}, {"48", "72000000-5"}, {"48000000", "48000000"}}).Draw(rt, "cpv")
	for i := range c.Suppliers {
		c.Suppliers[i].SignedAs = text("signed as", "Mr Smith", "A Ltd, B Ltd", "[Redacted]", "Withheld", "A; B")
	}
	c.Value = rapid.SampledFrom([]*estate.Value{
		nil, worth(estate.BasisTotal, 0, 0), worth(estate.BasisTotal, 123456, 123456), worth(estate.BasisRange, 600, 800), worth(estate.BasisRange, 5, 5),
		worth(estate.BasisEstimate, 1, 1), worth(estate.BasisPerYear, 99, 99), worth(estate.BasisTotal, 1<<60, 1<<60),
	}).Draw(rt, "value")
	if c.Value != nil {
		c.Value.VAT = rapid.SampledFrom([]estate.VAT{estate.VATExcluded, estate.VATIncluded, estate.VATUnknown}).Draw(rt, "vat")
		c.Value.AnnualPence = rapid.SampledFrom([]*int64{nil, new(int64(77))}).Draw(rt, "annual")
	}
	c.TermMonths = rapid.SampledFrom([]*int{nil, new(24), new(999)}).Draw(rt, "term")
}

func worth(basis estate.ValueBasis, low, high int64) *estate.Value {
	return &estate.Value{MinPence: low, MaxPence: high, Basis: basis}
}

// Lines end with CR LF, every line has every column, and no cell is a formula to a spreadsheet.
func TestRegisterIsRFC4180(t *testing.T) {
	s := onSQLite(t)
	facts := bundled(t)
	camden := facts.Boroughs[6]
	facts.Contracts = append(facts.Contracts, &estate.Contract{
		ID: "Contract:formula", Title: "=HYPERLINK(\"x\")", Reference: "-7", Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: camden.ID}},
	})
	text := exporttest.Register(t, filled(t, s, facts), camden)
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("a line ends otherwise than by CRLF")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sheet.Columns, rows[0]); diff != "" {
		t.Error(diff)
	}
	found := false
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("a formula: %s %q", rows[0][i], cell)
			}
			if strings.HasPrefix(rows[0][i], "Contact") && cell != "" {
				t.Errorf("something about a person: %q", cell)
			}
		}
		if row[len(row)-1] == "Contract:formula" {
			found = row[4] == "'=HYPERLINK(\"x\")" && row[2] == "'-7"
		}
	}
	if !found {
		t.Error("the formula is not there as it should be")
	}
}

// A borough's corrections in its register are imported with evidence, and nothing else is.
func TestRegisterOfAHand(t *testing.T) {
	s := onSQLite(t)
	facts := bundled(t)
	hillingdon := facts.Boroughs[16]
	filled(t, s, facts)
	const id = "Contract:hillingdon-nec-2025"
	rows, err := csv.NewReader(strings.NewReader(exporttest.Register(t, s, hillingdon))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, c := range rows[0] {
		column[c] = i
	}
	for _, row := range rows[1:] {
		if row[column["GraphID"]] == id {
			row[column["EndDate"]] = "31/07/2032"
			row[column["ContractTitle"]] = "" // an empty cell states nothing
		} else if date := row[column["StartDate"]]; len(date) == len("2006-01-02") { // as a spreadsheet reformats it
			row[column["StartDate"]] = date[8:] + "/" + date[5:7] + "/" + date[:4]
		}
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	before := held(t, s)
	report, read := exporttest.ImportRegister(t, s, hillingdon, b.String())
	if len(report.Created) != 2 || report.Created[estate.KindSource] != 1 || report.Created[estate.KindEvidence] != 1 || len(report.Updated) != 1 || report.Updated[estate.KindContract] != 1 {
		t.Errorf("created %v, updated %v", report.Created, report.Updated)
	}
	after := held(t, s)
	for fact, text := range after {
		switch was := before[fact]; {
		case fact == id:
			if want := strings.Replace(was, `"endDate":"2030-07-31"`, `"endDate":"2032-07-31"`, 1); text != want {
				t.Errorf("got  %s\nwant %s", text, want)
			}
		case was == "" && fact.Kind() == estate.KindEvidence:
			if !strings.Contains(text, `"field":"endDate","value":"31/07/2032"`) {
				t.Errorf("evidence %s", text)
			}
		case was != "" && was != text:
			t.Errorf("%s has changed too", fact)
		}
	}
	for _, r := range read.Rows {
		if r.Contract == id && r.Reason != "the graph's contract, with its own endDate" {
			t.Errorf("the report says %q", r.Reason)
		}
	}
}

// A row that names a contract that the graph lacks is read like any other row.
func TestRegisterOfAnotherStore(t *testing.T) {
	facts := bundled(t)
	hillingdon := facts.Boroughs[16]
	text := exporttest.Register(t, filled(t, onSQLite(t), facts), hillingdon)
	facts.Contracts, facts.Notices, facts.Deployments, facts.Evidence = nil, nil, nil, nil
	report, rows := exporttest.ImportRegister(t, filled(t, onSQLite(t), facts), hillingdon, text)
	if rows.Used == 0 || report.Created[estate.KindContract] != rows.Used {
		t.Errorf("created %v of rows %d", report.Created, rows.Used)
	}
	for _, r := range rows.Rows {
		if r.Contract != "" && r.Contract.Key()[:len("hillingdon/")] != "hillingdon/" {
			t.Errorf("%s has the id of another store", r.Contract)
		}
	}
}
