package graph_test

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"boroughgraph/graph/graphtest"
)

var fenced = regexp.MustCompile("(?s)```(graphql|json)\n(.*?)```")

// TestReadme compares the question and the answer in README.md with their golden file. The golden
// tests compare that file with the stores' answers.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile("testdata/Query/sharedSuppliers/readme.txtar")
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]string{}
	for _, block := range fenced.FindAllStringSubmatch(string(readme), -1) {
		shown[block[1]] = block[2]
	}
	if diff := cmp.Diff(string(graphtest.Section(archive, graphtest.SectionQuery)), shown["graphql"]); diff != "" {
		t.Errorf("the question in README.md (-golden +shown):\n%s", diff)
	}
	var golden, answer struct{ Data any }
	for text, into := range map[string]any{string(graphtest.Section(archive, graphtest.SectionWant)): &golden, shown["json"]: &answer} {
		if err := json.NewDecoder(strings.NewReader(text)).Decode(into); err != nil {
			t.Fatalf("%v in %q", err, text)
		}
	}
	if diff := cmp.Diff(golden, answer); diff != "" {
		t.Errorf("the answer in README.md (-golden +shown):\n%s", diff)
	}
}
