// Package feed serves connections of the API as files to download: CSV tables and a calendar.
//
// A feed is a field of the schema's Query with an address of its own. The parameters of the
// address are the field's arguments, and each page of the file is an operation on the same
// schema, so the file and the API cannot disagree. Start with feeds below. parameters.go reads
// addresses; csv.go and calendar.go write files.
package feed

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
)

// Options configures New. All fields are required.
type Options struct {
	Schema  graphql.ExecutableSchema
	Present graphql.ErrorPresenterFunc
	// Limits hold for each page as for an operation of the API.
	Limits  []graphql.HandlerExtension
	Recover graphql.RecoverFunc
	Today   func() estate.Date // the asOf of addresses that do not name one
	// Admit waits until a page may be read. Its error refuses the first page of a file.
	Admit func(ctx context.Context, first bool) (leave func(), err error)
	// Spend is called with the operation of each page before it runs.
	Spend func(ctx context.Context, page *graphql.OperationContext)
	Stall time.Duration // how long a client may take to read a part of a file
	Page  time.Duration // the longest that one page of a file may take
	Log   *slog.Logger
}

// feed describes a file that can be asked for.
type feed struct {
	path  string
	field string // of Query; selection/ has its selection
	page  int    // rows read by one operation
	// fileParameters are parameters of the file's format. The others are the field's arguments.
	fileParameters []string
	required       []string // parameters that an address must give
	newFile        func(*request) (file, error)
}

var feeds = []feed{
	newTable("/contracts.csv", "contracts", 100, contractColumns),
	newTable("/renewals.csv", "renewals", 100, renewalColumns),
	newTable("/shared-suppliers.csv", "sharedSuppliers", 20, vendorColumns),
	newTable("/shared-systems.csv", "sharedSystems", 20, systemColumns),
	{
		path: "/renewals.ics", field: "renewals", page: 100,
		required: []string{"boroughs"}, newFile: newCalendar,
	},
}

// file writes the rows of a feed page by page.
type file interface {
	header() http.Header
	// rows writes the nodes of one page.
	rows(w http.ResponseWriter, nodes []json.RawMessage) error
	// end writes what follows the last page.
	end(w http.ResponseWriter) error
}

//go:embed selection/*.graphql
var selections embed.FS

// Paths returns the addresses of all feeds.
func Paths() []string {
	paths := make([]string, len(feeds))
	for i, f := range feeds {
		paths[i] = f.path
	}
	return paths
}

// handler serves all feeds.
type handler struct {
	Options
	operations *executor.Executor
	query      *ast.Definition
}

// New returns the handler for Paths.
func New(o Options) http.Handler {
	operations := executor.New(o.Schema)
	operations.SetErrorPresenter(o.Present)
	operations.SetRecoverFunc(o.Recover)
	for _, limit := range o.Limits {
		operations.Use(limit)
	}
	h := &handler{Options: o, operations: operations, query: o.Schema.Schema().Query}
	paths := http.NewServeMux()
	for _, f := range feeds {
		paths.HandleFunc(f.path, func(w http.ResponseWriter, r *http.Request) { h.serve(w, r, f) })
	}
	return paths
}

// request is a request for one file.
type request struct {
	feed
	parameters
}

// serve answers with the file. It answers an error on the first page with a status and JSON. On a
// later page it cuts the connection, so that half a file cannot be taken for a whole one.
func (h *handler) serve(w http.ResponseWriter, r *http.Request, f feed) {
	asked, err := h.parameters(f, r.URL.RawQuery)
	if err != nil {
		h.refuse(r.Context(), w, gqlerror.List{h.Present(r.Context(), err)})
		return
	}
	out, err := f.newFile(&request{feed: f, parameters: asked})
	if err != nil {
		h.refuse(r.Context(), w, gqlerror.List{h.Present(r.Context(), err)})
		return
	}
	if r.Method == http.MethodHead { // the rows would be read for nothing
		h.begin(w, out)
		return
	}
	w = &progress{ResponseWriter: w, connection: http.NewResponseController(w), stall: h.Stall}
	flush := http.NewResponseController(w).Flush
	for begun := false; ; begun = true {
		page, errs := h.admittedPage(r.Context(), f, asked, !begun)
		switch {
		case len(errs) > 0 && begun:
			h.abandon(r.Context(), f, "file cut off by an error", errs[0])
		case len(errs) > 0:
			h.refuse(r.Context(), w, errs)
			return
		case !begun:
			h.begin(w, out)
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
			h.abandon(r.Context(), f, "file not written to its end", err)
		}
		if last {
			return
		}
		asked.after = page.PageInfo.EndCursor
	}
}

