package graph_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"boroughgraph/graph/generated"

	"boroughgraph/graph/graphtest"
)

// documented matches a query of docs/queries.md and the name of the golden file that it must equal.
var documented = regexp.MustCompile("<!-- golden: (\\S+) -->\n```graphql\n((?s:.*?))```")

// TestDocumentedQueries compares the queries of a page with the golden files in a folder of
// testdata, one for one.
func TestDocumentedQueries(t *testing.T) {
	for page, of := range map[string]struct {
		folder string
		count  int
	}{"queries.md": {"docs", 10}, "questions.md": {"questions", 8}} {
		t.Run(page, func(t *testing.T) { holdPage(t, page, of.folder, of.count) })
	}
}

func holdPage(t *testing.T, name, folder string, count int) {
	t.Helper()
	page, err := os.ReadFile("../docs/" + name)
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, query := range documented.FindAllStringSubmatch(string(page), -1) {
		shown[query[1]] = query[2]
	}
	held := map[string]string{}
	files, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		held[strings.TrimSuffix(filepath.Base(file), ".txtar")] = string(graphtest.Section(archive, graphtest.SectionQuery))
	}
	if diff := cmp.Diff(held, shown); diff != "" {
		t.Errorf("the queries of docs/%s (-golden +shown):\n%s", name, diff)
	}
	if len(shown) != count {
		t.Errorf("%d queries are shown, want %d", len(shown), count)
	}
}

// searchedKind matches a row of the table of kinds in docs/search.md.
var searchedKind = regexp.MustCompile(`(?m)^\| ([A-Z][a-z]+) \| [^|]+ \|$`)

// TestSearchedKindsAreDocumented compares the kinds that docs/search.md lists with the schema's.
func TestSearchedKindsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/search.md")
	if err != nil {
		t.Fatal(err)
	}
	var documented, kinds []string
	for _, row := range searchedKind.FindAllStringSubmatch(string(page), -1) {
		documented = append(documented, strings.ToUpper(row[1]))
	}
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, kind := range schema.Types["NodeKind"].EnumValues {
		kinds = append(kinds, kind.Name)
	}
	if diff := cmp.Diff(kinds, documented); diff != "" {
		t.Errorf("the kinds of docs/search.md (-schema +documented):\n%s", diff)
	}
}
