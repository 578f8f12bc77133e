package estate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// PriceBenchmarks answers what others pay.
type PriceBenchmarks interface {
	// PriceBenchmarks returns, for each system or service, the prices of the contracts that cover
	// it or are for it, an area standing for the services in it. One that nobody buys, or that does not exist, has an
	// empty benchmark. terms nil is those that RULES 2 counts.
	PriceBenchmarks(ctx context.Context, subjects []ID, asOf Date, terms []Term) (map[ID]*PriceBenchmark, error)
}

// The fewest prices of which quartiles are given, and outliers named (RULES 7).
const (
	minQuartiles = 4
	minFences    = 5
)

// PriceBenchmark is what a system or a service costs a year.
type PriceBenchmark struct {
	Subject ID   `json:"subject"`
	AsOf    Date `json:"asOf"`
	// Prices come cheapest first, then by contract; after them those that are not counted, by use, then contract.
	Prices      []Keyed[*ContractPrice] `json:"prices"`
	Annual      Spread                  `json:"annual"`
	PerThousand Spread                  `json:"perThousand"`
	Coverage    *Coverage               `json:"coverage"`

	Cohort *Cohort `json:"-"`
}

// PriceUse says whether a contract's price is counted, and why not.
type PriceUse string

// The uses of a price.
const (
	PriceCounted    PriceUse = "COUNTED"
	PriceRange      PriceUse = "RANGE"
	PriceEstimate   PriceUse = "ESTIMATE"
	PriceCoversMore PriceUse = "COVERS_MORE" // the contract is for other systems, or services, too
	PriceUnknown    PriceUse = "UNKNOWN"
)

// Outlier says on which side of the fences a price lies; empty is within, or too few prices to tell.
type Outlier string

// The sides.
const (
	OutlierLow  Outlier = "LOW"
	OutlierHigh Outlier = "HIGH"
)

// ContractPrice is what one contract costs a year. Stores fill its first four fields.
type ContractPrice struct {
	Contract *Contract  `json:"contract"`
	Term     Term       `json:"term"`
	Boroughs []*Borough `json:"boroughs"` // its parties among the 33, by name
	Alone    bool       `json:"alone"`    // it covers no other system, or is for no other service

	Use    PriceUse     `json:"use"`
	Annual *AnnualValue `json:"annual"` // with COUNTED and COVERS_MORE
	// Residents of its parties together, nil unless all are boroughs of known population; in
	// ResidentsYear, nil also where the years differ.
	Residents          *int    `json:"residents"`
	ResidentsYear      *int    `json:"residentsYear"`
	PerThousandPence   *int64  `json:"perThousandPence"` // with COUNTED
	Outlier            Outlier `json:"outlier"`
	OutlierPerThousand Outlier `json:"outlierPerThousand"`
}

// Spread is how some prices lie, in pence a year. Nil where there are too few of them.
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

// NewPriceBenchmark works out the benchmark of a subject from the contracts that count.
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

// PerThousandResidents is the price for each 1,000 residents; nil where it is not known.
func (p *ContractPrice) PerThousandResidents() *Money {
	if p.PerThousandPence == nil {
		return nil
	}
	return &Money{Pence: *p.PerThousandPence, VAT: p.Annual.VAT}
}

// value works out what the contract's price is and whether it counts.
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
		p.PerThousandPence = new(divideHalfUp(p.Annual.Pence, 1000, int64(*p.Residents)))
	}
}

func (p *ContractPrice) key() string {
	if p.Use == PriceCounted {
		return fmt.Sprintf("0%019d", p.Annual.Pence) + keySeparator + string(p.Contract.ID)
	}
	return "1" + string(p.Use) + keySeparator + string(p.Contract.ID)
}

// residents are those of all parties of a contract, whose boroughs are given, and the year they are of.
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

// SpreadOf is how amounts lie: quartiles by Hyndman and Fan's type 7, fences by Tukey.
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

// Outlier says whether an amount lies beyond the fences.
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

// quartile is four times the k-th quartile of sorted amounts: between the two amounts nearest
// to the place k(n-1)/4, counted from 0, in proportion.
func quartile(sorted []int64, k int) int64 {
	place := k * (len(sorted) - 1)
	at, beyond := place/4, int64(place%4)
	if beyond == 0 {
		return 4 * sorted[at]
	}
	return sorted[at]*(4-beyond) + sorted[at+1]*beyond
}

func (b *PriceBenchmark) cohort() **Cohort { return &b.Cohort }
