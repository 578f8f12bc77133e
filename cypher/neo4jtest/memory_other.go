//go:build !linux

package neo4jtest

// inMemory returns "", which means the usual folder for temporary files.
func inMemory() string { return "" }
