package estate

import "context"

// Store keeps the estate and answers questions about it. SQLite and Neo4j give the
// same answers to every method, to the order of rows; estate/storetest holds them to it.
//
// Reads take many keys or parents and answer them in one statement, and a
// paged read in one more where its Window asks for a Total. A key that names
// nothing is absent from the map; a parent without rows has an empty page. The
// rows of one read share a Cohort. Dates in a read's arguments are never empty.
//
// Every method returns an *Error: CodeTimeout if ctx ends first or the
// statement's own limit is reached, CodeUnavailable if the database cannot be
// reached, CodeInternal for anything else.
type Store interface {
	Boroughs
	Services
	Systems
	Suppliers
	Deployments
	Contracts
	Searches
	Frameworks
	Notices
	Questions
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

	// EvidenceOf returns the evidence on each subject with its Origin, by field, newest first, undated last, then by id.
	EvidenceOf(ctx context.Context, subjects []ID) (map[ID][]*Evidence, error)
	// SourcesByID returns sources.
	SourcesByID(ctx context.Context, ids []ID) (map[ID]*Source, error)

	// Rebuild derives every span, exit point, sort key and text to search by anew.
	Rebuild(ctx context.Context) error
	// Counts returns how many things of each kind there are.
	Counts(ctx context.Context) (map[Kind]int, error)
	// Ready returns nil if the store answers and its schema is the one this program knows.
	Ready(ctx context.Context) error
	Close(ctx context.Context) error
}

// Boroughs reads boroughs and partnerships.
type Boroughs interface {
	BoroughsByID(ctx context.Context, ids []ID) (map[ID]*Borough, error)
	// BoroughsByKey finds what each key names: a borough by GSS code, slug or id, or
	// all listed members of a partnership by its slug or id. Ids come by GSS code.
	BoroughsByKey(ctx context.Context, keys []BoroughKey) (map[BoroughKey][]ID, error)
	// Boroughs pages boroughs by name. ids nil is all, empty is none.
	Boroughs(ctx context.Context, ids []ID, w Window) (Page[*Borough], error)
	PartnershipsByID(ctx context.Context, ids []ID) (map[ID]*Partnership, error)
	PartnershipsBySlug(ctx context.Context, slugs []string) (map[string]*Partnership, error)
	// Partnerships pages partnerships by name; with boroughs not nil, those with a member among them.
	Partnerships(ctx context.Context, boroughs []ID, w Window) (Page[*Partnership], error)
	// PartnershipsOf returns the partnerships of each borough by name.
	PartnershipsOf(ctx context.Context, boroughs []ID) (map[ID][]*Partnership, error)
}

// ServiceFilter narrows services. Nil fields do not filter.
type ServiceFilter struct {
	Areas     []ID  // the services in these areas
	AreasOnly *bool // true: only areas; false: only the services in them
}

// Services reads the tree of services.
type Services interface {
	ServicesByID(ctx context.Context, ids []ID) (map[ID]*Service, error)
	// Services pages services by area, then name; an area comes before its services.
	Services(ctx context.Context, f ServiceFilter, w Window) (Page[*Service], error)
	// ServicesIn returns the services of each area by name.
	ServicesIn(ctx context.Context, areas []ID) (map[ID][]*Service, error)
}

// SystemFilter narrows systems. Nil fields do not filter; an empty list lets nothing through.
type SystemFilter struct {
	Services []ID // with a deployment for one of these services
	Boroughs []ID // with a deployment in one of these boroughs
	Makers   []ID // made by one of these suppliers as of AsOf
	AsOf     Date
}

// Systems reads systems.
type Systems interface {
	SystemsByID(ctx context.Context, ids []ID) (map[ID]*System, error)
	// Systems pages systems by name.
	Systems(ctx context.Context, f SystemFilter, w Window) (Page[*System], error)
	// SystemsMadeBy pages the systems of each supplier that it makes as of a day, by name.
	SystemsMadeBy(ctx context.Context, suppliers []ID, asOf Date, w Window) (map[ID]Page[*System], error)
}

// SupplierFilter narrows suppliers. Nil fields do not filter; an empty list lets nothing through.
type SupplierFilter struct {
	Boroughs []ID // with a contract with one of these boroughs
}

// SupplierGroup is the suppliers under one head as of a day.
type SupplierGroup struct {
	Head *Supplier `json:"head"`
	// TopKnown: a source says that nobody stands above the head.
	TopKnown bool           `json:"topKnown"`
	Members  []*GroupMember `json:"members"` // the head among them, by name, then id
	AsOf     Date           `json:"asOf"`
}

// GroupMember is a supplier in a group.
type GroupMember struct {
	Supplier *Supplier `json:"supplier"`
	Undated  bool      `json:"undated"`
	Inferred bool      `json:"inferred"`
}

