package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// askSharedSystems returns a statement on the links between boroughs and systems.
func askSharedSystems(name string, q estate.SharedSystemsQuery) *statement {
	st := askScope(name, q.Scope)
	st.parameters["minBoroughs"] = q.MinBoroughs
	filter(st, "services", q.Services)
	return st
}

// SharedSystems implements estate.SharedSystems.
func (s *Store) SharedSystems(ctx context.Context, q estate.SharedSystemsQuery, w estate.Window) (estate.Page[*estate.SystemShare], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.SystemShare](w), nil
	}
	var systems []*estate.System
	page, err := paged(ctx, s, askSharedSystems("shared_systems", q), w, func(r row) (*estate.SystemShare, error) {
		system, err := reading.Facts[estate.System](r)
		if err != nil {
			return nil, err
		}
		systems = append(systems, system)
		return &estate.SystemShare{
			System: system, BoroughCount: r.Number("boroughCount"),
			ContractCount: r.Number("contractCount"), DeploymentCount: r.Number("deploymentCount"),
			KnownSum: knownSum(r), Query: q,
		}, nil
	})
	if err != nil {
		return page, err
	}
	estate.Gather(systems[:min(len(systems), w.Limit)])
	return page, nil
}

// SharedSystemLinks implements estate.SharedSystems.
func (s *Store) SharedSystemLinks(ctx context.Context, q estate.SharedSystemsQuery, systems []estate.ID, limit int) (map[estate.ID][]*estate.SystemBorough, error) {
	shared := make(map[estate.ID][]*estate.SystemBorough, len(systems))
	if q.IsNone() || len(systems) == 0 {
		return shared, nil
	}
	st := askSharedSystems("shared_system_links", q)
	st.parameters["systems"], st.parameters["limit"] = texts(systems), limit
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	boroughs := reading.NewNouns(reading.Facts[estate.Borough])
	var links []*estate.SystemLink
	for _, r := range rows {
		borough, err := boroughs.Noun(row{"id": r["borough"], "facts": r["boroughFacts"]})
		if err != nil {
			return nil, err
		}
		of := &estate.SystemBorough{Borough: borough, ContractCount: r.Number("contractCount"), DeploymentCount: r.Number("deploymentCount")}
		for _, inline := range r.Rows("links") {
			of.Links = append(of.Links, systemLink(inline, q.AsOf))
		}
		links = append(links, of.Links...)
		system := estate.ID(r.Text("system"))
		shared[system] = append(shared[system], of)
	}
	boroughs.Gather()
	estate.Gather(links)
	return shared, nil
}

// systemLink returns the link of a row.
func systemLink(r row, asOf estate.Date) *estate.SystemLink {
	l := &estate.SystemLink{
		Via: estate.ViaContract, Contract: estate.ID(r.Text("contract")), Term: estate.Term(r.Text("term")),
		EndDate: estate.Date(r.Text("endDate")), EndDateStated: estate.StatedDate(r.Text("endStated")),
		ReadDate: estate.ReadDate(r.Text("readOn")), AsOf: asOf,
	}
	if l.Contract == "" {
		l.Via, l.Deployment, l.Status = estate.ViaDeployment, estate.ID(r.Text("deployment")), estate.StatusLive
	}
	return l
}

// SharedSystemsCoverage implements estate.SharedSystems.
func (s *Store) SharedSystemsCoverage(ctx context.Context, q estate.SharedSystemsQuery) (*estate.Coverage, error) {
	return s.coverage(ctx, askSharedSystems("shared_systems_coverage", q), q.Scope)
}
