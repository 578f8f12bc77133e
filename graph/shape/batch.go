package shape

import "boroughgraph/estate"

// KindCount is how many things of a kind.
type KindCount struct {
	Kind  string
	Count int
}

// KindCounts are counts by kind, in the order of the kinds, without those of which there is none.
func KindCounts(counts map[estate.Kind]int) []*KindCount {
	shown := []*KindCount{}
	for _, kind := range estate.Kinds {
		if n := counts[kind]; n > 0 {
			shown = append(shown, &KindCount{Kind: string(kind), Count: n})
		}
	}
	return shown
}
