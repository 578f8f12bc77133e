package register_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/register"
	"boroughgraph/ingest/suggest"
)

const (
	camden      = estate.ID("Borough:E09000007")
	joinedOCID  = "ocds-b5fd17-00000000-1111-2222-3333-444444444444"
	portalAward = estate.ID("Contract:" + joinedOCID + "/1")
)

// noticed returns a contract of Camden's as a notice announces it, with the evidence for its end
// and its title.
func noticed(id estate.ID) *estate.Changes {
	c := &estate.Contract{
		ID: id, OCID: joinedOCID, Title: "Web hosting", Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: camden}},
		Systems: []estate.ID{"System:localgov-drupal"}, Services: []estate.ID{}, StartDate: "2025-04-01", EndDate: "2027-03-31",
	}
	changes := &estate.Changes{Contracts: []*estate.Contract{c}}
	for field, value := range map[string]string{"title": c.Title, "startDate": "2025-04-01T00:00:00Z", "endDate": "2027-03-31T23:59:59Z"} {
		e := &estate.Evidence{Subject: id, Field: field, Value: value, Source: "Source:contracts-finder", AsOf: "2025-03-01", Confidence: estate.ConfidenceHigh}
		e.ID = estate.EvidenceID(e)
		changes.Evidence = append(changes.Evidence, e)
	}
	return changes
}

// imported reads a register as of a day into a store.
func imported(tb testing.TB, s estate.Store, asOf estate.StatedDate, rows string) *register.Report {
	tb.Helper()
	o := options(tb, s, "camden")
	o.AsOf, o.All = asOf, true
	decisions, err := estate.AllDecisions(tb.Context(), s)
	if err != nil {
		tb.Fatal(err)
	}
	o.Renamed = estate.RenamedBy(decisions)
	changes, report := mustRead(tb, rows, o)
	ingesttest.Write(tb, s, changes)
	return report
}

func contract(tb testing.TB, s estate.Store, id estate.ID) *estate.Contract {
	tb.Helper()
	found, err := s.ContractsByID(tb.Context(), []estate.ID{id})
	if err != nil {
		tb.Fatal(err)
	}
	return found[id]
}

func noted(r *register.Report, text string) int {
	n := 0
	for _, e := range r.Rows {
		if strings.Contains(e.Reason, text) {
			n++
		}
	}
	return n
}

var ignoreCohorts = cmpopts.IgnoreTypes((*estate.Cohort)(nil))

func suggested(tb testing.TB, s suggest.Reads) []*estate.Suggestion {
	tb.Helper()
	all, err := suggest.Candidates(tb.Context(), s)
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

const header = "Contract Ref,OCID,Contract Title,Supplier,Company No,Start Date,End Date,Contract Value\n"

func TestRowJoinsTheContractOfItsOCID(t *testing.T) {
	s := ingesttest.Bundled(t)
	ingesttest.Write(t, s, noticed(portalAward))
	row := header + "0021," + joinedOCID + ",Hosting of our web site,Acme Ltd,3554098,01/04/2025,31/03/2028,\"£1,234.56\"\n"
	report := imported(t, s, "2026-04-30", row)
	if noted(report, "the ocid holds one contract, "+string(portalAward)) != 1 || contract(t, s, "Contract:camden/0021") != nil {
		t.Fatalf("the row is a contract of its own: %+v", report.Rows)
	}
	got := contract(t, s, portalAward)
	// The council's own wording is shown, and facts that only the notice states stay.
	want := []any{"Hosting of our web site", "0021", estate.StatedDate("2028-03-31"), []estate.ID{"System:localgov-drupal"}, 1}
	if diff := cmp.Diff(want, []any{got.Title, got.Reference, got.EndDate, got.Systems, len(got.Suppliers)}); diff != "" {
		t.Errorf("joined (-want +got):\n%s", diff)
	}
	quality, err := s.ContradictionsOf(t.Context(), []estate.ID{camden})
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]string{}
	for _, c := range quality[camden] {
		if c.Subject == portalAward {
			fields[c.Field] = c.Shown.Value
		}
	}
	if diff := cmp.Diff(map[string]string{"endDate": "31/03/2028", "title": "Hosting of our web site"}, fields); diff != "" {
		t.Errorf("contradictions (-want +got):\n%s", diff)
	}
	before := got
	imported(t, s, "2026-04-30", row)
	if diff := cmp.Diff(before, contract(t, s, portalAward), ignoreCohorts); diff != "" {
		t.Errorf("again, it changes (-before +after):\n%s", diff)
	}
}

