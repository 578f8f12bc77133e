package estate_test

import (
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestCompetedBy(t *testing.T) {
	// The methods in the bundled facts, and some similar ones.
	for method, want := range map[string]*bool{
		"":                      nil,
		"Direct award":          new(false),
		"direct":                new(false),
		"Direct award (waiver)": new(false),
		"Direct award (Procurement Act 2023 s41)": new(false),
		"Single tender":                                                    new(false),
		"Single tender action (below threshold)":                           new(false),
		"Award without prior publication":                                  new(false),
		"Negotiated procedure without prior publication (above threshold)": new(false),
		"extension without tender":                                         new(false),
		"extension by waiver":                                              new(false),
		"Open procedure (details: Not specified)":                          new(true),
		"Restricted procedure":                                             new(true),
		"Competitive dialogue":                                             new(true),
		"Mini competition":                                                 new(true),
		"Call-off (aggregated further competition)":                        new(true),
		"Tender":                              new(true),
		"Call-off from a framework agreement": nil,
		"extension exercised":                 nil,
		"Other":                               nil,
		"reopened":                            nil,
	} {
		if diff := cmp.Diff(want, estate.CompetedBy(method)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", method, diff)
		}
	}
}

func TestUnusedOptions(t *testing.T) {
	lapsed, unknown := estate.Extension{Months: 12, State: estate.ExtensionLapsed}, estate.Extension{Months: 12, State: estate.ExtensionUnknown}
	taken := estate.Extension{Months: 12, State: estate.ExtensionTaken}
	for name, tt := range map[string]struct {
		end        estate.StatedDate
		options    []estate.Extension
		succession estate.Date
		want       []estate.Extension
		untold     bool
	}{
		"no successor that has a start":              {"2025-07-31", []estate.Extension{unknown}, "", nil, false},
		"a successor the day after the end":          {"2025-07-31", []estate.Extension{unknown}, "2025-08-01", []estate.Extension{unknown}, false},
		"a successor before the end":                 {"2025-07-31", []estate.Extension{unknown}, "2025-06-01", []estate.Extension{unknown}, false},
		"a successor in the first option":            {"2025-07-31", []estate.Extension{unknown, unknown}, "2025-08-02", []estate.Extension{unknown}, true},
		"a successor after both options":             {"2023-09-30", []estate.Extension{unknown, unknown}, "2025-10-01", nil, true},
		"a successor on the first day of the second": {"2024-02-29", []estate.Extension{unknown, unknown}, "2025-03-01", []estate.Extension{unknown}, true},
		"taken, then cut off":                        {"2025-07-31", []estate.Extension{taken, unknown}, "2025-08-01", []estate.Extension{unknown}, false},
		"lapsed by a source, whatever the successor": {"2025-07-31", []estate.Extension{lapsed}, "2027-01-01", []estate.Extension{lapsed}, false},
		"no end known":                               {"", []estate.Extension{unknown}, "2025-10-21", nil, true},
		"options not known":                          {"2025-07-31", nil, "2025-08-01", nil, true},
		"known to have no options":                   {"2025-07-31", []estate.Extension{}, "2025-08-01", nil, false},
	} {
		c := &estate.Contract{EndDate: tt.end, Extensions: tt.options, Succession: tt.succession}
		if diff := cmp.Diff(tt.want, c.UnusedOptions()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if c.OptionsUntold() != tt.untold {
			t.Errorf("%s: untold is %v", name, !tt.untold)
		}
	}
}

func TestPriceRatio(t *testing.T) {
	price := func(pence int64, vat estate.VAT) *estate.AnnualValue {
		return &estate.AnnualValue{Pence: pence, VAT: vat}
	}
	for name, tt := range map[string]struct {
		before, after *estate.AnnualValue
		want          *string
	}{
		"Hillingdon":           {price(562_933_33, estate.VATUnknown), price(1_008_600_00, estate.VATUnknown), new("1.79")},
		"half a hundredth":     {price(200, estate.VATUnknown), price(201, estate.VATUnknown), new("1.01")},
		"less":                 {price(100, estate.VATExcluded), price(7, estate.VATExcluded), new("0.07")},
		"for nothing":          {price(100, estate.VATExcluded), price(0, estate.VATExcluded), new("0.00")},
		"was for nothing":      {price(0, estate.VATExcluded), price(100, estate.VATExcluded), nil},
		"VAT stated otherwise": {price(100, estate.VATExcluded), price(120, estate.VATIncluded), nil},
		"before is not known":  {nil, price(100, estate.VATExcluded), nil},
		"after is not known":   {price(100, estate.VATExcluded), nil, nil},
	} {
		if diff := cmp.Diff(tt.want, estate.PriceRatio(tt.before, tt.after)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// On any day a contract has at most one span of each kind, and its term is the one that the kind
// requires.
func TestLeverageSpans(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c := drawContract(rt)
		c.Successor = rapid.SampledFrom([]estate.ID{"", "Contract:next"}).Draw(rt, "successor")
		c.Method = rapid.SampledFrom([]string{"", "Direct award", "Tender"}).Draw(rt, "method")
		day := max(drawDate(rt, "as of").Last(), "2014-01-01")
		held := map[estate.LeverageKind]int{}
		for _, s := range estate.LeverageSpans(c) {
			if s.From <= day && day <= s.To {
				held[s.Value]++
			}
		}
		standing := estate.TermOn(c, day)
		want := map[estate.LeverageKind]int{}
		if c.Method == "Direct award" && (standing.Term != estate.TermNotStarted || standing.Counted) {
			want[estate.LeverageDirectAward] = 1
		}
		if c.Successor == "" && standing.Term == estate.TermPastEnd {
			want[estate.LeveragePastEnd] = 1
		}
		if c.Rolling && standing.Term == estate.TermInTerm {
			want[estate.LeverageRolling] = 1
		}
		if len(c.UnusedOptions()) > 0 && c.Succession <= day {
			want[estate.LeverageOption] = 1
		}
		if diff := cmp.Diff(want, held); diff != "" {
			rt.Errorf("as of %s (-want +got):\n%s", day, diff)
		}
	})
}
