package suggest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
	"boroughgraph/ingest/suggest"
)

func candidates(tb testing.TB, s suggest.Reads) []*estate.Suggestion {
	tb.Helper()
	all, err := suggest.Candidates(tb.Context(), s)
	if err != nil {
		tb.Fatal(err)
	}
	return all
}

// TestAlikeSuppliers asks whether two suppliers are suggested to be the same.
func TestAlikeSuppliers(t *testing.T) {
	coh := func(id string) []estate.Identifier { return []estate.Identifier{{Scheme: "GB-COH", ID: id}} }
	for name, tt := range map[string]struct {
		a, b estate.Supplier
		want bool
	}{
		"a word of the trade more":      {estate.Supplier{Name: "Marlow"}, estate.Supplier{Name: "Marlow Software UK Ltd"}, true},
		"a slip of the pen":             {estate.Supplier{Name: "Phoenix Networks"}, estate.Supplier{Name: "Pheonix Networks Limited"}, true},
		"written apart":                 {estate.Supplier{Name: "TechForge Ltd"}, estate.Supplier{Name: "Tech Forge"}, true},
		"in another order":              {estate.Supplier{Name: "Marlow Blake"}, estate.Supplier{Name: "Blake Marlow"}, true},
		"one number":                    {estate.Supplier{Name: "Marlow", Identifiers: coh("00000101")}, estate.Supplier{Name: "Blake", Identifiers: coh("00000101")}, true},
		"one name, one number known":    {estate.Supplier{Name: "Marlow Ltd", Identifiers: coh("00000101")}, estate.Supplier{Name: "MARLOW"}, true},
		"one name, two numbers":         {estate.Supplier{Name: "Marlow", Identifiers: coh("00000101")}, estate.Supplier{Name: "Marlow", Identifiers: coh("00000102")}, false},
		"likeness is not identity":      {estate.Supplier{Name: "NorthgateArinso UK"}, estate.Supplier{Name: "Northgate Public Services (UK) Limited"}, false},
		"words of the trade alone":      {estate.Supplier{Name: "Marlow Software Solutions"}, estate.Supplier{Name: "Blake Software Solutions"}, false},
		"short words that differ":       {estate.Supplier{Name: "Kent Council"}, estate.Supplier{Name: "Brent Council"}, false},
		"a name that the other one had": {estate.Supplier{Name: "Blake", Names: []estate.DatedName{{Name: "Marlow", Earlier: true}}}, estate.Supplier{Name: "Marlow"}, true},
		"two that a source relates":     {estate.Supplier{Name: "Marlow", Events: []estate.SupplierEvent{{Kind: estate.EventPartOf, Other: "Supplier:b"}}}, estate.Supplier{Name: "Marlow UK"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := ingesttest.Bundled(t)
			a, b := tt.a, tt.b
			a.ID, b.ID = "Supplier:a", "Supplier:b"
			ingesttest.Write(t, s, &estate.Changes{Suppliers: []*estate.Supplier{&a, &b}})
			found := false
			for _, x := range candidates(t, s) {
				found = found || x.ID() == estate.DecisionID(estate.SuggestSupplier, a.ID, b.ID)
			}
			if found != tt.want {
				t.Errorf("suggested: %v, want %v", found, tt.want)
			}
		})
	}
}

// TestSuggestedOfTheBundledFacts checks the suggestions for the bundled facts. Each was compared
// with data/reconciliation.csv. The licences are another purchase of Oracle Cloud. The other
// contracts are work on the product, according to the notes there (hosting, implementation, data
// loading), so a person may refuse them. Of the systems, some are one product under two names
// (Symology's Insight, NEC's Northgate Housing), others a part of a product; no row says which.
func TestSuggestedOfTheBundledFacts(t *testing.T) {
	var got []string
	s := ingesttest.Bundled(t)
	for _, x := range candidates(t, s) {
		if x.Score >= 0.5 {
			got = append(got, string(x.Kind)+" "+x.Subject.Key()+" "+x.Other.Key())
		}
	}
	want := []string{
		"SAME_SUPPLIER mri-software-limited mri-software",
		"COVERS hillingdon-oracle-si-2023 oracle-cloud",
		"COVERS ocds-h6vhtk-060375 localgov-drupal",
		"COVERS hillingdon-oracle-licences-2025 oracle-cloud",
		"COVERS lewisham-oracle-2017 oracle-cloud",
		"SAME_SYSTEM nec-housing northgate-housing",
		"COVERS lambeth-rentsense-2019 rentsense",
		"COVERS ocds-b5fd17-4740c6b2-8bc3-4b09-9c14-f091422d5111 keyplan",
		"COVERS hackney-mosaic-hosting-2025 mosaic",
		"SAME_SYSTEM oracle-fusion oracle-cloud",
		"SAME_SYSTEM amazon-web-services amazon-web-services-contact-centre",
		"SAME_SYSTEM arcus arcus-built-environment-public-register",
		"SAME_SYSTEM jadu jadu-cxm",
		"SAME_SYSTEM jadu jadu-forms",
		"SAME_SYSTEM oracle oracle-financials",
		"SAME_SYSTEM oracle oracle-iprocurement",
		"SAME_SYSTEM oracle oracle-hr",
		"SAME_SYSTEM oracle oracle-erp",
		"SAME_SYSTEM oracle-fusion oracle",
		"SAME_SYSTEM sap sap-s-4hana",
		"SAME_SYSTEM symology insight",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("suggested (-want +got):\n%s", diff)
	}
	first := candidates(t, s)[0]
	ingesttest.Write(t, s, estate.Refuse("2026-11-23", first))
	for _, x := range candidates(t, s) {
		if x.ID() == first.ID() {
			t.Error("what was refused is suggested again")
		}
	}
}
