package register

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// The tables in docs/import.md must be those of the program.
func TestTablesInTheDocs(t *testing.T) {
	text, err := os.ReadFile("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(text)), " ") // lists are wrapped
	want := func(line string) {
		if !strings.Contains(page, line) {
			t.Errorf("docs/import.md lacks %s", line)
		}
	}
	for _, h := range headers {
		want(fmt.Sprintf("| `%s` | %s |", h.column, strings.Join(h.titles, ", ")))
	}
	for _, words := range [][]string{
		personalWords, nowWords, firstWords, maxWords, annualWords, wholeWords, endWords, valueWords, termWords, extensionWords, ofContract, notEnd, notValue, notTerm, notExtension, endedWords, notBoughtWords,
	} {
		want(strings.Join(words, ", "))
	}
}
