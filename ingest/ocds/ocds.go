// Package ocds reads releases in the Open Contracting Data Standard into estate.Changes. Start with
// Open.
package ocds

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// Reads are the Store methods that find the stored contracts, notices and suppliers of releases.
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
	Boroughs []*estate.Borough
	Known    Reads          // what the store holds
	Renamed  estate.Renamed // ids that were merged into others
	Systems  match.Systems  // the known systems, for suggestions
	// Source is the publisher if the ocid's prefix does not tell; may be empty.
	Source string
	// Address is where the releases are published. It is used for releases that do not state an
	// address themselves.
	Address   string
	All       bool // take every purchase, not only technology
	AllBuyers bool // take the purchases of other buyers too
	Entry     func(Entry)
	Progress  func(releases int) // called with the number of releases read; may be nil
}

// Releases are files of OCDS releases that are being read. Each file is read twice: once to index
// its releases by ocid, and then again, ocid by ocid, to merge them by date. So only a few
// processes are in memory at a time, however far apart their releases are.
type Releases struct {
	Report *Report // complete once Parts has ended

	o      Options
	index  *releaseIndex
	places match.Places
	match  *match.Suppliers
	// Sources and evidence on suppliers that earlier parts contain.
	given map[estate.ID]bool
	back  map[estate.ID]bool // the releases that a revert takes back
	// Contracts as they were before the import that is reverted.
	was map[estate.ID]*estate.Contract
}
