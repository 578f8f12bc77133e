package estate

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
)

// notMerged are the fields that a merge does not take from the other thing, with the reason. A
// merge takes all others. Without this test, a new field that the tables lack would be lost
// silently.
var notMerged = map[string]string{
	"Contract.ID":                "it is the key",
	"Contract.SuppliersWithheld": "false where suppliers are known",
	"Contract.Reading":           "a Store derives it from the evidence",
	"Contract.Predecessor":       "a Store derives it from other contracts",
	"Contract.Succession":        "a Store derives it from the successor",
	"Contract.Cohort":            "it belongs to one read",
	"Supplier.ID":                "it is the key",
	"Supplier.Name":              "it becomes one of the Names",
	"Supplier.Cohort":            "it belongs to one read",
	"Notice.ID":                  "it is the key",
	"Notice.Stage":               "both are of one stage",
	"Notice.Cancelled":           "only the newer notice tells, with its deadline: ingest/ocds sets both",
	"Notice.Cohort":              "it belongs to one read",
	"Framework.ID":               "it is the key",
	"Framework.Cohort":           "it belongs to one read",
}

// replacedWhole are the fields of systems and deployments, which are never merged. Only imports of
// facts state them, and the last one replaces the one before. Add a new field to this list, unless
// a source states only some of the fields: then systems or deployments need a merge, as contracts
// have.
var replacedWhole = map[reflect.Type][]string{
	reflect.TypeFor[System](): {"ID", "Name", "Names", "Makers", "Cohort"},
	reflect.TypeFor[Deployment](): {
		"ID", "Borough", "System", "Services", "StartDate", "EndDate", "ReplacedOn", "ReplacedBy", "Planned", "Hosting", "Contracts", "Integrations",
		"Reading", "Cohort",
	},
}

// Merging suppliers or contracts rewrites the systems and deployments that refer to them. The
// copies must keep every field.
func TestEveryFieldIsReplaced(t *testing.T) {
	system, deployment := &System{}, &Deployment{}
	fill(reflect.ValueOf(system).Elem(), "System:one")
	fill(reflect.ValueOf(deployment).Elem(), "Deployment:one")
	now := Renamed{"Supplier:gone": "Supplier:kept"}.Rewrite(&Changes{Systems: []*System{system}, Deployments: []*Deployment{deployment}})
	for _, kept := range [][2]any{{system, now.Systems[0]}, {deployment, now.Deployments[0]}} {
		want, got := reflect.ValueOf(kept[0]).Elem(), reflect.ValueOf(kept[1]).Elem()
		for i := range want.NumField() {
			name := want.Type().Field(i).Name
			if !slices.Contains(replacedWhole[want.Type()], name) {
				t.Errorf("%s.%s is not on the list of what is replaced whole", want.Type().Name(), name)
			}
			if !reflect.DeepEqual(want.Field(i).Interface(), got.Field(i).Interface()) {
				t.Errorf("%s.%s is lost: %v became %v", want.Type().Name(), name, want.Field(i), got.Field(i))
			}
		}
	}
}

func TestEveryFieldIsMerged(t *testing.T) {
	stated := &Contract{}
	fill(reflect.ValueOf(stated).Elem(), "Contract:other")
	stated.Parties = []ContractParty{{Borough: "Borough:b"}}
	checkMerged(t, stated, Settle(Statement{Contract: &Contract{ID: "Contract:held", Stage: StageAuthorised}}, Statement{Contract: stated}))
	supplier := &Supplier{}
	fill(reflect.ValueOf(supplier).Elem(), "Supplier:other")
	supplier.Name, supplier.Events[0].Other = "another name", "Supplier:parent"
	one := mergedSupplier(&Supplier{ID: "Supplier:held", Name: "held"}, supplier)
	one.Names = slices.DeleteFunc(one.Names, func(n DatedName) bool { return n.Name == supplier.Name && n.Inferred && !n.Earlier })
	checkMerged(t, supplier, one)
	notice := &Notice{}
	fill(reflect.ValueOf(notice).Elem(), "Notice:other")
	checkMerged(t, notice, SettleNotice(&Notice{ID: "Notice:held"}, notice))
	checkMerged(t, notice, SettleNotice(notice, &Notice{ID: "Notice:held"}))
	framework := &Framework{}
	fill(reflect.ValueOf(framework).Elem(), "Framework:other")
	checkMerged(t, framework, SettleFramework(&Framework{ID: "Framework:stated"}, framework))
	checkMerged(t, framework, SettleFramework(framework, &Framework{ID: "Framework:held"}))
}

