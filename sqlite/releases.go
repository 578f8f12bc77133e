package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// releaseRange is an element of the parameter of releases_of.
type releaseRange struct {
	Key   string    `json:"key"`
	First estate.ID `json:"first"`
	Last  estate.ID `json:"last"`
}

// ReleasesOf implements estate.Releases.
func (s *Store) ReleasesOf(ctx context.Context, ocids []string) (map[string][]*estate.Release, error) {
	keys := make([]releaseRange, len(ocids))
	for i, ocid := range ocids {
		keys[i].Key = ocid
		keys[i].First, keys[i].Last = estate.ReleaseBounds(ocid)
	}
	found := make(map[string][]*estate.Release, len(ocids))
	if len(ocids) == 0 {
		return found, nil
	}
	err := s.read(ctx, ask("releases_of", parameters{"keys": encode(keys)}), func(r row) error {
		release, err := reading.Facts[estate.Release](r)
		if err == nil && release.OCID == r.Text("key") { // an ocid may hold a slash itself
			found[release.OCID] = append(found[release.OCID], release)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}
