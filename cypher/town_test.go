package cypher_test

import (
	"fmt"

	"boroughgraph/estate"
)

// town returns an estate that is large enough for the planner to choose as for a real one:
// thousands of contracts, with suppliers, systems and services spread evenly over 33 boroughs.
func town(contracts int) *estate.Changes {
	c := &estate.Changes{Sources: []*estate.Source{{ID: "Source:drawn", Name: "drawn", Kind: "register", Synthetic: true}}}
	id, borough := townID, townBorough
	for n := range 33 {
		gss := borough(n).Key()
		c.Boroughs = append(c.Boroughs, &estate.Borough{ID: borough(n), GSSCode: gss, Slug: "slug-" + gss, Name: "Borough " + gss})
	}
	for n := range 10 {
		c.Partnerships = append(c.Partnerships, &estate.Partnership{ID: id(estate.KindPartnership, n), Slug: fmt.Sprint("p", n), Name: fmt.Sprint("Partnership ", n), Members: []estate.ID{borough(n), borough(n + 1)}})
	}
	for n := range 50 {
		s := &estate.Service{ID: id(estate.KindService, n), Name: fmt.Sprint("Service ", n)}
		if n >= 10 {
			s.Area = id(estate.KindService, n%10)
		}
		c.Services = append(c.Services, s)
	}
	for n := range 300 {
		s := &estate.Supplier{ID: id(estate.KindSupplier, n), Name: fmt.Sprint("Supplier ", n), Identifiers: []estate.Identifier{{Scheme: "GB-COH", ID: fmt.Sprint(n)}}}
		if n%10 == 1 {
			s.Events = []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: id(estate.KindSupplier, n-1), On: "2020"}}
		}
		c.Suppliers = append(c.Suppliers, s)
	}
	for n := range 400 {
		c.Systems = append(c.Systems, &estate.System{ID: id(estate.KindSystem, n), Name: fmt.Sprint("System ", n), Makers: []estate.Making{{Supplier: id(estate.KindSupplier, n%300)}}})
	}
	for n := range 60 {
		c.Frameworks = append(c.Frameworks, &estate.Framework{
			ID: id(estate.KindFramework, n), Name: fmt.Sprint("Framework ", n), Code: fmt.Sprint("RM", n),
			Boroughs: []estate.ID{borough(n)}, Suppliers: []estate.ID{id(estate.KindSupplier, n)},
		})
	}
	for n := range contracts {
		c.Contracts = append(c.Contracts, townContract(n))
		c.Notices = append(c.Notices, &estate.Notice{
			ID: id(estate.KindNotice, n), OCID: fmt.Sprint("ocds-", n), Stage: estate.NoticeStages[n%5], Parties: []estate.NoticeParty{{Borough: borough(n)}},
			PublishedDate: estate.StatedDate(fmt.Sprintf("%d-03-%02d", 2016+n%11, 1+n%28)), TenderDeadline: estate.StatedDate(fmt.Sprintf("%d-05-%02d", 2016+n%11, 1+n%28)),
			Services: []estate.ID{id(estate.KindService, 10+n%40)}, Suppliers: []estate.ID{id(estate.KindSupplier, n%300)}, CPV: []string{fmt.Sprint(48000000 + n)},
			Contracts: []estate.ID{id(estate.KindContract, n)}, Frameworks: []estate.ID{id(estate.KindFramework, n%60)},
		})
	}
	for n := range contracts / 2 {
		d := id(estate.KindDeployment, n)
		c.Deployments = append(c.Deployments, &estate.Deployment{ID: d, Borough: borough(n), System: id(estate.KindSystem, n%400), Services: []estate.ID{id(estate.KindService, 10+n%40)}})
		e := &estate.Evidence{Subject: d, Field: "system", Value: "drawn", Source: "Source:drawn", AsOf: "2025", Confidence: estate.ConfidenceHigh}
		e.ID = estate.EvidenceID(e)
		c.Evidence = append(c.Evidence, e)
	}
	return c
}

func townID(kind estate.Kind, n int) estate.ID { return estate.MakeID(kind, fmt.Sprintf("%05d", n)) }

func townBorough(n int) estate.ID {
	return estate.MakeID(estate.KindBorough, fmt.Sprintf("E090000%02d", n%33+1))
}

// townContract returns the n-th contract of a town.
func townContract(n int) *estate.Contract {
	return &estate.Contract{
		ID: townID(estate.KindContract, n), OCID: fmt.Sprint("ocds-", n), Title: fmt.Sprint("Contract ", n), Stage: estate.StageSigned,
		Parties:   []estate.ContractParty{{Borough: townBorough(n)}},
		Suppliers: []estate.ContractSupplier{{Supplier: townID(estate.KindSupplier, n%300), SignedAs: "as signed"}},
		Systems:   []estate.ID{townID(estate.KindSystem, n%400)}, Services: []estate.ID{townID(estate.KindService, 10+n%40)},
		StartDate: estate.StatedDate(fmt.Sprintf("%d-04-01", 2015+n%12)), EndDate: estate.StatedDate(fmt.Sprintf("%d-03-%02d", 2024+n%12, 1+n%31)),
		Extensions: []estate.Extension{{Months: 12, State: estate.ExtensionUnknown}}, CalledOff: townID(estate.KindFramework, n%60),
	}
}
