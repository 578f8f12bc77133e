package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
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
		for _, n := range r.Rows("nouns") {
			if err := read.noun(n); err != nil {
				return nil, err
			}
		}
		var links []*estate.ExposureLink
		for _, l := range r.Rows("links") {
			link, err := read.link(l)
			if err != nil {
				return nil, err
			}
			links = append(links, link)
		}
		parent := estate.ID(r.Text("parent"))
		found[parent] = estate.NewExposure(parent, asOf, terms, links)
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
		suppliers: reading.NewNouns(reading.Facts[estate.Supplier]), contracts: reading.NewNouns(contractOf), deployments: reading.NewNouns(deploymentOf),
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
	switch estate.ID(r.Text("id")).Kind() {
	case estate.KindBorough:
		_, err = e.boroughs.Noun(r)
	case estate.KindSystem:
		_, err = e.systems.Noun(r)
	case estate.KindService:
		_, err = e.services.Noun(r)
	default:
		_, err = e.suppliers.Noun(r)
	}
	return err
}

func (e *exposureReading) link(r row) (*estate.ExposureLink, error) {
	l := &estate.ExposureLink{
		Boroughs: namedIn(e.boroughs, r, "boroughs"), Systems: namedIn(e.systems, r, "systems"), Services: namedIn(e.services, r, "services"),
		Sellers: namedIn(e.suppliers, r, "sellers"), Makers: namedIn(e.suppliers, r, "makers"),
		Term: estate.Term(r.Text("term")), Allocated: r.Flag("allocated"), ReadDate: estate.ReadDate(r.Text("readOn")),
	}
	for _, m := range r.Rows("members") {
		l.Members = append(l.Members, &estate.ExposureMember{Supplier: e.suppliers.ByID(m.Text("id")), Route: estate.Route(m.Text("route"))})
	}
	var err error
	if r.Flag("isContract") {
		l.Contract, err = e.contracts.Noun(r)
	} else {
		l.Deployment, err = e.deployments.Noun(r)
	}
	e.links = append(e.links, l)
	return l, err
}

// namedIn returns the nouns, already read, of a column's list of ids.
func namedIn[R estate.Member](nouns *reading.Nouns[R], r row, column string) []R {
	ids := r.Texts(column)
	list := make([]R, len(ids))
	for i, id := range ids {
		list[i] = nouns.ByID(id)
	}
	return list
}
