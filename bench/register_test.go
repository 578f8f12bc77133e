package bench

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/facts"
	"boroughgraph/ingest/register"
	"boroughgraph/synthetic"
)

// BenchmarkRegister imports a register of 100,000 rows beside the bundled facts. The goals are at
// least 5,000 rows a second on SQLite and 2,000 on Neo4j, and under 300 MB.
func BenchmarkRegister(b *testing.B) {
	const rows = 100_000
	path := filepath.Join(b.TempDir(), "many.csv")
	made, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(synthetic.Register(made, rows), made.Close()); err != nil {
		b.Fatal(err)
	}
	ground, err := facts.Read(data.Files)
	if err != nil {
		b.Fatal(err)
	}
	var camden *estate.Borough
	for _, borough := range ground.Boroughs {
		if borough.Slug == "camden" {
			camden = borough
		}
	}
	for _, database := range stores(b) {
		b.Run(database, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				s := empty(b, database)
				apply(b, s, func(yield func(*estate.Changes, error) bool) { yield(ground, nil) })
				file, err := os.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				register, err := register.Open(b.Context(), file, register.Options{
					File: "many.csv", Borough: camden, Boroughs: ground.Boroughs, Known: s, AsOf: "2026-04",
				})
				if err != nil {
					b.Fatal(err)
				}
				apply(b, s, register.Parts(b.Context()))
				if register.Report.Read != rows || register.Report.Used != rows/10 {
					b.Fatalf("%d rows read, %d used", register.Report.Read, register.Report.Used)
				}
				if err := errors.Join(file.Close(), s.Close(b.Context())); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(storetest.PeakMemory()>>20), "MB-peak")
		})
	}
}
