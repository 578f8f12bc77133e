// Package ocdstest holds the tests of the OCDS importer that every store must pass.
package ocdstest

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/ocds"
	"boroughgraph/ingest/suggest"
)

// Cases is the environment variable that names the folder of cases.
const Cases = "BOROUGHGRAPH_CASES"

// asOf is the day of all questions.
const asOf = estate.Date("2026-11-23")

// RunCases imports each case as its description says. Each case has a store of its own that holds
// the bundled facts.
func RunCases(t *testing.T, open func(*testing.T) estate.Store) {
	folder := os.Getenv(Cases)
	if folder == "" {
		const left = "LEFT OUT: " + Cases + " names no folder of cases, so the cases of OCDS are not read"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	for name, run := range cases {
		t.Run(name, func(t *testing.T) { run(&caseOf{T: t, store: open(t), folder: filepath.Join(folder, "ocds")}) })
	}
}

// caseOf is a case that is being run.
type caseOf struct {
	*testing.T
	store  estate.Store
	folder string
	all    bool
}

// read imports files, one import each, and returns the last report.
func (c *caseOf) read(names ...string) *estate.Report {
	c.Helper()
	var report *estate.Report
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(c.folder, name+".json"))
		if err != nil {
			c.Fatal(err)
		}
		report = Import(c.T, c.store, c.all, string(text))
	}
	return report
}

// Import imports one file of releases. Nothing of it may be rejected.
func Import(t *testing.T, s estate.Store, all bool, text string) *estate.Report {
	t.Helper()
	systems, err := match.KnownSystems(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	opened, err := ocds.Open(t.Context(), []ocds.File{{Name: "case.json", File: bytes.NewReader([]byte(text))}},
		ocds.Options{Boroughs: ingesttest.Boroughs(t, s), Known: s, Systems: systems, All: all})
	if err != nil {
		t.Fatal(err)
	}
	whole := &estate.Changes{} // a store in memory cannot be read while it is written
	for part, err := range opened.Parts(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range part.Facts() {
			if err := whole.Add(f.Kind, f.Text()); err != nil {
				t.Fatal(err)
			}
		}
		whole.Removed = append(whole.Removed, part.Removed...)
	}
	batch := estate.NewBatch(time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), estate.FormOCDS, "case.json", "")
	report, err := s.Apply(t.Context(), estate.Import{Batch: batch, Parts: estate.OnePart(whole)})
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %v, %+v", err, report)
	}
	return report
}

// contracts returns the contracts of a process, by the part of their ids after the ocid.
func (c *caseOf) contracts(ocid string) map[string]*estate.Contract {
	c.Helper()
	ids, err := c.store.ContractsByOCID(c.Context(), []string{ocid})
	if err != nil {
		c.Fatal(err)
	}
	found, err := c.store.ContractsByID(c.Context(), ids[ocid])
	if err != nil {
		c.Fatal(err)
	}
	by := map[string]*estate.Contract{}
	for id, contract := range found {
		by[strings.TrimPrefix(id.Key(), ocid+"/")] = contract
	}
	return by
}

// contract returns a contract that must be there.
func (c *caseOf) contract(ocid, award string) *estate.Contract {
	c.Helper()
	k := c.contracts(ocid)[award]
	if k == nil {
		c.Fatalf("%s has no contract %s: %v", ocid, award, c.contracts(ocid))
	}
	return k
}

// value checks the value of a contract in pence, and its VAT.
func (c *caseOf) value(k *estate.Contract, pence int64, vat estate.VAT) {
	c.Helper()
	if k.Value == nil || k.Value.MinPence != pence || k.Value.MaxPence != pence || k.Value.VAT != vat {
		c.Errorf("the value is %+v, want %d pence, %s", k.Value, pence, vat)
	}
}

