package storetest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// searchFor returns a query, and fails the test if the text is not valid.
func searchFor(t tb, text string, kinds ...estate.Kind) estate.SearchQuery {
	t.Helper()
	return must(estate.NewSearchQuery(text, kinds))(t)
}

// hit writes a Hit as text: noun, field, the text that matched.
func hit(h *estate.Hit) string { return fmt.Sprintf("%s %s %s", h.Noun, h.Field, h.Text) }

// searchAnswers were worked out by hand from the fixture. First come names equal to the query, then
// names that begin with it, names that hold it, aliases, titles and identifiers. Each of these is
// sorted by kind, name and id.
var searchAnswers = map[string][]string{
	"alpha": {
		"System:alpha NAME Alpha", "System:beta NAME ÀLPHA", "System:alpha-plus NAME Alpha Plus",
		"Contract:k17 TITLE Alpha", "Contract:k21 TITLE alpha", "Contract:k25 TITLE 𝔄lpha", "Contract:k15 TITLE Alpha plus",
	},
	"  ÁLPHA p. ": {"System:alpha-plus NAME Alpha Plus", "Contract:k15 TITLE Alpha plus"},
	"1 alpha":     {"System:alpha EARLIER_NAME Alpha 1"},
	"acme": {
		"Supplier:acme-only NAME Acme", "Supplier:acme-group NAME Acme Group plc", "Supplier:acme NAME Acme Ltd", "Supplier:acme-b NAME ACME LTD",
	},
	"acme ltd": {"Supplier:acme NAME Acme Ltd", "Supplier:acme-b NAME ACME LTD"},
	"LTD ACME": {"Supplier:acme NAME Acme Ltd", "Supplier:acme-b NAME ACME LTD"},
	// No name begins with the query. All of these hold its words, so they are sorted by name.
	"acme acme": {
		"Supplier:acme-only NAME Acme", "Supplier:acme-group NAME Acme Group plc", "Supplier:acme NAME Acme Ltd", "Supplier:acme-b NAME ACME LTD",
	},
	"soft": {"Supplier:acme EARLIER_NAME Acme Software Ltd"},
	"l": {
		"Borough:E09000022 NAME Lambeth", "Service:ledger NAME Ledger", "Service:lettings NAME Lettings",
		"Borough:E09000001 NAME City of London", "Partnership:south-london NAME South London Partnership",
		"Supplier:acme NAME Acme Ltd", "Supplier:acme-b NAME ACME LTD",
		"Contract:k05 TITLE Ledger", "Contract:k12 TITLE ledger (2027)",
		"Borough:E09000003 IDENTIFIER GB-LAE-barnet", "Borough:E09000007 IDENTIFIER GB-LAE-camden", "Borough:E09000012 IDENTIFIER GB-LAE-hackney",
		"Borough:E09000017 IDENTIFIER GB-LAE-hillingdon", "Borough:E09000029 IDENTIFIER GB-LAE-sutton", "Service:repairs IDENTIFIER LGSL 41",
	},
	"council": {
		"Borough:E09000003 ALIAS Barnet Council", "Borough:E09000007 ALIAS Camden Council", "Borough:E09000001 ALIAS City of London Council", "Borough:E09000012 ALIAS Hackney Council",
		"Borough:E09000017 ALIAS Hillingdon Council", "Borough:E09000022 ALIAS Lambeth Council", "Borough:E09000029 ALIAS Sutton Council",
	},
	"shared digital":  {"Partnership:shared-digital NAME Shared Digital", "Partnership:alliance NAME shared digital alliance"},
	"alliance":        {"Partnership:alliance NAME shared digital alliance"},
	"finance":         {"Service:finance NAME Finance", "Service:finance-systems NAME Finance systems", "Contract:k22 TITLE ﬁnance"},
	"housing repairs": {"Contract:k01 TITLE Housing repairs", "Contract:k19 TITLE HOUSING  REPAIRS", "Contract:k02 TITLE Housing repairs system"},
	"benefits & rev":  {"Contract:k08 TITLE Revenues and benefits", "Contract:k09 TITLE Revenues & benefits"},
	"énergie":         {"Contract:k03 TITLE Énergie", "Contract:k04 TITLE energie"},
	"O'Neill":         {"Contract:k18 TITLE O'Neill’s gamma"},
	"STRASSE":         {"Contract:k23 TITLE Straße"},
	"データ":             {"Supplier:deta NAME データ"},
	"\uFA0E":          {"Contract:k07 TITLE \uFA0E"},
	"\U00010428":      {"Contract:k10 TITLE \U00010400"},
	"e0900000": {
		"Borough:E09000003 IDENTIFIER E09000003", "Borough:E09000007 IDENTIFIER E09000007", "Borough:E09000001 IDENTIFIER E09000001",
	},
	"GB-COH-00000007": {"Supplier:deta IDENTIFIER GB-COH-00000007"},
	"00000007":        {"Supplier:deta IDENTIFIER GB-COH-00000007"},
	"pzen":            {"Supplier:zenith IDENTIFIER GB-PPON-PZEN-0001"},
	"GB-CFS-77":       nil, // local to a notice, so it identifies no supplier
	"ocds-fixture-1":  {"Contract:k03 IDENTIFIER ocds-fixture-1", "Contract:k01 IDENTIFIER ocds-fixture-1"},
	"ocds-fix":        {"Contract:k03 IDENTIFIER ocds-fixture-1", "Contract:k04 IDENTIFIER ocds-fixture-2", "Contract:k01 IDENTIFIER ocds-fixture-1", "Notice:n01 IDENTIFIER ocds-fixture-9", "Notice:n02 IDENTIFIER ocds-fixture-9", "Notice:n03 IDENTIFIER ocds-fixture-8"},
	"48000000":        {"Contract:k01 IDENTIFIER 48000000", "Notice:n02 IDENTIFIER 48000000"},
	"R&B: (x":         nil,
	"alpha acme":      nil, // no single text has both
	"lpha":            nil, // no word begins with it
	"plus alpha one":  nil,
}

