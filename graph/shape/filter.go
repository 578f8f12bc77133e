package shape

import "boroughgraph/estate"

// BoroughFilter is a filter of boroughs as a request states it.
type BoroughFilter struct {
	Boroughs []estate.BoroughKey
}

// PartnershipFilter is a filter of partnerships as a request states it.
type PartnershipFilter struct {
	Boroughs []estate.BoroughKey
}

// ServiceFilter is a filter of services as a request states it.
type ServiceFilter struct {
	Areas     []estate.ID
	AreasOnly *bool
}

// SystemFilter is a filter of systems as a request states it.
type SystemFilter struct {
	Services []estate.ID
	Boroughs []estate.BoroughKey
	Makers   []estate.ID
	AsOf     *estate.Date
}

// SupplierFilter is a filter of suppliers as a request states it.
type SupplierFilter struct {
	Boroughs []estate.BoroughKey
}

// DeploymentFilter is a filter of deployments as a request states it.
type DeploymentFilter struct {
	Services []estate.ID
	Statuses []estate.DeploymentStatus
	AsOf     *estate.Date
}

// ContractFilter is a filter of contracts as a request states it.
type ContractFilter struct {
	Boroughs   []estate.BoroughKey
	Suppliers  []estate.ID
	Systems    []estate.ID
	Services   []estate.ID
	Terms      []estate.Term
	Counted    *bool
	Frameworks []estate.ID
	Unknown    []estate.ContractProperty
	AsOf       *estate.Date
	EndDate    *EndDateRange
}

// EndDateRange is a range of days for a contract's end, both included.
type EndDateRange struct {
	From           *estate.Date
	To             *estate.Date
	IncludeUnknown bool
}
