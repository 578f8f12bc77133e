package graph

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// contractWindow is window for a list of contracts. Its day is the filter's asOf.
func contractWindow(ctx context.Context, list string, f *shape.ContractFilter, o estate.ContractOrder, p paging, today func() estate.Date) (place, error) {
	pl, err := window(ctx, list+"/"+string(o), p)
	if err != nil {
		return place{}, err
	}
	return pl, pl.setDay(valueOr(f, shape.ContractFilter{}).AsOf, today, "filter", "asOf")
}

// contractsOf returns a page of contracts of row. It reads for the whole cohort.
func contractsOf[R estate.Member](ctx context.Context, r *Resolver, row R, id func(R) estate.ID, f *shape.ContractFilter, o estate.ContractOrder, pl place) (estate.Page[*estate.Contract], error) {
	key := loadKey{field: "contracts", asked: filterKey(ctx, f, o), window: pl.Window, day: pl.asOf()}
	return loadOne(ctx, row, key, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID]estate.Page[*estate.Contract], error) {
		filter, err := r.contractFilter(ctx, f, pl.asOf())
		if err != nil {
			return nil, err
		}
		if under, ok := filter.WithParent(ids); ok {
			page, err := r.store.Contracts(ctx, under, o, pl.Window)
			return map[estate.ID]estate.Page[*estate.Contract]{ids[0]: page}, err
		}
		return r.store.ContractsOf(ctx, ids, filter, o, pl.Window)
	})
}

// deploymentWindow is window for a list of deployments. Its day is the filter's asOf.
func deploymentWindow(ctx context.Context, list string, f *shape.DeploymentFilter, p paging, today func() estate.Date) (place, error) {
	pl, err := window(ctx, list, p)
	if err != nil {
		return place{}, err
	}
	return pl, pl.setDay(valueOr(f, shape.DeploymentFilter{}).AsOf, today, "filter", "asOf")
}

// deploymentsOf returns a page of deployments of row. It reads for the whole cohort.
func deploymentsOf[R estate.Member](ctx context.Context, r *Resolver, row R, id func(R) estate.ID, f *shape.DeploymentFilter, pl place) (estate.Page[*estate.Deployment], error) {
	key := loadKey{field: "deployments", asked: filterKey(ctx, f, ""), window: pl.Window, day: pl.asOf()}
	return loadOne(ctx, row, key, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID]estate.Page[*estate.Deployment], error) {
		filter, err := r.deploymentFilter(ctx, f, pl.asOf())
		if err != nil {
			return nil, err
		}
		return r.store.DeploymentsOf(ctx, ids, filter, pl.Window)
	})
}

// dayWindow is window for a list as of a day.
func dayWindow(ctx context.Context, list string, asOf *estate.Date, p paging, today func() estate.Date) (place, error) {
	pl, err := window(ctx, list, p)
	if err != nil {
		return place{}, err
	}
	return pl, pl.setDay(asOf, today, "asOf")
}

// pageOfDay returns a page of row in a list as of a day. It reads for the whole cohort.
func pageOfDay[R estate.Member, T any](ctx context.Context, row R, field string, id func(R) estate.ID, pl place, read func(context.Context, []estate.ID, estate.Date, estate.Window) (map[estate.ID]estate.Page[T], error)) (estate.Page[T], error) {
	key := loadKey{field: field, window: pl.Window, day: pl.asOf()}
	return loadOne(ctx, row, key, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID]estate.Page[T], error) {
		return read(ctx, ids, pl.asOf(), pl.Window)
	})
}

// noticesOf returns a page of notices of row. It reads for the whole cohort.
func noticesOf[R estate.Member](ctx context.Context, r *Resolver, row R, id func(R) estate.ID, f *shape.NoticeFilter, o estate.NoticeOrder, pl place) (estate.Page[*estate.Notice], error) {
	key := loadKey{field: "notices", asked: filterKey(ctx, f, o), window: pl.Window}
	return loadOne(ctx, row, key, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID]estate.Page[*estate.Notice], error) {
		filter, err := r.noticeFilter(ctx, f)
		if err != nil {
			return nil, err
		}
		return r.store.NoticesOf(ctx, ids, filter, o, pl.Window)
	})
}

// contractOf returns the contract of a renewal. It reads for all renewals of the page.
func (r *Resolver) contractOf(ctx context.Context, row *shape.Renewal) (*estate.Contract, error) {
	return loadOne(ctx, row.Row, loadKey{field: "contract"}, func(r *estate.Renewal) estate.ID { return r.ExitPoint.Contract }, r.store.ContractsByID)
}

// boroughsOf returns the boroughs among a contract's parties.
func boroughsOf(c *estate.Contract) []estate.ID {
	var ids []estate.ID
	for _, p := range c.Parties {
		ids = append(ids, p.Borough)
	}
	return ids
}

// suppliersOf returns a contract's suppliers.
func suppliersOf(c *estate.Contract) []estate.ID {
	var ids []estate.ID
	for _, s := range c.Suppliers {
		ids = append(ids, s.Supplier)
	}
	return ids
}

// buyersOf returns the boroughs among a notice's parties.
func buyersOf(n *estate.Notice) []estate.ID {
	var ids []estate.ID
	for _, p := range n.Parties {
		ids = append(ids, p.Borough)
	}
	return ids
}

// makersOf returns the suppliers that any source names as a system's maker.
func makersOf(s *estate.System) []estate.ID {
	var ids []estate.ID
	for _, m := range s.Makers {
		ids = append(ids, m.Supplier)
	}
	return ids
}

// makerOn returns a system's maker on a day, or "" if unknown.
func makerOn(s *estate.System, day estate.Date) estate.ID {
	if m := estate.MakerOn(s, day); m != nil {
		return m.Supplier
	}
	return ""
}

// othersOf returns the other suppliers in a supplier's events.
func othersOf(s *estate.Supplier) []estate.ID {
	var ids []estate.ID
	for _, e := range s.Events {
		ids = append(ids, e.Other)
	}
	return ids
}

// integratedDeployment returns the deployment whose source states the integration.
func integratedDeployment(i *estate.SystemIntegration) estate.ID { return i.Deployment }

func sharedSystemID(s *estate.SystemShare) estate.ID { return s.System.ID }

// linkedContract returns the contract of a link, or "" if the link is a deployment.
func linkedContract(l *estate.SystemLink) estate.ID { return l.Contract }

func qualityOf(b *estate.BoroughQuality) estate.ID { return b.Borough.ID }
func exposedTo(e *estate.Exposure) estate.ID       { return e.Supplier }

func vendorID(v *estate.VendorShare) estate.ID { return v.Vendor.ID }

// nonNil returns list, or an empty list if it is nil, so that answers never show null.
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
