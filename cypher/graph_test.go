package cypher_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// encoded returns a value as JSON, for values that are compared as a whole.
func encoded(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// small returns one contract of Sutton's with everything that makes a link. It succeeds an earlier
// contract.
func small() *estate.Changes {
	return &estate.Changes{
		Sources:      []*estate.Source{{ID: "Source:register", Name: "Contract register", Kind: "register"}},
		Boroughs:     []*estate.Borough{{ID: "Borough:E09000029", GSSCode: "E09000029", Slug: "sutton", Name: "Sutton"}},
		Partnerships: []*estate.Partnership{{ID: "Partnership:south", Slug: "south", Name: "South London", Members: []estate.ID{"Borough:E09000029"}}},
		Services:     []*estate.Service{{ID: "Service:inner", Name: "Inner"}, {ID: "Service:finance", Name: "Finance", Area: "Service:inner"}},
		Suppliers: []*estate.Supplier{
			{ID: "Supplier:head", Name: "Head", HeadsGroup: true},
			{ID: "Supplier:maker", Name: "Maker", Identifiers: []estate.Identifier{{Scheme: "GB-COH", ID: "1"}}, Events: []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: "Supplier:head", On: "2020-05"}}},
		},
		Systems: []*estate.System{{ID: "System:unit4", Name: "Unit4", Makers: []estate.Making{{Supplier: "Supplier:maker", Inferred: true}}}},
		Frameworks: []*estate.Framework{{
			ID: "Framework:erp", Name: "ERP", Boroughs: []estate.ID{"Borough:E09000029"}, Suppliers: []estate.ID{"Supplier:maker"},
		}},
		Notices: []*estate.Notice{{
			ID: "Notice:erp", Stage: estate.NoticeAward, Parties: []estate.NoticeParty{{Borough: "Borough:E09000029", Role: estate.RoleLead}, {Name: "A trust"}},
			Suppliers: []estate.ID{"Supplier:maker"}, Systems: []estate.ID{"System:unit4"}, Services: []estate.ID{"Service:finance"},
			Contracts: []estate.ID{"Contract:new"}, Frameworks: []estate.ID{"Framework:erp"},
		}},
		Contracts: []*estate.Contract{
			{ID: "Contract:old", Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: "Borough:E09000029"}}, EndDate: "2024-12-31", Successor: "Contract:new"},
			{
				ID: "Contract:new", Title: "Finance", Stage: estate.StageSigned,
				Parties:   []estate.ContractParty{{Borough: "Borough:E09000029", Role: estate.RoleLead, SharePence: new(int64(73646600))}, {Name: "A trust"}},
				Suppliers: []estate.ContractSupplier{{Supplier: "Supplier:maker", SignedAs: "Maker Ltd"}},
				Systems:   []estate.ID{"System:unit4"}, Services: []estate.ID{"Service:finance"},
				StartDate: "2025-01", EndDate: "2027-12-31", Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionUnknown}}, CalledOff: "Framework:erp",
			},
		},
		Deployments: []*estate.Deployment{
			{ID: "Deployment:first", Borough: "Borough:E09000029", System: "System:unit4", EndDate: "2024-12-31", ReplacedBy: "Deployment:second"},
			{ID: "Deployment:second", Borough: "Borough:E09000029", System: "System:unit4", Services: []estate.ID{"Service:finance"}, Contracts: []estate.ID{"Contract:new"}, StartDate: "2025"},
		},
		Evidence: []*estate.Evidence{{ID: "Evidence:1", Subject: "Contract:new", Field: "endDate", Value: "2027-12-31", Source: "Source:register", AsOf: "2026-10", Confidence: estate.ConfidenceHigh}},
	}
}

// shapeOfGraph returns every relationship with the keys of its ends and its properties. It leaves
// out the relationships of search words.
const shapeOfGraph = `MATCH (a)-[r]->(b)
WHERE NOT b:SearchText
RETURN coalesce(a.id, a.key) + ' ' + type(r) + ' ' + coalesce(b.id, b.byDate, b.byKind, b.term, b.status, toString(b.months)) AS link, properties(r) AS properties
ORDER BY link, r.from`

