// Package report has the words that the reports of all imports share.
package report

// Disposition says what became of a row, or of one cell of a used row.
type Disposition string

// The dispositions. Every row is either USED or SKIPPED.
const (
	Used    Disposition = "USED"
	Skipped Disposition = "SKIPPED"
	// Noted is a cell of a used row that was not read as a value. If it has a text, that is kept as
	// evidence.
	Noted Disposition = "NOTED"
	// Suggested is an entry that a person has to decide on. It is not a fact.
	Suggested Disposition = "SUGGESTED"
)

// Yes returns "yes" or "", as report files show a flag.
func Yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}
