package cypher

import (
	"context"

	"boroughgraph/estate"
)

// ContractTallies implements estate.ContractTallies.
func (s *Store) ContractTallies(ctx context.Context, f estate.ContractFilter, by estate.ContractProperty) ([]*estate.ContractTally, error) {
	st := askContracts("contract_tallies", f, estate.ContractsByEndDate)
	if targets, rest := f.MostSelective(); targets != nil {
		st = askContracts("contract_tallies", rest, estate.ContractsByEndDate)
		st.on = append(st.on, "targets")
		st.parameters["targets"] = texts(targets)
	}
	found, err := s.contractTallies(ctx, st, by)
	if err != nil {
		return nil, err
	}
	if tallies := found[""]; tallies != nil {
		return tallies, nil
	}
	return []*estate.ContractTally{}, nil
}

// ContractTalliesOf implements estate.ContractTallies.
func (s *Store) ContractTalliesOf(ctx context.Context, parents []estate.ID, f estate.ContractFilter, by estate.ContractProperty) (map[estate.ID][]*estate.ContractTally, error) {
	if len(parents) == 0 {
		return map[estate.ID][]*estate.ContractTally{}, nil
	}
	st := askContracts("contract_tallies_of", f, estate.ContractsByEndDate)
	st.parameters["parents"] = texts(parents)
	return s.contractTallies(ctx, st, by)
}

// tallyMarks are the marks that read the values of a property.
var tallyMarks = map[estate.ContractProperty]string{
	estate.ByBorough: "boroughsOf", estate.ByServiceArea: "areasOf", estate.BySupplier: "suppliersOf",
	estate.BySystem: "systemsOf", estate.ByFramework: "frameworksOf", estate.ByTerm: "termsOf", estate.ByEndYear: "yearsOf",
}

// contractTallies reads the tallies of each parent.
func (s *Store) contractTallies(ctx context.Context, st *statement, by estate.ContractProperty) (map[estate.ID][]*estate.ContractTally, error) {
	if mark := tallyMarks[by]; mark != "" {
		st.on = append(st.on, mark)
	}
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	tallies := map[estate.ID][]*estate.ContractTally{}
	for _, r := range rows {
		parent := estate.ID(r.Text("parent"))
		tally := &estate.ContractTally{Value: r.Text("value"), Count: r.Number("count")}
		tally.KnownCount, tally.VAT = r.Number("knownCount"), commonVAT(r.Texts("vats"))
		if tally.KnownCount > 0 {
			tally.AnnualPence = r.Pence("sum")
		}
		tallies[parent] = append(tallies[parent], tally)
	}
	var all []*estate.ContractTally
	for _, of := range tallies {
		estate.SortContractTallies(of)
		all = append(all, of...)
	}
	estate.Gather(all)
	return tallies, nil
}
