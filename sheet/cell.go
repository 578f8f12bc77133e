package sheet

import "strings"

// formulaMarks are the first characters of cells that spreadsheets take for formulas.
const formulaMarks = "=+-@\t\r"

// Harmless returns the text so that no spreadsheet takes it for a formula. A text that begins like
// a formula gets an apostrophe in front. So does one that begins with an apostrophe already, so
// that Restored can undo it.
func Harmless(text string) string {
	if text != "" && strings.ContainsRune(formulaMarks+"'", rune(text[0])) {
		return "'" + text
	}
	return text
}

// Restored removes the apostrophe that Harmless put in front. It keeps one in front of any other
// text.
func Restored(cell string) string {
	if text, marked := strings.CutPrefix(cell, "'"); marked && Harmless(text) != text {
		return text
	}
	return cell
}
