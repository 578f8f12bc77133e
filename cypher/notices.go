package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// NoticesByID implements estate.Notices.
func (s *Store) NoticesByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Notice, error) {
	return byKey(ctx, s, "notices_by_id", ids, reading.Facts[estate.Notice])
}

// NoticesByOCID implements estate.Notices.
func (s *Store) NoticesByOCID(ctx context.Context, ocids []string) (map[string][]estate.ID, error) {
	return idsByKey(ctx, s, "notices_by_ocid", ocids)
}

// Notices implements estate.Notices.
func (s *Store) Notices(ctx context.Context, f estate.NoticeFilter, o estate.NoticeOrder, w estate.Window) (estate.Page[*estate.Notice], error) {
	return paged(ctx, s, askNotices("notices", f, o), w, reading.Facts[estate.Notice])
}

// NoticesOf implements estate.Notices.
func (s *Store) NoticesOf(ctx context.Context, parents []estate.ID, f estate.NoticeFilter, o estate.NoticeOrder, w estate.Window) (map[estate.ID]estate.Page[*estate.Notice], error) {
	return pagedOf(ctx, s, askNotices("notices_of", f, o), parents, w, reading.Facts[estate.Notice])
}

// askNotices returns a statement on the notices that match a filter, in an order.
func askNotices(name string, f estate.NoticeFilter, o estate.NoticeOrder) *statement {
	st := ask(name, parameters{})
	st.first, st.last = f.KeyBounds(o)
	filter(st, "boroughs", f.Boroughs)
	filter(st, "services", f.Services)
	filter(st, "stages", f.Stages)
	filter(st, "cpv", f.CPV)
	filterDays(st, "deadline", f.Deadline)
	filterDays(st, "published", f.Published)
	if o == estate.NoticesByPublishedDesc {
		st.replaced = []string{"byDeadline", "byPublishedDateDesc"}
	}
	return st
}

// filterDays switches on the mark name or nameOrUnknown and sets its parameters, unless the range
// is open on both sides.
func filterDays(st *statement, name string, days estate.DayRange) {
	if !days.Narrows() {
		return
	}
	from, to := days.Ends()
	st.parameters[name+"From"], st.parameters[name+"To"] = string(from), string(to)
	if days.IncludeUnknown {
		name += "OrUnknown"
	}
	st.on = append(st.on, name)
}

func (sh *shape) notice(n *estate.Notice) {
	keys, derived := n.Keys(), estate.DeriveNotice(n)
	sh.properties = parameters{
		"ocid": known(n.OCID), "reference": known(n.Reference), "title": known(n.Title), "stage": known(n.Stage), "type": known(n.Type),
		"publishedDate": known(n.PublishedDate), "tenderDeadline": known(n.TenderDeadline), "method": known(n.Method), "framework": known(n.Framework),
		// The last day that each stated date can mean, for comparisons.
		"publishedDay": known(n.PublishedDate.Last()), "deadline": known(n.TenderDeadline.Last()),
		"cpv": texts(n.Codes()), "byDeadline": storedKey(keys.ByDeadline), "byPublishedDateDesc": storedKey(keys.ByPublishedDateDesc),
		"step": derived.Step, "staleDay": string(derived.Stale), "suitsSME": derived.SuitsSME,
	}
	buyer := map[estate.ID]bool{}
	for _, p := range n.Parties {
		if p.Borough != "" && !buyer[p.Borough] {
			buyer[p.Borough] = true
			sh.add(linkBuyer, p.Borough, n.ID, parameters{"role": known(p.Role)})
		}
	}
	sh.addOnce(linkNamed, n.ID, n.Suppliers)
	sh.addOnce(linkWanted, n.ID, n.Systems)
	sh.addOnce(linkNoticeFor, n.ID, n.Services)
	sh.addOnce(linkAbout, n.ID, n.Contracts)
	sh.addOnce(linkAboutFramework, n.ID, n.Frameworks)
}
