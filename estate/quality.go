package estate

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Qualities says how good is what is known of boroughs.
type Qualities interface {
	// DataQuality returns how complete and how old is what is known of each borough; nil is all.
	DataQuality(ctx context.Context, q QualityQuery, boroughs []ID) (map[ID]*BoroughQuality, error)
	// ContradictionsOf returns the fields of each borough, its contracts and its deployments on which sources differ, by subject, then field.
	ContradictionsOf(ctx context.Context, boroughs []ID) (map[ID][]*Contradiction, error)
	// FactsToAsk returns for each borough the first missing facts of its counted contracts and LIVE deployments: those of systems
	// that the most other boroughs are counted on first, then by subject and field. What no other borough is counted on is not asked.
	FactsToAsk(ctx context.Context, q QualityQuery, boroughs []ID, limit int) (map[ID][]*FactToAsk, error)
	// DataQualityCoverage looks at every contract of the asked boroughs; q.Boroughs nil is all.
	DataQualityCoverage(ctx context.Context, q Scope) (*Coverage, error)
}

// QualityQuery is the day, and the terms of contracts that count; nil is those that RULES 2 counts.
type QualityQuery struct {
	AsOf  Date
	Terms []Term
}

// BoroughQuality is how good is what is known of a borough.
type BoroughQuality struct {
	Borough *Borough `json:"borough"`
	// ContractCount is of contracts counted, DeploymentCount of LIVE deployments.
	ContractCount   int                 `json:"contractCount"`
	DeploymentCount int                 `json:"deploymentCount"`
	Fields          []FieldCompleteness `json:"fields"` // of the contracts counted
	// NewestReading is of the borough, its contracts and its deployments; empty if none is dated.
	NewestReading    Date `json:"newestReading,omitempty"`
	StaleContracts   int  `json:"staleContracts"`
	StaleDeployments int  `json:"staleDeployments"`

	Query  QualityQuery `json:"-"` // what it answers, for the reads below it
	Cohort *Cohort      `json:"-"`
}

func (b *BoroughQuality) cohort() **Cohort { return &b.Cohort }

// Completeness is the weighted share of the Fields that are known, half up to two places, "0.87"; nil without contracts.
func (b *BoroughQuality) Completeness() *string { return completeness(b.Fields) }

// QualityByName are the answers of boroughs by name, then id.
func QualityByName(of map[ID]*BoroughQuality) []*BoroughQuality {
	return slices.SortedFunc(maps.Values(of), func(a, b *BoroughQuality) int {
		return strings.Compare(TextKey(a.Borough.Name, a.Borough.ID), TextKey(b.Borough.Name, b.Borough.ID))
	})
}

// FactToAsk is a fact that nobody states.
type FactToAsk struct {
	Subject ID     `json:"subject"` // a contract or a deployment
	Field   string `json:"field"`
	// OtherBoroughs are counted on a system of the subject.
	OtherBoroughs int `json:"otherBoroughs"`
}

// DeploymentFields are the facts that are asked of deployments; of contracts it is those of FieldWeights.
var DeploymentFields = []string{"contracts", "hosting", "services", "startDate"}

// ContractFields are the fields of FieldWeights.
func ContractFields() []string {
	names := make([]string, len(FieldWeights))
	for i, f := range FieldWeights {
		names[i] = f.Field
	}
	return names
}

// FieldWeight is how much it matters that a field of contracts is known.
type FieldWeight struct {
	Field  string `json:"field"` // as in Contract.UnknownFields
	Weight int    `json:"weight"`
}

// FieldWeights are the weights of completeness, as docs/rules.md publishes them: when a contract ends
// decides whether anybody can buy together; then what is bought, of whom, for how much, and for how much longer.
var FieldWeights = []FieldWeight{
	{"endDate", 5},
	{"systems", 3},
	{"suppliers", 3},
	{"value", 3},
	{"extensions", 3},
	{"startDate", 1},
	{"method", 1},
	{"framework", 1},
	{"title", 1},
}

// FieldCompleteness is how many contracts of a borough have a field.
type FieldCompleteness struct {
	FieldWeight
	Known int `json:"known"`
	Count int `json:"count"`
}

// CompletenessOf is the fields of count contracts, unknown of which lack each, in the order of FieldWeights.
func CompletenessOf(count int, unknown map[string]int) []FieldCompleteness {
	fields := make([]FieldCompleteness, len(FieldWeights))
	for i, f := range FieldWeights {
		fields[i] = FieldCompleteness{FieldWeight: f, Known: count - unknown[f.Field], Count: count}
	}
	return fields
}

func completeness(fields []FieldCompleteness) *string {
	var known, all int64
	for _, f := range fields {
		known += int64(f.Weight * f.Known)
		all += int64(f.Weight * f.Count)
	}
	if all == 0 {
		return nil
	}
	hundredths := divideHalfUp(known, 100, all)
	return new(fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100))
}
