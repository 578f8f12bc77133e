package estate

import (
	"context"
	"errors"
	"fmt"
)

// Code is the kind of failure that an Error reports. Clients see it as extensions.code.
type Code string

// The codes that the domain and its stores return; docs/errors.md lists them all.
const (
	CodeInvalid     Code = "INVALID"     // an argument is malformed, out of range or contradicts another
	CodeNotFound    Code = "NOT_FOUND"   // a key in a list, or the thing to change, does not exist
	CodeAmbiguous   Code = "AMBIGUOUS"   // a key names several things
	CodeConflict    Code = "CONFLICT"    // the state of the store does not allow it
	CodeTooCostly   Code = "TOO_COSTLY"  // the request is over a limit
	CodeTimeout     Code = "TIMEOUT"     // it took too long and was stopped
	CodeUnavailable Code = "UNAVAILABLE" // the database cannot be reached
	CodeInternal    Code = "INTERNAL"    // a fault in this program
)

// Error is a failure that a caller may see. Wrap it freely: errors.As finds it.
type Error struct {
	Code    Code
	Message string   // shown: one plain sentence that says what to do; no database names
	Path    []string // the argument it is about, outermost first; nil if none
	IDs     []ID     // with CodeAmbiguous, what the key names
	Err     error    // the cause: logged, never shown
}

func (e *Error) Error() string {
	if e.Err != nil {
		return e.Message + ": " + e.Err.Error()
	}
	return e.Message
}

func (e *Error) Unwrap() error { return e.Err }

// Invalidf returns an Error with CodeInvalid.
func Invalidf(format string, args ...any) *Error {
	return &Error{Code: CodeInvalid, Message: fmt.Sprintf(format, args...)}
}

// NotFoundf returns an Error with CodeNotFound.
func NotFoundf(format string, args ...any) *Error {
	return &Error{Code: CodeNotFound, Message: fmt.Sprintf(format, args...)}
}

// At adds the argument's name to an Error's path. It returns other errors unchanged.
func At(argument string, err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		named := *e
		named.Path = append([]string{argument}, e.Path...)
		return &named
	}
	return err
}

// FromContext returns an Error with CodeTimeout that names the operation if err is a cancelled or
// expired context, else nil. Stores call it on the errors of their drivers.
func FromContext(operation string, err error) error {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return &Error{
			Code: CodeTimeout, Message: "the request took too long and was stopped: ask for less at a time",
			Err: fmt.Errorf("%s: %w", operation, err),
		}
	case errors.Is(err, context.Canceled):
		return &Error{Code: CodeTimeout, Message: "the request was cancelled", Err: fmt.Errorf("%s: %w", operation, err)}
	}
	return nil
}
