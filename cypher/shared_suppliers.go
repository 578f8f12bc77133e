package cypher

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// askScope returns a statement on a scope.
func askScope(name string, scope estate.Scope) *statement {
	terms := scope.Terms
	if terms == nil {
		terms = estate.Terms
	}
	st := ask(name, parameters{
		"asOf": string(scope.AsOf), "terms": texts(terms), "counted": scope.Terms == nil,
	})
	filter(st, "boroughs", scope.Boroughs)
	return st
}

// askShared returns a statement on the links between boroughs and vendors at a level.
func askShared(name string, q estate.SharedSuppliersQuery) *statement {
	st := askScope(name, q.Scope)
	st.parameters["minBoroughs"] = q.MinBoroughs
	byLevel(st, q.Level)
	return st
}

// byLevel sets the parameters that say who counts as a vendor.
func byLevel(st *statement, level estate.Level) {
	st.parameters["level"] = string(level)
	st.parameters["sellers"] = level != estate.LevelMaker
	st.parameters["makers"] = level != estate.LevelLegalEntity
	st.parameters["grouped"] = level == estate.LevelGroup
}

// SharedSuppliers implements estate.SharedSuppliers.
func (s *Store) SharedSuppliers(ctx context.Context, q estate.SharedSuppliersQuery, w estate.Window) (estate.Page[*estate.VendorShare], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.VendorShare](w), nil
	}
	var vendors []*estate.Supplier
	page, err := paged(ctx, s, askShared("shared_suppliers", q), w, func(r row) (*estate.VendorShare, error) {
		vendor, err := reading.Facts[estate.Supplier](r)
		if err != nil {
			return nil, err
		}
		vendors = append(vendors, vendor)
		return &estate.VendorShare{
			Vendor: vendor, Level: q.Level, BoroughCount: r.Number("boroughCount"),
			ContractCount: r.Number("contractCount"), DeploymentCount: r.Number("deploymentCount"),
			KnownSum: knownSum(r), Query: q,
		}, nil
	})
	if err != nil {
		return page, err
	}
	estate.Gather(vendors[:min(len(vendors), w.Limit)])
	return page, nil
}

// commonVAT returns the VAT of a sum: that of all its amounts, MIXED if they differ, UNKNOWN for no
// amounts.
func commonVAT(vats []string) estate.VAT {
	amounts := make([]estate.Money, len(vats))
	for i, v := range vats {
		amounts[i].VAT = estate.VAT(v)
	}
	return estate.CommonVAT(amounts)
}

// SharedSupplierLinks implements estate.SharedSuppliers.
func (s *Store) SharedSupplierLinks(ctx context.Context, q estate.SharedSuppliersQuery, vendors []estate.ID, limit int) (map[estate.ID][]*estate.VendorBorough, error) {
	shared := make(map[estate.ID][]*estate.VendorBorough, len(vendors))
	if q.IsNone() || len(vendors) == 0 {
		return shared, nil
	}
	st := askShared("shared_supplier_links", q)
	st.parameters["vendors"], st.parameters["limit"] = texts(vendors), limit
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	read := newLinkReading()
	for _, r := range rows {
		borough, err := read.boroughs.Noun(row{"id": r["borough"], "facts": r["boroughFacts"]})
		if err != nil {
			return nil, err
		}
		links, err := read.linksOf(r.Rows("links"))
		if err != nil {
			return nil, err
		}
		vendor := estate.ID(r.Text("vendor"))
		shared[vendor] = append(shared[vendor], &estate.VendorBorough{
			Borough: borough, ContractCount: r.Number("contractCount"), DeploymentCount: r.Number("deploymentCount"), Links: links,
		})
	}
	read.gather()
	return shared, nil
}

// linkReading holds the nouns and links of one read of links.
type linkReading struct {
	boroughs    *reading.Nouns[*estate.Borough]
	systems     *reading.Nouns[*estate.System]
	deployments *reading.Nouns[*estate.Deployment]
	links       []*estate.VendorLink
}

func newLinkReading() *linkReading {
	return &linkReading{
		boroughs: reading.NewNouns(reading.Facts[estate.Borough]), systems: reading.NewNouns(reading.Facts[estate.System]), deployments: reading.NewNouns(deploymentOf),
	}
}

func (l *linkReading) gather() {
	l.boroughs.Gather()
	l.systems.Gather()
	l.deployments.Gather()
	estate.Gather(l.links)
}

func (l *linkReading) linksOf(rows []row) ([]*estate.VendorLink, error) {
	links := make([]*estate.VendorLink, 0, len(rows))
	for _, r := range rows {
		link := &estate.VendorLink{
			Via: estate.ViaContract, ContractID: estate.ID(r.Text("contract")),
			Member: estate.ID(r.Text("member")), MemberName: r.Text("memberName"),
			SignedAs: r.Text("signedAs"), Term: estate.Term(r.Text("term")),
			EndDate: estate.Date(r.Text("endDate")), EndDateStated: estate.StatedDate(r.Text("endStated")), ReadDate: estate.ReadDate(r.Text("readOn")),
			Undated: r.Flag("undated"), Inferred: r.Flag("inferred"),
		}
		if run := r.Row("deployment"); run != nil {
			deployment, err := l.deployments.Noun(run)
			if err != nil {
				return nil, err
			}
			link.Via, link.Deployment, link.Status = estate.ViaDeployment, deployment, estate.StatusLive
		}
		systems, err := l.systems.InOrder(r.Rows("systems"))
		if err != nil {
			return nil, err
		}
		link.Systems = systems
		links = append(links, link)
	}
	l.links = append(l.links, links...)
	return links, nil
}

// SharedSuppliersCoverage implements estate.SharedSuppliers.
func (s *Store) SharedSuppliersCoverage(ctx context.Context, q estate.SharedSuppliersQuery) (*estate.Coverage, error) {
	st := askScope("shared_suppliers_coverage", q.Scope)
	st.parameters["level"] = string(q.Level)
	return s.coverage(ctx, st, q.Scope)
}

// coverage reads a coverage.
func (s *Store) coverage(ctx context.Context, st *statement, scope estate.Scope) (*estate.Coverage, error) {
	if scope.IsNone() {
		return estate.NewCoverage(), nil
	}
	st.parameters["first"] = estate.MaxPage
	rows, err := s.send(ctx, st)
	if err != nil {
		return nil, err
	}
	c := coverageOf(rows[0])
	if scope.Boroughs != nil {
		c.Boroughs = len(texts(scope.Boroughs))
	}
	estate.Gather(c.ContractsLeftOut)
	return c, nil
}

// coverageOf returns the coverage of a row.
func coverageOf(r row) *estate.Coverage {
	c := estate.NewCoverage()
	c.Boroughs, c.BoroughsWithAnyContract = r.Number("boroughs"), r.Number("withAnyContract")
	c.Contracts, c.ContractsWithKnownEnd = r.Number("contracts"), r.Number("withKnownEnd")
	for _, left := range r.Rows("leftOut") {
		c.ContractsLeftOut = append(c.ContractsLeftOut, &estate.LeftOut{
			Reason: estate.LeftOutReason(left.Text("reason")), Count: left.Number("count"), ContractIDs: left.IDs("ids"),
		})
	}
	for _, left := range r.Rows("deployments") {
		c.DeploymentsLeftOut = append(c.DeploymentsLeftOut, &estate.DeploymentsLeftOut{
			Status: estate.DeploymentStatus(left.Text("status")), Count: left.Number("count"),
		})
	}
	return c
}
