// Package fuzz holds the fuzz tests of ingest. They are apart from its other tests because those
// import SQLite, whose instrumented build takes longer than the fuzzing.
package fuzz

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/register"
)

// emptyStore is an empty store for register imports.
type emptyStore struct{}

func (emptyStore) ContractsByID(context.Context, []estate.ID) (map[estate.ID]*estate.Contract, error) {
	return nil, nil
}

func (emptyStore) ContractsByOCID(context.Context, []string) (map[string][]estate.ID, error) {
	return nil, nil
}

func (emptyStore) ContractsOf(context.Context, []estate.ID, estate.ContractFilter, estate.ContractOrder, estate.Window) (map[estate.ID]estate.Page[*estate.Contract], error) {
	return nil, nil
}

func (emptyStore) EvidenceOf(context.Context, []estate.ID) (map[estate.ID][]*estate.Evidence, error) {
	return nil, nil
}

func (emptyStore) SuppliersByID(context.Context, []estate.ID) (map[estate.ID]*estate.Supplier, error) {
	return nil, nil
}

func (emptyStore) SuppliersByIdentifier(context.Context, []estate.Identifier) (map[string][]estate.ID, error) {
	return nil, nil
}

func (emptyStore) SuppliersByName(context.Context, []string) (map[string][]estate.ID, error) {
	return nil, nil
}

// lga is a register with most of what occurs in real ones.
const lga = `As at 30 April 2026,,,,,,,,,,
OrganisationLabel,ContractReference,ContractTitle,CPVCode,StartDate,EndDate,LastExtensionDate,ContractValue,SupplierName,CompaniesHouseRegistrationNumber,ContactEmail
Camden,0021,Housing repairs software,48000000-8,01/04/2025,31/03/2027,2+1+1 years,"£1,234.56",NEC Software Solutions UK Ltd,968498,jo@example.gov.uk
Camden,,Microsoft licences,48000000,1-Apr-25,Rolling,,1.2m,Nobody Knows Ltd,,
,,,,,,,,,,
Camden,0026,Telephony,64200000,TBC,Ongoing,Yes,£-,Mr J Smith,,
Camden,0027,Wi-Fi for libraries,72000000,45748,31 March 2027,31/03/2029,£5k a year,Nobody Knows Limited,,
Camden,0027,Wi-Fi for libraries,72000000,45748,31 March 2027,31/03/2029,£5k a year,Somebody Else Ltd,,
Total,,,,,,,"£1,239.56",,,
`

// FuzzRegister reads any file. Either it is refused with one INVALID error, or every row is
// accounted for and every contract is accepted. Inputs that once failed are kept in testdata/fuzz.
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
	camden := &estate.Borough{ID: "Borough:E09000007", GSSCode: "E09000007", Slug: "camden", Name: "Camden"}
	f.Fuzz(func(t *testing.T, file []byte, all bool) {
		o := register.Options{File: "register.csv", Borough: camden, Boroughs: []*estate.Borough{camden}, Known: emptyStore{}, All: all}
		changes, report, err := read(t.Context(), bytes.NewReader(file), o)
		if err != nil {
			if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid {
				t.Fatalf("it is refused with %v", err)
			}
			return
		}
		if report.Used+report.Skipped != report.Read {
			t.Fatalf("%d used and %d skipped are not the %d read", report.Used, report.Skipped, report.Read)
		}
		exists := map[estate.ID]bool{camden.ID: true}
		if _, rejected := changes.Accept(exists, nil); len(rejected) > 0 {
			t.Fatalf("rejected: %+v", rejected)
		}
	})
}

// read reads a register to its end.
func read(ctx context.Context, file *bytes.Reader, o register.Options) (*estate.Changes, *register.Report, error) {
	register, err := register.Open(ctx, file, o)
	if err != nil {
		return nil, nil, err
	}
	all := &estate.Changes{}
	for part, err := range register.Parts(ctx) {
		if err != nil {
			return nil, nil, err
		}
		all.Sources = append(all.Sources, part.Sources...)
		all.Suppliers = append(all.Suppliers, part.Suppliers...)
		all.Contracts = append(all.Contracts, part.Contracts...)
		all.Evidence = append(all.Evidence, part.Evidence...)
	}
	return all, register.Report, nil
}
