package ingest_test

import (
	"bytes"
	"fmt"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest"
	"boroughgraph/sqlite"
)

// manyRows is a register of n rows, one in ten of them technology, as in the real one that the project has.
func manyRows(n int) []byte {
	var b bytes.Buffer
	b.WriteString("Contract Ref,Contract Title,Description,CPV code(s),Start date,End date,Contract value,Supplier,Company Reg No,Tender type\n")
	for i := range n {
		cpv, title := "77310000", "Grounds maintenance"
		if i%10 == 0 {
			cpv, title = "48000000-8, 72000000", "Software and its support"
		}
		fmt.Fprintf(&b, "%06d,%s %d,\"Provision of %s, with all that belongs to it\",\"%s\",%02d/%02d/%d,31/03/%d,\"£%d,000.00\",Supplier %d Ltd,%08d,Open tender\n",
			i, title, i, title, cpv, i%28+1, i%12+1, 2018+i%7, 2027+i%4, i%900+1, i%5000, 1000000+i%5000)
	}
	return b.Bytes()
}

// BenchmarkRegister reads 100,000 rows and applies them to a file of SQLite: at least 5,000 rows a second are wanted.
func BenchmarkRegister(b *testing.B) {
	const rows = 100_000
	file := manyRows(rows)
	for b.Loop() {
		s, err := sqlite.Open(b.Context(), sqlite.Options{Path: b.TempDir() + "/estate.db"})
		if err != nil {
			b.Fatal(err)
		}
		camden := &estate.Borough{ID: "Borough:E09000007", GSSCode: "E09000007", Slug: "camden", Name: "Camden"}
		if _, err := s.Apply(b.Context(), storetest.Import(&estate.Changes{Boroughs: []*estate.Borough{camden}})); err != nil {
			b.Fatal(err)
		}
		register, err := ingest.OpenRegister(bytes.NewReader(file), ingest.RegisterOptions{File: "many.csv", Borough: camden, Boroughs: []*estate.Borough{camden}, Known: s, AsOf: "2026-04"})
		if err != nil {
			b.Fatal(err)
		}
		in := storetest.Import(nil)
		in.Parts = register.Parts(b.Context())
		r, err := s.Apply(b.Context(), in)
		if err != nil || len(r.Rejected) > 0 || register.Report.Read != rows || register.Report.Used != rows/10 {
			b.Fatal(err, r, register.Report.Read, register.Report.Used)
		}
		if err := s.Close(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	if resident, ok := mostResident(); ok {
		b.ReportMetric(resident, "MB-resident")
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
