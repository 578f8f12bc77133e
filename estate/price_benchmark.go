package estate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// PriceBenchmarks says what boroughs pay for a system or a service.
type PriceBenchmarks interface {
	// PriceBenchmarks returns, for each system or service, the prices of the contracts that cover
	// it or are for it. A service area stands for its services. A subject without contracts, or
	// that does not exist, has an empty benchmark. If terms is nil, the terms of RULES 2 count.
	PriceBenchmarks(ctx context.Context, subjects []ID, asOf Date, terms []Term) (map[ID]*PriceBenchmark, error)
}

// The fewest prices for which quartiles are given, and outliers named (RULES 7).
const (
	minQuartiles = 4
	minFences    = 5
)

// PriceBenchmark is the price per year of a system or a service.
type PriceBenchmark struct {
	Subject ID   `json:"subject"`
	AsOf    Date `json:"asOf"`
	// Prices are sorted by price, cheapest first, then by contract. Prices that are not counted
	// follow, by use, then contract.
	Prices      []Keyed[*ContractPrice] `json:"prices"`
	Annual      Spread                  `json:"annual"`
	PerThousand Spread                  `json:"perThousand"`
	Coverage    *Coverage               `json:"coverage"`

	Cohort *Cohort `json:"-"`
}

// PriceUse says whether a contract's price is counted, and if not, why.
type PriceUse string

// The uses of a price.
const (
	PriceCounted    PriceUse = "COUNTED"
	PriceRange      PriceUse = "RANGE"
	PriceEstimate   PriceUse = "ESTIMATE"
	PriceCoversMore PriceUse = "COVERS_MORE" // the contract is for other systems, or services, too
	PriceUnknown    PriceUse = "UNKNOWN"
)

// Outlier says on which side of the fences a price lies. Empty means within them, or that there are
// too few prices to tell.
type Outlier string

// The sides.
const (
	OutlierLow  Outlier = "LOW"
	OutlierHigh Outlier = "HIGH"
)

// ContractPrice is the price per year of one contract. Stores fill its first four fields.
type ContractPrice struct {
	Contract *Contract  `json:"contract"`
	Term     Term       `json:"term"`
	Boroughs []*Borough `json:"boroughs"` // its parties among the 33, by name
	Alone    bool       `json:"alone"`    // it covers no other system, or is for no other service

	Use    PriceUse     `json:"use"`
	Annual *AnnualValue `json:"annual"` // with COUNTED and COVERS_MORE
	// Residents is the sum over its parties; nil unless all are boroughs with a known population.
	// ResidentsYear is nil also if their years differ.
	Residents          *int    `json:"residents"`
	ResidentsYear      *int    `json:"residentsYear"`
	PerThousandPence   *int64  `json:"perThousandPence"` // with COUNTED
	Outlier            Outlier `json:"outlier"`
	OutlierPerThousand Outlier `json:"outlierPerThousand"`
}

// Spread is the distribution of some prices, in pence per year. A field is nil if there are too few
// prices.
type Spread struct {
	Count         int    `json:"count"`
	VAT           VAT    `json:"vat"`
	Min           *int64 `json:"min"`
	LowerQuartile *int64 `json:"lowerQuartile"`
	Median        *int64 `json:"median"`
	UpperQuartile *int64 `json:"upperQuartile"`
	Max           *int64 `json:"max"`
	LowerFence    *int64 `json:"lowerFence"`
	UpperFence    *int64 `json:"upperFence"`

	fences *[2]int64 // in eighths of a penny, so that no rounding makes an outlier
}

// NewPriceBenchmark computes the benchmark of a subject from the contracts that count.
func NewPriceBenchmark(subject ID, asOf Date, prices []*ContractPrice, c *Coverage) *PriceBenchmark {
	b := &PriceBenchmark{Subject: subject, AsOf: asOf, Prices: []Keyed[*ContractPrice]{}, Coverage: c}
	var annual, perThousand []Money
	for _, p := range prices {
		p.value()
		if p.Use == PriceCounted {
			annual = append(annual, p.Annual.Money())
		}
		if m := p.PerThousandResidents(); m != nil {
			perThousand = append(perThousand, *m)
		}
		b.Prices = append(b.Prices, Keyed[*ContractPrice]{Row: p, Key: p.key()})
	}
	slices.SortFunc(b.Prices, func(x, y Keyed[*ContractPrice]) int { return cmp.Compare(x.Key, y.Key) })
	b.Annual, b.PerThousand = SpreadOf(annual), SpreadOf(perThousand)
	for _, p := range prices {
		if p.Use == PriceCounted {
			p.Outlier = b.Annual.Outlier(p.Annual.Pence)
		}
		if p.PerThousandPence != nil {
			p.OutlierPerThousand = b.PerThousand.Outlier(*p.PerThousandPence)
		}
	}
	return b
}

