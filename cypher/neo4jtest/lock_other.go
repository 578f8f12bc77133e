//go:build !unix

package neo4jtest

import "os"

// takeTurn does nothing where files cannot be locked so: run the packages one at a time there (go test -p 1).
func takeTurn() (*os.File, error) { return nil, nil }
