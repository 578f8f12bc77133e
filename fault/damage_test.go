package fault

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "modernc.org/sqlite"
)

// query runs statements on a file as another program would, and returns the first value.
func query(t *testing.T, path, text string) int {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	var value int
	err = db.QueryRowContext(t.Context(), text).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) { // a statement that changes something
		err = nil
	}
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}

// pageSize is the size of a page of the store's file.
const pageSize = 4096

// pageOf returns the content of the first leaf page of a table or an index.
func pageOf(t *testing.T, file []byte, name string) []byte {
	t.Helper()
	n := query(t, whole, "SELECT min(pageno) FROM dbstat WHERE name = '"+name+"' AND pagetype = 'leaf'")
	return file[(n-1)*pageSize : n*pageSize]
}

// firstCell returns the offset of the first row within a page.
func firstCell(page []byte) int { return int(binary.BigEndian.Uint16(page[8:])) }

// within flips a bit in the first row of a table or an index that holds text.
func within(name, text string) func(t *testing.T, file []byte) {
	return func(t *testing.T, file []byte) {
		t.Helper()
		db, err := sql.Open("sqlite", whole)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		pages, err := db.QueryContext(t.Context(), "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", name)
		if err != nil {
			t.Fatal(err)
		}
		defer pages.Close()
		for pages.Next() {
			var n int
			if err := pages.Scan(&n); err != nil {
				t.Fatal(err)
			}
			page := file[(n-1)*pageSize : n*pageSize]
			if at := bytes.Index(page, []byte(text)); at >= 0 {
				page[at+len(text)-1] ^= 1
				return
			}
		}
		t.Fatalf("no %s in the pages of %s (%v)", text, name, pages.Err())
	}
}

// damages are the places where a bit flips, with the words that must name the place. derived marks
// damage that only the command check finds: the server goes on, and migrate repairs it.
var damages = map[string]struct {
	flip    func(t *testing.T, file []byte)
	named   string
	derived bool
}{
	"a letter of a fact":            {within("fact", `"name":"Barking and Dagenham"`), "Borough:E09000002", false},
	"a fact's id":                   {within("fact", "Borough:E09000002"), "sqlite_autoindex_fact_1", false},
	"the key of an index":           {within("fact_by_kind", "Borough:E09000002"), "fact_by_kind", false},
	"a row of a derived table":      {within("contract_link", "Borough:E0900000"), "contract_link", false},
	"a word that has no index":      {within("search_text", " barking"), "search_text", true},
	"the place of a row":            {func(t *testing.T, file []byte) { pageOf(t, file, "evidence")[9] ^= 0x10 }, "damaged", false},
	"the kind of a page":            {func(t *testing.T, file []byte) { pageOf(t, file, "fact")[0] ^= 8 }, "damaged", false},
	"the number of rows in a page":  {func(t *testing.T, file []byte) { pageOf(t, file, "contract")[4] ^= 1 }, "damaged", false},
	"the type of a value":           {func(t *testing.T, file []byte) { p := pageOf(t, file, "evidence"); p[firstCell(p)+2] ^= 0x20 }, "damaged", false},
	"the first letter of the file":  {func(_ *testing.T, file []byte) { file[0] ^= 1 }, "not a database", false},
	"the size of a page":            {func(_ *testing.T, file []byte) { file[16] ^= 1 }, "", false},
	"the encoding of texts":         {func(_ *testing.T, file []byte) { file[59] ^= 3 }, "", false},
	"whose file it is":              {func(_ *testing.T, file []byte) { file[71] ^= 1 }, "another program", false},
	"a page of the table of tables": {func(_ *testing.T, file []byte) { file[100] ^= 8 }, "damaged", false},
}

// A flipped bit keeps the server from starting, or turns its readiness off. Either way the place is
// named, and check fails with it.
func TestAFlippedBitIsFoundAndNamed(t *testing.T) {
	for name, c := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := copied(t)
			file := read(t, path)
			c.flip(t, file)
			write(t, path, file)
			_, stderr, status := run(t, "check", "--store", "sqlite:"+path)
			if status != 1 {
				t.Errorf("check ended with status %d: %s", status, stderr)
			}
			oneSentence(t, stderr, path, c.named)
			s := serve(t, "--store", "sqlite:"+path)
			switch {
			case s.base == "":
				oneSentence(t, s.logged(), path, c.named)
				if s.ProcessState.ExitCode() != 1 {
					t.Errorf("serve ended with status %d", s.ProcessState.ExitCode())
				}
			case c.derived:
				s.stop(t)
				if _, stderr, status := run(t, "migrate", "--store", "sqlite:"+path); status != 0 {
					t.Fatal(stderr)
				}
				if _, stderr, status := run(t, "check", "--store", "sqlite:"+path); status != 0 {
					t.Errorf("migrate did not mend it: %s", stderr)
				}
			default:
				if reason := s.unready(t); !strings.Contains(reason, path) || !strings.Contains(reason, c.named) {
					t.Errorf("the reason lacks %q: %s", c.named, reason)
				}
				s.logs(t, "the store is damaged")
			}
		})
	}
}

