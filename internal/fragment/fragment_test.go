package fragment

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The statements of both stores are checked in with their fragments expanded.
func TestStatementsAreExpanded(t *testing.T) {
	for _, folder := range []string{"../../cypher/query", "../../sqlite/query"} {
		files, err := expandAll(folder)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 0 {
			t.Errorf("there are no statements in %s", folder)
		}
		for _, f := range files {
			if string(f.before) != string(f.after) {
				t.Errorf("%s is not what its fragments make of it: run go generate", f.path)
			}
		}
	}
}

// What is sent is the statement as it would be without fragments.
func TestUnmarked(t *testing.T) {
	marked := "a\n  /*= both(t) */\n  AND b\n  /*=*/\n--+ on AND (/*= in(c.x, :list) */ c.x IN (:list) /*=*/ OR d)\n  /*= sum(x) */\n  x\n  /*=*/ AS y\n"
	want := "a\n  AND b\n--+ on AND (c.x IN (:list) OR d)\n  x\n AS y\n"
	if got := Unmarked(marked); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestExpand(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"in.sql":    "-- in(@column, @list): the column is in a list.\n@column IN (@list)\n",
		"both.sql":  "-- both(@t): two conditions.\nAND @in(@t.a, f(1, 2))\nAND @in(@t.b, :b)\n",
		"spare.sql": "-- spare(): no one uses it.\nx\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	set, err := load(folder)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ text, want, err string }{
		"within a line":     {text: "--+ a AND /*= in(c.x, :list) */ old /*=*/ OR y", want: "--+ a AND /*= in(c.x, :list) */ c.x IN (:list) /*=*/ OR y"},
		"on lines":          {text: "  /*= both(t) */\n  old\n  /*=*/\nend\n", want: "  /*= both(t) */\n  AND t.a IN (f(1, 2))\n  AND t.b IN (:b)\n  /*=*/\nend\n"},
		"without marks":     {text: "SELECT 1", want: "SELECT 1"},
		"not closed":        {text: "/*= in(a, b) */ a", err: "not closed"},
		"not opened":        {text: "a /*=*/", err: "none opens"},
		"unknown":           {text: "/*= out(a) */ /*=*/", err: "no fragment out"},
		"too few arguments": {text: "/*= in(a) */ /*=*/", err: "takes 2 arguments, not 1"},
		"lines in a line":   {text: "x /*= both(t) */ y /*=*/", err: "several lines"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := set.expand(tt.text)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("got %v, want an error with %q", err, tt.err)
				}
				return
			}
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
			if again, _ := set.expand(got); again != got {
				t.Errorf("the second time it makes %q of %q", again, got)
			}
		})
	}
	if set.used["spare"] || !set.used["in"] {
		t.Errorf("used are %v", set.used)
	}
}
