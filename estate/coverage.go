package estate

import (
	"cmp"
	"slices"
)

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

// DeploymentsLeftOut counts the deployments that are not in an answer, by their status.
type DeploymentsLeftOut struct {
	Status DeploymentStatus `json:"status"`
	Count  int              `json:"count"`
}

func (l *LeftOut) cohort() **Cohort { return &l.Cohort }

// Count counts contracts that were looked at, each given once.
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
