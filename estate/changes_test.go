package estate_test

import (
	"maps"
	"slices"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
)

const (
	camden estate.ID = "Borough:E09000007"
	acme   estate.ID = "Supplier:acme"
	alpha  estate.ID = "System:alpha"
	ledger estate.ID = "Service:ledger"
)

// there are the ids that the store holds already.
var there = map[estate.ID]bool{camden: true, acme: true, alpha: true, ledger: true, "Source:register": true, "Contract:there": true}

func contractWith(change func(c *estate.Contract)) *estate.Contract {
	c := &estate.Contract{ID: "Contract:a", Parties: []estate.ContractParty{{Borough: camden}}}
	change(c)
	return c
}

// accept returns the ids that are accepted, and the reasons of those that are not.
func accept(c *estate.Changes) ([]estate.ID, map[estate.ID]string) {
	accepted, rejected := c.Accept(there, nil)
	var ids []estate.ID
	for _, f := range accepted.Facts() {
		ids = append(ids, f.ID)
	}
	reasons := map[estate.ID]string{}
	for _, r := range rejected {
		reasons[r.ID] += r.Reason
	}
	return ids, reasons
}

func TestAcceptOneContract(t *testing.T) {
	for name, test := range map[string]struct {
		change func(c *estate.Contract)
		want   string // the reason; empty if it is accepted
	}{
		"only a party": {func(*estate.Contract) {}, ""},
		"every kind of reference": {func(c *estate.Contract) {
			c.Suppliers, c.Systems, c.Services, c.Successor = []estate.ContractSupplier{{Supplier: acme}}, []estate.ID{alpha}, []estate.ID{ledger}, "Contract:there"
		}, ""},
		"no party":                            {func(c *estate.Contract) { c.Parties = nil }, "a contract needs a party"},
		"a party without a borough or a name": {func(c *estate.Contract) { c.Parties = []estate.ContractParty{{}} }, "a party needs either a borough or the name of another authority"},
		"a party that is two":                 {func(c *estate.Contract) { c.Parties[0].Name = "TfL" }, "a party needs either a borough or the name of another authority"},
		"an end before its start":             {func(c *estate.Contract) { c.StartDate, c.EndDate = "2026-02", "2026-01" }, "its end 2026-01 is before its start 2026-02"},
		"an end on its start":                 {func(c *estate.Contract) { c.StartDate, c.EndDate = "2026-02-01", "2026-02-01" }, ""},
		"a year within which both may be":     {func(c *estate.Contract) { c.StartDate, c.EndDate = "2026-06", "2026" }, ""},
		"no term":                             {func(c *estate.Contract) { c.TermMonths = new(0) }, "its term must be at least a month"},
		"an extension of nothing":             {func(c *estate.Contract) { c.Extensions = []estate.Extension{{}} }, "an extension must be at least a month"},
		"a break at no time":                  {func(c *estate.Contract) { c.Breaks = []estate.Break{{}} }, "a break needs either a date or a term in months"},
		"a deadline of no day": {func(c *estate.Contract) {
			c.Deadlines = []estate.Deadline{{Kind: estate.ExitNoticeDeadline, ExitDate: "2027"}}
		}, "a deadline is NOTICE_DEADLINE or EXTENSION_DECISION, and needs its day and the date of the exit"},
		"a deadline of another kind": {func(c *estate.Contract) {
			c.Deadlines = []estate.Deadline{{Kind: estate.ExitEnd, On: "2026", ExitDate: "2027"}}
		}, "a deadline is NOTICE_DEADLINE or EXTENSION_DECISION, and needs its day and the date of the exit"},
		"its own successor":     {func(c *estate.Contract) { c.Successor = c.ID }, "it cannot succeed itself"},
		"a supplier without id": {func(c *estate.Contract) { c.Suppliers = []estate.ContractSupplier{{SignedAs: "Acme"}} }, "a contract's supplier needs an id; leave suppliers out where they are unknown"},
		"named and withheld": {func(c *estate.Contract) {
			c.Suppliers, c.SuppliersWithheld = []estate.ContractSupplier{{Supplier: acme}}, true
		}, "its suppliers cannot be both named and withheld"},
		"a negative value":               {func(c *estate.Contract) { c.Value = &estate.Value{MinPence: -1} }, "its value must not be negative, nor its maximum below its minimum"},
		"a maximum below":                {func(c *estate.Contract) { c.Value = &estate.Value{MinPence: 2, MaxPence: 1} }, "its value must not be negative, nor its maximum below its minimum"},
		"a system not there":             {func(c *estate.Contract) { c.Systems = []estate.ID{alpha, "System:nowhere"} }, "it refers to System:nowhere, which does not exist"},
		"a party that is a system":       {func(c *estate.Contract) { c.Parties[0].Borough = alpha }, "it refers to System:alpha where a Borough is needed"},
		"a successor that is a supplier": {func(c *estate.Contract) { c.Successor = acme }, "it refers to Supplier:acme where a Contract is needed"},
		"an id of another kind":          {func(c *estate.Contract) { c.ID = "System:a" }, "its id is not of the form Contract:key"},
		"an id without a key":            {func(c *estate.Contract) { c.ID = "Contract:" }, "its id is not of the form Contract:key"},
	} {
		c := contractWith(test.change)
		ids, reasons := accept(&estate.Changes{Contracts: []*estate.Contract{c}})
		if reasons[c.ID] != test.want || (len(ids) == 1) != (test.want == "") {
			t.Errorf("%s: %v land, rejected for %q, want %q", name, ids, reasons[c.ID], test.want)
		}
	}
}

