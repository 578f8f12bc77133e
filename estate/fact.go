package estate

import "context"

// StatedFacts reads nouns as they were stated, without what a Store derives from them.
type StatedFacts interface {
	// FactsAfter returns the first facts of a kind after an id, by id, at most limit; "" is before the first.
	FactsAfter(ctx context.Context, kind Kind, after ID, limit int) ([]Fact, error)
	// FactsOf returns the facts of some ids of one kind.
	FactsOf(ctx context.Context, kind Kind, ids []ID) (map[ID]Fact, error)
}

// ParseFact is a fact from its canonical JSON.
func ParseFact(kind Kind, text string) (Fact, error) {
	c := &Changes{}
	if err := c.Add(kind, text); err != nil {
		return Fact{}, err
	}
	return c.Facts()[0], nil
}

// SameKindReferences are the other things of its own kind that a fact refers to: a successor, a service's area, the other
// supplier of an event, what replaces a deployment.
func (f Fact) SameKindReferences() []ID {
	var ids []ID
	for _, ref := range references(f) {
		if ref.id.Kind() == f.Kind && ref.id != f.ID {
			ids = append(ids, ref.id)
		}
	}
	return ids
}