func testSearch(t *testing.T, s estate.Store) {
	for text, want := range searchAnswers {
		sameHits(t, text, must(s.Search(t.Context(), searchFor(t, text), all()))(t), want)
	}
	alphas := searchAnswers["alpha"]
	for name, test := range map[string]struct {
		kinds []estate.Kind
		want  []string
	}{
		"contracts":             {[]estate.Kind{estate.KindContract}, alphas[3:]},
		"systems and suppliers": {[]estate.Kind{estate.KindSupplier, estate.KindSystem}, alphas[:3]},
		"boroughs":              {[]estate.Kind{estate.KindBorough}, nil},
		"no kind":               {[]estate.Kind{}, nil},
	} {
		q := searchFor(t, "alpha")
		q.Kinds = test.kinds
		sameHits(t, name, must(s.Search(t.Context(), q, all()))(t), test.want)
	}
}

// sameHits compares a whole answer, read with all(), and its total.
func sameHits(t tb, what string, got estate.Page[*estate.Hit], want []string) {
	t.Helper()
	same(t, what, each(rowsOf(got), hit), want[:min(len(want), estate.MaxPage)], loose)
	same(t, what+": the total", got.Total, new(len(want)))
}

func testSearchPaging(t *testing.T, s estate.Store) {
	for _, text := range []string{"l", "alpha", "council", "c"} {
		checkPaging(t, "search for "+text, func(w estate.Window) estate.Page[*estate.Hit] {
			return must(s.Search(t.Context(), searchFor(t, text), w))(t)
		})
	}
}

