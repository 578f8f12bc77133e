package ocds

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/personal"
	"boroughgraph/ingest/report"
	"boroughgraph/sheet"
)

// Entry accounts for a release, or for one value in it.
type Entry struct {
	File   string `json:"file"`
	Offset int64  `json:"offset"` // of the release's first byte in the file
	OCID   string `json:"ocid,omitempty"`
	// Of the value, "awards[0].value.amount".
	Path        string             `json:"path,omitempty"`
	Value       string             `json:"value,omitempty"` // personal data masked
	Reason      string             `json:"reason"`
	Disposition report.Disposition `json:"disposition"` // only USED and SKIPPED are about releases
	// Fault reports that the release should have been usable but is not. With --strict it fails the
	// import.
	Fault bool `json:"fault,omitempty"`
	// Subject is the contract or notice that the release was used for, or the suggested system.
	Subject estate.ID `json:"subject,omitempty"`
}

// Reasons counts the entries with one text, and says where the first few are.
type Reasons struct {
	Text   string
	Count  int
	Places []string
}

// Bounds of what a Report keeps. Entries themselves go to Options.Entry.
const (
	maxReasons = 1000
	maxPlaces  = 3
)

// Report accounts for every release of some files: Used + Skipped = Read. Entries are passed on as
// they occur, because a large file has too many to hold.
type Report struct {
	Read    int
	Used    int
	Skipped int
	Faults  int // skipped releases that should have been usable

	entry   func(Entry)
	reasons map[string]*Reasons
}

// add counts an entry and passes it on.
func (r *Report) add(e Entry) {
	e.Value = personal.Masked(e.Value)
	switch e.Disposition {
	case report.Used:
		r.Read++
		r.Used++
	case report.Skipped:
		r.Read++
		r.Skipped++
		if e.Fault {
			r.Faults++
		}
	case report.Noted, report.Suggested:
	}
	r.group(e)
	if r.entry != nil {
		r.entry(e)
	}
}

// group counts an entry by its reason, unless it is a plain use.
func (r *Report) group(e Entry) {
	if e.Disposition == report.Used {
		return
	}
	text := strings.ToLower(string(e.Disposition)) + ": " + e.Reason
	g := r.reasons[text]
	if g == nil {
		if len(r.reasons) >= maxReasons {
			text = "other reasons"
		}
		if g = r.reasons[text]; g == nil {
			g = &Reasons{Text: text}
			r.reasons[text] = g
		}
	}
	if g.Count++; len(g.Places) < maxPlaces {
		g.Places = append(g.Places, e.place())
	}
}

// place returns the shortest text that says where an entry is.
func (e Entry) place() string {
	where := e.OCID
	if where == "" {
		where = fmt.Sprintf("%s at byte %d", e.File, e.Offset)
	}
	if e.Path != "" {
		where += " " + e.Path
	}
	return where
}

// Reasons returns the reasons of all entries except plain uses, the most frequent first.
func (r *Report) Reasons() []Reasons {
	all := make([]Reasons, 0, len(r.reasons))
	for _, g := range r.reasons {
		all = append(all, *g)
	}
	slices.SortFunc(all, func(a, b Reasons) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Text, b.Text)) })
	return all
}

// EntryWriter writes entries to a file.
type EntryWriter interface {
	Write(e Entry) error
	// End completes the file.
	End() error
}

// entriesCSV writes a line for each entry.
type entriesCSV struct{ lines *csv.Writer }

// NewEntriesCSV writes a CSV file, header first.
func NewEntriesCSV(w io.Writer) EntryWriter {
	c := entriesCSV{csv.NewWriter(w)}
	// End returns the error.
	_ = c.lines.Write([]string{"file", "offset", "ocid", "disposition", "fault", "path", "value", "reason", "subject"})
	return c
}

func (c entriesCSV) Write(e Entry) error {
	cells := []string{e.File, strconv.FormatInt(e.Offset, 10), e.OCID, string(e.Disposition), report.Yes(e.Fault), e.Path, e.Value, e.Reason, string(e.Subject)}
	for i, cell := range cells {
		cells[i] = sheet.Harmless(cell)
	}
	return c.lines.Write(cells)
}

func (c entriesCSV) End() error {
	c.lines.Flush()
	return c.lines.Error()
}

// entriesJSON writes a list of entries.
type entriesJSON struct {
	w    io.Writer
	some bool
}

// NewEntriesJSON writes a JSON list.
func NewEntriesJSON(w io.Writer) EntryWriter { return &entriesJSON{w: w} }

func (j *entriesJSON) Write(e Entry) error {
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	before := ",\n "
	if !j.some {
		j.some, before = true, "[\n "
	}
	_, err = j.w.Write(append([]byte(before), text...))
	return err
}

func (j *entriesJSON) End() error {
	end := "\n]\n"
	if !j.some {
		end = "[]\n"
	}
	_, err := io.WriteString(j.w, end)
	return err
}
