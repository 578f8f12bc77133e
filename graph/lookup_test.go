package graph_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
)

// ambiguous returns an estate with two contracts with the same ocid and two suppliers with the same
// company number.
func ambiguous() *estate.Changes {
	camden := &estate.Borough{ID: "Borough:E09000007", GSSCode: "E09000007", Slug: "camden", Name: "Camden"}
	numbered := []estate.Identifier{{Scheme: "GB-COH", ID: "01234567"}, {Scheme: "GB-FTS", ID: "9"}}
	parties := []estate.ContractParty{{Borough: camden.ID}}
	return &estate.Changes{
		Sources:  []*estate.Source{{ID: "Source:register", Name: "Register", Kind: "register"}},
		Boroughs: []*estate.Borough{camden},
		Suppliers: []*estate.Supplier{
			{ID: "Supplier:b", Name: "B", Identifiers: numbered},
			{ID: "Supplier:a", Name: "A", Identifiers: numbered},
		},
		Contracts: []*estate.Contract{
			{ID: "Contract:2", OCID: "ocds-1", Stage: estate.StageSigned, Parties: parties},
			{ID: "Contract:1", OCID: "ocds-1", Stage: estate.StageSigned, Parties: parties, Extensions: []estate.Extension{}},
		},
		Evidence: []*estate.Evidence{
			reading("parties[E09000007].share"), reading("parties"), reading("partiesOther"), reading("value.min"), reading("value"),
		},
	}
}

func reading(field string) *estate.Evidence {
	return &estate.Evidence{
		ID: estate.MakeID(estate.KindEvidence, field), Subject: "Contract:1", Field: field, Value: field,
		Source: "Source:register", Confidence: estate.ConfidenceHigh,
	}
}

