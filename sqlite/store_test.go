package sqlite_test

import (
	"path/filepath"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/sqlite"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) estate.Store { return open(t, sqlite.Options{}) })
}

// TestStoreInAFile runs the suite on a file, where reads and writes have connections of their own.
func TestStoreInAFile(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the suite runs in memory only")
	}
	storetest.Run(t, func(t *testing.T) estate.Store {
		return open(t, sqlite.Options{Path: filepath.Join(t.TempDir(), "estate.db")})
	})
}

func TestKilled(t *testing.T) {
	storetest.RunKilled(t, 20,
		func(t *testing.T) string { return filepath.Join(t.TempDir(), "estate.db") },
		func(t *testing.T, place string) estate.Store { return open(t, sqlite.Options{Path: place}) })
}

// open opens a store that is closed when the test ends.
func open(t *testing.T, o sqlite.Options) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(t.Context()); err != nil {
			t.Error(err)
		}
	})
	return s
}

func BenchmarkSearch(b *testing.B) {
	storetest.BenchmarkSearch(b, func(b *testing.B) estate.Store {
		s, err := sqlite.Open(b.Context(), sqlite.Options{Path: filepath.Join(b.TempDir(), "estate.db")})
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = s.Close(b.Context()) })
		return s
	})
}
