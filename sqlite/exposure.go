package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
)

// Exposures implements estate.Exposures.
func (s *Store) Exposures(ctx context.Context, suppliers []estate.ID, asOf estate.Date, terms []estate.Term) (map[estate.ID]*estate.Exposure, error) {
	found := make(map[estate.ID]*estate.Exposure, len(suppliers))
	if len(suppliers) == 0 {
		return found, nil
	}
	read, links := newExposureReading(), map[estate.ID][]*estate.ExposureLink{}
	st := ask("exposure", parameters{"suppliers": list(suppliers), "as_of": string(asOf), "terms": listOrNull(terms)})
	err := s.read(ctx, st, func(r row) error { // nouns first
		if r.text("section") == "noun" {
			return read.noun(r)
		}
		parent := estate.ID(r.text("parent"))
		if r.text("id") == "" {
			links[parent] = nil
			return nil
		}
		link, err := read.link(r)
		links[parent] = append(links[parent], link)
		return err
	})
	if err != nil {
		return nil, err
	}
	var all []*estate.Exposure
	for parent, of := range links {
		found[parent] = estate.NewExposure(parent, asOf, terms, of)
		all = append(all, found[parent])
	}
	estate.Gather(all)
	read.gather()
	return found, nil
}

// exposureReading is what one read of exposures holds, each noun once.
type exposureReading struct {
	boroughs    *once[*estate.Borough]
	systems     *once[*estate.System]
	services    *once[*estate.Service]
	suppliers   *once[*estate.Supplier]
	contracts   *once[*estate.Contract]
	deployments *once[*estate.Deployment]
	links       []*estate.ExposureLink
}

func newExposureReading() *exposureReading {
	return &exposureReading{
		boroughs: onceEach(facts[estate.Borough]), systems: onceEach(facts[estate.System]), services: onceEach(facts[estate.Service]),
		suppliers: onceEach(facts[estate.Supplier]), contracts: onceEach(contract), deployments: onceEach(deployment),
	}
}

func (e *exposureReading) gather() {
	estate.Gather(e.boroughs.all)
	estate.Gather(e.systems.all)
	estate.Gather(e.services.all)
	estate.Gather(e.suppliers.all)
	estate.Gather(e.contracts.all)
	estate.Gather(e.deployments.all)
	estate.Gather(e.links)
}

// noun takes a noun that links name.
func (e *exposureReading) noun(r row) error {
	var err error
	switch kind := estate.ID(r.text("id")).Kind(); kind {
	case estate.KindBorough:
		_, err = e.boroughs.noun(r)
	case estate.KindSystem:
		_, err = e.systems.noun(r)
	case estate.KindService:
		_, err = e.services.noun(r)
	case estate.KindSupplier:
		_, err = e.suppliers.noun(r)
	default:
		err = internal(fmt.Errorf("an exposure names a %s", kind))
	}
	return err
}

func (e *exposureReading) link(r row) (*estate.ExposureLink, error) {
	l := &estate.ExposureLink{Term: estate.Term(r.text("term")), Allocated: r.flag("allocated")}
	var err error
	if estate.ID(r.text("id")).Kind() == estate.KindContract {
		l.Contract, err = e.contracts.noun(r)
	} else {
		l.Deployment, err = e.deployments.noun(r)
	}
	if err != nil {
		return nil, err
	}
	var members []struct {
		ID    string       `json:"id"`
		Route estate.Route `json:"route"`
	}
	if err := json.Unmarshal([]byte(r.text("members")), &members); err != nil {
		return nil, internal(fmt.Errorf("members of an exposure: %w", err))
	}
	for _, m := range members {
		l.Members = append(l.Members, &estate.ExposureMember{Supplier: e.suppliers.byID[m.ID], Route: m.Route})
	}
	if l.Boroughs, err = namedIn(e.boroughs, r.text("boroughs")); err != nil {
		return nil, err
	}
	if l.Systems, err = namedIn(e.systems, r.text("systems")); err != nil {
		return nil, err
	}
	if l.Services, err = namedIn(e.services, r.text("services")); err != nil {
		return nil, err
	}
	if l.Sellers, err = namedIn(e.suppliers, r.text("sellers")); err != nil {
		return nil, err
	}
	if l.Makers, err = namedIn(e.suppliers, r.text("makers")); err != nil {
		return nil, err
	}
	e.links = append(e.links, l)
	return l, nil
}

// namedIn are the nouns, already read, of a JSON array of ids.
func namedIn[R estate.Member](nouns *once[R], text string) ([]R, error) {
	var ids []string
	if err := json.Unmarshal([]byte(text), &ids); err != nil {
		return nil, internal(fmt.Errorf("ids in a row: %w", err))
	}
	list := make([]R, len(ids))
	for i, id := range ids {
		list[i] = nouns.byID[id]
	}
	return list, nil
}
