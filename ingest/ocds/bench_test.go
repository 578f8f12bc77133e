package ocds_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"

	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/ocds"
)

// manyReleases generates a package of n releases of equal length as it is read, so that it takes no
// disk space. One release in twenty is a borough's. The releases of one ocid are half the file
// apart.
type manyReleases struct {
	n  int
	at int64
}

const (
	packageHead = `{"uri":"https://example.org/releases","releases":[`
	oneRelease  = 5000
)

func (m *manyReleases) size() int64 { return int64(len(packageHead)) + int64(m.n)*oneRelease + 1 }

// release returns the i-th release with its separator, padded to the common length.
func (m *manyReleases) release(i int) []byte {
	ocid, buyer := fmt.Sprintf("%09d", i), "Isle of Anglesey County Council"
	if i%20 == 0 {
		ocid, buyer = fmt.Sprintf("%09d-x", i%(m.n/2)), "London Borough of Camden"
	}
	before := ","
	if i == 0 {
		before = ""
	}
	text := fmt.Appendf(nil, `%s{"ocid":"ocds-h6vhtk-%s","id":"%d","date":"2025-%02d-01T10:00:00Z","tag":["award"],"buyer":{"id":"1","name":%q},`+
		`"parties":[{"id":"1","name":%q,"roles":["buyer"],"contactPoint":{"name":"Somebody"}}],"tender":{"title":"Software %d","classification":{"scheme":"CPV","id":"48000000"}},`+
		`"awards":[{"id":"%d","status":"active","value":{"amount":%d.5,"currency":"GBP"},"suppliers":[{"name":"Supplier %d Ltd"}],"contractPeriod":{"startDate":"2025-04-01","endDate":"2027-03-31"}}],"description":"`,
		before, ocid, i, 1+i%12, buyer, buyer, i, i%7, i+1, i%3000)
	text = append(text, bytes.Repeat([]byte("words "), (oneRelease-len(text)-2)/6)...)
	text = append(text, "......"[:oneRelease-len(text)-2]...)
	return append(text, `"}`...)
}

func (m *manyReleases) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	for n < len(p) && at < m.size() {
		var from []byte
		if i := at - int64(len(packageHead)); i < 0 {
			from = []byte(packageHead[at:])
		} else if k := int(i / oneRelease); k < m.n {
			from = m.release(k)[i%oneRelease:]
		} else {
			from = []byte("]}")[i-int64(m.n)*oneRelease:]
		}
		k := copy(p[n:], from)
		n, at = n+k, at+int64(k)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

func (m *manyReleases) Read(p []byte) (int, error) {
	n, err := m.ReadAt(p, m.at)
	m.at += int64(n)
	if n > 0 {
		return n, nil
	}
	return n, err
}

// heap is the peak of the heap in use, as sampled.
type heap struct{ most uint64 }

func (h *heap) look() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	h.most = max(h.most, m.HeapInuse)
}

// readMany reads n such releases to their end, and returns the peak of the heap.
func readMany(tb testing.TB, n int, o ocds.Options) (*ocds.Report, uint64) {
	tb.Helper()
	var h heap
	entries := 0
	o.Entry = func(ocds.Entry) {
		if entries++; entries%5000 == 0 {
			h.look()
		}
	}
	releases, err := ocds.Open(tb.Context(), []ocds.File{{Name: "many.json", File: &manyReleases{n: n}}}, o)
	if err != nil {
		tb.Fatal(err)
	}
	h.look()
	for _, err := range releases.Parts(tb.Context()) {
		if err != nil {
			tb.Fatal(err)
		}
	}
	return releases.Report, h.most
}

// BenchmarkReleases reads 1 GB without applying it. It should need less than 200 MB of memory.
func BenchmarkReleases(b *testing.B) {
	const n = 200_000
	s := ingesttest.Bundled(b)
	o := ocds.Options{Boroughs: ingesttest.Boroughs(b, s), Known: s}
	for b.Loop() {
		report, most := readMany(b, n, o)
		if report.Read != n || report.Used != n/20 {
			b.Fatalf("%+v", report)
		}
		b.ReportMetric(float64(most)/1e6, "MB-heap")
	}
	b.SetBytes(n * oneRelease)
	b.ReportMetric(float64(storetest.PeakMemory()>>20), "MB-resident")
}
