package graph_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
	"boroughgraph/graph"
	"boroughgraph/graph/graphtest"
)

func TestPresent(t *testing.T) {
	wrapped := fmt.Errorf("contracts of %s: %w", "E09000007",
		&estate.Error{Code: estate.CodeUnavailable, Message: "the database cannot be reached: try again later", Err: errors.New("dial tcp 10.0.0.7:7687: refused")})
	tests := map[string]struct {
		err     error
		message string
		want    map[string]any
		logged  int // times
	}{
		"a wrapped error of the domain shows its message and not its cause": {
			err: wrapped, message: "the database cannot be reached: try again later",
			want: map[string]any{"code": "UNAVAILABLE"}, logged: 1,
		},
		"the argument it is about is dotted": {
			err:     estate.At("filter", estate.At("boroughs", estate.NotFoundf("there is no borough atlantis"))),
			message: "there is no borough atlantis",
			want:    map[string]any{"code": "NOT_FOUND", "argument": "filter.boroughs"},
		},
		"an ambiguous key comes with its ids": {
			err:     &estate.Error{Code: estate.CodeAmbiguous, Message: "several", IDs: []estate.ID{"Contract:a", "Contract:b"}},
			message: "several",
			want:    map[string]any{"code": "AMBIGUOUS", "ids": []estate.ID{"Contract:a", "Contract:b"}},
		},
		"an error of the validator passes": {
			err:     &gqlerror.Error{Message: "Cannot query field", Extensions: map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"}},
			message: "Cannot query field",
			want:    map[string]any{"code": "GRAPHQL_VALIDATION_FAILED"},
		},
		"a request that ended is a timeout": {
			err:     fmt.Errorf("read: %w", context.DeadlineExceeded),
			message: "the request took too long and was stopped: ask for less at a time",
			want:    map[string]any{"code": "TIMEOUT"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			got := graph.Present(slog.New(slog.NewTextHandler(&log, nil)))(t.Context(), tt.err)
			if got.Message != tt.message {
				t.Errorf("message %q, want %q", got.Message, tt.message)
			}
			if diff := cmp.Diff(tt.want, got.Extensions); diff != "" {
				t.Errorf("extensions (-want +got):\n%s", diff)
			}
			if n := strings.Count(log.String(), "\n"); n != tt.logged {
				t.Errorf("%d lines logged, want %d:\n%s", n, tt.logged, &log)
			}
		})
	}
}

// TestPresentHidesFaults presents errors whose text no client may read: a driver's error, an
// internal error of the domain, and a panic.
func TestPresentHidesFaults(t *testing.T) {
	const secret = "SQLITE_CORRUPT: database disk image is malformed"
	causes := map[string]func(*slog.Logger) error{
		"driver":   func(*slog.Logger) error { return fmt.Errorf("boroughs: %w", errors.New(secret)) },
		"internal": func(*slog.Logger) error { return &estate.Error{Code: estate.CodeInternal, Message: secret} },
		"path":     func(*slog.Logger) error { return gqlerror.WrapPath(nil, errors.New(secret)) },
		"panic":    func(log *slog.Logger) error { return graph.Recover(log)(t.Context(), secret) },
	}
	for name, cause := range causes {
		t.Run(name, func(t *testing.T) {
			var text bytes.Buffer
			log := slog.New(slog.NewTextHandler(&text, nil))
			got := graph.Present(log)(t.Context(), cause(log))
			id, _ := got.Extensions["requestId"].(string)
			switch {
			case got.Extensions["code"] != "INTERNAL" || id == "":
				t.Errorf("extensions %v, want INTERNAL and a request id", got.Extensions)
			case strings.Contains(fmt.Sprint(got), "SQLITE"):
				t.Errorf("the client reads %v", got)
			case !strings.Contains(got.Message, id):
				t.Errorf("message %q does not name the request id", got.Message)
			case strings.Count(text.String(), "requestId="+id) != 1 || strings.Count(text.String(), "SQLITE_CORRUPT") < 1:
				t.Errorf("the cause is not logged once under the id:\n%s", &text)
			}
		})
	}
}

// TestFaultsReachClientsAsInternal runs the executor over a store that fails with a driver's error,
// and over one that panics.
func TestFaultsReachClientsAsInternal(t *testing.T) {
	for name, s := range map[string]estate.Store{
		"fails":  brokenStore{fail: func() error { return errors.New("SQLITE_BUSY") }},
		"panics": brokenStore{fail: func() error { panic("SQLITE_BUSY") }},
	} {
		t.Run(name, func(t *testing.T) {
			e := &graphtest.Engine{}
			e.Serve(s)
			response, _ := e.Answer(t, `{ service(id: "Service:x") { id } }`, nil)
			if len(response.Errors) != 1 || response.Errors[0].Extensions["code"] != "INTERNAL" {
				t.Fatalf("errors %v, want one INTERNAL", response.Errors)
			}
			if got := response.Errors[0]; strings.Contains(got.Error(), "BUSY") || got.Path.String() != "service" {
				t.Errorf("the client reads %v at %v", got, got.Path)
			}
			if n := strings.Count(e.Log.String(), "level=ERROR"); n != 1 {
				t.Errorf("%d errors logged, want 1:\n%s", n, e.Log)
			}
		})
	}
}

// TestOneFailureForManyRowsIsLoggedOnce lists services whose areas cannot be read.
func TestOneFailureForManyRowsIsLoggedOnce(t *testing.T) {
	e := &graphtest.Engine{}
	e.Serve(brokenStore{fail: func() error { return errors.New("SQLITE_BUSY") }})
	response, _ := e.Answer(t, `{ services { nodes { area { id } } } }`, nil)
	if len(response.Errors) != 2 || response.Errors[0].Extensions["requestId"] != response.Errors[1].Extensions["requestId"] {
		t.Errorf("errors %v, want one for each of two rows, with one request id", response.Errors)
	}
	if n := strings.Count(e.Log.String(), "level=ERROR"); n != 1 {
		t.Errorf("%d errors logged, want 1:\n%s", n, e.Log)
	}
}

// brokenStore is a Store that lists two services and fails to read any by id. It has no other
// reads.
type brokenStore struct {
	estate.Store
	fail func() error
}

func (s brokenStore) Services(_ context.Context, _ estate.ServiceFilter, w estate.Window) (estate.Page[*estate.Service], error) {
	rows := []*estate.Service{{ID: "Service:a", Name: "A", Area: "Service:x"}, {ID: "Service:b", Name: "B", Area: "Service:y"}}
	estate.Gather(rows)
	return estate.PageOf(w, []estate.Keyed[*estate.Service]{{Row: rows[0], Key: "a"}, {Row: rows[1], Key: "b"}}, nil), nil
}

func (s brokenStore) ServicesByID(context.Context, []estate.ID) (map[estate.ID]*estate.Service, error) {
	return nil, s.fail()
}
