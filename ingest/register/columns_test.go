package register

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// notRead are the columns without a reader, with the reason. All others are read. A column that
// were only in the table would be recognised and then lost.
var notRead = map[string]string{
	"colIgnored":  "its titles are known, so that the report does not call them unknown",
	"colPersonal": "it is about people",
}

// titleFiles define which titles belong to which column, and how a header is found. They name
// columns without reading cells.
var titleFiles = []string{"columns.go", "header.go", "heading.go"}

// Every column has titles, and a reader that looks at its cells.
func TestEveryColumnIsRead(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	columns, named, read := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				if kind, ok := n.Type.(*ast.Ident); ok && kind.Name == "Column" {
					for _, name := range n.Names {
						columns[name.Name] = true
					}
					return false
				}
			case *ast.CompositeLit: // an entry of the table of titles
				if len(n.Elts) == 2 && path == "columns.go" {
					if name, ok := n.Elts[0].(*ast.Ident); ok {
						named[name.Name] = true
					}
				}
			case *ast.Ident:
				if !slices.Contains(titleFiles, path) {
					read[n.Name] = true
				}
			}
			return true
		})
	}
	if len(columns) < len(headers) || len(headers) == 0 {
		t.Fatalf("found the columns %v, which are fewer than the %d of the table", slices.Sorted(maps.Keys(columns)), len(headers))
	}
	for _, column := range slices.Sorted(maps.Keys(columns)) {
		if !named[column] && column != "colPersonal" { // personalWords are its titles
			t.Errorf("no title stands for %s", column)
		}
		if _, excepted := notRead[column]; !excepted && !read[column] {
			t.Errorf("nothing reads %s", column)
		}
	}
}

// notInRegisters are the fields of a contract that a row for a known contract leaves unchanged,
// with the reason. All others are updated if the file differs.
var notInRegisters = map[string]string{
	"ID":           "the row names the contract by it",
	"Stage":        "a register does not state it",
	"Parties":      "the register is of one of them",
	"Suppliers":    "they are looked up by the names that the row gives",
	"Systems":      "a register has no column for them",
	"Services":     "a register's categories are not the graph's services",
	"StartDerived": "false with a stated start",
	"EndDerived":   "false with a stated end",
	"Anniversary":  "a register has no column for it",
	"Ended":        "an export writes no state to compare with",
	"EndedOn":      "an export writes no state to compare with",
	"Breaks":       "a register has no column for them",
	"Deadlines":    "a register has no column for them",
	"CalledOff":    "the name of the framework decides it",
	"Successor":    "a register has no column for it",
	"Reading":      "a Store derives it from the evidence",
	"Predecessor":  "a Store derives it from other contracts",
	"Succession":   "a Store derives it from the successor",
	"Cohort":       "it belongs to one read",
}

// Every field of a contract is updated from its row, or is on the list of exceptions.
func TestEveryFieldIsTaken(t *testing.T) {
	stated := &draft{contract: &estate.Contract{
		Title: "Housing", Reference: "R1", OCID: "ocds-b5fd17-0001", SuppliersWithheld: true, StartDate: "2025-06-01", EndDate: "2027-05-31",
		MaxExtentDate: "2029-05-31", TermMonths: new(24), Rolling: true, Extensions: []estate.Extension{{Months: 24}}, Value: &estate.Value{MinPence: 1, MaxPence: 1},
		Framework: "G-Cloud", Method: "Open procedure", CPV: []string{"48000000"},
	}}
	taken := &estate.Contract{}
	for _, field := range registerFields {
		if said := field.said(stated); reflect.ValueOf(said).IsZero() {
			t.Errorf("the row says nothing about %s", field.name)
		}
		field.take(taken, stated)
	}
	want, got := reflect.ValueOf(stated.contract).Elem(), reflect.ValueOf(taken).Elem()
	for i := range want.NumField() {
		name := want.Type().Field(i).Name
		if _, excepted := notInRegisters[name]; excepted {
			continue
		}
		if want.Field(i).IsZero() {
			t.Errorf("this test states no %s: state it here and take it in registerFields, or add it to notInRegisters", name)
		}
		if !reflect.DeepEqual(want.Field(i).Interface(), got.Field(i).Interface()) {
			t.Errorf("%s is lost: %v became %v", name, want.Field(i), got.Field(i))
		}
	}
	for name := range notInRegisters {
		if _, ok := want.Type().FieldByName(name); !ok {
			t.Errorf("a contract has no field %s", name)
		}
	}
}
