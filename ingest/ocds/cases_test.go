package ocds_test

import (
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/ocds/ocdstest"
)

func TestCases(t *testing.T) {
	ocdstest.RunCases(t, func(t *testing.T) estate.Store { return ingesttest.Bundled(t) })
}
