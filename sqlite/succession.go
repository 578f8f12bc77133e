package sqlite

import (
	"context"

	"boroughgraph/estate"
)

// SuccessorsOf implements estate.Successions.
func (s *Store) SuccessorsOf(ctx context.Context, contracts []estate.ID) (map[estate.ID][]*estate.Contract, error) {
	return listsOf(ctx, s, ask("successors_of", parameters{"most": estate.MaxChain}), contracts, contract)
}

// PredecessorsOf implements estate.Successions.
func (s *Store) PredecessorsOf(ctx context.Context, contracts []estate.ID) (map[estate.ID][]*estate.Contract, error) {
	return listsOf(ctx, s, ask("predecessors_of", parameters{"most": estate.MaxChain}), contracts, contract)
}