// PerThousandResidents returns the price per 1,000 residents; nil if unknown.
func (p *ContractPrice) PerThousandResidents() *Money {
	if p.PerThousandPence == nil {
		return nil
	}
	return &Money{Pence: *p.PerThousandPence, VAT: p.Annual.VAT}
}

// value computes the contract's price and whether it counts.
func (p *ContractPrice) value() {
	p.Annual, p.Use = p.Contract.Annual(), PriceUnknown
	p.Residents, p.ResidentsYear = residents(p.Contract, p.Boroughs)
	switch v := p.Contract.Value; {
	case p.Annual != nil && p.Alone:
		p.Use = PriceCounted
	case p.Annual != nil:
		p.Use = PriceCoversMore
	case v != nil && v.Basis == BasisRange:
		p.Use = PriceRange
	case v != nil && v.Basis == BasisEstimate:
		p.Use = PriceEstimate
	}
	if p.Use == PriceCounted && p.Residents != nil && *p.Residents > 0 {
		exact, _ := p.Contract.exactAnnual() // rounded once, after the division
		p.PerThousandPence = new(exact.over(1000, int64(*p.Residents)))
	}
}

func (p *ContractPrice) key() string {
	if p.Use == PriceCounted {
		return fmt.Sprintf("0%019d", p.Annual.Pence) + keySeparator + string(p.Contract.ID)
	}
	return "1" + string(p.Use) + keySeparator + string(p.Contract.ID)
}

// residents returns the residents of all parties to a contract, given its boroughs, and the year
// that they are for.
func residents(c *Contract, boroughs []*Borough) (sum, year *int) {
	if slices.ContainsFunc(c.Parties, func(p ContractParty) bool { return p.Borough == "" }) {
		return nil, nil
	}
	for i, b := range boroughs {
		switch {
		case b.Population == nil:
			return nil, nil
		case i == 0:
			sum, year = new(*b.Population), b.PopulationYear
		default:
			*sum += *b.Population
			if year != nil && (b.PopulationYear == nil || *year != *b.PopulationYear) {
				year = nil
			}
		}
	}
	return sum, year
}

// SpreadOf returns the distribution of amounts: quartiles by Hyndman and Fan's type 7, fences by
// Tukey.
func SpreadOf(amounts []Money) Spread {
	s := Spread{Count: len(amounts), VAT: CommonVAT(amounts)}
	pence := make([]int64, len(amounts))
	for i, a := range amounts {
		pence[i] = a.Pence
	}
	slices.Sort(pence)
	if n := len(pence); n > 0 {
		s.Min, s.Max = &pence[0], &pence[n-1]
	}
	if s.Count < minQuartiles {
		return s
	}
	low, high := quartile(pence, 1), quartile(pence, 3)
	s.LowerQuartile, s.UpperQuartile = new(divideHalfUp(low, 1, 4)), new(divideHalfUp(high, 1, 4))
	s.Median = new(divideHalfUp(quartile(pence, 2), 1, 4))
	if s.Count < minFences {
		return s
	}
	reach := 3 * (high - low) // one and a half times the range between the quartiles
	s.fences = &[2]int64{2*low - reach, 2*high + reach}
	s.LowerFence, s.UpperFence = new(divideHalfUp(s.fences[0], 1, 8)), new(divideHalfUp(s.fences[1], 1, 8))
	return s
}

// Outlier returns whether an amount lies beyond the fences.
func (s Spread) Outlier(pence int64) Outlier {
	switch {
	case s.fences == nil:
		return ""
	case 8*pence < s.fences[0]:
		return OutlierLow
	case 8*pence > s.fences[1]:
		return OutlierHigh
	}
	return ""
}

// quartile returns four times the k-th quartile of sorted amounts. It interpolates between the two
// amounts nearest to position k(n-1)/4, counted from 0.
func quartile(sorted []int64, k int) int64 {
	place := k * (len(sorted) - 1)
	at, beyond := place/4, int64(place%4)
	if beyond == 0 {
		return 4 * sorted[at]
	}
	return sorted[at]*(4-beyond) + sorted[at+1]*beyond
}

func (b *PriceBenchmark) cohort() **Cohort { return &b.Cohort }
