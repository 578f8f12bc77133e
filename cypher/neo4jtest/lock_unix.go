//go:build unix

package neo4jtest

import (
	"os"
	"path/filepath"
	"syscall"
)

// takeTurn waits until no other process of this user tests against Neo4j: test binaries
// of different packages run side by side, and there is one database. The file is
// let go when it is closed or the process ends.
func takeTurn() (*os.File, error) {
	lock, err := os.OpenFile(filepath.Join(os.TempDir(), "boroughgraph-neo4j.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX)
		if err == nil {
			return lock, nil
		}
		if err != syscall.EINTR {
			lock.Close()
			return nil, err
		}
	}
}
