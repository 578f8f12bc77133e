package sqlite

import (
	"context"
	"embed"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/cenkalti/backoff/v5"
	sqlite3 "modernc.org/sqlite/lib"

	"boroughgraph/estate"
)

// Migrations are numbered, and each is applied once, in order. A new one is a new file with a
// higher number; the statements of an old one never change.
//
//go:embed migration/*.sql
var migrationFiles embed.FS

// applicationID marks a file of this program; 0001_estate.sql writes it.
const applicationID = 1651664754

// migration is one numbered file.
type migration struct {
	number int
	text   string
}

// migrations returns all migrations by number. The last number is the version of the schema.
func migrations() []migration {
	entries, err := migrationFiles.ReadDir("migration")
	if err != nil {
		panic(err) // the files are part of the program
	}
	ms := make([]migration, len(entries))
	for i, e := range entries { // by name, so by number
		digits, _, _ := strings.Cut(e.Name(), "_")
		number, err := strconv.Atoi(digits)
		if err != nil || len(digits) != 4 {
			panic(fmt.Sprintf("migration %s begins with no number of four digits", e.Name()))
		}
		text, err := migrationFiles.ReadFile(path.Join("migration", e.Name()))
		if err != nil {
			panic(err)
		}
		ms[i] = migration{number, string(text)}
	}
	return ms
}

// schemaVersion returns the number of the last migration.
func schemaVersion() int {
	ms := migrations()
	return ms[len(ms)-1].number
}

// versions are those of the schema and of the rules that a store was written with; both are 0 for a
// new store.
type versions struct{ schema, rules int }

// current returns the versions of this program.
func current() versions { return versions{schema: schemaVersion(), rules: estate.RuleVersion} }

// migrateInTurn runs migrate and retries it for lockTimeout while it fails with SQLITE_BUSY. The
// busy timeout is not enough: the change to WAL, and the first read of a file whose WAL another
// program is creating or deleting, return SQLITE_BUSY at once.
func (s *Store) migrateInTurn(ctx context.Context) error {
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := s.migrate(ctx)
		if err != nil && resultCode(err) != sqlite3.SQLITE_BUSY {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(backoff.NewConstantBackOff(lockTimeout/100)), backoff.WithMaxElapsedTime(lockTimeout))
	return err
}

// migrate brings the store up to date in one transaction. It leaves the file of another program or
// of a newer version unchanged.
func (s *Store) migrate(ctx context.Context) error {
	v, err := s.versions(ctx, s.writes)
	if err != nil {
		return err
	}
	// This comes after the check, because it writes to the file. The file keeps the setting.
	if _, err := s.writes.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	if v == current() { // do not wait for another program's long import
		return nil
	}
	return s.write(ctx, "migrate", func(w *writer) error {
		v, err := s.versions(ctx, w.tx) // another program may have migrated in the meantime
		if err != nil {
			return err
		}
		return w.upgrade(ctx, v)
	})
}

func (w *writer) upgrade(ctx context.Context, v versions) error {
	for _, m := range migrations() {
		if m.number <= v.schema {
			continue
		}
		if err := w.exec(ctx, fmt.Sprintf("migration %d", m.number), m.text, nil); err != nil {
			return err
		}
	}
	if v.schema > 0 && (v.schema < schemaVersion() || v.rules < estate.RuleVersion) {
		if err := w.rebuild(ctx); err != nil {
			return err
		}
	}
	return w.exec(ctx, "put_meta", w.s.text(ask("put_meta", nil)), parameters{
		"schema_version": schemaVersion(), "rule_version": estate.RuleVersion,
	})
}

// versions reads the versions of the file. It returns CodeConflict for the file of another program
// or of a newer version.
func (s *Store) versions(ctx context.Context, db querier) (versions, error) {
	var v versions
	id, tables := 0, 0
	err := query(ctx, unprepared{db, s.text(ask("meta_file", nil))}, nil, func(r row) error {
		id, tables = r.Number("application_id"), r.Number("table_count")
		return nil
	})
	switch {
	case err != nil:
		return v, err
	case id == 0 && tables == 0:
		return v, nil
	case id != applicationID:
		return v, conflict("%s holds the data of another program: give another place for the store", s.place)
	}
	err = query(ctx, unprepared{db, s.text(ask("meta", nil))}, nil, func(r row) error {
		v = versions{schema: r.Number("schema_version"), rules: r.Number("rule_version")}
		return nil
	})
	if err == nil && (v.schema > schemaVersion() || v.rules > estate.RuleVersion) {
		err = conflict("%s was written by a newer version of this program: install that version, or give another place for the store", s.place)
	}
	return v, err
}

func conflict(format string, args ...any) *estate.Error {
	return &estate.Error{Code: estate.CodeConflict, Message: fmt.Sprintf(format, args...)}
}

// Ready implements estate.Store.
func (s *Store) Ready(ctx context.Context) error {
	if damage := s.damage.Load(); damage != nil {
		return *damage
	}
	if err := s.unchanged(ctx); err != nil {
		return translate("ready", err)
	}
	var v versions
	err := s.run(ctx, "ready", func(ctx context.Context) (err error) {
		v, err = s.versions(ctx, s.checks)
		return err
	})
	if err == nil && v != current() {
		return conflict("%s is of an older version than this program: stop the program and start it again, which brings the store up to date", s.place)
	}
	return err
}
