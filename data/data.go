// Package data holds the bundled facts: what public sources state of the boroughs'
// technology, in the project's own form (one JSON object a line, see ingest.Facts),
// each with its evidence. reconciliation.csv says how each raw supplier and product
// cell was read, rows.csv what became of each raw row, ATTRIBUTION.md whose the
// facts are, and docs/data.md what is in here and what is not.
package data

import "embed"

// Files are the facts, one file a noun.
//
//go:embed *.jsonl
var Files embed.FS
