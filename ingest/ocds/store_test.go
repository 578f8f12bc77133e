package ocds_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/register"
)

// purchase returns a release with one award by Camden.
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

// An older release does not change what a newer one states, whether they are in one file or in
// several imports, in any order.
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
			s := ingesttest.Bundled(t)
			var last []string
			for _, texts := range imports {
				_, last = land(t, s, texts...)
			}
			if c := contractOf(t, s, estate.ID("Contract:"+ocid+"/1")); c.Value.MinPence != 20000 || c.EndDate != "2028-03-31" {
				t.Errorf("it has %d pence to %s", c.Value.MinPence, c.EndDate)
			}
			if name == "the older one after" && !slices.Equal(last, []string{"USED " + ocid + " : title with the words “software”"}) {
				t.Errorf("the report says %q", last)
			}
		})
	}
}

// A release about another lot's award leaves the first award as it is, whichever comes first.
func TestLotsInTurn(t *testing.T) {
	const ocid = "ocds-h6vhtk-0b0002"
	first := purchase(ocid, "2025-05-01T09:00:00Z", "award", `"tender":{"title":"Software"},"awards":[{"id":"1","title":"One"}]`)
	second := purchase(ocid, "2025-06-01T09:00:00Z", "award", `"tender":{"title":"Software"},"awards":[{"id":"2","title":"Two"}]`)
	for _, texts := range [][]string{{first, second}, {second, first}} {
		s := ingesttest.Bundled(t)
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

// A contract signed for an award stays with that award in later releases.
func TestContractAfterAward(t *testing.T) {
	const ocid = "ocds-h6vhtk-0b0003"
	s := ingesttest.Bundled(t)
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
	report, _ := land(t, s, purchase(ocid, "2026-07-01", "awardCancellation", `"tender":{"title":"Software"},"awards":[{"id":"1","status":"cancelled"},{"id":"9","status":"cancelled"}]`))
	if report.Created[estate.KindContract]+report.Updated[estate.KindContract] != 0 || report.Created[estate.KindEvidence] == 0 {
		t.Errorf("cancelled after it had ended: %+v", report)
	}
	if found, err := s.ContractsByOCID(t.Context(), []string{ocid}); err != nil || len(found[ocid]) != 1 {
		t.Errorf("%v, %v", found, err)
	}
}

// A contract whose award is cancelled later has ended. If the store lacks the contract, it is not
// created.
func TestCancelledAward(t *testing.T) {
	const ocid = "ocds-h6vhtk-0b0004"
	s := ingesttest.Bundled(t)
	land(t, s, purchase(ocid, "2025-05-01", "award", `"tender":{"title":"Software"},"awards":[{"id":"1","status":"active"}]`))
	cancelled := purchase(ocid, "2025-06-01", "awardCancellation", `"tender":{"title":"Software"},"awards":[{"id":"1","status":"cancelled"},{"id":"2","status":"unsuccessful"}]`)
	for _, changed := range []bool{true, false} {
		if report, _ := land(t, s, cancelled); report.Changed() != changed || report.Created[estate.KindContract] > 0 {
			t.Errorf("cancelled: %+v", report)
		}
	}
	if c := contractOf(t, s, estate.ID("Contract:"+ocid+"/1")); !c.Ended {
		t.Errorf("it is %+v", c)
	}
}

// A stored contract that is known only by its ocid becomes the only award of the process, and stays
// that. If there are several awards, none is chosen, and the report says so.
func TestKnownByOCIDAlone(t *testing.T) {
	const ocid = "ocds-b5fd17-deddd0f5-7f54-41ae-9c16-bbd0e5933625" // Merton's Consultation Hub
	merton := func(date, awards string) string {
		return fmt.Sprintf(`{"ocid":%q,"date":%q,"tag":["award"],"buyer":{"name":"London Borough of Merton"},"tender":{"title":"Consultation Hub","classification":{"scheme":"CPV","id":"48000000"}},"awards":[%s]}`, ocid, date, awards)
	}
	one := `{"id":"` + ocid + `-1","value":{"amount":99999,"currency":"GBP"},"contractPeriod":{"maxExtentDate":"2029-01-20"}}`
	s := ingesttest.Bundled(t)
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
	s = ingesttest.Bundled(t)
	report, lines = land(t, s, merton("2026-01-23", one+`,{"id":"2"}`))
	doubt := "SUGGESTED " + ocid + " awards: it may be a contract that the store has under the same ocid: nothing says which"
	if report.Created[estate.KindContract] != 2 || !slices.Contains(lines, doubt) {
		t.Errorf("with two awards: created %v, %q", report.Created, lines)
	}
}

// An award in a portal's CSV and in a release is one contract.
func TestPortalAndReleases(t *testing.T) {
	s := ingesttest.Bundled(t)
	csv := "uri,publishedDate,releases/0/ocid,releases/0/buyer/name,releases/0/tender/title,releases/0/tender/items/0/classification/id,releases/0/awards/0/id\n" +
		"https://example.org,2025-05-01,ocds-b5fd17-0c01,London Borough of Camden,Software,48000000,ocds-b5fd17-0c01-1\n"
	o := register.Options{File: "portal.csv", Known: s, Boroughs: ingesttest.Boroughs(t, s)}
	o.Borough = o.Boroughs[slices.IndexFunc(o.Boroughs, func(b *estate.Borough) bool { return b.Slug == "camden" })]
	rows, err := register.Open(t.Context(), strings.NewReader(csv), o)
	if err != nil {
		t.Fatal(err)
	}
	for part, err := range rows.Parts(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ingesttest.Write(t, s, part)
	}
	report, _ := land(t, s, purchase("ocds-b5fd17-0c01", "2025-05-01", "award", `"tender":{"title":"Software"},"awards":[{"id":"ocds-b5fd17-0c01-1","value":{"amount":5,"currency":"GBP"}}]`))
	if report.Created[estate.KindContract] != 0 || report.Updated[estate.KindContract] != 1 {
		t.Errorf("created %v, updated %v", report.Created, report.Updated)
	}
}
