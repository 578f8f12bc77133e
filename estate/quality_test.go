package estate_test

import (
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
)

func TestContradictions(t *testing.T) {
	read := func(subject estate.ID, field, value string, source estate.ID) *estate.Evidence {
		return &estate.Evidence{Subject: subject, Field: field, Value: value, Source: source}
	}
	for name, tt := range map[string]struct {
		evidence []*estate.Evidence
		want     int
	}{
		"two sources, two days":        {[]*estate.Evidence{read("Contract:1", "endDate", "2025-09-15", "Source:a"), read("Contract:1", "endDate", "2028-03-31", "Source:b")}, 1},
		"one source, two days":         {[]*estate.Evidence{read("Contract:1", "endDate", "2025-09-15", "Source:a"), read("Contract:1", "endDate", "2028-03-31", "Source:a")}, 0},
		"a day of the same month":      {[]*estate.Evidence{read("Contract:1", "endDate", "2025-09", "Source:a"), read("Contract:1", "endDate", "2025-09-15", "Source:b")}, 0},
		"a day of another month":       {[]*estate.Evidence{read("Contract:1", "endDate", "2025-09", "Source:a"), read("Contract:1", "endDate", "2025-10-15", "Source:b")}, 1},
		"a value that begins alike":    {[]*estate.Evidence{read("Contract:1", "value", "2025", "Source:a"), read("Contract:1", "value", "20251", "Source:b")}, 1},
		"a text that folds alike":      {[]*estate.Evidence{read("Contract:1", "method", "Direct award", "Source:a"), read("Contract:1", "method", "DIRECT  AWARD.", "Source:b")}, 0},
		"a field of several values":    {[]*estate.Evidence{read("Contract:1", "services", "Housing", "Source:a"), read("Contract:1", "services", "Finance", "Source:b")}, 0},
		"two subjects":                 {[]*estate.Evidence{read("Contract:1", "endDate", "2025", "Source:a"), read("Contract:2", "endDate", "2026", "Source:b")}, 0},
		"a field of another kind only": {[]*estate.Evidence{read("Borough:1", "value", "1", "Source:a"), read("Borough:1", "value", "2", "Source:b")}, 0},
	} {
		if got := estate.Contradictions(tt.evidence); len(got) != tt.want {
			t.Errorf("%s: %d contradictions, want %d", name, len(got), tt.want)
		}
	}
}

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
