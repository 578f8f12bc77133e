package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/goccy/go-yaml"
)

// A package without a rule could import anything. So a rule of depguard in .golangci.yml must say
// for each package what it may import. Packages that have only tests need none.
func TestEveryPackageHasAnImportRule(t *testing.T) {
	rules := importRules(t)
	list := exec.CommandContext(t.Context(), "go", "list", "-f", "{{range .GoFiles}}{{$.Dir}}/{{.}}\n{{end}}", "./...")
	list.Stderr = os.Stderr
	files, err := list.Output()
	if err != nil {
		t.Fatalf("%v: %v", list, err)
	}
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for file := range strings.Lines(string(files)) {
		if file = strings.TrimSpace(file); file == "" {
			continue
		}
		read++
		if !anyRuleFor(t, rules, root, file) {
			t.Errorf("no rule of depguard in .golangci.yml says what %s may import", strings.TrimPrefix(file, root+"/"))
		}
	}
	if read < 300 {
		t.Errorf("only %d files were listed", read)
	}
}

func TestAnyRuleFor(t *testing.T) {
	rules := [][]string{{"${config-path}/*.go", "!$test"}, {"**/graph/**/*.go", "!**/graph/graphtest/*.go", "!$test"}}
	for file, want := range map[string]bool{
		"/house/serve.go":                 true,
		"/house/graph/page.go":            true,
		"/house/graph/scalar/date.go":     true,
		"/house/graph/graphtest/store.go": false,
		"/house/bench/doc.go":             false,
	} {
		if got := anyRuleFor(t, rules, "/house", file); got != want {
			t.Errorf("a rule for %s: %t, want %t", file, got, want)
		}
	}
}

// importRules returns the patterns of files of each rule of depguard.
func importRules(t *testing.T) [][]string {
	t.Helper()
	text, err := os.ReadFile(".golangci.yml")
	if err != nil {
		t.Fatal(err)
	}
	var config struct {
		Linters struct {
			Settings struct {
				Depguard struct {
					Rules map[string]struct {
						Files []string `yaml:"files"`
					} `yaml:"rules"`
				} `yaml:"depguard"`
			} `yaml:"settings"`
		} `yaml:"linters"`
	}
	if err := yaml.Unmarshal(text, &config); err != nil {
		t.Fatal(err)
	}
	var rules [][]string
	for _, rule := range config.Linters.Settings.Depguard.Rules {
		rules = append(rules, rule.Files)
	}
	return rules
}

// anyRuleFor reports whether one of the rules is for a file. A rule is for the files that one of
// its patterns matches, except those that a pattern after "!" matches.
func anyRuleFor(t *testing.T, rules [][]string, root, file string) bool {
	t.Helper()
	for _, patterns := range rules {
		matched, excepted := false, false
		for _, pattern := range patterns {
			pattern, except := strings.CutPrefix(pattern, "!")
			if pattern == "$test" { // the files listed are not tests
				continue
			}
			ok, err := doublestar.Match(strings.ReplaceAll(pattern, "${config-path}", root), file)
			if err != nil {
				t.Fatal(err)
			}
			matched, excepted = matched || ok && !except, excepted || ok && except
		}
		if matched && !excepted {
			return true
		}
	}
	return false
}
