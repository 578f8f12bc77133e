package fuzz

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/ocds"
	"boroughgraph/ingest/report"
)

// emptyReleaseStore is an empty store for OCDS imports.
type emptyReleaseStore struct{ emptyStore }

func (emptyReleaseStore) ContractsByID(context.Context, []estate.ID) (map[estate.ID]*estate.Contract, error) {
	return nil, nil
}

func (emptyReleaseStore) ContractsByOCID(context.Context, []string) (map[string][]estate.ID, error) {
	return nil, nil
}

func (emptyReleaseStore) NoticesByID(context.Context, []estate.ID) (map[estate.ID]*estate.Notice, error) {
	return nil, nil
}

func (emptyReleaseStore) NoticesByOCID(context.Context, []string) (map[string][]estate.ID, error) {
	return nil, nil
}

func (emptyReleaseStore) FrameworksByID(context.Context, []estate.ID) (map[estate.ID]*estate.Framework, error) {
	return nil, nil
}

func (emptyReleaseStore) EvidenceOf(context.Context, []estate.ID) (map[estate.ID][]*estate.Evidence, error) {
	return nil, nil
}

func (emptyReleaseStore) ReleasesOf(context.Context, []string) (map[string][]*estate.Release, error) {
	return nil, nil
}

// FuzzReleases reads any file. Either it is refused with one INVALID error, or every release is
// accounted for and all its facts are accepted. Inputs that once failed are kept in testdata/fuzz.
func FuzzReleases(f *testing.F) {
	package_, err := os.ReadFile("../ocds/testdata/package.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{
		string(package_),
		`{"ocid":"ocds-b5fd17-1","tag":"award","date":"2025-04-01","buyer":{"name":"Camden"},"awards":[{"id":1,"suppliers":{"name":"A Ltd"},"value":{"amount":1e9999}}]}`,
		"{\"ocid\":\"ocds-b5fd17-1\",\"value\": 000,}\n{\"ocid\":\"ocds-b5fd17-2\"}\n",
		`[{"ocid":"ocds-b5fd17-1","releases":[{"ocid":"ocds-b5fd17-1","parties":null}],"compiledRelease":{"ocid":"ocds-b5fd17-1"}},{"records":[{}]}]`,
		"\xEF\xBB\xBF[]", "{", "[[[[", `{"a":"\`, "{\"ocid\":\"ocds-b5fd17-1\",\"tender\":{\"title\":\"Caf\xe9\"}}", `{"releases":[1,null,"a",{}],"compiledRelease":{"ocid":""}}`,
	} {
		f.Add([]byte(text), true)
		f.Add([]byte(text), false)
	}
	camden := &estate.Borough{ID: "Borough:E09000007", GSSCode: "E09000007", Slug: "camden", Name: "Camden", OfficialName: "London Borough of Camden"}
	f.Fuzz(func(t *testing.T, file []byte, all bool) {
		entries := map[report.Disposition]int{}
		o := ocds.Options{
			Boroughs: []*estate.Borough{camden}, Known: emptyReleaseStore{}, All: all, AllBuyers: all,
			Entry: func(e ocds.Entry) { entries[e.Disposition]++ },
		}
		changes, r, err := readReleases(t.Context(), file, o)
		if err != nil {
			if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid {
				t.Fatalf("it is refused with %v", err)
			}
			return
		}
		if r.Used+r.Skipped != r.Read || entries[report.Used] != r.Used || entries[report.Skipped] != r.Skipped {
			t.Fatalf("%d used and %d skipped are not the %d read; the entries are %v", r.Used, r.Skipped, r.Read, entries)
		}
		exists := map[estate.ID]bool{camden.ID: true}
		if _, rejected := changes.Accept(exists, nil); len(rejected) > 0 {
			t.Fatalf("rejected: %+v", rejected)
		}
	})
}

// readReleases reads a file of releases to its end.
func readReleases(ctx context.Context, file []byte, o ocds.Options) (*estate.Changes, *ocds.Report, error) {
	releases, err := ocds.Open(ctx, []ocds.File{{Name: "releases.json", File: bytes.NewReader(file)}}, o)
	if err != nil {
		return nil, nil, err
	}
	all := &estate.Changes{}
	for part, err := range releases.Parts(ctx) {
		if err != nil {
			return nil, nil, err
		}
		all.Sources = append(all.Sources, part.Sources...)
		all.Suppliers = append(all.Suppliers, part.Suppliers...)
		all.Releases = append(all.Releases, part.Releases...)
		all.Frameworks = append(all.Frameworks, part.Frameworks...)
		all.Contracts = append(all.Contracts, part.Contracts...)
		all.Notices = append(all.Notices, part.Notices...)
		all.Evidence = append(all.Evidence, part.Evidence...)
	}
	return all, releases.Report, nil
}
