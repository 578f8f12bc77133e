package shape

import "boroughgraph/estate"

// PriceBenchmark is a benchmark as the schema shows it.
type PriceBenchmark struct{ *estate.PriceBenchmark }

// Annual is how the prices lie.
func (b *PriceBenchmark) Annual() *PriceSpread { return &PriceSpread{b.PriceBenchmark.Annual} }

// PerThousandResidents is how the prices for each 1,000 residents lie.
func (b *PriceBenchmark) PerThousandResidents() *PriceSpread { return &PriceSpread{b.PerThousand} }

// PriceSpread is a spread in money.
type PriceSpread struct{ estate.Spread }

// Min is the lowest price.
func (s *PriceSpread) Min() *estate.Money { return moneyOf(s.Spread.Min, s.VAT) }

// LowerQuartile is the lower quartile.
func (s *PriceSpread) LowerQuartile() *estate.Money { return moneyOf(s.Spread.LowerQuartile, s.VAT) }

// Median is the median.
func (s *PriceSpread) Median() *estate.Money { return moneyOf(s.Spread.Median, s.VAT) }

// UpperQuartile is the upper quartile.
func (s *PriceSpread) UpperQuartile() *estate.Money { return moneyOf(s.Spread.UpperQuartile, s.VAT) }

// Max is the highest price.
func (s *PriceSpread) Max() *estate.Money { return moneyOf(s.Spread.Max, s.VAT) }

// LowerFence is the fence below which prices are outliers.
func (s *PriceSpread) LowerFence() *estate.Money { return moneyOf(s.Spread.LowerFence, s.VAT) }

// UpperFence is the fence above which they are.
func (s *PriceSpread) UpperFence() *estate.Money { return moneyOf(s.Spread.UpperFence, s.VAT) }

// moneyOf is an amount; nil where there is none.
func moneyOf(pence *int64, vat estate.VAT) *estate.Money {
	if pence == nil {
		return nil
	}
	return &estate.Money{Pence: *pence, VAT: vat}
}
