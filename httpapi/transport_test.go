package httpapi

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func post(body string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", mediaJSON)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func get(query string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/graphql?"+query, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

// answer is the part of an answer that tests check.
type answer struct {
	Data   map[string]any
	Errors []struct {
		Message    string
		Extensions struct{ Code string }
	}
	Extensions struct{ Cost costReport }
}

func read(t testing.TB, r *http.Response) (answer, string) {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return a, string(body)
}

func TestOperations(t *testing.T) {
	const newer = mediaGraphQL
	hello := `{"query":"{ hello }"}`
	for name, c := range map[string]struct {
		request *http.Request
		status  int
		code    string // of the first error; empty for data
	}{
		"a query":                         {post(hello), 200, ""},
		"a query with white space after":  {post(hello + " \n\t"), 200, ""},
		"a query by GET":                  {get("query=" + url.QueryEscape("{ hello }")), 200, ""},
		"a query by GET with variables":   {get("query=" + url.QueryEscape("query($n: Int) { hello contracts(first: $n) { totalCount } }") + "&variables=" + url.QueryEscape(`{"n": 3}`)), 200, ""},
		"a mutation":                      {post(`{"query":"mutation { touch }"}`), 200, ""},
		"a mutation by GET":               {get("query=" + url.QueryEscape("mutation { touch }")), 405, "INVALID"},
		"PUT":                             {httptest.NewRequest(http.MethodPut, "/graphql", nil), 405, "INVALID"},
		"text after the JSON":             {post(hello + "x"), 400, "INVALID"},
		"two JSON objects":                {post(hello + hello), 400, "INVALID"},
		"half a JSON object":              {post(`{"query":"{ hello }"`), 400, "INVALID"},
		"nothing":                         {post(""), 400, "INVALID"},
		"null":                            {post("null"), 400, "INVALID"},
		"a list of operations":            {post("[" + hello + "]"), 400, "INVALID"},
		"no query":                        {post(`{"variables":{}}`), 400, "INVALID"},
		"a query that is a number":        {post(`{"query":7}`), 400, "INVALID"},
		"variables in a list":             {post(`{"query":"{ hello }","variables":[1]}`), 400, "INVALID"},
		"extensions as text":              {post(`{"query":"{ hello }","extensions":"x"}`), 400, "INVALID"},
		"variables by GET in a list":      {get("query=%7Bhello%7D&variables=%5B%5D"), 400, "INVALID"},
		"a query string that is not one":  {get("query=%zz"), 400, "INVALID"},
		"a key twice":                     {post(`{"query":"{ hello }","query":"{ hello }"}`), 400, "INVALID"},
		"a key twice, once escaped":       {post(`{"query":"{ hello }","\u0071uery":"{ hello }"}`), 400, "INVALID"},
		"a variable twice":                {post(`{"query":"{ hello }","variables":{"n":1,"n":2}}`), 400, "INVALID"},
		"a key twice, deep in a variable": {post(`{"query":"{ hello }","variables":{"f":[{"a":{"b":1,"b":1}}]}}`), 400, "INVALID"},
		"a variable twice by GET":         {get("query=%7Bhello%7D&variables=" + url.QueryEscape(`{"n":1,"n":2}`)), 400, "INVALID"},
		"two queries by GET":              {get("query=%7Bhello%7D&query=%7Bhello%7D"), 400, "INVALID"},
		"two lots of variables by GET":    {get("query=%7Bhello%7D&variables=%7B%7D&variables=%7B%7D"), 400, "INVALID"},
		"a body that is not UTF-8":        {post("{\"query\":\"{ hello } #\xff\"}"), 400, "INVALID"},
		"half a character":                {post("{\"query\":\"{ hello } #\xe2\x82\"}"), 400, "INVALID"},
		"half a pair of escapes":          {post(`{"query":"{ hello } #\ud800"}`), 400, "INVALID"},
		"a query by GET that isn't UTF-8": {get("query=%7Bhello%7D%23%ff"), 400, "INVALID"},
		"variables that are not UTF-8":    {get("query=%7Bhello%7D&variables=%7B%22a%22:%22%ff%22%7D"), 400, "INVALID"},
		"plain text":                      {post(hello, "Content-Type", "text/plain"), 415, "INVALID"},
		"no content type":                 {post(hello, "Content-Type", ""), 415, "INVALID"},
		"JSON in UTF-8":                   {post(hello, "Content-Type", "application/json; charset=UTF-8"), 200, ""},
		"JSON in Latin-1":                 {post(hello, "Content-Type", "application/json; charset=iso-8859-1"), 415, "INVALID"},
		"a packed body":                   {post(hello, "Content-Encoding", "gzip"), 415, "INVALID"},
		"an answer as a picture":          {post(hello, "Accept", "image/png"), 406, "INVALID"},
		"a body of more than 1 MiB":       {post(`{"query":"{ hello }","operationName":"` + strings.Repeat("x", 1<<20) + `"}`), 413, "TOO_COSTLY"},
		"no document, plain JSON":         {post(`{"query":"{ hello"}`), 200, "GRAPHQL_PARSE_FAILED"},
		"no document":                     {post(`{"query":"{ hello"}`, "Accept", newer), 400, "GRAPHQL_PARSE_FAILED"},
		"an unknown field, plain JSON":    {post(`{"query":"{ helo }"}`), 200, "GRAPHQL_VALIDATION_FAILED"},
		"an unknown field":                {post(`{"query":"{ helo }"}`, "Accept", newer), 400, "GRAPHQL_VALIDATION_FAILED"},
		"an unknown operation":            {post(`{"query":"query A { hello }","operationName":"B"}`, "Accept", newer), 400, "GRAPHQL_VALIDATION_FAILED"},
		"too dear":                        {post(`{"query":"{ contracts(first: 60000) { nodes { id } } }"}`, "Accept", newer), 400, "TOO_COSTLY"},
		"too dear, plain JSON":            {post(`{"query":"{ contracts(first: 60000) { nodes { id } } }"}`), 200, "TOO_COSTLY"},
		"too many tokens":                 {post(`{"query":"{ `+strings.Repeat("hello ", 3000)+`}"}`, "Accept", newer), 400, "TOO_COSTLY"},
		"a field that fails":              {post(`{"query":"{ failing }"}`, "Accept", newer), 200, "INTERNAL"},
		"introspection":                   {post(`{"query":"{ hello __schema { queryType { name } } }"}`), 200, ""},
		"a document with an empty option": {post(`{"query":"{ hello }","operationName":null,"variables":null,"extensions":null}`), 200, ""},
	} {
		t.Run(name, func(t *testing.T) {
			response := send(New(options(t)), c.request)
			got, body := read(t, response)
			if response.StatusCode != c.status {
				t.Errorf("status %d, want %d: %s", response.StatusCode, c.status, body)
			}
			switch {
			case c.code == "" && (len(got.Errors) > 0 || len(got.Data) == 0):
				t.Errorf("got %s, want data", body)
			case c.code != "" && (len(got.Errors) == 0 || got.Errors[0].Extensions.Code != c.code):
				t.Errorf("got %s, want an error of code %s", body, c.code)
			}
		})
	}
}

func TestAnswersDoNotEchoTheRequest(t *testing.T) {
	for name, body := range map[string]string{
		"half an object":    `{"query":"SECRET`,
		"text after it":     `{"query":"{ hello }"} SECRET`,
		"a wrong type":      `{"query":["SECRET"]}`,
		"variables as text": `{"query":"{ hello }","variables":"SECRET"}`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, got := read(t, send(New(options(t)), post(body))); strings.Contains(got, "SECRET") {
				t.Error(got)
			}
		})
	}
}

