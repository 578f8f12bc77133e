package facts_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
)

func TestFactsRefuses(t *testing.T) {
	for name, test := range map[string]struct{ text, says string }{
		"not JSON":                {"x", "facts.jsonl line 1"},
		"an unknown field":        {`{"source":{"id":"Source:a","colour":"red"}}`, `unknown field "colour"`},
		"an unknown noun":         {`{"planet":{}}`, `unknown field "planet"`},
		"two nouns in a line":     {`{"source":{"id":"Source:a"},"borough":{}}`, "holds 2 nouns"},
		"no noun":                 {`{}`, "holds 0 nouns"},
		"two objects in a line":   {`{"source":{"id":"Source:a"}} {}`, "more than one object"},
		"an impossible date":      {`{"contract":{"id":"Contract:a","startDate":"2023-02-30"}}`, "is not a date"},
		"the line that is wrong":  {"{\"source\":{\"id\":\"Source:a\"}}\n\n{", "facts.jsonl line 3"},
		"a line without an end":   {strings.Repeat("x", 2<<20), "facts.jsonl line 1 cannot be read"},
		"deeper than JSON can be": {strings.Repeat("[", 1<<19), "facts.jsonl line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := facts.Read(fstest.MapFS{"facts.jsonl": {Data: []byte(test.text)}})
			if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid || !strings.Contains(e.Message, test.says) {
				t.Errorf("got %.200v, want INVALID that says %q", err, test.says)
			}
		})
	}
}

func TestFactsReadsEveryFile(t *testing.T) {
	changes, err := facts.Read(fstest.MapFS{
		"b.jsonl": {Data: []byte(`{"source":{"id":"Source:b","name":"b","kind":"register"}}`)},
		"a.jsonl": {Data: []byte("{\"source\":{\"id\":\"Source:a\",\"name\":\"a\",\"kind\":\"register\"}}\n\n{\"contract\":{\"id\":\"Contract:a\",\"parties\":[],\"extensions\":[]}}\n")},
		"a.csv":   {Data: []byte("not facts")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(changes.Sources) != 2 || changes.Sources[0].ID != "Source:a" || len(changes.Contracts) != 1 {
		t.Errorf("read %+v", changes)
	}
	if x := changes.Contracts[0].Extensions; x == nil || len(x) != 0 {
		t.Errorf("extensions known to be none are %v", x)
	}
	if _, err := facts.Read(fstest.MapFS{"a.csv": {}}); err == nil {
		t.Error("a folder without facts is no error")
	}
}
