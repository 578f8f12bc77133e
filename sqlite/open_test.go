package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// at opens a store that the test closes itself.
func at(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func shut(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// change runs statements on a file behind the store's back.
func change(t *testing.T, path, text string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.ExecContext(t.Context(), text)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// one returns a single value of a row, read from a pool.
func one(t *testing.T, db *sql.DB, text string) string {
	t.Helper()
	var value string
	if err := db.QueryRowContext(t.Context(), text).Scan(&value); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}

// wantError checks an error's code. Its message must be one plain sentence that contains names.
func wantError(t *testing.T, err error, code estate.Code, names string) {
	t.Helper()
	e, ok := errors.AsType[*estate.Error](err)
	if !ok {
		t.Fatalf("got %v, want an *estate.Error", err)
	}
	if e.Code != code || !strings.Contains(e.Message, names) {
		t.Errorf("got %s, %q, want %s with %q", e.Code, e.Message, code, names)
	}
	for _, word := range []string{"SQLITE", "sqlite", "database disk", "\n", "("} {
		if strings.Contains(strings.ReplaceAll(e.Message, names, ""), word) {
			t.Errorf("%q is not a message for users", e.Message)
		}
	}
}

func TestSettings(t *testing.T) {
	s := at(t, filepath.Join(t.TempDir(), "estate.db"))
	defer shut(t, s)
	const full = "2" // PRAGMA synchronous
	tests := map[string]struct {
		db      *sql.DB
		setting string
		want    string
	}{
		"writes go to a log":                  {s.writes, "journal_mode", "wal"},
		"a commit waits for the disk":         {s.writes, "synchronous", full},
		"references are held":                 {s.writes, "foreign_keys", "1"},
		"a write waits for another program's": {s.writes, "busy_timeout", "5000"},
		"reads see the log":                   {s.reads, "journal_mode", "wal"},
		"reads cannot write":                  {s.reads, "query_only", "1"},
		"reads keep few pages":                {s.reads, "cache_size", "-2048"},
		"writes keep many pages":              {s.writes, "cache_size", "-32768"},
		"the file says whose it is":           {s.reads, "application_id", fmt.Sprint(applicationID)},
		"the file is whole":                   {s.reads, "integrity_check", "ok"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := one(t, tt.db, "PRAGMA "+tt.setting); got != tt.want {
				t.Errorf("%s is %s, want %s", tt.setting, got, tt.want)
			}
		})
	}
	if _, err := s.reads.ExecContext(t.Context(), "DELETE FROM fact"); err == nil {
		t.Error("a connection that reads could write")
	}
}

func TestReopened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a ? # % ü.db")
	s := at(t, path)
	if _, err := s.Apply(t.Context(), storetest.Import(madeUp(5))); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	again := at(t, path)
	defer shut(t, again)
	counts, err := again.Counts(t.Context())
	if err != nil || counts[estate.KindContract] != 5 || counts[estate.KindBorough] != 33 {
		t.Errorf("after opening again: %v, %v", counts, err)
	}
	if err := again.Ready(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := map[string]struct {
		prepare func(t *testing.T, path string)
		code    estate.Code
	}{
		"a file that is not a database": {func(t *testing.T, path string) {
			write(t, path, strings.Repeat("a contract register, in text. ", 100))
		}, estate.CodeUnavailable},
		"a folder": {func(t *testing.T, path string) {
			if err := os.Mkdir(path, 0o755); err != nil {
				t.Fatal(err)
			}
		}, estate.CodeUnavailable},
		"another program's database": {func(t *testing.T, path string) {
			change(t, path, "CREATE TABLE other (id)")
		}, estate.CodeConflict},
		"a newer schema": {func(t *testing.T, path string) {
			shut(t, at(t, path))
			change(t, path, "UPDATE meta SET schema_version = 99")
		}, estate.CodeConflict},
		"newer rules": {func(t *testing.T, path string) {
			shut(t, at(t, path))
			change(t, path, "UPDATE meta SET rule_version = 99")
		}, estate.CodeConflict},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "estate.db")
			tt.prepare(t, path)
			before := read(path)
			_, err := Open(t.Context(), Options{Path: path})
			wantError(t, err, tt.code, path)
			if diff := cmp.Diff(before, read(path)); diff != "" {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpenWhereItCannotWrite(t *testing.T) {
	t.Run("a folder that is not there", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "missing", "estate.db")
		_, err := Open(t.Context(), Options{Path: path})
		wantError(t, err, estate.CodeUnavailable, path)
	})
	t.Run("a folder that is not writable", func(t *testing.T) {
		folder := t.TempDir()
		if err := os.Chmod(folder, 0o555); err != nil {
			t.Fatal(err)
		}
		if os.WriteFile(filepath.Join(folder, "probe"), nil, 0o600) == nil {
			t.Skip("this user may write everywhere")
		}
		path := filepath.Join(folder, "estate.db")
		_, err := Open(t.Context(), Options{Path: path})
		wantError(t, err, estate.CodeUnavailable, path)
	})
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// read returns a file's content, or "" for a folder.
func read(path string) string {
	b, _ := os.ReadFile(path)
	return string(b)
}

// TestOlderRulesAreRebuilt checks that opening a store derives again what older rules derived, and
// notes the version.
func TestOlderRulesAreRebuilt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "estate.db")
	s := at(t, path)
	if _, err := s.Apply(t.Context(), storetest.Import(madeUp(3))); err != nil {
		t.Fatal(err)
	}
	want := keys(t, s)
	shut(t, s)
	change(t, path, "UPDATE meta SET rule_version = 0; UPDATE contract SET by_end_date = id; DELETE FROM contract_term")
	again := at(t, path)
	defer shut(t, again)
	if diff := cmp.Diff(want, keys(t, again)); diff != "" {
		t.Error(diff)
	}
	if got := one(t, again.reads, "SELECT rule_version FROM meta"); got != fmt.Sprint(estate.RuleVersion) {
		t.Errorf("the rules are noted as %s", got)
	}
	if got := one(t, again.reads, "SELECT count(DISTINCT contract_id) FROM contract_term"); got != "3" {
		t.Errorf("%s contracts have terms, want 3", got)
	}
}

func keys(t *testing.T, s *Store) []string {
	t.Helper()
	page, err := s.Contracts(t.Context(), estate.ContractFilter{}, estate.ContractsByEndDate, estate.FirstPage(10))
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, r := range page.Rows {
		keys = append(keys, r.Key)
	}
	return keys
}

// TestNotReadyUnderANewerProgram has a newer program upgrade the file while this one runs.
func TestNotReadyUnderANewerProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "estate.db")
	s := at(t, path)
	defer shut(t, s)
	change(t, path, "UPDATE meta SET schema_version = 99")
	wantError(t, s.Ready(t.Context()), estate.CodeConflict, path)
}

