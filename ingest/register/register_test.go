package register_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/register"
	"boroughgraph/ingest/report"
	"boroughgraph/synthetic"
)

// options returns the options for a borough's register.
func options(tb testing.TB, s estate.Store, slug string) register.Options {
	tb.Helper()
	o := register.Options{File: "register.csv", Known: s, Boroughs: ingesttest.Boroughs(tb, s)}
	for _, b := range o.Boroughs {
		if b.Slug == slug {
			o.Borough = b
		}
	}
	var err error
	if o.Systems, err = match.KnownSystems(tb.Context(), s); err != nil {
		tb.Fatal(err)
	}
	return o
}

// read reads a register to its end.
func read(tb testing.TB, file io.ReadSeeker, o register.Options) (*estate.Changes, *register.Report, error) {
	tb.Helper()
	register, err := register.Open(tb.Context(), file, o)
	if err != nil {
		return nil, nil, err
	}
	all := &estate.Changes{}
	for part, err := range register.Parts(tb.Context()) {
		if err != nil {
			return nil, nil, err
		}
		all.Sources = append(all.Sources, part.Sources...)
		all.Suppliers = append(all.Suppliers, part.Suppliers...)
		all.Contracts = append(all.Contracts, part.Contracts...)
		all.Evidence = append(all.Evidence, part.Evidence...)
		all.Removed = append(all.Removed, part.Removed...)
	}
	return all, register.Report, nil
}

func mustRead(tb testing.TB, text string, o register.Options) (*estate.Changes, *register.Report) {
	tb.Helper()
	changes, report, err := read(tb, strings.NewReader(text), o)
	if err != nil {
		tb.Fatal(err)
	}
	balanced(tb, report)
	return changes, report
}

// balanced checks that every row is used, or skipped with a reason.
func balanced(tb testing.TB, r *register.Report) {
	tb.Helper()
	used, skipped := 0, 0
	for _, e := range r.Rows {
		switch e.Disposition {
		case report.Used:
			used++
		case report.Skipped:
			skipped++
		case report.Noted, report.Suggested:
		}
		if e.Line < 1 || e.Reason == "" {
			tb.Errorf("an entry without a line or a reason: %+v", e)
		}
	}
	if used != r.Used || skipped != r.Skipped || used+skipped != r.Read {
		tb.Errorf("%d read, %d used, %d skipped; the entries say %d and %d", r.Read, r.Used, r.Skipped, used, skipped)
	}
}

// lga has the columns of the LGA's schema that a council fills in, a preamble, and other rows
// between contracts.
const lga = `Contracts register of the London Borough of Camden,,,,,,,,,,
As at 30 April 2026,,,,,,,,,,
,,,,,,,,,,
OrganisationLabel,ContractReference,ContractTitle,CPVCode,StartDate,EndDate,LastExtensionDate,ContractValue,SupplierName,CompaniesHouseRegistrationNumber,ContactEmail
London Borough of Camden,0021,Housing repairs software,48000000-8,01/04/2025,31/03/2027,2+1+1 years,"£1,234.56",NEC Software Solutions UK Ltd,968498,jo@example.gov.uk
Camden,0022,Microsoft licences,48000000,1-Apr-25,Rolling,,1.2m,Nobody Knows Ltd,,jo@example.gov.uk
,,,,,,,,,,
Islington,0023,Laptops,30200000,01/04/2025,31/03/2027,,,Acme,,
Camden,0024,Grounds maintenance,77310000,01/04/2025,31/03/2027,,,Acme,,
Camden,0025,Web hosting,72400000,01/04/2025,31/03/2024,,,Acme,,
OrganisationLabel,ContractReference,ContractTitle,CPVCode,StartDate,EndDate,LastExtensionDate,ContractValue,SupplierName,CompaniesHouseRegistrationNumber,ContactEmail
Camden,0026,Telephony,64200000,TBC,Ongoing,Yes,£-,Mr J Smith,,
Camden,0026,Telephony,64200000,TBC,Ongoing,Yes,£-,Mr J Smith,,
Camden,0027,Wi-Fi for libraries,72000000,45748,31 March 2027,31/03/2029,£5k a year,Nobody Knows Limited,,
Camden,0027,Wi-Fi for libraries,72000000,45748,31 March 2027,31/03/2029,£5k a year,Somebody Else Ltd,,
Total,,,,,,,"£1,239.56",,,
* values are estimates,,,,,,,,,,
`

