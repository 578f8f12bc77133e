package shape

import "boroughgraph/estate"

// KindCount is the number of things of one kind.
type KindCount struct {
	Kind  string
	Count int
}

// KindCounts returns counts in the order of estate.Kinds, leaving out kinds with a count of 0.
func KindCounts(counts map[estate.Kind]int) []*KindCount {
	shown := []*KindCount{}
	for _, kind := range estate.Kinds {
		if n := counts[kind]; n > 0 {
			shown = append(shown, &KindCount{Kind: string(kind), Count: n})
		}
	}
	return shown
}
