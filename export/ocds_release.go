package export

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"boroughgraph/estate"
)

// A release as OCDS 1.1 has it, as far as the graph knows something for it. The names are the standard's; suitability is
// that of its extension for small enterprises, amountGross that of Find a Tender.
type release struct {
	OCID           string           `json:"ocid"`
	ID             string           `json:"id"`
	Date           string           `json:"date"`
	Tag            []string         `json:"tag"`
	InitiationType string           `json:"initiationType"`
	Parties        []organization   `json:"parties"`
	Buyer          *reference       `json:"buyer,omitempty"`
	Tender         *tender          `json:"tender,omitempty"`
	Awards         []award          `json:"awards,omitempty"`
	Contracts      []contract       `json:"contracts,omitempty"`
	Related        []relatedProcess `json:"relatedProcesses,omitempty"`
	// OCIDAssigned: no ocid is known, and this one was made of the id in the graph. Its prefix is not registered.
	OCIDAssigned bool     `json:"x_ocidAssigned,omitempty"`
	Synthetic    bool     `json:"x_synthetic,omitempty"` // made up by `generate`
	Sources      []source `json:"x_sources"`
}

type organization struct {
	reference
	Identifier  *identifier  `json:"identifier,omitempty"`
	Additional  []identifier `json:"additionalIdentifiers,omitempty"`
	Roles       []string     `json:"roles"`
	Lead        *bool        `json:"x_lead,omitempty"`        // of a joint purchase, where a source says
	Share       *money       `json:"x_share,omitempty"`       // of the value, where stated
	IsNamedOnly bool         `json:"x_isNamedOnly,omitempty"` // an authority outside the 33, known by its name alone
}

type reference struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

type identifier struct {
	Scheme    string `json:"scheme"`
	ID        string `json:"id"`
	LegalName string `json:"legalName,omitempty"`
}

type tender struct {
	ID             string       `json:"id"`
	Title          string       `json:"title,omitempty"`
	Status         string       `json:"status,omitempty"`
	Items          []item       `json:"items,omitempty"`
	MinValue       *money       `json:"minValue,omitempty"`
	Value          *money       `json:"value,omitempty"`
	MethodDetails  string       `json:"procurementMethodDetails,omitempty"`
	TenderPeriod   *period      `json:"tenderPeriod,omitempty"`
	ContractPeriod *period      `json:"contractPeriod,omitempty"`
	Lots           []lot        `json:"lots,omitempty"`
	Suitability    *suitability `json:"suitability,omitempty"`
	Techniques     *techniques  `json:"techniques,omitempty"`
}

// techniques are those of the extension for techniques.
type techniques struct {
	HasFrameworkAgreement bool `json:"hasFrameworkAgreement"`
}

type lot struct {
	ID          string       `json:"id"`
	Title       string       `json:"title,omitempty"`
	Value       *money       `json:"value,omitempty"`
	Suitability *suitability `json:"suitability,omitempty"`
}

type suitability struct {
	SME  *bool `json:"sme,omitempty"`
	VCSE *bool `json:"vcse,omitempty"`
}

type award struct {
	ID             string      `json:"id"`
	Title          string      `json:"title,omitempty"`
	Status         string      `json:"status,omitempty"`
	Suppliers      []reference `json:"suppliers,omitempty"`
	Items          []item      `json:"items,omitempty"`
	Value          *money      `json:"value,omitempty"`
	ContractPeriod *period     `json:"contractPeriod,omitempty"`
	Withheld       bool        `json:"x_suppliersWithheld,omitempty"`
}

type contract struct {
	ID      string  `json:"id"`
	AwardID string  `json:"awardID"`
	Title   string  `json:"title,omitempty"`
	Items   []item  `json:"items,omitempty"`
	Value   *money  `json:"value,omitempty"`
	Period  *period `json:"period,omitempty"`
	// MinValue and MaxValue where a source states a range, AnnualValue where it states a price a year.
	MinValue    *money             `json:"x_minValue,omitempty"`
	MaxValue    *money             `json:"x_maxValue,omitempty"`
	AnnualValue *money             `json:"x_annualValue,omitempty"`
	Extensions  []estate.Extension `json:"x_extensions,omitzero"` // absent is unknown, empty is none
	Rolling     bool               `json:"x_rolling,omitempty"`
}

type item struct {
	ID             string     `json:"id"`
	Classification identifier `json:"classification"`
}

// money is an amount without VAT, or of which nobody says (Amount), or with it (AmountGross).
type money struct {
	Amount      json.Number       `json:"amount,omitempty"`
	AmountGross json.Number       `json:"amountGross,omitempty"`
	Currency    string            `json:"currency"`
	VAT         estate.VAT        `json:"x_vat"`
	Basis       estate.ValueBasis `json:"x_basis,omitempty"` // where it is no plain total
}

