package sqlite

import (
	"database/sql"
	"sync/atomic"
)

// used counts what was answered with the help of something kept, and what was not.
type used struct{ with, without atomic.Int64 }

// Usage is how the store's connections and what it keeps have been used since it was opened.
type Usage struct {
	Reads, Writes sql.DBStats
	// Statements that were prepared already, and others.
	Prepared, NotPrepared int64
	// Questions that the overview answered, and those that were left to statements because the
	// estate is too large for it.
	Overview, NoOverview int64
}

// Usage returns how the store has been used.
func (s *Store) Usage() Usage {
	return Usage{
		Reads: s.reads.Stats(), Writes: s.writes.Stats(),
		Prepared: s.kept.used.with.Load(), NotPrepared: s.kept.used.without.Load(),
		Overview: s.overviewed.with.Load(), NoOverview: s.overviewed.without.Load(),
	}
}
