// Package sqlite keeps the estate in one file, or in memory, with an embedded SQLite. No database
// has to be installed.
//
// Start with Open. The table fact holds every noun as it was stated. The other tables are derived
// from it, for matching, filtering, sorting and paging; see migration/0001_estate.sql. Each read is
// one statement in query/, named after its method. apply.go writes facts, and derive.go rewrites
// the derived rows that a change affects.
package sqlite

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver, under the name "sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
)

// Options are the settings of a Store.
type Options struct {
	Path     string        // the file; "" or ":memory:" is a database in memory, not shared
	ReadOnly bool          // neither create nor change the file; it must be of this version
	Timeout  time.Duration // of one statement; 0 is 10 seconds
	// OnStatement is called once for each statement that a read sends, before it is sent, with the
	// context of the read. What it returns is called with the read's error when all rows are read.
	// Both may be nil.
	OnStatement func(ctx context.Context, name string) (done func(error))
}

const (
	defaultTimeout = 10 * time.Second
	// lockTimeout is how long a statement waits while another program writes.
	lockTimeout = 5 * time.Second
	// readers is the number of reads that run at the same time. Each has a connection with its own
	// page cache.
	readers       = 4
	readCacheKiB  = 2048
	checkCacheKiB = 256
	// writeCacheKiB holds the pages that an import changes repeatedly. The process needs about
	// twice as much memory for it.
	writeCacheKiB = 32768
	sortCacheKiB  = 8192
)

// Store is an estate.Store over one SQLite database. It is safe for concurrent use. Reads run in
// parallel and see the last commit; writes take turns. In memory, reads take turns too.
type Store struct {
	options Options
	place   string // the file, as messages name it
	queries map[string]string
	kept    prepared // the statements that reads have sent
	image   *overview.Image
	// tooLarge reports that the estate is too large for the image; statements then answer instead.
	tooLarge   atomic.Bool
	overviewed used // questions that the image could answer
	reads      *sql.DB
	writes     *sql.DB
	keep       *sql.Conn // keeps a database in memory alive; nil for a file
	checks     *sql.DB   // one connection that readers never hold, for Ready
	source     string    // the database's URI
	opened     identity
	damage     atomic.Pointer[error] // what Check found
}

var _ estate.Store = (*Store)(nil)

// Open opens the store at o.Path, creates it if there is none, and migrates a store with an older
// schema or older rules. It returns CodeUnavailable if the file cannot be read and written. It
// returns CodeConflict, and leaves the file unchanged, if it belongs to another program or to a
// newer version of this one.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	s := &Store{options: o, place: o.Path, queries: loadQueries(), image: overview.NewImage()}
	memory := o.Path == "" || o.Path == ":memory:"
	var err error
	if s.source, err = dataSource(o.Path, memory, o.ReadOnly); err != nil {
		return nil, s.openError(err)
	}
	if memory {
		err = s.openMemory(ctx, s.source)
	} else {
		err = s.openFile(s.source)
	}
	if err != nil {
		return nil, errors.Join(s.openError(err), s.Close(ctx))
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(s.openError(err), s.Close(ctx))
	}
	return s, nil
}

// prepare brings the store up to date, or checks that a store that is only read is.
func (s *Store) prepare(ctx context.Context) error {
	if s.options.ReadOnly {
		v, err := s.versions(ctx, s.checks)
		if err == nil && v != current() {
			err = conflict("%s is of an older version than this program: open it once without --read-only, or use a copy", s.place)
		}
		if err != nil {
			return err
		}
	} else if err := s.migrateInTurn(ctx); err != nil {
		return err
	}
	return s.identify(ctx)
}

func (s *Store) openFile(source string) (err error) {
	if s.writes, err = pool(source, 1, writeCacheKiB, "_txlock=immediate"); err != nil {
		return err
	}
	if s.checks, err = pool(source, 1, checkCacheKiB, "_pragma=query_only(1)"); err != nil {
		return err
	}
	s.reads, err = pool(source, readers, readCacheKiB, "_pragma=query_only(1)")
	return err
}

// openMemory opens one connection that reads and writes in turn, and a second one that keeps the
// database alive. In memory a write excludes all reads anyway, and parallel readers could starve
// it.
func (s *Store) openMemory(ctx context.Context, source string) (err error) {
	if s.writes, err = pool(source, 2, writeCacheKiB, "_txlock=immediate"); err != nil {
		return err
	}
	s.reads, s.checks = s.writes, s.writes
	s.keep, err = s.writes.Conn(ctx)
	return err
}