func TestAmbiguousKeysAreRefusedWithTheIDs(t *testing.T) {
	e := onSQLite(t, ambiguous())
	tests := map[string]struct {
		query    string
		argument string
		ids      []estate.ID
	}{
		"an ocid of two contracts": {
			`{ contract(ocid: "ocds-1") { id } }`, "ocid", []estate.ID{"Contract:1", "Contract:2"},
		},
		"a company number of two suppliers": {
			`{ supplier(identifier: {scheme: "GB-COH", id: "01234567"}) { id } }`, "identifier", []estate.ID{"Supplier:a", "Supplier:b"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			response, _ := e.Answer(t, tt.query, nil)
			if len(response.Errors) != 1 {
				t.Fatalf("errors %v, want one", response.Errors)
			}
			want := map[string]any{"code": "AMBIGUOUS", "argument": tt.argument, "ids": tt.ids}
			if diff := cmp.Diff(want, response.Errors[0].Extensions); diff != "" {
				t.Errorf("extensions (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnknownIsNullAndNoneIsEmpty(t *testing.T) {
	e := onSQLite(t, ambiguous())
	data, _ := e.MustAnswer(t, `{ nodes(ids: ["Contract:1", "Contract:2"]) { ... on Contract { title extensions { months } suppliers { signedAs } systems { id } cpv predecessor { id } } } }`, nil)
	none := map[string]any{"title": nil, "suppliers": nil, "systems": []any{}, "cpv": []any{}, "predecessor": nil}
	known, unknown := map[string]any{"extensions": []any{}}, map[string]any{"extensions": nil}
	for k, v := range none {
		known[k], unknown[k] = v, v
	}
	if diff := cmp.Diff([]any{known, unknown}, data["nodes"]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEvidenceOfAField(t *testing.T) {
	e := onSQLite(t, ambiguous())
	tests := map[string]struct {
		field any
		want  []any
	}{
		"all":               {nil, []any{"parties", "partiesOther", "parties[E09000007].share", "value", "value.min"}},
		"and what is below": {"parties", []any{"parties", "parties[E09000007].share"}},
		"a part of it":      {"parties[E09000007]", []any{"parties[E09000007].share"}},
		"below by a dot":    {"value", []any{"value", "value.min"}},
		"nothing":           {"title", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			data, _ := e.MustAnswer(t, `query($field: String) { contract(id: "Contract:1") { evidence(field: $field) { field } } }`, map[string]any{"field": tt.field})
			var got []any
			for _, row := range data["contract"].(map[string]any)["evidence"].([]any) {
				got = append(got, row.(map[string]any)["field"])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestListArguments tests the limits of lists that are too long for a golden file.
func TestListArguments(t *testing.T) {
	e := onSQLite(t, ambiguous())
	ids := func(n int) []any {
		list := make([]any, n)
		for i := range list {
			list[i] = "Contract:1"
		}
		return list
	}
	tests := map[string]struct {
		query    string
		n        int
		argument string // the error's; empty if there is no error
	}{
		"100 nodes":     {`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, 100, ""},
		"101 nodes":     {`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, 101, "ids"},
		"501 systems":   {`query($ids: [ID!]!) { renewals(systems: $ids) { asOf } }`, 501, "systems"},
		"501 areas":     {`query($ids: [ID!]!) { services(filter: {areas: $ids}) { totalCount } }`, 501, "filter.areas"},
		"501 boroughs":  {`query($ids: [BoroughKey!]!) { boroughs(filter: {boroughs: $ids}) { totalCount } }`, 501, "filter.boroughs"},
		"a wrong kind":  {`query($ids: [ID!]!) { contracts(filter: {suppliers: $ids}) { totalCount } }`, 1, "filter.suppliers"},
		"no nodes":      {`query($ids: [ID!]!) { nodes(ids: $ids) { id } }`, 0, ""},
		"of no systems": {`query($ids: [ID!]!) { renewals(systems: $ids) { totalCount } }`, 0, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			response, _ := e.Answer(t, tt.query, map[string]any{"ids": ids(tt.n)})
			switch {
			case tt.argument == "" && len(response.Errors) > 0:
				t.Errorf("errors %v, want none", response.Errors)
			case tt.argument != "" && (len(response.Errors) != 1 || response.Errors[0].Extensions["argument"] != tt.argument || response.Errors[0].Extensions["code"] != "INVALID"):
				t.Errorf("errors %v, want INVALID at %s", response.Errors, tt.argument)
			}
		})
	}
}

// A thing that was merged into another is found under its old id, as the other.
func TestMergedThingsAreFoundUnderTheirOldIDs(t *testing.T) {
	facts := ambiguous()
	facts.Systems = []*estate.System{{ID: "System:kept", Name: "Kept"}}
	facts.Decisions = []*estate.Decision{
		estate.NewDecision(estate.SuggestSameSystem, "System:kept", "System:gone", estate.Confirmed, "2026-11-23"),
		estate.NewDecision(estate.SuggestSupplier, "Supplier:a", "Supplier:gone", estate.Confirmed, "2026-11-23"),
		estate.NewDecision(estate.SuggestContract, "Contract:1", "Contract:gone", estate.Confirmed, "2026-11-23"),
		estate.NewDecision(estate.SuggestSameSystem, "System:kept", "System:other", estate.Refused, "2026-11-23"),
	}
	e := onSQLite(t, facts)
	response, _ := e.Answer(t, `{
  node(id: "System:gone") { id }
  nodes(ids: ["Supplier:gone", "System:other", "Contract:gone", "System:kept"]) { id }
  system(id: "System:gone") { id }
  supplier(id: "Supplier:gone") { id }
  contract(id: "Contract:gone") { id }
}`, nil)
	const want = `{"node":{"id":"System:kept"},"nodes":[{"id":"Supplier:a"},null,{"id":"Contract:1"},{"id":"System:kept"}],` +
		`"system":{"id":"System:kept"},"supplier":{"id":"Supplier:a"},"contract":{"id":"Contract:1"}}`
	if got := string(response.Data); got != want || len(response.Errors) > 0 {
		t.Errorf("got %s and errors %v, want %s", got, response.Errors, want)
	}
}
