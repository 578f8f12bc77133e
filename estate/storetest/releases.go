package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// testReleases keeps releases, finds them by process, and forgets those that are taken back.
func testReleases(t *testing.T, s estate.Store) {
	ctx := t.Context()
	release := func(ocid, digest string) *estate.Release {
		return &estate.Release{ID: estate.ReleaseID(ocid, digest), OCID: ocid, Release: digest, Date: "2026-08-10T10:00:00Z", Data: []byte{1, 2, 0, 255}}
	}
	const one, two = "ocds-h6vhtk-0a0001", "ocds-h6vhtk-0a0001/2" // the second begins like the ids of the first
	kept := []*estate.Release{release(one, "a"), release(one, "b"), release(two, "a")}
	report := apply(t, s, &estate.Changes{Releases: kept})
	same(t, "counted", must(s.Counts(ctx))(t)[estate.KindRelease], 3)
	want := map[string][]*estate.Release{one: kept[:2], two: kept[2:]}
	same(t, "by process", must(s.ReleasesOf(ctx, []string{one, two, "ocds-h6vhtk-0a0002"}))(t), want)
	same(t, "of no process", must(s.ReleasesOf(ctx, nil))(t), map[string][]*estate.Release{})
	again := must(s.Apply(ctx, Import(&estate.Changes{Releases: kept})))(t)
	same(t, "changed by the same again", again.Changed(), false)
	wrong := []*estate.Release{release(one, "c"), release(one, "d")}
	wrong[0].ID, wrong[1].Data = "Release:other/c", nil
	rejected := must(s.Apply(ctx, Import(&estate.Changes{Releases: wrong})))(t)
	same(t, "rejected", len(rejected.Rejected), 2)
	must(estate.Revert(ctx, s, report.Batch, revertedAt))(t)
	same(t, "after the revert", must(s.ReleasesOf(ctx, []string{one, two}))(t), map[string][]*estate.Release{})
}
