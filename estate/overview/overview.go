// Package overview answers questions about the whole estate from memory.
//
// Such a question needs a few values of every contract and deployment. A store packs these values
// into buckets (Pack, Merge), keeps them up to date with the facts, and reads those that have
// changed into an Image before it answers. The Image is as new as the store and many times faster
// to go through than tables: docs/decisions/0008-overview.md has the figures.
package overview

import (
	"hash/fnv"

	"boroughgraph/estate"
)

// Buckets is the number of buckets. A change rewrites the buckets of the nouns that it affects.
const Buckets = 256

// MostBytes is the largest size of all buckets together that an Image holds. That is enough for
// some 300,000 contracts. The memory that an Image takes is about one and a half times the size of
// its buckets.
const MostBytes = 96 << 20

// BucketOf returns the bucket of a noun.
func BucketOf(id estate.ID) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(id)) // a hash never fails
	return int(h.Sum32() % Buckets)
}

// ref is the number of an id or another text in an Image.
type ref int32

// day is a date as a number, 20261123; 0 is unknown. Days compare as dates do.
type day int32

// names numbers the texts of an Image.
type names struct {
	refs  map[string]ref
	texts []string
}

func newNames() *names { return &names{refs: map[string]ref{}} }

// of returns the number of a text.
func (n *names) of(text []byte) ref {
	if r, ok := n.refs[string(text)]; ok {
		return r
	}
	r := ref(len(n.texts))
	n.texts = append(n.texts, string(text))
	n.refs[n.texts[r]] = r
	return r
}

// find returns the number of a text that has one.
func (n *names) find(text string) (ref, bool) {
	r, ok := n.refs[text]
	return r, ok
}

func (n *names) id(r ref) estate.ID { return estate.ID(n.texts[r]) }

// span is a value that holds from one day to another, both included.
type span[T any] struct {
	value    T
	from, to day
}

// on returns the value that holds on a day.
func on[T any](spans []span[T], d day) (value T, ok bool) {
	for _, s := range spans {
		if s.from <= d && d <= s.to {
			return s.value, true
		}
	}
	return value, false
}

// term is a contract's term, and whether questions count the contract.
type term struct {
	name    ref
	counted bool
}

// contract has the properties of a contract that questions need.
type contract struct {
	id                                     estate.ID
	boroughs, suppliers, systems, services []ref
	terms                                  []span[term]
	exits                                  []span[exit]
	unknown                                []ref // names of fields
	pence                                  int64
	vat                                    ref
	priced, endKnown, withheld             bool
	readings                               []ref // its ReadDates, oldest first
}

// exit is an exit point: its kind and its date.
type exit struct {
	kind ref
	date day
}

// deployment has the properties of a deployment that questions need.
type deployment struct {
	id              estate.ID
	borough, system ref
	services        []ref
	statuses        []span[ref]
	unknown         []ref
	readings        []ref
}

// noun is a borough, supplier, system or service.
type noun struct {
	byName   string // its sort key by name
	facts    string // its canonical JSON text; empty for a service
	readings []ref  // of a borough's own evidence
	spans    []span[ref]
	area     ref // of a service; -1 for none
}