// testSearchUpdates checks that a removed text no longer finds its noun, while its other texts
// still do.
func testSearchUpdates(t *testing.T, s estate.Store) {
	apply(t, s, Fixture())
	find := func(text string, want ...string) {
		t.Helper()
		sameHits(t, text, must(s.Search(t.Context(), searchFor(t, text), all()))(t), want)
	}
	renamed, retitled, cleared := byID(fixtureSuppliers())[acme], byID(fixtureContracts())[k(18)], byID(fixtureContracts())[k(9)]
	renamed.Name, renamed.Names = "Zeta Ltd", []estate.DatedName{{Name: "Acme Ltd", Earlier: true}, {Name: "ZL"}}
	renamed.Identifiers = []estate.Identifier{{Scheme: "GB-COH", ID: "06442582"}}
	retitled.Title, retitled.CPV = "Oneills", []string{"72000000", "72000000"}
	cleared.Title = ""
	apply(t, s, &estate.Changes{Suppliers: []*estate.Supplier{renamed}, Contracts: []*estate.Contract{retitled, cleared}})
	check := func() {
		t.Helper()
		find("software")
		find("acme ltd", "Supplier:acme-b NAME ACME LTD", "Supplier:acme EARLIER_NAME Acme Ltd")
		find("zeta", "Supplier:acme NAME Zeta Ltd")
		find("zl", "Supplier:acme ALIAS ZL")
		find("00000001")
		find("06442582", "Supplier:acme IDENTIFIER GB-COH-06442582")
		find("6442582", "Supplier:acme IDENTIFIER GB-COH-06442582")
		find("644258", "Supplier:acme IDENTIFIER GB-COH-06442582")
		find("442582")
		find("oneills", "Contract:k18 TITLE Oneills")
		find("7200", "Contract:k18 IDENTIFIER 72000000", "Notice:n08 IDENTIFIER 72000000")
		find("benefits", "Contract:k08 TITLE Revenues and benefits")
	}
	check()
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	check()
}

// testSearchForCommonWords asks for words that are in more texts than a store sorts.
func testSearchForCommonWords(t *testing.T, s estate.Store) {
	changes := Fixture()
	changes.Evidence, changes.Deployments = nil, nil
	changes.Suppliers = append(changes.Suppliers,
		&estate.Supplier{ID: "Supplier:c1", Name: "Common"}, &estate.Supplier{ID: "Supplier:c2", Name: "Uncommon", Names: []estate.DatedName{{Name: "Once Common"}}},
		&estate.Supplier{ID: "Supplier:c3", Name: "Very common", Names: []estate.DatedName{{Name: "Common"}}}, &estate.Supplier{ID: "Supplier:c4", Name: "COMMON sense"},
	)
	for n := range estate.SearchFew + 50 {
		c := &estate.Contract{ID: estate.MakeID(estate.KindContract, fmt.Sprint("common-", n)), Stage: estate.StageSigned, Parties: of(camden)}
		if n%10 > 0 {
			c.Title = fmt.Sprintf("%s common %d", string(rune('a'+n%7)), n/3)
		}
		if n%6 < 2 {
			c.Reference = fmt.Sprint("COMMON/", n)
		}
		changes.Contracts = append(changes.Contracts, c)
	}
	apply(t, s, changes)
	o := newOracle(changes)
	contracts, suppliers := []estate.Kind{estate.KindContract, estate.KindService}, []estate.Kind{estate.KindSupplier}
	for _, c := range []struct {
		text  string
		kinds []estate.Kind
		walk  bool // page by page from either end
	}{
		{"common", nil, true},
		{"common", contracts, true},
		{"common", suppliers, true},
		{"c", nil, false},
		{"c", suppliers, false},
		{"common c", contracts, false},
		{"common 7", nil, false},
		{"sense c", suppliers, false},
		{"a common", contracts, false},
	} {
		q, what := searchFor(t, c.text, c.kinds...), fmt.Sprint("search for ", c.text, " of ", c.kinds)
		want := o.search(q)
		sameHits(t, what, must(s.Search(t.Context(), q, all()))(t), want)
		if c.walk {
			wholeList(t, what, want, hit, func(w estate.Window) estate.Page[*estate.Hit] { return must(s.Search(t.Context(), q, w))(t) })
		}
	}
}

