// Package fragment writes repeated clauses into the statements of a store.
//
// A clause that many statements share is written once, in the folder fragment of their folder.
// Its file begins with a comment, and the comment with its name and its parameters:
//
//	-- in_scope(@term): the contract's term is one of those asked for.
//	((:terms IS NULL AND @term.counted = 1) OR @term.term IN (SELECT value FROM json_each(:terms)))
//
// A fragment may contain another as @name(argument, ...). A statement marks where it wants one:
//
//	AND /*= in_scope(t) */ ((:terms IS NULL AND t.counted = 1) OR ...) /*=*/
//
// Rewrite replaces what stands between the two marks. It can run any number of times, and the
// statement runs as it stands in a console, because both databases take the marks for comments.
// Marks on lines of their own take a fragment of several lines, which gets their indentation.
package fragment

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Unmarked returns a statement without the marks of its fragments.
func Unmarked(statement string) string {
	return marks.ReplaceAllString(statement, "")
}

// marks are the two marks, each with the rest of its line or the space that parts it from the
// clause.
var marks = regexp.MustCompile(`(?m)^[ \t]*/\*= .*? \*/\n|/\*= .*? \*/ |^[ \t]*/\*=\*/\n| */\*=\*/`)

// Rewrite expands the marks in every file of a folder and writes the files that change.
func Rewrite(folder string) error {
	files, err := expandAll(folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		if bytes.Equal(f.before, f.after) {
			continue
		}
		if err := os.WriteFile(f.path, f.after, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// file is a statement as it stands and as it should.
type file struct {
	path          string
	before, after []byte
}

// expandAll returns every statement in a folder. It is an error if a fragment has no user.
func expandAll(folder string) ([]file, error) {
	set, err := load(filepath.Join(folder, "fragment"))
	if err != nil {
		return nil, err
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*.*"))
	if err != nil {
		return nil, err
	}
	var files []file
	for _, path := range paths {
		before, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		after, err := set.expand(string(before))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		files = append(files, file{path, before, []byte(after)})
	}
	for name := range set.byName {
		if !set.used[name] {
			return nil, fmt.Errorf("no statement uses fragment %s: delete it", name)
		}
	}
	return files, nil
}

// fragment is a clause with its parameters, which its text names with an @ before each.
type fragment struct {
	parameters []string
	text       string
}

type fragments struct {
	byName map[string]fragment
	used   map[string]bool
}

// header is the first line of a fragment: the name and the parameters in its comment.
var header = regexp.MustCompile(`^(?:--|//) (\w+)\(([^)]*)\): `)

// load reads the fragments of a folder.
func load(folder string) (fragments, error) {
	set := fragments{byName: map[string]fragment{}, used: map[string]bool{}}
	paths, err := filepath.Glob(filepath.Join(folder, "*.*"))
	if err != nil {
		return set, err
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return set, err
		}
		m := header.FindStringSubmatch(string(text))
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		if m == nil || m[1] != name {
			return set, fmt.Errorf("%s does not begin with its name and its parameters", path)
		}
		set.byName[name] = fragment{parameters: arguments(m[2]), text: body(string(text))}
	}
	return set, nil
}

// body returns the text after the comment that opens a file.
func body(text string) string {
	for strings.HasPrefix(text, "-- ") || strings.HasPrefix(text, "// ") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return strings.TrimRight(text, "\n")
}

var (
	opening = regexp.MustCompile(`/\*= (\w+)\((.*?)\) \*/`)
	closing = "/*=*/"
)

// expand replaces what stands between each pair of marks.
func (set fragments) expand(text string) (string, error) {
	var b strings.Builder
	for {
		m := opening.FindStringSubmatchIndex(text)
		if m == nil {
			break
		}
		end := strings.Index(text[m[1]:], closing)
		if end < 0 {
			return "", fmt.Errorf("%s is not closed", text[m[0]:m[1]])
		}
		clause, err := set.clause(text[m[2]:m[3]], arguments(text[m[4]:m[5]]))
		if err != nil {
			return "", err
		}
		line := text[strings.LastIndexByte(text[:m[0]], '\n')+1 : m[0]]
		b.WriteString(text[:m[1]])
		if strings.HasPrefix(text[m[1]:], "\n") {
			b.WriteString("\n" + indent(clause, line) + "\n" + line)
		} else if strings.Contains(clause, "\n") {
			return "", fmt.Errorf("%s has several lines: put its marks on lines of their own", text[m[0]:m[1]])
		} else {
			b.WriteString(" " + clause + " ")
		}
		b.WriteString(closing)
		text = text[m[1]+end+len(closing):]
	}
	if strings.Contains(text, closing) {
		return "", errors.New("a mark closes what none opens")
	}
	b.WriteString(text)
	return b.String(), nil
}

func indent(clause, by string) string {
	return by + strings.ReplaceAll(clause, "\n", "\n"+by)
}

// clause returns a fragment's text with arguments for its parameters.
func (set fragments) clause(name string, values []string) (string, error) {
	f, ok := set.byName[name]
	if !ok {
		return "", fmt.Errorf("there is no fragment %s", name)
	}
	if len(values) != len(f.parameters) {
		return "", fmt.Errorf("fragment %s takes %d arguments, not %d", name, len(f.parameters), len(values))
	}
	set.used[name] = true
	pairs := make([]string, 0, 2*len(values))
	for i, p := range f.parameters {
		pairs = append(pairs, p, values[i])
	}
	return set.contained(strings.NewReplacer(pairs...).Replace(f.text))
}

var contains = regexp.MustCompile(`@(\w+)\(`)

// contained replaces the fragments within a fragment.
func (set fragments) contained(text string) (string, error) {
	m := contains.FindStringSubmatchIndex(text)
	if m == nil {
		return text, nil
	}
	end := m[1]
	for depth := 1; depth > 0; end++ {
		if end == len(text) {
			return "", fmt.Errorf("%s is not closed", text[m[0]:m[1]])
		}
		switch text[end] {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	inner, err := set.clause(text[m[2]:m[3]], arguments(text[m[1]:end-1]))
	if err != nil {
		return "", err
	}
	rest, err := set.contained(text[end:])
	return text[:m[0]] + inner + rest, err
}

// arguments splits a list at the commas that stand outside of brackets.
func arguments(list string) []string {
	if strings.TrimSpace(list) == "" {
		return nil
	}
	var all []string
	depth, start := 0, 0
	for i, r := range list {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			if depth == 0 {
				all = append(all, strings.TrimSpace(list[start:i]))
				start = i + 1
			}
		}
	}
	return append(all, strings.TrimSpace(list[start:]))
}
