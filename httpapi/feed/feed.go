// Package feed gives the connections of the API as files that people take away: CSV
// tables and a calendar.
//
// A feed is a field of the schema's Query under an address. What it takes and what it
// finds is the field's own: the parameters of the address are its arguments, and every
// page is an operation over the same schema, so that the file and the API cannot
// disagree. Start with feeds below; parameters.go reads addresses, csv.go and
// calendar.go write files.
package feed

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
)

// Options are what feeds are made of. All are needed.
type Options struct {
	Schema  graphql.ExecutableSchema
	Present graphql.ErrorPresenterFunc
	Recover graphql.RecoverFunc
	Today   func() estate.Date // for addresses that name no day
	Now     func() time.Time   // when a calendar is made
	Page    time.Duration      // how long one page of a file may take
	Log     *slog.Logger
}

// feed is one file that can be asked for.
type feed struct {
	path  string
	field string // of Query; its selection is in selection/
	page  int    // rows of one operation
	// also are parameters that shape the file, beside the field's own.
	also  []string
	needs []string // parameters without which the file is refused
	write func(*request) (file, error)
}

var feeds = []feed{
	{path: "/contracts.csv", field: "contracts", page: 100, also: []string{parameterBOM}, write: table(contractColumns)},
	{path: "/renewals.csv", field: "renewals", page: 100, also: []string{parameterBOM}, write: table(renewalColumns)},
	{path: "/shared-suppliers.csv", field: "sharedSuppliers", page: 20, also: []string{parameterBOM}, write: table(vendorColumns)},
	{path: "/shared-systems.csv", field: "sharedSystems", page: 20, also: []string{parameterBOM}, write: table(systemColumns)},
	{path: "/renewals.ics", field: "renewals", page: 100, needs: []string{"boroughs"}, write: newCalendar},
}

// file writes the rows of a feed, a page at a time.
type file interface {
	header() http.Header
	// rows takes the nodes of a page.
	rows(w http.ResponseWriter, nodes []json.RawMessage) error
	// end is called after the last page.
	end(w http.ResponseWriter) error
}

//go:embed selection/*.graphql
var selections embed.FS

// Paths are the addresses of all feeds.
func Paths() []string {
	paths := make([]string, len(feeds))
	for i, f := range feeds {
		paths[i] = f.path
	}
	return paths
}

// handler answers the addresses of all feeds.
type handler struct {
	Options
	operations *executor.Executor
	query      *ast.Definition
}

// New returns the handler of Paths.
func New(o Options) http.Handler {
	operations := executor.New(o.Schema)
	operations.SetErrorPresenter(o.Present)
	operations.SetRecoverFunc(o.Recover)
	h := &handler{Options: o, operations: operations, query: o.Schema.Schema().Query}
	paths := http.NewServeMux()
	for _, f := range feeds {
		paths.HandleFunc(f.path, func(w http.ResponseWriter, r *http.Request) { h.serve(w, r, f) })
	}
	return paths
}

// request is one file that is asked for.
type request struct {
	feed
	parameters
	now time.Time
}

// serve answers with the file. An error on the first page is an answer of its own; after
// that the connection is cut, for half a file must not pass for a whole one.
func (h *handler) serve(w http.ResponseWriter, r *http.Request, f feed) {
	asked, err := h.parameters(f, r.URL.RawQuery)
	if err != nil {
		h.refuse(r.Context(), w, gqlerror.List{h.Present(r.Context(), err)})
		return
	}
	out, err := f.write(&request{feed: f, parameters: asked, now: h.Now()})
	if err != nil {
		h.refuse(r.Context(), w, gqlerror.List{h.Present(r.Context(), err)})
		return
	}
	flush := http.NewResponseController(w).Flush
	for begun := false; ; begun = true {
		page, errs := h.ask(r.Context(), f, asked)
		switch {
		case len(errs) > 0 && begun:
			h.Log.ErrorContext(r.Context(), "a file was cut off", "path", f.path, "error", errs.Error())
			panic(http.ErrAbortHandler)
		case len(errs) > 0:
			h.refuse(r.Context(), w, errs)
			return
		case !begun:
			for name, values := range out.header() {
				w.Header()[name] = values
			}
			w.Header().Set("Cache-Control", "no-store")
		}
		err := out.rows(w, page.Nodes)
		last := !page.PageInfo.HasNextPage
		if err == nil && last {
			err = out.end(w)
		}
		if err == nil && !last {
			err = flush()
		}
		if err != nil {
			h.Log.InfoContext(r.Context(), "a file was not taken whole", "path", f.path, "error", err.Error())
			panic(http.ErrAbortHandler)
		}
		if last {
			return
		}
		asked.after = page.PageInfo.EndCursor
	}
}

