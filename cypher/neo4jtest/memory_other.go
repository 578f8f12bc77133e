//go:build !linux

package neo4jtest

// inMemory returns "", the usual folder for temporary files.
func inMemory() string { return "" }
