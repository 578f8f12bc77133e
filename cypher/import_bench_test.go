package cypher_test

import (
	"fmt"
	"iter"
	"testing"
	"time"

	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
)

// BenchmarkImport writes one large import into an empty store: contracts with two pieces of
// evidence each, and about three terms and three exit points each. One run is enough:
//
//	go test ./cypher -run '^$' -bench Import/100000 -benchtime 1x -timeout 30m
func BenchmarkImport(b *testing.B) {
	for _, contracts := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(contracts), func(b *testing.B) {
			for b.Loop() {
				store := neo4jtest.Open(b)
				began := time.Now()
				report, err := store.Apply(b.Context(), estate.Import{Batch: batchNow(), Parts: register(contracts)})
				if err != nil || len(report.Rejected) > 0 || report.Created[estate.KindContract] != contracts {
					b.Fatalf("Apply: %+v, %v", report, err)
				}
				b.ReportMetric(time.Since(began).Seconds(), "s/import")
				b.ReportMetric(float64(storetest.PeakMemory()>>20), "MB-resident")
			}
		})
	}
}

// register returns a large contract register in parts of 500 contracts. The things they refer to
// come first.
func register(contracts int) iter.Seq2[*estate.Changes, error] {
	ground := town(0)
	return func(yield func(*estate.Changes, error) bool) {
		if !yield(ground, nil) {
			return
		}
		for from := 0; from < contracts; from += 500 {
			if !yield(registerPart(from, min(from+500, contracts)), nil) {
				return
			}
		}
	}
}

func registerPart(from, to int) *estate.Changes {
	part := &estate.Changes{}
	for n := from; n < to; n++ {
		c := townContract(n)
		part.Contracts = append(part.Contracts, c)
		for _, field := range []string{"title", "endDate"} {
			e := &estate.Evidence{
				Subject: c.ID, Field: field, Value: c.Title, Source: "Source:drawn", Address: fmt.Sprint("https://register.example/", n),
				AsOf: "2026-10-01", Confidence: estate.ConfidenceHigh, Row: fmt.Sprintf("register.csv:%d", n),
			}
			e.ID = estate.EvidenceID(e)
			part.Evidence = append(part.Evidence, e)
		}
	}
	return part
}
