package graphtest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// budgets lists golden operations that must send the same number of statements, at most six, for
// few rows and for many.
var budgets = map[string]struct{ few, many int }{
	"Query/contracts/with_what_is_under_them":                   {few: 3, many: 50},
	"Query/boroughs/with_deployments":                           {few: 3, many: 33},
	"Query/boroughs/with_what_they_use":                         {few: 3, many: 33},
	"Query/supplier/with_contracts":                             {few: 3, many: 50},
	"Query/sharedSuppliers/with_everything_under_it":            {few: 3, many: 50},
	"Query/sharedSystems/with_everything_under_it":              {few: 3, many: 50},
	"Query/renewals/of_a_year":                                  {few: 3, many: 100},
	"Query/nodes/contracts":                                     {few: 3, many: 50},
	"Query/collaborationOpportunities/with_everything_under_it": {few: 3, many: 100},
	"Query/search/of_contracts":                                 {few: 3, many: 50},
	"Query/notices/with_what_is_under_them":                     {few: 3, many: 40},
	"Query/openOpportunities/with_everything_under_it":          {few: 3, many: 30},
	"Query/systems/with_prices":                                 {few: 3, many: 100},
	"Query/suppliers/with_exposure":                             {few: 3, many: 100},
	"Query/boroughs/with_concentration":                         {few: 7, many: 33},
	"Query/boroughs/with_data_quality":                          {few: 3, many: 33},
}

const mostStatements = 6

// withinBudgets runs each operation with few rows and with many.
func withinBudgets(t *testing.T, e *Engine, folder string) {
	docs, err := os.ReadFile(filepath.Join(folder, "../../docs/statements.md"))
	if err != nil {
		t.Fatal(err)
	}
	for file, b := range budgets {
		t.Run(file, func(t *testing.T) {
			archive, err := txtar.ParseFile(filepath.Join(folder, file+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			query := string(Section(archive, SectionQuery))
			variables := func(n int) map[string]any {
				if file == "Query/nodes/contracts" {
					return map[string]any{"ids": contractIDs(t, e, n)}
				}
				return map[string]any{"rows": n}
			}
			short, few := e.MustAnswer(t, query, variables(b.few))
			long, many := e.MustAnswer(t, query, variables(b.many))
			if diff := cmp.Diff(Lines(few), Lines(many)); diff != "" {
				t.Errorf("%d rows and %d rows cost differently (-few +many):\n%s", b.few, b.many, diff)
			}
			total := 0
			for _, n := range many {
				total += n
			}
			if total > mostStatements || total == 0 {
				t.Errorf("%d statements, want 1 to %d:\n%s", total, mostStatements, Lines(many))
			}
			if row := fmt.Sprintf("| %s | %d |\n", file, total); !strings.Contains(string(docs), row) {
				t.Errorf("docs/statements.md lacks %q", row)
			}
			if size(t, long) <= size(t, short) {
				t.Errorf("%d rows return no more than %d: the case proves nothing", b.many, b.few)
			}
		})
	}
}

// contractIDs returns the ids of the n contracts that start last.
func contractIDs(t *testing.T, e *Engine, n int) []any {
	t.Helper()
	data, _ := e.MustAnswer(t, `query($n: Int) { contracts(first: $n, orderBy: START_DATE_DESC) { nodes { id } } }`, map[string]any{"n": n})
	var ids []any
	for _, node := range data["contracts"].(map[string]any)["nodes"].([]any) {
		ids = append(ids, node.(map[string]any)["id"])
	}
	return ids
}

func size(t *testing.T, data any) int {
	t.Helper()
	b, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	return len(b)
}
