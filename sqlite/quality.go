package sqlite

import (
	"context"
	"fmt"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
	"boroughgraph/estate/reading"
)

// DataQuality implements estate.Qualities.
func (s *Store) DataQuality(ctx context.Context, q estate.QualityQuery, boroughs []estate.ID) (map[estate.ID]*estate.BoroughQuality, error) {
	answers := map[estate.ID]*estate.BoroughQuality{}
	if boroughs != nil && len(boroughs) == 0 {
		return answers, nil
	}
	ok, err := s.fromOverview(ctx, "data_quality", func(im *overview.Image) (err error) {
		answers, err = im.DataQuality(q, boroughs)
		return err
	})
	if err != nil || ok {
		return answers, err
	}
	unknown := map[estate.ID]map[string]int{}
	nouns := reading.NewNouns(reading.Facts[estate.Borough])
	err = s.read(ctx, askQuality("data_quality", q, boroughs), func(r row) error {
		id := estate.ID(r.Text("parent"))
		answer := answers[id]
		if answer == nil {
			answer = &estate.BoroughQuality{Query: q}
			answers[id], unknown[id] = answer, map[string]int{}
		}
		answer.Newest = max(answer.Newest, estate.ReadDate(r.Text("newest")))
		switch section := r.Text("section"); section {
		case "borough":
			var err error
			answer.Borough, err = nouns.Noun(row{"id": r["parent"], "facts": r["facts"]})
			return err
		case "contracts":
			answer.ContractCount, answer.StaleContracts = r.Number("count"), r.Number("stale")
		case "unknown":
			unknown[id][r.Text("name")] = r.Number("count")
		case "deployments":
			answer.DeploymentCount, answer.StaleDeployments = r.Number("count"), r.Number("stale")
		default:
			return internal(fmt.Errorf("data_quality gave a section %q", section))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	nouns.Gather()
	for id, answer := range answers {
		answer.Fields = estate.CompletenessOf(answer.ContractCount, unknown[id])
	}
	estate.Gather(estate.QualityByName(answers))
	return answers, nil
}

// ContradictionsOf implements estate.Qualities.
func (s *Store) ContradictionsOf(ctx context.Context, boroughs []estate.ID) (map[estate.ID][]*estate.Contradiction, error) {
	st := ask("contradictions_of", parameters{"fields": list(estate.SingleFieldNames())})
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
	ok, err := s.fromOverview(ctx, "facts_to_ask", func(im *overview.Image) error {
		found = im.FactsToAsk(q, boroughs, limit)
		return nil
	})
	if err != nil || ok {
		return found, err
	}
	st := askQuality("facts_to_ask", q, boroughs)
	st.parameters["limit"] = limit
	st.parameters["contract_fields"], st.parameters["deployment_fields"] = list(estate.ContractFields()), list(estate.DeploymentFields)
	err = s.read(ctx, st, func(r row) error {
		id := estate.ID(r.Text("parent"))
		found[id] = append(found[id], &estate.FactToAsk{
			Subject: estate.ID(r.Text("subject")), Field: r.Text("field"), OtherBoroughs: r.Number("others"),
		})
		return nil
	})
	return found, err
}

// DataQualityCoverage implements estate.Qualities.
func (s *Store) DataQualityCoverage(ctx context.Context, q estate.Scope) (*estate.Coverage, error) {
	if q.IsNone() {
		return estate.NewCoverage(), nil
	}
	st := ask("data_quality_coverage", parameters{
		"as_of": string(q.AsOf), "terms": listOrNull(q.Terms), "asked": listOrNull(q.Boroughs),
	})
	filter(st, "boroughs", q.Boroughs)
	return s.coverageOf(ctx, st, func(im *overview.Image) *estate.Coverage { return im.DataQualityCoverage(q) })
}

// askQuality returns a statement on the quality of boroughs' data.
func askQuality(query string, q estate.QualityQuery, boroughs []estate.ID) *statement {
	return ask(query, parameters{"as_of": string(q.AsOf), "terms": listOrNull(q.Terms), "boroughs": listOrNull(boroughs)})
}