// dataSource returns the URI of the database without its settings.
func dataSource(path string, memory, readOnly bool) (string, error) {
	if memory {
		return "file:/" + rand.Text() + "?vfs=memdb", nil
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	full = "/" + strings.TrimPrefix(filepath.ToSlash(full), "/")
	uri := "file:" + (&url.URL{Path: full}).EscapedPath()
	if readOnly {
		return uri + readOnlyMode(path), nil
	}
	createPrivate(path)
	return uri + "?mode=rwc", nil
}

// readOnlyMode returns the settings for a file that is only read. SQLite writes a file beside a
// database in WAL mode even to read it, unless it is told that nothing changes the database. It is
// told so where nothing can be written beside it and the log is empty.
func readOnlyMode(path string) string {
	log, err := os.Stat(path + "-wal")
	if err == nil && log.Size() > 0 {
		return "?mode=ro"
	}
	probe, err := os.CreateTemp(filepath.Dir(path), ".boroughgraph-*")
	if err != nil {
		return "?mode=ro&immutable=1"
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	return "?mode=ro"
}

// createPrivate creates a missing file so that only its owner can read it. SQLite gives the files
// beside it the same permissions. It returns no error, because SQLite says why a file cannot be
// created.
func createPrivate(path string) {
	if file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600); err == nil {
		file.Close()
	}
}

// pool opens connections whose commits are durable. In WAL mode a commit survives a power cut only
// with synchronous=FULL.
func pool(source string, size, cacheKiB int, setting string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", fmt.Sprintf(
		"%s&_pragma=busy_timeout(%d)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)&_pragma=cache_size(-%d)&_dqs=0&%s",
		source, lockTimeout.Milliseconds(), cacheKiB, setting))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db, nil
}

// Close waits for running statements and closes the store.
func (s *Store) Close(context.Context) error {
	var errs []error
	if s.keep != nil {
		errs = append(errs, s.keep.Close())
	}
	for _, db := range []*sql.DB{s.reads, s.checks, s.writes} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return translate("close", errors.Join(errs...))
}

// read sends a statement that reads and passes each row to take.
func (s *Store) read(ctx context.Context, st *statement, take func(row) error) error {
	name := st.name()
	var done func(error)
	if s.options.OnStatement != nil {
		done = s.options.OnStatement(ctx, name)
	}
	err := s.run(ctx, name, func(ctx context.Context) error {
		prepared, err := s.kept.statement(ctx, s.reads, st.form(), func() string { return s.text(st) })
		if err != nil {
			return err
		}
		return query(ctx, prepared, st.parameters, take)
	})
	if done != nil {
		done(err)
	}
	return err
}

// run runs one statement within the store's timeout and translates its error.
func (s *Store) run(ctx context.Context, name string, send func(context.Context) error) error {
	bounded, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	err := send(bounded)
	if err != nil && bounded.Err() != nil {
		// an interrupted statement does not always return the context's error
		err = bounded.Err()
	}
	switch resultCode(err) {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB: // remember it, because another statement might not meet it
		damage := s.openError(err)
		s.damage.CompareAndSwap(nil, &damage)
	}
	return translate(name, err)
}

// source is a statement to read from: a prepared one, or a text with the database that it is sent
// to.
type source interface {
	QueryContext(ctx context.Context, args ...any) (*sql.Rows, error)
}

type querier interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
}

// unprepared is a text that is sent once.
type unprepared struct {
	db   querier
	text string
}

func (u unprepared) QueryContext(ctx context.Context, args ...any) (*sql.Rows, error) {
	return u.db.QueryContext(ctx, u.text, args...)
}

func query(ctx context.Context, from source, p parameters, take func(row) error) (err error) {
	rows, err := from.QueryContext(ctx, named(p)...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, places := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		places[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		r := make(row, len(columns))
		for i, column := range columns {
			r[column] = values[i]
		}
		if err := take(r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// named returns parameters as the driver takes them.
func named(p parameters) []any {
	args := make([]any, 0, len(p))
	for name, value := range p {
		args = append(args, sql.Named(name, value))
	}
	return args
}

// writer is one write transaction.
type writer struct {
	s  *Store
	tx *sql.Tx
	// packed is what the overview is to hold of changed nouns, by bucket; nil of a removed one.
	packed map[int]map[estate.ID]overview.Packed
	many   bool // so many contracts change that indexes are rebuilt at the end; see changesMost
}

// write runs work in one transaction. Writes take turns.
func (s *Store) write(ctx context.Context, operation string, work func(*writer) error) error {
	tx, err := s.writes.BeginTx(ctx, nil)
	if err != nil {
		return translate(operation, err)
	}
	if err := work(&writer{s: s, tx: tx}); err != nil {
		return errors.Join(err, ignoreDone(tx.Rollback()))
	}
	if err = tx.Commit(); err != nil && ctx.Err() != nil {
		err = ctx.Err()
	}
	return translate(operation, err)
}

// ignoreDone returns err unless it says that the transaction has ended, which it has once its
// context is done.
func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// query sends a statement that reads within the transaction and passes each row to take.
func (w *writer) query(ctx context.Context, name string, p parameters, take func(row) error) error {
	return w.s.run(ctx, name, func(ctx context.Context) error {
		return query(ctx, unprepared{w.tx, w.s.text(ask(name, nil))}, p, take)
	})
}

// exec sends a text of one or more statements that write.
func (w *writer) exec(ctx context.Context, name, text string, p parameters) error {
	return w.s.run(ctx, name, func(ctx context.Context) error {
		_, err := w.tx.ExecContext(ctx, text, named(p)...)
		return err
	})
}
