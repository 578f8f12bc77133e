package sqlite

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

// noticeSortColumn returns the column with the sort keys of an order. The statements are written
// with by_deadline.
func noticeSortColumn(o estate.NoticeOrder) string {
	if o == estate.NoticesByPublishedDesc {
		return "by_published_date_desc"
	}
	return "by_deadline"
}

// askNotices returns a statement on the notices that match a filter, in an order.
func askNotices(query string, f estate.NoticeFilter, o estate.NoticeOrder) *statement {
	first, last := f.KeyBounds(o)
	st := ask(query, parameters{"first": first, "last": last})
	st.key = noticeSortColumn(o)
	filter(st, "boroughs", f.Boroughs)
	filter(st, "services", f.Services)
	filter(st, "stages", f.Stages)
	filter(st, "cpv", f.CPV)
	filterDays(st, "deadline", f.Deadline)
	filterDays(st, "published", f.Published)
	return st
}

// filterDays switches on the mark name or name_or_unknown and sets its parameters, unless the range
// is open on both sides.
func filterDays(st *statement, name string, days estate.DayRange) {
	if !days.Narrows() {
		return
	}
	from, to := days.Ends()
	st.parameters[name+"_from"], st.parameters[name+"_to"] = string(from), string(to)
	if days.IncludeUnknown {
		name += "_or_unknown"
	}
	st.on = append(st.on, name)
}
