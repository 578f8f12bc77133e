package estate

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCPVPrefix(t *testing.T) {
	for code, want := range map[string]string{
		"48000000": "48", "48000000-8": "48", "30000000": "30", "48213000": "48213", "72260000-5": "7226", "98351110": "9835111",
		"48": "48", "300": "300", "72260001": "72260001",
	} {
		if got, ok := CPVPrefix(code); !ok || got != want {
			t.Errorf("CPVPrefix(%q) = %q, %v; want %q", code, got, ok, want)
		}
	}
	for _, code := range []string{"", "4", "480000000", "48000000-", "48000000-88", "48-8", "software", "48 000000", "48000000-x"} {
		if got, ok := CPVPrefix(code); ok {
			t.Errorf("CPVPrefix(%q) = %q, want no code", code, got)
		}
	}
}

func TestSuitsSME(t *testing.T) {
	yes, no := new(true), new(false)
	lots := func(said ...*bool) []NoticeLot {
		var ls []NoticeLot
		for _, s := range said {
			ls = append(ls, NoticeLot{SMESuitable: s})
		}
		return ls
	}
	for name, test := range map[string]struct {
		notice Notice
		want   *bool
	}{
		"nothing stated":                {Notice{Lots: lots(nil, nil)}, nil},
		"the notice does":               {Notice{SMESuitable: yes, Lots: lots(no)}, yes},
		"a lot does":                    {Notice{SMESuitable: no, Lots: lots(nil, yes, no)}, yes},
		"a lot does after one does not": {Notice{Lots: lots(no, yes)}, yes},
		"the notice does not":           {Notice{SMESuitable: no, Lots: lots(nil)}, no},
		"a lot does not":                {Notice{Lots: lots(nil, no)}, no},
	} {
		if diff := cmp.Diff(test.want, test.notice.SuitsSME()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestDeriveOpportunity(t *testing.T) {
	for name, test := range map[string]struct {
		notice Notice
		want   NoticeDerivation
	}{
		"published on a day":         {Notice{Stage: NoticeAuthority, PublishedDate: "2021-11-23"}, NoticeDerivation{Step: 1, Stale: "2026-11-24"}},
		"published in a month":       {Notice{Stage: NoticeTender, PublishedDate: "2020-02"}, NoticeDerivation{Step: 3, Stale: "2025-03-01"}},
		"neither a date nor a stage": {Notice{}, NoticeDerivation{Stale: MinDate}},
		"over":                       {Notice{Stage: NoticeContract, PublishedDate: "2020-02-29"}, NoticeDerivation{Step: 5, Stale: "2025-03-01"}},
	} {
		if diff := cmp.Diff(test.want, DeriveNotice(&test.notice)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestDaysLeft(t *testing.T) {
	o := &OpenOpportunity{Notice: &Notice{TenderDeadline: "2026-12"}, AsOf: "2026-11-23"}
	if got := o.DaysLeft(); got == nil || *got != 38 {
		t.Errorf("got %v, want 38", got)
	}
	o.Notice.TenderDeadline = ""
	if got := o.DaysLeft(); got != nil {
		t.Errorf("got %d without a deadline", *got)
	}
}
