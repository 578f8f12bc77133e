package sqlite

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// newFile returns the path of a closed store with one borough's facts.
func newFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "estate.db")
	s, err := Open(t.Context(), Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	changes := &estate.Changes{
		Sources:  []*estate.Source{{ID: "Source:synthetic", Name: "SYNTHETIC, made for a test", Synthetic: true}},
		Boroughs: []*estate.Borough{{ID: "Borough:E09000007", GSSCode: "E09000007", Slug: "camden", Name: "Camden"}},
	}
	if report, err := s.Apply(t.Context(), storetest.Import(changes)); err != nil || len(report.Rejected) > 0 {
		t.Fatal(err, report)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	return path
}

func unavailableWith(t *testing.T, err error, want string) {
	t.Helper()
	e, ok := errors.AsType[*estate.Error](err)
	if !ok || e.Code != estate.CodeUnavailable || !strings.Contains(e.Message, want) {
		t.Errorf("got %v, want UNAVAILABLE with %q", err, want)
	}
}

func TestAWholeFilePassesItsCheck(t *testing.T) {
	s, err := Open(t.Context(), Options{Path: newFile(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if err := errors.Join(s.Check(t.Context()), s.CheckDerived(t.Context()), s.Ready(t.Context())); err != nil {
		t.Error(err)
	}
}

// Imports that derive step by step give the same as deriving from all facts at once. Comparing the
// two does not change the file.
func TestADerivedStoreOfManyImportsIsWhole(t *testing.T) {
	s := filled(t, 10)
	all := madeUp(60)
	moved := *all.Contracts[3]
	moved.EndDate, moved.Title, moved.Systems, moved.Services = "2031-05-01", "another title", []estate.ID{id(estate.KindSystem, 1)}, nil
	var last estate.ID
	for _, changes := range []*estate.Changes{
		all,
		{Contracts: []*estate.Contract{&moved}},
		{Removed: []estate.ID{all.Evidence[4].ID, id(estate.KindNotice, 4), id(estate.KindContract, 4)}},
	} {
		report, err := s.Apply(t.Context(), storetest.Import(changes))
		if err != nil || !report.Changed() {
			t.Fatal(err)
		}
		last = report.Batch
	}
	before := one(t, s.reads, "SELECT group_concat(bucket || ' ' || version) FROM overview")
	if err := s.CheckDerived(t.Context()); err != nil {
		t.Error(err)
	}
	if after := one(t, s.reads, "SELECT group_concat(bucket || ' ' || version) FROM overview"); after != before {
		t.Error("the check has written to the store")
	}
	if _, err := estate.Revert(t.Context(), s, last, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Check(t.Context()), s.CheckDerived(t.Context())); err != nil {
		t.Error(err)
	}
}

// Each kind of damage keeps the structure of the file intact.
func TestDamageWithinTablesIsNamed(t *testing.T) {
	for name, c := range map[string]struct{ damage, want string }{
		"a letter in a derived table": {"UPDATE search_text SET words = replace(words, 'camden', 'canden')", "search_text"},
		"a row of a derived table":    {"DELETE FROM search_word", "search_word"},
		"a link to nothing":           {"PRAGMA foreign_keys = 0; UPDATE search_text SET noun_id = 'Borough:none'", "search_text"},
		"the batch of a fact":         {"UPDATE fact SET batch_id = 'Batch:none' WHERE kind = 'Borough'", "1 rows of fact"},
		"a fingerprint":               {"UPDATE fact SET digest = 'x' WHERE kind = 'Borough'", "Borough:E09000007"},
		"the overview":                {"UPDATE overview SET content = zeroblob(length(content))", "overview"},
	} {
		t.Run(name, func(t *testing.T) {
			path := newFile(t)
			change(t, path, c.damage)
			s := at(t, path)
			defer shut(t, s)
			err := s.Check(t.Context())
			if err == nil {
				err = s.CheckDerived(t.Context())
			}
			unavailableWith(t, err, c.want)
		})
	}
}

// A letter of a fact changes on the disk, which SQLite itself does not notice.
func TestAFactThatChangedOnTheDiskIsFound(t *testing.T) {
	path := newFile(t)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(text, []byte(`"name":"Camden"`), []byte(`"name":"Canden"`), 1)
	if bytes.Equal(text, changed) {
		t.Fatal("the fact is not in the file as text")
	}
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	unavailableWith(t, s.Check(t.Context()), "Borough:E09000007")
	unavailableWith(t, s.Ready(t.Context()), "Borough:E09000007")
}

func TestAFileThatWasReplacedIsNotReady(t *testing.T) {
	path, other := newFile(t), newFile(t)
	s, err := Open(t.Context(), Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if err := os.Rename(other, path); err != nil {
		t.Fatal(err)
	}
	unavailableWith(t, s.Ready(t.Context()), "was replaced")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	unavailableWith(t, s.Ready(t.Context()), "is gone")
}

func TestAStoreThatLostATableIsNotReady(t *testing.T) {
	path := newFile(t)
	s, err := Open(t.Context(), Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "DROP INDEX borough_by_slug"); err != nil {
		t.Fatal(err)
	}
	unavailableWith(t, s.Ready(t.Context()), "is gone")
}

func TestAReadOnlyFileIsRead(t *testing.T) {
	path := newFile(t)
	folder := filepath.Dir(path)
	if err := errors.Join(os.Chmod(path, 0o400), os.Chmod(folder, 0o500)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
	s, err := Open(t.Context(), Options{Path: path, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	if err := errors.Join(s.Ready(t.Context()), s.Check(t.Context())); err != nil {
		t.Error(err)
	}
	found, err := s.BoroughsByID(t.Context(), []estate.ID{"Borough:E09000007"})
	if err != nil || len(found) != 1 {
		t.Errorf("got %v, %v", found, err)
	}
	if _, err := s.Apply(t.Context(), storetest.Import(&estate.Changes{})); err == nil {
		t.Error("a read-only store accepted an import")
	}
	if _, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "missing.db"), ReadOnly: true}); err == nil {
		t.Error("a file that is missing was opened for reading")
	}
}

func TestNewFilesAreForTheirOwnerOnly(t *testing.T) {
	s, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "estate.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	files, err := filepath.Glob(s.options.Path + "*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, path := range files {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != 0o600 {
			t.Errorf("%s has permissions %o, want 600", path, got)
		}
	}
}