// testGraph checks the names and directions that people use when they query the graph in Cypher.
func testGraph(t *testing.T) {
	store := neo4jtest.Open(t)
	report, err := store.Apply(t.Context(), storetest.Import(small()))
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %+v, %v", report, err)
	}
	none := map[string]any{}
	want := []map[string]any{
		{"link": "Borough:E09000029 MEMBER_OF Partnership:south", "properties": none},
		{"link": "Borough:E09000029 OWNS Framework:erp", "properties": none},
		{"link": "Borough:E09000029 PARTY_TO Contract:new", "properties": map[string]any{"role": "LEAD", "sharePence": int64(73646600)}},
		{"link": "Borough:E09000029 PARTY_TO Contract:old", "properties": none},
		{"link": "Borough:E09000029 PARTY_TO Notice:erp", "properties": map[string]any{"role": "LEAD"}},
		{"link": "Borough:E09000029 RUNS Deployment:first", "properties": none},
		{"link": "Borough:E09000029 RUNS Deployment:second", "properties": none},
		{"link": "Contract:new CALLED_OFF Framework:erp", "properties": none},
		{"link": "Contract:new CAN_EXIT 2027-12-31\tContract:new\tEND", "properties": none},
		{"link": "Contract:new CAN_EXIT 2028-12-31\tContract:new\tFINAL_END", "properties": none},
		{"link": "Contract:new COVERS System:unit4", "properties": none},
		{"link": "Contract:new FOR Service:finance", "properties": none},
		{"link": "Contract:new LOST PAST_END_NO_SUCCESSOR\tContract:new", "properties": none},
		{"link": "Contract:new OPTION 12", "properties": none},
		{"link": "Contract:new STANDS IN_TERM", "properties": none},
		{"link": "Contract:new STANDS NOT_STARTED", "properties": none},
		{"link": "Contract:new STANDS OPTION_PERIOD", "properties": none},
		{"link": "Contract:new STANDS PAST_END", "properties": none},
		{"link": "Contract:new WITH Supplier:maker", "properties": map[string]any{"signedAs": "Maker Ltd", "inferred": false}},
		{"link": "Contract:old CAN_EXIT 2024-12-31\tContract:old\tEND", "properties": none},
		{"link": "Contract:old STANDS ENDED", "properties": none},
		{"link": "Contract:old STANDS IN_TERM", "properties": none},
		{"link": "Contract:old SUCCEEDED_BY Contract:new", "properties": none},
		{"link": "Deployment:first OF System:unit4", "properties": none},
		{"link": "Deployment:first REPLACED_BY Deployment:second", "properties": none},
		{"link": "Deployment:first STANDS LIVE", "properties": none},
		{"link": "Deployment:first STANDS RETIRED", "properties": none},
		{"link": "Deployment:second DELIVERS Service:finance", "properties": none},
		{"link": "Deployment:second OF System:unit4", "properties": none},
		{"link": "Deployment:second STANDS LIVE", "properties": none},
		{"link": "Deployment:second UNDER Contract:new", "properties": none},
		{"link": "Evidence:1 FROM Source:register", "properties": none},
		{"link": "Evidence:1 ON Contract:new", "properties": none},
		{"link": "Framework:erp WITH Supplier:maker", "properties": none},
		{"link": "GB-COH:1 IDENTIFIES Supplier:maker", "properties": none},
		{"link": "Notice:erp ABOUT Contract:new", "properties": none},
		{"link": "Notice:erp ABOUT Framework:erp", "properties": none},
		{"link": "Notice:erp COVERS System:unit4", "properties": none},
		{"link": "Notice:erp FOR Service:finance", "properties": none},
		{"link": "Notice:erp WITH Supplier:maker", "properties": none},
		{"link": "Service:finance PART_OF Service:inner", "properties": none},
		{"link": "Supplier:head UNDER_HEAD Supplier:head", "properties": map[string]any{"from": "0001-01-01", "to": "9999-12-31", "undated": false, "inferred": false}},
		{"link": "Supplier:maker BECAME Supplier:head", "properties": map[string]any{"kind": "ACQUIRED", "on": "2020-05", "inferred": false}},
		{"link": "Supplier:maker MAKES System:unit4", "properties": map[string]any{"from": "0001-01-01", "to": "9999-12-31", "inferred": true}},
		{"link": "Supplier:maker UNDER_HEAD Supplier:head", "properties": map[string]any{"from": "2020-05-01", "to": "9999-12-31", "undated": false, "inferred": false}},
		{"link": "Supplier:maker UNDER_HEAD Supplier:maker", "properties": map[string]any{"from": "0001-01-01", "to": "2020-04-30", "undated": false, "inferred": false}},
		{"link": "head NAMES Supplier:head", "properties": none},
		{"link": "maker NAMES Supplier:maker", "properties": none},
	}
	same(t, "the graph", neo4jtest.Query(t, shapeOfGraph, nil), want)

	if err := store.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "the graph rebuilt", neo4jtest.Query(t, shapeOfGraph, nil), want)
}

