package register_test

import (
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/register/registertest"
)

func TestCases(t *testing.T) {
	registertest.Run(t, func(t *testing.T) estate.Store { return ingesttest.Bundled(t) })
}
