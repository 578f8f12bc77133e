package cypher_test

import (
	"slices"
	"strings"
	"testing"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
)

// scans are the operators that look at everything there is.
var scans = []string{"AllNodesScan", "NodeByLabelScan", "RelationshipTypeScan", "AllRelationshipsScan"}

// scanning are the statements that may, with the reason.
var scanning = map[string]string{"counts": "it counts everything there is"}

// ordered are the statements whose order an index gives, so that a page reads no more than it shows.
var ordered = []string{"boroughs", "partnerships", "services", "systems", "suppliers", "contracts", "renewals", "facts_after"}

// Every statement begins at an index, whatever clauses are in it: one that scans works
// in every other test and fails a user with a large estate.
func TestPlans(t *testing.T) {
	store := neo4jtest.Open(t)
	report, err := store.Apply(t.Context(), town(3000))
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %v, %v", report, err)
	}
	neo4jtest.Query(t, "CALL db.prepareForReplanning(60)", nil)
	for _, v := range cypher.Variants() {
		t.Run(v.Name+"/"+strings.Join(v.On, " "), func(t *testing.T) {
			operators := neo4jtest.Plan(t, v.Text)
			for _, operator := range operators {
				if name, _, _ := strings.Cut(operator, "@"); slices.ContainsFunc(scans, func(scan string) bool { return strings.HasSuffix(name, scan) }) && scanning[v.Name] == "" {
					t.Errorf("it scans: %s\n%s", strings.Join(operators, " "), v.Text)
				}
			}
			narrowed := len(v.On) > 1 && !slices.Equal(v.On[1:], []string{"backward"})
			if slices.Contains(ordered, v.Name) && !narrowed && slices.ContainsFunc(operators, func(operator string) bool {
				return strings.HasPrefix(operator, "Sort") || strings.HasPrefix(operator, "Top") || strings.HasPrefix(operator, "PartialTop")
			}) {
				t.Errorf("it sorts: %s\n%s", strings.Join(operators, " "), v.Text)
			}
		})
	}
}
