package register

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"boroughgraph/estate"
)

// workbook is an XLSX file. Cells are read as stored, so a date is the number of its day, whatever
// its format. Numbers that are displayed with leading zeros are read as displayed, because a
// reference "0021" is stored as 21.
type workbook struct {
	file      *excelize.File
	parts     *zip.Reader
	paths     map[string]string // of the parts that the sheets stand in
	padded    bool              // some format shows leading zeros
	since1904 bool
}

func openWorkbook(ctx context.Context, file io.ReadSeeker) (*workbook, error) {
	size, err := file.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, fmt.Errorf("read the file again: %w", err)
	}
	if size > maxPacked {
		return nil, estate.Invalidf("the workbook is larger than %d MB: save the register's sheet as CSV", maxPacked>>20)
	}
	if err := checkWorkbook(ctx, file, size); err != nil {
		return nil, err
	}
	if says := whatIsPacked(file); says != "" {
		return nil, estate.Invalidf("the file is not a register: %s", says)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read the file again: %w", err)
	}
	f, err := excelize.OpenReader(file, excelize.Options{UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxHeld, RawCellValue: true})
	switch {
	case err != nil && strings.Contains(err.Error(), "unzip size exceeds"):
		return nil, estate.Invalidf("the workbook unpacks to more than %d MB: save the register's sheet as CSV", maxUnpacked>>20)
	case err != nil:
		return nil, &estate.Error{Code: estate.CodeInvalid, Message: "the file is damaged, or is a zip file and no workbook: save the register as .xlsx or as CSV again", Err: err}
	}
	w := &workbook{file: f}
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		w.since1904 = *p.Date1904
	}
	if w.parts, err = zipParts(file); err == nil {
		w.paths, err = sheetPaths(w.parts)
	}
	if err == nil {
		w.padded, err = showsZeros(w.parts)
	}
	if err != nil {
		w.close()
		return nil, &estate.Error{Code: estate.CodeInvalid, Message: "the workbook is damaged: save the register as .xlsx or as CSV again", Err: err}
	}
	if len(w.sheets()) == 0 {
		w.close()
		return nil, estate.Invalidf("the workbook has no sheet that is shown")
	}
	return w, nil
}

func damaged(sheet string, err error) error {
	return &estate.Error{Code: estate.CodeInvalid, Message: fmt.Sprintf("the sheet %q cannot be read: save the register as .xlsx or as CSV again", sheet), Err: err}
}

func (w *workbook) sheets() []string {
	var shown []string
	for _, sheet := range w.file.GetSheetList() {
		if !strings.Contains(w.paths[sheet], "worksheets") {
			continue // a chart
		}
		if visible, err := w.file.GetSheetVisible(sheet); err == nil && visible {
			shown = append(shown, sheet)
		}
	}
	return shown
}

func (w *workbook) open(sheet string) (rows, error) {
	marks, err := marksOf(w.parts, w.paths[sheet])
	if err != nil {
		return nil, damaged(sheet, err)
	}
	s := &sheetRows{sheet: sheet, marks: marks, above: map[int]string{}}
	if s.stored, err = w.file.Rows(sheet); err == nil && w.padded {
		s.shown, err = w.file.Rows(sheet)
	}
	if err != nil {
		s.close()
		return nil, damaged(sheet, err)
	}
	return s, nil
}

func (w *workbook) form(sheets []string) string {
	if len(sheets) == 1 {
		return fmt.Sprintf("workbook, sheet %q", sheets[0])
	}
	return fmt.Sprintf("workbook, sheets %s", `"`+strings.Join(sheets, `", "`)+`"`)
}

func (w *workbook) epoch1904() bool { return w.since1904 }
func (w *workbook) close()          { _ = w.file.Close() }

// sheetRows are the rows of a sheet.
type sheetRows struct {
	sheet  string
	stored *excelize.Rows
	shown  *excelize.Rows // nil if every number is shown as it is stored
	marks  *marks
	line   int
	blank  int      // empty rows before held
	bytes  int      // in the cells of all rows so far
	held   []string // the row that ended a run of empty ones
	ended  bool
	above  map[int]string // the text of merged cells that continue, by column
}

// next implements rows. Empty rows count only if another row follows, because a sheet may claim to
// have a million rows.
func (s *sheetRows) next() (row, error) {
	if s.held == nil && !s.ended {
		if err := s.skipBlank(); err != nil {
			return row{}, err
		}
	}
	if s.held == nil {
		return row{}, io.EOF
	}
	s.line++
	if s.blank > 0 {
		s.blank--
		return s.bounded(row{line: s.line, cells: s.mergedDown(nil)})
	}
	cells := s.mergedDown(s.held)
	s.held = nil
	return s.bounded(row{line: s.line, cells: cells, unstored: s.marks.unstored[s.line]})
}

// bounded returns a row unless the rows so far have too much text. A short file can have a long
// text in each of many cells, because cells share texts and merged ones repeat them.
func (s *sheetRows) bounded(r row) (row, error) {
	for _, cell := range r.cells {
		s.bytes += len(cell)
	}
	if s.bytes > maxWritten {
		return row{}, estate.Invalidf("the cells of the sheet %q have more than 256 MB: save it as CSV", s.sheet)
	}
	return r, nil
}

// skipBlank reads up to a row with a cell.
func (s *sheetRows) skipBlank() error {
	for s.stored.Next() {
		cells, err := s.stored.Columns()
		if err == nil && s.shown != nil && s.shown.Next() {
			cells, err = s.withZeros(cells)
		}
		if err != nil {
			return damaged(s.sheet, err)
		}
		if len(cells) > 0 || s.marks.unstored[s.line+s.blank+1] != nil {
			s.held = append(cells, "")[:len(cells)] // not nil
			return nil
		}
		s.blank++
	}
	s.ended = true
	if err := s.stored.Error(); err != nil && !errors.Is(err, io.EOF) {
		return damaged(s.sheet, err)
	}
	return nil
}

var notDigits = regexp.MustCompile(`\D`)

// withZeros replaces numbers that are displayed with leading zeros by what is displayed.
func (s *sheetRows) withZeros(cells []string) ([]string, error) {
	shown, err := s.shown.Columns(excelize.Options{})
	if err != nil {
		return nil, err
	}
	for i, stored := range cells {
		if i >= len(shown) || stored == "" || stored == shown[i] || strings.Trim(stored, "0123456789") != "" {
			continue
		}
		if strings.TrimLeft(notDigits.ReplaceAllString(shown[i], ""), "0") == stored && !strings.ContainsAny(shown[i], "£$€.,:% ") {
			cells[i] = shown[i]
		}
	}
	return cells, nil
}

// mergedDown fills in the text of cells that are merged with the cell above.
func (s *sheetRows) mergedDown(cells []string) []string {
	for column, m := range s.marks.merged {
		for len(m) > 0 && m[0].last < s.line {
			m = m[1:]
			s.marks.merged[column] = m
		}
		if len(m) == 0 || s.line < m[0].first {
			continue
		}
		if s.line == m[0].first {
			if s.above[column] = ""; column < len(cells) {
				s.above[column] = cells[column]
			}
			continue
		}
		if text := s.above[column]; text != "" {
			for len(cells) <= column {
				cells = append(cells, "")
			}
			if cells[column] == "" {
				cells[column] = text
			}
		}
	}
	return cells
}

func (*sheetRows) expect(int)               {}
func (s *sheetRows) hidden(column int) bool { return s.marks.hidden[column] }

func (s *sheetRows) close() {
	for _, r := range []*excelize.Rows{s.stored, s.shown} {
		if r != nil {
			_ = r.Close()
		}
	}
}
