package httpapi

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
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
	"boroughgraph/request"
)

// transport implements GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/):
// GET for queries, and POST of JSON. It replaces gqlgen's own transports because these echo a
// malformed body, accept text after the JSON, and use wrong statuses for some errors.
// TestAudits runs the audits of npm graphql-http against it.
type transport struct {
	limits Limits
	doors  *doors
	// documents are the only ones that are run, if set.
	documents TrustedDocuments
	persisted bool // documents may be named by their hash
}

var _ graphql.Transport = transport{}

// requestError says why a request cannot be run, and the HTTP status of the answer.
type requestError struct {
	status int
	err    *estate.Error
	busy   error // there is no room for the request; status and err are empty
}

func requestErrorf(status int, format string, args ...any) *requestError {
	return &requestError{status: status, err: estate.Invalidf(format, args...)}
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
	answer := &exchange{transport: t, ctx: ctx, w: w, exec: exec}
	if err := t.doors.spend(ctx, w, 1); err != nil {
		answer.turnAway(err)
		return
	}
	params, release, failed := t.read(w, r)
	defer release()
	if failed == nil && !ok {
		failed = requestErrorf(http.StatusNotAcceptable, "answers are %s or %s: accept one of them", mediaGraphQL, mediaJSON)
	}
	if failed != nil {
		if failed.busy != nil {
			answer.turnAway(failed.busy)
			return
		}
		answer.refuse(failed.status, failed.err)
		return
	}
	answer.run(params, r.Method, media)
}

// exchange is one request with what answers it.
type exchange struct {
	transport
	ctx  context.Context
	w    http.ResponseWriter
	exec graphql.GraphExecutor
	// leave gives up the place at a gate; nil if there is none.
	leave func()
}

// out gives up the place at a gate, if the request has one.
func (x *exchange) out() {
	if x.leave != nil {
		x.leave()
		x.leave = nil
	}
}

// run runs an operation as soon as there is room for it. Its cost is computed in a slot for cheap
// operations. A dear operation then gives up that slot and waits for a dear one.
func (x *exchange) run(params *graphql.RawParams, method, media string) {
	var err error
	if x.leave, err = x.doors.cheap.Enter(x.ctx); err != nil {
		x.turnAway(err)
		return
	}
	defer x.out()
	operation, errs := x.exec.CreateOperationContext(x.ctx, params)
	cost := noteOperation(x.ctx, operation, params)
	if len(errs) > 0 {
		if !notKnown(errs) {
			x.w.WriteHeader(requestErrorStatus(media))
		}
		x.write(refused(x.exec.DispatchError(graphql.WithOperationContext(x.ctx, operation), errs)))
		return
	}
	if method == http.MethodGet && operation.Operation.Operation != ast.Query {
		x.w.Header().Set("Allow", http.MethodPost)
		x.refuse(http.StatusMethodNotAllowed, estate.Invalidf("GET runs queries only: send this operation by POST"))
		return
	}
	if err := x.doors.spend(x.ctx, x.w, cost/costPerUnit); err != nil {
		x.turnAway(err)
		return
	}
	if cost >= dearCost {
		x.out()
		if x.leave, err = x.doors.dear.Enter(x.ctx); err != nil {
			x.turnAway(err)
			return
		}
	}
	responses, ctx := x.exec.DispatchOperation(x.ctx, operation)
	response := responses(ctx)
	if response == nil { // gqlgen runs nothing after the context has ended
		ended, _ := errors.AsType[*estate.Error](estate.FromContext("operation", ctx.Err()))
		x.refuse(http.StatusGatewayTimeout, ended)
		return
	}
	noteOutcome(x.ctx, response.Errors)
	x.write(response)
}

// noteOperation notes which operation a request runs, and returns its cost.
func noteOperation(ctx context.Context, operation *graphql.OperationContext, params *graphql.RawParams) int {
	facts := request.Of(ctx)
	sum := sha256.Sum256([]byte(params.Query))
	facts.Operation, facts.Hash = params.OperationName, hex.EncodeToString(sum[:8])
	if operation.Operation != nil {
		facts.Operation = operation.Operation.Name
	}
	if report, ok := operation.Stats.GetExtension(costExtension).(costReport); ok {
		facts.Cost = report.Requested
	}
	return facts.Cost
}

func noteOutcome(ctx context.Context, errs gqlerror.List) {
	facts := request.Of(ctx)
	facts.Outcome = "ok"
	if len(errs) > 0 {
		facts.Outcome = fmt.Sprint(errs[0].Extensions["code"])
	}
}

// refuse answers with one error and no data.
func (x *exchange) refuse(status int, err *estate.Error) {
	x.w.WriteHeader(status)
	x.write(refused(x.exec.DispatchError(x.ctx, gqlerror.List{wrap(err)})))
}

