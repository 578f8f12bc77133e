package httpapi

import (
	"context"
	"errors"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"boroughgraph/estate"
)

// operationLimits refuses operations that exceed the limits, and reports the cost of the others in
// extensions.cost. It runs on the raw parameters, before gqlgen parses and validates them,
// because validation compares fields with each other and expands fragments: a document has to
// be known to be small before it is validated.
type operationLimits struct {
	limits Limits
	schema *ast.Schema
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationParameterMutator
	graphql.ResponseInterceptor
} = (*operationLimits)(nil)

// costExtension is the key of costReport in an answer's extensions.
const costExtension = "cost"

// costReport is the cost of an operation and the limit on it.
type costReport struct {
	Requested int `json:"requested"`
	Limit     int `json:"limit"`
}

// ExtensionName implements graphql.HandlerExtension.
func (g *operationLimits) ExtensionName() string { return costExtension }

// Validate implements graphql.HandlerExtension.
func (g *operationLimits) Validate(schema graphql.ExecutableSchema) error {
	g.schema = schema.Schema()
	if g.schema == nil {
		return errors.New("the cost of operations needs a schema")
	}
	return nil
}

// MutateOperationParameters measures a request and refuses it if it exceeds a limit. It lets a
// document that does not parse through, because gqlgen reports what is wrong with it.
func (g *operationLimits) MutateOperationParameters(ctx context.Context, request *graphql.RawParams) *gqlerror.Error {
	if err := checkTokens(request.Query, g.limits.Tokens); err != nil {
		return wrap(err)
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: request.Query}, g.limits.Tokens)
	if parses := err == nil && doc != nil && len(doc.Operations) > 0; !parses {
		return nil
	}
	if doc.Operations.ForName(request.OperationName) == nil {
		return noOperation(request.OperationName)
	}
	m := &meter{schema: g.schema, doc: doc, variables: request.Variables, fragments: make(map[string]measure)}
	if err := g.checkValues(m, request); err != nil {
		return wrap(err)
	}
	cost, widest := m.document(request.OperationName)
	if m.bounds.err != nil {
		return wrap(m.bounds.err)
	}
	graphql.GetOperationContext(ctx).Stats.SetExtension(costExtension, costReport{cost, g.limits.Cost})
	return g.check(cost, widest)
}

// noOperation returns the error of a request whose document lacks the operation to run.
func noOperation(name string) *gqlerror.Error {
	err := gqlerror.Errorf("the document has several operations: name the one to run in operationName")
	if name != "" {
		err = gqlerror.Errorf("the document has no operation %q", name)
	}
	errcode.Set(err, errcode.ValidationFailed)
	return err
}

// checkValues checks the values in the document and its variables against their bounds.
func (g *operationLimits) checkValues(m *meter, request *graphql.RawParams) *estate.Error {
	m.bounds = &bounds{schema: g.schema}
	running := m.doc.Operations.ForName(request.OperationName)
	for _, operation := range m.doc.Operations {
		for _, d := range operation.VariableDefinitions {
			m.bounds.literal("$"+d.Variable, d.DefaultValue, d.Type)
		}
	}
	if running != nil {
		m.bounds.variables(running.VariableDefinitions, request.Variables)
	}
	return m.bounds.err
}

// document measures a document. cost is that of the operation that will run, or of the dearest
// one if the name fits none. widest holds the largest of each other measure over the whole
// document, because the whole document is validated.
func (m *meter) document(operation string) (cost int, widest measure) {
	running := m.doc.Operations.ForName(operation)
	if running != nil {
		m.defaults = running.VariableDefinitions
	}
	for _, op := range m.doc.Operations {
		found := m.selection(op.SelectionSet, m.root(op.Operation))
		if running == nil || op == running {
			cost = max(cost, plus(found.objects, found.once))
		}
		widest = widest.largest(found)
	}
	for _, f := range m.doc.Fragments {
		found := m.fragment(f.Name)
		found.roots = 0
		widest = widest.largest(found)
	}
	return cost, widest
}

func (m measure) largest(n measure) measure {
	return measure{
		fields:  max(m.fields, n.fields),
		aliases: max(m.aliases, n.aliases),
		depth:   max(m.depth, n.depth),
		roots:   max(m.roots, n.roots),
	}
}

func (m *meter) root(o ast.Operation) *ast.Definition {
	switch o {
	case ast.Mutation:
		return m.schema.Mutation
	case ast.Subscription:
		return m.schema.Subscription
	default:
		return m.schema.Query
	}
}

func (g *operationLimits) check(cost int, found measure) *gqlerror.Error {
	for _, l := range []struct {
		what      string
		is, limit int
		mend      string
	}{
		{"fields, with every fragment written out", found.fields, g.limits.Fields, "ask in several requests"},
		{"levels of fields within fields", found.depth, g.limits.Depth, "ask in several requests"},
		{"aliases", found.aliases, g.limits.Aliases, "ask in several requests"},
		{"fields at the top", found.roots, g.limits.Roots, "ask in several requests"},
	} {
		if l.is > l.limit {
			return refuse("this operation has %s %s where %d are allowed: %s", amount(l.is), l.what, l.limit, l.mend)
		}
	}
	if cost > g.limits.Cost {
		return refuse("this operation costs %s where %d is allowed, counting the objects that it can answer with: "+
			"ask for smaller pages (first, last, links) or for less below them", amount(cost), g.limits.Cost)
	}
	return nil
}

func amount(n int) string {
	if n >= ceiling {
		return "more than 2,000,000,000"
	}
	return fmt.Sprint(n)
}

func refuse(format string, args ...any) *gqlerror.Error {
	return wrap(tooCostly(format, args...))
}

// wrap returns a GraphQL error for a domain error. The error presenter finds the code in it.
func wrap(err *estate.Error) *gqlerror.Error {
	return &gqlerror.Error{Err: err, Message: err.Message}
}

// InterceptResponse adds the cost to the answer, even if the operation was refused.
func (g *operationLimits) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	if graphql.HasOperationContext(ctx) {
		if cost, ok := graphql.GetOperationContext(ctx).Stats.GetExtension(costExtension).(costReport); ok {
			graphql.RegisterExtension(ctx, costExtension, cost)
		}
	}
	return next(ctx)
}
