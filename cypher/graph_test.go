package cypher_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
)

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// small is one contract of Sutton's with everything that makes a link, taken over from an earlier one.
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
		Contracts: []*estate.Contract{
			{ID: "Contract:old", Stage: estate.StageSigned, Parties: []estate.ContractParty{{Borough: "Borough:E09000029"}}, EndDate: "2024-12-31", Successor: "Contract:new"},
			{
				ID: "Contract:new", Title: "Finance", Stage: estate.StageSigned,
				Parties:   []estate.ContractParty{{Borough: "Borough:E09000029", Role: estate.RoleLead, SharePence: new(int64(73646600))}, {Name: "A trust"}},
				Suppliers: []estate.ContractSupplier{{Supplier: "Supplier:maker", SignedAs: "Maker Ltd"}},
				Systems:   []estate.ID{"System:unit4"}, Services: []estate.ID{"Service:finance"},
				StartDate: "2025-01", EndDate: "2027-12-31", Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionUnknown}},
			},
		},
		Deployments: []*estate.Deployment{
			{ID: "Deployment:first", Borough: "Borough:E09000029", System: "System:unit4", EndDate: "2024-12-31", ReplacedBy: "Deployment:second"},
			{ID: "Deployment:second", Borough: "Borough:E09000029", System: "System:unit4", Services: []estate.ID{"Service:finance"}, Contracts: []estate.ID{"Contract:new"}, StartDate: "2025"},
		},
		Evidence: []*estate.Evidence{{ID: "Evidence:1", Subject: "Contract:new", Field: "endDate", Value: "2027-12-31", Source: "Source:register", AsOf: "2026-10", Confidence: estate.ConfidenceHigh}},
	}
}

// shapeOfGraph is every relationship with the keys of its ends, and its properties.
const shapeOfGraph = `MATCH (a)-[r]->(b)
RETURN coalesce(a.id, a.key) + ' ' + type(r) + ' ' + coalesce(b.id, b.byDate, b.term, b.status, toString(b.months)) AS link, properties(r) AS properties
ORDER BY link, r.from`

// People ask the graph in its own language by these names and directions.
func TestGraph(t *testing.T) {
	store := neo4jtest.Open(t)
	report, err := store.Apply(t.Context(), small())
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %+v, %v", report, err)
	}
	none := map[string]any{}
	want := []map[string]any{
		{"link": "Borough:E09000029 MEMBER_OF Partnership:south", "properties": none},
		{"link": "Borough:E09000029 PARTY_TO Contract:new", "properties": map[string]any{"role": "LEAD", "sharePence": int64(73646600)}},
		{"link": "Borough:E09000029 PARTY_TO Contract:old", "properties": none},
		{"link": "Borough:E09000029 RUNS Deployment:first", "properties": none},
		{"link": "Borough:E09000029 RUNS Deployment:second", "properties": none},
		{"link": "Contract:new CAN_EXIT 2027-12-31\tContract:new\tEND", "properties": none},
		{"link": "Contract:new CAN_EXIT 2028-12-31\tContract:new\tFINAL_END", "properties": none},
		{"link": "Contract:new COVERS System:unit4", "properties": none},
		{"link": "Contract:new FOR Service:finance", "properties": none},
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
		{"link": "GB-COH:1 IDENTIFIES Supplier:maker", "properties": none},
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

// Facts that are taken back take their links, spans and properties with them.
func TestGraphOfFactsTakenBack(t *testing.T) {
	store := neo4jtest.Open(t)
	if _, err := store.Apply(t.Context(), small()); err != nil {
		t.Fatal(err)
	}
	bare := &estate.Changes{
		Suppliers: []*estate.Supplier{{ID: "Supplier:maker", Name: "Maker"}},
		Systems:   []*estate.System{{ID: "System:unit4", Name: "Unit4"}},
		Contracts: []*estate.Contract{{ID: "Contract:new", Stage: estate.StageSigned, Parties: []estate.ContractParty{{Name: "A trust"}}}},
	}
	if _, err := store.Apply(t.Context(), bare); err != nil {
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
