package synthetic

import (
	"fmt"
	"math"
	"math/rand/v2"

	"boroughgraph/estate"
)

// contractPart returns the contracts of a range of numbers, with their evidence.
func (w *world) contractPart(part, from, to int) *estate.Changes {
	d := w.dice(stageContracts, part)
	s := &scribe{world: w, dice: d, someSystem: d.skewed(w.systems), someSeller: d.skewed(w.suppliers), c: &estate.Changes{}}
	for n := from; n < to; n++ {
		s.contract(n)
	}
	return s.c
}

// scribe writes the contracts of one part.
type scribe struct {
	*world
	*dice
	someSystem, someSeller *rand.Zipf
	c                      *estate.Changes
}

func (s *scribe) contract(n int) {
	k := &estate.Contract{
		ID: id(estate.KindContract, n), Reference: fmt.Sprintf("SYNTHETIC/%07d", n), Stage: estate.StageSigned,
		Systems: []estate.ID{}, Services: []estate.ID{},
	}
	if s.in1000(70) {
		k.Stage = estate.StageAuthorised
	}
	before := len(s.c.Contracts) - 1
	if before >= 0 && s.in1000(120) && s.c.Contracts[before].StartDate != "" {
		s.precede(k, s.c.Contracts[before])
	} else {
		s.subject(k, n)
		s.buyers(k)
		s.terms(k, s.start(), "")
	}
	switch {
	case before >= 0 && s.in1000(20) && s.c.Contracts[before].OCID != "":
		k.OCID = s.c.Contracts[before].OCID // one process, several contracts
	case s.in1000(700):
		k.OCID = fmt.Sprintf("ocds-synthetic-%07d", n)
	}
	s.options(k)
	s.value(k)
	s.route(k)
	s.c.Contracts = append(s.c.Contracts, k)
	s.evidence(k)
}

// subject sets a contract's systems, services, suppliers and title.
func (s *scribe) subject(k *estate.Contract, n int) {
	system := int(s.someSystem.Uint64())
	what := systemName(system)
	seller := makerOf(system)
	switch draw := s.IntN(1000); {
	case draw < 150: // the system is unknown
		what = "a system"
	case draw < 900:
		k.Systems = append(k.Systems, id(estate.KindSystem, system))
	default:
		k.Systems = append(k.Systems, id(estate.KindSystem, system))
		if more := int(s.someSystem.Uint64()); more != system {
			k.Systems = append(k.Systems, id(estate.KindSystem, more))
		}
	}
	service := s.services[s.IntN(len(s.services))]
	if !s.in1000(50) {
		k.Services = append(k.Services, s.serviceOf(system))
		if s.in1000(200) && service.ID != k.Services[0] {
			k.Services = append(k.Services, service.ID)
		}
	}
	if s.in1000(350) || len(k.Systems) == 0 { // the seller is not the maker
		seller = int(s.someSeller.Uint64())
	}
	s.sign(k, seller)
	if !s.in1000(20) {
		k.Title = fmt.Sprintf("Synthetic contract %d: %s of %s", n, one(s.dice, "licences", "support", "hosting", "supply", "renewal", "implementation"), what)
	}
}

// sign sets a contract's suppliers. Most contracts have one. Some have none, because the name is
// unknown or withheld.
func (s *scribe) sign(k *estate.Contract, seller int) {
	add := func(n int) {
		name := supplierName(n)
		if s.in1000(100) {
			name = "SYNTHETIC " + word(supplierWords+n)
		}
		k.Suppliers = append(k.Suppliers, estate.ContractSupplier{Supplier: id(estate.KindSupplier, n), SignedAs: name, Inferred: s.in1000(40)})
	}
	switch draw := s.IntN(1000); {
	case draw < 60:
	case draw < 70:
		k.SuppliersWithheld = true
	case draw < 950:
		add(seller)
	default:
		add(seller)
		if other := int(s.someSeller.Uint64()); other != seller {
			add(other)
		}
	}
}

