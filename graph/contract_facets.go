package graph

import (
	"context"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// tallies counts a list of contracts by a property; without one it counts the whole list.
type tallies func(ctx context.Context, by estate.ContractProperty) ([]*estate.ContractTally, error)

// contractConnection returns the connection for a page of a list of contracts, and how to count it.
func contractConnection(pl place, page estate.Page[*estate.Contract], err error, count tallies) (*shape.ContractConnection, error) {
	rows, err := connection(pl, page, err)
	if err != nil {
		return nil, err
	}
	return &shape.ContractConnection{Connection: rows, Tallies: count}, nil
}

// contractTalliesOf counts the contracts of row by a property. It reads for the whole cohort.
func contractTalliesOf[R estate.Member](r *Resolver, row R, id func(R) estate.ID, f *shape.ContractFilter, pl place) tallies {
	return func(ctx context.Context, by estate.ContractProperty) ([]*estate.ContractTally, error) {
		key := loadKey{field: "contracts.tallies", asked: filterKey(ctx, f, by), day: pl.asOf()}
		return loadOne(ctx, row, key, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID][]*estate.ContractTally, error) {
			filter, err := r.contractFilter(ctx, f, pl.asOf())
			if err != nil {
				return nil, err
			}
			return r.store.ContractTalliesOf(ctx, ids, filter.Without(by), by)
		})
	}
}

// contractAggregate returns what the contracts of a list come to.
func (r *Resolver) contractAggregate(ctx context.Context, c *shape.ContractConnection) (*shape.ContractAggregate, error) {
	whole, err := c.Tallies(ctx, "")
	if err != nil {
		return nil, err
	}
	if len(whole) == 0 {
		return &shape.ContractAggregate{ContractTally: &estate.ContractTally{}}, nil
	}
	return &shape.ContractAggregate{ContractTally: whole[0]}, nil
}

// contractFacets counts a list by each property once, in the order of the first mention.
func (r *Resolver) contractFacets(ctx context.Context, c *shape.ContractConnection, by []estate.ContractProperty) ([]*shape.ContractFacet, error) {
	facets := []*shape.ContractFacet{}
	for i, property := range by {
		if slices.Contains(by[:i], property) {
			continue
		}
		counted, err := c.Tallies(ctx, property)
		if err != nil {
			return nil, err
		}
		facets = append(facets, &shape.ContractFacet{By: property, Tallies: counted})
	}
	return facets, nil
}
