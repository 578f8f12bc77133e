package export

import (
	"cmp"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// surroundings has what contracts and notices refer to.
type surroundings struct {
	published string
	boroughs  map[estate.ID]*estate.Borough
	suppliers map[estate.ID]*estate.Supplier
	evidence  map[estate.ID][]*estate.Evidence
}

// contract returns the release of a contract: its award and, once it is signed, the contract
// itself.
func (s *surroundings) contract(c *estate.Contract) *release {
	r := s.release(c.ID, c.OCID, c.Reading.Newest)
	buyers := make([]estate.NoticeParty, len(c.Parties))
	for i, p := range c.Parties {
		buyers[i] = estate.NoticeParty{Borough: p.Borough, Name: p.Name, Role: p.Role}
	}
	s.buy(r, buyers)
	for i, p := range c.Parties {
		if p.SharePence != nil && c.Value != nil {
			r.Parties[i].Share = moneyOf(estate.Money{Pence: *p.SharePence, VAT: c.Value.VAT}, "")
		}
	}
	id, items, term := awardOf(c.ID, c.OCID), itemsOf(c.CPV), periodOf(c.StartDate, c.EndDate, c.MaxExtentDate)
	a := award{ID: id, Title: c.Title, Status: "active", Items: items, ContractPeriod: term, Withheld: c.SuppliersWithheld}
	for _, x := range c.Suppliers {
		a.Suppliers = append(a.Suppliers, s.supplier(r, x.Supplier, x.SignedAs))
	}
	k := contract{ID: id, AwardID: id, Title: c.Title, Items: items, Period: term, Extensions: c.Extensions, Rolling: c.Rolling}
	k.setValue(c.Value)
	a.Value = k.Value
	r.Tag, r.Awards = []string{"award"}, []award{a}
	if c.Stage == estate.StageSigned {
		r.Tag, r.Contracts = []string{"award", "contract"}, []contract{k}
	} else {
		r.Awards[0].Status = "pending"
	}
	if c.Method != "" {
		r.Tender = &tender{ID: cmp.Or(c.OCID, id), MethodDetails: c.Method}
	}
	if c.Framework != "" {
		r.Related = []relatedProcess{{ID: "1", Relationship: []string{"framework"}, Title: c.Framework}}
	}
	return r
}

// tags are the standard's tags for stages. A council's decision to buy counts as planning.
var tags = map[estate.NoticeStage]string{
	estate.NoticeAuthority: "planning", estate.NoticePlanning: "planning", estate.NoticeTender: "tender",
	estate.NoticeAward: "award", estate.NoticeContract: "contract",
}

// notice returns the release of a notice whose stage is known.
func (s *surroundings) notice(n *estate.Notice) *release {
	r := s.release(n.ID, n.OCID, n.PublishedDate.Last())
	s.buy(r, n.Parties)
	r.Tag = []string{tags[n.Stage]}
	t := &tender{
		ID: cmp.Or(n.Reference, n.OCID, string(n.ID)), Title: n.Title, Items: itemsOf(n.CPV), MethodDetails: n.Method, Suitability: suitabilityOf(n.SMESuitable, n.VCSESuitable),
		TenderPeriod: periodOf("", n.TenderDeadline, ""), ContractPeriod: periodOf(n.StartDate, n.EndDate, n.MaxExtentDate),
	}
	if n.Stage == estate.NoticeAuthority || n.Stage == estate.NoticePlanning {
		t.Status = "planning"
	}
	t.MinValue, t.Value = plannedValue(n.Value)
	for _, l := range n.Lots {
		_, value := plannedValue(l.Value)
		t.Lots = append(t.Lots, lot{ID: l.ID, Title: l.Title, Value: value, Suitability: suitabilityOf(l.SMESuitable, l.VCSESuitable)})
	}
	r.Tender = t
	if n.Stage == estate.NoticeAward || n.Stage == estate.NoticeContract {
		s.awards(r, n)
	}
	if n.Framework != "" {
		r.Related = []relatedProcess{{ID: "1", Relationship: []string{"framework"}, Title: n.Framework}}
	}
	return r
}

// awardOf returns the id of a contract's award. It is the one that the process itself uses, so that
// all releases of an ocid name the same award. If the contract has no known award, its own id is
// used.
func awardOf(contract estate.ID, ocid string) string {
	if award, ok := strings.CutPrefix(contract.Key(), ocid+"/"); ok && ocid != "" {
		return award
	}
	return string(contract)
}

// awards adds the awards that a notice announces. For contracts it adds only their ids, because
// their own releases have the rest. A framework is an award with a technique.
func (s *surroundings) awards(r *release, n *estate.Notice) {
	for _, id := range n.Contracts {
		a := awardOf(id, n.OCID)
		r.Awards = append(r.Awards, award{ID: a})
		if n.Stage == estate.NoticeContract {
			r.Contracts = append(r.Contracts, contract{ID: a, AwardID: a})
		}
	}
	if len(n.Contracts) > 0 || len(n.Frameworks) == 0 && len(n.Suppliers) == 0 {
		return
	}
	a := award{ID: cmp.Or(n.OCID, string(n.ID)), Status: "active"}
	for _, id := range n.Suppliers {
		a.Suppliers = append(a.Suppliers, s.supplier(r, id, ""))
	}
	r.Awards = []award{a}
	if len(n.Frameworks) > 0 {
		r.Tender.Techniques = &techniques{HasFrameworkAgreement: true}
	}
}

// release begins a release. Its date is the day of publication, or that of the package if on is
// empty.
func (s *surroundings) release(id estate.ID, ocid string, on estate.Date) *release {
	r := &release{
		OCID: ocid, ID: strings.ReplaceAll(string(id), "#", "%23"), Date: s.published, InitiationType: "tender", Parties: []organization{}, Sources: []source{},
	}
	if on != "" {
		r.Date = instant(on)
	}
	if ocid == "" {
		r.OCID, r.OCIDAssigned = "boroughgraph-"+id.Key(), true
	}
	for _, e := range s.evidence[id] {
		if e.Origin == nil {
			continue
		}
		r.Synthetic = r.Synthetic || e.Origin.Synthetic
		if from := (source{Name: e.Origin.Name, Licence: e.Origin.Licence, Address: e.Address}); !slices.Contains(r.Sources, from) {
			r.Sources = append(r.Sources, from)
		}
	}
	slices.SortFunc(r.Sources, func(a, b source) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Address, b.Address)) })
	return r
}

