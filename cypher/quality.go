package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// askQuality returns a statement on the quality of boroughs' data.
func askQuality(name string, q estate.QualityQuery, boroughs []estate.ID) *statement {
	return askScope(name, estate.Scope{Boroughs: boroughs, AsOf: q.AsOf, Terms: q.Terms})
}

// DataQuality implements estate.Qualities.
func (s *Store) DataQuality(ctx context.Context, q estate.QualityQuery, boroughs []estate.ID) (map[estate.ID]*estate.BoroughQuality, error) {
	answers := map[estate.ID]*estate.BoroughQuality{}
	if boroughs != nil && len(boroughs) == 0 {
		return answers, nil
	}
	rows, err := s.send(ctx, askQuality("data_quality", q, boroughs))
	if err != nil {
		return nil, err
	}
	nouns := reading.NewNouns(reading.Facts[estate.Borough])
	for _, r := range rows {
		borough, err := nouns.Noun(r)
		if err != nil {
			return nil, err
		}
		unknown := map[string]int{}
		for _, u := range r.Rows("unknown") {
			unknown[u.Text("field")] = u.Number("count")
		}
		answers[borough.ID] = &estate.BoroughQuality{
			Borough: borough, ContractCount: r.Number("contracts"), DeploymentCount: r.Number("deployments"),
			Fields:         estate.CompletenessOf(r.Number("contracts"), unknown),
			Newest:         estate.ReadDate(max(r.Text("newest"), r.Text("newestOfContracts"), r.Text("newestOfDeployments"))),
			StaleContracts: r.Number("staleContracts"), StaleDeployments: r.Number("staleDeployments"), Query: q,
		}
	}
	nouns.Gather()
	estate.Gather(estate.QualityByName(answers))
	return answers, nil
}

// ContradictionsOf implements estate.Qualities.
func (s *Store) ContradictionsOf(ctx context.Context, boroughs []estate.ID) (map[estate.ID][]*estate.Contradiction, error) {
	st := ask("contradictions_of", parameters{"fields": texts(estate.SingleFieldNames())})
	on, err := listsOf(ctx, s, st, boroughs, evidence)
	if err != nil {
		return nil, err
	}
	found := make(map[estate.ID][]*estate.Contradiction, len(on))
	for id, evidence := range on {
		found[id] = estate.Contradictions(evidence)
	}
	return found, nil
}

// FactsToAsk implements estate.Qualities.
func (s *Store) FactsToAsk(ctx context.Context, q estate.QualityQuery, boroughs []estate.ID, limit int) (map[estate.ID][]*estate.FactToAsk, error) {
	found := map[estate.ID][]*estate.FactToAsk{}
	if len(boroughs) == 0 {
		return found, nil
	}
	st := askQuality("facts_to_ask", q, boroughs)
	st.parameters["limit"] = limit
	st.parameters["contractFields"], st.parameters["deploymentFields"] = texts(estate.ContractFields()), texts(estate.DeploymentFields)
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		for _, a := range r.Rows("asked") {
			id := estate.ID(r.Text("parent"))
			found[id] = append(found[id], &estate.FactToAsk{
				Subject: estate.ID(a.Text("subject")), Field: a.Text("field"), OtherBoroughs: a.Number("others"),
			})
		}
	}
	return found, nil
}

// DataQualityCoverage implements estate.Qualities.
func (s *Store) DataQualityCoverage(ctx context.Context, q estate.Scope) (*estate.Coverage, error) {
	return s.coverage(ctx, askScope("data_quality_coverage", q), q)
}