// turnAway answers a request that there is no room for.
func (x *exchange) turnAway(err error) {
	status := turnedAway(x.w, err)
	known, _ := errors.AsType[*estate.Error](err)
	x.refuse(status, known)
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

// write writes a *graphql.Response or a refusal, without a place at a gate.
func (x *exchange) write(response any) {
	r, short := response.(refusal)
	if short {
		noteOutcome(x.ctx, r.Errors)
	}
	b, err := json.Marshal(response)
	if err != nil {
		panic(fmt.Errorf("encoding an answer: %w", err)) // gqlgen's handler answers 500
	}
	x.out()
	if !short {
		release, err := x.doors.answers.Hold(request.Of(x.ctx).Account, int64(len(b)))
		if err != nil {
			x.turnAway(err)
			return
		}
		defer release()
	}
	_, _ = x.w.Write(b) // a client that has left needs no answer
}

// read returns the operation that the request holds. The caller calls release when it is done.
func (t transport) read(w http.ResponseWriter, r *http.Request) (params *graphql.RawParams, release func(), failed *requestError) {
	params, release = &graphql.RawParams{Headers: r.Header}, func() {}
	params.ReadTime.Start = graphql.Now()
	switch r.Method {
	case http.MethodGet:
		failed = t.readQuery(r, params)
	case http.MethodPost:
		release, failed = t.readBody(w, r, params)
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
	if failed == nil {
		failed = t.documents.resolve(params, t.persisted)
	}
	if failed == nil && strings.TrimSpace(params.Query) == "" && (!t.persisted || persistedHash(params.Extensions) == "") {
		failed = requestErrorf(http.StatusBadRequest, `the request needs a "query" with the text of an operation`)
	}
	params.ReadTime.End = graphql.Now()
	return params, release, failed
}

func (t transport) readQuery(r *http.Request, params *graphql.RawParams) *requestError {
	if int64(len(r.URL.RawQuery)) > t.limits.Body {
		return t.tooLong()
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return requestErrorf(http.StatusBadRequest, "the address's query string is not well formed")
	}
	for _, name := range []string{"query", "operationName", "variables", "extensions"} {
		if len(values[name]) > 1 { // a proxy may read another one of them
			return requestErrorf(http.StatusBadRequest, "the address has %q %d times: give it once", name, len(values[name]))
		}
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

func (t transport) readBody(w http.ResponseWriter, r *http.Request, params *graphql.RawParams) (release func(), failed *requestError) {
	release = func() {}
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(parameters["charset"])
	if err != nil || media != mediaJSON || charset != "" && charset != "utf-8" {
		return release, requestErrorf(http.StatusUnsupportedMediaType, "send the operation as %s in UTF-8", mediaJSON)
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return release, requestErrorf(http.StatusUnsupportedMediaType, "send the body as it is, without a content encoding")
	}
	body, release, failed := t.body(w, r)
	if failed != nil {
		return release, failed
	}
	var sent *graphql.RawParams
	if failed := decode(body, &sent, "body"); failed != nil {
		return release, failed
	}
	if sent != nil {
		params.Query, params.OperationName = sent.Query, sent.OperationName
		params.Variables, params.Extensions = sent.Variables, sent.Extensions
	}
	return release, nil
}

// body reads the body of a request. A long one needs a place, so that many clients that send slowly
// cannot fill the memory.
func (t transport) body(w http.ResponseWriter, r *http.Request) (text []byte, release func(), failed *requestError) {
	release = func() {}
	limit := t.limits.Body
	if r.ContentLength > limit {
		return nil, release, t.tooLong()
	}
	in, small := http.MaxBytesReader(w, r.Body, limit), t.doors.bodies.Small()
	var b bytes.Buffer
	_, err := b.ReadFrom(io.LimitReader(in, small+1))
	if err == nil && int64(b.Len()) > small {
		if r.ContentLength > 0 {
			limit = r.ContentLength
		}
		if release, err = t.doors.bodies.Hold(limit); err != nil {
			return nil, func() {}, &requestError{busy: err}
		}
		b.Grow(int(limit) - b.Len() + bytes.MinRead)
		_, err = b.ReadFrom(in)
	}
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return nil, release, t.tooLong()
	}
	if err != nil {
		return nil, release, requestErrorf(http.StatusBadRequest, "the request's body ended early")
	}
	return b.Bytes(), release, nil
}

func (t transport) tooLong() *requestError {
	return &requestError{status: http.StatusRequestEntityTooLarge, err: &estate.Error{
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

// checkJSON rejects what encoding/json accepts: text after the value, and a key that occurs twice
// in an object, because a proxy may read the other one.
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
