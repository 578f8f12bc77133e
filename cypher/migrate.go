package cypher

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"boroughgraph/estate"
)

// Migrations are numbered, and each is applied once. A statement ends with a semicolon at the end
// of a line. It can be run again, so that the next Open completes one that was interrupted.
//
//go:embed migration/*.cypher
var migrationFiles embed.FS

// migration is one numbered file of statements that change the schema.
type migration struct {
	number     int
	name       string
	statements []string
}

// migrations returns all migrations by number.
func migrations() []migration {
	entries, err := migrationFiles.ReadDir("migration")
	if err != nil {
		panic(err) // the files are part of the program
	}
	ms := make([]migration, 0, len(entries))
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".cypher")
		digits, _, _ := strings.Cut(name, "_")
		number, err := strconv.Atoi(digits)
		if err != nil {
			panic(fmt.Errorf("migration %s has no number: %w", name, err))
		}
		text, err := migrationFiles.ReadFile(path.Join("migration", e.Name()))
		if err != nil {
			panic(err)
		}
		ms = append(ms, migration{number, name, statementsIn(string(text))})
	}
	slices.SortFunc(ms, func(a, b migration) int { return cmp.Compare(a.number, b.number) })
	return ms
}

func statementsIn(text string) []string {
	var all []string
	for part := range strings.SplitSeq(withoutComments(text), ";\n") {
		if part = strings.TrimSuffix(strings.TrimSpace(part), ";"); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// state is the number of the store's last migration, the version of the rules that its derived data
// follows, both 0 in an empty database, and the number of batches written.
type state struct{ schema, rules, batches int }

func stateOf(r row) state {
	return state{schema: r.Number("schema"), rules: r.Number("rules"), batches: r.Number("batches")}
}

func (s *Store) state(ctx context.Context) (state, error) {
	rows, err := s.read(ctx, "state", s.text(ask("state", nil)), nil)
	if err != nil || len(rows) == 0 {
		return state{}, err
	}
	return stateOf(rows[0]), nil
}

func (s *Store) setState(ctx context.Context, now state) error {
	return s.write(ctx, "set state", func(ctx context.Context, tx transaction) error {
		_, err := tx.run(ctx, s.text(ask("set_state", nil)), parameters{"schema": now.schema, "rules": now.rules})
		return err
	})
}

// check returns CodeConflict for a store that was written by a newer version of this program.
func (at state) check(latest state) error {
	if at.schema > latest.schema || at.rules > latest.rules {
		return &estate.Error{Code: estate.CodeConflict, Message: fmt.Sprintf(
			"the store was written by a newer version of this program (schema %d, rules %d; this one knows %d and %d): run that version, or point this one at another store",
			at.schema, at.rules, latest.schema, latest.rules)}
	}
	return nil
}

// isOf reports whether a store has the latest schema and rules.
func (at state) isOf(latest state) bool {
	return at.schema == latest.schema && at.rules == latest.rules
}

// latestState returns the state that this program brings a store to.
func latestState(ms []migration) state {
	return state{schema: ms[len(ms)-1].number, rules: estate.RuleVersion}
}

// migrate applies the migrations that the store has not had yet, and derives everything again if
// its rules are older.
func (s *Store) migrate(ctx context.Context) error {
	ms := migrations()
	latest := latestState(ms)
	at, err := s.state(ctx)
	if err != nil {
		return err
	}
	if err := at.check(latest); err != nil || at.isOf(latest) {
		return err
	}
	for _, m := range ms {
		if m.number <= at.schema {
			continue
		}
		for _, statement := range m.statements {
			if err := s.alone(ctx, "migration "+m.name, statement, nil); err != nil {
				return err
			}
		}
	}
	if err := s.alone(ctx, "await indexes", "CALL db.awaitIndexes(300)", nil); err != nil {
		return err
	}
	if at.rules == 0 { // a new store has nothing to derive
		return s.setState(ctx, latest)
	}
	if err := s.setState(ctx, state{schema: latest.schema, rules: at.rules}); err != nil || at.rules == latest.rules {
		return err
	}
	return s.Rebuild(ctx)
}

// Ready implements estate.Store.
func (s *Store) Ready(ctx context.Context) error {
	at, err := s.state(ctx)
	if err != nil {
		return err
	}
	latest := latestState(migrations())
	if err := at.check(latest); err != nil {
		return err
	}
	if !at.isOf(latest) {
		return &estate.Error{Code: estate.CodeConflict, Message: "the store is not set up for this version of the program: run migrate"}
	}
	return nil
}
