package ocds_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/ocds"
)

// repeating is a file with a beginning and then the same bytes again and again.
type repeating struct {
	begins string
	more   byte
	size   int64
	at     int64
}

func (e *repeating) ReadAt(p []byte, at int64) (int, error) {
	for i := range p {
		switch k := at + int64(i); {
		case k >= e.size:
			return i, io.EOF
		case k < int64(len(e.begins)):
			p[i] = e.begins[k]
		default:
			p[i] = e.more
		}
	}
	return len(p), nil
}

func (e *repeating) Read(p []byte) (int, error) {
	n, _ := e.ReadAt(p, e.at)
	if e.at += int64(n); n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// A damaged file, or a file of another kind, gives one error that says where and what to do.
// Reading it takes little memory.
func TestReleasesRefused(t *testing.T) {
	s := ingesttest.Bundled(t)
	long := strings.Repeat("x", 300)
	for text, want := range map[string]string{
		"":                             "the file is empty: download it again",
		" \n\t":                        "the file is empty: download it again",
		"hello":                        "at byte 0 there is 'h' instead of { or [",
		"%PDF-1.7":                     "it is a PDF",
		"PK\x03\x04\x00":               "it is a ZIP archive",
		"\x1F\x8B\x08":                 "it is compressed: unpack it first",
		"<html>":                       "it is a web page or XML",
		"\xFF\xFE{\x00":                "it is UTF-16: save it as UTF-8",
		"{\"ocid\":\"" + "\x00":        "at byte 9 it is not text",
		`{"type":"FeatureCollection"}`: "the file is JSON and has no OCDS releases",
		`[1,2,"three",{"a":1}]`:        "the file is JSON and has no OCDS releases",
		`{"releases":[{"ocid":"ocds-b5fd17-1"},{"ocid":"ocds-b5fd17-2","tender":{"title":"` + long: "the file ends at byte 381 in the middle of releases[1]: it seems cut short, download it again",
		`{"releases":[{"ocid":"ocds-b5fd17-1"}`:                                                    "in the middle of releases",
		`{"releases":[{"ocid":"ocds-b5fd17-1"} {`:                                                  "there is '{' instead of , or ]",
		`{"releases":[{"ocid":"ocds-b5fd17-1"]`:                                                    "there is ']' instead of , or }",
		`{ocid:1}`:                                                                                 "there is 'o' instead of the name of a field",
	} {
		_, _, err := releases(t, s, []string{text}, nil)
		if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "1.json: ") {
			t.Errorf("%.40q is refused with %v", text, err)
		}
	}
	for want, file := range map[string]*repeating{
		"... is nested deeper than 100":                 {begins: "", more: '[', size: 10_000_000},
		"releases[0] is nested deeper than 100":         {begins: `{"releases":[{"ocid":"ocds-b5fd17-1","tender":`, more: '[', size: 10_000_000},
		"releases[0] is longer than 16 MB, at byte 167": {begins: `{"releases":[{"ocid":"ocds-b5fd17-1","tender":{"title":"`, more: 'x', size: 200_000_000},
	} {
		var h heap
		_, err := ocds.Open(t.Context(), []ocds.File{{Name: "1.json", File: file}}, ocds.Options{Known: s})
		if h.look(); err == nil || !strings.Contains(err.Error(), want) || h.most > 150e6 {
			t.Errorf("it is refused with %v, with %d MB of the heap in use", err, h.most/1e6)
		}
	}
}

// TestReleasesStreamed reads a file that is larger than the memory it may use.
func TestReleasesStreamed(t *testing.T) {
	n := 22_000 // 110 MB
	if testing.Short() {
		n = 4_000
	}
	s := ingesttest.Bundled(t)
	report, most := readMany(t, n, ocds.Options{Boroughs: ingesttest.Boroughs(t, s), Known: s})
	if report.Read != n || report.Used != n/20 || most > 100e6 {
		t.Errorf("%d read, %d used, with %d MB of the heap in use", report.Read, report.Used, most/1e6)
	}
}
