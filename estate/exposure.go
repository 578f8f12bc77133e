package estate

import (
	"cmp"
	"context"
	"slices"
)

// Exposures says what is affected if a supplier fails.
type Exposures interface {
	// Exposures returns what is exposed to each supplier's group as of a day. That is the boroughs'
	// contracts with a member of the group, the contracts for a system that a member makes, and the
	// live deployments of such systems. A supplier that does not exist is absent. If terms is nil,
	// the terms of RULES 2 count.
	Exposures(ctx context.Context, suppliers []ID, asOf Date, terms []Term) (map[ID]*Exposure, error)
}

// Exposure lists the contracts and deployments that depend on a supplier's group.
type Exposure struct {
	Supplier ID   `json:"supplier"`
	AsOf     Date `json:"asOf"`
	// ContractCount and DeploymentCount count each once.
	ContractCount   int `json:"contractCount"`
	DeploymentCount int `json:"deploymentCount"`
	// AtStake sums the contracts whole: what the supplier's failure would affect. It is not
	// additive over suppliers, because several may be exposed to the same contract. Allocated sums
	// the contracts whose value belongs to the group, as in Concentration (RULES 5).
	AtStake   KnownSum `json:"atStake"`
	Allocated KnownSum `json:"allocated"`

	Boroughs []*ExposedBorough `json:"boroughs"` // by name
	Systems  []*ExposedSystem  `json:"systems"`  // by name
	Services []*ExposedService `json:"services"` // by name
	// Sellers are other suppliers that sell what the group makes. Makers are other suppliers that
	// make what it sells. Both are sorted by name.
	Sellers []*ExposedSupplier `json:"sellers"`
	Makers  []*ExposedSupplier `json:"makers"`

	Terms  []Term  `json:"-"` // as asked
	Cohort *Cohort `json:"-"`
}

// ExposedBorough is the exposure of one borough.
type ExposedBorough struct {
	Borough         *Borough        `json:"borough"`
	ContractCount   int             `json:"contractCount"`
	DeploymentCount int             `json:"deploymentCount"`
	Services        []*Service      `json:"services"` // by name
	Links           []*ExposureLink `json:"links"`    // contracts by end, unknown last, then deployments by system
}

// ExposedSystem is a system that the group makes, or that a contract with the group covers.
type ExposedSystem struct {
	System          *System `json:"system"`
	BoroughCount    int     `json:"boroughCount"`
	ContractCount   int     `json:"contractCount"`
	DeploymentCount int     `json:"deploymentCount"`
}

// ExposedService is a service that would be affected, with its boroughs.
type ExposedService struct {
	Service  *Service   `json:"service"`
	Boroughs []*Borough `json:"boroughs"` // by name
}

// ExposedSupplier is another supplier in the group's contracts.
type ExposedSupplier struct {
	Supplier      *Supplier `json:"supplier"`
	BoroughCount  int       `json:"boroughCount"`
	ContractCount int       `json:"contractCount"`
}

// Route says how a contract or a deployment depends on a supplier.
type Route string

// The routes.
const (
	RouteSeller Route = "SELLER" // it is a supplier of the contract
	RouteMaker  Route = "MAKER"  // it makes a system that the contract covers or the deployment runs
)

// ExposureMember is a member of the group through which something is exposed.
type ExposureMember struct {
	Supplier *Supplier `json:"supplier"`
	Route    Route     `json:"route"`
}

// ExposureLink is one exposed contract or deployment. Stores sort Members by id, then route, and
// may leave the other lists unsorted; NewExposure sorts those by name.
type ExposureLink struct {
	Contract   *Contract   `json:"contract"`   // nil for a deployment
	Deployment *Deployment `json:"deployment"` // nil for a contract
	Boroughs   []*Borough  `json:"boroughs"`
	// Systems are all that the contract covers if a member sells it, else those that a member
	// makes.
	Systems  []*System         `json:"systems"`
	Services []*Service        `json:"services"`
	Members  []*ExposureMember `json:"members"`
	Sellers  []*Supplier       `json:"sellers"`        // of the contract, not in the group
	Makers   []*Supplier       `json:"makers"`         // of Systems, not in the group
	Term     Term              `json:"term,omitempty"` // of a contract
	// Allocated reports that the contract's value belongs to the group: all its sellers are members
	// or, if no seller is known, all makers of its systems are (RULES 5).
	Allocated bool `json:"allocated"`
	// ReadDate is the newest evidence on the contract or the deployment up to the question's day.
	ReadDate `json:"readDate,omitempty"`

	Cohort *Cohort `json:"-"`
}

// Via returns whether the link is a contract or a deployment.
func (l *ExposureLink) Via() Via {
	if l.Contract != nil {
		return ViaContract
	}
	return ViaDeployment
}

// Subject returns the id of the contract or deployment, which is the subject of the link's
// evidence.
func (l *ExposureLink) Subject() ID {
	if l.Contract != nil {
		return l.Contract.ID
	}
	return l.Deployment.ID
}

// EndDate returns the contract's last day of cover; empty if unknown.
func (l *ExposureLink) EndDate() Date {
	if l.Contract == nil {
		return ""
	}
	return l.Contract.CountedEnd()
}

// EndDateStated returns the end as stated; empty if it was worked out or is unknown.
func (l *ExposureLink) EndDateStated() StatedDate {
	if l.Contract == nil {
		return ""
	}
	return l.Contract.StatedEnd()
}

