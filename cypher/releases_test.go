package cypher_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/ocds"
	"boroughgraph/sqlite"
)

// imported is what a store holds of some releases after they were imported into it, and what the report said of each.
type imported struct {
	Entries    []ocds.Entry
	Report     *estate.Report
	Contracts  map[estate.ID]*estate.Contract
	Notices    map[estate.ID]*estate.Notice
	Frameworks map[estate.ID]*estate.Framework
	Evidence   map[estate.ID][]*estate.Evidence
}

// importReleases imports files of releases into a store with the bundled facts.
func importReleases(t *testing.T, s estate.Store, paths []string) imported {
	t.Helper()
	var got imported
	o := ocds.Options{Known: s, All: true, AllBuyers: true, Entry: func(e ocds.Entry) { got.Entries = append(got.Entries, e) }}
	page, err := s.Boroughs(t.Context(), nil, estate.FirstPage(100))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range page.Rows {
		o.Boroughs = append(o.Boroughs, row.Row)
	}
	var files []ocds.File
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		files = append(files, ocds.File{Name: filepath.Base(path), File: f})
	}
	releases, err := ocds.Open(t.Context(), files, o)
	if err != nil {
		t.Fatal(err)
	}
	got.Report, err = s.Apply(t.Context(), estate.Import{Batch: batchNow(), Parts: releases.Parts(t.Context())})
	if err != nil || len(got.Report.Rejected) > 0 {
		t.Fatal(err, got.Report)
	}
	got.Report.Batch = ""
	var ids []estate.ID
	for _, e := range got.Entries {
		if e.Subject != "" {
			ids = append(ids, e.Subject)
		}
		for _, stage := range []string{"planning", "tender", "award", "contract"} {
			ids = append(ids, estate.MakeID(estate.KindNotice, e.OCID+"-"+stage))
		}
		ids = append(ids, estate.MakeID(estate.KindFramework, e.OCID))
	}
	if got.Contracts, err = s.ContractsByID(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	if got.Notices, err = s.NoticesByID(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	if got.Frameworks, err = s.FrameworksByID(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	if got.Evidence, err = s.EvidenceOf(t.Context(), ids); err != nil {
		t.Fatal(err)
	}
	return got
}

// TestReleasesInBothStores: releases are imported into Neo4j and into SQLite alike, twice: the sample that the project has, and
// the real ones where this machine has them.
func TestReleasesInBothStores(t *testing.T) {
	paths, contracts := []string{"../ingest/testdata/ocds/package.json"}, 1
	switch folder := os.Getenv("BOROUGHGRAPH_RAW_DATA"); {
	case folder != "":
		paths, contracts = append(paths, filepath.Join(folder, "ocds_releases.json")), 2
	case os.Getenv("CI") == "true":
		t.Fatal("BOROUGHGRAPH_RAW_DATA names no folder with the real releases")
	default:
		t.Log("LEFT OUT: the real releases, for BOROUGHGRAPH_RAW_DATA names no folder with them")
	}
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(t.TempDir(), "estate.db")}) // one in memory cannot be read while it is written
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = embedded.Close(t.Context()) })
	server := neo4jtest.Open(t)
	for _, s := range []estate.Store{embedded, server} {
		if _, err := s.Apply(t.Context(), storetest.Import(facts)); err != nil {
			t.Fatal(err)
		}
	}
	for _, again := range []bool{false, true} {
		want, got := importReleases(t, embedded, paths), importReleases(t, server, paths)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreTypes(&estate.Cohort{})); diff != "" {
			t.Errorf("(-SQLite +Neo4j):\n%s", diff)
		}
		if changed := got.Report.Changed(); changed == again || len(got.Contracts) < contracts || len(got.Notices) < 5 || len(got.Frameworks) != 1 {
			t.Errorf("again %v: %+v, %d contracts, %d notices, %d frameworks", again, got.Report, len(got.Contracts), len(got.Notices), len(got.Frameworks))
		}
	}
}
