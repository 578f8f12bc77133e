package estate

import "context"

// SharedSuppliers finds the vendors that boroughs share. If Scope.Boroughs is empty but not nil,
// the answer is empty.
type SharedSuppliers interface {
	// SharedSuppliers pages vendors by VendorShareKey.
	SharedSuppliers(ctx context.Context, q SharedSuppliersQuery, w Window) (Page[*VendorShare], error)
	// SharedSupplierLinks returns the boroughs of each vendor by name, each with at most limit
	// links.
	SharedSupplierLinks(ctx context.Context, q SharedSuppliersQuery, vendors []ID, limit int) (map[ID][]*VendorBorough, error)
	// SharedSuppliersCoverage considers every contract that an asked borough is party to.
	SharedSuppliersCoverage(ctx context.Context, q SharedSuppliersQuery) (*Coverage, error)
}

// VendorShareKey returns the sort key of a VendorShare: most boroughs first, then name, then id.
// Stores compute the same text in the statement from the supplier's stored TextKey.
func VendorShareKey(boroughs int, nameKey string) string {
	return string(rune('0'+(99-boroughs)/10)) + string(rune('0'+(99-boroughs)%10)) + keySeparator + nameKey
}

// Level says who counts as a vendor (RULES 6).
type Level string

// The levels of a vendor.
const (
	LevelLegalEntity Level = "LEGAL_ENTITY" // suppliers of contracts
	LevelMaker       Level = "MAKER"        // makers of the systems in deployments and contracts
	LevelGroup       Level = "GROUP"        // the heads of the groups of either, as of the day
)

// Levels are all of them.
var Levels = []Level{LevelLegalEntity, LevelMaker, LevelGroup}

// SharedSuppliersQuery asks which boroughs share a vendor.
type SharedSuppliersQuery struct {
	Scope
	Level       Level
	MinBoroughs int
}

// VendorShare is a vendor with at least MinBoroughs of the asked boroughs. Rows are sorted by
// boroughs, most first, then by name, then by id.
type VendorShare struct {
	Vendor       *Supplier `json:"vendor"` // with LevelGroup, the head
	Level        Level     `json:"level"`
	BoroughCount int       `json:"boroughCount"`
	// ContractCount and DeploymentCount are distinct; a shared contract counts once.
	ContractCount   int `json:"contractCount"`
	DeploymentCount int `json:"deploymentCount"`
	// KnownSum is of the contracts whose value belongs to this vendor alone, as in Concentration.
	KnownSum

	Query  SharedSuppliersQuery `json:"-"` // the query that it answers
	Cohort *Cohort              `json:"-"`
}

// VendorBorough is a borough of a vendor, with the links between the two.
type VendorBorough struct {
	Borough         *Borough `json:"borough"`
	ContractCount   int      `json:"contractCount"`
	DeploymentCount int      `json:"deploymentCount"`
	// Links are the first ones: contracts by end date (unknown last), then deployments by system.
	Links []*VendorLink `json:"links"`
}

// Via says what links a borough to a vendor.
type Via string

// The kinds of link between a borough and a vendor.
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
	// Member is the seller or maker through which the vendor is reached; MemberName is its name.
	Member     ID     `json:"member"`
	MemberName string `json:"memberName"`
	// SignedAs is the supplier's name in the contract; empty if the link is through a system's
	// maker.
	SignedAs string           `json:"signedAs,omitempty"`
	Term     Term             `json:"term,omitempty"`   // with ViaContract
	Status   DeploymentStatus `json:"status,omitempty"` // with ViaDeployment
	EndDate  Date             `json:"endDate,omitempty"`
	// EndDateStated is the end as stated; empty if it was worked out or is unknown.
	EndDateStated StatedDate `json:"endDateStated,omitempty"`
	// ReadDate is the newest evidence on the contract or the deployment up to the question's day.
	ReadDate `json:"readDate,omitempty"`
	// Undated and Inferred report that a link of the group, or the maker, is undated or inferred.
	Undated  bool `json:"undated"`
	Inferred bool `json:"inferred"`

	Cohort *Cohort `json:"-"`
}

func (v *VendorShare) cohort() **Cohort { return &v.Cohort }

func (l *VendorLink) cohort() **Cohort { return &l.Cohort }

// Subject returns the id of the contract or deployment, which is the subject of the link's
// evidence.
func (l *VendorLink) Subject() ID {
	if l.Via == ViaContract {
		return l.ContractID
	}
	return l.Deployment.ID
}
