package estate

import "context"

// MaxChain bounds the steps followed along a chain of contracts. It guards against rings; real
// chains are much shorter.
const MaxChain = 50

// Successions reads which contracts succeed each other, where sources say so.
type Successions interface {
	// SuccessorsOf returns the contracts that replaced each contract, directly or through others,
	// nearest first. A ring is followed once and does not include the contract itself.
	SuccessorsOf(ctx context.Context, contracts []ID) (map[ID][]*Contract, error)
	// PredecessorsOf returns the contracts that each contract replaced, directly or through others,
	// nearest first. Equally near ones are sorted by id, because several contracts may have had the
	// same successor.
	PredecessorsOf(ctx context.Context, contracts []ID) (map[ID][]*Contract, error)
}
