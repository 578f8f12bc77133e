package estate_test

import (
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
)

func TestCompleteness(t *testing.T) {
	all := 0
	for _, f := range estate.FieldWeights {
		all += f.Weight
	}
	if all != 21 {
		t.Errorf("the weights sum to %d, want 21", all)
	}
	for name, tt := range map[string]struct {
		count   int
		unknown map[string]int
		want    *string
	}{
		"no contracts":          {0, nil, nil},
		"everything":            {2, nil, new("1.00")},
		"no end of one of two":  {2, map[string]int{"endDate": 1}, new("0.88")}, // 37 of 42
		"nothing but the title": {1, map[string]int{"endDate": 1, "systems": 1, "suppliers": 1, "value": 1, "extensions": 1, "startDate": 1, "method": 1, "framework": 1}, new("0.05")},
	} {
		b := &estate.BoroughQuality{Fields: estate.CompletenessOf(tt.count, tt.unknown)}
		if diff := cmp.Diff(tt.want, b.Completeness()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
