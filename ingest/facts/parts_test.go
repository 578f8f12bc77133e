package facts_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
)

// file returns a file of facts with the given text.
func file(text string) facts.File {
	return facts.File{Name: "facts.jsonl", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// TestFactPartsInOrder checks that no fact comes before one that it refers to, whatever the order
// of the lines.
func TestFactPartsInOrder(t *testing.T) {
	files, err := facts.Files(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	var chain strings.Builder // each succeeded by the one on the next line
	for i := range 2500 {
		fmt.Fprintf(&chain, `{"contract":{"id":"Contract:chain-%d","parties":[{"borough":"Borough:E09000007"}],"successor":"Contract:chain-%d"}}`+"\n", i, i+1)
	}
	chain.WriteString(`{"contract":{"id":"Contract:chain-2500","parties":[{"borough":"Borough:E09000007"}]}}` + "\n")
	chain.WriteString(`{"contract":{"id":"Contract:round","successor":"Contract:about","parties":[]}}` + "\n")
	chain.WriteString(`{"contract":{"id":"Contract:about","successor":"Contract:round","parties":[]}}` + "\n")
	files = append(files, file(chain.String()))
	given, parts := map[estate.ID]bool{}, 0
	for part, err := range facts.Parts(files) {
		if err != nil {
			t.Fatal(err)
		}
		parts++
		for _, f := range part.Facts() {
			if given[f.ID] {
				t.Errorf("%s comes twice", f.ID)
			}
			given[f.ID] = true
		}
		for _, id := range part.References() {
			if !given[id] {
				t.Errorf("part %d refers to %s, which has not come yet", parts, id)
			}
		}
	}
	whole, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	if want := len(whole.Facts()) + 2503; len(given) != want {
		t.Errorf("%d facts came, want %d", len(given), want)
	}
	if parts < 5 {
		t.Errorf("all came in %d parts", parts)
	}
}

func TestFactPartsStop(t *testing.T) {
	files, err := facts.Files(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	for enough := 1; enough < 4; enough++ {
		parts := 0
		for _, err := range facts.Parts(files) {
			if err != nil {
				t.Fatal(err)
			}
			if parts++; parts == enough {
				break
			}
		}
	}
}

func TestFactPartsRefuse(t *testing.T) {
	for name, text := range map[string]string{
		"in the first part": "{\"source\":{\"id\":\"Source:a\"}}\n{\"boro\":{}}",
		"in a later one":    "{\"source\":{\"id\":\"Source:a\"}}\n{\"evidence\":{\"colour\":\"red\"}}",
	} {
		t.Run(name, func(t *testing.T) {
			var failed error
			for _, err := range facts.Parts([]facts.File{file(text)}) {
				if failed != nil {
					t.Error("it continues after an error")
				}
				failed = err
			}
			if e, ok := errors.AsType[*estate.Error](failed); !ok || e.Code != estate.CodeInvalid || !strings.Contains(e.Message, "facts.jsonl line 2") {
				t.Errorf("got %v, want INVALID that names the line", failed)
			}
		})
	}
}
