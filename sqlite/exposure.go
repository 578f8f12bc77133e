package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// Exposures implements estate.Exposures.
func (s *Store) Exposures(ctx context.Context, suppliers []estate.ID, asOf estate.Date, terms []estate.Term) (map[estate.ID]*estate.Exposure, error) {
	found := make(map[estate.ID]*estate.Exposure, len(suppliers))
	if len(suppliers) == 0 {
		return found, nil
	}
	read, links := newExposureReading(), map[estate.ID][]*estate.ExposureLink{}
	st := ask("exposure", parameters{"suppliers": list(suppliers), "as_of": string(asOf), "terms": listOrNull(terms)})
	err := s.read(ctx, st, func(r row) error { // the nouns come before the links
		if r.Text("section") == "noun" {
			return read.noun(r)
		}
		parent := estate.ID(r.Text("parent"))
		if r.Text("id") == "" {
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

// exposureReading holds the nouns and links of one read of exposures.
type exposureReading struct {
	boroughs    *reading.Nouns[*estate.Borough]
	systems     *reading.Nouns[*estate.System]
	services    *reading.Nouns[*estate.Service]
	suppliers   *reading.Nouns[*estate.Supplier]
	contracts   *reading.Nouns[*estate.Contract]
	deployments *reading.Nouns[*estate.Deployment]
	links       []*estate.ExposureLink
}

func newExposureReading() *exposureReading {
	return &exposureReading{
		boroughs: reading.NewNouns(reading.Facts[estate.Borough]), systems: reading.NewNouns(reading.Facts[estate.System]), services: reading.NewNouns(reading.Facts[estate.Service]),
		suppliers: reading.NewNouns(reading.Facts[estate.Supplier]), contracts: reading.NewNouns(contract), deployments: reading.NewNouns(deployment),
	}
}

func (e *exposureReading) gather() {
	e.boroughs.Gather()
	e.systems.Gather()
	e.services.Gather()
	e.suppliers.Gather()
	e.contracts.Gather()
	e.deployments.Gather()
	estate.Gather(e.links)
}

// noun decodes a noun that links name.
func (e *exposureReading) noun(r row) error {
	var err error
	switch kind := estate.ID(r.Text("id")).Kind(); kind {
	case estate.KindBorough:
		_, err = e.boroughs.Noun(r)
	case estate.KindSystem:
		_, err = e.systems.Noun(r)
	case estate.KindService:
		_, err = e.services.Noun(r)
	case estate.KindSupplier:
		_, err = e.suppliers.Noun(r)
	default:
		err = internal(fmt.Errorf("an exposure names a %s", kind))
	}
	return err
}

func (e *exposureReading) link(r row) (*estate.ExposureLink, error) {
	l := &estate.ExposureLink{Term: estate.Term(r.Text("term")), Allocated: r.Flag("allocated"), ReadDate: estate.ReadDate(r.Text("read_on"))}
	var err error
	if estate.ID(r.Text("id")).Kind() == estate.KindContract {
		l.Contract, err = e.contracts.Noun(r)
	} else {
		l.Deployment, err = e.deployments.Noun(r)
	}
	if err != nil {
		return nil, err
	}
	var members []struct {
		ID    string       `json:"id"`
		Route estate.Route `json:"route"`
	}
	if err := json.Unmarshal([]byte(r.Text("members")), &members); err != nil {
		return nil, internal(fmt.Errorf("members of an exposure: %w", err))
	}
	for _, m := range members {
		l.Members = append(l.Members, &estate.ExposureMember{Supplier: e.suppliers.ByID(m.ID), Route: m.Route})
	}
	if l.Boroughs, err = namedIn(e.boroughs, r.Text("boroughs")); err != nil {
		return nil, err
	}
	if l.Systems, err = namedIn(e.systems, r.Text("systems")); err != nil {
		return nil, err
	}
	if l.Services, err = namedIn(e.services, r.Text("services")); err != nil {
		return nil, err
	}
	if l.Sellers, err = namedIn(e.suppliers, r.Text("sellers")); err != nil {
		return nil, err
	}
	if l.Makers, err = namedIn(e.suppliers, r.Text("makers")); err != nil {
		return nil, err
	}
	e.links = append(e.links, l)
	return l, nil
}

// namedIn returns the nouns, already read, of a JSON array of ids.
func namedIn[R estate.Member](nouns *reading.Nouns[R], text string) ([]R, error) {
	var ids []string
	if err := json.Unmarshal([]byte(text), &ids); err != nil {
		return nil, internal(fmt.Errorf("ids in a row: %w", err))
	}
	list := make([]R, len(ids))
	for i, id := range ids {
		list[i] = nouns.ByID(id)
	}
	return list, nil
}
