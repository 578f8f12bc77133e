package estate_test

import (
	"testing"

	"boroughgraph/estate"
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
		"one sum, written in two ways": {[]*estate.Evidence{read("Contract:1", "value", "1688800", "Source:a"), read("Contract:1", "value", "£1,688,800.00", "Source:b")}, 0},
		"thousands and millions":       {[]*estate.Evidence{read("Contract:1", "value", "1.2m", "Source:a"), read("Contract:1", "value", "GBP 1,200,000", "Source:b")}, 0},
		"a point and a comma":          {[]*estate.Evidence{read("Contract:1", "value", "1.234", "Source:a"), read("Contract:1", "value", "1,234", "Source:b")}, 1},
		"one day, written in two ways": {[]*estate.Evidence{read("Contract:1", "endDate", "2027-03-31T23:59:59Z", "Source:a"), read("Contract:1", "endDate", "31/03/2027", "Source:b")}, 0},
		"a month in words":             {[]*estate.Evidence{read("Contract:1", "startDate", "1 April 2025", "Source:a"), read("Contract:1", "startDate", "Apr-25", "Source:b")}, 0},
		"the day before the month":     {[]*estate.Evidence{read("Contract:1", "endDate", "01/02/2027", "Source:a"), read("Contract:1", "endDate", "2027-01-02", "Source:b")}, 1},
		"a sum and a text":             {[]*estate.Evidence{read("Contract:1", "value", "about 5", "Source:a"), read("Contract:1", "value", "5", "Source:b")}, 1},
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
