package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// ReleasesOf implements estate.Releases.
func (s *Store) ReleasesOf(ctx context.Context, ocids []string) (map[string][]*estate.Release, error) {
	found := make(map[string][]*estate.Release, len(ocids))
	if len(ocids) == 0 {
		return found, nil
	}
	rows, err := s.send(ctx, ask("releases_of", parameters{"keys": ocids}))
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		release, err := reading.Facts[estate.Release](r)
		if err != nil {
			return nil, err
		}
		found[r.Text("key")] = append(found[r.Text("key")], release)
	}
	return found, nil
}