// checkMerged checks that into has every field of from, except those in notMerged.
func checkMerged[T any](t *testing.T, from, into *T) {
	t.Helper()
	want, got := reflect.ValueOf(from).Elem(), reflect.ValueOf(into).Elem()
	for i := range want.NumField() {
		name := want.Type().Name() + "." + want.Type().Field(i).Name
		if _, excepted := notMerged[name]; !excepted && !reflect.DeepEqual(want.Field(i).Interface(), got.Field(i).Interface()) {
			t.Errorf("%s is lost: %v became %v", name, want.Field(i), got.Field(i))
		}
	}
}

// Every id in a noun is checked before it is stored. It is rewritten if the thing that it names is
// merged into another.
func TestEveryReferenceIsKnown(t *testing.T) {
	own := map[string]bool{ // ids that are not references to other facts
		"Contract.Predecessor": true, "Decision.Subject": true, "Decision.Other": true,
	}
	for _, noun := range []any{
		&Partnership{}, &Service{}, &Supplier{}, &System{}, &Framework{}, &Contract{}, &Notice{}, &Deployment{}, &Evidence{}, &Decision{},
	} {
		v := reflect.ValueOf(noun).Elem()
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if field.Name == "ID" || field.Name == "Cohort" || field.Name == "Origin" || own[v.Type().Name()+"."+field.Name] {
				continue
			}
			filled := reflect.New(v.Type()).Elem()
			ids := fill(filled.Field(i), "Supplier:old")
			found := references(Fact{Value: filled.Addr().Interface()})
			for range ids {
				if !slices.ContainsFunc(found, func(r reference) bool { return r.id == "Supplier:old" }) {
					t.Errorf("%s.%s is not among the references", v.Type().Name(), field.Name)
				}
			}
			mergeable := func(r reference) bool {
				return r.id == "Supplier:old" && (r.kind == KindSupplier || r.kind == KindContract || r.kind == "")
			}
			if slices.ContainsFunc(references(Fact{Value: rewritten(filled.Addr().Interface())}), mergeable) {
				t.Errorf("%s.%s does not follow a supplier or contract that is merged into another", v.Type().Name(), field.Name)
			}
		}
	}
}

// rewritten returns a noun after Supplier:old was merged into another supplier.
func rewritten(noun any) any {
	c := &Changes{}
	switch n := noun.(type) {
	case *Supplier:
		c.Suppliers = []*Supplier{n}
	case *System:
		c.Systems = []*System{n}
	case *Framework:
		c.Frameworks = []*Framework{n}
	case *Contract:
		c.Contracts = []*Contract{n}
	case *Notice:
		c.Notices = []*Notice{n}
	case *Deployment:
		c.Deployments = []*Deployment{n}
	case *Evidence:
		c.Evidence = []*Evidence{n}
	default: // it refers to neither suppliers nor contracts
		return noun
	}
	return Renamed{"Supplier:old": "Supplier:kept"}.Rewrite(c).Facts()[0].Value
}

// fill sets every field of a value, with the given id for every ID. It returns the ids that it set.
func fill(v reflect.Value, id ID) (ids []ID) {
	switch v.Kind() {
	case reflect.String:
		switch v.Interface().(type) {
		case ID:
			v.SetString(string(id))
			return []ID{id}
		case StatedDate, Date:
			v.SetString("2025-06-01")
		case Stage:
			v.SetString(string(StageSigned))
		default:
			v.SetString("text")
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Pointer:
		if v.Type() != reflect.TypeFor[*Cohort]() && v.Type() != reflect.TypeFor[*Source]() {
			v.Set(reflect.New(v.Type().Elem()))
			return fill(v.Elem(), id)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		return fill(v.Index(0), id)
	case reflect.Struct:
		for i := range v.NumField() {
			ids = append(ids, fill(v.Field(i), id)...)
		}
	default:
		panic(fmt.Sprintf("fill does not know %s", v.Type()))
	}
	return ids
}
