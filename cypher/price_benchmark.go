package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
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
	contracts, boroughs := reading.NewNouns(contractOf), reading.NewNouns(reading.Facts[estate.Borough])
	var all []*estate.PriceBenchmark
	var left []*estate.LeftOut
	for _, r := range rows {
		var prices []*estate.ContractPrice
		var lookedAt []estate.LookedAt
		for _, k := range r.Rows("lookedAt") {
			contract, err := contracts.Noun(k)
			if err != nil {
				return nil, err
			}
			p := &estate.ContractPrice{Contract: contract, Term: estate.Term(k.Text("term")), Alone: k.Flag("alone")}
			if p.Boroughs, err = boroughs.InOrder(k.Rows("parties")); err != nil {
				return nil, err
			}
			looked := estate.LookedAt{Contract: contract}
			if k.Flag("inScope") {
				prices = append(prices, p)
			} else {
				looked.Reason = estate.LeftOutReason(p.Term)
			}
			lookedAt = append(lookedAt, looked)
		}
		cover, subject := coverageOf(r), estate.ID(r.Text("parent"))
		cover.Count(lookedAt)
		found[subject] = estate.NewPriceBenchmark(subject, asOf, prices, cover)
		all, left = append(all, found[subject]), append(left, cover.ContractsLeftOut...)
	}
	contracts.Gather()
	boroughs.Gather()
	estate.Gather(all)
	estate.Gather(left)
	return found, nil
}
