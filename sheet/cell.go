package sheet

import "strings"

// formulaMarks begin cells that a spreadsheet takes for a formula.
const formulaMarks = "=+-@\t\r"

// Harmless is a text that no spreadsheet takes for a formula: one that begins like a formula gets
// an apostrophe before it, and so does one that begins with an apostrophe already, so that taking
// one away gives every text back.
func Harmless(text string) string {
	if text != "" && strings.ContainsRune(formulaMarks+"'", rune(text[0])) {
		return "'" + text
	}
	return text
}

// Restored takes the apostrophe away that Harmless gave. One that stands before anything else is
// somebody's own.
func Restored(cell string) string {
	if text, marked := strings.CutPrefix(cell, "'"); marked && Harmless(text) != text {
		return text
	}
	return cell
}