// Errors about the operation's name and about numbers say what is wrong.
func TestErrorsSayWhatIsWrong(t *testing.T) {
	const counted = `{"query":"query($n: Int) { contracts(first: $n) { totalCount } }","variables":{"n":%s}}`
	for name, c := range map[string]struct{ body, want string }{
		"several operations":     {`{"query":"query A { hello } query B { hello }"}`, "name the one to run in operationName"},
		"an empty name":          {`{"query":"query A { hello } query B { hello }","operationName":""}`, "name the one to run in operationName"},
		"an unknown name":        {`{"query":"query A { hello }","operationName":"B"}`, `has no operation \"B\"`},
		"a name of another case": {`{"query":"query A { hello }","operationName":"a"}`, `has no operation \"a\"`},
		"a fraction":             {fmt.Sprintf(counted, "1.5"), "$n is 1.5, which is not a whole number"},
		"a number beyond an Int": {fmt.Sprintf(counted, "2147483648"), "$n is 2147483648, which is not a whole number"},
		"a very small number":    {fmt.Sprintf(counted, "1e-400"), "$n is 1e-400, which is not a whole number"},
	} {
		if got, text := read(t, send(New(options(t)), post(c.body))); len(got.Errors) != 1 || !strings.Contains(text, c.want) {
			t.Errorf("%s: got %s, want %s", name, text, c.want)
		}
	}
}

