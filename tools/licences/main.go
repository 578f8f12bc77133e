// Command licences lists the licences of all modules that the program is built from, as
// docs/licences.md. It fails if one of them is not on the list of those that are allowed.
//
//	go -C tools run ./licences > docs/licences.md
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// allowed are licences that let a program be given away in binary form if it carries their texts.
// MPL-2.0 also asks for the source of the files under it. They are used unchanged, so the module
// proxy has it.
var allowed = []string{"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"}

// enough is how much of a licence's file the scan must recognise, in percent.
const enough = 75

// module has the fields of `go list -json` that are read.
type module struct {
	Path, Version, Dir string
	Main               bool
}

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	modules, err := linked()
	if err != nil {
		return err
	}
	fmt.Fprint(out, "# Licences\n\nThe program is built from these modules, and from the standard library of Go (BSD-3-Clause).\n"+
		"`make licences` writes this page, and CI fails if it is out of date or a licence is not allowed.\n\n"+
		"| module | version | licence |\n|---|---|---|\n")
	var refused []error
	for _, m := range modules {
		found, err := licenceOf(m.Dir)
		if err == nil && !slices.Contains(allowed, found) {
			err = fmt.Errorf("%q is not allowed", found)
		}
		if err != nil {
			refused = append(refused, fmt.Errorf("%s: %w", m.Path, err))
		}
		fmt.Fprintf(out, "| %s | %s | %s |\n", m.Path, m.Version, found)
	}
	return errors.Join(refused...)
}

// linked returns the modules that the program links, by path.
func linked() ([]module, error) {
	list := exec.Command("go", "-C", "..", "list", "-deps", "-json=Module", ".")
	list.Stderr = os.Stderr
	output, err := list.Output()
	if err != nil {
		return nil, err
	}
	found := map[string]module{}
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		var p struct{ Module *module }
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		if p.Module != nil && !p.Module.Main {
			found[p.Module.Path] = *p.Module
		}
	}
	modules := make([]module, 0, len(found))
	for _, m := range found {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	if len(modules) == 0 {
		return nil, errors.New("the program links no modules, which cannot be")
	}
	return modules, nil
}

// licenceOf returns the licence of the module in a folder.
func licenceOf(folder string) (string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if e.IsDir() || !strings.HasPrefix(name, "LICENSE") && !strings.HasPrefix(name, "LICENCE") && !strings.HasPrefix(name, "COPYING") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			return "", err
		}
		if scan := licensecheck.Scan(text); scan.Percent >= enough && len(scan.Match) > 0 {
			return scan.Match[0].ID, nil
		}
	}
	return "", errors.New("no licence is recognised")
}