// begin sets the headers of a file.
func (h *handler) begin(w http.ResponseWriter, out file) {
	for name, values := range out.header() {
		w.Header()[name] = values
	}
	w.Header().Set("Cache-Control", "no-store")
}

// abandon logs why a file ends early, in one short line, and cuts the connection.
func (h *handler) abandon(ctx context.Context, f feed, what string, err error) {
	level := slog.LevelError
	if ctx.Err() != nil || errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, syscall.EPIPE) {
		level, what = slog.LevelInfo, "client left before the end of a file"
	}
	const longest = 300
	cause := err.Error()
	h.Log.Log(ctx, level, what, "path", f.path, "error", cause[:min(len(cause), longest)])
	panic(http.ErrAbortHandler)
}

// page is one page of a field's connection.
type page struct {
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
	Nodes []json.RawMessage
}

// admittedPage reads one page when it is admitted.
func (h *handler) admittedPage(ctx context.Context, f feed, p parameters, first bool) (page, gqlerror.List) {
	waiting, cancel := context.WithTimeout(ctx, h.Page)
	defer cancel()
	leave, err := h.Admit(waiting, first)
	if err != nil {
		return page{}, gqlerror.List{h.Present(ctx, err)}
	}
	defer leave()
	return h.queryPage(ctx, f, p)
}

// queryPage runs the operation for one page.
func (h *handler) queryPage(ctx context.Context, f feed, p parameters) (page, gqlerror.List) {
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
	h.Spend(ctx, operation)
	responses, ctx := h.operations.DispatchOperation(ctx, operation)
	response := responses(ctx)
	if response == nil { // gqlgen runs nothing after the context has ended
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

// document returns the operation for a page: the field with the arguments that were given.
func (f feed) document(p parameters) string {
	name := strings.TrimSuffix(f.path, path.Ext(f.path))
	selection, err := selections.ReadFile("selection" + name + ".graphql")
	if err != nil {
		panic(err) // the files are embedded, so this is a fault in feeds
	}
	declared := []string{"$after: String", "$asOf: Date"}
	given := []string{fmt.Sprintf("first: %d", f.page), "after: $after"}
	for _, a := range p.arguments {
		if a.Name != "asOf" {
			declared = append(declared, "$"+a.Name+": "+a.Type.String())
		}
		given = append(given, a.Name+": $"+a.Name)
	}
	return fmt.Sprintf("query(%s) { %s(%s) { pageInfo { hasNextPage endCursor } nodes { ...row } } }\n%s",
		strings.Join(declared, ", "), f.field, strings.Join(given, ", "), selection)
}

// parameterName returns the dotted name of the parameter that a validation error is about. The
// path of such an error is "variable", the variable's name, and the names of nested fields.
func parameterName(path ast.Path) string {
	var names []string
	for _, step := range path {
		if n, ok := step.(ast.PathName); ok && n != "variable" {
			names = append(names, string(n))
		}
	}
	return strings.Join(names, ".")
}

// listIndex matches the position of a value in a list. It is left out of messages because an
// address gives lists without positions.
var listIndex = regexp.MustCompile(`\.\d+$`)

// refuse answers with errors in the form that the API uses. extensions.argument is the name of the
// parameter.
func (h *handler) refuse(ctx context.Context, w http.ResponseWriter, errs gqlerror.List) {
	status := http.StatusInternalServerError
	for _, e := range errs {
		// A value that does not fit the schema: the path names the variable.
		if e.Extensions["code"] == errcode.ValidationFailed {
			e.Extensions["code"] = string(estate.CodeInvalid)
			e.Extensions["argument"] = parameterName(e.Path)
		}
		e.Path, e.Locations = nil, nil
		if argument, ok := e.Extensions["argument"].(string); ok {
			argument = strings.TrimPrefix(argument, filterArgument+".")
			e.Extensions["argument"] = listIndex.ReplaceAllString(argument, "")
		}
		if code, ok := e.Extensions["code"].(string); ok {
			status = Status(estate.Code(code))
		}
	}
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(map[string]gqlerror.List{"errors": errs}); err != nil {
		h.Log.InfoContext(ctx, "client left before it read an error", "error", err.Error())
	}
}
