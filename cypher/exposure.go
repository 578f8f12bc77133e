package cypher

import (
	"context"

	"boroughgraph/estate"
)

// Exposures implements estate.Exposures.
func (s *Store) Exposures(ctx context.Context, suppliers []estate.ID, asOf estate.Date, terms []estate.Term) (map[estate.ID]*estate.Exposure, error) {
	found := make(map[estate.ID]*estate.Exposure, len(suppliers))
	if len(suppliers) == 0 {
		return found, nil
	}
	st := askScope("exposure", estate.Scope{AsOf: asOf, Terms: terms})
	st.parameters["suppliers"] = texts(suppliers)
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	read := newExposureReading()
	var all []*estate.Exposure
	for _, r := range rows {
		for _, n := range r.rows("nouns") {
			if err := read.noun(n); err != nil {
				return nil, err
			}
		}
		var links []*estate.ExposureLink
		for _, l := range r.rows("links") {
			link, err := read.link(l)
			if err != nil {
				return nil, err
			}
			links = append(links, link)
		}
		parent := estate.ID(r.text("parent"))
		found[parent] = estate.NewExposure(parent, asOf, terms, links)
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
		suppliers: onceEach(facts[estate.Supplier]), contracts: onceEach(contractOf), deployments: onceEach(deploymentOf),
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
	switch estate.ID(r.text("id")).Kind() {
	case estate.KindBorough:
		_, err = e.boroughs.noun(r)
	case estate.KindSystem:
		_, err = e.systems.noun(r)
	case estate.KindService:
		_, err = e.services.noun(r)
	default:
		_, err = e.suppliers.noun(r)
	}
	return err
}

func (e *exposureReading) link(r row) (*estate.ExposureLink, error) {
	l := &estate.ExposureLink{
		Boroughs: namedIn(e.boroughs, r, "boroughs"), Systems: namedIn(e.systems, r, "systems"), Services: namedIn(e.services, r, "services"),
		Sellers: namedIn(e.suppliers, r, "sellers"), Makers: namedIn(e.suppliers, r, "makers"),
		Term: estate.Term(r.text("term")), Allocated: r.flag("allocated"),
	}
	for _, m := range r.rows("members") {
		l.Members = append(l.Members, &estate.ExposureMember{Supplier: e.suppliers.byID[m.text("id")], Route: estate.Route(m.text("route"))})
	}
	var err error
	if r.flag("isContract") {
		l.Contract, err = e.contracts.noun(r)
	} else {
		l.Deployment, err = e.deployments.noun(r)
	}
	e.links = append(e.links, l)
	return l, err
}

// namedIn are the nouns, already read, of a column's list of ids.
func namedIn[R estate.Member](nouns *once[R], r row, column string) []R {
	ids := r.texts(column)
	list := make([]R, len(ids))
	for i, id := range ids {
		list[i] = nouns.byID[id]
	}
	return list
}
