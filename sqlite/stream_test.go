package sqlite

import (
	"crypto/sha256"
	"fmt"
	"iter"
	"os"
	"strings"
	"testing"
	"time"

	"boroughgraph/estate"
)

// partContracts is how many contracts a part of a streamed import holds.
const partContracts = 500

// BenchmarkStream times an import of 100,000 contracts into a file, in parts: 2 evidence, 3 spans or more and 3 exit
// points each, with ids in no order. It says how long that took, and how much memory the process held at most.
func BenchmarkStream(b *testing.B) {
	const contracts = 100_000
	for b.Loop() {
		s, err := Open(b.Context(), Options{Path: b.TempDir() + "/estate.db"})
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		batch := estate.NewBatch(time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC), estate.FormGenerated, "made up", "")
		report, err := s.Apply(b.Context(), estate.Import{Batch: batch, Parts: stream(contracts), Strict: true})
		if err != nil {
			b.Fatal(err)
		}
		if report.Created[estate.KindContract] != contracts {
			b.Fatalf("%+v", report)
		}
		b.ReportMetric(time.Since(began).Seconds(), "s/import")
		if peak, known := peakMemory(); known {
			b.ReportMetric(peak, "MB-peak")
		}
		if err := s.Close(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// stream is an estate of n contracts in parts, made as they are asked for.
func stream(n int) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		first := madeUp(10_000)
		first.Contracts, first.Deployments, first.Evidence = nil, nil, nil
		if !yield(first, nil) {
			return
		}
		for i := 0; i < n; i += partContracts {
			part := &estate.Changes{}
			for j := i; j < min(i+partContracts, n); j++ {
				c := streamed(j)
				part.Contracts = append(part.Contracts, c)
				part.Evidence = append(part.Evidence, about(c, "endDate", j), about(c, "value", j))
			}
			if !yield(part, nil) {
				return
			}
		}
	}
}

func streamed(i int) *estate.Contract {
	return &estate.Contract{
		ID:   estate.MakeID(estate.KindContract, fmt.Sprintf("ocds-%x", sha256.Sum256([]byte(fmt.Sprint(i))))[:24]),
		OCID: fmt.Sprintf("ocds-%d", i), Title: fmt.Sprintf("Contract %d for the supply of software and its support", i), Stage: estate.StageSigned,
		Parties:   []estate.ContractParty{{Borough: estate.MakeID(estate.KindBorough, fmt.Sprintf("E%08d", 9000001+i%33))}},
		Suppliers: []estate.ContractSupplier{{Supplier: id(estate.KindSupplier, i%2000), SignedAs: "S"}},
		Systems:   []estate.ID{id(estate.KindSystem, i%1999)}, Services: []estate.ID{id(estate.KindService, 1)},
		StartDate: estate.StatedDate(fmt.Sprint(2018 + i%9)), EndDate: estate.StatedDate(fmt.Sprint(2027 + i%4)),
		Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionUnknown}, {Months: 12, State: estate.ExtensionUnknown}},
		Value:      &estate.Value{MinPence: 12_000_00, MaxPence: 12_000_00, Basis: estate.BasisTotal, VAT: estate.VATExcluded},
	}
}

func about(c *estate.Contract, field string, i int) *estate.Evidence {
	e := &estate.Evidence{Subject: c.ID, Field: field, Value: "as the notice has it", Source: id(estate.KindSource, 1), AsOf: estate.StatedDate(fmt.Sprintf("2025-%02d", 1+i%12)), Confidence: estate.ConfidenceHigh}
	e.ID = estate.EvidenceID(e)
	return e
}

// peakMemory is how many megabytes the process has held at most; not known where there is no /proc.
func peakMemory() (megabytes float64, known bool) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	_, after, _ := strings.Cut(string(text), "VmHWM:")
	var kib float64
	_, err = fmt.Sscan(after, &kib)
	return kib / 1024, err == nil
}
