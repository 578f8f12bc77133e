package sqlite

import (
	"context"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"boroughgraph/estate"
)

// translate returns an error of the driver as an *estate.Error, and nil for nil.
func translate(operation string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*estate.Error](err); ok {
		return err
	}
	if ended := estate.FromContext(operation, err); ended != nil {
		return ended
	}
	err = fmt.Errorf("%s: %w", operation, err)
	switch resultCode(err) {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return unavailable("another program is writing to the store: try again in a moment", err)
	case sqlite3.SQLITE_FULL:
		return unavailable("the disk that the store is on is full: make room and try again", err)
	case sqlite3.SQLITE_READONLY:
		return unavailable("the store cannot be written to: make its file and its folder writable", err)
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR:
		if cannotGrow(err) {
			return unavailable("the store's file cannot grow: make room on its disk, raise the limit on the size of files if there is one, and try again", err)
		}
		return unavailable("the store's file cannot be read or written: check that its disk is there and its folder is writable", err)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return unavailable("the store's file is damaged: put a backup in its place", err)
	}
	return internal(err)
}

// resultCode returns SQLite's primary result code; 0 if the error is not SQLite's.
func resultCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// cannotGrow reports whether a file could not be made longer. Not every full disk gives
// SQLITE_FULL: a limit on the size of files, or a disk without room for the shared memory of the
// write-ahead log, gives one of these codes.
func cannotGrow(err error) bool {
	e, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return false
	}
	switch e.Code() {
	case sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP, sqlite3.SQLITE_IOERR_TRUNCATE:
		return true
	}
	return false
}

func unavailable(message string, err error) *estate.Error {
	return &estate.Error{Code: estate.CodeUnavailable, Message: message, Err: err}
}

func internal(err error) *estate.Error {
	return &estate.Error{Code: estate.CodeInternal, Message: "something went wrong in the store", Err: err}
}

// openError translates an error of Open. Its messages name the file and say what to do about it.
func (s *Store) openError(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return translate("open", err)
	}
	was := err
	if e, ok := errors.AsType[*estate.Error](err); ok && e.Err != nil {
		err = e.Err // its message does not name the file
	}
	switch resultCode(err) {
	case sqlite3.SQLITE_FULL:
		return unavailable(s.place+" cannot be written because its disk is full: make room and try again, or give another place", err)
	case sqlite3.SQLITE_IOERR:
		if cannotGrow(err) {
			return unavailable(s.place+" cannot grow: make room on its disk, raise the limit on the size of files if there is one, and try again", err)
		}
		return unavailable(s.place+" cannot be read or written: check that its disk is there, and look for faults of it in the system's log", err)
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return unavailable(s.place+" cannot be opened for writing: make sure that its folder exists and that both are writable, or give another place", err)
	case sqlite3.SQLITE_NOTADB:
		return unavailable(s.place+" is not a database: give another place for the store, or move that file away", err)
	case sqlite3.SQLITE_CORRUPT:
		return unavailable(s.place+" is damaged: put a backup in its place, or move it away and import again", err)
	case sqlite3.SQLITE_BUSY:
		return unavailable(s.place+" is in use by another program: stop that one, or try again in a moment", err)
	}
	return translate("open", was)
}
