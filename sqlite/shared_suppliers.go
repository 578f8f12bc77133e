package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
	"boroughgraph/estate/reading"
)

// SharedSuppliers implements estate.SharedSuppliers.
func (s *Store) SharedSuppliers(ctx context.Context, q estate.SharedSuppliersQuery, w estate.Window) (estate.Page[*estate.VendorShare], error) {
	if q.IsNone() {
		return estate.EmptyPage[*estate.VendorShare](w), nil
	}
	page, ok, err := s.sharedSuppliers(ctx, q, w)
	if err != nil || ok {
		return page, err
	}
	st := ask("shared_suppliers", sharedParameters(q))
	st.parameters["min_boroughs"] = q.MinBoroughs
	var vendors []*estate.Supplier
	page, err = paged(ctx, s, st, w, func(r row) (*estate.VendorShare, error) {
		vendor, err := reading.Facts[estate.Supplier](r)
		vendors = append(vendors, vendor)
		return &estate.VendorShare{
			Vendor:          vendor,
			Level:           q.Level,
			BoroughCount:    r.Number("borough_count"),
			ContractCount:   r.Number("contract_count"),
			DeploymentCount: r.Number("deployment_count"),
			KnownSum:        knownSum(r),
			Query:           q,
		}, err
	})
	if err != nil {
		return page, err
	}
	estate.Gather(vendors)
	return page, nil
}

// sharedSuppliers answers from the overview, unless the estate is too large for it.
func (s *Store) sharedSuppliers(ctx context.Context, q estate.SharedSuppliersQuery, w estate.Window) (page estate.Page[*estate.VendorShare], ok bool, err error) {
	return pageFromOverview(ctx, s, "shared_suppliers", w, func(im *overview.Image) (estate.Page[*estate.VendorShare], error) {
		return im.SharedSuppliers(q, w)
	})
}

func sharedParameters(q estate.SharedSuppliersQuery) parameters {
	return parameters{
		"boroughs": listOrNull(q.Boroughs),
		"as_of":    string(q.AsOf),
		"terms":    listOrNull(q.Terms),
		"level":    string(q.Level),
	}
}

// SharedSupplierLinks implements estate.SharedSuppliers.
func (s *Store) SharedSupplierLinks(ctx context.Context, q estate.SharedSuppliersQuery, vendors []estate.ID, limit int) (map[estate.ID][]*estate.VendorBorough, error) {
	if q.IsNone() || len(vendors) == 0 {
		return map[estate.ID][]*estate.VendorBorough{}, nil
	}
	st := ask("shared_supplier_links", sharedParameters(q))
	st.parameters["vendors"], st.parameters["limit"] = list(vendors), limit
	links := newVendorLinks()
	if err := s.read(ctx, st, links.add); err != nil {
		return nil, err
	}
	links.gather()
	return links.of, nil
}

// vendorLinks collects the answer of shared_supplier_links row by row.
type vendorLinks struct {
	of          map[estate.ID][]*estate.VendorBorough
	boroughs    *reading.Nouns[*estate.Borough]
	deployments *reading.Nouns[*estate.Deployment]
	systems     *reading.Nouns[*estate.System]
	links       []*estate.VendorLink
}

func newVendorLinks() *vendorLinks {
	return &vendorLinks{
		of:          map[estate.ID][]*estate.VendorBorough{},
		boroughs:    reading.NewNouns(reading.Facts[estate.Borough]),
		deployments: reading.NewNouns(deployment),
		systems:     reading.NewNouns(reading.Facts[estate.System]),
	}
}

func (v *vendorLinks) gather() {
	v.boroughs.Gather()
	v.deployments.Gather()
	v.systems.Gather()
	estate.Gather(v.links)
}

// add adds a row: a link, or only a borough if no links were asked for.
func (v *vendorLinks) add(r row) error {
	borough, err := v.boroughs.Noun(row{"id": r["borough_id"], "facts": r["borough"]})
	if err != nil {
		return err
	}
	vendor := estate.ID(r.Text("vendor_id"))
	of := v.of[vendor]
	if len(of) == 0 || of[len(of)-1].Borough != borough {
		of = append(of, &estate.VendorBorough{
			Borough: borough, ContractCount: r.Number("contract_count"), DeploymentCount: r.Number("deployment_count"),
			Links: []*estate.VendorLink{},
		})
		v.of[vendor] = of
	}
	if r.Text("member_id") == "" {
		return nil
	}
	link, err := v.link(r)
	if err != nil {
		return err
	}
	v.links = append(v.links, link)
	last := of[len(of)-1]
	last.Links = append(last.Links, link)
	return nil
}

func (v *vendorLinks) link(r row) (*estate.VendorLink, error) {
	l := &estate.VendorLink{
		Via:        estate.ViaContract,
		ContractID: estate.ID(r.Text("contract_id")),
		Member:     estate.ID(r.Text("member_id")),
		MemberName: r.Text("member_name"),
		SignedAs:   r.Text("signed_as"),
		Term:       estate.Term(r.Text("term")),
		Status:     estate.DeploymentStatus(r.Text("status")),
		EndDate:    estate.Date(r.Text("counted_end")),
		ReadDate:   estate.ReadDate(r.Text("read_on")),

		EndDateStated: estate.StatedDate(r.Text("end_stated")),
		Undated:       r.Flag("undated"),
		Inferred:      r.Flag("inferred"),
	}
	var err error
	if l.ContractID == "" {
		l.Via = estate.ViaDeployment
		l.Deployment, err = v.deployments.Noun(row{
			"id": r["deployment_id"], "facts": r["deployment"],
			"earliest_reading": r["earliest_reading"], "newest_reading": r["newest_reading"],
		})
		if err != nil {
			return nil, err
		}
	}
	l.Systems, err = inline(v.systems, r.Text("systems"))
	return l, err
}

// SharedSuppliersCoverage implements estate.SharedSuppliers.
func (s *Store) SharedSuppliersCoverage(ctx context.Context, q estate.SharedSuppliersQuery) (*estate.Coverage, error) {
	if q.IsNone() {
		return estate.NewCoverage(), nil
	}
	return s.coverageOf(ctx, ask("shared_suppliers_coverage", sharedParameters(q)), func(im *overview.Image) *estate.Coverage {
		return im.SharedSuppliersCoverage(q)
	})
}
