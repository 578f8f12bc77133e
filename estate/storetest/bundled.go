package storetest

import (
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// RunBundled checks the answers of a store that holds the bundled facts. The expected answers were
// read by hand from the gathered rows, whose ids are part of the contracts' ids.
func RunBundled(t *testing.T, s estate.Store) {
	b := bundled{s}
	t.Run("33 boroughs", b.boroughs)
	t.Run("NEC at 2023-06-01", b.necIn2023)
	t.Run("NEC at 2026-11-23", b.necIn2026)
	t.Run("Idox as a group", b.idox)
	t.Run("Capita One is not under MRI", b.capitaOne)
	t.Run("MRI sold by Softcat", b.softcat)
	t.Run("ModernGov has no maker", b.modernGov)
	t.Run("iTrent for three boroughs", b.iTrent)
	t.Run("Unit4 shared by Sutton and Kingston", b.unit4)
	t.Run("Hillingdon's yearly prices", b.hillingdonPrices)
	t.Run("authority to procure is no contract", b.authority)
	t.Run("frameworks called off from", b.frameworks)
	t.Run("whose money it is", b.money)
}

type bundled struct{ estate.Store }

func (b bundled) money(t *testing.T) {
	for _, boroughs := range [][]estate.ID{nil, list(hillingdon), list(camden, hackney, sutton), {}} {
		for _, day := range []estate.Date{"2023-06-01", today} {
			CheckMoney(t, b.Store, estate.Scope{Boroughs: boroughs, AsOf: day})
		}
	}
	CheckMoney(t, b.Store, estate.Scope{AsOf: today, Terms: estate.Terms})
}

const (
	nec       estate.ID = "Supplier:nec-software-solutions-uk"
	haringey  estate.ID = "Borough:E09000014"
	greenwich estate.ID = "Borough:E09000011"
	lewisham  estate.ID = "Borough:E09000023"
	merton    estate.ID = "Borough:E09000024"
	kingston  estate.ID = "Borough:E09000021"
	harrow    estate.ID = "Borough:E09000015"
)

func (b bundled) boroughs(t *testing.T) {
	w := estate.FirstPage(1)
	w.Total = true
	if page := must(b.Boroughs(t.Context(), nil, w))(t); *page.Total != 33 {
		t.Errorf("%d boroughs, want 33", *page.Total)
	}
}

// vendor returns a vendor of the answer, and its links as "gss kind id term" lines. It returns nil
// if the vendor is not there.
func (b bundled) vendor(t *testing.T, level estate.Level, asOf estate.Date, minBoroughs int, id estate.ID) (*estate.VendorShare, []string) {
	t.Helper()
	q := estate.SharedSuppliersQuery{Scope: estate.Scope{AsOf: asOf}, Level: level, MinBoroughs: minBoroughs}
	var found *estate.VendorShare
	for w := estate.FirstPage(estate.MaxPage); ; {
		page := must(b.SharedSuppliers(t.Context(), q, w))(t)
		for _, row := range page.Rows {
			if row.Row.Vendor.ID == id {
				found = row.Row
			}
		}
		if found != nil || !page.HasNextPage {
			break
		}
		w.After = page.Rows[len(page.Rows)-1].Key
	}
	if found == nil {
		return nil, nil
	}
	var lines []string
	for _, vb := range must(b.SharedSupplierLinks(t.Context(), q, []estate.ID{id}, estate.MaxPage))(t)[id] {
		for _, l := range vb.Links {
			lines = append(lines, strings.Join([]string{
				vb.Borough.GSSCode, string(l.Subject()), string(l.Term) + string(l.Status), l.SignedAs,
			}, " "))
		}
	}
	return found, lines
}

func (b bundled) necIn2023(t *testing.T) {
	if ids := must(b.SuppliersByIdentifier(t.Context(), []estate.Identifier{{Scheme: "GB-COH", ID: "00968498"}}))(t)["GB-COH:00968498"]; !slices.Equal(ids, list(nec)) {
		t.Errorf("GB-COH 00968498 is %v, want one supplier %s", ids, nec)
	}
	share, links := b.vendor(t, estate.LevelLegalEntity, "2023-06-01", 2, nec)
	if share == nil {
		t.Fatal("NEC is not among the vendors")
	}
	// These leave out Hillingdon's 2025 contract, Lewisham's NorthgateArinso, and Greenwich, whose
	// first evidence is of 2025.
	same(t, "links", links, []string{
		"E09000014 Contract:haringey-iworld-2023 IN_TERM NEC Software Solutions (UK) Ltd",
		"E09000017 Contract:hillingdon-nec-2022 IN_TERM NEC Software Solutions UK Limited",
		"E09000022 Contract:lambeth-northgate-2020 OPTION_PERIOD Northgate Public Services",
	})
	// Haringey 142,294.24 stated + Hillingdon 1,688,800 / 3 = 562,933.33 + Lambeth 1,339,984.
	// Lambeth's "3+2 years" says that its value is for all five, so 267,996.80 a year.
	if share.BoroughCount != 3 || share.KnownCount != 3 || share.AnnualPence == nil || *share.AnnualPence != 14229424+56293333+26799680 {
		t.Errorf("NEC has %d boroughs and %d known values, in all %v", share.BoroughCount, share.KnownCount, pointed(share.AnnualPence))
	}
}

func (b bundled) necIn2026(t *testing.T) {
	_, links := b.vendor(t, estate.LevelLegalEntity, "2026-11-23", 2, nec)
	same(t, "links", links, []string{
		"E09000011 Contract:ocds-h6vhtk-04ec4e UNKNOWN NEC Software Solutions UK Limited",
		"E09000014 Contract:haringey-iworld-2023 IN_TERM NEC Software Solutions (UK) Ltd",
		"E09000017 Contract:hillingdon-nec-2025 IN_TERM NEC Software Solutions UK Limited",
	})
	q := estate.SharedSuppliersQuery{Scope: estate.Scope{AsOf: "2026-11-23"}, Level: estate.LevelLegalEntity, MinBoroughs: 2}
	coverage := must(b.SharedSuppliersCoverage(t.Context(), q))(t)
	for id, reason := range map[estate.ID]string{
		"Contract:lambeth-northgate-2020": "PAST_END",
		"Contract:hillingdon-nec-2022":    "ENDED",
		"Contract:lewisham-oracle-2017":   "STALE",
	} {
		if !slices.ContainsFunc(coverage.ContractsLeftOut, func(l *estate.LeftOut) bool {
			return string(l.Reason) == reason && slices.Contains(l.ContractIDs, id)
		}) {
			t.Errorf("coverage does not name %s under %s", id, reason)
		}
	}
	r := estate.RenewalsQuery{Scope: estate.Scope{AsOf: "2026-11-23"}, From: "2027-07-31", To: "2027-07-31", Suppliers: list(nec)}
	if page := must(b.Renewals(t.Context(), r, estate.FirstPage(10)))(t); len(page.Rows) > 0 {
		t.Errorf("NEC has a renewal on 2027-07-31: %v", page.Rows[0].Row.ExitPoint)
	}
}

func (b bundled) idox(t *testing.T) {
	share, links := b.vendor(t, estate.LevelGroup, "2026-11-23", 2, "Supplier:idox")
	if share == nil {
		t.Fatal("Idox is not among the groups")
	}
	for _, want := range []string{
		"E09000003 Deployment:barnet/public-access LIVE ",
		"E09000002 Deployment:barking-and-dagenham/tascomi-public-register LIVE ",
		"E09000012 Deployment:hackney/tascomi-public-register LIVE ",
		"E09000015 Deployment:harrow/tascomi-public-register LIVE ",
		"E09000031 Deployment:waltham-forest/tascomi-public-register LIVE ",
		"E09000012 Contract:ocds-b5fd17-bc2df1b8-afa4-4df2-aaf7-71f9b7109df7 IN_TERM Idox Solutions Ltd",
		"E09000016 Contract:ocds-b5fd17-9806f02d-7ef0-4527-a1bc-99aba5e5beef IN_TERM Idox",
		"E09000024 Deployment:merton/eros LIVE ",
	} {
		if !slices.Contains(links, want) {
			t.Errorf("Idox lacks %q", want)
		}
	}
	// Before the takeover of August 2019 the register's maker was independent.
	groups := must(b.GroupsOf(t.Context(), list("Supplier:tascomi"), "2019-07-31"))(t)
	if head := groups["Supplier:tascomi"].Head.ID; head != "Supplier:tascomi" {
		t.Errorf("on 2019-07-31 Tascomi stands under %s", head)
	}
	groups = must(b.GroupsOf(t.Context(), list("Supplier:tascomi"), "2019-08-01"))(t)
	if group := groups["Supplier:tascomi"]; group.Head.ID != "Supplier:idox" || group.TopKnown {
		t.Errorf("on 2019-08-01 Tascomi stands under %s, top known %v", group.Head.ID, group.TopKnown)
	}
}

func (b bundled) capitaOne(t *testing.T) {
	const contract = "E09000015 Contract:harrow-capita-one-2020 UNKNOWN Capita"
	for _, mri := range list("Supplier:mri-software", "Supplier:mri-software-llc", "Supplier:mri-software-limited", "Supplier:orchard-information-systems-limited") {
		if _, links := b.vendor(t, estate.LevelGroup, "2024-12-01", 1, mri); slices.Contains(links, contract) {
			t.Errorf("Harrow's Capita One is under %s", mri)
		}
	}
	if _, links := b.vendor(t, estate.LevelGroup, "2024-12-01", 1, "Supplier:capita"); !slices.Contains(links, contract) {
		t.Errorf("Harrow's Capita One is not under Capita: %v", links)
	}
	one := must(b.SuppliersByID(t.Context(), list("Supplier:capita-one-limited")))(t)["Supplier:capita-one-limited"]
	if one == nil || !slices.ContainsFunc(one.Events, func(e estate.SupplierEvent) bool { return e.Kind == estate.EventAgreed }) {
		t.Error("Capita One's agreed sale is missing")
	}
}

func (b bundled) softcat(t *testing.T) {
	const city = "E09000001 Contract:ocds-h6vhtk-05d37a IN_TERM "
	_, links := b.vendor(t, estate.LevelLegalEntity, "2026-11-23", 1, "Supplier:softcat")
	same(t, "Softcat's links (Lewisham's of 2017 is STALE)", links, []string{city + "Softcat plc"})
	_, links = b.vendor(t, estate.LevelMaker, "2026-11-23", 1, "Supplier:mri-software")
	if !slices.Contains(links, city) {
		t.Errorf("MRI as a maker lacks the City's contract: %v", links)
	}
}

func (b bundled) modernGov(t *testing.T) {
	system := must(b.SystemsByID(t.Context(), list("System:moderngov")))(t)["System:moderngov"]
	if system == nil || len(system.Makers) > 0 {
		t.Fatalf("ModernGov is %v, want a system with no maker: no row states one", system)
	}
	w := estate.FirstPage(estate.MaxPage)
	live := estate.DeploymentFilter{AsOf: "2026-11-23", Statuses: []estate.DeploymentStatus{estate.StatusLive}}
	if page := must(b.DeploymentsOf(t.Context(), list(system.ID), live, w))(t)[system.ID]; len(page.Rows) != 33 {
		t.Errorf("%d boroughs run ModernGov, want 33", len(page.Rows))
	}
	evidence := must(b.EvidenceOf(t.Context(), list("Deployment:bromley/moderngov")))(t)["Deployment:bromley/moderngov"]
	if !slices.ContainsFunc(evidence, func(e *estate.Evidence) bool { return e.Value == "Custom HTML" }) {
		t.Error("Bromley's contradicting label is not in the evidence")
	}
}

func (b bundled) iTrent(t *testing.T) {
	const contract estate.ID = "Contract:ocds-b5fd17-ebef7146-3991-4e13-83be-764fef8ef9ad"
	c := must(b.ContractsByID(t.Context(), list(contract)))(t)[contract]
	var parties []estate.ID
	for _, p := range c.Parties {
		parties = append(parties, p.Borough)
		if p.Role != "" {
			t.Errorf("%s has the role %s, and none is stated", p.Borough, p.Role)
		}
	}
	slices.Sort(parties)
	same(t, "parties", parties, list(kingston, merton, sutton))
	share, _ := b.vendor(t, estate.LevelLegalEntity, "2022-01-01", 2, c.Suppliers[0].Supplier)
	// The value is 2,224,220.00. Its term is not stated, so it is spread over the initial 24
	// months: 1,112,110.00 a year, counted once.
	if share == nil || share.BoroughCount != 3 || share.ContractCount != 1 || share.AnnualPence == nil || *share.AnnualPence != 111211000 {
		t.Errorf("iTrent counts %+v", share)
	}
}

func (b bundled) unit4(t *testing.T) {
	const contract estate.ID = "Contract:ocds-h6vhtk-04d686"
	c := must(b.ContractsByID(t.Context(), list(contract)))(t)[contract]
	if c.Value == nil || c.Value.Max().Amount() != "1601359.00" || c.Value.VAT != estate.VATExcluded {
		t.Errorf("the whole is %v", c.Value)
	}
	for i, p := range c.Parties {
		allocation, pence := c.Part(i)
		switch p.Borough {
		case sutton:
			if allocation != estate.AllocationStated || *pence != 73646600 {
				t.Errorf("Sutton's part is %s %v", allocation, pointed(pence))
			}
		case kingston:
			if allocation != estate.AllocationUnallocated || pence != nil {
				t.Errorf("Kingston's part is %s %v", allocation, pointed(pence))
			}
		default:
			t.Errorf("%s is a party", p.Borough)
		}
	}
}

func (b bundled) hillingdonPrices(t *testing.T) {
	const before, after estate.ID = "Contract:hillingdon-nec-2022", "Contract:hillingdon-nec-2025"
	cs := must(b.ContractsByID(t.Context(), list(before, after)))(t)
	was, is := cs[before].Annual(), cs[after].Annual()
	if was.Money().Amount() != "562933.33" || is.Money().Amount() != "1008600.00" {
		t.Errorf("a year cost %s, then %s", was.Money().Amount(), is.Money().Amount())
	}
	if got := cs[after].Predecessor; got != before {
		t.Errorf("the contract of 2025 follows %q", got)
	}
	same(t, "the option before the successor starts", cs[before].ExtensionsOn("2025-07-31"), []estate.Extension{{Months: 24, State: estate.ExtensionUnknown}})
	same(t, "the option once it has", cs[before].ExtensionsOn("2025-08-01"), []estate.Extension{{Months: 24, State: estate.ExtensionLapsed}})
}

// authority checks the decisions that RULES 2 names as notices, whatever their rows say.
func (b bundled) authority(t *testing.T) {
	keys := []string{"croydon-microsoft-2024", "croydon-parking-ict-2020", "harrow-microsoft-2019", "lewisham-hms-2021", "lewisham-revsbens-2025"}
	of := func(kind estate.Kind) []estate.ID {
		return each(keys, func(key string) estate.ID { return estate.MakeID(kind, key) })
	}
	notices := must(b.NoticesByID(t.Context(), of(estate.KindNotice)))(t)
	for _, id := range of(estate.KindNotice) {
		if n := notices[id]; n == nil || n.Stage != estate.NoticeAuthority {
			t.Errorf("%s is %v, want a notice of authority", id, n)
		}
	}
	same(t, "contracts of the same rows", must(b.ContractsByID(t.Context(), of(estate.KindContract)))(t), nil, loose)
	w := estate.FirstPage(1)
	w.Total = true
	f := estate.NoticeFilter{Stages: stages(estate.NoticeAuthority)}
	if page := must(b.Notices(t.Context(), f, estate.NoticesByDeadline, w))(t); *page.Total != 10 {
		t.Errorf("%d notices are authority, want the five, two agenda items and three of 2026-11", *page.Total)
	}
}

// frameworks checks that a number with its lot, the number alone and the whole name lead to one
// framework. Two portals are not frameworks.
func (b bundled) frameworks(t *testing.T) {
	const tepas2 estate.ID = "Framework:rm6098"
	page := must(b.ContractsOf(t.Context(), list(tepas2), estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all()))(t)[tepas2]
	stated := each(rowsOf(page), func(c *estate.Contract) string { return c.Framework })
	slices.Sort(stated)
	same(t, "as stated", stated, []string{
		"CCS TePAS Lot 3", "CCS TePAS2 (RM6098) lot 2", "CCS Technology Products & Associated Services 2, lot 3",
		"RM6098 TePAS2 Lot 3", "RM6098 Technology Products and Associated Services 2",
	})
	for _, f := range rowsOf(must(b.Frameworks(t.Context(), estate.FrameworkFilter{}, all()))(t)) {
		if strings.Contains(f.Name, "ProContract") || strings.Contains(f.Name, "capitalEsourcing") {
			t.Errorf("the portal %s is a framework", f.Name)
		}
	}
}