func TestStoresInMemoryAreApart(t *testing.T) {
	one, other := filled(t, 1), filled(t, 2)
	for s, want := range map[*Store]int{one: 1, other: 2} {
		counts, err := s.Counts(t.Context())
		if err != nil || counts[estate.KindContract] != want {
			t.Errorf("%d contracts, %v, want %d", counts[estate.KindContract], err, want)
		}
	}
}

// TestReadsBesideWrites checks that reads see all of a write or nothing, and that neither makes the
// other fail.
func TestReadsBesideWrites(t *testing.T) {
	for name, path := range map[string]string{"in memory": "", "in a file": filepath.Join(t.TempDir(), "estate.db")} {
		t.Run(name, func(t *testing.T) {
			s := at(t, path)
			defer shut(t, s)
			ctx, cancel := context.WithCancel(t.Context())
			var readers sync.WaitGroup
			for range 3 {
				readers.Go(func() {
					for ctx.Err() == nil {
						counts, err := s.Counts(t.Context())
						if err != nil || counts[estate.KindContract] != counts[estate.KindEvidence] {
							t.Errorf("%v, %v", counts, err)
							return
						}
					}
				})
			}
			for n := range 10 {
				if _, err := s.Apply(t.Context(), storetest.Import(madeUp(5*n))); err != nil {
					t.Error(err)
				}
			}
			cancel()
			readers.Wait()
		})
	}
}

