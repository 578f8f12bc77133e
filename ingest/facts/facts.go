// Package facts reads facts in the project's own form, one JSON object per line. The bundled data
// is in this form. Start with Files and Parts.
package facts

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// maxFactLine is the maximum length of a line, in bytes.
const maxFactLine = 1 << 20

// factLine is one line of the facts form: an object with one key that names the noun.
type factLine struct {
	Source      *estate.Source      `json:"source"`
	Borough     *estate.Borough     `json:"borough"`
	Partnership *estate.Partnership `json:"partnership"`
	Service     *estate.Service     `json:"service"`
	Supplier    *estate.Supplier    `json:"supplier"`
	System      *estate.System      `json:"system"`
	Framework   *estate.Framework   `json:"framework"`
	Contract    *estate.Contract    `json:"contract"`
	Notice      *estate.Notice      `json:"notice"`
	Deployment  *estate.Deployment  `json:"deployment"`
	Evidence    *estate.Evidence    `json:"evidence"`
	Decision    *estate.Decision    `json:"decision"`
	Release     *estate.Release     `json:"release"`
}

// Read reads every *.jsonl file at the top of a folder, in the order of their names.
func Read(fsys fs.FS) (*estate.Changes, error) {
	files, err := Files(fsys)
	if err != nil {
		return nil, err
	}
	all := &estate.Changes{}
	for _, file := range files {
		for err := range file.addTo(all, func([]byte) bool { return true }) {
			if err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// File is a file of facts, one JSON object per line.
type File struct {
	Name string                        // as error messages show it
	Open func() (io.ReadCloser, error) // called once per pass over the file
}

// Files returns the *.jsonl files at the top of a folder, sorted by name. It returns INVALID if
// there are none.
func Files(folder fs.FS) ([]File, error) {
	names, err := fs.Glob(folder, "*.jsonl")
	if err != nil {
		return nil, fmt.Errorf("list facts: %w", err)
	}
	if len(names) == 0 {
		return nil, estate.Invalidf("the folder holds no .jsonl file of facts")
	}
	slices.Sort(names)
	files := make([]File, len(names))
	for i, name := range names {
		files[i] = File{Name: name, Open: func() (io.ReadCloser, error) { return folder.Open(name) }}
	}
	return files, nil
}

// addTo adds the facts of the wanted lines to changes, and yields after each line. Blank lines are
// allowed. For a line that is not a fact it returns an INVALID error with the file and the line.
func (f File) addTo(changes *estate.Changes, wanted func(text []byte) bool) iter.Seq[error] {
	return func(yield func(error) bool) {
		file, err := f.Open()
		if err != nil {
			yield(fmt.Errorf("open facts: %w", err))
			return
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(make([]byte, 0, 64<<10), maxFactLine)
		n := 0
		for lines.Scan() {
			n++
			text := bytes.TrimSpace(lines.Bytes())
			if len(text) == 0 || !wanted(text) {
				continue
			}
			err := addFact(text, changes)
			if err != nil {
				err = estate.Invalidf("%s line %d is not a fact: %s", f.Name, n, err)
			}
			if !yield(err) || err != nil {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(estate.Invalidf("%s line %d cannot be read: %s", f.Name, n+1, err))
		}
	}
}

func addFact(text []byte, c *estate.Changes) error {
	var l factLine
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return fmt.Errorf("%s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if d.More() {
		return fmt.Errorf("more than one object")
	}
	nouns := 0
	if l.Source != nil {
		nouns++
		c.Sources = append(c.Sources, l.Source)
	}
	if l.Borough != nil {
		nouns++
		c.Boroughs = append(c.Boroughs, l.Borough)
	}
	if l.Partnership != nil {
		nouns++
		c.Partnerships = append(c.Partnerships, l.Partnership)
	}
	if l.Service != nil {
		nouns++
		c.Services = append(c.Services, l.Service)
	}
	if l.Supplier != nil {
		nouns++
		c.Suppliers = append(c.Suppliers, l.Supplier)
	}
	if l.System != nil {
		nouns++
		c.Systems = append(c.Systems, l.System)
	}
	if l.Framework != nil {
		nouns++
		c.Frameworks = append(c.Frameworks, l.Framework)
	}
	if l.Contract != nil {
		nouns++
		c.Contracts = append(c.Contracts, l.Contract)
	}
	if l.Notice != nil {
		nouns++
		c.Notices = append(c.Notices, l.Notice)
	}
	if l.Deployment != nil {
		nouns++
		c.Deployments = append(c.Deployments, l.Deployment)
	}
	if l.Evidence != nil {
		nouns++
		c.Evidence = append(c.Evidence, l.Evidence)
	}
	if l.Decision != nil {
		nouns++
		c.Decisions = append(c.Decisions, l.Decision)
	}
	if l.Release != nil {
		nouns++
		c.Releases = append(c.Releases, l.Release)
	}
	if nouns != 1 {
		return fmt.Errorf("it holds %d nouns where one is wanted", nouns)
	}
	return nil
}
