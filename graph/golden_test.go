package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files from the answers of SQLite")

// The sections of a golden file. Variables may be missing; the last two are what is held.
const (
	sectionQuery      = "query.graphql"
	sectionVariables  = "variables.json"
	sectionWant       = "want.json"
	sectionStatements = "statements"
)

// TestGolden runs every testdata/<Type>/<field>/<case>.txtar over the bundled data on both
// stores: the whole response, errors and extensions included, and the statements sent.
// On the same stores it then holds the budgets of statements.
func TestGolden(t *testing.T) {
	for _, name := range []string{"sqlite", "neo4j"} { // -update writes before the second compares
		t.Run(name, func(t *testing.T) {
			e := stores[name](t)
			for _, file := range goldenFiles(t) {
				t.Run(strings.TrimSuffix(file, ".txtar"), func(t *testing.T) {
					golden(t, e, filepath.Join("testdata", file), *update && name == "sqlite")
				})
			}
			t.Run("budgets", func(t *testing.T) { withinBudgets(t, e) })
		})
	}
}

func goldenFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS("testdata"), ".", func(path string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".txtar") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	slices.Sort(files)
	return files
}

func golden(t *testing.T, e *engine, file string, rewrite bool) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	response, sent := e.answer(t, string(section(archive, sectionQuery)), variablesOf(t, section(archive, sectionVariables)))
	got := indented(t, response)
	if rewrite {
		setSection(archive, sectionWant, got)
		setSection(archive, sectionStatements, []byte(lines(sent)))
		if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(section(archive, sectionWant)), string(got)); diff != "" {
		t.Errorf("answer (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(string(section(archive, sectionStatements)), lines(sent)); diff != "" {
		t.Errorf("statements (-want +got):\n%s", diff)
	}
}

// indented is a response with its fields in the order in which they are asked for.
func indented(t *testing.T, response any) []byte {
	t.Helper()
	var compact, b bytes.Buffer
	encoder := json.NewEncoder(&compact)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(response); err != nil {
		t.Fatal(err)
	}
	if err := json.Indent(&b, compact.Bytes(), "", "  "); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func section(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

func setSection(a *txtar.Archive, name string, data []byte) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = data
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: data})
}
