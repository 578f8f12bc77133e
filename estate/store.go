package estate

import "context"

// Store keeps the estate and answers questions about it. SQLite and Neo4j give the same answers to
// every method, including the order of rows. The suite in estate/storetest holds them to it.
//
// A read takes many keys or parents and answers them in one statement. A paged read uses one more
// if its Window asks for a Total. A key that does not exist is absent from the map. A parent
// without rows has an empty page. The rows of one read share a Cohort. The dates in a read's
// arguments are never empty.
//
// Every method returns an *Error: CodeTimeout if ctx ends first or the statement's own limit is
// reached, CodeUnavailable if the database cannot be reached, CodeInternal for anything else.
type Store interface {
	Boroughs
	Services
	Systems
	Suppliers
	Deployments
	Contracts
	ContractTallies
	Searches
	Frameworks
	Notices
	SharedSuppliers
	Renewals
	Batches
	SharedSystems
	Calendars
	Uses
	Successions
	Integrations
	Collaborations
	Leverages
	Qualities
	Concentrations
	PriceBenchmarks
	Exposures
	OpenOpportunities
	StatedFacts
	Decisions
	Releases

	// EvidenceOf returns the evidence on each subject with its Origin: by field, newest first,
	// undated last, then by id.
	EvidenceOf(ctx context.Context, subjects []ID) (map[ID][]*Evidence, error)
	// SourcesByID returns sources.
	SourcesByID(ctx context.Context, ids []ID) (map[ID]*Source, error)

	// Rebuild recomputes every span, exit point, sort key and search text.
	Rebuild(ctx context.Context) error
	// Counts returns the number of things of each kind.
	Counts(ctx context.Context) (map[Kind]int, error)
	// Ready returns nil if the store answers and its schema is the one that this program expects.
	Ready(ctx context.Context) error
	Close(ctx context.Context) error
}
