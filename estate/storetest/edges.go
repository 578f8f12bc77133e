package storetest

import (
	"strings"

	"boroughgraph/estate"
)

// edgesOf reads spans written "A | 2020-04-01 B | 2029-01-16 C": A up to the day before the first
// edge, B from that edge on, C from the next. It returns the value on each edge and on the day
// before it.
func edgesOf(spans string) map[estate.Date]string {
	held := map[estate.Date]string{}
	parts := strings.Split(spans, "|")
	before := strings.TrimSpace(parts[0])
	for _, part := range parts[1:] {
		day, value, _ := strings.Cut(strings.TrimSpace(part), " ")
		edge := estate.Date(day)
		held[edge.AddDays(-1)], held[edge] = before, value
		before = value
	}
	return held
}
