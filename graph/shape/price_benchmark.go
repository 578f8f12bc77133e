package shape

import "boroughgraph/estate"

// PriceBenchmark is a benchmark in the schema's form.
type PriceBenchmark struct{ *estate.PriceBenchmark }

// Annual returns the spread of the prices.
func (b *PriceBenchmark) Annual() *PriceSpread { return &PriceSpread{b.PriceBenchmark.Annual} }

// PerThousandResidents returns the spread of the prices per 1,000 residents.
func (b *PriceBenchmark) PerThousandResidents() *PriceSpread { return &PriceSpread{b.PerThousand} }

// PriceSpread is a spread of prices in money.
type PriceSpread struct{ estate.Spread }

// Min returns the lowest price.
func (s *PriceSpread) Min() *estate.Money { return moneyOf(s.Spread.Min, s.VAT) }

// LowerQuartile returns the lower quartile.
func (s *PriceSpread) LowerQuartile() *estate.Money { return moneyOf(s.Spread.LowerQuartile, s.VAT) }

// Median returns the median.
func (s *PriceSpread) Median() *estate.Money { return moneyOf(s.Spread.Median, s.VAT) }

// UpperQuartile returns the upper quartile.
func (s *PriceSpread) UpperQuartile() *estate.Money { return moneyOf(s.Spread.UpperQuartile, s.VAT) }

// Max returns the highest price.
func (s *PriceSpread) Max() *estate.Money { return moneyOf(s.Spread.Max, s.VAT) }

// LowerFence returns the fence below which prices are outliers.
func (s *PriceSpread) LowerFence() *estate.Money { return moneyOf(s.Spread.LowerFence, s.VAT) }

// UpperFence returns the fence above which prices are outliers.
func (s *PriceSpread) UpperFence() *estate.Money { return moneyOf(s.Spread.UpperFence, s.VAT) }

// moneyOf returns an amount, or nil if pence is nil.
func moneyOf(pence *int64, vat estate.VAT) *estate.Money {
	if pence == nil {
		return nil
	}
	return &estate.Money{Pence: *pence, VAT: vat}
}