// search finds nouns by walking over all of them. It orders by rank, kind, name and id without sort
// keys, and does not use the form in which stores keep words.
func (o *oracle) search(q estate.SearchQuery) []string {
	type found struct {
		rank, kind int
		name       string
		hit        estate.Hit
	}
	var all []found
	query := strings.Join(strings.Fields(q.Name), " ")
	for _, f := range o.facts.Facts() {
		if q.Kinds != nil && !slices.Contains(q.Kinds, f.Kind) {
			continue
		}
		var best *found
		for _, text := range estate.SearchTexts(f.Value) {
			tokens := estate.Tokens(text.Text)
			if slices.ContainsFunc(strings.Fields(q.Name), func(word string) bool {
				return !slices.ContainsFunc(tokens, func(token string) bool { return strings.HasPrefix(token, word) })
			}) {
				continue
			}
			rank := rankOf(text.Field, strings.Join(tokens, " "), query)
			if best == nil || rank < best.rank {
				best = &found{rank, slices.Index(estate.SearchKinds, f.Kind), nameOf(f.Value), estate.Hit{Noun: f.ID, Text: text.Text, Field: text.Field}}
			}
		}
		if best != nil {
			all = append(all, *best)
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.kind, b.kind), byName(a.name, b.name), cmp.Compare(a.hit.Noun, b.hit.Noun))
	})
	return each(all, func(f found) string { return hit(&f.hit) })
}

// rankOf returns the rank of a text among those that match: 0 for a name equal to the query, 1 for
// a name that begins with it, and so on.
func rankOf(field estate.SearchField, text, query string) int {
	switch {
	case field == estate.FieldName && text == query:
		return 0
	case field == estate.FieldName && strings.HasPrefix(text, query):
		return 1
	}
	return map[estate.SearchField]int{
		estate.FieldName: 2, estate.FieldAlias: 3, estate.FieldEarlierName: 3, estate.FieldTitle: 4, estate.FieldIdentifier: 5,
	}[field]
}

// byName compares folded names. No name comes last.
func byName(a, b string) int {
	if (a == "") != (b == "") {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

func nameOf(noun any) string {
	switch n := noun.(type) {
	case *estate.Borough:
		return estate.Fold(n.Name)
	case *estate.Partnership:
		return estate.Fold(n.Name)
	case *estate.Service:
		return estate.Fold(n.Name)
	case *estate.System:
		return estate.Fold(n.Name)
	case *estate.Supplier:
		return estate.Fold(n.Name)
	case *estate.Contract:
		return estate.Fold(n.Title)
	case *estate.Framework:
		return estate.Fold(n.Name)
	case *estate.Notice:
		return estate.Fold(n.Title)
	}
	return ""
}

// drawnQueries are words that drawn names begin with, whole names, and a word that is in no name.
var drawnQueries = []string{"a", "acme", "acme l", "ltd acme", "u", "2 unit", "unit 2", "デ", "\U00010428", "ledger", "e09", "council", "old", "ocds 1", "none"}

func checkSearch(rt *rapid.T, s estate.Store, o *oracle) {
	q := searchFor(rt, rapid.SampledFrom(drawnQueries).Draw(rt, "query"))
	if rapid.Bool().Draw(rt, "kinds") {
		q.Kinds = rapid.SliceOfDistinct(rapid.SampledFrom(estate.SearchKinds), rapid.ID).Draw(rt, "kinds asked")
	}
	want := o.search(q)
	sameHits(rt, "search", must(s.Search(rt.Context(), q, all()))(rt), want)
	size := rapid.IntRange(1, 4).Draw(rt, "page")
	for _, backward := range []bool{false, true} {
		got := joined(rt, "pages of a search", size, backward, len(want), func(w estate.Window) estate.Page[*estate.Hit] {
			return must(s.Search(rt.Context(), q, w))(rt)
		})
		same(rt, "pages of a search", len(got), len(want))
	}
}
