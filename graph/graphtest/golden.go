package graphtest

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// The sections of a golden file. Variables are optional. The test compares the last two.
const (
	SectionQuery      = "query.graphql"
	SectionVariables  = "variables.json"
	SectionWant       = "want.json"
	SectionStatements = "statements"
)

// Run runs every <Type>/<field>/<case>.txtar below a folder. It compares the whole response,
// including errors and extensions, and the statements sent. Then it checks the budgets of
// statements. The engine must serve the bundled facts.
func Run(t *testing.T, e *Engine, folder string) {
	for _, file := range goldenFiles(t, folder) {
		t.Run(strings.TrimSuffix(file, ".txtar"), func(t *testing.T) {
			archive, got, sent := run(t, e, filepath.Join(folder, file))
			if diff := cmp.Diff(string(Section(archive, SectionWant)), string(got)); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(string(Section(archive, SectionStatements)), Lines(sent)); diff != "" {
				t.Errorf("statements (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("budgets", func(t *testing.T) { withinBudgets(t, e, folder) })
}

// Update rewrites the golden files below a folder from the engine's answers.
func Update(t *testing.T, e *Engine, folder string) {
	for _, file := range goldenFiles(t, folder) {
		t.Run(strings.TrimSuffix(file, ".txtar"), func(t *testing.T) {
			path := filepath.Join(folder, file)
			archive, got, sent := run(t, e, path)
			setSection(archive, SectionWant, got)
			setSection(archive, SectionStatements, []byte(Lines(sent)))
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func goldenFiles(t *testing.T, folder string) []string {
	t.Helper()
	var files []string
	err := fs.WalkDir(os.DirFS(folder), ".", func(path string, _ fs.DirEntry, err error) error {
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

// run answers the operation of a golden file.
func run(t *testing.T, e *Engine, path string) (archive *txtar.Archive, got []byte, sent map[string]int) {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	response, sent := e.Answer(t, string(Section(archive, SectionQuery)), variablesOf(t, Section(archive, SectionVariables)))
	return archive, indented(t, response), sent
}

// variablesOf reads variables as a transport does: numbers stay as they are written.
func variablesOf(t *testing.T, text []byte) map[string]any {
	t.Helper()
	if len(bytes.TrimSpace(text)) == 0 {
		return nil
	}
	var v map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&v); err != nil {
		t.Fatalf("variables: %v", err)
	}
	return v
}

// indented returns a response as JSON, its fields in the order in which the operation names them.
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

// Section returns a section of a golden file, or nil if the file has no section of that name.
func Section(a *txtar.Archive, name string) []byte {
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