// Annual returns the contract's price per year; nil if unknown.
func (l *ExposureLink) Annual() *AnnualValue {
	if l.Contract == nil {
		return nil
	}
	return l.Contract.Annual()
}

// NewExposure aggregates links. Each link must be given once.
func NewExposure(supplier ID, asOf Date, terms []Term, links []*ExposureLink) *Exposure {
	e := &Exposure{Supplier: supplier, AsOf: asOf, Terms: terms}
	e.AtStake.VAT, e.Allocated.VAT = VATUnknown, VATUnknown
	slices.SortFunc(links, func(a, b *ExposureLink) int { return cmp.Compare(a.key(), b.key()) })
	boroughs, systems, services := byNoun[*Borough]{}, byNoun[*System]{}, byNoun[*Service]{}
	sellers, makers := byNoun[*Supplier]{}, byNoun[*Supplier]{}
	for _, l := range links {
		sortByName(l.Boroughs)
		sortByName(l.Systems)
		sortByName(l.Services)
		sortByName(l.Sellers)
		sortByName(l.Makers)
		addLinks(boroughs, l.Boroughs, l)
		addLinks(systems, l.Systems, l)
		addLinks(services, l.Services, l)
		addLinks(sellers, l.Sellers, l)
		addLinks(makers, l.Makers, l)
		if a := l.Annual(); a != nil {
			e.AtStake.Add(a.Money())
			if l.Allocated {
				e.Allocated.Add(a.Money())
			}
		}
	}
	e.ContractCount, e.DeploymentCount = countLinks(links)
	for _, b := range sortedByName(boroughs) {
		of := &ExposedBorough{Borough: b, Links: boroughs[b], Services: sortedByName(servicesIn(boroughs[b]))}
		of.ContractCount, of.DeploymentCount = countLinks(of.Links)
		e.Boroughs = append(e.Boroughs, of)
	}
	for _, s := range sortedByName(systems) {
		of := &ExposedSystem{System: s, BoroughCount: len(boroughsIn(systems[s]))}
		of.ContractCount, of.DeploymentCount = countLinks(systems[s])
		e.Systems = append(e.Systems, of)
	}
	for _, s := range sortedByName(services) {
		e.Services = append(e.Services, &ExposedService{Service: s, Boroughs: sortedByName(boroughsIn(services[s]))})
	}
	e.Sellers, e.Makers = exposedSuppliers(sellers), exposedSuppliers(makers)
	return e
}

// First returns the boroughs, each with at most n links.
func (e *Exposure) First(n int) []*ExposedBorough {
	list := make([]*ExposedBorough, len(e.Boroughs))
	for i, b := range e.Boroughs {
		short := *b
		short.Links = b.Links[:min(n, len(b.Links))]
		list[i] = &short
	}
	return list
}

// key orders contracts by end, unknown ends last, and then deployments by id.
func (l *ExposureLink) key() string {
	if l.Contract != nil {
		return "0" + DateKey(l.Contract.CountedEnd(), l.Contract.ID)
	}
	return "1" + string(l.Deployment.ID)
}

// byNoun maps each noun to its links. Pointers identify nouns, because a store makes each noun once
// per read.
type byNoun[N comparable] map[N][]*ExposureLink

func addLinks[N comparable](t byNoun[N], nouns []N, l *ExposureLink) {
	for _, n := range nouns {
		t[n] = append(t[n], l)
	}
}

func countLinks(links []*ExposureLink) (contracts, deployments int) {
	for _, l := range links {
		if l.Contract != nil {
			contracts++
		} else {
			deployments++
		}
	}
	return contracts, deployments
}

func boroughsIn(links []*ExposureLink) byNoun[*Borough] {
	t := byNoun[*Borough]{}
	for _, l := range links {
		addLinks(t, l.Boroughs, l)
	}
	return t
}

func servicesIn(links []*ExposureLink) byNoun[*Service] {
	t := byNoun[*Service]{}
	for _, l := range links {
		addLinks(t, l.Services, l)
	}
	return t
}

func exposedSuppliers(t byNoun[*Supplier]) []*ExposedSupplier {
	var list []*ExposedSupplier
	for _, s := range sortedByName(t) {
		contracts, _ := countLinks(t[s])
		list = append(list, &ExposedSupplier{Supplier: s, BoroughCount: len(boroughsIn(t[s])), ContractCount: contracts})
	}
	return list
}

// named is a noun that is sorted by name.
type named interface {
	comparable
	nameKey() string
}

func sortedByName[N named](t byNoun[N]) []N {
	nouns := make([]N, 0, len(t))
	for n := range t {
		nouns = append(nouns, n)
	}
	sortByName(nouns)
	return nouns
}

func sortByName[N named](nouns []N) {
	slices.SortFunc(nouns, func(a, b N) int { return cmp.Compare(a.nameKey(), b.nameKey()) })
}

func (b *Borough) nameKey() string  { return TextKey(b.Name, b.ID) }
func (s *System) nameKey() string   { return TextKey(s.Name, s.ID) }
func (s *Service) nameKey() string  { return TextKey(s.Name, s.ID) }
func (s *Supplier) nameKey() string { return TextKey(s.Name, s.ID) }

func (e *Exposure) cohort() **Cohort     { return &e.Cohort }
func (l *ExposureLink) cohort() **Cohort { return &l.Cohort }
