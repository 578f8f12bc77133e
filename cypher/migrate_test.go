package cypher_test

import (
	"testing"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// A store of a newer program is left alone, both at open and while it is open.
func testNewerStore(t *testing.T) {
	for _, property := range []string{"schemaVersion", "ruleVersion"} {
		t.Run(property, func(t *testing.T) {
			store := neo4jtest.Open(t)
			if err := store.Ready(t.Context()); err != nil {
				t.Fatalf("a new store is not ready: %v", err)
			}
			neo4jtest.Query(t, "MATCH (m:Meta) SET m."+property+" = 1000", nil)
			const message = "the store was written by a newer version of this program"
			_, err := cypher.Open(t.Context(), neo4jtest.Options(t))
			refusal(t, err, estate.CodeConflict, message)
			refusal(t, store.Ready(t.Context()), estate.CodeConflict, message)
		})
	}
}

// What older rules derived is derived again at open. Running the migrations once more does no harm.
func testOlderStore(t *testing.T) {
	store := neo4jtest.Open(t)
	if _, err := store.Apply(t.Context(), storetest.Import(town(30))); err != nil {
		t.Fatal(err)
	}
	shape := func() []map[string]any {
		return neo4jtest.Query(t, `MATCH (c:Contract)-[:STANDS]->(t:TermSpan)
			RETURN c.id AS id, c.byEndDate AS key, c.annualPence AS annual, t.term AS term, t.from AS from, t.to AS to ORDER BY id, from`, nil)
	}
	want := shape()
	if len(want) < 30 {
		t.Fatalf("30 contracts have %d terms", len(want))
	}
	batches := func() []map[string]any {
		return neo4jtest.Query(t, "MATCH (b:Batch) RETURN b.id AS id, b.byNumber AS key", nil)
	}
	log := batches()
	same(t, "the key of the first batch", log[0]["key"], any(estate.BatchKey(1)))
	neo4jtest.Query(t, "MATCH (b:Batch) REMOVE b.byNumber", nil) // as before migration 9
	neo4jtest.Query(t, "MATCH (t:TermSpan) DETACH DELETE t", nil)
	neo4jtest.Query(t, "MATCH (c:Contract) SET c.byEndDate = 'old'", nil)
	neo4jtest.Query(t, "MATCH ()-[m:MAKES]->() DELETE m", nil)
	neo4jtest.Query(t, "MATCH (m:Meta) SET m.ruleVersion = $older, m.schemaVersion = 0", map[string]any{"older": estate.RuleVersion - 1})
	if estate.RuleVersion == 1 { // 0 would mean a new store, and -1 was never in use
		neo4jtest.Query(t, "MATCH (m:Meta) SET m.ruleVersion = -1", nil)
	}
	again, err := cypher.Open(t.Context(), neo4jtest.Options(t))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close(t.Context())
	if err := again.Ready(t.Context()); err != nil {
		t.Errorf("a migrated store is not ready: %v", err)
	}
	same(t, "terms and keys", shape(), want)
	same(t, "the batches", batches(), log)
	if made := neo4jtest.Query(t, "MATCH (:Supplier)-[m:MAKES]->(:System) RETURN count(m) AS made", nil); made[0]["made"] != int64(400) {
		t.Errorf("400 systems with a maker have %v", made)
	}
}

// A store of the first schema has constraints on ids, which indexes replace.
func testFirstSchema(t *testing.T) {
	store := neo4jtest.Open(t)
	if _, err := store.Apply(t.Context(), storetest.Import(town(10))); err != nil {
		t.Fatal(err)
	}
	neo4jtest.Query(t, "DROP INDEX contract_by_id", nil)
	neo4jtest.Query(t, "CREATE CONSTRAINT contract_id FOR (n:Contract) REQUIRE n.id IS UNIQUE", nil)
	neo4jtest.Query(t, "MATCH (m:Meta) SET m.schemaVersion = 1", nil)
	neo4jtest.Query(t, "MATCH (c:Contract) SET c.batch = null, c.origin = null", nil)
	again, err := cypher.Open(t.Context(), neo4jtest.Options(t))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close(t.Context())
	if left := neo4jtest.Query(t, "SHOW CONSTRAINTS YIELD name WHERE name = 'contract_id' RETURN name", nil); len(left) > 0 {
		t.Error("the constraint is still there")
	}
	report, err := again.Apply(t.Context(), storetest.Import(town(10)))
	if err != nil || report.Batch != "" {
		t.Errorf("the same facts again: %+v, %v", report, err)
	}
}

// The Community edition does not check that properties exist. So this test checks that every noun
// has the properties that the statements rely on.
func testConstraintsThatTheServerLacks(t *testing.T) {
	store := neo4jtest.Open(t)
	if _, err := store.Apply(t.Context(), storetest.Import(town(100))); err != nil {
		t.Fatal(err)
	}
	for label, properties := range map[string][]string{
		"Borough": {"id", "facts", "digest", "gssCode", "slug", "byName"}, "Partnership": {"id", "facts", "digest", "slug", "byName"},
		"Service": {"id", "facts", "digest", "byArea", "isArea"}, "Supplier": {"id", "facts", "digest", "byName"},
		"System": {"id", "facts", "digest", "byName"}, "Deployment": {"id", "facts", "digest", "bySystem"},
		"Contract":   {"id", "facts", "digest", "byEndDate", "byEndDateDesc", "byStartDate", "byStartDateDesc", "byTitle", "suppliersWithheld"},
		"Framework":  {"id", "facts", "digest", "byName"},
		"Notice":     {"id", "facts", "digest", "cpv", "byDeadline", "byPublishedDateDesc"},
		"Evidence":   {"id", "facts", "digest", "subject", "byField"},
		"ExitPoint":  {"byDate", "facts", "kind", "from", "to"},
		"Leverage":   {"byKind", "kind", "from", "to"},
		"TermSpan":   {"term", "counted", "from", "to"},
		"StatusSpan": {"status", "from", "to"},
		"Identifier": {"key"}, "FoldedName": {"key"},
		"SearchText": {"noun", "kind", "field", "text", "words", "byKey"},
		"SearchWord": {"word"},
	} {
		for _, property := range properties {
			rows := neo4jtest.Query(t, "MATCH (n:"+label+") RETURN count(n) AS all, count(n."+property+") AS having", nil)
			if rows[0]["all"] == int64(0) || rows[0]["all"] != rows[0]["having"] {
				t.Errorf("%s.%s: %v", label, property, rows[0])
			}
		}
	}
	for what, statement := range map[string]string{
		"suppliers without a head each day": "MATCH (s:Supplier) WHERE NOT EXISTS { (s)-[u:UNDER_HEAD]->() WHERE u.from <= '2026-11-23' <= u.to } RETURN s.id",
		"contracts without a term each day": "MATCH (c:Contract) WHERE COUNT { (c)-[:STANDS]->(t:TermSpan) WHERE t.from <= '2026-11-23' <= t.to } <> 1 RETURN c.id",
		"spans of nothing":                  "MATCH (t:TermSpan|StatusSpan) WHERE NOT ()-[:STANDS]->(t) RETURN t",
		"texts of nothing":                  "MATCH (t:SearchText) WHERE NOT EXISTS { (:SearchWord)-[:WORD_OF]->(t) } RETURN t.text",
		"lost leverage of nothing":          "MATCH (x:Leverage) WHERE NOT ()-[:LOST]->(x) RETURN x.byKind",
		"exit points of nothing":            "MATCH (x:ExitPoint) WHERE NOT ()-[:CAN_EXIT]->(x) RETURN x.byDate",
	} {
		if rows := neo4jtest.Query(t, statement, nil); len(rows) > 0 {
			t.Errorf("%s: %v", what, rows)
		}
	}
}
