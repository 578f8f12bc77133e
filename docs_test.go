package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// block is a block of commands in the docs. A line <!-- needs: docker --> right above it says
// what it needs beyond Go.
type block struct {
	name     string // the file and the line
	needs    []string
	commands string
	files    map[string]string // by name; <!-- file: camden.csv --> is right above each on the page
}

var shown = regexp.MustCompile("(?m)^<!-- file: (.*) -->\n```\\w+\n((?s:.*?))^```$")

var fence = regexp.MustCompile("(?m)^(?:<!-- needs: (.*) -->\n)?```sh\n((?s:.*?))^```$")

func documented(t *testing.T) []block {
	t.Helper()
	files, err := filepath.Glob("docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []block
	for _, file := range append([]string{"README.md"}, files...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		for _, file := range shown.FindAllSubmatch(text, -1) {
			files[string(file[1])] = string(file[2])
		}
		for _, at := range fence.FindAllSubmatchIndex(text, -1) {
			b := block{files: files, name: fmt.Sprintf("%s:%d", file, 1+strings.Count(string(text[:at[0]]), "\n")), commands: string(text[at[4]:at[5]])}
			if at[2] >= 0 {
				b.needs = strings.Split(string(text[at[2]:at[3]]), ", ")
			}
			blocks = append(blocks, b)
		}
	}
	return blocks
}

// TestDocumentedCommands runs the commands of README.md and docs as they are printed, with two
// exceptions: `go run .` runs this test binary, and `go test ./...` does nothing.
func TestDocumentedCommands(t *testing.T) {
	ran := 0
	for _, b := range documented(t) {
		t.Run(b.name, func(t *testing.T) {
			for _, need := range b.needs {
				switch need {
				case "server": // runBlock starts one
				case "docker", "neo4j": // their own tests run the blocks that need them
					t.Skipf("LEFT OUT: %s is needed", need)
				default:
					if _, err := exec.LookPath(need); err != nil {
						missing(t, need)
					}
				}
			}
			runBlock(t, b)
			ran++
		})
	}
	if ran < 3 {
		t.Errorf("%d blocks ran: the docs are not read as they are written", ran)
	}
}

// missing skips a test because a program is missing. In CI it fails the test.
func missing(t *testing.T, program string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("NOT tested: no %s in PATH", program)
	}
	t.Skipf("LEFT OUT: no %s in PATH", program)
}

func runBlock(t *testing.T, b block) {
	t.Helper()
	data := t.TempDir()
	t.Setenv("XDG_DATA_HOME", data)
	if strings.TrimSpace(b.commands) == "go run ." { // it serves until it is told to stop
		command, address := startProgram(t)
		ask(t, address, "{ boroughs { totalCount } }")
		if err := command.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := command.Wait(); err != nil {
			t.Error(err)
		}
		return
	}
	commands := b.commands
	if slices.Contains(b.needs, "server") {
		_, address := startProgram(t)
		commands = strings.ReplaceAll(commands, "http://127.0.0.1:8080", strings.TrimSuffix(address, "/graphql"))
	}
	for name, content := range b.files {
		if err := os.WriteFile(filepath.Join(data, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	shell := exec.CommandContext(t.Context(), "sh", "-euxc", commands)
	shell.Dir = data // so that files which the commands leave are removed with the test
	shell.Env = append(os.Environ(), asProgram+"=1", "PATH="+goThatRuns(t)+string(os.PathListSeparator)+os.Getenv("PATH"))
	if output, err := shell.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}

// goThatRuns returns a folder with a go command that runs this test binary for `go run .`.
func goThatRuns(t *testing.T) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	real, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	script := fmt.Sprintf(`#!/bin/sh
case "$1 $2" in
"run .") shift 2; exec '%s' "$@" ;;
"test ./...") exit 0 ;;
*) exec '%s' "$@" ;;
esac
`, program, real)
	if err := os.WriteFile(filepath.Join(folder, "go"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return folder
}

// Every folder with Go code is on the map in CONTRIBUTING.md.
func TestEveryFolderIsOnTheMap(t *testing.T) {
	text, err := os.ReadFile("CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{"testdata": true}
	for _, pattern := range []string{"*/*.go", "*/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			folder, _, _ := strings.Cut(filepath.ToSlash(file), "/")
			if !seen[folder] && !strings.Contains(string(text), "`"+folder+"/") {
				t.Errorf("CONTRIBUTING.md does not say what is in %s/", folder)
			}
			seen[folder] = true
		}
	}
	if len(seen) < 15 {
		t.Errorf("only %d folders were looked at", len(seen))
	}
}
