package estate

import "context"

// MaxChain is how many steps a chain of contracts is followed: a bound against rings, not an expectation.
const MaxChain = 50

// Successions reads how contracts succeed each other, where sources say so.
type Successions interface {
	// SuccessorsOf returns the contracts that replaced each contract, one after the
	// other: its successor, the successor of that, and so on, the nearest first. A ring is
	// gone round once and does not come back to the contract itself.
	SuccessorsOf(ctx context.Context, contracts []ID) (map[ID][]*Contract, error)
	// PredecessorsOf returns the contracts that each replaced, directly or through
	// others: the nearest first, and by id among those equally near, for several may have had one successor.
	PredecessorsOf(ctx context.Context, contracts []ID) (map[ID][]*Contract, error)
}
