package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

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
	err := s.read(ctx, askOpenOpportunities("open_opportunities_coverage", q), func(r row) error { return coverNotices(c, r) })
	if err != nil {
		return nil, err
	}
	if q.IsNone() {
		return c.OnlyBoroughs(), nil
	}
	estate.Gather(c.NoticesLeftOut)
	return c, nil
}

// coverNotices adds a section to a coverage.
func coverNotices(c *estate.OpenOpportunityCoverage, r row) error {
	count := r.Number("count")
	switch section := r.Text("section"); section {
	case "boroughs":
		c.Boroughs = count
	case "boroughs_with_notice":
		c.BoroughsWithAnyNotice = count
	case "notices":
		c.Notices = count
	case "notices_with_deadline":
		c.NoticesWithKnownDeadline = count
	case "left_out":
		left := &estate.NoticesLeftOut{Reason: estate.NoticeLeftOutReason(r.Text("name")), Count: count}
		if err := json.Unmarshal([]byte(r.Text("ids")), &left.NoticeIDs); err != nil {
			return internal(fmt.Errorf("notices left out: %w", err))
		}
		c.NoticesLeftOut = append(c.NoticesLeftOut, left)
	default:
		return internal(fmt.Errorf("a coverage has a section %q", section))
	}
	return nil
}

// askOpenOpportunities returns a statement on the notices that match the query's filters.
func askOpenOpportunities(query string, q estate.OpenOpportunitiesQuery) *statement {
	st := ask(query, parameters{"as_of": string(q.AsOf), "last_step": estate.LastOpenStep})
	filter(st, "services", q.Services)
	filter(st, "cpv", q.CPV)
	if q.SME != nil {
		st.on = append(st.on, "sme")
		st.parameters["sme"] = *q.SME
	}
	return st
}
