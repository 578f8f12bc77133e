package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
)

func TestMoney(t *testing.T) {
	value := func(low, high int64, b estate.ValueBasis, vat estate.VAT) estate.Value {
		return estate.Value{MinPence: low, MaxPence: high, Basis: b, VAT: vat}
	}
	total := func(pence int64) estate.Value { return value(pence, pence, estate.BasisTotal, estate.VATUnknown) }
	estimate := func(pence int64) estate.Value { return value(pence, pence, estate.BasisEstimate, estate.VATUnknown) }
	for cell, want := range map[string]estate.Value{
		"8333.3333333333339": total(833333), "1234.5600000000001": total(123456), "999.99000000000001": total(99999), "0.99999999999999989": total(100), "£1,234.56": total(123456), " £880,000.00 ": total(88000000), "\ufffd880,000.00": total(88000000), "1.2m": total(120000000), "£1.2 million": total(120000000),
		"50k": total(5000000), "£ 50 000": total(5000000), "1234": total(123400), "1.2E+06": total(120000000), "880000.005": total(88000001), "GBP 12.5": total(1250), "£0.00": total(0),
		"£50,000 p.a.": value(5000000, 5000000, estate.BasisPerYear, estate.VATUnknown), "50k per annum ex VAT": value(5000000, 5000000, estate.BasisPerYear, estate.VATExcluded),
		"£10,000 inc. VAT": value(1000000, 1000000, estate.BasisTotal, estate.VATIncluded), "£10,000 + VAT": value(1000000, 1000000, estate.BasisTotal, estate.VATExcluded),
		"up to £500k": estimate(50000000), "c. £50,000": estimate(5000000), "c£50k": estimate(5000000), "approx. 1m": estimate(100000000), "~£2m": estimate(200000000),
		"£6m - £8m": value(600000000, 800000000, estate.BasisRange, estate.VATUnknown), "range 6,000,000 to 8,000,000": value(600000000, 800000000, estate.BasisRange, estate.VATUnknown),
		"6 to 8 million": value(600000000, 800000000, estate.BasisRange, estate.VATUnknown), "between £1 and £2": value(100, 200, estate.BasisRange, estate.VATUnknown),
	} {
		if got, why := Money(cell, ""); why != "" {
			t.Errorf("%q is not read: %s", cell, why)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", cell, diff)
		}
	}
	for cell, want := range map[string]int64{"250": 25000000, "1.5": 150000, "£1,200": 120000000, "250k": 25000000, "2m": 200000000} {
		if got, why := Money(cell, "k"); why != "" || got.MinPence != want {
			t.Errorf("%q under £000s is %d pence, %s; want %d", cell, got.MinPence, why, want)
		}
	}
	for cell, want := range map[string]int64{"1.2": 120000000, "0.25": 25000000, "£3": 300000000, "500k": 50000000} {
		if got, why := Money(cell, "m"); why != "" || got.MinPence != want {
			t.Errorf("%q under £m is %d pence, %s; want %d", cell, got.MinPence, why, want)
		}
	}
	for _, cell := range []string{
		"1.234,56", "12,5", "1,23,456", "€5,000", "USD 100", "CHF 12", "¥900", "-5", "(1,234)", "£5k; £6k", "20 7946 0000 11", "£5 Lot 1", "8m - 6m", "99999999999999", "1e99", "rates", "£", "£-   ", "schedule of rates: £50 an hour", "£1 - £2 - £3", "12/04/2025",
	} {
		if got, why := Money(cell, ""); why == "" {
			t.Errorf("%q is read as %+v", cell, got)
		}
	}
}
