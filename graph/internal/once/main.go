// Once makes generated code read the arguments of each field once per operation. Its argument is
// the folder of the code; `go generate ./graph` runs it after gqlgen, which has no setting for
// this.
package main

import (
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const importLine = "\"boroughgraph/graph/arguments\""

// call matches the call by which generated code reads the arguments of a field.
var call = regexp.MustCompile(`ec\.field_(\w+?)_(\w+)_args\(ctx, field\.ArgumentMap\(ec\.Variables\)\)`)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: once FOLDER")
		os.Exit(2)
	}
	if err := rewrite(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func rewrite(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.generated.go"))
	if err != nil {
		return err
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		changed := call.ReplaceAllString(string(text),
			`arguments.Once(ctx, field, "$1.$2", ec.Variables, ec.field_${1}_${2}_args)`)
		if changed == string(text) {
			continue
		}
		if !strings.Contains(changed, importLine) {
			changed = strings.Replace(changed, "import (\n", "import (\n\t"+importLine+"\n", 1)
		}
		formatted, err := format.Source([]byte(changed))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(name, formatted, 0o644); err != nil {
			return err
		}
	}
	return nil
}
