package estate

import (
	"cmp"
	"slices"
)

// Level says who counts as a vendor (RULES 6).
type Level string

// The levels of a vendor.
const (
	LevelLegalEntity Level = "LEGAL_ENTITY" // suppliers of contracts
	LevelMaker       Level = "MAKER"        // makers of the systems that boroughs run or contracts cover
	LevelGroup       Level = "GROUP"        // the heads of the groups of either, as of the day
)

// Levels are all of them.
var Levels = []Level{LevelLegalEntity, LevelMaker, LevelGroup}

// Scope is what a question looks at.
type Scope struct {
	// Boroughs asked for, by id; nil is all, empty is none.
	Boroughs []ID
	AsOf     Date
	// Terms of contracts to count; nil is those that RULES 2 counts.
	Terms []Term
}

// IsNone reports whether no borough is asked for, which is not the same as all:
// the answer is then empty, and a store sends no statement for it.
func (s Scope) IsNone() bool { return s.Boroughs != nil && len(s.Boroughs) == 0 }

// SharedSuppliersQuery asks which boroughs share a vendor.
type SharedSuppliersQuery struct {
	Scope
	Level       Level
	MinBoroughs int
}

// VendorShare is one vendor with at least MinBoroughs of the asked boroughs. Rows come most
// boroughs first, then by name, then by id.
type VendorShare struct {
	Vendor       *Supplier `json:"vendor"` // with LevelGroup, the head
	Level        Level     `json:"level"`
	BoroughCount int       `json:"boroughCount"`
	// ContractCount and DeploymentCount are distinct; a shared contract counts once.
	ContractCount   int `json:"contractCount"`
	DeploymentCount int `json:"deploymentCount"`
	// AnnualPence sums the known annual values of KnownCount of the ContractCount
	// contracts, each once; nil if none is known. Ranges and estimates are in no sum,
	// nor is a contract where every link to the vendor is by one of several suppliers
	// or by one of several makers: its value is allocated to none of them (RULES 2, 5).
	AnnualPence *int64 `json:"annualPence"`
	KnownCount  int    `json:"knownCount"`
	VAT         VAT    `json:"vat"`

	Query  SharedSuppliersQuery `json:"-"` // what it answers, for the reads below it
	Cohort *Cohort              `json:"-"`
}

// VendorBorough is a borough of a vendor with what links the two.
type VendorBorough struct {
	Borough         *Borough `json:"borough"`
	ContractCount   int      `json:"contractCount"`
	DeploymentCount int      `json:"deploymentCount"`
	// Links are the first ones: contracts by end date (unknown last), then deployments by system.
	Links []*VendorLink `json:"links"`
}

// Via says how a borough is linked to a vendor.
type Via string

// The ways a borough is linked to a vendor.
const (
	ViaContract   Via = "CONTRACT"
	ViaDeployment Via = "DEPLOYMENT"
)

// VendorLink is one contract or deployment that links a borough to a vendor.
type VendorLink struct {
	Via        Via         `json:"via"`
	ContractID ID          `json:"contract,omitempty"` // with ViaContract
	Deployment *Deployment `json:"deployment,omitempty"`
	Systems    []*System   `json:"systems"` // the contract's, or the deployment's one
	// Member is the seller or maker by which the vendor is reached, by id and name.
	Member     ID     `json:"member"`
	MemberName string `json:"memberName"`
	// SignedAs is the name in the contract; empty where the link is by a system's maker.
	SignedAs string           `json:"signedAs,omitempty"`
	Term     Term             `json:"term,omitempty"`   // with ViaContract
	Status   DeploymentStatus `json:"status,omitempty"` // with ViaDeployment
	EndDate  Date             `json:"endDate,omitempty"`
	// ReadOn is the newest dated evidence of the contract or the deployment.
	ReadOn Date `json:"readOn,omitempty"`
	// Undated and Inferred flag a link of the group or a maker that is so.
	Undated  bool `json:"undated"`
	Inferred bool `json:"inferred"`

	Cohort *Cohort `json:"-"`
}

// Subject is what the link's evidence is about.
func (l *VendorLink) Subject() ID {
	if l.Via == ViaContract {
		return l.ContractID
	}
	return l.Deployment.ID
}

// RenewalsQuery asks what falls due within a range of days, both included.
type RenewalsQuery struct {
	Scope
	From, To  Date
	Suppliers []ID // of the contract; nil is any
	Systems   []ID
	Services  []ID
	Kinds     []ExitKind // nil is all
	// LeadTimeMonths is how long before a date the work must begin.
	LeadTimeMonths int
}

