package ocds_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/ocds"
	"boroughgraph/ingest/report"
)

// optionsOf returns the options for reading releases into a store.
func optionsOf(tb testing.TB, s estate.Store) ocds.Options {
	tb.Helper()
	systems, err := match.KnownSystems(tb.Context(), s)
	if err != nil {
		tb.Fatal(err)
	}
	return ocds.Options{Boroughs: ingesttest.Boroughs(tb, s), Known: s, Systems: systems}
}

// releases reads texts as files of releases, to their end.
func releases(tb testing.TB, s estate.Store, texts []string, change func(*ocds.Options)) (*estate.Changes, []ocds.Entry, error) {
	tb.Helper()
	var entries []ocds.Entry
	o := optionsOf(tb, s)
	o.Entry = func(e ocds.Entry) { entries = append(entries, e) }
	if change != nil {
		change(&o)
	}
	var files []ocds.File
	for i, text := range texts {
		files = append(files, ocds.File{Name: fmt.Sprintf("%d.json", i+1), File: bytes.NewReader([]byte(text))})
	}
	opened, err := ocds.Open(tb.Context(), files, o)
	if err != nil {
		return nil, nil, err
	}
	all := &estate.Changes{}
	for part, err := range opened.Parts(tb.Context()) {
		if err != nil {
			return nil, nil, err
		}
		all.Sources = append(all.Sources, part.Sources...)
		all.Suppliers = append(all.Suppliers, part.Suppliers...)
		all.Frameworks = append(all.Frameworks, part.Frameworks...)
		all.Contracts = append(all.Contracts, part.Contracts...)
		all.Notices = append(all.Notices, part.Notices...)
		all.Evidence = append(all.Evidence, part.Evidence...)
		all.Removed = append(all.Removed, part.Removed...)
		all.Releases = append(all.Releases, part.Releases...)
	}
	accounted(tb, opened.Report, entries)
	return all, entries, nil
}

// accounted checks that every release is used, or skipped with a reason.
func accounted(tb testing.TB, r *ocds.Report, entries []ocds.Entry) {
	tb.Helper()
	count := map[report.Disposition]int{}
	for _, e := range entries {
		count[e.Disposition]++
		if e.Reason == "" || e.File == "" || e.OCID == "" && !e.Fault {
			tb.Errorf("an entry without a reason or a place: %+v", e)
		}
	}
	if count[report.Used] != r.Used || count[report.Skipped] != r.Skipped || r.Used+r.Skipped != r.Read {
		tb.Errorf("%d read, %d used, %d skipped; the entries say %v", r.Read, r.Used, r.Skipped, count)
	}
}

func mustReleases(tb testing.TB, s estate.Store, texts ...string) (*estate.Changes, []string) {
	tb.Helper()
	changes, entries, err := releases(tb, s, texts, nil)
	if err != nil {
		tb.Fatal(err)
	}
	var lines []string
	for _, e := range entries {
		lines = append(lines, strings.Join(strings.Fields(fmt.Sprintf("%s %s %s: %s", e.Disposition, e.OCID, e.Path, e.Reason)), " "))
	}
	return changes, lines
}

// land reads texts and applies their changes. None of them may be rejected.
func land(tb testing.TB, s estate.Store, texts ...string) (*estate.Report, []string) {
	tb.Helper()
	changes, lines := mustReleases(tb, s, texts...)
	report, err := s.Apply(tb.Context(), storetest.Import(changes))
	if err != nil || len(report.Rejected) > 0 {
		tb.Fatalf("applied: %v, %+v", err, report)
	}
	return report, lines
}

