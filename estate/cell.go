package estate

import "strings"

// formulaMarks begin cells that a spreadsheet takes for a formula.
const formulaMarks = "=+-@\t\r"

// HarmlessCell is a text that no spreadsheet takes for a formula: one that begins like a formula gets an
// apostrophe before it, and so does one that begins with an apostrophe already, so that
// taking one away gives every text back.
func HarmlessCell(text string) string {
	if text != "" && strings.ContainsRune(formulaMarks+"'", rune(text[0])) {
		return "'" + text
	}
	return text
}

// RestoredCell takes the apostrophe away that HarmlessCell gave. One that stands before anything else is
// somebody's own.
func RestoredCell(cell string) string {
	if text, marked := strings.CutPrefix(cell, "'"); marked && HarmlessCell(text) != text {
		return text
	}
	return cell
}
