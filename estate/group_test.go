package estate_test

import (
	"fmt"
	"testing"

	"boroughgraph/estate"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func event(kind estate.SupplierEventKind, other estate.ID, on estate.StatedDate) estate.SupplierEvent {
	return estate.SupplierEvent{Kind: kind, Other: other, On: on}
}

func inferred(e estate.SupplierEvent) estate.SupplierEvent {
	e.Inferred = true
	return e
}

// spellGroup writes the heads of a supplier over all days. It marks undated events with ? and
// inferred ones with ~.
func spellGroup(events map[estate.ID][]estate.SupplierEvent, id estate.ID) string {
	suppliers := map[estate.ID]*estate.Supplier{}
	for s, es := range events {
		suppliers[s] = &estate.Supplier{ID: s, Events: es}
	}
	text := ""
	for _, s := range estate.GroupSpans(suppliers, []estate.ID{id})[id] {
		if s.From > estate.MinDate {
			text += fmt.Sprintf(" %s ", s.From)
		}
		text += string(s.Value.Head)
		if s.Value.Undated {
			text += "?"
		}
		if s.Value.Inferred {
			text += "~"
		}
	}
	return text
}

func TestGroups(t *testing.T) {
	type events = map[estate.ID][]estate.SupplierEvent
	const acquired, divested, partOf, agreed, merged = estate.EventAcquired, estate.EventDivested, estate.EventPartOf, estate.EventAgreed, estate.EventMerged
	for name, test := range map[string]struct {
		events events
		of     estate.ID
		want   string
	}{
		"Tascomi under Idox from August 2019":           {events{"tascomi": {event(acquired, "idox", "2019-08")}, "idox": nil}, "tascomi", "tascomi 2019-08-01 idox"},
		"the head heads itself":                         {events{"tascomi": {event(acquired, "idox", "2019-08")}, "idox": nil}, "idox", "idox"},
		"Capita One to MRI, agreed: joins nothing":      {events{"capita-one": {event(agreed, "mri", "2024-07-09")}, "mri": nil}, "capita-one", "capita-one"},
		"in liquidation: joins nothing":                 {events{"x": {event(estate.EventLiquidation, "", "2024")}}, "x", "x"},
		"Northgate Public Services, sold December 2014": {events{"nps": {event(acquired, "nis", "2005"), event(divested, "nis", "2014-12")}}, "nps", "nps 2005-01-01 nis 2014-12-01 nps"},
		"let go by another than its parent":             {events{"x": {event(acquired, "a", "2005"), event(divested, "b", "2014")}}, "x", "x 2005-01-01 a"},
		"sold on the same day":                          {events{"x": {event(divested, "a", "2014-12-01"), event(acquired, "b", "2014-12-01"), event(acquired, "a", "2005")}}, "x", "x 2005-01-01 a 2014-12-01 b"},
		"Argon Topco in 2018: a reading, stale after 60 months": {
			events{"nps": {event(partOf, "argon", "2018")}}, "nps", "nps 2018-12-31 argon 2024-01-01 nps",
		},
		"a reading renewed":                       {events{"x": {event(partOf, "a", "2015-06-30"), event(partOf, "a", "2019-06-30")}}, "x", "x 2015-06-30 a 2024-07-01 x"},
		"a reading until another one":             {events{"x": {event(partOf, "a", "2015-06-30"), event(partOf, "b", "2017-06-30")}}, "x", "x 2015-06-30 a 2017-06-30 b 2022-07-01 x"},
		"undated: every day, flagged":             {events{"x": {event(acquired, "a", "")}}, "x", "a?"},
		"dated goes before undated, from its day": {events{"x": {event(acquired, "b", "2020-01-01"), event(acquired, "a", "")}}, "x", "a? 2020-01-01 b"},
		"bought and let go, both undated":         {events{"x": {event(divested, "a", ""), event(acquired, "a", "")}}, "x", "x"},
		"a merger":                                {events{"x": {event(merged, "a", "2020-02-29")}}, "x", "x 2020-02-29 a"},
		"three levels, by the date of each": {
			events{"x": {event(acquired, "a", "2019")}, "a": {event(acquired, "b", "2021-07")}, "b": {event(acquired, "c", "2015")}},
			"x", "x 2019-01-01 a 2021-07-01 c",
		},
		"flags of any link on the way up": {
			events{"x": {inferred(event(acquired, "a", "2019"))}, "a": {event(acquired, "b", "")}}, "x", "x 2019-01-01 b?~",
		},
		"a parent that is not there ends the chain": {events{"x": {event(acquired, "gone", "2019")}}, "x", "x 2019-01-01 gone"},
		"its own parent is ignored":                 {events{"x": {event(acquired, "x", "2019")}}, "x", "x"},
		"a ring ends at its least id":               {events{"b": {event(acquired, "c", "2020")}, "c": {event(acquired, "a", "2021")}, "a": {event(acquired, "b", "2022")}}, "c", "c 2021-01-01 a"},
		"a way into a ring":                         {events{"x": {event(acquired, "b", "2019")}, "b": {event(acquired, "a", "2020")}, "a": {event(acquired, "b", "2021")}}, "x", "x 2019-01-01 b 2020-01-01 a"},
	} {
		if diff := cmp.Diff(test.want, spellGroup(test.events, test.of)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Every member of a ring has one head, and every head is its own head.
func TestEveryHeadHeadsItself(t *testing.T) {
	ids := []estate.ID{"a", "b", "c", "d", "e"}
	rapid.Check(t, func(rt *rapid.T) {
		suppliers := map[estate.ID]*estate.Supplier{}
		for _, id := range ids {
			s := &estate.Supplier{ID: id}
			for range rapid.IntRange(0, 2).Draw(rt, "events") {
				kind := rapid.SampledFrom([]estate.SupplierEventKind{estate.EventAcquired, estate.EventDivested, estate.EventPartOf, estate.EventAgreed}).Draw(rt, "kind")
				s.Events = append(s.Events, event(kind, rapid.SampledFrom(ids).Draw(rt, "other"), drawDate(rt, "on")))
			}
			suppliers[id] = s
		}
		spans := estate.GroupSpans(suppliers, ids)
		on := func(id estate.ID, day estate.Date) estate.ID {
			for _, s := range spans[id] {
				if s.From <= day && day <= s.To {
					return s.Value.Head
				}
			}
			return ""
		}
		for _, id := range ids {
			for _, s := range spans[id] {
				for _, day := range []estate.Date{s.From, s.To} {
					if head := on(id, day); on(head, day) != head {
						rt.Errorf("as of %s %s is under %s, which is under %s", day, id, head, on(head, day))
					}
				}
			}
		}
	})
}

func TestMakers(t *testing.T) {
	making := func(supplier estate.ID, first, last estate.StatedDate) estate.Making {
		return estate.Making{Supplier: supplier, FirstRead: first, LastRead: last}
	}
	for name, test := range map[string]struct {
		makers []estate.Making
		want   string // "-" for none
	}{
		"nothing stated":                  {nil, "-"},
		"one reading":                     {[]estate.Making{making("a", "2020", "2020")}, "a 2026-01-01 -"},
		"read twice":                      {[]estate.Making{making("a", "2015-01-01", "2020-06-30")}, "a 2025-07-01 -"},
		"a first reading alone":           {[]estate.Making{making("a", "2020-06-30", "")}, "a 2025-07-01 -"},
		"another from its reading on":     {[]estate.Making{making("b", "2022-01-10", "2022-01-10"), making("a", "2016-05", "2021-05")}, "a 2022-01-10 b 2027-01-11 -"},
		"a gap without a maker":           {[]estate.Making{making("a", "2010-06-30", "2010-06-30"), making("b", "2020-06-30", "2020-06-30")}, "a 2015-07-01 - 2020-06-30 b 2025-07-01 -"},
		"read again after another":        {[]estate.Making{making("a", "2018-06-30", "2025-06-30"), making("b", "2020-06-30", "2020-06-30")}, "a 2020-06-30 b 2025-06-30 a 2030-07-01 -"},
		"undated where no dated one does": {[]estate.Making{making("b", "2020-06-30", "2020-06-30"), making("z", "", ""), making("a", "", "")}, "b 2025-07-01 a"},
		"undated only, the least id":      {[]estate.Making{making("z", "", ""), making("a", "", "")}, "a"},
		"two read on one day":             {[]estate.Making{making("b", "2020-06-30", "2020-06-30"), making("a", "2020-06-30", "2020-06-30")}, "a 2025-07-01 -"},
	} {
		text, next := "", estate.MinDate
		for _, s := range estate.MakerSpans(&estate.System{Makers: test.makers}) {
			if s.From > next {
				text += fmt.Sprintf(" %s -", next)
			}
			if s.From > estate.MinDate {
				text += fmt.Sprintf(" %s ", s.From)
			}
			text += string(s.Value.Supplier)
			next = s.To.AddDays(1)
		}
		switch {
		case text == "":
			text = "-"
		case next < estate.MaxDate:
			text += fmt.Sprintf(" %s -", next)
		}
		if diff := cmp.Diff(test.want, text); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestMakerSpansAgreeWithMakerOn(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := &estate.System{}
		for range rapid.IntRange(0, 4).Draw(rt, "makers") {
			m := estate.Making{Supplier: rapid.SampledFrom([]estate.ID{"a", "b", "c"}).Draw(rt, "maker"), FirstRead: drawDate(rt, "first"), Inferred: rapid.Bool().Draw(rt, "inferred")}
			if last := drawDate(rt, "last"); last.Last() >= m.FirstRead.Last() {
				m.LastRead = last
			}
			s.Makers = append(s.Makers, m)
		}
		spans := estate.MakerSpans(s)
		days := []estate.Date{estate.MinDate, estate.MaxDate, drawDay(rt), drawDay(rt), drawDay(rt)}
		for _, span := range spans {
			days = append(days, span.From.AddDays(-1), span.From, span.To, span.To.AddDays(1))
		}
		for _, day := range days {
			var held, want estate.Maker
			for _, span := range spans {
				if span.From <= day && day <= span.To {
					held = span.Value
				}
			}
			if m := estate.MakerOn(s, day); m != nil {
				want = estate.Maker{Supplier: m.Supplier, Inferred: m.Inferred}
			}
			if held != want {
				rt.Errorf("on %s the span says %v, MakerOn %v", day, held, want)
			}
		}
	})
}
