package register

import (
	"regexp"
	"slices"
	"strings"

	"boroughgraph/ingest/parse"
)

var legalEnd = regexp.MustCompile(`(?i)\b(ltd|limited|plc|llp|inc|llc|cic|council|trust)\.?\)?$`)

// splitSuppliers are the suppliers that a cell names. Semicolons and bars part them; line breaks and commas only
// where every part ends like a company's name, since one name can hold both.
func splitSuppliers(cell string) []string {
	for _, mark := range []string{";", "|", "\n", ","} {
		if !strings.Contains(strings.TrimSpace(cell), mark) {
			continue
		}
		var parts []string
		for part := range strings.SplitSeq(cell, mark) {
			if part = parse.Clean(part); part != "" {
				parts = append(parts, part)
			}
		}
		sure := mark == ";" || mark == "|"
		if len(parts) > 1 && (sure || !slices.ContainsFunc(parts, func(p string) bool { return !legalEnd.MatchString(p) })) {
			return parts
		}
	}
	return []string{parse.Clean(cell)}
}
