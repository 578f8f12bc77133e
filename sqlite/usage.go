package sqlite

import (
	"database/sql"
	"sync/atomic"
)

// used counts how often a cache was used, and how often it could not be.
type used struct{ with, without atomic.Int64 }

// Usage says how the store's connections and caches have been used since it was opened.
type Usage struct {
	Reads, Writes sql.DBStats
	// Statements that were prepared already, and others.
	Prepared, NotPrepared int64
	// Questions that the overview answered, and those that were left to statements because the
	// estate is too large for it.
	Overview, NoOverview int64
}

// Usage returns the counts so far.
func (s *Store) Usage() Usage {
	return Usage{
		Reads: s.reads.Stats(), Writes: s.writes.Stats(),
		Prepared: s.kept.used.with.Load(), NotPrepared: s.kept.used.without.Load(),
		Overview: s.overviewed.with.Load(), NoOverview: s.overviewed.without.Load(),
	}
}
