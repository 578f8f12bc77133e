package httpapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
)

// transport implements GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/):
// GET for queries, and POST of JSON. It replaces gqlgen's own transports because these echo a
// malformed body, accept text after the JSON, and use wrong statuses for some errors.
// TestAudits runs the audits of npm graphql-http against it.
type transport struct {
	limits Limits
}

var _ graphql.Transport = transport{}

// requestError says why a request cannot be run, and the HTTP status of the answer.
type requestError struct {
	status int
	err    *estate.Error
}

func requestErrorf(status int, format string, args ...any) *requestError {
	return &requestError{status, estate.Invalidf(format, args...)}
}

// Supports implements graphql.Transport. It accepts every request, so that Do also answers
// malformed ones.
func (t transport) Supports(*http.Request) bool { return true }

// Do implements graphql.Transport.
func (t transport) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	ctx, cancel := context.WithTimeout(withAnswer(r.Context()), t.limits.Time)
	defer cancel()
	media, ok := negotiate(r.Header.Values("Accept"))
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Add("Vary", "Accept")
	params, failed := t.read(w, r)
	if failed == nil && !ok {
		failed = requestErrorf(http.StatusNotAcceptable, "answers are %s or %s: accept one of them", mediaGraphQL, mediaJSON)
	}
	if failed != nil {
		w.WriteHeader(failed.status)
		write(w, refused(exec.DispatchError(ctx, gqlerror.List{wrap(failed.err)})))
		return
	}
	operation, errs := exec.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		w.WriteHeader(requestErrorStatus(media))
		write(w, refused(exec.DispatchError(graphql.WithOperationContext(ctx, operation), errs)))
		return
	}
	if r.Method == http.MethodGet && operation.Operation.Operation != ast.Query {
		w.Header().Set("Allow", http.MethodPost)
		w.WriteHeader(http.StatusMethodNotAllowed)
		wrong := estate.Invalidf("GET runs queries only: send this operation by POST")
		write(w, refused(exec.DispatchError(ctx, gqlerror.List{wrap(wrong)})))
		return
	}
	responses, ctx := exec.DispatchOperation(ctx, operation)
	response := responses(ctx)
	if response == nil { // gqlgen runs nothing after the context has ended
		w.WriteHeader(http.StatusGatewayTimeout)
		ended, _ := errors.AsType[*estate.Error](estate.FromContext("operation", ctx.Err()))
		write(w, refused(exec.DispatchError(ctx, gqlerror.List{wrap(ended)})))
		return
	}
	write(w, response)
}

