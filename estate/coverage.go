package estate

import (
	"cmp"
	"slices"
)

// LeftOutReason says why a contract that a question considered is not in its answer.
type LeftOutReason string

// The reasons besides the terms. A contract whose term was not asked for is left out under the
// term's name: PAST_END, ENDED and so on.
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

// LeftOut counts the contracts left out of an answer for one reason. A contract counts once, under
// the first reason that applies, and its term comes first.
type LeftOut struct {
	Reason LeftOutReason `json:"reason"`
	Count  int           `json:"count"`
	// ContractIDs are the first by id, at most MaxPage.
	ContractIDs []ID `json:"contracts"`

	Cohort *Cohort `json:"-"`
}

// Coverage says what a question looked at. It prevents an empty list from reading as "nothing to
// fear" where it means "nothing known" (RULES 4).
type Coverage struct {
	Boroughs                int `json:"boroughs"`                // asked for
	BoroughsWithAnyContract int `json:"boroughsWithAnyContract"` // of those, with any term
	Contracts               int `json:"contracts"`               // considered, each once
	ContractsWithKnownEnd   int `json:"contractsWithKnownEnd"`   // of those
	// ContractsLeftOut has one entry for each reason, sorted by reason.
	ContractsLeftOut []*LeftOut `json:"contractsLeftOut"`
	// DeploymentsLeftOut has one entry for each status, in questions that count deployments.
	DeploymentsLeftOut []*DeploymentsLeftOut `json:"deploymentsLeftOut"`
}

// NewCoverage returns a coverage with all counts at 0.
func NewCoverage() *Coverage {
	return &Coverage{ContractsLeftOut: []*LeftOut{}, DeploymentsLeftOut: []*DeploymentsLeftOut{}}
}

// LookedAt is a contract that a question considered, and why it is not in the answer; "" if it is.
type LookedAt struct {
	Contract *Contract
	Reason   LeftOutReason
}

// DeploymentsLeftOut counts the deployments with one status that are left out of an answer.
type DeploymentsLeftOut struct {
	Status DeploymentStatus `json:"status"`
	Count  int              `json:"count"`
}

func (l *LeftOut) cohort() **Cohort { return &l.Cohort }

// Count adds contracts to the coverage. Each contract must be given once.
func (c *Coverage) Count(at []LookedAt) {
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
