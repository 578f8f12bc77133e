package ingest_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest"
)

// releases reads texts as files of releases to their end.
func releases(tb testing.TB, s estate.Store, texts []string, change func(*ingest.ReleaseOptions)) (*estate.Changes, []ingest.ReleaseEntry, error) {
	tb.Helper()
	var entries []ingest.ReleaseEntry
	known := options(tb, s, "camden")
	o := ingest.ReleaseOptions{Boroughs: known.Boroughs, Known: s, Systems: known.Systems, Entry: func(e ingest.ReleaseEntry) { entries = append(entries, e) }}
	if change != nil {
		change(&o)
	}
	var files []ingest.ReleaseFile
	for i, text := range texts {
		files = append(files, ingest.ReleaseFile{Name: fmt.Sprintf("%d.json", i+1), File: bytes.NewReader([]byte(text))})
	}
	opened, err := ingest.OpenReleases(tb.Context(), files, o)
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
	}
	accounted(tb, opened.Report, entries)
	return all, entries, nil
}

// accounted: every release is used, or skipped with a reason.
func accounted(tb testing.TB, r *ingest.ReleaseReport, entries []ingest.ReleaseEntry) {
	tb.Helper()
	count := map[ingest.Disposition]int{}
	for _, e := range entries {
		count[e.Disposition]++
		if e.Reason == "" || e.File == "" || e.OCID == "" && !e.Fault {
			tb.Errorf("an entry without a reason or a place: %+v", e)
		}
	}
	if count[ingest.RowUsed] != r.Used || count[ingest.RowSkipped] != r.Skipped || r.Used+r.Skipped != r.Read {
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

// land reads texts and applies what they give: nothing of it may be rejected.
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
	text, err := os.ReadFile("testdata/ocds/package.json")
	if err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

// TestReleases reads a package with lots, a framework, a plan, a cancelled tender, bad numbers and wrong literals.
func TestReleases(t *testing.T) {
	s := bundled(t)
	changes, lines := mustReleases(t, s, sample(t))
	if diff := cmp.Diff([]string{
		"SKIPPED ocds-h6vhtk-0a0005 releases[5]: it is no valid JSON: invalid character '0' after object key:value pair",
		"SKIPPED ocds-h6vhtk-0a0004 buyer.name: its buyer is none of the boroughs: --all-buyers takes it",
		"SKIPPED ocds-h6vhtk-0a0006 tender.title: nothing says that it is technology: --all takes every purchase",
		"NOTED ocds-h6vhtk-0a0001 awards[1].contractPeriod.endDate: it ends before its start, 2026-04-01: neither is read",
		"NOTED ocds-h6vhtk-0a0001 awards[1].value.amount: the amount is in EUR, not in pounds",
		"NOTED ocds-h6vhtk-0a0001 awards[2].status: it came to nothing: no contract is made of it",
		"NOTED ocds-h6vhtk-0a0002 awards[0]: it sets up a framework: it is no purchase, and its value is a ceiling",
		"NOTED ocds-h6vhtk-0a0003 tender.contractPeriod.durationInDays: a length in days is no end: it is kept as evidence",
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
		"Notice:ocds-h6vhtk-0a0001-award  2026-02-01 deadline 2025-10-15,  to , 3 lots, contracts 2, frameworks 0",
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

// TestReleasesTwice: a second import finds everything as it is.
func TestReleasesTwice(t *testing.T) {
	s := bundled(t)
	if report, _ := land(t, s, sample(t)); report.Created[estate.KindContract] != 2 {
		t.Errorf("first created %v", report.Created)
	}
	if report, _ := land(t, s, sample(t)); report.Changed() {
		t.Errorf("then created %v, updated %v, removed %v", report.Created, report.Updated, report.Removed)
	}
}

// TestReleaseForms: the same releases in every form that files have give the same.
func TestReleaseForms(t *testing.T) {
	one := `{"ocid":"ocds-b5fd17-1","id":"1","date":"2025-04-01T00:00:00Z","tag":["award"],"buyer":{"name":"Camden"},"tender":{"title":"Software"},"awards":[{"id":"a"}]}`
	two := `{"ocid":"ocds-b5fd17-2","id":"2","date":"2025-04-01T00:00:00Z","tag":["tender"],"buyer":{"name":"Camden"},"tender":{"title":"Laptops"}}`
	s := bundled(t)
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

// repeating is a file that goes on with the same bytes after a beginning.
type repeating struct {
	begins string
	more   byte
	size   int64
	at     int64
}

func (e *repeating) ReadAt(p []byte, at int64) (int, error) {
	for i := range p {
		switch k := at + int64(i); {
		case k >= e.size:
			return i, io.EOF
		case k < int64(len(e.begins)):
			p[i] = e.begins[k]
		default:
			p[i] = e.more
		}
	}
	return len(p), nil
}

func (e *repeating) Read(p []byte) (int, error) {
	n, _ := e.ReadAt(p, e.at)
	if e.at += int64(n); n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// TestReleasesRefused: a file that is damaged or something else is one error that says where and what to do, in little memory.
func TestReleasesRefused(t *testing.T) {
	s := bundled(t)
	long := strings.Repeat("x", 300)
	for text, want := range map[string]string{
		"":                             "the file is empty: download it again",
		" \n\t":                        "the file is empty: download it again",
		"hello":                        "at byte 0 stands 'h' where { or [ must",
		"%PDF-1.7":                     "it is a PDF",
		"PK\x03\x04\x00":               "it is a ZIP archive",
		"\x1F\x8B\x08":                 "it is compressed: unpack it first",
		"<html>":                       "it is a web page or XML",
		"\xFF\xFE{\x00":                "it is UTF-16: save it as UTF-8",
		"{\"ocid\":\"" + "\x00":        "at byte 9 it is not text",
		`{"type":"FeatureCollection"}`: "the file is JSON and has no OCDS releases",
		`[1,2,"three",{"a":1}]`:        "the file is JSON and has no OCDS releases",
		`{"releases":[{"ocid":"ocds-b5fd17-1"},{"ocid":"ocds-b5fd17-2","tender":{"title":"` + long: "the file ends at byte 381 in the middle of releases[1]: it seems cut short, download it again",
		`{"releases":[{"ocid":"ocds-b5fd17-1"}`:                                                    "in the middle of releases",
		`{"releases":[{"ocid":"ocds-b5fd17-1"} {`:                                                  "where , or ] must",
		`{"releases":[{"ocid":"ocds-b5fd17-1"]`:                                                    "stands ']' where , or } must",
		`{ocid:1}`:                                                                                 "stands 'o' where the name of a field must",
	} {
		_, _, err := releases(t, s, []string{text}, nil)
		if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "1.json: ") {
			t.Errorf("%.40q is refused with %v", text, err)
		}
	}
	for want, file := range map[string]*repeating{
		"is nested deeper than 100":                     {begins: "", more: '[', size: 10_000_000},
		"releases[0] is nested deeper than 100":         {begins: `{"releases":[{"ocid":"ocds-b5fd17-1","tender":`, more: '[', size: 10_000_000},
		"releases[0] is longer than 16 MB, at byte 167": {begins: `{"releases":[{"ocid":"ocds-b5fd17-1","tender":{"title":"`, more: 'x', size: 200_000_000},
	} {
		var h heap
		_, err := ingest.OpenReleases(t.Context(), []ingest.ReleaseFile{{Name: "1.json", File: file}}, ingest.ReleaseOptions{Known: s})
		if h.look(); err == nil || !strings.Contains(err.Error(), want) || h.most > 150e6 {
			t.Errorf("it is refused with %v, with %d MB of the heap in use", err, h.most/1e6)
		}
	}
}

// TestReleasesStreamed reads a file that is larger than the memory that it may take.
func TestReleasesStreamed(t *testing.T) {
	n := 40_000 // 200 MB
	if testing.Short() {
		n = 4_000
	}
	s := bundled(t)
	report, most := readMany(t, n, ingest.ReleaseOptions{Boroughs: options(t, s, "camden").Boroughs, Known: s})
	if report.Read != n || report.Used != n/20 || most > 100e6 {
		t.Errorf("%d read, %d used, with %d MB of the heap in use", report.Read, report.Used, most/1e6)
	}
}

// purchase is a release of one award of Camden's.
func purchase(ocid, date, tag, rest string) string {
	return fmt.Sprintf(`{"ocid":%q,"id":"%s-%s","date":%q,"tag":[%q],"buyer":{"name":"London Borough of Camden"},%s}`, ocid, date, tag, date, tag, rest)
}

func contractOf(tb testing.TB, s estate.Store, id estate.ID) *estate.Contract {
	tb.Helper()
	found, err := s.ContractsByID(tb.Context(), []estate.ID{id})
	if err != nil || found[id] == nil {
		tb.Fatalf("%s: %v, %v", id, found[id], err)
	}
	return found[id]
}

// TestOlderReleases: an older release changes nothing of what a newer one says, by file or after one another, whatever their order.
func TestOlderReleases(t *testing.T) {
	const ocid = "ocds-h6vhtk-0b0001"
	award := func(amount, end string) string {
		return fmt.Sprintf(`"tender":{"title":"Software"},"awards":[{"id":"1","value":{"amount":%s,"currency":"GBP"},"contractPeriod":{"startDate":"2025-04-01","endDate":%q}}]`, amount, end)
	}
	older := purchase(ocid, "2025-05-01T09:00:00Z", "award", award("100", "2027-03-31"))
	newer := purchase(ocid, "2025-05-01T17:00:00+01:00", "awardUpdate", award("200", "2028-03-31"))
	for name, imports := range map[string][][]string{
		"in one file":           {{newer + older}},
		"in two files":          {{newer, older}},
		"the newer one after":   {{older}, {newer}},
		"the older one after":   {{newer}, {older}},
		"the older one between": {{newer}, {older}, {newer}},
	} {
		t.Run(name, func(t *testing.T) {
			s := bundled(t)
			var last []string
			for _, texts := range imports {
				_, last = land(t, s, texts...)
			}
			if c := contractOf(t, s, estate.ID("Contract:"+ocid+"/1")); c.Value.MinPence != 20000 || c.EndDate != "2028-03-31" {
				t.Errorf("it has %d pence to %s", c.Value.MinPence, c.EndDate)
			}
			if name == "the older one after" && !slices.Equal(last, []string{"SKIPPED " + ocid + " date: it is older than the release of 2025-05-01T17:00:00+01:00 that the store has"}) {
				t.Errorf("the report says %q", last)
			}
		})
	}
}

// TestLotsInTurn: a release of another lot's award leaves the first as it is, whichever comes first.
func TestLotsInTurn(t *testing.T) {
	const ocid = "ocds-h6vhtk-0b0002"
	first := purchase(ocid, "2025-05-01T09:00:00Z", "award", `"tender":{"title":"Software"},"awards":[{"id":"1","title":"One"}]`)
	second := purchase(ocid, "2025-06-01T09:00:00Z", "award", `"tender":{"title":"Software"},"awards":[{"id":"2","title":"Two"}]`)
	for _, texts := range [][]string{{first, second}, {second, first}} {
		s := bundled(t)
		for _, text := range texts {
			land(t, s, text)
		}
		if c := contractOf(t, s, estate.ID("Contract:"+ocid+"/1")); c.Title != "One" {
			t.Errorf("the first is %q", c.Title)
		}
		if c := contractOf(t, s, estate.ID("Contract:"+ocid+"/2")); c.Title != "Two" {
			t.Errorf("the second is %q", c.Title)
		}
	}
}

// TestContractAfterAward: the contract signed for an award is the award's, in later releases too.
func TestContractAfterAward(t *testing.T) {
	const ocid = "ocds-h6vhtk-0b0003"
	s := bundled(t)
	land(t, s, purchase(ocid, "2025-05-01", "award", `"tender":{"title":"Software"},"awards":[{"id":"1","status":"pending","suppliers":[{"name":"Acme Ltd"}]}]`))
	if c := contractOf(t, s, estate.ID("Contract:"+ocid+"/1")); c.Stage != estate.StageAuthorised {
		t.Errorf("proposed, it is %s", c.Stage)
	}
	land(t, s, purchase(ocid, "2025-06-01", "contract", `"tender":{"title":"Software"},"contracts":[{"id":"c","awardID":"1","status":"active","period":{"endDate":"2027-03-31"}}],"awards":[{"id":"1","status":"active"}]`))
	c := contractOf(t, s, estate.ID("Contract:"+ocid+"/1"))
	if c.Stage != estate.StageSigned || c.EndDate != "2027-03-31" || len(c.Suppliers) != 1 {
		t.Errorf("signed, it is %+v", c)
	}
	land(t, s, purchase(ocid, "2026-06-01", "contractTermination", `"tender":{"title":"Software"},"contracts":[{"id":"c","awardID":"1","status":"terminated"}],"awards":[{"id":"1","status":"active"}]`))
	if c := contractOf(t, s, c.ID); !c.Ended || c.EndDate != "2027-03-31" {
		t.Errorf("terminated, it is %+v", c)
	}
	if found, err := s.ContractsByOCID(t.Context(), []string{ocid}); err != nil || len(found[ocid]) != 1 {
		t.Errorf("%v, %v", found, err)
	}
}

// TestKnownByOCIDAlone: the only contract of a process that the store knows by its ocid takes the only award of it, and
// keeps it; where there are several, nobody knows which, and that is said.
func TestKnownByOCIDAlone(t *testing.T) {
	const ocid = "ocds-b5fd17-deddd0f5-7f54-41ae-9c16-bbd0e5933625" // Merton's Consultation Hub
	merton := func(date, awards string) string {
		return fmt.Sprintf(`{"ocid":%q,"date":%q,"tag":["award"],"buyer":{"name":"London Borough of Merton"},"tender":{"title":"Consultation Hub","classification":{"scheme":"CPV","id":"48000000"}},"awards":[%s]}`, ocid, date, awards)
	}
	one := `{"id":"` + ocid + `-1","value":{"amount":99999,"currency":"GBP"},"contractPeriod":{"maxExtentDate":"2029-01-20"}}`
	s := bundled(t)
	if report, _ := land(t, s, merton("2025-01-23T21:39:46Z", one)); report.Created[estate.KindContract] != 0 || report.Updated[estate.KindContract] != 1 {
		t.Errorf("created %v, updated %v", report.Created, report.Updated)
	}
	c := contractOf(t, s, estate.ID("Contract:"+ocid))
	if c.Value.MinPence != 3750000 || c.MaxExtentDate != "2029-01-20" || c.Title != "Consultation Hub - London Borough of Merton" || len(c.Systems) != 1 {
		t.Errorf("what the store knew gave way, or what it lacked was not filled: %+v", c)
	}
	report, lines := land(t, s, merton("2026-01-23", one+`,{"id":"2"}`))
	if report.Created[estate.KindContract] != 1 || len(lines) != 1 {
		t.Errorf("with the award that it took and another: created %v, %q", report.Created, lines)
	}
	if c := contractOf(t, s, estate.ID("Contract:"+ocid)); c.Value.MinPence != 9999900 {
		t.Errorf("a newer release says %d pence", c.Value.MinPence)
	}
	s = bundled(t)
	report, lines = land(t, s, merton("2026-01-23", one+`,{"id":"2"}`))
	doubt := "SUGGESTED " + ocid + " awards: it may be a contract that the store has under the same ocid: nothing says which"
	if report.Created[estate.KindContract] != 2 || !slices.Contains(lines, doubt) {
		t.Errorf("with two awards: created %v, %q", report.Created, lines)
	}
}

// TestPortalAndReleases: an award in a portal's CSV and in a release is one contract.
func TestPortalAndReleases(t *testing.T) {
	s := bundled(t)
	csv := "uri,publishedDate,releases/0/ocid,releases/0/buyer/name,releases/0/tender/title,releases/0/tender/items/0/classification/id,releases/0/awards/0/id\n" +
		"https://example.org,2025-05-01,ocds-b5fd17-0c01,London Borough of Camden,Software,48000000,ocds-b5fd17-0c01-1\n"
	changes, _ := mustRead(t, csv, options(t, s, "camden"))
	if _, err := s.Apply(t.Context(), storetest.Import(changes)); err != nil {
		t.Fatal(err)
	}
	report, _ := land(t, s, purchase("ocds-b5fd17-0c01", "2025-05-01", "award", `"tender":{"title":"Software"},"awards":[{"id":"ocds-b5fd17-0c01-1","value":{"amount":5,"currency":"GBP"}}]`))
	if report.Created[estate.KindContract] != 0 || report.Updated[estate.KindContract] != 1 {
		t.Errorf("created %v, updated %v", report.Created, report.Updated)
	}
}

// TestBuyers: identifiers first, then whole names; a name within another's is nobody's.
func TestBuyers(t *testing.T) {
	s := bundled(t)
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

// TestStrangeTypes: empty texts, nulls and other types than the standard's cost themselves alone.
func TestStrangeTypes(t *testing.T) {
	s := bundled(t)
	changes, lines := mustReleases(t, s, purchase("ocds-h6vhtk-1", "2025-05-01", "award", `"tender":{"title":"Software","value":"a lot","tenderPeriod":[],"lots":"","items":null,"suitability":{"sme":"yes"}},
		"parties":{"id":"x"},"awards":[null,7,{"id":1,"status":null,"title":["a"],"value":{"amount":"12,345.60","currency":"GBP"},"suppliers":{"name":""},"contractPeriod":{"startDate":"soon","endDate":"2027-03-31T25:61:00Z","maxExtentDate":""}}]`))
	if len(changes.Contracts) != 1 || changes.Contracts[0].ID != "Contract:ocds-h6vhtk-1/1" || changes.Contracts[0].Value.MinPence != 1234560 || changes.Contracts[0].Title != "Software" || changes.Contracts[0].Suppliers != nil {
		t.Errorf("%+v", changes.Contracts)
	}
	for _, want := range []string{
		"NOTED ocds-h6vhtk-1 tender.suitability.sme: it is neither true nor false",
		"NOTED ocds-h6vhtk-1 awards[1].title: it is not a text",
		"NOTED ocds-h6vhtk-1 awards[1].contractPeriod.startDate: it is not a date",
		"NOTED ocds-h6vhtk-1 awards[0]: it has no id to tell it from the others by: no contract is made of it",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line says %q: %q", want, lines)
		}
	}
}

// TestOneBadLiteral costs one release, named with its ocid and the byte; bytes that are no UTF-8 are Windows-1252.
func TestOneBadLiteral(t *testing.T) {
	s := bundled(t)
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

// TestReleaseSamples reads the real releases, where this machine has them: every one is used, or skipped with a reason.
func TestReleaseSamples(t *testing.T) {
	folder := os.Getenv(rawData)
	if folder == "" {
		const left = "LEFT OUT: " + rawData + " names no folder of raw files, so the real releases are not read"
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
			s := bundled(t)
			for i := range 2 {
				changes, entries, err := releases(t, s, []string{string(text)}, func(o *ingest.ReleaseOptions) { o.All, o.AllBuyers = test.all, test.buyers })
				if err != nil {
					t.Fatal(err)
				}
				read, used := 0, 0
				for _, e := range entries {
					if e.Disposition == ingest.RowUsed || e.Disposition == ingest.RowSkipped {
						read++
					}
					if e.Disposition == ingest.RowUsed {
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
