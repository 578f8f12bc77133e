package export_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"boroughgraph/estate"
	"boroughgraph/export"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/ocds/ocdstest"
)

// oneContract is a contract, with the award notice and the contract notice that one release makes.
const oneContract = `{"ocid":"ocds-h6vhtk-0c0001","id":"000001-2026","date":"2026-02-01T10:00:00Z","tag":["award","contract"],
 "buyer":{"name":"London Borough of Camden"},"parties":[{"id":"GB-COH-03554098","name":"Acme Ltd","roles":["supplier"],"identifier":{"scheme":"GB-COH","id":"03554098"}}],
 "tender":{"title":"Route optimisation software"},
 "awards":[{"id":"1","status":"active","suppliers":[{"id":"GB-COH-03554098","name":"Acme Ltd"}]}],
 "contracts":[{"id":"1","awardID":"1","status":"active","period":{"startDate":"2026-02-19","endDate":"2028-02-18"},"value":{"amount":56660,"currency":"GBP"}}]}`

// All releases of an ocid name the same award, and the export imports as the same contract.
func TestOCDSAgain(t *testing.T) {
	s := ingesttest.Bundled(t)
	ocdstest.Import(t, s, false, oneContract)
	boroughs := ingesttest.Boroughs(t, s)
	camden := boroughs[slices.IndexFunc(boroughs, func(b *estate.Borough) bool { return b.Slug == "camden" })]
	var text bytes.Buffer
	if _, err := export.OCDS(t.Context(), s, export.OCDSOptions{Borough: camden, Published: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}, &text); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(text.String(), "\n") {
		if strings.Contains(line, "ocds-h6vhtk-0c0001") && strings.Contains(line, `"awards"`) && !strings.Contains(line, `"awards":[{"id":"1"`) {
			t.Errorf("another award: %s", line)
		}
	}
	const id = estate.ID("Contract:ocds-h6vhtk-0c0001/1")
	before, err := s.ContractsByID(t.Context(), []estate.ID{id})
	if err != nil {
		t.Fatal(err)
	}
	for name, into := range map[string]estate.Store{"the same store": s, "another store": ingesttest.Bundled(t)} {
		ocdstest.Import(t, into, true, text.String())
		ids, err := into.ContractsByOCID(t.Context(), []string{"ocds-h6vhtk-0c0001"})
		if err != nil || len(ids["ocds-h6vhtk-0c0001"]) != 1 {
			t.Fatalf("%s has the contracts %v, %v", name, ids, err)
		}
		after, err := into.ContractsByID(t.Context(), []estate.ID{id})
		if err != nil || after[id] == nil {
			t.Fatal(after, err)
		}
		was, is := before[id], after[id]
		if was.Title != is.Title || was.StartDate != is.StartDate || was.EndDate != is.EndDate || was.Value.MinPence != is.Value.MinPence || was.Stage != is.Stage ||
			len(is.Suppliers) != 1 || was.Suppliers[0] != is.Suppliers[0] {
			t.Errorf("%s has %+v, want %+v", name, is, was)
		}
	}
}
