package register_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/report"
)

// portal is a day of a portal's notices: an award with two suppliers, one with no supplier, a
// tender, and another council's.
const portal = `uri,publishedDate,releases/0/ocid,releases/0/tag/0,releases/0/tender/title,releases/0/tender/procurementMethodDetails,releases/0/tender/items/0/classification/id,releases/0/buyer/name,releases/0/buyer/contactPoint/name,releases/0/awards/0/id,releases/0/awards/0/status,releases/0/awards/0/value/amount,releases/0/awards/0/value/currency,releases/0/awards/0/suppliers/0/identifier/scheme,releases/0/awards/0/suppliers/0/identifier/id,releases/0/awards/0/suppliers/0/name,releases/0/awards/0/suppliers/1/name,releases/0/awards/0/contractPeriod/startDate,releases/0/awards/0/contractPeriod/endDate
https://example.org/1,2020-08-05T10:00:56Z,ocds-b5fd17-0001,tender,Housing software,Open procedure,48000000,LONDON BOROUGH OF CAMDEN,Jo Smith,a1,active,50000,GBP,GB-COH,6903140,Alphatec Software Limited,Beta Systems Ltd,2020-10-01T00:00:00Z,2027-09-30T00:00:00Z
https://example.org/2,2020-08-05T10:00:56Z,ocds-b5fd17-0002,tender,"Cloud
hosting",,72000000,London Borough of Camden : Camden,Jo Smith,a2,active,0,GBP,,,,,2021-10-01T00:00:00Z,2020-09-30T00:00:00Z
https://example.org/3,2020-08-05T10:00:56Z,ocds-b5fd17-0003,tender,Software to come,,48000000,Camden,Jo Smith,,,,,,,,,,
https://example.org/4,2020-08-05T10:00:56Z,ocds-b5fd17-0004,tender,Software,,48000000,Leicester City Council,Jo Smith,a4,active,1,GBP,,,Acme,,,
https://example.org/1,2020-08-05T10:00:56Z,ocds-b5fd17-0001,tender,Housing software,Open procedure,48000000,LONDON BOROUGH OF CAMDEN,Jo Smith,a1,active,50000,GBP,GB-COH,6903140,Alphatec Software Limited,Beta Systems Ltd,2020-10-01T00:00:00Z,2027-09-30T00:00:00Z
`

func TestPortalExport(t *testing.T) {
	changes, read := mustRead(t, portal, options(t, ingesttest.Bundled(t), "camden"))
	type row struct {
		Line   int
		Reason string
		What   report.Disposition
	}
	var rows []row
	for _, e := range read.Rows {
		rows = append(rows, row{e.Line, e.Reason, e.Disposition})
	}
	if diff := cmp.Diff([]row{
		{2, "CPV 48000000, software and information systems", report.Used},
		{3, "it ends before its start, 2021-10-01", report.Skipped},
		{5, "no award stands in it: `import ocds` takes tenders and plans", report.Skipped},
		{6, "it is of another buyer than Camden", report.Skipped},
		{7, "it repeats the row of line 2", report.Skipped},
	}, rows); diff != "" {
		t.Errorf("the rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]*estate.Contract{{
		ID: "Contract:ocds-b5fd17-0001/a1", OCID: "ocds-b5fd17-0001", Title: "Housing software", Stage: estate.StageSigned,
		Parties:   []estate.ContractParty{{Borough: "Borough:E09000007"}},
		Suppliers: []estate.ContractSupplier{{Supplier: "Supplier:GB-COH-06903140", SignedAs: "Alphatec Software Limited"}, {Supplier: "Supplier:name/beta-systems", SignedAs: "Beta Systems Ltd"}},
		Systems:   []estate.ID{}, Services: []estate.ID{}, CPV: []string{"48000000"}, Method: "Open procedure",
		StartDate: "2020-10-01", EndDate: "2027-09-30", Value: &estate.Value{MinPence: 5000000, MaxPence: 5000000, Basis: estate.BasisTotal, VAT: estate.VATUnknown},
	}}, changes.Contracts); diff != "" {
		t.Errorf("the contracts (-want +got):\n%s", diff)
	}
	for _, e := range changes.Evidence {
		if e.Source != "Source:contracts-finder" || e.AsOf != "2020-08-05" || e.Address != "https://example.org/1" {
			t.Errorf("evidence of %q: %+v", e.Field, *e)
		}
	}
}
