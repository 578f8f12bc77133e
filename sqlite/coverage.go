package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
)

// coverage reads a coverage, which its statement returns in sections.
func (s *Store) coverage(ctx context.Context, st *statement) (*estate.Coverage, error) {
	c := estate.NewCoverage()
	err := s.read(ctx, st, func(r row) error { return cover(c, r) })
	if err != nil {
		return nil, err
	}
	estate.Gather(c.ContractsLeftOut)
	return c, nil
}

// cover adds a section to a coverage.
func cover(c *estate.Coverage, r row) error {
	count, name := r.Number("count"), r.Text("name")
	switch section := r.Text("section"); section {
	case "boroughs":
		c.Boroughs = count
	case "boroughs_with_contract":
		c.BoroughsWithAnyContract = count
	case "contracts":
		c.Contracts = count
	case "contracts_with_end":
		c.ContractsWithKnownEnd = count
	case "contract":
		left := &estate.LeftOut{Reason: estate.LeftOutReason(name), Count: count}
		if err := json.Unmarshal([]byte(r.Text("ids")), &left.ContractIDs); err != nil {
			return internal(fmt.Errorf("contracts left out: %w", err))
		}
		c.ContractsLeftOut = append(c.ContractsLeftOut, left)
	case "deployment":
		c.DeploymentsLeftOut = append(c.DeploymentsLeftOut, &estate.DeploymentsLeftOut{Status: estate.DeploymentStatus(name), Count: count})
	default:
		return internal(fmt.Errorf("a coverage has a section %q", section))
	}
	return nil
}
