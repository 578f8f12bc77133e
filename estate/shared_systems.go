package estate

import "context"

// SharedSystems finds the systems that boroughs share. If Scope.Boroughs is empty but not nil, the
// answer is empty.
type SharedSystems interface {
	// SharedSystems pages systems by VendorShareKey, made from the system's name.
	SharedSystems(ctx context.Context, q SharedSystemsQuery, w Window) (Page[*SystemShare], error)
	// SharedSystemLinks returns the boroughs of each system by name, each with at most limit links.
	SharedSystemLinks(ctx context.Context, q SharedSystemsQuery, systems []ID, limit int) (map[ID][]*SystemBorough, error)
	// SharedSystemsCoverage considers every contract that an asked borough is party to and, if
	// services are asked for, that is for one of them.
	SharedSystemsCoverage(ctx context.Context, q SharedSystemsQuery) (*Coverage, error)
}

// SharedSystemsQuery asks which boroughs share a system.
type SharedSystemsQuery struct {
	Scope
	// Services are those that a deployment or a contract must be for. A service area stands for its
	// services; nil means any, empty means none.
	Services    []ID
	MinBoroughs int
}

// SystemShare is a system with at least MinBoroughs of the asked boroughs that run it or have a
// contract covering it. Rows are sorted by boroughs, most first, then by name, then by id.
type SystemShare struct {
	System       *System `json:"system"`
	BoroughCount int     `json:"boroughCount"`
	// ContractCount and DeploymentCount are distinct; a shared contract counts once.
	ContractCount   int `json:"contractCount"`
	DeploymentCount int `json:"deploymentCount"`
	// KnownSum has each of the contracts once. A contract that covers several systems is not in it,
	// because its value belongs to none of them alone (RULES 5).
	KnownSum

	Query  SharedSystemsQuery `json:"-"` // the query that it answers
	Cohort *Cohort            `json:"-"`
}

// SystemBorough is one borough of a SystemShare.
type SystemBorough struct {
	Borough         *Borough `json:"borough"`
	ContractCount   int      `json:"contractCount"`
	DeploymentCount int      `json:"deploymentCount"`
	// Links are the first ones: contracts by end, unknown ends last, then deployments by id.
	Links []*SystemLink `json:"links"`
}

// SystemLink is one contract or deployment through which a borough has a system.
type SystemLink struct {
	Via        Via              `json:"via"`
	Contract   ID               `json:"contract,omitempty"`   // with ViaContract
	Deployment ID               `json:"deployment,omitempty"` // with ViaDeployment
	Term       Term             `json:"term,omitempty"`       // with ViaContract
	Status     DeploymentStatus `json:"status,omitempty"`     // with ViaDeployment
	EndDate    Date             `json:"endDate,omitempty"`    // the contract's last day of cover
	// EndDateStated is the end as stated; empty if it was worked out or is unknown.
	EndDateStated StatedDate `json:"endDateStated,omitempty"`
	// ReadDate is the newest evidence on the contract or the deployment up to AsOf.
	ReadDate `json:"readDate,omitempty"`

	AsOf   Date    `json:"-"`
	Cohort *Cohort `json:"-"`
}

// Subject returns the id of the contract or deployment, which is the subject of the link's
// evidence.
func (l *SystemLink) Subject() ID {
	if l.Via == ViaContract {
		return l.Contract
	}
	return l.Deployment
}

func (s *SystemShare) cohort() **Cohort { return &s.Cohort }
func (l *SystemLink) cohort() **Cohort  { return &l.Cohort }

// NextEnd returns the first exit point that is a last day of cover, not a deadline; nil if there is
// none. The exit points must be sorted by date.
func NextEnd(exits []*ExitPoint) *ExitPoint {
	for _, x := range exits {
		if x.Kind != ExitNoticeDeadline && x.Kind != ExitExtensionDecision {
			return x
		}
	}
	return nil
}
