package shape

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
)

func TestOptionsLeft(t *testing.T) {
	option := func(s estate.ExtensionState) estate.Extension { return estate.Extension{Months: 12, State: s} }
	two := []estate.Extension{option(estate.ExtensionAvailable), option(estate.ExtensionUnknown)}
	tests := map[string]struct {
		options    []estate.Extension
		succession estate.Date
		toTake     *int
		want       *int
	}{
		"at the end both are left":                      {two, "", new(0), new(2)},
		"after the first one is left":                   {two, "", new(1), new(1)},
		"after both none is left":                       {two, "", new(2), new(0)},
		"taken and lapsed ones do not count":            {[]estate.Extension{option(estate.ExtensionTaken), option(estate.ExtensionLapsed), option(estate.ExtensionUnknown)}, "", new(0), new(1)},
		"known to be none":                              {[]estate.Extension{}, "", new(0), new(0)},
		"unknown options are unknown":                   {nil, "", new(0), nil},
		"where only the latest end is stated":           {two, "", nil, nil},
		"none are left once the successor has started":  {two, "2026-11-23", new(0), new(0)},
		"the successor of tomorrow takes nothing away":  {two, "2026-11-24", new(0), new(2)},
		"an exit beyond what is open leaves nothing":    {two[:1], "", new(2), new(0)},
		"an option taken before does not count as left": {[]estate.Extension{option(estate.ExtensionTaken), option(estate.ExtensionAvailable)}, "", new(1), new(0)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := &Renewal{ExitPoint: &estate.ExitPoint{OptionsToTake: tt.toTake}, Query: estate.RenewalsQuery{Scope: estate.Scope{AsOf: "2026-11-23"}}}
			got := r.OptionsLeft(&estate.Contract{Extensions: tt.options, Succession: tt.succession})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPartsOfAContract(t *testing.T) {
	camden, other := estate.ContractParty{Borough: "Borough:E09000007"}, estate.ContractParty{Name: "City of London Police"}
	stated := estate.ContractParty{Borough: "Borough:E09000029", SharePence: new(int64(73646600))}
	value := &estate.Value{MinPence: 160135900, MaxPence: 160135900, Basis: estate.BasisTotal, VAT: estate.VATExcluded}
	type part struct {
		Allocation  estate.Allocation
		Share, Part *estate.Money
	}
	tests := map[string]struct {
		parties []estate.ContractParty
		value   *estate.Value
		want    []part
	}{
		"the only party has the whole": {
			[]estate.ContractParty{camden},
			value,
			[]part{{estate.AllocationWhole, nil, &estate.Money{Pence: 160135900, VAT: estate.VATExcluded}}},
		},
		"a stated share does not tell the other's": {
			[]estate.ContractParty{stated, other},
			value,
			[]part{
				{estate.AllocationStated, &estate.Money{Pence: 73646600, VAT: estate.VATExcluded}, &estate.Money{Pence: 73646600, VAT: estate.VATExcluded}},
				{estate.AllocationUnallocated, nil, nil},
			},
		},
		"a share without a value says nothing of VAT": {
			[]estate.ContractParty{stated},
			nil,
			[]part{{estate.AllocationStated, &estate.Money{Pence: 73646600, VAT: estate.VATUnknown}, &estate.Money{Pence: 73646600, VAT: estate.VATUnknown}}},
		},
		"the whole of an unknown value": {
			[]estate.ContractParty{camden}, nil, []part{{estate.AllocationWhole, nil, nil}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []part
			for _, p := range PartiesOf(&estate.Contract{Parties: tt.parties, Value: tt.value}) {
				got = append(got, part{p.Allocation(), p.Share(), p.Part()})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