func sample(tb testing.TB) string {
	tb.Helper()
	text, err := os.ReadFile("testdata/package.json")
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// TestReleases reads a package with lots, a framework, a plan, a cancelled tender, bad numbers and
// wrong literals.
func TestReleases(t *testing.T) {
	s := ingesttest.Bundled(t)
	changes, lines := mustReleases(t, s, sample(t))
	if diff := cmp.Diff([]string{
		"SKIPPED ocds-h6vhtk-0a0005 releases[5]: it is not valid JSON: invalid character '0' after object key:value pair",
		"SKIPPED ocds-h6vhtk-0a0004 buyer.name: its buyer is not one of the boroughs: --all-buyers takes it",
		"NOTED ocds-h6vhtk-0a0001 awards[1].contractPeriod.endDate: it ends before its start, 2026-04-01: neither is read",
		"NOTED ocds-h6vhtk-0a0001 awards[1].value.amount: the amount is in EUR, not in pounds",
		"NOTED ocds-h6vhtk-0a0001 awards[2].status: it came to nothing: no contract is made of it",
		"NOTED ocds-h6vhtk-0a0002 awards[0]: it sets up a framework: it is not a purchase, and its value is a ceiling",
		"NOTED ocds-h6vhtk-0a0003 tender.contractPeriod.durationInDays: a length in days is not an end: it is kept as evidence",
		"SKIPPED ocds-h6vhtk-0a0006 tender.title: nothing says that it is technology: it is kept until a release does; --all takes every purchase",
		"USED ocds-h6vhtk-0a0001 : CPV 48000000, software and information systems",
		"USED ocds-h6vhtk-0a0001 : CPV 48000000, software and information systems",
		"USED ocds-h6vhtk-0a0002 : CPV 72000000, IT services",
		"USED ocds-h6vhtk-0a0003 : title with the words “website”",
	}, lines); diff != "" {
		t.Errorf("the report (-want +got):\n%s", diff)
	}
	parties := []estate.ContractParty{{Borough: "Borough:E09000007"}, {Borough: "Borough:E09000020"}, {Name: "Richmond Housing Partnership"}}
	nec, err := s.SuppliersByIdentifier(t.Context(), []estate.Identifier{{Scheme: "GB-COH", ID: "00968498"}})
	if err != nil || len(nec["GB-COH:00968498"]) != 1 {
		t.Fatal(nec, err)
	}
	want := []*estate.Contract{
		{
			ID: "Contract:ocds-h6vhtk-0a0001/A-1", OCID: "ocds-h6vhtk-0a0001", Title: "Case management systems: Housing", Stage: estate.StageSigned, Parties: parties,
			Suppliers: []estate.ContractSupplier{{Supplier: nec["GB-COH:00968498"][0], SignedAs: "NEC Software Solutions UK Limited"}},
			StartDate: "2026-04-01", EndDate: "2028-03-31", MaxExtentDate: "2030-03-31",
			Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionUnknown}, {Months: 12, State: estate.ExtensionUnknown}},
			Value:      &estate.Value{MinPence: 10000000, MaxPence: 10000000, Basis: estate.BasisTotal, VAT: estate.VATUnknown},
			Method:     "Open procedure", CPV: []string{"48445000"}, Systems: []estate.ID{}, Services: []estate.ID{},
		},
		{
			ID: "Contract:ocds-h6vhtk-0a0001/A-2", OCID: "ocds-h6vhtk-0a0001", Title: "Case management systems: Benefits", Stage: estate.StageSigned, Parties: parties,
			Suppliers:  []estate.ContractSupplier{{Supplier: "Supplier:name/nobody-knows", SignedAs: "Nobody Knows Ltd"}},
			Extensions: []estate.Extension{}, Method: "Open procedure", CPV: []string{"72000000"}, Systems: []estate.ID{}, Services: []estate.ID{},
		},
	}
	if diff := cmp.Diff(want, changes.Contracts, cmpopts.IgnoreUnexported(estate.Contract{})); diff != "" {
		t.Errorf("the contracts (-want +got):\n%s", diff)
	}
	var notices []string
	for _, n := range changes.Notices {
		line := fmt.Sprintf("%s %s %s deadline %s, %s to %s", n.ID, n.Type, n.PublishedDate, n.TenderDeadline, n.StartDate, n.EndDate)
		if n.Value != nil {
			line += fmt.Sprintf(", %s %s", n.Value.Basis, n.Value.Max().Amount())
		}
		if n.SMESuitable != nil {
			line += fmt.Sprintf(", sme %v", *n.SMESuitable)
		}
		notices = append(notices, fmt.Sprintf("%s, %d lots, contracts %d, frameworks %d", line, len(n.Lots), len(n.Contracts), len(n.Frameworks)))
	}
	if diff := cmp.Diff([]string{
		"Notice:ocds-h6vhtk-0a0001-tender  2025-09-01 deadline 2025-10-15, 2026-04-01 to 2028-03-31, ESTIMATE 400000.00, 0 lots, contracts 0, frameworks 0",
		"Notice:ocds-h6vhtk-0a0001-award UK7 2026-02-01 deadline 2025-10-15,  to , 3 lots, contracts 2, frameworks 0",
		"Notice:ocds-h6vhtk-0a0001-contract UK7 2026-02-01 deadline 2025-10-15,  to , 3 lots, contracts 2, frameworks 0",
		"Notice:ocds-h6vhtk-0a0002-award  2026-02-02 deadline , 2026-03-01 to 2030-02-28, 0 lots, contracts 0, frameworks 1",
		"Notice:ocds-h6vhtk-0a0003-planning UK1 2026-02-03 deadline , 2027-01-01 to , ESTIMATE 250000.00, sme true, 0 lots, contracts 0, frameworks 0",
	}, notices); diff != "" {
		t.Errorf("the notices (-want +got):\n%s", diff)
	}
	framework := &estate.Framework{
		ID: "Framework:ocds-h6vhtk-0a0002", Name: "Framework for digital services", Owner: "", Boroughs: []estate.ID{"Borough:E09000007"},
		Suppliers: []estate.ID{"Supplier:name/nobody-knows"}, StartDate: "2026-03-01", EndDate: "2030-02-28",
		Value: &estate.Value{MinPence: 9000000000, MaxPence: 9000000000, Basis: estate.BasisEstimate, VAT: estate.VATUnknown},
	}
	if diff := cmp.Diff([]*estate.Framework{framework}, changes.Frameworks); diff != "" {
		t.Errorf("the framework (-want +got):\n%s", diff)
	}
	for _, e := range changes.Evidence {
		if text := fmt.Sprintf("%+v", *e); strings.Contains(text, "Smith") || strings.Contains(text, "example.gov.uk") || strings.Contains(text, "7946") {
			t.Errorf("personal data are stored: %s", text)
		}
	}
}