// notOpen checks that a process is not open for bids.
func (c *caseOf) notOpen(ocid string) {
	c.Helper()
	page, err := c.store.OpenOpportunities(c.Context(), estate.OpenOpportunitiesQuery{AsOf: asOf}, estate.FirstPage(estate.MaxPage))
	if err != nil {
		c.Fatal(err)
	}
	for _, r := range page.Rows {
		if r.Row.Notice.OCID == ocid {
			c.Errorf("%s is open", r.Row.Notice.ID)
		}
	}
}

func (c *caseOf) suppliers(ids ...estate.ID) map[estate.ID]*estate.Supplier {
	c.Helper()
	found, err := c.store.SuppliersByID(c.Context(), ids)
	if err != nil {
		c.Fatal(err)
	}
	return found
}

// cases are the cases by the names of their descriptions.
var cases = map[string]func(c *caseOf){
	"01 change and termination": func(c *caseOf) {
		c.read("01a-uk7", "01b-uk10-change", "01c-uk11-termination")
		changed(c)
	},
	"01 newest first": func(c *caseOf) {
		c.read("01c-uk11-termination", "01b-uk10-change", "01a-uk7")
		changed(c)
	},
	"02 withdrawn apart": func(c *caseOf) {
		c.read("02a-uk4", "02b-uk12-withdrawn")
		c.notOpen("ocds-h6vhtk-0c0002")
	},
	"02 newest first": func(c *caseOf) {
		c.read("02b-uk12-withdrawn", "02a-uk4")
		c.notOpen("ocds-h6vhtk-0c0002")
	},
	"04 withdrawn": func(c *caseOf) {
		c.read("04-withdrawn-still-open")
		c.notOpen("ocds-h6vhtk-0c0002")
	},
	"05 a framework twice": func(c *caseOf) {
		c.read("05-framework-loses-suppliers")
		if report := c.read("05-framework-loses-suppliers"); report.Changed() {
			c.Errorf("the second import changed %+v", report)
		}
		found, err := c.store.FrameworksByID(c.Context(), []estate.ID{"Framework:ocds-h6vhtk-0c0003"})
		if err != nil {
			c.Fatal(err)
		}
		if f := found["Framework:ocds-h6vhtk-0c0003"]; f == nil || len(f.Suppliers) != 3 {
			c.Errorf("the framework is %+v", f)
		}
	},
	"06 a dynamic market": func(c *caseOf) {
		c.read("06-dynamic-market-uk15")
		if k := c.contracts("ocds-h6vhtk-0c0004"); len(k) != 0 {
			c.Errorf("its contracts are %v", k)
		}
	},
	"07 the address of what is stated": func(c *caseOf) {
		c.read("07-uk6-then-uk7-address")
		k := c.contract("ocds-h6vhtk-0c0005", "1")
		c.value(k, 150_000_00, estate.VATUnknown)
		if k.EndDate != "2029-02-28" || k.Stage != estate.StageSigned {
			c.Errorf("it is %s and ends on %s", k.Stage, k.EndDate)
		}
		evidence, err := c.store.EvidenceOf(c.Context(), []estate.ID{k.ID})
		if err != nil {
			c.Fatal(err)
		}
		for _, e := range evidence[k.ID] {
			if (e.Field == "value" || e.Field == "endDate") && e.Address != "https://www.find-tender.service.gov.uk/Notice/000031-2026" {
				c.Errorf("%s is stated at %s", e.Field, e.Address)
			}
		}
		notices, err := c.store.NoticesByID(c.Context(), []estate.ID{"Notice:ocds-h6vhtk-0c0005-contract"})
		if err != nil || notices["Notice:ocds-h6vhtk-0c0005-contract"].Type != "UK7" {
			c.Errorf("the notice is %+v, %v", notices, err)
		}
	},
	"09 a second contract": func(c *caseOf) {
		c.all = true
		c.read("09a-first-contract", "09b-second-contract-of-the-award")
		c.value(c.contract("ocds-h6vhtk-0c0007", "1"), 100_000_00, estate.VATUnknown)
		c.value(c.contract("ocds-h6vhtk-0c0007", "c2"), 50_000_00, estate.VATUnknown)
	},
	"11 an identifier is learned": func(c *caseOf) {
		c.read("11-identifier-not-learned")
		var who []estate.ID
		for _, ocid := range []string{"ocds-h6vhtk-0c0010", "ocds-h6vhtk-0c0011"} {
			who = append(who, c.contract(ocid, "1").Suppliers[0].Supplier)
		}
		if who[0] != who[1] || len(c.suppliers(who[0])[who[0]].Identifiers) != 2 {
			c.Errorf("the suppliers are %+v", c.suppliers(who...))
		}
	},
	"12 a borough under its PPON": func(c *caseOf) {
		c.read("12-fuham")
		if k := c.contract("ocds-h6vhtk-0c0020", "1"); k.Parties[0].Borough != "Borough:E09000013" {
			c.Errorf("the parties are %+v", k.Parties)
		}
	},
	"13 expressions of interest": func(c *caseOf) {
		c.read("13-expression-of-interest")
		found, err := c.store.NoticesByID(c.Context(), []estate.ID{"Notice:ocds-h6vhtk-0c0021-tender"})
		if err != nil || found["Notice:ocds-h6vhtk-0c0021-tender"].TenderDeadline != "2025-11-26" {
			c.Errorf("the notice is %+v, %v", found, err)
		}
		c.notOpen("ocds-h6vhtk-0c0021")
	},
	"14 a gross amount": func(c *caseOf) {
		c.read("14-amount-0-gross")
		c.value(c.contract("ocds-h6vhtk-0c0022", "1"), 49_665_25, estate.VATIncluded)
	},
	"16 companies": func(c *caseOf) {
		c.read("16-companies-taken-for-people")
		for award, name := range map[string]string{"1": "MS CARS", "2": "Sir Joseph Isherwood Limited"} {
			if k := c.contract("ocds-h6vhtk-0c0024", award); k.SuppliersWithheld || len(k.Suppliers) != 1 || k.Suppliers[0].SignedAs != name {
				c.Errorf("award %s: %v %+v", award, k.SuppliersWithheld, k.Suppliers)
			}
		}
	},
	"21 annual increments": func(c *caseOf) {
		c.all = true
		c.read("21-annual-increments")
		if k := c.contract("ocds-kuma6s-000001", "1"); len(k.Extensions) != 2 || k.Extensions[0].Months != 12 || k.Extensions[1].Months != 12 {
			c.Errorf("its options are %+v", k.Extensions)
		}
	},
	"22 a framework that is not held": func(c *caseOf) {
		c.read("22-framework-is-an-ocid")
		if k := c.contract("ocds-h6vhtk-0c0028", "1"); k.Framework != "OCID ocds-h6vhtk-06085f" {
			c.Errorf("the framework is %q", k.Framework)
		}
	},
	"24 a corrected award": func(c *caseOf) {
		c.read("24-corrected-award-with-a-new-id")
		if k := c.contracts("ocds-b5fd17-0c0030"); len(k) != 2 {
			c.Fatalf("the contracts are %v", k)
		}
		all, err := suggest.Candidates(c.Context(), c.store)
		if err != nil {
			c.Fatal(err)
		}
		if !slices.ContainsFunc(all, func(s *estate.Suggestion) bool {
			return s.Kind == estate.SuggestContract && strings.HasPrefix(s.Subject.Key(), "ocds-b5fd17-0c0030/")
		}) {
			c.Error("nothing suggests that they are one")
		}
	},
}

// changed checks the contract of case 01.
func changed(c *caseOf) {
	c.Helper()
	k := c.contract("ocds-h6vhtk-0c0001", "1")
	c.value(k, 100_000_00, estate.VATExcluded)
	if k.EndDate != "2029-02-18" || !k.Ended || k.EndedOn != "2026-09-30" || len(k.Suppliers) != 1 || len(k.CPV) == 0 {
		c.Errorf("it is %+v", k)
	}
}