func TestRegister(t *testing.T) {
	s := ingesttest.Bundled(t)
	changes, report := mustRead(t, lga, options(t, s, "camden"))
	if report.AsOf != "2026-04-30" || report.HeaderLine != 4 || report.People != 1 || report.Form != "UTF-8, commas" {
		t.Errorf("as of %q, header at %d, %d columns about people, %s", report.AsOf, report.HeaderLine, report.People, report.Form)
	}
	var lines []string
	for _, e := range report.Rows {
		lines = append(lines, fmt.Sprintf("%d %s %s", e.Line, e.Disposition, e.Reason))
	}
	if diff := cmp.Diff([]string{
		"5 USED CPV 48000000, software and information systems",
		"6 USED CPV 48000000, software and information systems",
		"7 SKIPPED the row is empty",
		"8 SKIPPED it is of another buyer than Camden",
		"9 SKIPPED nothing says that it is technology: --all takes every contract",
		"10 SKIPPED it ends before its start, 01/04/2025",
		"11 SKIPPED it is the header again",
		"12 USED CPV 64200000, telecommunications",
		"12 NOTED the name is kept back, or is a person's",
		"12 NOTED it states no date",
		"12 NOTED it is not a date",
		"12 NOTED it is not an extension that can be read in one way only",
		"12 NOTED it states no amount",
		"13 SKIPPED it repeats the row of line 12",
		"14 USED CPV 72000000, IT services",
		"15 USED one more supplier of the contract of line 14",
		"16 SKIPPED it is a row of totals",
		"17 SKIPPED it has a single cell: a note, or the title of a section",
	}, lines); diff != "" {
		t.Errorf("the rows (-want +got):\n%s", diff)
	}
	if report.Faults != 1 {
		t.Errorf("%d rows should have been usable, want 1: an end before its start", report.Faults)
	}
	months := 24
	contract := func(reference, title, cpv string) estate.Contract {
		return estate.Contract{
			ID: estate.ID("Contract:camden/" + reference), Reference: reference, Title: title, Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: "Borough:E09000007"}},
			Systems: []estate.ID{}, Services: []estate.ID{}, CPV: []string{cpv},
		}
	}
	repairs, licences, phones, wifi := contract("0021", "Housing repairs software", "48000000"), contract("0022", "Microsoft licences", "48000000"), contract("0026", "Telephony", "64200000"), contract("0027", "Wi-Fi for libraries", "72000000")
	repairs.StartDate, repairs.EndDate, repairs.TermMonths = "2025-04-01", "2027-03-31", &months
	repairs.Extensions = []estate.Extension{{Months: 12, State: estate.ExtensionUnknown}, {Months: 12, State: estate.ExtensionUnknown}}
	repairs.Value = &estate.Value{MinPence: 123456, MaxPence: 123456, Basis: estate.BasisTotal, VAT: estate.VATUnknown}
	repairs.Suppliers = []estate.ContractSupplier{{Supplier: "Supplier:nec-software-solutions-uk-limited", SignedAs: "NEC Software Solutions UK Ltd"}}
	licences.StartDate, licences.Rolling = "2025-04-01", true
	licences.Value = &estate.Value{MinPence: 120000000, MaxPence: 120000000, Basis: estate.BasisTotal, VAT: estate.VATUnknown}
	licences.Suppliers = []estate.ContractSupplier{{Supplier: "Supplier:name/nobody-knows", SignedAs: "Nobody Knows Ltd"}}
	phones.SuppliersWithheld = true
	wifi.StartDate, wifi.EndDate, wifi.MaxExtentDate = "2025-04-01", "2027-03-31", "2029-03-31"
	wifi.Value = &estate.Value{MinPence: 500000, MaxPence: 500000, Basis: estate.BasisPerYear, VAT: estate.VATUnknown}
	wifi.Suppliers = []estate.ContractSupplier{{Supplier: "Supplier:name/nobody-knows", SignedAs: "Nobody Knows Limited"}, {Supplier: "Supplier:name/somebody-else", SignedAs: "Somebody Else Ltd"}}
	if nec, err := s.SuppliersByIdentifier(t.Context(), []estate.Identifier{{Scheme: "GB-COH", ID: "00968498"}}); err != nil || len(nec["GB-COH:00968498"]) != 1 {
		t.Fatal(nec, err)
	} else {
		repairs.Suppliers[0].Supplier = nec["GB-COH:00968498"][0]
	}
	var got []estate.Contract
	for _, c := range changes.Contracts {
		got = append(got, *c)
	}
	if diff := cmp.Diff([]estate.Contract{repairs, licences, phones, wifi}, got); diff != "" {
		t.Errorf("the contracts (-want +got):\n%s", diff)
	}
	if len(report.Suggestions) != 1 || report.Suggestions[0].Name != "Microsoft licences" || report.Suggestions[0].Confidence != estate.ConfidenceHigh {
		t.Errorf("suggested: %+v", report.Suggestions)
	}
	everything := fmt.Sprintf("%+v", report)
	for _, e := range changes.Evidence {
		everything += fmt.Sprintf("%+v", *e)
	}
	for _, private := range []string{"example.gov.uk", "Smith"} {
		if strings.Contains(everything, private) {
			t.Errorf("%q is stored or shown", private)
		}
	}
}

