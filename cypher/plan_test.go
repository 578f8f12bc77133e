package cypher_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate/storetest"
)

// scans are the operators that look at every node or relationship of a kind.
var scans = []string{"AllNodesScan", "NodeByLabelScan", "RelationshipTypeScan", "AllRelationshipsScan"}

// few names the statements that may scan, because there is hardly ever anything to scan: hidden
// nodes, and batches that are not complete.
var few = []string{"counts", "show_drafts", "sweep_drafts", "unswept"}

// pairs names the statements that may pair rows, because each side is one row: for example the
// counts of a coverage, or the two ends of a link.
var pairs = []string{"renewals_coverage", "shared_suppliers_coverage", "shared_systems_coverage", "collaborations_coverage", "lost_leverage_coverage", "data_quality_coverage", "open_opportunities_coverage", "put_links", "put_groups"}

// ordered names the statements whose order comes from an index, so that a page reads no more rows
// than it shows.
var ordered = []string{
	"boroughs", "partnerships", "services", "systems", "suppliers", "contracts", "renewals", "facts_after", "frameworks", "notices", "batches", "decisions", "lost_leverage", "open_opportunities",
	"collaboration_groups_by_system", "collaboration_groups_by_service", "collaboration_groups_by_supplier_group",
}

// walked gives the number of index ranges in which a statement looks for contracts or exit points.
// A page uses one, even where it starts from a rare noun and so needs none. A total uses none.
var walked = map[string]int{
	"contracts": 1, "contracts_of": 1, "contracts_with": 1, "renewals": 1, "renewals_with": 1,
	"contracts_of_total": 0, "contracts_with_total": 0, "renewals_with_total": 0,
}

// walks compares a statement's plan with walked.
func walks(t *testing.T, v cypher.Variant, operators []string) {
	t.Helper()
	want, ok := walked[v.Name]
	if !ok {
		return
	}
	var sought, whole []string
	for _, operator := range operators {
		switch {
		case !strings.Contains(operator, "c:Contract(") && !strings.Contains(operator, "x:ExitPoint("):
		case strings.HasPrefix(operator, "NodeIndexSeekByRange"):
			sought = append(sought, operator)
		case strings.HasPrefix(operator, "NodeIndexScan"):
			whole = append(whole, operator)
		}
	}
	if len(sought) != want || len(whole) > 0 {
		t.Errorf("%s %v seeks %q and reads all of %q, want %d ranges: %s\n%s", v.Name, v.On, sought, whole, want, strings.Join(operators, "\n"), v.Text)
	}
}

// samples holds a value for each parameter, of the type that the store sends. If a parameter has
// another type in one statement, its key there begins with the name of the statement. The server
// plans a statement again for other types, so with these samples, later tests find every statement
// planned.
var samples = func() map[string]any {
	values := map[string]any{"properties": map[string]any{}, "systems.makers": []string{""}, "systems_total.makers": []string{""}}
	for sample, names := range map[any]string{
		"": "after afterNames asOf batch before by changes deadlineFrom deadlineTo drafts endFrom endTo id level name " +
			"publishedFrom publishedTo rarest reverts since",
		1:    "few first lastStep lease limit minBoroughs number rules schema",
		true: "anyway apart areasOnly counted grouped makers sellers sme unswept",
	} {
		for name := range strings.FieldsSeq(names) {
			values[name] = sample
		}
	}
	for name := range strings.FieldsSeq("areas beside boroughs contractFields cpv deploymentFields fields frameworks groups " +
		"ids keys kinds parents services stages statuses subjects suppliers systems targets terms vendors words") {
		values[name] = []string{""} // an empty list has another type
	}
	for name := range strings.FieldsSeq("rows spans") {
		values[name] = []map[string]any{{}}
	}
	return values
}()

// parameterNames matches a parameter in a statement's text.
var parameterNames = regexp.MustCompile(`\$(\w+)`)

// planOf returns the operators of a statement's plan; see neo4jtest.Plan.
func planOf(t *testing.T, v cypher.Variant) []string {
	t.Helper()
	parameters := map[string]any{}
	for _, match := range parameterNames.FindAllStringSubmatch(v.Text, -1) {
		name := match[1]
		sample, ok := samples[v.Name+"."+name]
		if !ok {
			sample, ok = samples[name]
		}
		if !ok {
			t.Fatalf("samples lacks $%s of %s", name, v.Name)
		}
		parameters[name] = sample
	}
	return neo4jtest.Plan(t, v.Text, parameters)
}

// Every statement must begin at an index, with any of its clauses. A statement that scans passes
// every other test, and then is too slow for a user with a large estate.
func testPlans(t *testing.T) {
	// The server plans a statement again once a relationship type or property that it names exists.
	// So load the fixture first, because it has all of them.
	if _, err := neo4jtest.Open(t).Apply(t.Context(), storetest.Import(storetest.Fixture())); err != nil {
		t.Fatal(err)
	}
	store := neo4jtest.Open(t)
	report, err := store.Apply(t.Context(), storetest.Import(town(3000)))
	if err != nil || len(report.Rejected) > 0 {
		t.Fatalf("Apply: %v, %v", report, err)
	}
	t.Run("walks of what the planner knows nothing of yet", func(t *testing.T) {
		for _, v := range cypher.Variants() {
			if _, ok := walked[v.Name]; ok && len(v.On) == 1 {
				walks(t, v, planOf(t, v))
			}
		}
	})
	neo4jtest.Query(t, "CALL db.prepareForReplanning(60)", nil)
	for _, v := range cypher.Variants() {
		t.Run(v.Name+"/"+strings.Join(v.On, " "), func(t *testing.T) {
			t.Parallel()
			operators := planOf(t, v)
			for _, operator := range operators {
				name, _, _ := strings.Cut(operator, "@")
				if !slices.Contains(few, v.Name) && slices.ContainsFunc(scans, func(scan string) bool { return strings.HasSuffix(name, scan) }) {
					t.Errorf("it scans: %s\n%s", strings.Join(operators, " "), v.Text)
				}
				if name == "CartesianProduct" && !slices.Contains(pairs, v.Name) {
					t.Errorf("it pairs rows: %s\n%s", strings.Join(operators, " "), v.Text)
				}
			}
			if len(v.On) == 1 {
				walks(t, v, operators)
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
