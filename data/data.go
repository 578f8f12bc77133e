// Package data holds the bundled facts: what public sources state about the boroughs'
// technology, each with its evidence, in the project's own form (one JSON object per line).
//
// reconciliation.csv says how each raw supplier and product cell was read, and rows.csv says
// what became of each raw row. ATTRIBUTION.md has the sources' licences. docs/data.md says what
// is in here and what is not.
package data

import "embed"

// Files holds the facts, one file per noun.
//
//go:embed *.jsonl
var Files embed.FS