// page is a page of a field's connection.
type page struct {
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
	Nodes []json.RawMessage
}

// ask runs the operation for one page.
func (h *handler) ask(ctx context.Context, f feed, p parameters) (page, gqlerror.List) {
	ctx, cancel := context.WithTimeout(graphql.StartOperationTrace(ctx), h.Page)
	defer cancel()
	variables := p.variables()
	operation, errs := h.operations.CreateOperationContext(ctx, &graphql.RawParams{
		Query: f.document(p), Variables: variables,
		ReadTime: graphql.TraceTiming{Start: graphql.Now(), End: graphql.Now()},
	})
	if len(errs) > 0 {
		return page{}, h.operations.DispatchError(graphql.WithOperationContext(ctx, operation), errs).Errors
	}
	responses, ctx := h.operations.DispatchOperation(ctx, operation)
	response := responses(ctx)
	if response == nil { // nothing is run once the context has ended
		return page{}, gqlerror.List{h.Present(ctx, estate.FromContext("file", ctx.Err()))}
	}
	if len(response.Errors) > 0 {
		return page{}, response.Errors
	}
	var data map[string]page
	if err := json.Unmarshal(response.Data, &data); err != nil {
		return page{}, gqlerror.List{h.Present(ctx, fmt.Errorf("a page of %s: %w", f.path, err))}
	}
	return data[f.field], nil
}

// document is the operation of a page: the field with the arguments given.
func (f feed) document(p parameters) string {
	selection, err := selections.ReadFile("selection" + strings.TrimSuffix(strings.TrimSuffix(f.path, ".csv"), ".ics") + ".graphql")
	if err != nil {
		panic(err) // the files are part of the program
	}
	declared, given := []string{"$after: String", "$asOf: Date"}, []string{fmt.Sprintf("first: %d", f.page), "after: $after"}
	for _, a := range p.arguments {
		if a.Name != "asOf" {
			declared = append(declared, "$"+a.Name+": "+a.Type.String())
		}
		given = append(given, a.Name+": $"+a.Name)
	}
	return fmt.Sprintf("query(%s) { %s(%s) { pageInfo { hasNextPage endCursor } nodes { ...row } } }\n%s",
		strings.Join(declared, ", "), f.field, strings.Join(given, ", "), selection)
}

// dotted is the parameter that a path of the validator is about: "variable", the name, and what is below it.
func dotted(path ast.Path) string {
	var names []string
	for _, step := range path {
		if n, ok := step.(ast.PathName); ok && n != "variable" {
			names = append(names, string(n))
		}
	}
	return strings.Join(names, ".")
}

// place is where in a list a value stands, which an address does not show.
var place = regexp.MustCompile(`\.\d+$`)

// statusOf is the HTTP status that goes with an error's code.
var statusOf = map[any]int{
	string(estate.CodeInvalid):     http.StatusBadRequest,
	string(estate.CodeNotFound):    http.StatusNotFound,
	string(estate.CodeTooCostly):   http.StatusBadRequest,
	string(estate.CodeTimeout):     http.StatusGatewayTimeout,
	string(estate.CodeUnavailable): http.StatusServiceUnavailable,
}

// refuse answers with errors in the API's own form; an error's argument is the parameter's name.
func (h *handler) refuse(ctx context.Context, w http.ResponseWriter, errs gqlerror.List) {
	status := http.StatusInternalServerError
	for _, e := range errs {
		if e.Extensions["code"] == errcode.ValidationFailed { // a value that the schema does not have: its path names the variable
			e.Extensions["code"] = string(estate.CodeInvalid)
			e.Extensions["argument"] = dotted(e.Path)
		}
		e.Path, e.Locations = nil, nil
		if argument, ok := e.Extensions["argument"].(string); ok {
			e.Extensions["argument"] = place.ReplaceAllString(strings.TrimPrefix(argument, filterArgument+"."), "")
		}
		if known, ok := statusOf[e.Extensions["code"]]; ok {
			status = known
		}
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(map[string]gqlerror.List{"errors": errs}); err != nil {
		h.Log.InfoContext(ctx, "an error was not taken", "error", err.Error())
	}
}
