package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
)

// PriceBenchmarks implements estate.PriceBenchmarks.
func (s *Store) PriceBenchmarks(ctx context.Context, subjects []estate.ID, asOf estate.Date, terms []estate.Term) (map[estate.ID]*estate.PriceBenchmark, error) {
	found := make(map[estate.ID]*estate.PriceBenchmark, len(subjects))
	if len(subjects) == 0 {
		return found, nil
	}
	contracts, boroughs := onceEach(contract), onceEach(facts[estate.Borough])
	prices, lookedAt, covers := map[estate.ID][]*estate.ContractPrice{}, map[estate.ID][]estate.LookedAt{}, map[estate.ID]*estate.Coverage{}
	st := ask("price_benchmark", parameters{"subjects": list(subjects), "as_of": string(asOf), "terms": listOrNull(terms)})
	err := s.read(ctx, st, func(r row) error {
		subject := estate.ID(r.text("parent"))
		if covers[subject] == nil {
			covers[subject] = estate.NewCoverage()
			covers[subject].Boroughs, covers[subject].BoroughsWithAnyContract = r.number("boroughs"), r.number("boroughs_with_contract")
		}
		if r.text("id") == "" {
			return nil
		}
		p := &estate.ContractPrice{Term: estate.Term(r.text("term")), Alone: r.flag("alone")}
		looked := estate.LookedAt{Reason: estate.LeftOutReason(p.Term)}
		var err error
		if looked.Contract, err = contracts.noun(r); err != nil {
			return err
		}
		if r.flag("in_scope") {
			looked.Reason, p.Contract = "", looked.Contract
			prices[subject] = append(prices[subject], p)
		}
		lookedAt[subject] = append(lookedAt[subject], looked)
		p.Boroughs, err = inline(boroughs, r.text("parties"))
		return err
	})
	if err != nil {
		return nil, err
	}
	var all []*estate.PriceBenchmark
	var left []*estate.LeftOut
	for subject, cover := range covers {
		cover.Count(lookedAt[subject])
		found[subject] = estate.NewPriceBenchmark(subject, asOf, prices[subject], cover)
		all, left = append(all, found[subject]), append(left, cover.ContractsLeftOut...)
	}
	estate.Gather(contracts.all)
	estate.Gather(boroughs.all)
	estate.Gather(all)
	estate.Gather(left)
	return found, nil
}

// inline are the nouns of a JSON array of {id, facts}.
func inline[R estate.Member](nouns *once[R], text string) ([]R, error) {
	var rows []row
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return nil, internal(fmt.Errorf("nouns in a row: %w", err))
	}
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
