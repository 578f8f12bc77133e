// Package report has the words that the reports of all imports share.
package report

// Disposition is what became of a row, or of one cell of a row that was used.
type Disposition string

// The dispositions. Rows are USED or SKIPPED, and those two add up to what was read.
const (
	Used    Disposition = "USED"
	Skipped Disposition = "SKIPPED"
	// Noted is a cell of a used row that was not read as a value: its text is kept as evidence where it says anything.
	Noted Disposition = "NOTED"
	// Suggested is a line of the report that is for somebody to decide, and no fact.
	Suggested Disposition = "SUGGESTED"
)

// Yes is how a report file writes that something is so.
func Yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}