// buyers sets a contract's parties: one borough for 84 of 100 contracts, otherwise up to six,
// often those of a partnership.
func (s *scribe) buyers(k *estate.Contract) {
	u := s.Float64()
	first := s.boroughs[int(u*math.Sqrt(u)*float64(len(s.boroughs)))]
	n := one(s.dice, 2, 2, 2, 3, 3, 4, 5, 6)
	if s.in1000(840) {
		n = 1
	}
	members := s.boroughs
	if n > 1 && len(s.partnerships) > 0 && s.in1000(600) {
		members = s.partnerships[s.IntN(len(s.partnerships))]
		first = members[s.IntN(len(members))]
	}
	k.Parties = append(k.Parties, estate.ContractParty{Borough: first})
	for _, i := range s.Perm(len(members)) {
		if len(k.Parties) >= n {
			break
		}
		if members[i] != first {
			k.Parties = append(k.Parties, estate.ContractParty{Borough: members[i]})
		}
	}
	if s.in1000(20) {
		k.Parties = append(k.Parties, estate.ContractParty{Name: fmt.Sprintf("Synthetic authority %d", s.IntN(200))})
	}
	if len(k.Parties) > 1 && s.in1000(400) {
		for i := range k.Parties {
			k.Parties[i].Role = estate.RoleParticipant
		}
		k.Parties[0].Role = estate.RoleLead
	}
}

// precede turns a contract into the predecessor of another one: it has the same subject and
// parties, and ends where the other begins.
func (s *scribe) precede(k, successor *estate.Contract) {
	k.Successor = successor.ID
	k.Parties = make([]estate.ContractParty, len(successor.Parties))
	for i, p := range successor.Parties { // without shares: those are parts of the other's value
		k.Parties[i] = estate.ContractParty{Borough: p.Borough, Name: p.Name, Role: p.Role}
	}
	k.Systems, k.Services = successor.Systems, successor.Services
	k.Suppliers, k.SuppliersWithheld = successor.Suppliers, successor.SuppliersWithheld
	if s.in1000(300) { // the supplier changed
		k.Suppliers, k.SuppliersWithheld = nil, false
		s.sign(k, int(s.someSeller.Uint64()))
	}
	k.Title = successor.Title
	if k.Title != "" {
		k.Title += " (earlier)"
	}
	end := successor.StartDate.First().AddDays(-1)
	s.terms(k, end.AddDays(1).AddMonths(-s.months()), end)
}

// route sets how a contract was bought, if that is known.
func (s *scribe) route(k *estate.Contract) {
	switch draw := s.IntN(1000); {
	case draw < 300:
		k.Framework = fmt.Sprintf("Synthetic framework %d", 1+int(s.Float64()*s.Float64()*30))
		k.Method = "Call-off from a framework agreement"
	case draw < 650:
		k.Method = one(s.dice, "Open procedure", "Direct award", "Restricted procedure", "Single tender")
	}
	if s.in1000(400) {
		k.CPV = []string{one(s.dice, "48000000", "72000000", "48000000", "72260000", "64216000", "30200000")}
	}
}

// evidence adds a contract's readings. Most contracts have one dated reading. A quarter have
// more, and some of these contradict each other.
func (s *scribe) evidence(k *estate.Contract) {
	source := sourceRegister
	if k.OCID != "" {
		source = sourceNotices
	}
	read := s.before(Day, 7)
	if start := k.StartDate.First(); start != "" && start.Before(Day) && s.in1000(700) {
		read = s.between(max(start.AddMonths(-3), Day.AddMonths(-12*9)), Day)
	}
	e := &estate.Evidence{Subject: k.ID, Field: "title", Value: k.Title, Source: source, AsOf: s.stated(read), Confidence: estate.ConfidenceHigh}
	if k.EndDate != "" {
		e.Field, e.Value = "endDate", string(k.EndDate)
	}
	if s.in1000(30) {
		e.AsOf = ""
	}
	addEvidence(s.c, e)
	if !s.in1000(250) {
		return
	}
	other := *e
	other.Source, other.Confidence = sourceReadings, estate.ConfidenceMedium
	other.AsOf = estate.StatedDate(s.between(read, Day))
	if k.EndDate != "" && s.in1000(300) {
		other.Value = string(k.EndDate.Last().AddMonths(12))
	}
	addEvidence(s.c, &other)
}
