package graph_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// A query of docs/queries.md with the golden file that it is.
var documented = regexp.MustCompile("<!-- golden: (\\S+) -->\n```graphql\n((?s:.*?))```")

// TestDocumentedQueries holds pages of queries to the golden files in a folder of testdata, one for one.
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
		held[strings.TrimSuffix(filepath.Base(file), ".txtar")] = string(section(archive, sectionQuery))
	}
	if diff := cmp.Diff(held, shown); diff != "" {
		t.Errorf("the queries of docs/%s (-golden +shown):\n%s", name, diff)
	}
	if len(shown) != count {
		t.Errorf("%d queries are shown, want %d", len(shown), count)
	}
}
