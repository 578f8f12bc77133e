package register

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/report"
	"boroughgraph/sheet"
)

// RowEntry accounts for a row, or for a cell of one.
type RowEntry struct {
	// Sheet is set if several sheets of a workbook are read.
	Sheet string `json:"sheet,omitempty"`
	// Line is the line in the file, or the row in the sheet, from 1.
	Line        int                `json:"line"`
	Column      string             `json:"column,omitempty"`
	Value       string             `json:"value,omitempty"` // of the cell, personal data masked
	Reason      string             `json:"reason"`
	Disposition report.Disposition `json:"disposition"`
	// Fault reports that the row should have been usable but is not. With --strict it fails the
	// import.
	Fault bool `json:"fault,omitempty"`
	// Contract is the contract that the row was used for.
	Contract estate.ID `json:"contract,omitempty"`
}

// At returns the place of the entry: its line, after the sheet's name if several sheets are read.
func (e RowEntry) At() string {
	if e.Sheet == "" {
		return strconv.Itoa(e.Line)
	}
	return e.Sheet + " " + strconv.Itoa(e.Line)
}

// Report accounts for every row of a file: Used + Skipped = Read.
type Report struct {
	File       string `json:"file"`
	Form       string `json:"form"`       // "UTF-8, commas"
	HeaderLine int    `json:"headerLine"` // rows above it do not belong to the register
	// The columns that are read, with the file's titles.
	Columns map[Column]string `json:"columns"`
	Unread  []string          `json:"unread"` // titles of columns that are not read
	Sheets  []UnreadSheet     `json:"unreadSheets,omitempty"`
	// People is the number of columns about people, whose cells are never looked at.
	People  int               `json:"people"`
	AsOf    estate.StatedDate `json:"asOf,omitempty"`
	Read    int               `json:"read"`
	Used    int               `json:"used"`
	Skipped int               `json:"skipped"`
	// Faults is the number of skipped rows that should have been usable.
	Faults      int                `json:"faults"`
	Rows        []RowEntry         `json:"rows"`
	Suggestions []match.Suggestion `json:"suggestions"`
}

// UnreadSheet is a sheet of a workbook that is not read, and why: "of another borough".
type UnreadSheet struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// add counts an entry and keeps it.
func (r *Report) add(e RowEntry) {
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
	r.Rows = append(r.Rows, e)
}

// WriteJSON writes the report as one JSON object.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// WriteCSV writes a line for each entry, and one for each suggestion after them.
func (r *Report) WriteCSV(w io.Writer) error {
	lines := csv.NewWriter(w)
	write := func(cells ...string) {
		for i, cell := range cells {
			cells[i] = sheet.Harmless(cell)
		}
		_ = lines.Write(cells) // Error returns any failure
	}
	write("line", "disposition", "fault", "column", "value", "reason", "contract", "system")
	for _, e := range r.Rows {
		write(e.At(), string(e.Disposition), report.Yes(e.Fault), e.Column, e.Value, e.Reason, string(e.Contract), "")
	}
	for _, s := range r.Suggestions {
		write(strconv.Itoa(s.Line), "SUGGESTED", "", "", s.Name, fmt.Sprintf("%s: %s", s.Confidence, s.Reason), string(s.Contract), string(s.System))
	}
	lines.Flush()
	return lines.Error()
}