// Targets splits the query into what a page best begins at and the rest, as ContractFilter.Targets does.
func (q RenewalsQuery) Targets() (targets []ID, rest RenewalsQuery) {
	named := ContractFilter{Boroughs: q.Boroughs, Suppliers: q.Suppliers, Systems: q.Systems, Services: q.Services}
	targets, named = named.Targets()
	q.Boroughs, q.Suppliers, q.Systems, q.Services = named.Boroughs, named.Suppliers, named.Systems, named.Services
	return targets, q
}

// Renewal is one contract at one of its exit points.
type Renewal struct {
	ExitPoint *ExitPoint `json:"exitPoint"`
	Term      Term       `json:"term"`

	LeadTimeMonths int     `json:"-"`
	Cohort         *Cohort `json:"-"`
}

// StartBy is the day the work must begin: LeadTimeMonths before the date. It is always derived.
func (r *Renewal) StartBy() Date { return r.ExitPoint.StartBy(r.LeadTimeMonths) }

// LeftOutReason says why a contract that a question looked at is not in its answer.
type LeftOutReason string

// The reasons beside the terms, which are reasons under their own names: a contract
// whose term is not asked for is left out as PAST_END, ENDED and so on.
const (
	LeftOutSupplierUnknown  LeftOutReason = "SUPPLIER_UNKNOWN"
	LeftOutSupplierWithheld LeftOutReason = "SUPPLIER_WITHHELD"
	LeftOutSystemUnknown    LeftOutReason = "SYSTEM_UNKNOWN"
	LeftOutMakerUnknown     LeftOutReason = "MAKER_UNKNOWN"
	LeftOutServiceUnknown   LeftOutReason = "SERVICE_UNKNOWN"
	LeftOutNoExitPoint      LeftOutReason = "NO_EXIT_POINT"
	LeftOutOptionsUnknown   LeftOutReason = "EXTENSIONS_UNKNOWN"
	LeftOutMethodUnknown    LeftOutReason = "METHOD_UNKNOWN"
)

// LeftOut counts the contracts that are not in an answer for one reason. A
// contract counts once, under the first reason that fits: its term first.
type LeftOut struct {
	Reason LeftOutReason `json:"reason"`
	Count  int           `json:"count"`
	// ContractIDs are the first by id, at most MaxPage.
	ContractIDs []ID `json:"contracts"`

	Cohort *Cohort `json:"-"`
}

// Coverage says over what a question was answered, so that an empty list does not
// read as "nothing to fear" where it means "nothing known" (RULES 4).
type Coverage struct {
	Boroughs                int `json:"boroughs"`                // asked for
	BoroughsWithAnyContract int `json:"boroughsWithAnyContract"` // of those, whatever the term
	Contracts               int `json:"contracts"`               // looked at, each once
	ContractsWithKnownEnd   int `json:"contractsWithKnownEnd"`   // of those
	// ContractsLeftOut by reason, in the order of the reasons' names.
	ContractsLeftOut []*LeftOut `json:"contractsLeftOut"`
	// DeploymentsLeftOut by status, for questions that count deployments.
	DeploymentsLeftOut []*DeploymentsLeftOut `json:"deploymentsLeftOut"`
}

// NewCoverage is the coverage of nothing.
func NewCoverage() *Coverage {
	return &Coverage{ContractsLeftOut: []*LeftOut{}, DeploymentsLeftOut: []*DeploymentsLeftOut{}}
}

// LookedAt is a contract that a question looked at, and why it is not in the answer; empty if it is.
type LookedAt struct {
	Contract *Contract
	Reason   LeftOutReason
}

// Look counts contracts that were looked at, each given once.
func (c *Coverage) Look(at []LookedAt) {
	left := map[LeftOutReason][]ID{}
	for _, l := range at {
		c.Contracts++
		if l.Contract.CountedEnd() != "" {
			c.ContractsWithKnownEnd++
		}
		if l.Reason != "" {
			left[l.Reason] = append(left[l.Reason], l.Contract.ID)
		}
	}
	for reason, ids := range left {
		slices.Sort(ids)
		c.ContractsLeftOut = append(c.ContractsLeftOut, &LeftOut{Reason: reason, Count: len(ids), ContractIDs: ids[:min(len(ids), MaxPage)]})
	}
	slices.SortFunc(c.ContractsLeftOut, func(a, b *LeftOut) int { return cmp.Compare(a.Reason, b.Reason) })
}

// DeploymentsLeftOut counts the deployments that are not in an answer, by their status.
type DeploymentsLeftOut struct {
	Status DeploymentStatus `json:"status"`
	Count  int              `json:"count"`
}
