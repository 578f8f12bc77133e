package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// OpenOpportunities implements estate.OpenOpportunities.
func (s *Store) OpenOpportunities(ctx context.Context, q estate.OpenOpportunitiesQuery, w estate.Window) (estate.Page[*estate.OpenOpportunity], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.OpenOpportunity](w), nil
	}
	st := askOpenOpportunities("open_opportunities", q)
	st.first, st.last = q.KeyBounds()
	page, err := paged(ctx, s, st, w, func(r row) (*estate.OpenOpportunity, error) {
		notice, err := reading.Facts[estate.Notice](r)
		return &estate.OpenOpportunity{Notice: notice, AsOf: q.AsOf}, err
	})
	if err != nil {
		return page, err
	}
	estate.GatherOpenOpportunities(page)
	return page, nil
}

// OpenOpportunitiesCoverage implements estate.OpenOpportunities.
func (s *Store) OpenOpportunitiesCoverage(ctx context.Context, q estate.OpenOpportunitiesQuery) (*estate.OpenOpportunityCoverage, error) {
	c := estate.NewOpenOpportunityCoverage()
	st := askOpenOpportunities("open_opportunities_coverage", q)
	st.parameters["first"] = estate.MaxPage
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	r := rows[0]
	c.Boroughs, c.BoroughsWithAnyNotice = r.Number("boroughs"), r.Number("withAnyNotice")
	c.Notices, c.NoticesWithKnownDeadline = r.Number("notices"), r.Number("withKnownDeadline")
	for _, left := range r.Rows("leftOut") {
		c.NoticesLeftOut = append(c.NoticesLeftOut, &estate.NoticesLeftOut{
			Reason: estate.NoticeLeftOutReason(left.Text("reason")), Count: left.Number("count"), NoticeIDs: left.IDs("ids"),
		})
	}
	if q.IsNone() {
		return c.OnlyBoroughs(), nil
	}
	estate.Gather(c.NoticesLeftOut)
	return c, nil
}

// askOpenOpportunities returns a statement on the notices that match the query's filters.
func askOpenOpportunities(name string, q estate.OpenOpportunitiesQuery) *statement {
	st := ask(name, parameters{"asOf": string(q.AsOf), "lastStep": estate.LastOpenStep})
	filter(st, "services", q.Services)
	filter(st, "cpv", q.CPV)
	if q.SME != nil {
		st.on = append(st.on, "sme")
		st.parameters["sme"] = *q.SME
	}
	return st
}
