package estate

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/big"
	"slices"
)

// Concentrations answers how much of what boroughs buy is with few vendors.
type Concentrations interface {
	// Concentration weighs the vendors of all asked boroughs together. A Scope with Boroughs empty but not nil gives an empty answer.
	Concentration(ctx context.Context, q ConcentrationQuery) (*Concentration, error)
	// ConcentrationOf weighs the vendors of each borough by itself, whatever boroughs q asks for.
	ConcentrationOf(ctx context.Context, boroughs []ID, q ConcentrationQuery) (map[ID]*Concentration, error)
}

// Measure is what a concentration weighs vendors by.
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
	Services []ID // that a contract must be for, an area standing for those in it; nil is any, empty is none
	Level    Level
	By       Measure
}

// Concentration is how the contracts of some boroughs are spread over vendors.
type Concentration struct {
	// ContractCount is of distinct contracts that have a vendor at the level.
	// AnnualPence sums the known annual values of KnownCount of them, each whole and once; nil if none is known.
	ContractCount int    `json:"contractCount"`
	AnnualPence   *int64 `json:"annualPence"`
	KnownCount    int    `json:"knownCount"`
	VAT           VAT    `json:"vat"`
	// UnallocatedCount is how many of the KnownCount have several vendors: their value is in no vendor's share (RULES 2).
	UnallocatedCount int `json:"unallocatedCount"`
	// HHI is the Herfindahl-Hirschman index of the shares, 0.00 to 10000.00; empty where there is nothing to share.
	HHI string `json:"hhi"`
	// Shares come largest first, then by name, then by id.
	Shares   []Keyed[*VendorPart] `json:"shares"`
	Coverage *Coverage            `json:"coverage"`

	Query  ConcentrationQuery `json:"-"` // what it answers
	Cohort *Cohort            `json:"-"`
}

// VendorPart is what one vendor has of a Concentration. Stores fill it but for the last two.
type VendorPart struct {
	Vendor        ID  `json:"vendor"`
	ContractCount int `json:"contractCount"`
	// AnnualPence sums the known annual values of the KnownCount contracts that have no other vendor; nil if none is known.
	AnnualPence *int64 `json:"annualPence"`
	KnownCount  int    `json:"knownCount"`
	VAT         VAT    `json:"vat"`
	ContractIDs []ID   `json:"contracts"` // the first by id, at most MaxPage
	// Share and CumulativeShare, of this one and all before it, are per cent of what all
	// shares add up to. Empty where nothing is known, Share also where nothing is of this vendor.
	Share           string `json:"share"`
	CumulativeShare string `json:"cumulativeShare"`
}

// NewConcentration is the concentration of no contracts.
func NewConcentration(q ConcentrationQuery) *Concentration {
	return &Concentration{VAT: VATUnknown, Shares: []Keyed[*VendorPart]{}, Coverage: NewCoverage(), Query: q}
}

// Weigh ranks the shares, each given with the sort key of its vendor's name, and works out what they
// are of the whole. A contract with several vendors counts for each of them, so
// what shares are of is the sum of all counts and not ContractCount.
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

// weight is what a vendor counts for: for ranking, no known value is 0 (RULES 5).
func (p *VendorPart) weight(by Measure) int64 {
	switch {
	case by == MeasureCount:
		return int64(p.ContractCount)
	case p.AnnualPence == nil:
		return 0
	}
	return *p.AnnualPence
}

// Vendors are the vendors of a page of the shares.
func (c *Concentration) Vendors(w Window) []ID {
	var ids []ID
	for _, s := range PageWithin(w, c.Shares).Rows {
		ids = append(ids, s.Row.Vendor)
	}
	return ids
}

// Contracts are the first limit contracts of each vendor of a page of the shares.
func (c *Concentration) Contracts(w Window, limit int) []ID {
	var ids []ID
	for _, s := range PageWithin(w, c.Shares).Rows {
		ids = append(ids, s.Row.First(limit)...)
	}
	return ids
}

// First are the first of the vendor's contracts by id.
func (p *VendorPart) First(limit int) []ID { return p.ContractIDs[:min(limit, len(p.ContractIDs))] }

// HHI is the Herfindahl-Hirschman index of weights that are not negative: the sum of the squares of
// their shares in per cent, from near 0 to 10,000 where one has all, half up to two places. Empty if they add up to nothing.
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

// perCent is a part of a whole in per cent, half up to two places.
func perCent(part, whole *big.Int) string { return hundredths(ratio(part, 100*100, whole)) }

// ratio is part*times/whole to the nearest whole, half up; none of them is negative.
func ratio(part *big.Int, times int64, whole *big.Int) int64 {
	n := new(big.Int).Mul(part, big.NewInt(2*times))
	n.Add(n, whole)
	return n.Quo(n, new(big.Int).Lsh(whole, 1)).Int64()
}

func (c *Concentration) cohort() **Cohort { return &c.Cohort }