func TestRowOfAnOCIDThatHoldsMore(t *testing.T) {
	s := ingesttest.Bundled(t)
	ingesttest.Write(t, s, noticed(portalAward))
	ingesttest.Write(t, s, noticed("Contract:"+joinedOCID+"/2"))
	row := header + "0021," + joinedOCID + ",Web hosting,Acme Ltd,,01/04/2025,31/03/2027,\n"
	report := imported(t, s, "2026-04-30", row)
	if noted(report, "the ocid holds other contracts") != 1 || contract(t, s, "Contract:camden/0021") == nil {
		t.Fatalf("the row is no contract of its own: %+v", report.Rows)
	}
	var found []*estate.Suggestion
	for _, x := range suggested(t, s) {
		if x.Kind == estate.SuggestContract {
			found = append(found, x)
		}
	}
	// The ocid and the end are the same.
	if len(found) != 2 || found[0].Other != "Contract:camden/0021" || found[0].Score != 0.65 {
		t.Fatalf("suggested: %+v", found)
	}
	// A confirmed row is that contract from now on. The other suggestion is refused and is not made
	// again.
	changes, err := estate.Confirm(t.Context(), s, "2026-11-23", found[0])
	if err != nil {
		t.Fatal(err)
	}
	ingesttest.Write(t, s, changes)
	ingesttest.Write(t, s, estate.Refuse("2026-11-23", found[1]))
	report = imported(t, s, "2026-05-31", strings.Replace(row, "31/03/2027", "31/03/2029", 1))
	if noted(report, "it was confirmed to be "+string(found[0].Subject)) != 1 || contract(t, s, "Contract:camden/0021") != nil {
		t.Errorf("the row is a contract of its own again: %+v", report.Rows)
	}
	if got := contract(t, s, found[0].Subject).EndDate; got != "2029-03-31" {
		t.Errorf("the end is %s", got)
	}
	for _, x := range suggested(t, s) {
		if x.Kind == estate.SuggestContract {
			t.Errorf("suggested again: %+v", x)
		}
	}
}

// Two rows with the same ocid are two contracts, because it is unknown which of them was announced.
func TestTwoRowsOfOneOCID(t *testing.T) {
	s := ingesttest.Bundled(t)
	ingesttest.Write(t, s, noticed(portalAward))
	imported(t, s, "2026-04-30", header+"0021,"+joinedOCID+",Web hosting,,,,,\n0022,"+joinedOCID+",Web design,,,,,\n")
	for _, id := range []estate.ID{"Contract:camden/0021", "Contract:camden/0022"} {
		if contract(t, s, id) == nil {
			t.Errorf("%s is missing", id)
		}
	}
}

func TestAnOlderRegisterChangesNothingShown(t *testing.T) {
	s := ingesttest.Bundled(t)
	imported(t, s, "2026-04-30", header+"0021,,Web hosting,Acme Ltd,,01/04/2025,31/03/2028,5000\n")
	imported(t, s, "2025-04-30", header+"0021,,Web hosting,Acme Ltd,,01/04/2025,31/03/2027,\n")
	if got := contract(t, s, "Contract:camden/0021"); got.EndDate != "2028-03-31" || got.Value == nil {
		t.Errorf("the contract has %s, %v", got.EndDate, got.Value)
	}
	// The same register is imported again with a corrected end, which replaces its first one.
	imported(t, s, "2026-04-30", header+"0021,,Web hosting,Acme Ltd,,01/04/2025,31/03/2026,5000\n")
	evidence, err := s.EvidenceOf(t.Context(), []estate.ID{"Contract:camden/0021"})
	if err != nil {
		t.Fatal(err)
	}
	var ends []string
	for _, e := range evidence["Contract:camden/0021"] {
		if e.Field == "endDate" {
			ends = append(ends, e.Value)
		}
	}
	if diff := cmp.Diff([]string{"31/03/2026", "31/03/2027"}, ends); diff != "" || contract(t, s, "Contract:camden/0021").EndDate != "2026-03-31" {
		t.Errorf("its ends (-want +got):\n%s", diff)
	}
}

func TestOneNameWithTwoNumbers(t *testing.T) {
	s := ingesttest.Bundled(t)
	report := imported(t, s, "2026-04-30", header+"1,,Web hosting,Acme Ltd,,,,\n2,,Web design,Acme Limited,3554098,,,\n3,,Web care,ACME LTD,03554099,,,\n4,,Web craft,Acme,3554099,,,\n")
	byNumber, err := s.SuppliersByIdentifier(t.Context(), []estate.Identifier{{Scheme: "GB-COH", ID: "03554098"}, {Scheme: "GB-COH", ID: "03554099"}})
	if err != nil {
		t.Fatal(err)
	}
	// The supplier known by the name gets the first number. The second number belongs to another
	// supplier.
	want := map[string][]estate.ID{"GB-COH:03554098": {"Supplier:name/acme"}, "GB-COH:03554099": {"Supplier:GB-COH-03554099"}}
	if diff := cmp.Diff(want, byNumber); diff != "" {
		t.Errorf("by number (-want +got):\n%s", diff)
	}
	if noted(report, "another supplier has this name and another number: they stay two") != 1 {
		t.Errorf("it is not reported once: %+v", report.Rows)
	}
	for _, x := range suggested(t, s) {
		if x.Subject == "Supplier:name/acme" || x.Other == "Supplier:name/acme" {
			t.Errorf("suggested: %+v", x)
		}
	}
}