// requestErrorStatus returns the status for an operation that does not parse, does not validate
// or is refused. It is 200 for application/json, because clients of that type read the errors
// only with 200 (section 6.4).
func requestErrorStatus(media string) int {
	if media == mediaGraphQL {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

// refusal is the answer to a request that was not run. It has no "data" key, whereas a request
// that ran and failed has "data": null (GraphQL, section 7.1).
type refusal struct {
	Errors     gqlerror.List  `json:"errors"`
	Extensions map[string]any `json:"extensions,omitempty"`
}

func refused(response *graphql.Response) refusal {
	return refusal{response.Errors, response.Extensions}
}

// write writes a *graphql.Response or a refusal.
func write(w io.Writer, response any) {
	b, err := json.Marshal(response)
	if err != nil {
		panic(fmt.Errorf("encoding an answer: %w", err)) // gqlgen's handler answers 500
	}
	_, _ = w.Write(b) // a client that has left needs no answer
}

// read returns the operation that the request holds.
func (t transport) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *requestError) {
	params := &graphql.RawParams{Headers: r.Header}
	params.ReadTime.Start = graphql.Now()
	var failed *requestError
	switch r.Method {
	case http.MethodGet:
		failed = t.readQuery(r, params)
	case http.MethodPost:
		failed = t.readBody(w, r, params)
	default:
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		failed = requestErrorf(http.StatusMethodNotAllowed, "send operations by GET or POST")
	}
	if failed == nil && (!utf8.ValidString(params.Query) || !utf8.ValidString(params.OperationName)) {
		failed = requestErrorf(http.StatusBadRequest, "the request's query string is not UTF-8")
	}
	if failed == nil && len(params.OperationName) > maxName {
		failed = requestErrorf(http.StatusBadRequest, "operationName has %d bytes where %d are allowed",
			len(params.OperationName), maxName)
	}
	if failed == nil && strings.TrimSpace(params.Query) == "" {
		failed = requestErrorf(http.StatusBadRequest, `the request needs a "query" with the text of an operation`)
	}
	params.ReadTime.End = graphql.Now()
	return params, failed
}

func (t transport) readQuery(r *http.Request, params *graphql.RawParams) *requestError {
	if int64(len(r.URL.RawQuery)) > t.limits.Body {
		return t.tooLong()
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return requestErrorf(http.StatusBadRequest, "the address's query string is not well formed")
	}
	params.Query = values.Get("query")
	params.OperationName = values.Get("operationName")
	for name, into := range map[string]*map[string]any{
		"variables": &params.Variables, "extensions": &params.Extensions,
	} {
		text := values.Get(name)
		if text == "" {
			continue
		}
		if failed := decode([]byte(text), into, name); failed != nil {
			return failed
		}
	}
	return nil
}

func (t transport) readBody(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) *requestError {
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(parameters["charset"])
	if err != nil || media != mediaJSON || charset != "" && charset != "utf-8" {
		return requestErrorf(http.StatusUnsupportedMediaType, "send the operation as %s in UTF-8", mediaJSON)
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return requestErrorf(http.StatusUnsupportedMediaType, "send the body as it is, without a content encoding")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, t.limits.Body))
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return t.tooLong()
	}
	if err != nil {
		return requestErrorf(http.StatusBadRequest, "the request's body ended early")
	}
	var sent *graphql.RawParams
	if failed := decode(body, &sent, "body"); failed != nil {
		return failed
	}
	if sent != nil {
		params.Query, params.OperationName = sent.Query, sent.OperationName
		params.Variables, params.Extensions = sent.Variables, sent.Extensions
	}
	return nil
}

func (t transport) tooLong() *requestError {
	return &requestError{http.StatusRequestEntityTooLarge, &estate.Error{
		Code:    estate.CodeTooCostly,
		Message: fmt.Sprintf("the request is longer than %d bytes: ask in several requests", t.limits.Body),
	}}
}

// decode reads exactly one JSON value, in UTF-8 and with no key twice in an object. Its errors name
// the place of a fault but never quote the request.
func decode(text []byte, into any, name string) *requestError {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) {
		return requestErrorf(http.StatusBadRequest, "the request's %s is not UTF-8", name)
	}
	if failed := checkJSON(text, name); failed != nil {
		return failed
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	err := d.Decode(into)
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if wrong.Field != "" {
			name = wrong.Field
		}
		kind, _, _ := strings.Cut(wrong.Value, " ")
		return requestErrorf(http.StatusBadRequest, "%q in the request cannot be a JSON %s", name, kind)
	}
	if err != nil {
		return requestErrorf(http.StatusBadRequest, "the request's %s is not well-formed JSON", name)
	}
	return nil
}

// checkJSON checks what encoding/json lets pass: text after the value, and a key that an object has
// twice, of which a proxy may read the other one.
func checkJSON(text []byte, name string) *requestError {
	d := jsontext.NewDecoder(bytes.NewReader(text))
	_, err := d.ReadValue()
	if err == nil {
		if _, err = d.ReadToken(); errors.Is(err, io.EOF) {
			return nil
		}
		return requestErrorf(http.StatusBadRequest, "the request's %s has text after its JSON, from byte %d on",
			name, d.InputOffset())
	}
	at := int64(len(text))
	if syntax, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		at = syntax.ByteOffset
	}
	if errors.Is(err, jsontext.ErrDuplicateName) {
		return requestErrorf(http.StatusBadRequest, "the request's %s has a key twice in one object, at byte %d", name, at)
	}
	return requestErrorf(http.StatusBadRequest, "the request's %s is not well-formed JSON, from byte %d on", name, at)
}
