// Package cypher keeps the estate in Neo4j 5.23 or later, for teams that share one graph on a
// server, a cluster or Aura.
//
// Start with query/, which has one file for each statement, and the Go file of the noun that sends
// it. shape.go turns a noun into a node and its links, apply.go writes facts, and derive.go writes
// what is derived from them. Only this file imports the driver, so that moving to its next version
// stays a small change.
package cypher

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"boroughgraph/estate"
)

// Options are the settings of a Store.
type Options struct {
	// URI is the address of the server, with the scheme neo4j, bolt, neo4j+s or bolt+s; for example
	// "neo4j://127.0.0.1:7687".
	URI string
	// Username and Password are both empty if the server asks for none.
	Username, Password string
	Database           string // empty for the server's default
	// Timeout is the longest time that a read may take; 0 is 10 seconds. Writes are limited by
	// their context only.
	Timeout time.Duration
	// OnStatement is called once for each statement that a read sends, before it is sent, with the
	// context of the read. What it returns is called with the read's error when all rows are read.
	// Both may be nil.
	OnStatement func(ctx context.Context, name string) (done func(error))
	// Whole is the largest number of facts that an import writes in one transaction; 0 is 5,000. A
	// larger import is written in several.
	Whole int
	// Wait is how long Open keeps trying while no server answers, or while its database is still
	// starting. With 0 it tries once. Open calls OnWait with the reason after each attempt that
	// failed. OnWait may be nil.
	Wait   time.Duration
	OnWait func(error)
	// Silence is how long a server may leave a ping unanswered before it counts as gone; 0 is 700
	// milliseconds.
	Silence time.Duration
	// RequiredVersion is the oldest server version accepted; empty is "5.23", the first with CALL
	// (x) { }.
	RequiredVersion string
}

const (
	defaultTimeout  = 10 * time.Second
	defaultRequired = "5.23"
	// retryFor is how long a transaction is retried after a passing fault, for example a change of
	// leader.
	retryFor = 5 * time.Second
	// connectFor is how long the server may take to answer for the first time.
	connectFor = 10 * time.Second
)

// schemes are the schemes of a server's URI.
var schemes = []string{"neo4j", "bolt", "neo4j+s", "bolt+s"}

// Store is an estate.Store in Neo4j. It is safe for concurrent use.
type Store struct {
	driver      neo4j.DriverWithContext
	bookmarks   neo4j.BookmarkManager // make reads see earlier writes, on a cluster too
	database    string
	timeout     time.Duration
	whole       int
	onStatement func(ctx context.Context, name string) (done func(error))
	queries     map[string]query
	pinger      neo4j.DriverWithContext // has one connection of its own
	watch       *watch
}

var _ estate.Store = (*Store)(nil)

