package estate

import (
	"fmt"
	"math/big"
)

// Money is an amount in whole pence of pounds sterling.
type Money struct {
	Pence int64
	VAT   VAT
}

// VAT says whether an amount includes value added tax.
type VAT string

// The states of VAT. MIXED occurs only in sums.
const (
	VATExcluded VAT = "EXCLUDED"
	VATIncluded VAT = "INCLUDED"
	VATUnknown  VAT = "UNKNOWN"
	VATMixed    VAT = "MIXED"
)

// Amount returns the amount in pounds with two decimal places, for example "736466.00".
func (m Money) Amount() string { return hundredths(m.Pence) }

// hundredths formats a number of hundredths with two decimal places.
func hundredths(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}

// Currency returns the ISO 4217 code. All amounts are in pounds sterling.
func (m Money) Currency() string { return "GBP" }

// ValueBasis says what a contract's stated value means.
type ValueBasis string

// The bases of a value. ESTIMATE and RANGE are listed but never summed (RULES 5).
const (
	BasisTotal    ValueBasis = "TOTAL"
	BasisPerYear  ValueBasis = "PER_YEAR"
	BasisEstimate ValueBasis = "ESTIMATE"
	BasisRange    ValueBasis = "RANGE"
)

// Value is the stated worth of a contract or of a planned purchase.
type Value struct {
	MinPence int64      `json:"minPence"` // equal to MaxPence unless the basis is RANGE
	MaxPence int64      `json:"maxPence"`
	Basis    ValueBasis `json:"basis"`
	VAT      VAT        `json:"vat"`
	// TermMonths is the term that the value is stated for, if the source says so and it differs
	// from the initial term.
	TermMonths *int `json:"termMonths,omitempty"`
	// AnnualPence is a price per year that the source states in addition to a total. In addition to
	// an estimate it is an estimate too, and so it is never summed.
	AnnualPence *int64 `json:"annualPence,omitempty"`
}

// Min returns the value, or the lower end of a range.
func (v *Value) Min() Money { return Money{Pence: v.MinPence, VAT: v.VAT} }

// Max returns the value, or the upper end of a range.
func (v *Value) Max() Money { return Money{Pence: v.MaxPence, VAT: v.VAT} }

// Stated returns true, because a Value exists only if a source states it.
func (v *Value) Stated() bool { return true }

// fault returns why the value can't be used, or "" if it can or is nil.
func (v *Value) fault() string {
	if v != nil && (v.MinPence < 0 || v.MaxPence < v.MinPence) {
		return "its value must not be negative, nor its maximum below its minimum"
	}
	return ""
}

// divideHalfUp returns a*num/den rounded to the nearest whole number, halves away from zero.
func divideHalfUp(a, num, den int64) int64 {
	n := new(big.Int).Mul(big.NewInt(a), big.NewInt(2*num))
	d := big.NewInt(2 * den)
	half := big.NewInt(den)
	if n.Sign() < 0 {
		half.Neg(half)
	}
	return n.Add(n, half).Quo(n, d).Int64()
}

// KnownSum is the sum of the known annual values of some contracts. Ranges and estimates are in no
// sum (RULES 5).
type KnownSum struct {
	AnnualPence *int64 `json:"annualPence"` // nil if none is known
	KnownCount  int    `json:"knownCount"`  // the number of values in the sum
	VAT         VAT    `json:"vat"`         // as CommonVAT
}

// Add adds a known annual value to the sum.
func (s *KnownSum) Add(m Money) {
	switch {
	case s.AnnualPence == nil:
		s.AnnualPence, s.VAT = new(int64), m.VAT
	case s.VAT != m.VAT:
		s.VAT = VATMixed
	}
	*s.AnnualPence += m.Pence
	s.KnownCount++
}

// CommonVAT returns the VAT of a sum: that of all its amounts, MIXED if they differ, UNKNOWN if
// there are none.
func CommonVAT(amounts []Money) VAT {
	if len(amounts) == 0 {
		return VATUnknown
	}
	for _, a := range amounts {
		if a.VAT != amounts[0].VAT {
			return VATMixed
		}
	}
	return amounts[0].VAT
}