// buy adds the buyers. The buyer of the process is the leading one, or the only one. If there are
// several and the lead is unknown, it is left out.
func (s *surroundings) buy(r *release, parties []estate.NoticeParty) {
	for _, p := range parties {
		o := organization{reference: reference{ID: "name/" + p.Name, Name: p.Name}, IsNamedOnly: true, Roles: []string{"buyer"}}
		if b := s.boroughs[p.Borough]; b != nil {
			o = identified(b.OfficialName, b.OfficialName, b.Identifiers, b.ID)
			o.Roles = []string{"buyer"}
		}
		if p.Role != "" {
			o.Lead = new(p.Role == estate.RoleLead)
		}
		r.Parties = append(r.Parties, o)
		if len(parties) == 1 || p.Role == estate.RoleLead {
			r.Buyer = &o.reference
		}
	}
}

// supplier adds a supplier to the parties, once, under the name it signed with. It returns a
// reference to the party.
func (s *surroundings) supplier(r *release, id estate.ID, signedAs string) reference {
	o := organization{reference: reference{ID: string(id), Name: signedAs}}
	if known := s.suppliers[id]; known != nil {
		o = identified(cmp.Or(signedAs, known.Name), known.Name, known.Identifiers, id)
	}
	o.Roles = []string{"supplier"}
	if !slices.ContainsFunc(r.Parties, func(p organization) bool { return p.ID == o.ID }) {
		r.Parties = append(r.Parties, o)
	}
	return o.reference
}

// identified returns an organisation under its first usable identifier, with the others beside it.
func identified(name, legalName string, identifiers []estate.Identifier, id estate.ID) organization {
	o := organization{reference: reference{ID: string(id), Name: name}}
	for _, i := range identifiers {
		switch {
		case !i.Identifies():
		case o.Identifier == nil:
			o.Identifier, o.ID = &identifier{Scheme: i.Scheme, ID: i.ID, LegalName: legalName}, i.Scheme+"-"+i.ID
		default:
			o.Additional = append(o.Additional, identifier{Scheme: i.Scheme, ID: i.ID})
		}
	}
	return o
}

// setValue sets the field for the value's basis.
func (k *contract) setValue(v *estate.Value) {
	if v == nil {
		return
	}
	switch v.Basis {
	case estate.BasisTotal:
		k.Value = moneyOf(v.Min(), "")
	case estate.BasisEstimate:
		k.Value = moneyOf(v.Min(), v.Basis)
	case estate.BasisRange:
		k.MinValue, k.MaxValue = moneyOf(v.Min(), ""), moneyOf(v.Max(), "")
	case estate.BasisPerYear:
		k.AnnualValue = moneyOf(v.Min(), "")
	}
	if v.AnnualPence != nil {
		k.AnnualValue = moneyOf(estate.Money{Pence: *v.AnnualPence, VAT: v.VAT}, "")
	}
}

// plannedValue returns the value of a planned purchase, and its lower end if it is a range.
func plannedValue(v *estate.Value) (low, value *money) {
	if v == nil {
		return nil, nil
	}
	basis := v.Basis
	if basis == estate.BasisTotal {
		basis = ""
	}
	if v.Basis == estate.BasisRange {
		low = moneyOf(v.Min(), basis)
	}
	return low, moneyOf(v.Max(), basis)
}
