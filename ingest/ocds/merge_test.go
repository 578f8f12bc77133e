package ocds

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The merging rules of the standard: some releases, and what they come to.
func TestMergeReleases(t *testing.T) {
	for name, test := range map[string]struct {
		releases []string
		want     string
	}{
		"a later value stands":            {[]string{`{"tender":{"title":"a","status":"active"}}`, `{"tender":{"title":"b"}}`}, `{"tender":{"title":"b","status":"active"}}`},
		"null takes away":                 {[]string{`{"tender":{"title":"a","status":"active"}}`, `{"tender":{"status":null}}`}, `{"tender":{"title":"a"}}`},
		"null takes objects away":         {[]string{`{"tender":{"value":{"amount":1}}}`, `{"tender":{"value":null}}`}, `{"tender":{}}`},
		"objects by their id":             {[]string{`{"awards":[{"id":"1","title":"a"},{"id":"2"}]}`, `{"awards":[{"id":"1","status":"active"},{"id":"3"}]}`}, `{"awards":[{"id":"1","title":"a","status":"active"},{"id":"2"},{"id":"3"}]}`},
		"a number is the id of its text":  {[]string{`{"awards":[{"id":1,"title":"a"}]}`, `{"awards":[{"id":"1","title":"b"}]}`}, `{"awards":[{"id":"1","title":"b"}]}`},
		"null in an object of a list":     {[]string{`{"awards":[{"id":"1","title":"a"}]}`, `{"awards":[{"id":"1","title":null}]}`}, `{"awards":[{"id":"1"}]}`},
		"objects without an id are added": {[]string{`{"awards":[{"title":"a"}]}`, `{"awards":[{"title":"b"}]}`}, `{"awards":[{"title":"a"},{"title":"b"}]}`},
		"texts are taken as a whole":      {[]string{`{"tender":{"relatedLots":["a","b"]}}`, `{"tender":{"relatedLots":["c"]}}`}, `{"tender":{"relatedLots":["c"]}}`},
		"an empty list of texts replaces": {[]string{`{"tender":{"relatedLots":["a","b"]}}`, `{"tender":{"relatedLots":[]}}`}, `{"tender":{"relatedLots":[]}}`},
		"no objects change nothing":       {[]string{`{"awards":[{"id":"1"}]}`, `{"awards":[]}`}, `{"awards":[{"id":"1"}]}`},
		"codes are taken as a whole":      {[]string{`{"tender":{"items":[{"id":"1","additionalClassifications":[{"id":"48"},{"id":"72"}]}]}}`, `{"tender":{"items":[{"id":"1","additionalClassifications":[{"id":"30"}]}]}}`}, `{"tender":{"items":[{"id":"1","additionalClassifications":[{"id":"30"}]}]}}`},
		"date, tag and id are not merged": {[]string{`{"id":"1","date":"2025","tag":["tender"],"ocid":"x"}`, `{"id":"2"}`}, `{}`},
		"lists in lists by their id":      {[]string{`{"awards":[{"id":"1","suppliers":[{"id":"s","name":"A"}]}]}`, `{"awards":[{"id":"1","suppliers":[{"id":"s","name":"B"},{"id":"t"}]}]}`}, `{"awards":[{"id":"1","suppliers":[{"id":"s","name":"B"},{"id":"t"}]}]}`},
		"other types replace":             {[]string{`{"tender":"a"}`, `{"tender":{"title":"b"}}`, `{"awards":{"id":"1"}}`, `{"awards":[null,{"id":"2"}]}`}, `{"tender":{"title":"b"},"awards":[{"id":"2"}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			merged := newMerged()
			for _, text := range test.releases {
				release, err := document([]byte(text))
				if err != nil {
					t.Fatal(err)
				}
				merged.add(&released{document: release})
			}
			want, err := document([]byte(test.want))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, merged.fields); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Contact points are dropped before anything reads them. Numbers stay as written. Bytes that are
// not UTF-8 are read as Windows-1252.
func TestDocument(t *testing.T) {
	got, err := document([]byte("{\"parties\":[{\"name\":\"Caf\xe9 \x80\",\"contactPoint\":{\"name\":\"Jo\"}}],\"value\":1e9999,\"tender\":{\"items\":[{\"contactPoint\":1}]},\"a\":1}"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]any{
		"parties": []any{map[string]any{"name": "Café €"}}, "value": json.Number("1e9999"),
		"tender": map[string]any{"items": []any{map[string]any{}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