func TestCostIsReported(t *testing.T) {
	for name, c := range map[string]struct {
		query string
		want  costReport
	}{
		"with data":         {"{ contracts(first: 9) { totalCount nodes { id } } }", costReport{10, 50_000}},
		"with a refusal":    {"{ contracts(first: 60000) { nodes { id } } }", costReport{60_001, 50_000}},
		"with a wrong name": {"{ contracts(first: 9) { nodes { idd } } }", costReport{10, 50_000}},
	} {
		t.Run(name, func(t *testing.T) {
			body, err := json.Marshal(map[string]string{"query": c.query})
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := read(t, send(New(options(t)), post(string(body)))); got.Extensions.Cost != c.want {
				t.Errorf("got %+v, want %+v", got.Extensions.Cost, c.want)
			}
		})
	}
}

func TestAnOperationThatTakesTooLongIsStopped(t *testing.T) {
	o := options(t)
	o.Limits.Time = 20 * time.Millisecond
	response := send(New(o), post(`{"query":"{ slow }"}`))
	got, body := read(t, response)
	if response.StatusCode != 200 || len(got.Errors) != 1 || got.Errors[0].Extensions.Code != "TIMEOUT" {
		t.Errorf("%d %s", response.StatusCode, body)
	}
	o.Limits.Time = time.Nanosecond // over before anything runs
	response = send(New(o), post(`{"query":"{ hello }"}`))
	got, body = read(t, response)
	if response.StatusCode != 504 || len(got.Errors) != 1 || got.Errors[0].Extensions.Code != "TIMEOUT" {
		t.Errorf("%d %s", response.StatusCode, body)
	}
}

func TestNegotiate(t *testing.T) {
	for name, c := range map[string]struct {
		accept string
		media  string
		ok     bool
	}{
		"no header":                {"", mediaJSON, true},
		"anything":                 {"*/*", mediaJSON, true},
		"any application":          {"application/*;q=0.8", mediaJSON, true},
		"a browser":                {"text/html,application/xhtml+xml,*/*;q=0.8", mediaJSON, true},
		"plain JSON":               {"application/json", mediaJSON, true},
		"with a charset":           {"application/graphql-response+json; charset=utf-8", mediaGraphQL, true},
		"both":                     {"application/json, application/graphql-response+json", mediaGraphQL, true},
		"both, plain JSON rather":  {"application/json, application/graphql-response+json;q=0.9", mediaJSON, true},
		"anything, the newer less": {"application/graphql-response+json;q=0.5, */*;q=0.9", mediaJSON, true},
		"not plain JSON":           {"application/json;q=0, */*", mediaJSON, false},
		"neither":                  {"text/html", mediaJSON, false},
		"not a media type":         {";;;", mediaJSON, false},
	} {
		t.Run(name, func(t *testing.T) {
			if media, ok := negotiate([]string{c.accept}); media != c.media || ok != c.ok {
				t.Errorf("got %s, %t; want %s, %t", media, ok, c.media, c.ok)
			}
		})
	}
}
