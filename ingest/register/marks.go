package register

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// marks are properties of a sheet that excelize shows only if the whole sheet is in memory: hidden
// columns, cells merged downwards, and formulas without a stored result.
type marks struct {
	hidden   map[int]bool      // by column, from 0
	merged   map[int][]stretch // by column, in the order of their rows
	unstored map[int][]int     // columns by row; rows from 1
}

// stretch is a range of rows, both ends included.
type stretch struct{ first, last int }

// Bounds of the marks that are kept for a sheet.
const (
	maxUnstored = 200_000
	maxMerged   = 100_000
)

// telling are texts: every sheet with marks contains at least one of them.
var telling = [][]byte{[]byte("<f>"), []byte("<f "), []byte("<f/"), []byte("mergeCell"), []byte("hidden=")}

// marksOf reads the marks of the sheet that stands in a part of a workbook.
func marksOf(parts *zip.Reader, name string) (*marks, error) {
	m := &marks{hidden: map[int]bool{}, merged: map[int][]stretch{}, unstored: map[int][]int{}}
	any := false
	err := openPart(parts, name, func(r io.Reader) (err error) {
		any, err = holdsOneOf(r, telling)
		return err
	})
	if err == nil && any {
		err = openPart(parts, name, m.read)
	}
	for _, some := range m.merged {
		slices.SortFunc(some, func(a, b stretch) int { return a.first - b.first })
	}
	return m, err
}

// openPart reads a part of a workbook, with a bound on its size. A missing part is empty.
func openPart(parts *zip.Reader, name string, read func(io.Reader) error) error {
	for _, f := range parts.File {
		if !strings.EqualFold(f.Name, name) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return fmt.Errorf("open %s: %w", name, err)
		}
		defer r.Close()
		return read(io.LimitReader(r, maxUnpacked))
	}
	return nil
}

// holdsOneOf reports whether the input contains one of some short texts.
func holdsOneOf(r io.Reader, texts [][]byte) (bool, error) {
	const longest = 16
	buffer, held := make([]byte, 64<<10), 0
	for {
		n, err := r.Read(buffer[held:])
		some := buffer[:held+n]
		for _, text := range texts {
			if bytes.Contains(some, text) {
				return true, nil
			}
		}
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("read a sheet: %w", err)
		}
		held = copy(buffer, some[max(0, len(some)-longest):])
	}
}

// cellMark is the cell that is being read.
type cellMark struct {
	row, column int
	// It is of type "str"; it has a formula, a value element, or a non-empty value.
	text, formula, value, any bool
}

// read reads the marks of a sheet.
func (m *marks) read(r io.Reader) error {
	d := xml.NewDecoder(r)
	var c cellMark
	kept, merged, inside := 0, 0, false
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a sheet's marks: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			inside = false
			switch t.Name.Local {
			case "col":
				m.column(t)
			case "row":
				c.row++
				if n, err := strconv.Atoi(attribute(t, "r")); err == nil {
					c.row = n
				}
				c.column = -1
			case "c":
				c = cellMark{row: c.row, column: c.column + 1, text: attribute(t, "t") == "str"}
				if column, _, err := excelize.CellNameToCoordinates(attribute(t, "r")); err == nil {
					c.column = column - 1
				}
			case "f":
				c.formula = true
			case "v", "t":
				c.value, inside = true, true
			case "mergeCell":
				if merged++; merged <= maxMerged {
					m.merge(attribute(t, "ref"))
				}
			}
		case xml.CharData:
			c.any = c.any || inside && len(bytes.TrimSpace(t)) > 0
		case xml.EndElement:
			inside = false
			if t.Name.Local == "c" && c.formula && !c.any && (!c.text || !c.value) && kept < maxUnstored {
				m.unstored[c.row] = append(m.unstored[c.row], c.column)
				kept++
			}
		}
	}
}

// column records hidden columns.
func (m *marks) column(t xml.StartElement) {
	if hidden := attribute(t, "hidden"); hidden != "1" && hidden != "true" {
		return
	}
	first, err := strconv.Atoi(attribute(t, "min"))
	last, err2 := strconv.Atoi(attribute(t, "max"))
	if err != nil || err2 != nil || first < 1 {
		return
	}
	for n := first; n <= min(last, maxColumn); n++ {
		m.hidden[n-1] = true
	}
}

// merge records the first column of cells that are merged over several rows.
func (m *marks) merge(ref string) {
	from, to, _ := strings.Cut(ref, ":")
	column, first, err := excelize.CellNameToCoordinates(from)
	_, last, err2 := excelize.CellNameToCoordinates(to)
	if err == nil && err2 == nil && first < last && column <= maxColumn {
		m.merged[column-1] = append(m.merged[column-1], stretch{first, last})
	}
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// sheetPaths returns the path of each sheet's part, by the sheet's name.
func sheetPaths(parts *zip.Reader) (map[string]string, error) {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		Relation []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	err := openPart(parts, "xl/workbook.xml", func(r io.Reader) error { return xml.NewDecoder(r).Decode(&book) })
	if err == nil {
		err = openPart(parts, "xl/_rels/workbook.xml.rels", func(r io.Reader) error { return xml.NewDecoder(r).Decode(&relations) })
	}
	paths := map[string]string{}
	for _, sheet := range book.Sheets {
		for _, r := range relations.Relation {
			if r.ID == sheet.ID {
				paths[sheet.Name] = strings.TrimPrefix(path.Join("/xl", r.Target), "/")
				if strings.HasPrefix(r.Target, "/") {
					paths[sheet.Name] = strings.TrimPrefix(r.Target, "/")
				}
			}
		}
	}
	return paths, err
}

var (
	formatCode = regexp.MustCompile(`formatCode="([^"]*)"`)
	// zerosFirst matches a number format that shows zeros before a whole number, for example 0000,
	// "CT"0000 and 000-000.
	zerosFirst = regexp.MustCompile(`^(?:&quot;[^&]*&quot;|\\.|[A-Z/-])*0[0\\/-]*0`)
)

// showsZeros reports whether a workbook has a number format that shows zeros before whole numbers.
func showsZeros(parts *zip.Reader) (shows bool, err error) {
	err = openPart(parts, "xl/styles.xml", func(r io.Reader) error {
		styles, err := io.ReadAll(io.LimitReader(r, maxHeld))
		for _, m := range formatCode.FindAllSubmatch(styles, -1) {
			shows = shows || zerosFirst.Match(m[1])
		}
		return err
	})
	return shows, err
}
