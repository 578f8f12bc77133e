package main

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// maxCircle is the largest allowed number of files of one package that need each other.
const maxCircle = 3

// Files that all need each other can only be read together. In estate and the packages under ingest
// no such circle has more than maxCircle files. Move declarations between files to break one.
func TestFilesFormNoLargeCircle(t *testing.T) {
	sources := token.NewFileSet()
	imports, dirs := listed(t, sources, "./estate", "./ingest/...")
	for _, dir := range dirs {
		needs := needsOf(t, sources, imports, dir)
		for _, circle := range circlesOf(needs) {
			if len(circle) > maxCircle {
				t.Errorf("in %s, %d files need each other: %s", dir, len(circle), strings.Join(circle, ", "))
				for _, file := range circle {
					for _, other := range circle {
						if names := needs[file][other]; len(names) > 0 {
							t.Logf("%s needs %s for %s", file, other, strings.Join(slices.Compact(slices.Sorted(slices.Values(names))), ", "))
						}
					}
				}
			}
		}
	}
}

// listed returns the folders of packages of this module, and an importer for everything that they
// import. The importer reads the compiler's export data.
func listed(t *testing.T, sources *token.FileSet, patterns ...string) (imports types.Importer, dirs []string) {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}} {{.DepOnly}}"}, patterns...)...)
	list.Stderr = os.Stderr
	lines, err := list.Output()
	if err != nil {
		t.Fatalf("%v: %v", list, err)
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(lines)) {
		fields := strings.Split(strings.TrimSpace(line), " ")
		if len(fields) != 3 {
			t.Fatalf("%v wrote the line %q", list, line)
		}
		exports[fields[0]] = fields[1]
		if fields[2] == "false" {
			dirs = append(dirs, strings.TrimPrefix(fields[0], "boroughgraph/"))
		}
	}
	if len(dirs) < 2 {
		t.Fatalf("%v found only %v", list, dirs)
	}
	return importer.ForCompiler(sources, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) }), dirs
}

// needsOf returns, for each file of a package except its tests, the names that it uses from each
// other file.
func needsOf(t *testing.T, sources *token.FileSet, imports types.Importer, dir string) map[string]map[string][]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	needs := map[string]map[string][]string{}
	var files []*ast.File
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(sources, filepath.Join(dir, e.Name()), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files, needs[e.Name()] = append(files, file), map[string][]string{}
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}}
	checked := types.Config{Importer: imports}
	pkg, err := checked.Check("boroughgraph/"+dir, sources, files, info)
	if err != nil {
		t.Fatal(err)
	}
	for name, used := range info.Uses {
		if used.Pkg() != pkg {
			continue
		}
		from, to := filepath.Base(sources.Position(name.Pos()).Filename), filepath.Base(sources.Position(used.Pos()).Filename)
		if from != to {
			needs[from][to] = append(needs[from][to], used.Name())
		}
	}
	return needs
}

// circlesOf returns the groups of files that all need each other, directly or through others.
func circlesOf(needs map[string]map[string][]string) [][]string {
	reached := map[string]map[string]bool{}
	for file := range needs {
		reached[file] = map[string]bool{}
		for ahead := []string{file}; len(ahead) > 0; {
			last := ahead[len(ahead)-1]
			ahead = ahead[:len(ahead)-1]
			for next := range needs[last] {
				if !reached[file][next] {
					reached[file][next] = true
					ahead = append(ahead, next)
				}
			}
		}
	}
	var circles [][]string
	for _, file := range slices.Sorted(maps.Keys(needs)) {
		if slices.ContainsFunc(circles, func(c []string) bool { return slices.Contains(c, file) }) {
			continue
		}
		circle := []string{file}
		for _, other := range slices.Sorted(maps.Keys(needs)) {
			if other != file && reached[file][other] && reached[other][file] {
				circle = append(circle, other)
			}
		}
		if len(circle) > 1 {
			circles = append(circles, circle)
		}
	}
	return circles
}

func TestCirclesOf(t *testing.T) {
	needs := map[string]map[string][]string{
		"a": {"b": nil}, "b": {"c": nil}, "c": {"a": nil, "d": nil}, "d": {}, "e": {"d": nil, "f": nil}, "f": {"e": nil},
	}
	want := [][]string{{"a", "b", "c"}, {"e", "f"}}
	if got := circlesOf(needs); !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("circles %v, want %v", got, want)
	}
}