// Suppliers reads suppliers and their groups.
type Suppliers interface {
	SuppliersByID(ctx context.Context, ids []ID) (map[ID]*Supplier, error)
	// SuppliersByIdentifier finds suppliers by identifiers that identify (RULES 6); keys are Identifier.Key.
	SuppliersByIdentifier(ctx context.Context, identifiers []Identifier) (map[string][]ID, error)
	// SuppliersByName finds the suppliers that have or had a name, by id; keys are folded by FoldSupplierName.
	SuppliersByName(ctx context.Context, folded []string) (map[string][]ID, error)
	// Suppliers pages suppliers by name.
	Suppliers(ctx context.Context, f SupplierFilter, w Window) (Page[*Supplier], error)
	// BoroughsOf pages the boroughs that have a contract with each supplier, by name.
	BoroughsOf(ctx context.Context, suppliers []ID, w Window) (map[ID]Page[*Borough], error)
	// GroupsOf returns the group that each supplier is in as of a day.
	GroupsOf(ctx context.Context, suppliers []ID, asOf Date) (map[ID]*SupplierGroup, error)
}

// DeploymentFilter narrows deployments. Nil fields do not filter; an empty list lets nothing through.
type DeploymentFilter struct {
	Services []ID
	Statuses []DeploymentStatus // as of AsOf
	AsOf     Date
}

// Deployments reads deployments.
type Deployments interface {
	DeploymentsByID(ctx context.Context, ids []ID) (map[ID]*Deployment, error)
	// DeploymentsOf pages the deployments of each parent, boroughs, systems and partnerships (of
	// their members) alike, by system, then borough.
	DeploymentsOf(ctx context.Context, parents []ID, f DeploymentFilter, w Window) (map[ID]Page[*Deployment], error)
}

// ContractOrder is an order of contracts. Unknown dates and titles come last in either direction but TITLE_DESC.
type ContractOrder string

// The orders of contracts.
const (
	ContractsByEndDate       ContractOrder = "END_DATE_ASC"
	ContractsByEndDateDesc   ContractOrder = "END_DATE_DESC"
	ContractsByStartDate     ContractOrder = "START_DATE_ASC"
	ContractsByStartDateDesc ContractOrder = "START_DATE_DESC"
	ContractsByTitle         ContractOrder = "TITLE_ASC"
)

// ContractOrders are all of them.
var ContractOrders = []ContractOrder{
	ContractsByEndDate, ContractsByEndDateDesc, ContractsByStartDate, ContractsByStartDateDesc, ContractsByTitle,
}

// Key is the contract's sort key in an order.
func (k ContractKeys) Key(o ContractOrder) string {
	switch o {
	case ContractsByEndDateDesc:
		return k.ByEndDateDesc
	case ContractsByStartDate:
		return k.ByStartDate
	case ContractsByStartDateDesc:
		return k.ByStartDateDesc
	case ContractsByTitle:
		return k.ByTitle
	case ContractsByEndDate:
	}
	return k.ByEndDate
}

// ContractFilter narrows contracts. Nil and empty fields do not filter, but an empty list lets nothing through.
type ContractFilter struct {
	Boroughs  []ID
	Suppliers []ID
	Systems   []ID
	Services  []ID
	Terms     []Term // as of AsOf
	AsOf      Date
	// EndFrom and EndTo bound the counted end, both included; a contract with no known
	// end is kept only if IncludeUnknown, or if neither is set.
	EndFrom, EndTo Date
	IncludeUnknown bool
}

// Contracts reads contracts.
type Contracts interface {
	ContractsByID(ctx context.Context, ids []ID) (map[ID]*Contract, error)
	// ContractsByOCID finds the contracts of each contracting process, by id.
	ContractsByOCID(ctx context.Context, ocids []string) (map[string][]ID, error)
	Contracts(ctx context.Context, f ContractFilter, o ContractOrder, w Window) (Page[*Contract], error)
	// ContractsOf pages the contracts of each parent: boroughs, suppliers, systems, frameworks and
	// partnerships (with a member as a party, each contract once) alike.
	ContractsOf(ctx context.Context, parents []ID, f ContractFilter, o ContractOrder, w Window) (map[ID]Page[*Contract], error)
	// ExitPointsOf returns the exit points of each contract that stand as of a day, by date, then kind.
	ExitPointsOf(ctx context.Context, contracts []ID, asOf Date) (map[ID][]*ExitPoint, error)
}

// Questions answers the questions that people come for. A Scope with Boroughs
// empty but not nil gives an empty answer.
type Questions interface {
	// SharedSuppliers pages vendors by VendorShareKey.
	SharedSuppliers(ctx context.Context, q SharedSuppliersQuery, w Window) (Page[*VendorShare], error)
	// SharedSupplierLinks returns the boroughs of each vendor by name, each with at most limit links.
	SharedSupplierLinks(ctx context.Context, q SharedSuppliersQuery, vendors []ID, limit int) (map[ID][]*VendorBorough, error)
	// SharedSuppliersCoverage looks at every contract that an asked borough is party to.
	SharedSuppliersCoverage(ctx context.Context, q SharedSuppliersQuery) (*Coverage, error)
	// Renewals pages contracts at their exit points by ExitPoint.SortKey.
	Renewals(ctx context.Context, q RenewalsQuery, w Window) (Page[*Renewal], error)
	// RenewalsCoverage looks at every contract that the filters let through, whatever its dates.
	RenewalsCoverage(ctx context.Context, q RenewalsQuery) (*Coverage, error)
}

// VendorShareKey is the sort key of a VendorShare: most boroughs first, then name, then id.
// Stores make the same text in the statement, from the supplier's stored TextKey.
func VendorShareKey(boroughs int, nameKey string) string {
	return string(rune('0'+(99-boroughs)/10)) + string(rune('0'+(99-boroughs)%10)) + keySeparator + nameKey
}