// A second import changes nothing.
func TestReleasesTwice(t *testing.T) {
	s := ingesttest.Bundled(t)
	if report, _ := land(t, s, sample(t)); report.Created[estate.KindContract] != 2 {
		t.Errorf("first created %v", report.Created)
	}
	if report, _ := land(t, s, sample(t)); report.Changed() {
		t.Errorf("then created %v, updated %v, removed %v", report.Created, report.Updated, report.Removed)
	}
}

// The same releases give the same facts in every form that a file may have.
func TestReleaseForms(t *testing.T) {
	one := `{"ocid":"ocds-b5fd17-1","id":"1","date":"2025-04-01T00:00:00Z","tag":["award"],"buyer":{"name":"Camden"},"tender":{"title":"Software"},"awards":[{"id":"a"}]}`
	two := `{"ocid":"ocds-b5fd17-2","id":"2","date":"2025-04-01T00:00:00Z","tag":["tender"],"buyer":{"name":"Camden"},"tender":{"title":"Laptops"}}`
	s := ingesttest.Bundled(t)
	var want *estate.Changes
	for _, text := range []string{
		`{"publisher":{"name":"x"},"releases":[` + one + "," + two + `],"links":{"next":"x"}}`,
		"\xEF\xBB\xBF [" + one + "," + two + "]",
		one + "\n" + two + "\n",
		one + two,
		`{"records":[{"ocid":"ocds-b5fd17-1","releases":[{"url":"x"}],"compiledRelease":` + one + `},{"ocid":"ocds-b5fd17-2","releases":[` + two + `]}]}`,
		`[{"releases":[` + one + `]},{"releases":[` + two + `]}]`,
		`{"releases":[` + one + "]}\n" + `{"version":"1.1","releases":[` + two + "]}",
		`{"ocid":"ocds-b5fd17-1","compiledRelease":` + one + "}\n" + two,
		`{"releases":[],"compiledRelease":` + one + "}\n" + two,
	} {
		got, _ := mustReleases(t, s, text)
		if want == nil {
			want = got
		}
		if len(got.Contracts) != 1 || len(got.Notices) != 2 {
			t.Errorf("%d contracts, %d notices in %s", len(got.Contracts), len(got.Notices), text)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(estate.Evidence{}, "Row", "Origin")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// A buyer is found by its identifiers, then by its whole name. A name within another one's does not
// count.
func TestBuyers(t *testing.T) {
	s := ingesttest.Bundled(t)
	for buyer, want := range map[string]string{
		`"name":"London Borough of Camden"`: "Camden", `"name":"THE LONDON BOROUGH OF CAMDEN"`: "Camden", `"name":"Camden Council"`: "Camden",
		`"name":"London Borough of Ealing Council"`: "Ealing", `"name":"Royal Borough of Kensington & Chelsea"`: "Kensington and Chelsea",
		`"name":"Westminster City Council"`: "Westminster", `"name":"City of London Corporation"`: "City of London", `"id":"GB-LAE-CMD"`: "Camden",
		`"name":"Mayor and Burgesses of the London Borough of Camden"`: "Camden", `"name":"Royal Borough of Greenwich"`: "Greenwich",
		`"name":"Somebody","id":"x"},"parties":[{"id":"x","identifier":{"scheme":"GB-LAE","id":"CMD"}}],"y":{"z":1`: "Camden",
		`"id":"x"},"parties":[{"id":"x","name":"Camden"}],"y":{"z":1`:                                               "Camden",
		`"name":"Richmond Housing Partnership"`:                                                                     "", `"name":"Barnet Homes"`: "", `"name":"Camden and Islington NHS Foundation Trust"`: "", `"name":"NHS / Camden"`: "",
		`"name":"Kingston upon Hull City Council"`: "", `"name":"City of London Police"`: "", `"name":"CMD"`: "", `"name":"London Borough of"`: "", `"name":"Richmond"`: "",
	} {
		text := fmt.Sprintf(`{"ocid":"ocds-h6vhtk-1","tag":["tender"],"tender":{"title":"Software"},"buyer":{%s}}`, buyer)
		changes, _ := mustReleases(t, s, text)
		got := ""
		if len(changes.Notices) > 0 {
			found, err := s.BoroughsByID(t.Context(), []estate.ID{changes.Notices[0].Parties[0].Borough})
			if err != nil {
				t.Fatal(err)
			}
			got = found[changes.Notices[0].Parties[0].Borough].Name
		}
		if got != want && !strings.HasSuffix(got, want) || want == "" && got != "" {
			t.Errorf("{%s} is %q, want %q", buyer, got, want)
		}
	}
}

// Empty texts, nulls and values of unexpected types do not affect the fields beside them.
func TestStrangeTypes(t *testing.T) {
	s := ingesttest.Bundled(t)
	changes, lines := mustReleases(t, s, purchase("ocds-h6vhtk-1", "2025-05-01", "award", `"tender":{"title":"Software","value":"a lot","tenderPeriod":[],"lots":"","items":null,"suitability":{"sme":"yes"}},
		"parties":{"id":"x"},"awards":[null,7,{"id":1,"status":null,"title":["a"],"value":{"amount":"12,345.60","currency":"GBP"},"suppliers":{"name":""},"contractPeriod":{"startDate":"soon","endDate":"2027-03-31T25:61:00Z","maxExtentDate":""}}]`))
	if len(changes.Contracts) != 1 || changes.Contracts[0].ID != "Contract:ocds-h6vhtk-1/1" || changes.Contracts[0].Value.MinPence != 1234560 || changes.Contracts[0].Title != "Software" || changes.Contracts[0].Suppliers != nil {
		t.Errorf("%+v", changes.Contracts)
	}
	for _, want := range []string{
		"NOTED ocds-h6vhtk-1 tender.suitability.sme: it is neither true nor false",
		"NOTED ocds-h6vhtk-1 awards[1].title: it is not a text",
		"NOTED ocds-h6vhtk-1 awards[1].contractPeriod.startDate: it is not a date",
		"NOTED ocds-h6vhtk-1 awards[0]: no id distinguishes it from the others: no contract is made of it",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line says %q: %q", want, lines)
		}
	}
}

// One bad literal costs one release, which is reported with its ocid and the byte. Bytes that are
// not UTF-8 are read as Windows-1252.
func TestOneBadLiteral(t *testing.T) {
	s := ingesttest.Bundled(t)
	good := purchase("ocds-h6vhtk-2", "2025-05-01", "tender", "\"tender\":{\"title\":\"Software \xa3 caf\xe9\"}")
	text := `{"releases":[{"ocid":"ocds-h6vhtk-1","value":{"amount": 000,}},` + good + `]}`
	changes, entries, err := releases(t, s, []string{text}, nil)
	if err != nil || len(changes.Notices) != 1 || changes.Notices[0].Title != "Software £ café" {
		t.Fatalf("%v, %+v", err, changes)
	}
	if e := entries[0]; !e.Fault || e.OCID != "ocds-h6vhtk-1" || e.Path != "releases[0]" || e.Offset != int64(strings.Index(text, "00,")) {
		t.Errorf("%+v", e)
	}
}

// TestReleaseSamples reads the real releases, if this machine has them. Every one is used, or
// skipped with a reason.
func TestReleaseSamples(t *testing.T) {
	folder := os.Getenv(ingesttest.RawData)
	if folder == "" {
		const left = "LEFT OUT: " + ingesttest.RawData + " names no folder of raw files, so the real releases are not read"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	text, err := os.ReadFile(filepath.Join(folder, "ocds_releases.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		all, buyers              bool
		used, contracts, notices int
	}{
		"technology of boroughs": {false, false, 2, 2, 2},
		"all of boroughs":        {true, false, 4, 3, 4},
		"technology of all":      {false, true, 21, 13, 21},
		"all":                    {true, true, 23, 14, 23},
	} {
		t.Run(name, func(t *testing.T) {
			s := ingesttest.Bundled(t)
			for i := range 2 {
				changes, entries, err := releases(t, s, []string{string(text)}, func(o *ocds.Options) { o.All, o.AllBuyers = test.all, test.buyers })
				if err != nil {
					t.Fatal(err)
				}
				read, used := 0, 0
				for _, e := range entries {
					if e.Disposition == report.Used || e.Disposition == report.Skipped {
						read++
					}
					if e.Disposition == report.Used {
						used++
					}
				}
				if read != 23 || used != test.used || len(changes.Contracts) != test.contracts || len(changes.Notices) != test.notices || len(changes.Removed) > 0 {
					t.Errorf("%d read, %d used, %d contracts, %d notices, %d removed", read, used, len(changes.Contracts), len(changes.Notices), len(changes.Removed))
				}
				report, err := s.Apply(t.Context(), storetest.Import(changes))
				if err != nil || len(report.Rejected) > 0 || i == 1 && report.Changed() {
					t.Errorf("applied: %v, %+v", err, report)
				}
			}
		})
	}
}
