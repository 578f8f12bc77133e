package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// PriceBenchmarks implements estate.PriceBenchmarks.
func (s *Store) PriceBenchmarks(ctx context.Context, subjects []estate.ID, asOf estate.Date, terms []estate.Term) (map[estate.ID]*estate.PriceBenchmark, error) {
	found := make(map[estate.ID]*estate.PriceBenchmark, len(subjects))
	if len(subjects) == 0 {
		return found, nil
	}
	contracts, boroughs := reading.NewNouns(contract), reading.NewNouns(reading.Facts[estate.Borough])
	prices, lookedAt, covers := map[estate.ID][]*estate.ContractPrice{}, map[estate.ID][]estate.LookedAt{}, map[estate.ID]*estate.Coverage{}
	st := ask("price_benchmark", parameters{"subjects": list(subjects), "as_of": string(asOf), "terms": listOrNull(terms)})
	err := s.read(ctx, st, func(r row) error {
		subject := estate.ID(r.Text("parent"))
		if covers[subject] == nil {
			covers[subject] = estate.NewCoverage()
			covers[subject].Boroughs, covers[subject].BoroughsWithAnyContract = r.Number("boroughs"), r.Number("boroughs_with_contract")
		}
		if r.Text("id") == "" {
			return nil
		}
		p := &estate.ContractPrice{Term: estate.Term(r.Text("term")), Alone: r.Flag("alone")}
		looked := estate.LookedAt{Reason: estate.LeftOutReason(p.Term)}
		var err error
		if looked.Contract, err = contracts.Noun(r); err != nil {
			return err
		}
		if r.Flag("in_scope") {
			looked.Reason, p.Contract = "", looked.Contract
			prices[subject] = append(prices[subject], p)
		}
		lookedAt[subject] = append(lookedAt[subject], looked)
		p.Boroughs, err = inline(boroughs, r.Text("parties"))
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
	contracts.Gather()
	boroughs.Gather()
	estate.Gather(all)
	estate.Gather(left)
	return found, nil
}

// inline returns the nouns of a JSON array of {id, facts}.
func inline[R estate.Member](nouns *reading.Nouns[R], text string) ([]R, error) {
	var rows []row
	if err := json.Unmarshal([]byte(text), &rows); err != nil {
		return nil, internal(fmt.Errorf("nouns in a row: %w", err))
	}
	return nouns.InOrder(rows)
}
