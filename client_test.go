package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/Khan/genqlient/generate"
)

// A client generated from schema.graphql, as a dashboard builder would generate one, compiles and
// reads the server's answers.
func TestAGeneratedClientWorks(t *testing.T) {
	folder := t.TempDir()
	text := &generate.TypeBinding{Type: "string"}
	config := &generate.Config{
		Schema: generate.StringList{"schema.graphql"}, Operations: generate.StringList{"testdata/client/operations.graphql"},
		Generated: filepath.Join(folder, "generated.go"), Package: "main",
		Bindings: map[string]*generate.TypeBinding{"BoroughKey": text, "Date": text, "Decimal": text},
	}
	if err := config.ValidateAndFillDefaults("."); err != nil {
		t.Fatal(err)
	}
	made, err := generate.Generate(config)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range made {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	program, err := os.ReadFile("testdata/client/main.go")
	if err != nil {
		t.Fatal(err)
	}
	asks := filepath.Join(folder, "main.go") // go run takes files of one folder
	if err := os.WriteFile(asks, program, 0o600); err != nil {
		t.Fatal(err)
	}
	client := exec.CommandContext(t.Context(), "go", "run", config.Generated, asks, serveInMemory(t))
	output, err := client.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	// README.md has the first two answers, and says why APCOA's sum is unknown. Haringey's iWorld
	// contract ends on 2027-04-15.
	const want = "NEC Software Solutions UK Limited: 3 boroughs, 1150894.24\n" +
		"APCOA Parking (UK) Limited: 2 boroughs, \n" +
		"2027-04-15 END: start by 2026-04-15\n"
	if string(output) != want {
		t.Errorf("got %q, want %q", output, want)
	}
}
