package httpapi

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
)

// Bounds of the errors in an answer.
const (
	maxErrors     = 50    // shown; extensions.errorsOmitted counts the others
	maxMessage    = 1_024 // bytes of an error's message
	maxErrorIDs   = 50    // ids that an ambiguous key is shown to name
	errorsOmitted = "errorsOmitted"
)

// answerState tracks an answer while it is made.
type answerState struct {
	bytes   atomic.Int64 // of names and texts so far
	objects atomic.Int64 // so far
	errors  atomic.Int64 // presented so far
	stopped atomic.Bool  // a stop is one error, however many fields it meets
}

type answerKey struct{}

func withAnswer(ctx context.Context) context.Context {
	return context.WithValue(ctx, answerKey{}, &answerState{})
}

func answerOf(ctx context.Context) *answerState {
	s, _ := ctx.Value(answerKey{}).(*answerState)
	if s == nil {
		return &answerState{}
	}
	return s
}

// stopError is the error of every field that is not resolved because the operation has stopped.
type stopError struct{ err *estate.Error }

func (e stopError) Error() string { return e.err.Error() }
func (e stopError) Unwrap() error { return e.err }

// presentBounded returns a presenter that shows at most maxErrors errors of an answer, each with a
// short message. It shows that an operation has stopped once.
func presentBounded(present graphql.ErrorPresenterFunc) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		s := answerOf(ctx)
		if _, stop := errors.AsType[stopError](err); stop && s.stopped.Swap(true) {
			return nil
		}
		if s.errors.Add(1) > maxErrors {
			return nil
		}
		shown := present(ctx, err)
		if shown == nil {
			return nil
		}
		short := *shown
		short.Message = shortened(short.Message)
		if ids, ok := short.Extensions["ids"].([]estate.ID); ok && len(ids) > maxErrorIDs {
			short.Extensions["ids"] = ids[:maxErrorIDs]
		}
		return &short
	}
}

// shortened cuts a message to maxMessage bytes, at the end of a character.
func shortened(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	end := maxMessage - len("…")
	for end > 0 && !utf8.RuneStart(message[end]) {
		end--
	}
	return strings.ToValidUTF8(message[:end], "?") + "…"
}

// answerLimits stops operations whose context has ended, and those whose answer grows too long.
type answerLimits struct {
	bytes int64
	// objects is the cost that an operation may have. Its cost was computed from the sizes that
	// lists are assumed to have, and lists can be longer.
	objects int64
}

var _ interface {
	graphql.HandlerExtension
	graphql.OperationInterceptor
	graphql.FieldInterceptor
	graphql.ResponseInterceptor
} = answerLimits{}

// ExtensionName implements graphql.HandlerExtension.
func (answerLimits) ExtensionName() string { return "answerLimits" }

// Validate implements graphql.HandlerExtension.
func (answerLimits) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptOperation gives each operation a count of its own: a file is made of several.
func (answerLimits) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	return next(withAnswer(ctx))
}

// InterceptField resolves a field unless the operation has to stop. Without it, an operation with
// 50,000 fields left would go on resolving them after its client has left.
func (l answerLimits) InterceptField(ctx context.Context, next graphql.Resolver) (any, error) {
	s := answerOf(ctx)
	if exceeded := l.exceeded(s); exceeded != nil {
		return nil, stopError{exceeded}
	}
	if err := ctx.Err(); err != nil {
		ended, _ := errors.AsType[*estate.Error](estate.FromContext("operation", err))
		return nil, stopError{ended}
	}
	found, err := next(ctx)
	field := graphql.GetFieldContext(ctx).Field
	s.bytes.Add(int64(len(field.Alias) + textSize(found)))
	if len(field.Selections) > 0 {
		s.objects.Add(objectsIn(found))
	}
	return found, err
}

// objectsIn returns how many objects a field holds.
func objectsIn(v any) int64 {
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Invalid:
		return 0
	case reflect.Slice:
		return int64(r.Len())
	default:
		return 1
	}
}

// textSize returns the bytes of a text. Other scalars count a word.
func textSize(v any) int {
	const word = 8
	switch v := v.(type) {
	case nil:
		return word
	case string:
		return len(v) + word
	case *string:
		if v != nil {
			return len(*v) + word
		}
		return word
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return r.Len() + word
	case reflect.Slice:
		return textsSize(r) + word
	default:
		return word
	}
}

// textsSize returns the bytes of a list of texts, and 0 for other lists: their fields are counted.
func textsSize(list reflect.Value) int {
	if list.Type().Elem().Kind() != reflect.String {
		return 0
	}
	sum := 0
	for i := range list.Len() {
		sum += list.Index(i).Len() + len(`"",`)
	}
	return sum
}

// InterceptResponse replaces an answer that is too long by an error, and counts the errors that
// are not shown.
func (l answerLimits) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	response := next(ctx)
	if response == nil {
		return nil
	}
	s := answerOf(ctx)
	exceeded := l.exceeded(s)
	if exceeded == nil && int64(len(response.Data)) > l.bytes {
		exceeded = l.tooLong()
	}
	if exceeded != nil {
		response.Data = nil
		response.Errors = gqlerror.List{{
			Message:    exceeded.Message,
			Extensions: map[string]any{"code": string(estate.CodeTooCostly)},
		}}
	}
	if omitted := s.errors.Load() - maxErrors; omitted > 0 {
		if response.Extensions == nil {
			response.Extensions = map[string]any{}
		}
		response.Extensions[errorsOmitted] = omitted
	}
	return response
}

// exceeded returns the error of an answer that is longer than the limits allow, and nil of others.
func (l answerLimits) exceeded(s *answerState) *estate.Error {
	if s.bytes.Load() > l.bytes {
		return l.tooLong()
	}
	if s.objects.Load() > l.objects {
		return tooCostly("the answer has more than %d objects: ask for smaller pages or for less below them", l.objects)
	}
	return nil
}

func (l answerLimits) tooLong() *estate.Error {
	return tooCostly("the answer is longer than %d bytes: ask for smaller pages or fewer fields", l.bytes)
}
