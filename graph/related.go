package graph

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// contractWindow is the place in a list of contracts. Its day is the filter's.
func contractWindow(ctx context.Context, list string, f *shape.ContractFilter, o estate.ContractOrder, p paging, today func() estate.Date) (place, error) {
	pl, err := window(ctx, list+"/"+string(o), p)
	if err != nil {
		return place{}, err
	}
	return pl, pl.on(or(f, shape.ContractFilter{}).AsOf, today, "filter", "asOf")
}

// contractsOf is the page of contracts of row, read for its whole cohort.
func contractsOf[R estate.Member](ctx context.Context, r *Resolver, row R, id func(R) estate.ID, f *shape.ContractFilter, o estate.ContractOrder, pl place) (estate.Page[*estate.Contract], error) {
	what := load{field: "contracts", asked: asked(f, o), window: pl.Window, day: pl.asOf()}
	return one(ctx, row, what, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID]estate.Page[*estate.Contract], error) {
		filter, err := r.contracts(ctx, f, pl.asOf())
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

// deploymentWindow is the place in a list of deployments. Its day is the filter's.
func deploymentWindow(ctx context.Context, list string, f *shape.DeploymentFilter, p paging, today func() estate.Date) (place, error) {
	pl, err := window(ctx, list, p)
	if err != nil {
		return place{}, err
	}
	return pl, pl.on(or(f, shape.DeploymentFilter{}).AsOf, today, "filter", "asOf")
}

// deploymentsOf is the page of deployments of row, read for its whole cohort.
func deploymentsOf[R estate.Member](ctx context.Context, r *Resolver, row R, id func(R) estate.ID, f *shape.DeploymentFilter, pl place) (estate.Page[*estate.Deployment], error) {
	what := load{field: "deployments", asked: asked(f), window: pl.Window, day: pl.asOf()}
	return one(ctx, row, what, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID]estate.Page[*estate.Deployment], error) {
		filter, err := r.deployments(ctx, f, pl.asOf())
		if err != nil {
			return nil, err
		}
		return r.store.DeploymentsOf(ctx, ids, filter, pl.Window)
	})
}

// dayWindow is the place in a list as of a day.
func dayWindow(ctx context.Context, list string, asOf *estate.Date, p paging, today func() estate.Date) (place, error) {
	pl, err := window(ctx, list, p)
	if err != nil {
		return place{}, err
	}
	return pl, pl.on(asOf, today, "asOf")
}

// pageOn is the page of row in a list as of a day, read for its whole cohort.
func pageOn[R estate.Member, T any](ctx context.Context, row R, field string, id func(R) estate.ID, pl place, read func(context.Context, []estate.ID, estate.Date, estate.Window) (map[estate.ID]estate.Page[T], error)) (estate.Page[T], error) {
	what := load{field: field, window: pl.Window, day: pl.asOf()}
	return one(ctx, row, what, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID]estate.Page[T], error) {
		return read(ctx, ids, pl.asOf(), pl.Window)
	})
}

// noticesOf is the page of notices of row, read for its whole cohort.
func noticesOf[R estate.Member](ctx context.Context, r *Resolver, row R, id func(R) estate.ID, f *shape.NoticeFilter, o estate.NoticeOrder, pl place) (estate.Page[*estate.Notice], error) {
	what := load{field: "notices", asked: asked(f, o), window: pl.Window}
	return one(ctx, row, what, id, func(ctx context.Context, ids []estate.ID) (map[estate.ID]estate.Page[*estate.Notice], error) {
		filter, err := r.notices(ctx, f)
		if err != nil {
			return nil, err
		}
		return r.store.NoticesOf(ctx, ids, filter, o, pl.Window)
	})
}

// contractOf is the contract of a renewal, read for all renewals of its page.
func (r *Resolver) contractOf(ctx context.Context, row *shape.Renewal) (*estate.Contract, error) {
	return one(ctx, row.Row, load{field: "contract"}, func(r *estate.Renewal) estate.ID { return r.ExitPoint.Contract }, r.store.ContractsByID)
}

// boroughsOf are the boroughs among a contract's parties.
func boroughsOf(c *estate.Contract) []estate.ID {
	var ids []estate.ID
	for _, p := range c.Parties {
		ids = append(ids, p.Borough)
	}
	return ids
}

// suppliersOf are a contract's suppliers.
func suppliersOf(c *estate.Contract) []estate.ID {
	var ids []estate.ID
	for _, s := range c.Suppliers {
		ids = append(ids, s.Supplier)
	}
	return ids
}

// buyersOf are the boroughs among a notice's parties.
func buyersOf(n *estate.Notice) []estate.ID {
	var ids []estate.ID
	for _, p := range n.Parties {
		ids = append(ids, p.Borough)
	}
	return ids
}

// makersOf are the suppliers that any source names as a system's maker.
func makersOf(s *estate.System) []estate.ID {
	var ids []estate.ID
	for _, m := range s.Makers {
		ids = append(ids, m.Supplier)
	}
	return ids
}

// makerOn is a system's maker as of a day; empty if unknown.
func makerOn(s *estate.System, day estate.Date) estate.ID {
	if m := estate.MakerOn(s, day); m != nil {
		return m.Supplier
	}
	return ""
}

// othersOf are the other suppliers in a supplier's events.
func othersOf(s *estate.Supplier) []estate.ID {
	var ids []estate.ID
	for _, e := range s.Events {
		ids = append(ids, e.Other)
	}
	return ids
}

// integratedDeployment is the deployment that an integration is stated of.
func integratedDeployment(i *estate.SystemIntegration) estate.ID { return i.Deployment }

func sharedSystemID(s *estate.SystemShare) estate.ID { return s.System.ID }

// linkedContract is the contract of a link; empty where it is by a deployment.
func linkedContract(l *estate.SystemLink) estate.ID { return l.Contract }

func qualityOf(b *estate.BoroughQuality) estate.ID { return b.Borough.ID }
func exposedTo(e *estate.Exposure) estate.ID       { return e.Supplier }

func vendorID(v *estate.VendorShare) estate.ID { return v.Vendor.ID }

// orEmpty is a list that is never null in an answer.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
