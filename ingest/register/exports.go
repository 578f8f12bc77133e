package register

import (
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
)

// How the exports of notice portals are distinguished from registers.

const (
	release     = "releases/0/"
	portalOCID  = release + "ocid"
	portalBuyer = release + "buyer/name"
)

// isPortal reports whether a row is the header of a portal's release file.
func isPortal(cells []string) bool {
	return slices.Contains(cells, portalOCID) && slices.Contains(cells, portalBuyer)
}

const searchSuppliers = "supplier name address ref type"

// isSearch reports whether a row is the header of the export of a search.
func isSearch(cells []string) bool {
	folded := make([]string, len(cells))
	for i, cell := range cells {
		if len(cell) < 200 {
			folded[i] = estate.Fold(cell)
		}
	}
	return slices.Contains(folded, "notice identifier") && slices.ContainsFunc(folded, func(t string) bool { return strings.HasPrefix(t, searchSuppliers) })
}

// filledIn returns the number of cells with a text, and the first of them.
func filledIn(cells []string) (n int, first string) {
	for _, cell := range cells {
		if text := parse.Clean(cell); text != "" {
			if n++; n == 1 {
				first = text
			}
		}
	}
	return n, first
}
