package shape

import "boroughgraph/estate"

// BoroughFilter is which boroughs to list, as asked.
type BoroughFilter struct {
	Boroughs []estate.BoroughKey
}

// PartnershipFilter is which partnerships to list, as asked.
type PartnershipFilter struct {
	Boroughs []estate.BoroughKey
}

// ServiceFilter is which services to list, as asked.
type ServiceFilter struct {
	Areas     []estate.ID
	AreasOnly *bool
}

// SystemFilter is which systems to list, as asked.
type SystemFilter struct {
	Services []estate.ID
	Boroughs []estate.BoroughKey
	Makers   []estate.ID
	AsOf     *estate.Date
}

// SupplierFilter is which suppliers to list, as asked.
type SupplierFilter struct {
	Boroughs []estate.BoroughKey
}

// DeploymentFilter is which deployments to list, as asked.
type DeploymentFilter struct {
	Services []estate.ID
	Statuses []estate.DeploymentStatus
	AsOf     *estate.Date
}

// ContractFilter is which contracts to list, as asked.
type ContractFilter struct {
	Boroughs  []estate.BoroughKey
	Suppliers []estate.ID
	Systems   []estate.ID
	Services  []estate.ID
	Terms     []estate.Term
	AsOf      *estate.Date
	EndDate   *EndDateRange
}

// EndDateRange is a range of days for a contract's end, both included.
type EndDateRange struct {
	From           *estate.Date
	To             *estate.Date
	IncludeUnknown bool
}
