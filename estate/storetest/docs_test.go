package storetest

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
)

// The checklist in docs/writing-a-store.md names every method of a Store, and says how many there
// are.
func TestTheChecklistNamesEveryMethod(t *testing.T) {
	text, err := os.ReadFile("../../docs/writing-a-store.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	var want []string
	store := reflect.TypeFor[estate.Store]()
	for i := range store.NumMethod() {
		want = append(want, store.Method(i).Name)
	}
	var got []string
	name := regexp.MustCompile("`(\\w+)`")
	for _, row := range regexp.MustCompile("(?m)^\\|[^|]*\\| `\\w+` \\| (.+) \\|$").FindAllStringSubmatch(page, -1) {
		for _, m := range name.FindAllStringSubmatch(row[1], -1) {
			got = append(got, m[1])
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the methods in docs/writing-a-store.md (-Store +page):\n%s", diff)
	}
	if count := fmt.Sprintf("The %d methods of `estate.Store`", len(want)); !strings.Contains(page, count) {
		t.Errorf("docs/writing-a-store.md lacks %q", count)
	}
}