// Open connects, checks that the server is new enough and migrates its schema. It returns
// CodeInvalid if the URI is malformed, CodeUnavailable if no server answers or the server refuses
// the password, and CodeConflict if the server is too old or has a schema that is newer than this
// program.
func Open(ctx context.Context, o Options) (*Store, error) {
	at, err := url.Parse(o.URI)
	if err != nil || !slices.Contains(schemes, at.Scheme) || at.Host == "" {
		return nil, &estate.Error{Code: estate.CodeInvalid, Message: "the address of the Neo4j server is not valid: write it as neo4j://host:7687, or with bolt, neo4j+s or bolt+s before the colon", Err: err}
	}
	auth := neo4j.NoAuth()
	if o.Username != "" || o.Password != "" {
		auth = neo4j.BasicAuth(o.Username, o.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(o.URI, auth, func(c *config.Config) {
		c.MaxTransactionRetryTime = retryFor
		c.SocketConnectTimeout = connectFor
		c.ConnectionAcquisitionTimeout = 2 * connectFor
		// After a fault the connections of the pool are dead.
		c.ConnectionLivenessCheckTimeout = time.Second
		c.TelemetryDisabled = true
	})
	if err != nil {
		return nil, &estate.Error{Code: estate.CodeInvalid, Message: "the address of the Neo4j server is not valid: write it as neo4j://host:7687 with nothing after the port", Err: err}
	}
	s := &Store{
		driver: driver, bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		database: o.Database, timeout: o.Timeout, whole: cmp.Or(o.Whole, defaultWhole), onStatement: o.OnStatement, queries: loadQueries(),
	}
	if s.timeout == 0 {
		s.timeout = defaultTimeout
	}
	silence := cmp.Or(o.Silence, defaultSilence)
	s.pinger, err = neo4j.NewDriverWithContext(o.URI, auth, func(c *config.Config) {
		c.MaxConnectionPoolSize = 1
		c.SocketConnectTimeout = silence
		c.TelemetryDisabled = true
	})
	if err != nil {
		return nil, errors.Join(err, driver.Close(context.WithoutCancel(ctx)))
	}
	s.watch = newWatch(s.pinger.VerifyConnectivity, silence)
	required := o.RequiredVersion
	if required == "" {
		required = defaultRequired
	}
	if err := s.prepare(ctx, o, at.Redacted(), required); err != nil {
		return nil, errors.Join(err, s.Close(context.WithoutCancel(ctx)))
	}
	s.watch.on.Store(true)
	return s, nil
}

// prepare checks the server, migrates its schema and sweeps what is left of unfinished imports.
func (s *Store) prepare(ctx context.Context, o Options, at, required string) error {
	info, err := s.connect(ctx, o, at)
	if err != nil {
		return err
	}
	version := strings.TrimPrefix(info.Agent(), "Neo4j/")
	if !atLeast(version, required) {
		return &estate.Error{Code: estate.CodeConflict, Message: fmt.Sprintf("the Neo4j server at %s is version %s: upgrade it to %s or later", at, version, required)}
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	s.sweep(ctx)
	return nil
}

// connect connects to the server. While the server does not answer, or its database is still
// starting, connect tries again for as long as the options say. It does not try again if the
// password is refused.
func (s *Store) connect(ctx context.Context, o Options, at string) (neo4j.ServerInfo, error) {
	try := func() (neo4j.ServerInfo, error) {
		first, stop := context.WithTimeout(ctx, connectFor)
		defer stop()
		info, err := s.driver.GetServerInfo(first)
		if err == nil {
			_, err = s.state(first) // the server answers before its database does
		}
		if ended := estate.FromContext("connecting", ctx.Err()); ended != nil {
			return nil, backoff.Permanent(ended)
		}
		if err == nil {
			return info, nil
		}
		password := refused(err)
		if info == nil || password {
			err = connecting(err, at)
		} else {
			err = translate(ctx, "connecting", err)
		}
		e, _ := errors.AsType[*estate.Error](err)
		if passing := e != nil && (e.Code == estate.CodeUnavailable || e.Code == estate.CodeTimeout); !passing || password || o.Wait == 0 {
			return nil, backoff.Permanent(err)
		}
		if o.OnWait != nil {
			o.OnWait(err)
		}
		return nil, err
	}
	slower := backoff.NewExponentialBackOff()
	slower.MaxInterval = 2 * time.Second
	info, err := backoff.Retry(ctx, try, backoff.WithBackOff(slower), backoff.WithMaxElapsedTime(o.Wait))
	if ended := estate.FromContext("connecting", ctx.Err()); ended != nil {
		return nil, ended
	}
	if own, ok := errors.AsType[*estate.Error](err); ok {
		return nil, own
	}
	return info, err
}

// connecting translates an error of the first connection.
func connecting(err error, at string) error {
	if refused(err) {
		return &estate.Error{Code: estate.CodeUnavailable, Message: fmt.Sprintf("the Neo4j server at %s refused the user name or the password: set NEO4J_USERNAME and NEO4J_PASSWORD to those of the server", at), Err: err}
	}
	return &estate.Error{Code: estate.CodeUnavailable, Message: fmt.Sprintf("no Neo4j server answers at %s: start it, or correct the address", at), Err: err}
}

// Close closes all connections.
func (s *Store) Close(ctx context.Context) error {
	return translate(ctx, "close", errors.Join(s.pinger.Close(ctx), s.driver.Close(ctx)))
}

// transaction runs statements in one transaction.
type transaction struct{ tx neo4j.ManagedTransaction }

// run sends a statement and reads all its rows.
func (t transaction) run(ctx context.Context, text string, p parameters) ([]row, error) {
	result, err := t.tx.Run(ctx, text, p)
	if err != nil {
		return nil, err
	}
	return collect(ctx, result)
}

func collect(ctx context.Context, result neo4j.ResultWithContext) ([]row, error) {
	records, err := result.Collect(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]row, len(records))
	for i, r := range records {
		rows[i] = r.AsMap()
	}
	return rows, nil
}

// read sends one statement in a read transaction and returns its rows.
func (s *Store) read(ctx context.Context, name, text string, p parameters) ([]row, error) {
	ctx, stop, err := s.watch.during(ctx)
	if err != nil {
		return nil, gone(name, err)
	}
	defer stop()
	session := s.session(ctx, neo4j.AccessModeRead)
	rows, err := neo4j.ExecuteRead(ctx, session, func(tx neo4j.ManagedTransaction) ([]row, error) {
		rows, err := transaction{tx}.run(ctx, text, p)
		if err == nil {
			s.watch.heard.Add(1)
		}
		return rows, err
	}, neo4j.WithTxTimeout(s.timeout))
	return rows, translate(ctx, name, closeAfter(ctx, session, err))
}

// look sends a statement that an import reads with before it writes.
func (s *Store) look(ctx context.Context, st *statement) ([]row, error) {
	return s.read(ctx, st.name, s.text(st), st.parameters)
}

// fetched is the number of rows of a stream that the server sends at a time. It is small, because a
// row may be a large group.
const fetched = 20

// readRows sends one statement in a read transaction and passes each row to take. It stops if take
// returns an error.
func (s *Store) readRows(ctx context.Context, name, text string, p parameters, take func(row) error) error {
	ctx, stop, err := s.watch.during(ctx)
	if err != nil {
		return gone(name, err)
	}
	defer stop()
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: neo4j.AccessModeRead, DatabaseName: s.database, BookmarkManager: s.bookmarks, FetchSize: fetched,
	})
	result, err := session.Run(ctx, text, p, neo4j.WithTxTimeout(s.timeout))
	for err == nil && result.Next(ctx) {
		s.watch.heard.Add(1)
		err = take(result.Record().AsMap())
	}
	if err == nil {
		err = result.Err()
	}
	return translate(ctx, name, closeAfter(ctx, session, err))
}

