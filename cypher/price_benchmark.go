package cypher

import (
	"context"

	"boroughgraph/estate"
)

// PriceBenchmarks implements estate.PriceBenchmarks.
func (s *Store) PriceBenchmarks(ctx context.Context, subjects []estate.ID, asOf estate.Date, terms []estate.Term) (map[estate.ID]*estate.PriceBenchmark, error) {
	found := make(map[estate.ID]*estate.PriceBenchmark, len(subjects))
	if len(subjects) == 0 {
		return found, nil
	}
	st := askScope("price_benchmark", estate.Scope{AsOf: asOf, Terms: terms})
	st.parameters["subjects"] = texts(subjects)
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	contracts, boroughs := onceEach(contractOf), onceEach(facts[estate.Borough])
	var all []*estate.PriceBenchmark
	var left []*estate.LeftOut
	for _, r := range rows {
		var prices []*estate.ContractPrice
		var lookedAt []estate.LookedAt
		for _, k := range r.rows("lookedAt") {
			contract, err := contracts.noun(k)
			if err != nil {
				return nil, err
			}
			p := &estate.ContractPrice{Contract: contract, Term: estate.Term(k.text("term")), Alone: k.flag("alone")}
			if p.Boroughs, err = inline(boroughs, k.rows("parties")); err != nil {
				return nil, err
			}
			looked := estate.LookedAt{Contract: contract}
			if k.flag("inScope") {
				prices = append(prices, p)
			} else {
				looked.Reason = estate.LeftOutReason(p.Term)
			}
			lookedAt = append(lookedAt, looked)
		}
		cover, subject := coverageOf(r), estate.ID(r.text("parent"))
		cover.Count(lookedAt)
		found[subject] = estate.NewPriceBenchmark(subject, asOf, prices, cover)
		all, left = append(all, found[subject]), append(left, cover.ContractsLeftOut...)
	}
	estate.Gather(contracts.all)
	estate.Gather(boroughs.all)
	estate.Gather(all)
	estate.Gather(left)
	return found, nil
}

// inline are the nouns of a column's list of {id, facts}.
func inline[R estate.Member](nouns *once[R], rows []row) ([]R, error) {
	list := make([]R, len(rows))
	for i, r := range rows {
		noun, err := nouns.noun(r)
		if err != nil {
			return nil, err
		}
		list[i] = noun
	}
	return list, nil
}