// period has the days that a source states in full: the standard has no way to say a month.
type period struct {
	StartDate     string `json:"startDate,omitempty"`
	EndDate       string `json:"endDate,omitempty"`
	MaxExtentDate string `json:"maxExtentDate,omitempty"`
	// Stated are those that a source gives to the month or year only.
	StatedStart     estate.StatedDate `json:"x_startDateStated,omitempty"`
	StatedEnd       estate.StatedDate `json:"x_endDateStated,omitempty"`
	StatedMaxExtent estate.StatedDate `json:"x_maxExtentDateStated,omitempty"`
}

type relatedProcess struct {
	ID           string   `json:"id"`
	Relationship []string `json:"relationship"`
	Title        string   `json:"title"`
}

type source struct {
	Name    string `json:"name"`
	Licence string `json:"licence,omitempty"`
	Address string `json:"address,omitempty"`
}

// surroundings are what contracts and notices name.
type surroundings struct {
	published string
	boroughs  map[estate.ID]*estate.Borough
	suppliers map[estate.ID]*estate.Supplier
	evidence  map[estate.ID][]*estate.Evidence
}

// contract is the release of a contract: its award, and the agreement itself once it is signed.
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
	k.worth(c.Value)
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

// tags are the standard's names for stages; a council's decision to buy is planning.
var tags = map[estate.NoticeStage]string{
	estate.NoticeAuthority: "planning", estate.NoticePlanning: "planning", estate.NoticeTender: "tender",
	estate.NoticeAward: "award", estate.NoticeContract: "contract",
}

// notice is the release of a notice of a known stage.
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
	t.MinValue, t.Value = spread(n.Value)
	for _, l := range n.Lots {
		_, value := spread(l.Value)
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

// awardOf returns the id of a contract's award. It is the one that the process itself uses, so that all
// releases of an ocid name the same award; a contract that is not known by an award has its own id.
func awardOf(contract estate.ID, ocid string) string {
	if award, ok := strings.CutPrefix(contract.Key(), ocid+"/"); ok && ocid != "" {
		return award
	}
	return string(contract)
}

// awards adds the awards that a notice announces: by their ids alone where they are contracts, because
// the contracts' own releases say the rest. A framework is an award with a technique.
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

// release begins one: on is the day it was published, the day of the package where that is not known.
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

// buy adds the buyers. The buyer of the process is the one that leads, or the only one: of several
// without a known lead there is none.
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

// supplier adds a supplier to the parties, once, under the name it signed with, and is what refers to it.
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

// identified is an organisation by its first identifier that identifies, with the others beside it.
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

// worth puts a value where the standard has room for it, or where it has none.
func (k *contract) worth(v *estate.Value) {
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

// spread is the value of a purchase to come, and the lower end where it is a range.
func spread(v *estate.Value) (low, value *money) {
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

func moneyOf(m estate.Money, basis estate.ValueBasis) *money {
	o := &money{Currency: m.Currency(), VAT: m.VAT, Basis: basis}
	if m.VAT == estate.VATIncluded {
		o.AmountGross = json.Number(m.Amount())
	} else {
		o.Amount = json.Number(m.Amount())
	}
	return o
}

// periodOf is a period; nil where nobody states any of its days.
func periodOf(start, end, maxExtent estate.StatedDate) *period {
	p := &period{}
	for _, d := range []struct {
		stated estate.StatedDate
		day    *string
		rough  *estate.StatedDate
	}{{start, &p.StartDate, &p.StatedStart}, {end, &p.EndDate, &p.StatedEnd}, {maxExtent, &p.MaxExtentDate, &p.StatedMaxExtent}} {
		switch {
		case d.stated == "":
		case d.stated.First() == d.stated.Last():
			*d.day = instant(d.stated.First())
		default:
			*d.rough = d.stated
		}
	}
	if *p == (period{}) {
		return nil
	}
	return p
}

// instant is a day as the standard writes it.
func instant(d estate.Date) string { return string(d) + "T00:00:00Z" }

func itemsOf(cpv []string) []item {
	var items []item
	for i, code := range cpv {
		items = append(items, item{ID: strconv.Itoa(i + 1), Classification: identifier{Scheme: "CPV", ID: code}})
	}
	return items
}

func suitabilityOf(sme, vcse *bool) *suitability {
	if sme == nil && vcse == nil {
		return nil
	}
	return &suitability{SME: sme, VCSE: vcse}
}
