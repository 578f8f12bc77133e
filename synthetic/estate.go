// Package synthetic generates estates of any size, for benchmarks, trials, and dashboards
// that need more data than the bundled facts.
//
// Start with Estate. It takes boroughs, partnerships and services as given and invents
// everything else. Each source is marked synthetic and its name begins with SYNTHETIC. Titles
// and names say so too, and identifiers have a form that no register issues. The shape is that
// of real registers: few suppliers have many contracts, some contracts have several parties,
// and much is unknown.
//
// There is one file per noun: suppliers.go (with systems), contracts.go with terms.go, and
// deployments.go. dice.go draws numbers and words.go invents names.
package synthetic

import (
	"fmt"
	"iter"
	"math/rand/v2"

	"boroughgraph/estate"
)

// Day is the day on which every synthetic estate is gathered. Its contracts begin and end
// around that day, and no evidence is newer. It is fixed, so that a seed always gives the same
// graph.
const Day estate.Date = "2026-11-23"

// The size of an estate's parts, and how other counts depend on the number of contracts.
const (
	partContracts = 500

	leastSuppliers, contractsPerSupplier = 200, 20
	leastSystems, contractsPerSystem     = 150, 250
	// Deployments: a fixed number for each borough, plus one for every so many contracts.
	leastDeployments, contractsPerDeployment = 20, 50
)

// The sources of every synthetic estate.
const (
	sourceRegister estate.ID = "Source:synthetic-contract-registers"
	sourceNotices  estate.ID = "Source:synthetic-notices"
	sourceReadings estate.ID = "Source:synthetic-readings"
)

// Sources returns the sources of every synthetic estate, whatever its seed.
func Sources() []*estate.Source {
	return []*estate.Source{
		{ID: sourceRegister, Name: "SYNTHETIC contract registers", Kind: "synthetic register", Synthetic: true},
		{ID: sourceNotices, Name: "SYNTHETIC notices", Kind: "synthetic notice", Synthetic: true},
		{ID: sourceReadings, Name: "SYNTHETIC readings of systems in use", Kind: "synthetic reading", Synthetic: true},
	}
}

// Estate generates an estate with the given number of contracts, in parts of about 500. What a
// part refers to is in that part or in an earlier one. ground has the real boroughs,
// partnerships and services; nothing else is taken from it. The same ground, number and seed
// give the same parts. Only one part is in memory at a time.
//
// Estate yields an error with CodeInvalid instead of a part if contracts is negative, or if the
// ground lacks boroughs or services.
func Estate(ground *estate.Changes, contracts int, seed int64) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		w, err := newWorld(ground, contracts, seed)
		if err != nil {
			yield(nil, err)
			return
		}
		for part := range w.parts() {
			if !yield(part, nil) {
				return
			}
		}
	}
}

// world holds what all parts of an estate share.
type world struct {
	seed         uint64
	boroughs     []estate.ID // those with most contracts first
	partnerships [][]estate.ID
	services     []*estate.Service // those in an area
	ground       *estate.Changes

	contracts, suppliers, systems, deployments int
}

func newWorld(ground *estate.Changes, contracts int, seed int64) (*world, error) {
	w := &world{seed: uint64(seed), contracts: contracts}
	w.ground = &estate.Changes{
		Sources: Sources(), Boroughs: ground.Boroughs, Partnerships: ground.Partnerships, Services: ground.Services,
	}
	for _, s := range ground.Services {
		if !s.IsArea() {
			w.services = append(w.services, s)
		}
	}
	switch {
	case contracts < 0:
		return nil, estate.Invalidf("%d contracts cannot be made: give a number from 0 on", contracts)
	case len(ground.Boroughs) == 0 || len(w.services) == 0:
		return nil, estate.Invalidf("a synthetic estate needs boroughs and services to stand on")
	}
	for _, i := range w.dice(stageWorld, 0).Perm(len(ground.Boroughs)) {
		w.boroughs = append(w.boroughs, ground.Boroughs[i].ID)
	}
	for _, p := range ground.Partnerships {
		if len(p.Members) > 1 {
			w.partnerships = append(w.partnerships, p.Members)
		}
	}
	w.suppliers = leastSuppliers + contracts/contractsPerSupplier
	w.systems = leastSystems + contracts/contractsPerSystem
	w.deployments = len(w.boroughs)*leastDeployments + contracts/contractsPerDeployment
	return w, nil
}

// parts yields the ground, then the suppliers and systems, then the contracts, with the
// deployments spread evenly over them.
func (w *world) parts() iter.Seq[*estate.Changes] {
	return func(yield func(*estate.Changes) bool) {
		if !yield(w.ground) {
			return
		}
		for from := 0; from < w.suppliers; from += partContracts {
			if !yield(w.supplierPart(from, min(from+partContracts, w.suppliers))) {
				return
			}
		}
		for from := 0; from < w.systems; from += partContracts {
			if !yield(w.systemPart(from, min(from+partContracts, w.systems))) {
				return
			}
		}
		parts := max(1, (w.contracts+partContracts-1)/partContracts)
		for part := range parts {
			from := part * partContracts
			changes := w.contractPart(part, from, min(from+partContracts, w.contracts))
			w.addDeployments(changes, part, part*w.deployments/parts, (part+1)*w.deployments/parts)
			if !yield(changes) {
				return
			}
		}
	}
}

// stage separates the draws of one kind of noun from those of the others, so that a change to
// one kind leaves the others unchanged.
type stage uint64

const (
	stageWorld stage = iota
	stageSuppliers
	stageSystems
	stageContracts
	stageDeployments
)

// dice returns the dice of one part of a stage.
func (w *world) dice(s stage, part int) *dice {
	return &dice{rand.New(rand.NewPCG(w.seed, uint64(s)<<32|uint64(part)))}
}

// id returns the id of the n-th noun of a kind.
func id(kind estate.Kind, n int) estate.ID {
	return estate.MakeID(kind, fmt.Sprintf("synthetic-%07d", n))
}

// addEvidence adds a reading of one field of a noun.
func addEvidence(c *estate.Changes, e *estate.Evidence) {
	e.Address = "https://synthetic.invalid/" + e.Subject.Key()
	e.ID = estate.EvidenceID(e)
	c.Evidence = append(c.Evidence, e)
}
