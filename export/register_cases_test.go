package export_test

import (
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/register/registertest"
)

// The cases of registers, imported into Neo4j and read back. ingest/register runs them on SQLite.
func TestRegisterCasesOnNeo4j(t *testing.T) {
	registertest.Run(t, func(t *testing.T) estate.Store { return filled(t, onNeo4j(t), bundled(t)) })
}
