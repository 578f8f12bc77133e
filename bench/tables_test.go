package bench

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// measured is what one operation cost on one store at one size.
type measured struct {
	database, operation string
	contracts           int
	median              time.Duration // of single answers; other work on the machine moves it less than the mean
	bytes, allocs       uint64
	statements          int
}

// imported is what filling one store cost.
type imported struct {
	database         string
	contracts, facts int
	took             time.Duration
	peak             int64
}

var (
	results []measured
	imports []imported
)

// tables returns the results in Markdown, as docs/performance.md shows them.
func tables(stores []string, sizes []int) string {
	var t strings.Builder
	if len(imports) > 0 {
		t.WriteString("\n| store | contracts | facts | import | most memory of this process |\n|---|---|---|---|---|\n")
		for _, i := range imports {
			fmt.Fprintf(&t, "| %s | %d | %d | %.1f s | %d MB |\n", i.database, i.contracts, i.facts, i.took.Seconds(), i.peak>>20)
		}
	}
	for _, database := range stores {
		fmt.Fprintf(&t, "\n%s:\n\n| operation | held to |", database)
		for _, n := range sizes {
			fmt.Fprintf(&t, " ms at %d |", n)
		}
		t.WriteString(" ratio | statements | kB/op | allocs/op |\n|---|---|" + strings.Repeat("---|", len(sizes)+4) + "\n")
		for _, o := range operations {
			var row []measured
			for _, n := range sizes {
				if i := slices.IndexFunc(results, func(m measured) bool {
					return m.database == database && m.contracts == n && m.operation == o.name
				}); i >= 0 {
					row = append(row, results[i])
				}
			}
			if len(row) == len(sizes) {
				t.WriteString(line(o, row))
			}
		}
	}
	return t.String()
}

// line returns one operation's row. The ratio is that of the last size to the first.
func line(o operation, row []measured) string {
	var t strings.Builder
	held := ""
	if o.level {
		held = "2 x"
	}
	fmt.Fprintf(&t, "| %s | %s |", o.name, held)
	for _, m := range row {
		fmt.Fprintf(&t, " %.2f |", float64(m.median.Microseconds())/1000)
	}
	last := row[len(row)-1]
	fmt.Fprintf(&t, " %.1f | %d | %d | %d |\n", float64(last.median)/float64(row[0].median), last.statements, last.bytes>>10, last.allocs)
	return t.String()
}
