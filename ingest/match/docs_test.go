package match

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
	page := oneLine(string(text)) // the page is wrapped, but the tables of the program are not
	want := func(words string) {
		if !strings.Contains(page, " "+oneLine(words)+" ") {
			t.Errorf("docs/import.md lacks %s", words)
		}
	}
	for _, c := range cpvOfIT {
		want(fmt.Sprintf("| %s | %s |", c.begins, c.what))
	}
	want(strings.Join(categoriesOfIT, ", "))
	want(strings.Join(wordsOfIT, ", "))
}

// oneLine returns the words of a text, separated by single spaces.
func oneLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}
