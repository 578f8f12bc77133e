package estate_test

import (
	"slices"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// said returns a statement by one source as of one day, with evidence for each field that it
// states.
func said(kind string, asOf estate.StatedDate, c estate.Contract) estate.Statement {
	c.ID, c.Parties = "Contract:1", []estate.ContractParty{{Borough: "Borough:E09000007"}}
	origin := &estate.Source{ID: estate.MakeID(estate.KindSource, kind), Kind: kind}
	s := estate.Statement{Contract: &c}
	on := func(field, value string) {
		if value == "" {
			return
		}
		e := &estate.Evidence{Subject: c.ID, Field: field, Value: value, Source: origin.ID, AsOf: asOf, Confidence: estate.ConfidenceHigh, Origin: origin}
		e.ID = estate.EvidenceID(e)
		s.Evidence = append(s.Evidence, e)
	}
	on("title", c.Title)
	on("startDate", string(c.StartDate))
	on("endDate", string(c.EndDate))
	on("method", c.Method)
	if c.Value != nil {
		on("value", c.Value.Min().Amount())
	}
	return s
}

// after returns a statement settled with a later one.
func after(held, stated estate.Statement) estate.Statement {
	c := estate.Settle(held, stated)
	gone := estate.Corrected(held.Evidence, stated.Evidence)
	all := slices.DeleteFunc(slices.Clone(held.Evidence), func(e *estate.Evidence) bool {
		return slices.Contains(gone, e.ID) || slices.ContainsFunc(stated.Evidence, func(s *estate.Evidence) bool { return s.ID == e.ID })
	})
	return estate.Statement{Contract: c, Evidence: append(all, stated.Evidence...)}
}

func TestSettle(t *testing.T) {
	end := func(day estate.StatedDate) estate.Contract { return estate.Contract{EndDate: day} }
	for name, tt := range map[string]struct {
		said []estate.Statement
		want estate.StatedDate
	}{
		"the owner before a newer notice":           {[]estate.Statement{said("register", "2024", end("2027-03-31")), said("notice", "2026", end("2028-03-31"))}, "2027-03-31"},
		"a notice before a newer reading":           {[]estate.Statement{said("notice", "2024", end("2027-03-31")), said("press report", "2026", end("2028-03-31"))}, "2027-03-31"},
		"the newer of two notices":                  {[]estate.Statement{said("notice", "2026-01-02", end("2028-03-31")), said("notice", "2026-01-01", end("2027-03-31"))}, "2028-03-31"},
		"a dated notice before an undated one":      {[]estate.Statement{said("notice", "", end("2028-03-31")), said("notice", "2020", end("2027-03-31"))}, "2027-03-31"},
		"an owner that does not know the end":       {[]estate.Statement{said("notice", "2024", end("2027-03-31")), said("register", "2026", estate.Contract{Title: "Payroll"})}, "2027-03-31"},
		"a source corrects itself for the same day": {[]estate.Statement{said("register", "2026", end("2028-03-31")), said("register", "2026", end("2027-03-31"))}, "2027-03-31"},
		"an older register again":                   {[]estate.Statement{said("register", "2026", end("2028-03-31")), said("register", "2025", end("2027-03-31"))}, "2028-03-31"},
	} {
		s := tt.said[0]
		for _, next := range tt.said[1:] {
			s = after(s, next)
		}
		if s.Contract.EndDate != tt.want {
			t.Errorf("%s: the end is %s, want %s", name, s.Contract.EndDate, tt.want)
		}
	}
}

func TestSettleJoinsWhatBothKnow(t *testing.T) {
	held := said("notice", "2024", estate.Contract{
		OCID: "ocds-h6vhtk-1", Title: "HR", Stage: estate.StageAuthorised, Suppliers: []estate.ContractSupplier{{Supplier: "Supplier:1", SignedAs: "One Ltd"}},
		Systems: []estate.ID{"System:itrent"}, Services: []estate.ID{}, StartDate: "2026-04-01", EndDate: "2029-03-31", Framework: "G-Cloud 13", CalledOff: "Framework:g-cloud-13",
	})
	stated := said("register", "2025", estate.Contract{
		OCID: "ocds-h6vhtk-2", Reference: "0021", Title: "Payroll", Stage: estate.StageSigned, SuppliersWithheld: true,
		Systems: []estate.ID{"System:unit4", "System:itrent"}, Services: []estate.ID{"Service:hr"}, EndDate: "2025-03-31", Framework: "g-cloud 13",
	})
	stated.Contract.Parties = []estate.ContractParty{{Borough: "Borough:E09000007", Role: estate.RoleLead}, {Name: "NHS"}}
	want := &estate.Contract{
		ID: "Contract:1", OCID: "ocds-h6vhtk-1", Reference: "0021", Title: "Payroll", Stage: estate.StageSigned,
		Parties:   []estate.ContractParty{{Borough: "Borough:E09000007", Role: estate.RoleLead}, {Name: "NHS"}},
		Suppliers: []estate.ContractSupplier{{Supplier: "Supplier:1", SignedAs: "One Ltd"}},
		Systems:   []estate.ID{"System:itrent", "System:unit4"}, Services: []estate.ID{"Service:hr"},
		EndDate:   "2025-03-31", // and no start, because the notice's is later
		Framework: "g-cloud 13", CalledOff: "Framework:g-cloud-13",
	}
	before := *held.Contract
	if diff := cmp.Diff(want, estate.Settle(held, stated)); diff != "" {
		t.Errorf("settled (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(&before, held.Contract); diff != "" {
		t.Errorf("the held contract was changed (-before +after):\n%s", diff)
	}
}

// The order in which sources are imported does not change what is shown, and Contradictions reports
// the same as shown.
func TestSettleWhateverTheOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var all []estate.Statement
		for _, kind := range []string{"register", "FOI response", "notice", "press report", "document"} {
			for _, asOf := range []estate.StatedDate{"", "2024", "2024-12-31", "2025-06"} {
				if !rapid.Bool().Draw(rt, "spoke") {
					continue
				}
				all = append(all, said(kind, asOf, estate.Contract{
					EndDate: rapid.SampledFrom([]estate.StatedDate{"", "2026", "2027-03-31", "2028-03-31"}).Draw(rt, "end"),
					Method:  rapid.SampledFrom([]string{"", "open", "direct award"}).Draw(rt, "method"),
				}))
			}
		}
		if len(all) == 0 {
			return
		}
		settled := func(all []estate.Statement) estate.Statement {
			s := all[0]
			for _, next := range all[1:] {
				s = after(s, next)
			}
			return s
		}
		s := settled(all)
		if diff := cmp.Diff(s.Contract, settled(rapid.Permutation(all).Draw(rt, "order")).Contract); diff != "" {
			rt.Fatalf("another order shows something else (-first +second):\n%s", diff)
		}
		if diff := cmp.Diff(s.Contract, after(s, s).Contract); diff != "" {
			rt.Fatalf("saying it again changes it (-once +twice):\n%s", diff)
		}
		slices.SortFunc(s.Evidence, func(a, b *estate.Evidence) int { return slices.Compare([]string{a.Field}, []string{b.Field}) })
		for _, c := range estate.Contradictions(s.Evidence) {
			shown := map[string]string{"endDate": string(s.Contract.EndDate), "method": s.Contract.Method}[c.Field]
			if c.Shown.Value != shown {
				rt.Fatalf("%s shows %q, and the contradiction says %q", c.Field, shown, c.Shown.Value)
			}
		}
	})
}
