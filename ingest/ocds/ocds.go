// Package ocds turns releases in the Open Contracting Data Standard into estate.Changes. Start with Open.
package ocds

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// Reads are the reads by which releases find what is known of their contracts, notices and suppliers.
type Reads interface {
	match.SupplierReads
	ContractsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Contract, error)
	ContractsByOCID(ctx context.Context, ocids []string) (map[string][]estate.ID, error)
	NoticesByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Notice, error)
	NoticesByOCID(ctx context.Context, ocids []string) (map[string][]estate.ID, error)
	FrameworksByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Framework, error)
	EvidenceOf(ctx context.Context, subjects []estate.ID) (map[estate.ID][]*estate.Evidence, error)
	estate.Releases
}

// Options say how files of releases are read.
type Options struct {
	Boroughs  []*estate.Borough
	Known     Reads          // what the store holds
	Renamed   estate.Renamed // what was confirmed to be something else
	Systems   match.Systems  // the systems that it holds, for suggestions
	Source    string         // the publisher, where the ocid does not tell; empty is not known
	Address   string         // where the releases are published, of those that do not say it themselves
	All       bool           // take every purchase, not only those of technology
	AllBuyers bool           // take those of buyers that are no borough too
	Entry     func(Entry)
	Progress  func(releases int) // told now and then how many were read; nil is nobody
}

// Releases are files of OCDS releases that are being read. They are read twice: once to see which releases there are of each
// ocid, and once an ocid at a time, its releases merged by their dates. So little is held, however far apart they stand.
type Releases struct {
	Report *Report // complete once Parts has ended

	o      Options
	index  *releaseIndex
	places match.Places
	match  *match.Suppliers
	given  map[estate.ID]bool             // sources and evidence on suppliers that an earlier part gave
	back   map[estate.ID]bool             // the releases that a revert takes back
	was    map[estate.ID]*estate.Contract // contracts as they were before the import that a revert takes back
}
