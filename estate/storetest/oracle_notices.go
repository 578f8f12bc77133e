package storetest

import (
	"cmp"
	"slices"
	"strings"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// noticesIn returns the notices that a filter lets through, in an order. With a parent, it returns
// only the parent's.
func (o *oracle) noticesIn(f estate.NoticeFilter, order estate.NoticeOrder, parent *estate.ID) []estate.ID {
	var kept []*estate.Notice
	for _, n := range o.facts.Notices {
		var buyers []estate.ID
		for _, p := range n.Parties {
			buyers = append(buyers, p.Borough)
		}
		linked := slices.Concat(buyers, n.Suppliers, n.Contracts, n.Frameworks)
		switch {
		case parent != nil && !slices.Contains(linked, *parent):
		case !meets(f.Boroughs, buyers) || !meets(f.Services, o.withAreas(n.Services)):
		case f.Stages != nil && !slices.Contains(f.Stages, n.Stage):
		case f.CPV != nil && !slices.ContainsFunc(n.CPV, func(code string) bool {
			return slices.ContainsFunc(f.CPV, func(beginning string) bool { return strings.HasPrefix(code, beginning) })
		}):
		case !liesIn(f.Deadline, n.TenderDeadline.Last()) || !liesIn(f.Published, n.PublishedDate.Last()):
		default:
			kept = append(kept, n)
		}
	}
	slices.SortFunc(kept, func(a, b *estate.Notice) int {
		x, y := a.TenderDeadline.Last(), b.TenderDeadline.Last()
		if order == estate.NoticesByPublishedDesc {
			x, y = b.PublishedDate.Last(), a.PublishedDate.Last()
			if x == "" || y == "" {
				x, y = y, x
			}
		}
		if x == "" || y == "" {
			return cmp.Or(cmp.Compare(y, x), cmp.Compare(a.ID, b.ID)) // the known one comes first
		}
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(a.ID, b.ID))
	})
	return idsOf(kept)
}

func liesIn(r estate.DayRange, day estate.Date) bool {
	if day == "" {
		return r.IncludeUnknown || r.From == "" && r.To == ""
	}
	return (r.From == "" || day >= r.From) && (r.To == "" || day <= r.To)
}

func drawNoticeFilter(rt *rapid.T, o *oracle) estate.NoticeFilter {
	var f estate.NoticeFilter
	maybe := func(what string) bool { return rapid.IntRange(0, 3).Draw(rt, what) == 0 }
	if maybe("boroughs") {
		f.Boroughs = some(rt, "boroughs asked", idsOf(o.facts.Boroughs))
	}
	if maybe("services") {
		f.Services = some(rt, "services asked", idsOf(o.facts.Services))
	}
	if maybe("stages") {
		f.Stages = rapid.SliceOfDistinct(rapid.SampledFrom(estate.NoticeStages), rapid.ID).Draw(rt, "stages asked")
	}
	if maybe("cpv") {
		f.CPV = rapid.SliceOfDistinct(rapid.SampledFrom([]string{"4", "48000000", "7", "73"}), rapid.ID).Draw(rt, "codes asked")
	}
	days := func(what string) estate.DayRange {
		ends := rapid.SampledFrom(append([]estate.Date{"", ""}, drawnDays...))
		return estate.DayRange{From: ends.Draw(rt, what+" from"), To: ends.Draw(rt, what+" to"), IncludeUnknown: rapid.Bool().Draw(rt, what+" or unknown")}
	}
	if maybe("deadline") {
		f.Deadline = days("due")
	}
	if maybe("published") {
		f.Published = days("published")
	}
	return f
}

func checkNotices(rt *rapid.T, s estate.Store, o *oracle) {
	parents := slices.Concat(idsOf(o.facts.Boroughs), idsOf(o.facts.Suppliers), idsOf(o.facts.Contracts), idsOf(o.facts.Frameworks))
	f := drawNoticeFilter(rt, o)
	for _, order := range estate.NoticeOrders {
		want := o.noticesIn(f, order, nil)
		samePage(rt, "notices", must(s.Notices(rt.Context(), f, order, all()))(rt), want)
		for parent, page := range must(s.NoticesOf(rt.Context(), parents, f, order, all()))(rt) {
			samePage(rt, "notices of "+string(parent), page, o.noticesIn(f, order, &parent))
		}
		for _, backward := range []bool{false, true} {
			joined(rt, "pages of notices", 2, backward, len(want), func(w estate.Window) estate.Page[*estate.Notice] {
				return must(s.Notices(rt.Context(), f, order, w))(rt)
			})
		}
	}
}