// closeAfter closes a session and joins its error to err. It does not wait for a server that has
// gone to agree.
func closeAfter(ctx context.Context, session neo4j.SessionWithContext, err error) error {
	closing, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	if hasGone(ctx, err) {
		closing, stop = context.WithTimeout(closing, closeFor)
		defer stop()
	}
	return errors.Join(err, session.Close(closing))
}

// write runs work in one write transaction. After a passing fault it runs work again from the
// beginning.
func (s *Store) write(ctx context.Context, operation string, work func(context.Context, transaction) error) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	_, err := neo4j.ExecuteWrite(ctx, session, func(tx neo4j.ManagedTransaction) (struct{}, error) {
		return struct{}{}, work(ctx, transaction{tx})
	})
	err = errors.Join(err, session.Close(context.WithoutCancel(ctx)))
	return translate(ctx, operation, err)
}

// alone sends a statement in a transaction of its own. Schema changes and statements that commit in
// between need one.
func (s *Store) alone(ctx context.Context, operation, text string, p parameters) error {
	session := s.session(ctx, neo4j.AccessModeWrite)
	result, err := session.Run(ctx, text, p)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	err = errors.Join(err, session.Close(context.WithoutCancel(ctx)))
	return translate(ctx, operation, err)
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: mode, DatabaseName: s.database, BookmarkManager: s.bookmarks})
}

// translate returns an error of the driver or the server as an *estate.Error, and nil for nil.
func translate(ctx context.Context, operation string, err error) error {
	if err == nil {
		return nil
	}
	if own, ok := errors.AsType[*estate.Error](err); ok {
		return own
	}
	if hasGone(ctx, err) {
		return gone(operation, err)
	}
	if ended := estate.FromContext(operation, ctx.Err()); ended != nil {
		return ended
	}
	code, message := estate.CodeInternal, "something went wrong in the store"
	switch fault := serverCode(err); {
	case strings.Contains(fault, ".TransactionTimedOut"), strings.HasSuffix(fault, ".Terminated"), strings.HasSuffix(fault, ".TransactionTerminated"), strings.HasSuffix(fault, ".LockClientStopped"):
		code, message = estate.CodeTimeout, "the request took too long and was stopped: ask for less at a time"
	case strings.HasSuffix(fault, ".MemoryPoolOutOfMemoryError"):
		code, message = estate.CodeTooCostly, "the database server has too little memory to take this in: give its heap more, or import in smaller files"
	case strings.HasSuffix(fault, ".ConstraintValidationFailed"), strings.HasSuffix(fault, ".ConstraintCreationFailed"):
		code, message = estate.CodeConflict, "two things claim the same key: give each its own GSS code, slug and id"
	case refused(err):
		code, message = estate.CodeUnavailable, "the database refused the user name or the password: ask the operator of this service"
	case fault == "" && unreachable(err), strings.HasPrefix(fault, "Neo.TransientError."), strings.HasSuffix(fault, ".DatabaseUnavailable"), strings.HasSuffix(fault, ".DatabaseNotFound"):
		code, message = estate.CodeUnavailable, "the database cannot be reached: try again in a moment"
	}
	return &estate.Error{Code: code, Message: message, Err: fmt.Errorf("%s: %w", operation, err)}
}

// gone returns the error of a read from a server that does not answer.
func gone(operation string, err error) error {
	return &estate.Error{
		Code: estate.CodeUnavailable, Message: "the database does not answer: try again in a moment",
		Err: fmt.Errorf("%s: %w", operation, err),
	}
}

// serverCode returns the code of an error that the server sent, "Neo.ClientError..."; empty for any
// other error.
func serverCode(err error) string {
	if sent, ok := errors.AsType[*neo4j.Neo4jError](err); ok {
		return sent.Code
	}
	if tired, ok := errors.AsType[*neo4j.TransactionExecutionLimit](err); ok && len(tired.Errors) > 0 {
		return serverCode(tired.Errors[len(tired.Errors)-1])
	}
	return ""
}

// refused reports whether the server did not accept the user name or the password.
func refused(err error) bool {
	if _, ok := errors.AsType[*neo4j.InvalidAuthenticationError](err); ok {
		return true
	}
	return strings.HasPrefix(serverCode(err), "Neo.ClientError.Security.")
}

// unreachable reports whether the server could not be reached.
func unreachable(err error) bool {
	if _, ok := errors.AsType[*neo4j.ConnectivityError](err); ok {
		return true
	}
	_, ok := errors.AsType[*neo4j.TransactionExecutionLimit](err)
	return ok || errors.Is(err, context.DeadlineExceeded)
}
