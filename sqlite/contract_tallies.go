package sqlite

import (
	"context"

	"boroughgraph/estate"
)

// ContractTallies implements estate.ContractTallies.
func (s *Store) ContractTallies(ctx context.Context, f estate.ContractFilter, by estate.ContractProperty) ([]*estate.ContractTally, error) {
	st := askContractTallies("contract_tallies", f, by)
	if targets, rest := f.MostSelective(); targets != nil {
		st = askContractTallies("contract_tallies", rest, by)
		st.on = append(st.on, "targets")
		st.parameters["targets"] = list(targets)
	}
	tallies := []*estate.ContractTally{}
	err := s.read(ctx, st, func(r row) error {
		if tally := contractTally(r); tally.Count > 0 {
			tallies = append(tallies, tally)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	estate.SortContractTallies(tallies)
	estate.Gather(tallies)
	return tallies, nil
}

// ContractTalliesOf implements estate.ContractTallies.
func (s *Store) ContractTalliesOf(ctx context.Context, parents []estate.ID, f estate.ContractFilter, by estate.ContractProperty) (map[estate.ID][]*estate.ContractTally, error) {
	tallies := map[estate.ID][]*estate.ContractTally{}
	if len(parents) == 0 {
		return tallies, nil
	}
	st := askContractTallies("contract_tallies_of", f, by).ofMembers(parents)
	st.parameters["parents"] = list(parents)
	err := s.read(ctx, st, func(r row) error {
		parent := estate.ID(r.Text("parent"))
		tallies[parent] = append(tallies[parent], contractTally(r))
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all []*estate.ContractTally
	for _, of := range tallies {
		estate.SortContractTallies(of)
		all = append(all, of...)
	}
	estate.Gather(all)
	return tallies, nil
}

// tallyRoles are the roles of links whose targets are the values of a property.
var tallyRoles = map[estate.ContractProperty]string{
	estate.ByBorough: "PARTY", estate.BySupplier: "SUPPLIER", estate.BySystem: "SYSTEM", estate.ByFramework: "FRAMEWORK",
}

// askContractTallies returns a statement that counts the contracts of a filter by a property.
func askContractTallies(query string, f estate.ContractFilter, by estate.ContractProperty) *statement {
	st := askContracts(query, f, estate.ContractsByEndDate)
	switch by {
	case estate.ByBorough, estate.BySupplier, estate.BySystem, estate.ByFramework:
		st.on = append(st.on, "linked")
		st.parameters["role"] = tallyRoles[by]
	case estate.ByServiceArea:
		st.on = append(st.on, "areas")
	case estate.ByTerm:
		st.on = append(st.on, "terms_of_day")
	case estate.ByEndYear:
		st.on = append(st.on, "years")
	}
	return st
}

func contractTally(r row) *estate.ContractTally {
	return &estate.ContractTally{Value: r.Text("value"), Count: r.Number("count"), KnownSum: knownSum(r)}
}