// TestTwoProgramsOnOneFile has two programs open a new file at once, and both write to it.
func TestTwoProgramsOnOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "estate.db")
	var programs sync.WaitGroup
	for n := range 4 {
		programs.Go(func() {
			s, err := Open(t.Context(), Options{Path: path})
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := s.Apply(t.Context(), storetest.Import(madeUp(10+n))); err != nil {
				t.Error(err)
			}
			if err := s.Close(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	programs.Wait()
	s := at(t, path)
	defer shut(t, s)
	if counts, err := s.Counts(t.Context()); err != nil || counts[estate.KindContract] != 13 {
		t.Errorf("%v, %v, want 13 contracts", counts, err)
	}
}

// TestOpenedBesideALongImport checks that another program reads the old content while an import is
// running.
func TestOpenedBesideALongImport(t *testing.T) {
	path := filepath.Join(t.TempDir(), "estate.db")
	s := at(t, path)
	defer shut(t, s)
	if _, err := s.Apply(t.Context(), storetest.Import(madeUp(3))); err != nil {
		t.Fatal(err)
	}
	in := storetest.Import(nil)
	in.Parts = func(yield func(*estate.Changes, error) bool) {
		yield(madeUp(5), nil)
		other := at(t, path)
		defer shut(t, other)
		if counts, err := other.Counts(t.Context()); err != nil || counts[estate.KindContract] != 3 {
			t.Errorf("%v, %v, want 3 contracts", counts, err)
		}
	}
	if _, err := s.Apply(t.Context(), in); err != nil {
		t.Fatal(err)
	}
}

func TestTimeout(t *testing.T) {
	s := filled(t, 3)
	s.options.Timeout = time.Nanosecond
	_, err := s.Counts(t.Context())
	wantError(t, err, estate.CodeTimeout, "too long")
	_, err = s.Apply(t.Context(), storetest.Import(madeUp(4)))
	wantError(t, err, estate.CodeTimeout, "too long")
	s.options.Timeout = time.Minute
	if counts, err := s.Counts(t.Context()); err != nil || counts[estate.KindContract] != 3 {
		t.Errorf("after the timeouts: %v, %v", counts, err)
	}
}

// TestAStatementIsInterrupted checks that an endless statement ends with its context, and that the
// store still works.
func TestAStatementIsInterrupted(t *testing.T) {
	s := filled(t, 3)
	s.options.Timeout = 50 * time.Millisecond
	s.queries["endless"] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
	err := s.read(t.Context(), ask("endless", nil), func(row) error { return nil })
	wantError(t, err, estate.CodeTimeout, "too long")
	s.options.Timeout = time.Minute
	if counts, err := s.Counts(t.Context()); err != nil || counts[estate.KindContract] != 3 {
		t.Errorf("after it: %v, %v", counts, err)
	}
}

func TestOnStatement(t *testing.T) {
	s := filled(t, 3)
	var sent []string
	s.options.OnStatement = func(_ context.Context, name string) func(error) { sent = append(sent, name); return nil }
	w := estate.FirstPage(2)
	w.Total = true
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Boroughs(t.Context(), nil, w)
	must(err)
	_, err = s.ContractsOf(t.Context(), []estate.ID{"Borough:E09000001", "Supplier:1"}, estate.ContractFilter{}, estate.ContractsByTitle, w)
	must(err)
	_, err = s.BoroughsByID(t.Context(), nil)
	must(err)
	_, err = s.Apply(t.Context(), storetest.Import(madeUp(4)))
	must(err)
	if diff := cmp.Diff([]string{"boroughs", "boroughs_total", "contracts_of", "contracts_of_total"}, sent); diff != "" {
		t.Error(diff)
	}
}
