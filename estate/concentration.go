package estate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/big"
	"slices"
)

// Concentrations measures how far the boroughs' contracts are concentrated on a few vendors.
type Concentrations interface {
	// Concentration covers all asked boroughs together. If Scope.Boroughs is empty but not nil, the
	// answer is empty.
	Concentration(ctx context.Context, q ConcentrationQuery) (*Concentration, error)
	// ConcentrationOf covers each borough separately. It ignores q.Boroughs.
	ConcentrationOf(ctx context.Context, boroughs []ID, q ConcentrationQuery) (map[ID]*Concentration, error)
}

// Measure says how a concentration weighs vendors.
type Measure string

// The measures of a concentration.
const (
	MeasureCount Measure = "COUNT" // contracts
	MeasureValue Measure = "VALUE" // known annual value
)

// Measures are both of them.
var Measures = []Measure{MeasureCount, MeasureValue}

// ConcentrationQuery asks how concentrated the contracts of boroughs are.
type ConcentrationQuery struct {
	Scope
	// Services are those that a contract must be for. A service area stands for its services; nil
	// means any, empty means none.
	Services []ID
	Level    Level
	By       Measure
}

// Concentration is the distribution of some boroughs' contracts over vendors.
type Concentration struct {
	// ContractCount is the number of contracts with a vendor at the level. The sum has each of them
	// whole and once.
	ContractCount int `json:"contractCount"`
	KnownSum
	// Unallocated sums the known values that belong to no single vendor, and so are in no share
	// (RULES 5).
	Unallocated KnownSum `json:"unallocated"`
	// HHI is the Herfindahl-Hirschman index of the shares, 0.00 to 10000.00; empty if the shares
	// add up to nothing.
	HHI string `json:"hhi"`
	// Shares are sorted by size, largest first, then by name, then by id.
	Shares   []Keyed[*VendorPart] `json:"shares"`
	Coverage *Coverage            `json:"coverage"`

	Query  ConcentrationQuery `json:"-"` // what it answers
	Cohort *Cohort            `json:"-"`
}

// VendorPart is one vendor's part of a Concentration. Stores fill all fields but the last two.
type VendorPart struct {
	Vendor        ID  `json:"vendor"`
	ContractCount int `json:"contractCount"`
	// KnownSum is of the contracts whose value belongs to this vendor alone (RULES 5): its seller's
	// at LEGAL_ENTITY, its maker's at MAKER, and at GROUP that of the seller's group or, where no
	// seller is known, the maker's. Over all vendors it adds up to the whole less what is
	// unallocated.
	KnownSum
	ContractIDs []ID `json:"contracts"` // the first by id, at most MaxPage
	// Share is this vendor's percentage of the sum of all shares; CumulativeShare includes all
	// vendors before it. Both are empty if no value is known; Share is also empty if none of this
	// vendor's values is known.
	Share           string `json:"share"`
	CumulativeShare string `json:"cumulativeShare"`
}

// NewConcentration returns the concentration of no contracts.
func NewConcentration(q ConcentrationQuery) *Concentration {
	return &Concentration{KnownSum: KnownSum{VAT: VATUnknown}, Unallocated: KnownSum{VAT: VATUnknown}, Shares: []Keyed[*VendorPart]{}, Coverage: NewCoverage(), Query: q}
}

// Weigh sorts the shares and computes their percentages. Each share must come with the sort key of
// its vendor's name. A contract with several vendors counts for each of them, so percentages are of
// the sum of all counts, not of ContractCount.
func (c *Concentration) Weigh() {
	weights := make([]int64, len(c.Shares))
	for i, s := range c.Shares {
		weights[i] = s.Row.weight(c.Query.By)
		c.Shares[i].Key = fmt.Sprintf("%019d", math.MaxInt64-weights[i]) + keySeparator + s.Key
	}
	slices.SortFunc(c.Shares, func(a, b Keyed[*VendorPart]) int { return cmp.Compare(a.Key, b.Key) })
	slices.SortFunc(weights, func(a, b int64) int { return cmp.Compare(b, a) })
	c.HHI = HHI(weights)
	total, before := sum(weights), new(big.Int)
	if total.Sign() == 0 {
		return
	}
	for i, s := range c.Shares {
		weight := big.NewInt(weights[i])
		before.Add(before, weight)
		if c.Query.By == MeasureCount || s.Row.KnownCount > 0 {
			s.Row.Share = perCent(weight, total)
		}
		s.Row.CumulativeShare = perCent(before, total)
	}
}

// weight returns what the vendor counts for. For ranking, no known value counts as 0 (RULES 5).
func (p *VendorPart) weight(by Measure) int64 {
	switch {
	case by == MeasureCount:
		return int64(p.ContractCount)
	case p.AnnualPence == nil:
		return 0
	}
	return *p.AnnualPence
}

// Vendors returns the vendors on one page of the shares.
func (c *Concentration) Vendors(w Window) []ID {
	var ids []ID
	for _, s := range PageWithin(w, c.Shares).Rows {
		ids = append(ids, s.Row.Vendor)
	}
	return ids
}

// Contracts returns the first limit contracts of each vendor on one page of the shares.
func (c *Concentration) Contracts(w Window, limit int) []ID {
	var ids []ID
	for _, s := range PageWithin(w, c.Shares).Rows {
		ids = append(ids, s.Row.First(limit)...)
	}
	return ids
}

// First returns the first limit of the vendor's contracts by id.
func (p *VendorPart) First(limit int) []ID { return p.ContractIDs[:min(limit, len(p.ContractIDs))] }

// HHI returns the Herfindahl-Hirschman index of non-negative weights: the sum of the squares of
// their percentage shares, rounded half up to two places. It ranges from near 0 to 10,000 for a
// single holder. It returns "" if the weights add up to 0.
func HHI(weights []int64) string {
	total, squares := sum(weights), new(big.Int)
	if total.Sign() == 0 {
		return ""
	}
	for _, w := range weights {
		squares.Add(squares, new(big.Int).Mul(big.NewInt(w), big.NewInt(w)))
	}
	return hundredths(ratio(squares, 10_000*100, new(big.Int).Mul(total, total)))
}

func sum(weights []int64) *big.Int {
	total := new(big.Int)
	for _, w := range weights {
		total.Add(total, big.NewInt(w))
	}
	return total
}

// perCent returns part as a percentage of whole, rounded half up to two places.
func perCent(part, whole *big.Int) string { return hundredths(ratio(part, 100*100, whole)) }

// ratio returns part*times/whole as a whole number, rounded half up. No argument may be negative.
func ratio(part *big.Int, times int64, whole *big.Int) int64 {
	n := new(big.Int).Mul(part, big.NewInt(2*times))
	n.Add(n, whole)
	return n.Quo(n, new(big.Int).Lsh(whole, 1)).Int64()
}

func (c *Concentration) cohort() **Cohort { return &c.Cohort }