// A bit that flips anywhere is either found or changes no fact. The seed is random and logged. Add
// each failing one to the table above.
func TestABitFlippedAnywhereIsFoundOrHarmless(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	want, stderr, status := run(t, "export", "facts", "--store", "sqlite:"+whole)
	if status != 0 || len(want) < 100_000 {
		t.Fatal(stderr)
	}
	found := 0
	for range 8 {
		path := copied(t)
		file := read(t, path)
		at, bit := random.IntN(len(file)), byte(1)<<random.IntN(8)
		file[at] ^= bit
		write(t, path, file)
		_, stderr, status := run(t, "check", "--store", "sqlite:"+path)
		if status != 0 {
			found++
			oneSentence(t, stderr, path)
			continue
		}
		if got, stderr, status := run(t, "export", "facts", "--store", "sqlite:"+path); status != 0 || got != want {
			t.Errorf("bit %d of byte %d flipped unnoticed, and the export has changed: %s", bit, at, stderr)
		}
	}
	if found == 0 {
		t.Error("none of 8 flipped bits was found")
	}
}

// While a server runs, its file is replaced or removed, or loses a table: it is no longer ready,
// and says why.
func TestAFileThatChangesUnderTheServer(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, path string)
		want   string
	}{
		"another file in its place": {func(t *testing.T, path string) {
			if err := os.Rename(copied(t), path); err != nil {
				t.Fatal(err)
			}
		}, "was replaced"},
		"removed": {func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, "is gone"},
		"a table dropped":  {func(t *testing.T, path string) { query(t, path, "DROP TABLE evidence") }, "a table or an index is gone"},
		"an index dropped": {func(t *testing.T, path string) { query(t, path, "DROP INDEX borough_by_slug") }, "a table or an index is gone"},
		"the schema of a newer program": {func(t *testing.T, path string) {
			query(t, path, "UPDATE meta SET schema_version = schema_version + 1")
		}, "newer version"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := copied(t)
			s := serve(t, "--store", "sqlite:"+path)
			if status, body := s.get(t, "/readyz"); status != 200 {
				t.Fatalf("before the change: %d %s", status, body)
			}
			c.change(t, path)
			if reason := s.unready(t); !strings.Contains(reason, c.want) || !strings.Contains(reason, path) {
				t.Errorf("the reason lacks %q: %s", c.want, reason)
			}
			if status, _ := s.get(t, "/healthz"); status != 200 {
				t.Errorf("/healthz has status %d", status)
			}
		})
	}
}

// A backup made while the server runs is whole, and check finds a damaged one.
func TestBackupsAreChecked(t *testing.T) {
	path := copied(t)
	s := serve(t, "--store", "sqlite:"+path)
	backup := filepath.Join(t.TempDir(), "backup.db")
	query(t, path, "VACUUM INTO '"+backup+"'")
	if stdout, stderr, status := run(t, "check", "--store", "sqlite:"+backup); status != 0 || !strings.Contains(stdout, "is whole") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	if stdout, stderr, status := run(t, "check", "--read-only", "--store", "sqlite:"+backup); status != 0 || !strings.Contains(stdout, "not compared") {
		t.Errorf("as a file that is only read: status %d: %s%s", status, stdout, stderr)
	}
	file := read(t, backup)
	at := bytes.Index(file, []byte(`"name":"Camden"`))
	file[at+10] ^= 1
	write(t, backup, file)
	_, stderr, status := run(t, "check", "--store", "sqlite:"+backup)
	if status != 1 {
		t.Errorf("a damaged backup: status %d", status)
	}
	oneSentence(t, stderr, "Borough:E09000007")
	s.stop(t)
}

// Only their owner can read the file and the files that SQLite puts beside it.
func TestTheFilesOfAStoreAreForTheirOwner(t *testing.T) {
	folder := t.TempDir()
	s := serve(t, "--store", "sqlite:"+folder+"/estate.db")
	files, err := filepath.Glob(folder + "/*")
	if err != nil || !slices.Contains(files, folder+"/estate.db") || len(files) < 3 {
		t.Fatal(files, err)
	}
	for _, path := range files {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has permissions %v, want 600 (%v)", path, info.Mode(), err)
		}
	}
	s.stop(t)
}