func TestAcceptOtherNouns(t *testing.T) {
	for name, test := range map[string]struct {
		changes estate.Changes
		id      estate.ID
		want    string
	}{
		"a borough whose id is not its code": {estate.Changes{Boroughs: []*estate.Borough{{ID: "Borough:x", GSSCode: "y", Slug: "z", Name: "Z"}}}, "Borough:x", "a borough needs a GSS code equal to its id's key, a slug and a name"},
		"a service in itself":                {estate.Changes{Services: []*estate.Service{{ID: "Service:x", Area: "Service:x"}}}, "Service:x", "a service cannot be its own area"},
		"a deployment of nothing":            {estate.Changes{Deployments: []*estate.Deployment{{ID: "Deployment:x", Borough: camden}}}, "Deployment:x", "a deployment needs a borough and a system"},
		"a deployment that ends before it starts": {
			estate.Changes{Deployments: []*estate.Deployment{{ID: "Deployment:x", Borough: camden, System: alpha, StartDate: "2020", EndDate: "2019"}}}, "Deployment:x", "its end 2019 is before its start 2020",
		},
		"evidence on nothing":                {estate.Changes{Evidence: []*estate.Evidence{{ID: "Evidence:x", Field: "title", Source: "Source:register"}}}, "Evidence:x", "evidence needs a subject, a field and a source"},
		"evidence whose source is a borough": {estate.Changes{Evidence: []*estate.Evidence{{ID: "Evidence:x", Subject: alpha, Field: "title", Source: camden}}}, "Evidence:x", "it refers to Borough:E09000007 where a Source is needed"},
		"evidence on anything":               {estate.Changes{Evidence: []*estate.Evidence{{ID: "Evidence:x", Subject: ledger, Field: "name", Source: "Source:register"}}}, "Evidence:x", ""},
		"a member that is a system":          {estate.Changes{Partnerships: []*estate.Partnership{{ID: "Partnership:x", Members: []estate.ID{alpha}}}}, "Partnership:x", "it refers to System:alpha where a Borough is needed"},
		"a maker that is not there":          {estate.Changes{Systems: []*estate.System{{ID: "System:x", Makers: []estate.Making{{Supplier: "Supplier:x"}}}}}, "System:x", "it refers to Supplier:x, which does not exist"},
		"a parent that is not there":         {estate.Changes{Suppliers: []*estate.Supplier{{ID: "Supplier:x", Events: []estate.SupplierEvent{{Other: "Supplier:y"}}}}}, "Supplier:x", "it refers to Supplier:y, which does not exist"},
	} {
		if _, reasons := accept(&test.changes); reasons[test.id] != test.want {
			t.Errorf("%s: rejected for %q, want %q", name, reasons[test.id], test.want)
		}
	}
}

