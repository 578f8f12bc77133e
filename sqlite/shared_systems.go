package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
	"boroughgraph/estate/reading"
)

// SharedSystems implements estate.SharedSystems.
func (s *Store) SharedSystems(ctx context.Context, q estate.SharedSystemsQuery, w estate.Window) (estate.Page[*estate.SystemShare], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.SystemShare](w), nil
	}
	page, ok, err := pageFromOverview(ctx, s, "shared_systems", w, func(im *overview.Image) (estate.Page[*estate.SystemShare], error) {
		return im.SharedSystems(q, w)
	})
	if err != nil || ok {
		return page, err
	}
	st := askSharedSystems("shared_systems", q)
	st.parameters["min_boroughs"] = q.MinBoroughs
	var systems []*estate.System
	page, err = paged(ctx, s, st, w, func(r row) (*estate.SystemShare, error) {
		system, err := reading.Facts[estate.System](r)
		systems = append(systems, system)
		return &estate.SystemShare{
			System:          system,
			BoroughCount:    r.Number("borough_count"),
			ContractCount:   r.Number("contract_count"),
			DeploymentCount: r.Number("deployment_count"),
			KnownSum:        knownSum(r),
			Query:           q,
		}, err
	})
	if err != nil {
		return page, err
	}
	estate.Gather(systems)
	return page, nil
}

// askSharedSystems returns a statement on the links between boroughs and systems.
func askSharedSystems(query string, q estate.SharedSystemsQuery) *statement {
	st := ask(query, parameters{
		"boroughs": listOrNull(q.Boroughs), "as_of": string(q.AsOf), "terms": listOrNull(q.Terms),
	})
	filter(st, "services", q.Services)
	return st
}

// SharedSystemLinks implements estate.SharedSystems.
func (s *Store) SharedSystemLinks(ctx context.Context, q estate.SharedSystemsQuery, systems []estate.ID, limit int) (map[estate.ID][]*estate.SystemBorough, error) {
	shared := make(map[estate.ID][]*estate.SystemBorough, len(systems))
	if q.IsNone() || len(systems) == 0 {
		return shared, nil
	}
	st := askSharedSystems("shared_system_links", q)
	st.parameters["systems"], st.parameters["limit"] = list(systems), limit
	boroughs := reading.NewNouns(reading.Facts[estate.Borough])
	var links []*estate.SystemLink
	err := s.read(ctx, st, func(r row) error {
		borough, err := boroughs.Noun(row{"id": r["borough_id"], "facts": r["borough"]})
		if err != nil {
			return err
		}
		system := estate.ID(r.Text("system_id"))
		of := shared[system]
		if len(of) == 0 || of[len(of)-1].Borough != borough {
			of = append(of, &estate.SystemBorough{
				Borough: borough, ContractCount: r.Number("contract_count"), DeploymentCount: r.Number("deployment_count"),
			})
			shared[system] = of
		}
		link := systemLink(r, q.AsOf)
		links = append(links, link)
		last := of[len(of)-1]
		last.Links = append(last.Links, link)
		return nil
	})
	if err != nil {
		return nil, err
	}
	boroughs.Gather()
	estate.Gather(links)
	return shared, nil
}

// systemLink returns the link of a row.
func systemLink(r row, asOf estate.Date) *estate.SystemLink {
	l := &estate.SystemLink{
		Via: estate.ViaContract, Contract: estate.ID(r.Text("contract_id")), Term: estate.Term(r.Text("term")),
		EndDate: estate.Date(r.Text("counted_end")), EndDateStated: estate.StatedDate(r.Text("end_stated")),
		ReadDate: estate.ReadDate(r.Text("read_on")), AsOf: asOf,
	}
	if l.Contract == "" {
		l.Via, l.Deployment, l.Status = estate.ViaDeployment, estate.ID(r.Text("deployment_id")), estate.StatusLive
	}
	return l
}

// SharedSystemsCoverage implements estate.SharedSystems.
func (s *Store) SharedSystemsCoverage(ctx context.Context, q estate.SharedSystemsQuery) (*estate.Coverage, error) {
	if q.IsNone() {
		return estate.NewCoverage(), nil
	}
	return s.coverageOf(ctx, askSharedSystems("shared_systems_coverage", q), func(im *overview.Image) *estate.Coverage {
		return im.SharedSystemsCoverage(q)
	})
}
