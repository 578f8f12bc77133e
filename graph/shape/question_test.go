package shape

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
)

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