// testGraphOfFactsTakenBack checks that removed facts take their links, spans and properties with
// them.
func testGraphOfFactsTakenBack(t *testing.T) {
	store := neo4jtest.Open(t)
	if _, err := store.Apply(t.Context(), storetest.Import(small())); err != nil {
		t.Fatal(err)
	}
	bare := &estate.Changes{
		Suppliers:  []*estate.Supplier{{ID: "Supplier:maker", Name: "Maker"}},
		Systems:    []*estate.System{{ID: "System:unit4", Name: "Unit4"}},
		Frameworks: []*estate.Framework{{ID: "Framework:erp", Name: "ERP"}},
		Notices:    []*estate.Notice{{ID: "Notice:erp", Parties: []estate.NoticeParty{{Name: "A trust"}}}},
		Contracts:  []*estate.Contract{{ID: "Contract:new", Stage: estate.StageSigned, Parties: []estate.ContractParty{{Name: "A trust"}}}},
	}
	if _, err := store.Apply(t.Context(), storetest.Import(bare)); err != nil {
		t.Fatal(err)
	}
	var links []any
	for _, r := range neo4jtest.Query(t, shapeOfGraph, nil) {
		links = append(links, r["link"])
	}
	same(t, "links", links, []any{
		"Borough:E09000029 MEMBER_OF Partnership:south",
		"Borough:E09000029 PARTY_TO Contract:old",
		"Borough:E09000029 RUNS Deployment:first",
		"Borough:E09000029 RUNS Deployment:second",
		"Contract:new STANDS NOT_STARTED",
		"Contract:new STANDS STALE",
		"Contract:new STANDS UNKNOWN",
		"Contract:old CAN_EXIT 2024-12-31\tContract:old\tEND",
		"Contract:old STANDS ENDED",
		"Contract:old STANDS IN_TERM",
		"Contract:old STANDS PAST_END",
		"Contract:old SUCCEEDED_BY Contract:new",
		"Deployment:first OF System:unit4",
		"Deployment:first REPLACED_BY Deployment:second",
		"Deployment:first STANDS LIVE",
		"Deployment:first STANDS RETIRED",
		"Deployment:second DELIVERS Service:finance",
		"Deployment:second OF System:unit4",
		"Deployment:second STANDS LIVE",
		"Deployment:second UNDER Contract:new",
		"Evidence:1 FROM Source:register",
		"Evidence:1 ON Contract:new",
		"Service:finance PART_OF Service:inner",
		"Supplier:head UNDER_HEAD Supplier:head",
		"Supplier:maker UNDER_HEAD Supplier:maker",
		"head NAMES Supplier:head",
		"maker NAMES Supplier:maker",
	})
	left := neo4jtest.Query(t, "MATCH (c:Contract {id: 'Contract:new'}) RETURN c.title AS title, c.startDate AS start, c.countedEnd AS end, COUNT { (:Identifier) } AS identifiers, COUNT { (:Extension) } AS options", nil)
	same(t, "properties", left, []map[string]any{{"title": nil, "start": nil, "end": nil, "identifiers": int64(0), "options": int64(0)}})
}

// testGraphOfSearch checks that each text of a noun has its own node, linked with the words in it.
// Once a text is removed, no word without a text is left.
func testGraphOfSearch(t *testing.T) {
	store := neo4jtest.Open(t)
	if _, err := store.Apply(t.Context(), storetest.Import(small())); err != nil {
		t.Fatal(err)
	}
	const shape = `MATCH (t:SearchText {noun: 'Supplier:maker'})
		RETURN t.field AS field, t.text AS text, t.words AS words, t.kind AS kind, COLLECT { MATCH (w:SearchWord)-[:WORD_OF]->(t) RETURN w.word ORDER BY w.word } AS found
		ORDER BY t.byKey`
	same(t, "texts", neo4jtest.Query(t, shape, nil), []map[string]any{
		{"field": "NAME", "text": "Maker", "words": " maker", "kind": "Supplier", "found": []any{"maker"}},
		{"field": "IDENTIFIER", "text": "GB-COH-1", "words": " gb coh 1", "kind": "Supplier", "found": []any{"1", "coh", "gb"}},
	})
	if _, err := store.Apply(t.Context(), storetest.Import(&estate.Changes{Suppliers: []*estate.Supplier{{ID: "Supplier:maker", Name: "Other Other"}}})); err != nil {
		t.Fatal(err)
	}
	same(t, "texts renamed", neo4jtest.Query(t, shape, nil), []map[string]any{
		{"field": "NAME", "text": "Other Other", "words": " other other", "kind": "Supplier", "found": []any{"other"}},
	})
	left := neo4jtest.Query(t, "MATCH (w:SearchWord) WHERE NOT EXISTS { (w)-[:WORD_OF]->() } OR w.word = 'maker' RETURN w.word AS word", nil)
	if len(left) > 0 {
		t.Errorf("words of no text: %v", left)
	}
}
