package estate

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Qualities says how complete and how recent the facts about boroughs are.
type Qualities interface {
	// DataQuality returns the completeness and age of what is known about each borough; if boroughs
	// is nil, about all.
	DataQuality(ctx context.Context, q QualityQuery, boroughs []ID) (map[ID]*BoroughQuality, error)
	// ContradictionsOf returns the fields of each borough, its contracts and its deployments on
	// which sources differ, by subject, then field.
	ContradictionsOf(ctx context.Context, boroughs []ID) (map[ID][]*Contradiction, error)
	// FactsToAsk returns, for each borough, the first missing facts of its counted contracts and
	// LIVE deployments. Facts about the systems with the most other boroughs come first, then by
	// subject and field. It leaves out facts about systems that no other borough is counted on.
	FactsToAsk(ctx context.Context, q QualityQuery, boroughs []ID, limit int) (map[ID][]*FactToAsk, error)
	// DataQualityCoverage considers every contract of the asked boroughs; q.Boroughs nil is all.
	DataQualityCoverage(ctx context.Context, q Scope) (*Coverage, error)
}

// QualityQuery is the day, and the terms of the contracts to count. If Terms is nil, the terms of
// RULES 2 count.
type QualityQuery struct {
	AsOf  Date
	Terms []Term
}

// BoroughQuality says how complete and how recent the facts about a borough are.
type BoroughQuality struct {
	Borough *Borough `json:"borough"`
	// ContractCount is the number of contracts counted, DeploymentCount the number of LIVE
	// deployments.
	ContractCount   int                 `json:"contractCount"`
	DeploymentCount int                 `json:"deploymentCount"`
	Fields          []FieldCompleteness `json:"fields"` // of the contracts counted
	// Newest is the newest reading of the borough, its contracts and its deployments up to the
	// question's day; empty if none is dated.
	Newest           ReadDate `json:"newest,omitempty"`
	StaleContracts   int      `json:"staleContracts"`
	StaleDeployments int      `json:"staleDeployments"`

	Query  QualityQuery `json:"-"` // the query that it answers
	Cohort *Cohort      `json:"-"`
}

// NewestReading returns the day that the newest reading counts to.
func (b *BoroughQuality) NewestReading() Date { return b.Newest.ReadOn() }

// NewestReadingStated returns the date of the newest reading as stated.
func (b *BoroughQuality) NewestReadingStated() StatedDate { return b.Newest.ReadOnStated() }

func (b *BoroughQuality) cohort() **Cohort { return &b.Cohort }

// Completeness returns the weighted share of the Fields that are known, rounded half up to two
// places, for example "0.87". It is nil if there are no contracts.
func (b *BoroughQuality) Completeness() *string { return completeness(b.Fields) }

// QualityByName returns the answers sorted by the borough's name, then id.
func QualityByName(of map[ID]*BoroughQuality) []*BoroughQuality {
	return slices.SortedFunc(maps.Values(of), func(a, b *BoroughQuality) int {
		return strings.Compare(TextKey(a.Borough.Name, a.Borough.ID), TextKey(b.Borough.Name, b.Borough.ID))
	})
}

// FactToAsk is a missing fact.
type FactToAsk struct {
	Subject ID     `json:"subject"` // a contract or a deployment
	Field   string `json:"field"`
	// OtherBoroughs is how many other boroughs are counted on a system of the subject.
	OtherBoroughs int `json:"otherBoroughs"`

	Cohort *Cohort `json:"-"`
}

func (f *FactToAsk) cohort() **Cohort { return &f.Cohort }

// DeploymentFields are the facts to ask for about deployments. About contracts they are those of
// FieldWeights.
var DeploymentFields = []string{"contracts", "hosting", "services", "startDate"}

// ContractFields returns the fields of FieldWeights.
func ContractFields() []string {
	names := make([]string, len(FieldWeights))
	for i, f := range FieldWeights {
		names[i] = f.Field
	}
	return names
}

// FieldWeight is how much a field of contracts matters.
type FieldWeight struct {
	Field  string `json:"field"` // as in Contract.UnknownFields
	Weight int    `json:"weight"`
}

// FieldWeights are the weights of completeness, as published in docs/rules.md. The end date weighs
// most because it decides whether boroughs can buy together. What is bought, from whom, for how
// much and for how much longer comes next.
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

// FieldCompleteness is the number of a borough's contracts whose field is known.
type FieldCompleteness struct {
	FieldWeight
	Known int `json:"known"`
	Count int `json:"count"`
}

// CompletenessOf returns the completeness of count contracts, in the order of FieldWeights. unknown
// is the number of contracts that lack each field.
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
