package register

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"boroughgraph/estate"
)

// Bounds of a workbook: packed, unpacked, and the part of it that may be in memory; more is in a temporary file.
const (
	maxPacked   = 64 << 20
	maxUnpacked = 64 << 20
	maxHeld     = 8 << 20
)

// workbook is the first sheet of an XLSX file that has a header. Cells are read as they are
// stored, so a date is the number of its day and not what a cell's format makes of it.
type workbook struct {
	file  *excelize.File
	sheet string
	rows  *excelize.Rows
	line  int
	blank int      // rows without a cell that came before held
	held  []string // the row that ended a run of blank ones
	since1904,
	ended bool
}

func openWorkbook(ctx context.Context, file io.ReadSeeker, score func([][]string) int) (*workbook, error) {
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
	if err := w.choose(score); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// choose opens the sheet whose first rows fit best, the first of equals.
func (w *workbook) choose(score func([][]string) int) error {
	if p, err := w.file.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		w.since1904 = *p.Date1904
	}
	most := 0
	for _, sheet := range w.file.GetSheetList() {
		if visible, err := w.file.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		rows, err := w.first(sheet)
		if err != nil {
			return damaged(sheet, err)
		}
		if s := score(rows); s > most || w.sheet == "" {
			w.sheet, most = sheet, s
		}
	}
	if w.sheet == "" {
		return estate.Invalidf("the workbook has no sheet that is shown")
	}
	var err error
	if w.rows, err = w.file.Rows(w.sheet); err != nil {
		return damaged(w.sheet, err)
	}
	return nil
}

func damaged(sheet string, err error) error {
	return &estate.Error{Code: estate.CodeInvalid, Message: fmt.Sprintf("the sheet %q cannot be read: save the register as .xlsx or as CSV again", sheet), Err: err}
}

// first are the first rows of a sheet.
func (w *workbook) first(sheet string) ([][]string, error) {
	rows, err := w.file.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var first [][]string
	for len(first) < headerRows && rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		first = append(first, cells)
	}
	return first, rows.Error()
}

// next implements table. Rows without a cell count only where one with a cell comes after
// them: a sheet may say that it has a million rows.
func (w *workbook) next() (int, []string, error) {
	if w.held == nil && !w.ended {
		if err := w.skipBlank(); err != nil {
			return 0, nil, err
		}
	}
	if w.held == nil {
		return 0, nil, io.EOF
	}
	w.line++
	if w.blank > 0 {
		w.blank--
		return w.line, nil, nil
	}
	cells := w.held
	w.held = nil
	return w.line, cells, nil
}

// skipBlank reads on to a row that has a cell.
func (w *workbook) skipBlank() error {
	for w.rows.Next() {
		cells, err := w.rows.Columns()
		if err != nil {
			return damaged(w.sheet, err)
		}
		if len(cells) > 0 {
			w.held = cells
			return nil
		}
		w.blank++
	}
	w.ended = true
	if err := w.rows.Error(); err != nil && !errors.Is(err, io.EOF) {
		return damaged(w.sheet, err)
	}
	return nil
}

func (w *workbook) form() string    { return fmt.Sprintf("workbook, sheet %q", w.sheet) }
func (*workbook) cut() bool         { return false }
func (w *workbook) epoch1904() bool { return w.since1904 }

func (w *workbook) close() {
	if w.rows != nil {
		w.rows.Close()
	}
	w.file.Close()
}
