package estate_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// textsOf returns the texts of a noun with their search words.
func textsOf(noun any) []string {
	var all []string
	for _, t := range estate.SearchTexts(noun) {
		all = append(all, fmt.Sprintf("%s %s:%s", t.Field, t.Text, t.Words))
	}
	return all
}

func TestSearchTexts(t *testing.T) {
	for name, test := range map[string]struct {
		noun any
		want []string
	}{
		"a borough": {
			&estate.Borough{ID: "Borough:E09000007", Name: "Camden", OfficialName: "London Borough of Camden", Slug: "camden", GSSCode: "E09000007"},
			[]string{"NAME Camden: camden", "ALIAS London Borough of Camden: london borough of camden", "IDENTIFIER E09000007: e09000007"},
		},
		"a partnership": {&estate.Partnership{ID: "Partnership:x", Name: "Five Boroughs", Slug: "five"}, []string{"NAME Five Boroughs: five boroughs", "IDENTIFIER five: five"}},
		"a service":     {&estate.Service{ID: "Service:x", Name: "Repairs", LGSL: new(41)}, []string{"NAME Repairs: repairs", "IDENTIFIER LGSL 41: lgsl 41"}},
		"a system": {
			&estate.System{ID: "System:x", Name: "Idox Cloud", Names: []estate.DatedName{{Name: "Tascomi", Earlier: true}, {Name: "IDOX cloud"}, {Name: "iCloud"}}},
			[]string{"NAME Idox Cloud: idox cloud", "EARLIER_NAME Tascomi: tascomi", "ALIAS iCloud: icloud"},
		},
		"a supplier": {
			&estate.Supplier{ID: "Supplier:x", Name: "Ápple & Co", Identifiers: []estate.Identifier{
				{Scheme: "GB-COH", ID: "06442582"}, {Scheme: "GB-COH", ID: "00042582"}, {Scheme: "GB-COH", ID: "SC012345"}, {Scheme: "GB-CHC", ID: "0123456"}, {Scheme: "GB-CFS", ID: "77"},
			}},
			[]string{
				"NAME Ápple & Co: apple co", "IDENTIFIER GB-COH-06442582: gb coh 06442582 6442582", "IDENTIFIER GB-COH-00042582: gb coh 00042582",
				"IDENTIFIER GB-COH-SC012345: gb coh sc012345", "IDENTIFIER GB-CHC-0123456: gb chc 0123456",
			},
		},
		"a contract": {
			&estate.Contract{ID: "Contract:x", OCID: "ocds-b5fd17-1", Reference: "DN/1", CPV: []string{"72000000", "48000000"}},
			[]string{"IDENTIFIER ocds-b5fd17-1: ocds b5fd17 1", "IDENTIFIER DN/1: dn 1", "IDENTIFIER 72000000: 72000000", "IDENTIFIER 48000000: 48000000"},
		},
		"a contract with a title of nothing": {&estate.Contract{ID: "Contract:x", Title: "!!!"}, nil},
		"a deployment":                       {&estate.Deployment{ID: "Deployment:x", Hosting: "cloud"}, nil},
	} {
		if diff := cmp.Diff(test.want, textsOf(test.noun)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The keys of a noun's texts are distinct and increasing. Those of two nouns compare by rank, kind,
// name and id.
func TestSearchKeys(t *testing.T) {
	name := rapid.SampledFrom([]string{"", "!", "a", "A b", "a-b c", "データ", "\U00010400"})
	rapid.Check(t, func(rt *rapid.T) {
		supplier := func(id estate.ID) *estate.Supplier {
			return &estate.Supplier{ID: id, Name: name.Draw(rt, "name"), Names: []estate.DatedName{{Name: name.Draw(rt, "alias")}, {Name: name.Draw(rt, "earlier"), Earlier: true}}}
		}
		a, b := supplier("Supplier:a"), supplier("Supplier:b")
		var keys []string
		for _, text := range slices.Concat(estate.SearchTexts(a), estate.SearchTexts(b)) {
			keys = append(keys, text.Key)
		}
		if n := len(estate.SearchTexts(a)); !slices.IsSorted(keys[:n]) || !slices.IsSorted(keys[n:]) {
			rt.Errorf("the keys of one noun do not rise: %q", keys)
		}
		slices.Sort(keys)
		if n := len(keys); len(slices.Compact(keys)) != n {
			rt.Errorf("keys repeat: %q", keys)
		}
		for _, x := range estate.SearchTexts(a) {
			for _, y := range estate.SearchTexts(b) {
				if x.Key[0] == y.Key[0] && (x.Key < y.Key) != (estate.TextKey(a.Name, a.ID) < estate.TextKey(b.Name, b.ID)) {
					rt.Errorf("%q and %q do not compare as %q and %q do", x.Key, y.Key, a.Name, b.Name)
				}
			}
		}
	})
}

func TestNewSearchQuery(t *testing.T) {
	q, err := estate.NewSearchQuery(" Ápple: the APPLE  (x) ", nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(estate.SearchQuery{Words: []string{" apple", " the", " x"}, Name: " apple the apple x"}, q); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, text := range []string{"a", strings.Repeat("é", 200), "a b c d e f g h"} {
		if _, err := estate.NewSearchQuery(text, nil); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"", "  ", "?!… -", strings.Repeat("a", 201), strings.Repeat("a", 10_000), "a b c d e f g h i"} {
		_, err := estate.NewSearchQuery(text, nil)
		if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeInvalid || !slices.Equal(e.Path, []string{"query"}) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func TestRarest(t *testing.T) {
	q := estate.SearchQuery{Words: []string{" a", " b", " c"}}
	for name, test := range map[string]struct {
		counts map[string]int
		word   string
		few    bool
	}{
		"one is rarest":       {map[string]int{" a": 1001, " b": 3, " c": 1001}, " b", true},
		"the first of equals": {map[string]int{" a": 1000, " b": 1000, " c": 1001}, " a", true},
		"all are common":      {map[string]int{" a": 1001, " b": 1001, " c": 1001}, " a", false},
		"one is in no text":   {map[string]int{" a": 1, " b": 1}, " c", true},
	} {
		if word, few := q.Rarest(test.counts); word != test.word || few != test.few {
			t.Errorf("%s: %q, %v", name, word, few)
		}
	}
}
