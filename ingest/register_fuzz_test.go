package ingest_test

import (
	"bytes"
	"errors"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest"
	"boroughgraph/sqlite"
)

// FuzzRegister: whatever the file, it is refused with one INVALID error, or every row is accounted for and
// every contract can land. The corpus in testdata/fuzz is kept.
func FuzzRegister(f *testing.F) {
	for _, text := range []string{
		lga,
		"Contract Ref;Contract title;Supplier;Contract value (ex VAT);Annual value;Start;End;Contract term;Extension\n1;Web site;A Ltd; B plc;6m to 8m;£5 pa;2025;Apr-27 + 1 year;3+1 years;2 x 12 months\n",
		"Contract title\tSupplier\tCompany number\nSaaS\t\"A\nB\"\t05512051;3554098\n",
		"uri,publishedDate,releases/0/ocid,releases/0/buyer/name,releases/0/tender/title,releases/0/tender/items/0/classification/id,releases/0/awards/0/id,releases/0/awards/0/suppliers/0/name,releases/0/awards/1/id\n" +
			"u,2020-08-05T10:00:56Z,ocds-b5fd17-1,London Borough of Camden,Software,48000000,a,Acme,a\n",
		"\xFF\xFEC\x00o\x00", "PK\x03\x04", "Reference,Title,End\n1,IT,\xA3\n", "Reference,Title\n\"1,IT\n", "Total,Reference,Title,Supplier,Value\n", "Title,Value\nIT,-\n,,\nIT,1e9\n",
	} {
		f.Add([]byte(text), true)
		f.Add([]byte(text), false)
	}
	s, err := sqlite.Open(f.Context(), sqlite.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close(f.Context()) })
	camden := &estate.Borough{ID: "Borough:E09000007", GSSCode: "E09000007", Slug: "camden", Name: "Camden"}
	f.Fuzz(func(t *testing.T, file []byte, all bool) {
		o := ingest.RegisterOptions{File: "register.csv", Borough: camden, Boroughs: []*estate.Borough{camden}, Known: s, All: all}
		changes, report, err := read(t, bytes.NewReader(file), o)
		if err != nil {
			if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid {
				t.Fatalf("it is refused with %v", err)
			}
			return
		}
		balanced(t, report)
		exists := map[estate.ID]bool{camden.ID: true}
		if _, rejected := changes.Accept(exists); len(rejected) > 0 {
			t.Fatalf("rejected: %+v", rejected)
		}
	})
}