// TestRegisterTwice checks that a second import changes nothing.
func TestRegisterTwice(t *testing.T) {
	s := ingesttest.Bundled(t)
	for i, when := range []string{"first", "second"} {
		changes, _ := mustRead(t, lga, options(t, s, "camden"))
		report, err := s.Apply(t.Context(), storetest.Import(changes))
		if err != nil || len(report.Rejected) > 0 {
			t.Fatalf("the %s time: %v, %+v", when, err, report)
		}
		if created := len(report.Created) > 0; created != (i == 0) || len(report.Updated) > 0 {
			t.Errorf("the %s time: created %v, updated %v, unchanged %v", when, report.Created, report.Updated, report.Unchanged)
		}
	}
}

// TestRegisterSamples reads the real files, if this machine has them. Every row must be used, or
// skipped with a reason.
func TestRegisterSamples(t *testing.T) {
	folder := os.Getenv(ingesttest.RawData)
	if folder == "" {
		const left = "LEFT OUT: " + ingesttest.RawData + " names no folder of raw files, so the real registers are not read"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	const exeter = "exeter-contracts-register-2026-04-first150-"
	s := ingesttest.Bundled(t)
	for name, test := range map[string]struct {
		file, borough string
		all           bool
		read, used    int
		withheld      int
	}{
		"as Windows-1252":               {exeter + "cp1252-restored.csv", "camden", true, 150, 150, 6},
		"with lost bytes":               {exeter + "utf8-lossy.csv", "camden", true, 150, 150, 6},
		"technology alone":              {exeter + "cp1252-restored.csv", "camden", false, 150, 15, 2},
		"a portal's export":             {"contracts-finder-export-2020-08-05.csv", "city-of-london", true, 29, 0, 0},
		"a portal's export, Hillingdon": {"contracts-finder-export-2020-08-05.csv", "hillingdon", true, 29, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := os.Open(filepath.Join(folder, "registers", test.file))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			o := options(t, s, test.borough)
			o.All, o.File, o.AsOf = test.all, test.file, "2026-04"
			changes, report, err := read(t, f, o)
			if err != nil {
				t.Fatal(err)
			}
			balanced(t, report)
			if report.Read != test.read || report.Used != test.used || len(changes.Contracts) != test.used || report.Faults != 0 {
				t.Errorf("%d read, %d used for %d contracts, %d faults; want %d and %d", report.Read, report.Used, len(changes.Contracts), report.Faults, test.read, test.used)
			}
			withheld, estimates := 0, 0
			for _, c := range changes.Contracts {
				if c.SuppliersWithheld {
					withheld++
				}
				if c.Value != nil && (c.Value.Basis != estate.BasisEstimate || c.Value.VAT != estate.VATExcluded) {
					estimates++
				}
			}
			if withheld != test.withheld || estimates > 0 {
				t.Errorf("%d contracts withhold their supplier, want %d; %d values are not an estimate without VAT", withheld, test.withheld, estimates)
			}
			// A new store would be slow to fill. So the first import checks that everything is
			// accepted, and the second that nothing changes.
			for again := range 2 {
				r, err := s.Apply(t.Context(), storetest.Import(changes))
				if err != nil || len(r.Rejected) > 0 || again == 1 && r.Changed() {
					t.Errorf("applied: %v, %+v", err, r)
				}
				if _, err := f.Seek(0, io.SeekStart); err != nil {
					t.Fatal(err)
				}
				if changes, _, err = read(t, f, o); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestRegisterInParts checks that a fact is given once even if rows of several parts state it.
func TestRegisterInParts(t *testing.T) {
	var file bytes.Buffer
	if err := synthetic.Register(&file, 6000); err != nil {
		t.Fatal(err)
	}
	changes, report, err := read(t, bytes.NewReader(file.Bytes()), options(t, ingesttest.Bundled(t), "camden"))
	if err != nil {
		t.Fatal(err)
	}
	balanced(t, report)
	seen := map[estate.ID]bool{}
	for _, f := range changes.Facts() {
		if seen[f.ID] {
			t.Errorf("%s is given twice", f.ID)
		}
		seen[f.ID] = true
	}
	if len(changes.Contracts) != 600 || len(changes.Suppliers) != 500 || len(changes.Sources) != 1 {
		t.Errorf("%d contracts, %d suppliers, %d sources", len(changes.Contracts), len(changes.Suppliers), len(changes.Sources))
	}
}