// A rejected fact takes with it every fact that refers to it, directly or through others. A fact
// that is given twice is accepted once.
func TestAcceptCascades(t *testing.T) {
	chain := func(id, successor estate.ID) *estate.Contract {
		return contractWith(func(c *estate.Contract) { c.ID, c.Successor = id, successor })
	}
	first, second := chain("Contract:twice", ""), chain("Contract:twice", "")
	second.Title = "another"
	changes := &estate.Changes{
		Contracts: []*estate.Contract{
			chain("Contract:3", "Contract:2"), chain("Contract:1", "Contract:0"), chain("Contract:2", "Contract:1"),
			chain("Contract:good", "Contract:later"), chain("Contract:later", "Contract:there"), first, second,
		},
		Deployments: []*estate.Deployment{{ID: "Deployment:d", Borough: camden, System: alpha, Contracts: []estate.ID{"Contract:good", "Contract:3"}}},
		Evidence: []*estate.Evidence{
			{ID: "Evidence:d", Subject: "Deployment:d", Field: "title", Source: "Source:register"},
			{ID: "Evidence:good", Subject: "Contract:good", Field: "title", Source: "Source:register"},
		},
	}
	ids, reasons := accept(changes)
	if diff := cmp.Diff([]estate.ID{"Contract:good", "Contract:later", "Contract:twice", "Evidence:good"}, ids); diff != "" {
		t.Errorf("landed (-want +got):\n%s", diff)
	}
	want := map[estate.ID]string{
		"Contract:1": "it refers to Contract:0, which does not exist", "Contract:2": "it refers to Contract:1, which does not exist", "Contract:3": "it refers to Contract:2, which does not exist",
		"Deployment:d": "it refers to Contract:3, which does not exist", "Evidence:d": "it refers to Deployment:d, which does not exist", "Contract:twice": "it occurs twice in the same changes",
	}
	if diff := cmp.Diff(want, reasons); diff != "" {
		t.Errorf("rejected (-want +got):\n%s", diff)
	}
	accepted, _ := changes.Accept(there, nil)
	if i := slices.IndexFunc(accepted.Contracts, func(c *estate.Contract) bool { return c.ID == first.ID }); accepted.Contracts[i] != first {
		t.Error("the second of two landed")
	}
	// A faulty fact does not exclude a sound one with the same id.
	first.Parties = nil
	if accepted, _ = changes.Accept(there, nil); !slices.Contains(accepted.Contracts, second) {
		t.Error("the sound one of two did not land")
	}
}

func TestReferences(t *testing.T) {
	changes := &estate.Changes{
		Contracts: []*estate.Contract{contractWith(func(c *estate.Contract) { c.Systems, c.Successor = []estate.ID{alpha, alpha}, "Contract:b" })},
		Suppliers: []*estate.Supplier{{ID: "Supplier:x", Events: []estate.SupplierEvent{{Kind: estate.EventLiquidation}, {Other: acme}}}},
	}
	if diff := cmp.Diff([]estate.ID{camden, "Contract:b", acme, alpha}, changes.References()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A digest covers the facts of a noun, not what a store derives from them. It distinguishes null
// from [].
func TestDigest(t *testing.T) {
	digest := func(c *estate.Contract) string {
		return estate.Digest(estate.Fact{Kind: estate.KindContract, ID: c.ID, Value: c}.Text())
	}
	bare := digest(contractWith(func(*estate.Contract) {}))
	if bare != digest(contractWith(func(c *estate.Contract) {
		c.Reading, c.Predecessor, c.Succession = read(today), "Contract:b", today
		c.Cohort = &estate.Cohort{}
	})) {
		t.Error("stored fields change the digest")
	}
	seen := map[string]string{bare: "bare"}
	for name, change := range map[string]func(c *estate.Contract){
		"no options":   func(c *estate.Contract) { c.Extensions = []estate.Extension{} },
		"no suppliers": func(c *estate.Contract) { c.Suppliers = []estate.ContractSupplier{} },
		"a title":      func(c *estate.Contract) { c.Title = "x" },
		"a successor":  func(c *estate.Contract) { c.Successor = "Contract:b" },
	} {
		d := digest(contractWith(change))
		if other, ok := seen[d]; ok {
			t.Errorf("%s and %s have one digest", name, other)
		}
		seen[d] = name
	}
	deployed := estate.Deployment{ID: "Deployment:x"}
	with := deployed
	with.Reading = read(today)
	if (estate.Fact{Value: &deployed}).Text() != (estate.Fact{Value: &with}).Text() {
		t.Error("a deployment's reading changes its digest")
	}
}

func TestEvidenceID(t *testing.T) {
	base := estate.Evidence{Subject: alpha, Field: "name", Value: "Alpha", Source: "Source:register", AsOf: "2026"}
	other := base
	other.Note, other.Confidence, other.Row = "seen again", estate.ConfidenceLow, "facts.csv:7"
	if estate.EvidenceID(&base) != estate.EvidenceID(&other) {
		t.Error("a note makes another reading")
	}
	ids := map[estate.ID]bool{estate.EvidenceID(&base): true}
	for _, change := range []func(e *estate.Evidence){
		func(e *estate.Evidence) { e.Subject = "System:alphan" }, func(e *estate.Evidence) { e.Field = "names" }, func(e *estate.Evidence) { e.Value = "" },
		func(e *estate.Evidence) { e.Source = "Source:minutes" }, func(e *estate.Evidence) { e.AsOf = "2026-01" }, func(e *estate.Evidence) { e.Address = "https://example.org" },
	} {
		e := base
		change(&e)
		ids[estate.EvidenceID(&e)] = true
	}
	if len(ids) != 7 {
		t.Errorf("seven readings have %d ids: %v", len(ids), slices.Collect(maps.Keys(ids)))
	}
}
