package httpapi

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// wantAudits is the number of audits in the pinned version of graphql-http.
const wantAudits = 61

// TestAudits runs the audits of npm graphql-http for GraphQL over HTTP.
func TestAudits(t *testing.T) {
	folder := nodeFolder(t)
	server := httptest.NewServer(New(options(t)))
	defer server.Close()
	command := exec.CommandContext(t.Context(), "node", "audit.js", server.URL+"/graphql")
	command.Dir = folder
	command.Stderr = os.Stderr
	output, err := command.Output()
	if err != nil {
		t.Fatalf("the audits did not run: %v", err)
	}
	count := 0
	for lines := bufio.NewScanner(bytes.NewReader(output)); lines.Scan(); count++ {
		var audit struct{ ID, Name, Status, Reason string }
		if err := json.Unmarshal(lines.Bytes(), &audit); err != nil {
			t.Fatalf("%v in %s", err, lines.Text())
		}
		if audit.Status != "ok" {
			t.Errorf("%s %s: %s: %s", audit.ID, audit.Name, audit.Status, audit.Reason)
		}
	}
	if count != wantAudits {
		t.Errorf("%d audits ran, want %d", count, wantAudits)
	}
}

// nodeFolder returns a copy of testdata/audits with its npm packages installed. If Node is missing
// or the packages can't be installed, it skips the test, or fails it in CI.
func nodeFolder(t *testing.T) string {
	t.Helper()
	missing := func(what string, err error) {
		t.Helper()
		if os.Getenv("CI") == "true" {
			t.Fatalf("LEFT OUT: %s did NOT run: %s: %v", t.Name(), what, err)
		}
		t.Skipf("LEFT OUT: %s did NOT run: %s: %v", t.Name(), what, err)
	}
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			missing("Node is needed", err)
		}
	}
	folder := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "audit.js", "calendar.mjs"} {
		text, err := os.ReadFile(filepath.Join("testdata", "audits", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	install := exec.CommandContext(t.Context(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--silent")
	install.Dir = folder
	if output, err := install.CombinedOutput(); err != nil {
		missing("npm ci failed: "+string(output), err)
	}
	return folder
}
