package cypher_test

import (
	"os"
	"path/filepath"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/ocds"
)

// imported holds what a store has after an import of some releases, and what the report says about
// each release.
type imported struct {
	Entries    []ocds.Entry
	Report     *estate.Report
	Contracts  map[estate.ID]*estate.Contract
	Notices    map[estate.ID]*estate.Notice
	Frameworks map[estate.ID]*estate.Framework
	Evidence   map[estate.ID][]*estate.Evidence
}

// importReleases imports files of releases into a store that holds the bundled facts.
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
