package estate

import "context"

// StatedFacts reads nouns as stated, without the fields that a Store derives.
type StatedFacts interface {
	// FactsAfter returns the facts of a kind that follow an id, by id, at most limit. An empty id
	// means from the first.
	FactsAfter(ctx context.Context, kind Kind, after ID, limit int) ([]Fact, error)
	// FactsOf returns the facts with some ids of one kind.
	FactsOf(ctx context.Context, kind Kind, ids []ID) (map[ID]Fact, error)
}

// ParseFact decodes a fact from its canonical JSON.
func ParseFact(kind Kind, text string) (Fact, error) {
	c := &Changes{}
	if err := c.Add(kind, text); err != nil {
		return Fact{}, err
	}
	return c.Facts()[0], nil
}

// SameKindReferences returns the other things of the fact's own kind that it refers to: a
// successor, a service's area, the other supplier of an event, or the deployment that replaces
// another.
func (f Fact) SameKindReferences() []ID {
	var ids []ID
	for _, ref := range references(f) {
		if ref.id.Kind() == f.Kind && ref.id != f.ID {
			ids = append(ids, ref.id)
		}
	}
	return ids
}
