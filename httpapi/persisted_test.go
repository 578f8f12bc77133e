package httpapi

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// named returns the parameters of a request that names a query by a hash, and sends the text too if
// it is not empty.
func named(hash, text string) map[string]any {
	params := map[string]any{"extensions": map[string]any{
		"persistedQuery": map[string]any{"version": 1, "sha256Hash": hash},
	}}
	if text != "" {
		params["query"] = text
	}
	return params
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPersistedQueries sends what the links of Apollo and urql send: the hash, then the hash and
// the text, then the hash again, by POST or by GET.
func TestPersistedQueries(t *testing.T) {
	byPOST := func(params map[string]any) *http.Request { return post(encoded(t, params)) }
	byGET := func(params map[string]any) *http.Request {
		values := url.Values{"extensions": {encoded(t, params["extensions"])}}
		if text, ok := params["query"].(string); ok {
			values.Set("query", text)
		}
		return get(values.Encode())
	}
	newer := func(params map[string]any) *http.Request {
		r := byPOST(params)
		r.Header.Set("Accept", mediaGraphQL)
		return r
	}
	for name, way := range map[string][2]func(map[string]any) *http.Request{
		"POST":                       {byPOST, byPOST},
		"GET":                        {byGET, byGET},
		"GET, registered by POST":    {byGET, byPOST},
		"the newer type of response": {newer, newer},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t)
			o.PersistedQueries = 1 << 20
			h := New(o)
			const text = "query Greet { hello }"
			response := send(h, way[0](named(digest(text), "")))
			got, _ := read(t, response)
			if response.StatusCode != http.StatusOK || len(got.Errors) != 1 ||
				got.Errors[0].Message != "PersistedQueryNotFound" || got.Errors[0].Extensions.Code != "PERSISTED_QUERY_NOT_FOUND" {
				t.Fatalf("an unknown hash got %d %+v", response.StatusCode, got)
			}
			for _, params := range []map[string]any{named(digest(text), text), named(digest(text), "")} {
				got, body := read(t, send(h, way[1](params)))
				if got.Data["hello"] != "hello" {
					t.Errorf("%v got %s", params, body)
				}
			}
			if got, body := read(t, send(h, way[0](named(digest(text), "")))); got.Data["hello"] != "hello" {
				t.Errorf("the hash alone got %s", body)
			}
		})
	}
}

func TestPersistedQueriesThatAreRefused(t *testing.T) {
	o := options(t)
	o.PersistedQueries = 1 << 20
	h := New(o)
	costly := `{ contracts(first: 99999) { nodes { parties { name } } } }`
	for name, c := range map[string]struct {
		params map[string]any
		code   string
	}{
		"another text's hash":         {named(digest("{ hello }"), "{ slow }"), "INVALID"},
		"a hash of white space":       {named(digest(""), " "), "INVALID"},
		"no hash":                     {named("", "{ hello }"), "INVALID"},
		"neither hash nor text":       {named("", ""), "INVALID"},
		"another version":             {map[string]any{"query": "{ hello }", "extensions": map[string]any{"persistedQuery": map[string]any{"version": 2, "sha256Hash": digest("{ hello }")}}}, "INVALID"},
		"a hash that is a list":       {map[string]any{"query": "{ hello }", "extensions": map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": []int{1}}}}, "INVALID"},
		"a text beyond the limits":    {named(digest(costly), costly), "TOO_COSTLY"},
		"the same by its hash":        {named(digest(costly), ""), "TOO_COSTLY"},
		"a text that does not parse":  {named(digest("{ hello"), "{ hello"), "GRAPHQL_PARSE_FAILED"},
		"what another text is not of": {named(digest("{ slow }"), ""), "PERSISTED_QUERY_NOT_FOUND"},
	} {
		if name == "the same by its hash" {
			send(h, post(encoded(t, named(digest(costly), costly))))
		}
		got, body := read(t, send(h, post(encoded(t, c.params))))
		if len(got.Errors) == 0 || got.Errors[0].Extensions.Code != c.code {
			t.Errorf("%s got %s, want %s", name, body, c.code)
		}
	}
}

func TestPersistedQueriesAreDeclined(t *testing.T) {
	const text = "{ hello }"
	for name, c := range map[string]struct {
		documents TrustedDocuments
		text      string
		status    int
		want      string
	}{
		"none are kept":                      {nil, "", http.StatusOK, "PERSISTED_QUERY_NOT_SUPPORTED"},
		"none are kept, with the text":       {nil, text, http.StatusOK, `"hello":"hello"`},
		"a closed server":                    {TrustedDocuments{"00": "{ slow }"}, "", http.StatusForbidden, "INVALID"},
		"a closed server, with the text":     {TrustedDocuments{"00": "{ slow }"}, text, http.StatusForbidden, "INVALID"},
		"a closed server that has the query": {TrustedDocuments{digest(text): text}, "", http.StatusOK, `"hello":"hello"`},
	} {
		o := options(t)
		o.Documents = c.documents
		if c.documents != nil {
			o.PersistedQueries = 1 << 20
		}
		response := send(New(o), post(encoded(t, named(digest(text), c.text))))
		if _, body := read(t, response); response.StatusCode != c.status || !strings.Contains(body, c.want) {
			t.Errorf("%s: got %d %s, want %d %s", name, response.StatusCode, body, c.status, c.want)
		}
	}
}

// Anyone can register documents, so they must not fill the memory.
func TestPersistedQueriesAreBounded(t *testing.T) {
	const budget = 1 << 20
	kept := newPersistedQueries(budget).Cache.(persistedCache)
	for i := range 2_000 {
		text := fmt.Sprintf("{ a%d: hello }%s", i, strings.Repeat(" ", 10_000))
		kept.Add(t.Context(), digest(text), text)
	}
	kept.kept.CleanUp()
	if size := kept.kept.WeightedSize(); size > budget || size < budget/2 {
		t.Errorf("%d bytes are kept, where %d are allowed", size, budget)
	}
	long := "{ hello }" + strings.Repeat(" ", persistedBytes)
	kept.Add(t.Context(), digest(long), long)
	if _, ok := kept.Get(t.Context(), digest(long)); ok {
		t.Error("a long document is kept")
	}
}
