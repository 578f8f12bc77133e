package estate_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"boroughgraph/estate"
)

func TestAcceptOneNotice(t *testing.T) {
	parties := []estate.NoticeParty{{Borough: camden}}
	for name, test := range map[string]struct {
		notice estate.Notice
		want   string // the reason; empty if it is accepted
	}{
		"only a party":                        {estate.Notice{Parties: parties}, ""},
		"no party":                            {estate.Notice{}, "a notice needs a party"},
		"a party without a borough or a name": {estate.Notice{Parties: []estate.NoticeParty{{}}}, "a party needs either a borough or the name of another authority"},
		"another stage":                       {estate.Notice{Parties: parties, Stage: "SIGNED"}, "its stage is not one of a notice"},
		"an end before its start":             {estate.Notice{Parties: parties, StartDate: "2026-02", EndDate: "2026-01"}, "its end 2026-01 is before its start 2026-02"},
		"a supplier without id":               {estate.Notice{Parties: parties, Suppliers: []estate.ID{""}}, "a notice's supplier needs an id; leave suppliers out if none is named"},
		"an extension of nothing":             {estate.Notice{Parties: parties, Extensions: []estate.Extension{{}}}, "an extension must be at least a month"},
		"a lot's negative value":              {estate.Notice{Parties: parties, Lots: []estate.NoticeLot{{Value: &estate.Value{MinPence: -1}}}}, "its value must not be negative, nor its maximum below its minimum"},
		"about a contract":                    {estate.Notice{Parties: parties, Contracts: []estate.ID{"Contract:there"}}, ""},
		"about no contract":                   {estate.Notice{Parties: parties, Contracts: []estate.ID{acme}}, "it refers to Supplier:acme where a Contract is needed"},
		"a framework not there":               {estate.Notice{Parties: parties, Frameworks: []estate.ID{"Framework:x"}}, "it refers to Framework:x, which does not exist"},
	} {
		n := test.notice
		n.ID = "Notice:a"
		ids, reasons := accept(&estate.Changes{Notices: []*estate.Notice{&n}})
		if landed := len(ids) == 1; landed != (test.want == "") || reasons[n.ID] != test.want {
			t.Errorf("%s: landed %v, rejected for %q, want %q", name, landed, reasons[n.ID], test.want)
		}
	}
}

func TestAcceptOneFramework(t *testing.T) {
	for name, test := range map[string]struct {
		framework estate.Framework
		want      string
	}{
		"only a name":             {estate.Framework{Name: "G-Cloud 14"}, ""},
		"no name":                 {estate.Framework{}, "a framework needs a name"},
		"an end before its start": {estate.Framework{Name: "G", StartDate: "2026-02", EndDate: "2026-01"}, "its end 2026-01 is before its start 2026-02"},
		"a supplier without id":   {estate.Framework{Name: "G", Suppliers: []estate.ID{""}}, "a framework's supplier needs an id; leave suppliers out where they are unknown"},
		"a negative ceiling":      {estate.Framework{Name: "G", Value: &estate.Value{MinPence: -1}}, "its value must not be negative, nor its maximum below its minimum"},
		"owned by a supplier":     {estate.Framework{Name: "G", Boroughs: []estate.ID{acme}}, "it refers to Supplier:acme where a Borough is needed"},
	} {
		f := test.framework
		f.ID = "Framework:a"
		ids, reasons := accept(&estate.Changes{Frameworks: []*estate.Framework{&f}})
		if landed := len(ids) == 1; landed != (test.want == "") || reasons[f.ID] != test.want {
			t.Errorf("%s: landed %v, rejected for %q, want %q", name, landed, reasons[f.ID], test.want)
		}
	}
}

func TestNoticeCodes(t *testing.T) {
	n := estate.Notice{CPV: []string{"72", "48"}, Lots: []estate.NoticeLot{{CPV: []string{"48", "30"}}, {}}}
	if diff := cmp.Diff([]string{"30", "48", "72"}, n.Codes()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"72", "48"}, n.CPV); diff != "" {
		t.Errorf("its own codes have changed: %s", diff)
	}
}

// Every notice that the filter's range accepts is within the bounds. If the range excludes unknown
// days, every notice within the bounds is accepted.
func TestBetween(t *testing.T) {
	held := []estate.Date{"", "0001-01-01", "2026-06-29", "2026-06-30", "2026-07-01"}
	days := rapid.SampledFrom(append(held, estate.MaxDate))
	rapid.Check(t, func(t *rapid.T) {
		r := estate.DayRange{From: days.Draw(t, "from"), To: days.Draw(t, "to"), IncludeUnknown: rapid.Bool().Draw(t, "or unknown")}
		day := rapid.SampledFrom(held).Draw(t, "day")
		n := &estate.Notice{ID: "Notice:n", TenderDeadline: estate.StatedDate(day), PublishedDate: estate.StatedDate(day)}
		from, to := r.Ends()
		through := from <= day && day <= to
		if day == "" {
			through = r.IncludeUnknown || !r.Narrows()
		}
		for _, order := range estate.NoticeOrders {
			first, last := estate.NoticeFilter{Deadline: r, Published: r}.KeyBounds(order)
			key := n.Keys().Key(order)
			within := first < key && key < last
			if through && !within {
				t.Errorf("%s: %q is let through and not between %q and %q", order, key, first, last)
			}
			if within && !through && !r.IncludeUnknown && r.To != estate.MaxDate {
				t.Errorf("%s: %q is between %q and %q and not let through", order, key, first, last)
			}
		}
	})
}
