package graph

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// collaboration is the arguments of a question about joint purchases, as asked; nil is not given.
type collaboration struct {
	Boroughs              []estate.BoroughKey
	Services, Systems     []estate.ID
	By                    estate.GroupBy
	MinBoroughs           int
	From, To              *estate.Date
	Tolerance, LeadMonths int
	Terms                 []estate.Term
	AsOf                  estate.Date // settled
}

// check refuses what can be refused without asking the store.
func (c collaboration) check() error {
	if err := within("minBoroughs", c.MinBoroughs, 1, allBoroughs); err != nil {
		return err
	}
	if err := within("toleranceMonths", c.Tolerance, 0, estate.MaxToleranceMonths); err != nil {
		return err
	}
	if err := within("leadTimeMonths", c.LeadMonths, 0, maxLeadMonths); err != nil {
		return err
	}
	_, _, err := dayRange(c.From, c.To, c.AsOf, estate.CollaborationMonths)
	return err
}

// collaboration turns arguments into the domain's query.
func (r *Resolver) collaboration(ctx context.Context, c collaboration) (estate.CollaborationQuery, error) {
	if err := c.check(); err != nil {
		return estate.CollaborationQuery{}, err
	}
	from, to, err := dayRange(c.From, c.To, c.AsOf, estate.CollaborationMonths)
	if err != nil {
		return estate.CollaborationQuery{}, err
	}
	scope, err := r.scope(ctx, c.Boroughs, c.Terms, c.AsOf)
	if err != nil {
		return estate.CollaborationQuery{}, err
	}
	return estate.CollaborationQuery{
		Scope: scope, By: c.By, Services: c.Services, Systems: c.Systems, MinBoroughs: c.MinBoroughs,
		From: from, To: to, ToleranceMonths: c.Tolerance, LeadTimeMonths: c.LeadMonths,
	}, r.linked(ctx, nil, c.Systems, c.Services)
}

// answeredPage is a page of opportunities with the query it answers.
type answeredPage struct {
	page  estate.Page[*estate.Opportunity]
	query estate.CollaborationQuery
}

// opportunitiesOf is the page of opportunities of a borough, read for its whole cohort.
func (r *Resolver) opportunitiesOf(ctx context.Context, row *estate.Borough, c collaboration, pl place) (answeredPage, error) {
	what := load{field: "collaborationOpportunities", asked: asked(c), window: pl.Window}
	return one(ctx, row, what, boroughID, func(ctx context.Context, ids []estate.ID) (map[estate.ID]answeredPage, error) {
		q, err := r.collaboration(ctx, c)
		if err != nil {
			return nil, err
		}
		pages, err := estate.CollaborationOpportunitiesOf(ctx, r.store, ids, q, pl.Window)
		found := make(map[estate.ID]answeredPage, len(pages))
		for id, page := range pages {
			found[id] = answeredPage{page, q}
		}
		return found, err
	})
}

// collaborationsCoverage is a connection's coverage. Boroughs read together asked one question, so that it is
// read once for them.
func (r *Resolver) collaborationsCoverage(ctx context.Context, c *shape.CollaborationOpportunityConnection) (*estate.Coverage, error) {
	if c.Borough == nil {
		return r.store.CollaborationsCoverage(ctx, c.Query)
	}
	what := load{field: "collaborationOpportunities.coverage", asked: asked(c.Query)}
	return estate.Load(ctx, c.Borough, what, func(ctx context.Context, _ []*estate.Borough) (*estate.Coverage, error) {
		found, err := r.store.CollaborationsCoverage(ctx, c.Query)
		if err != nil {
			return nil, failed(err)
		}
		return found, nil
	})
}

// opportunityOf is the opportunity that a system is, read for its whole cohort.
func (r *Resolver) opportunityOf(ctx context.Context, row *estate.System, c collaboration) (*estate.Opportunity, error) {
	what := load{field: "collaborationOpportunity", asked: asked(c)}
	return one(ctx, row, what, systemID, func(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Opportunity, error) {
		q, err := r.collaboration(ctx, c)
		if err != nil {
			return nil, err
		}
		return estate.OpportunitiesByGroup(ctx, r.store, ids, q)
	})
}

// alignmentsOf are the opportunities of a contract's systems, read for its whole cohort.
func (r *Resolver) alignmentsOf(ctx context.Context, row *estate.Contract, c collaboration) ([]*estate.Opportunity, error) {
	what := load{field: "alignsWith", asked: asked(c)}
	found, err := estate.Load(ctx, row, what, func(ctx context.Context, rows []*estate.Contract) (map[estate.ID][]*estate.Opportunity, error) {
		q, err := r.collaboration(ctx, c)
		if err != nil {
			return nil, failed(err)
		}
		aligned, err := estate.Alignments(ctx, r.store, rows, q)
		if err != nil {
			return nil, failed(err)
		}
		return aligned, nil
	})
	return orEmpty(found[row.ID]), err
}

// boroughsOfOpportunity are boroughs of an opportunity's group, read for all opportunities of its cohort.
func (r *Resolver) boroughsOfOpportunity(ctx context.Context, o *estate.Opportunity, ids []estate.ID) ([]*estate.Borough, error) {
	found, err := related(ctx, o, load{field: "boroughs"}, func(o *estate.Opportunity) []estate.ID { return o.Boroughs }, r.store.BoroughsByID)
	return inOrder(ids, found), err
}

// shownContract is a contract in a list of an opportunity.
type shownContract interface {
	In() *estate.Opportunity
	Load() (list string, first int)
	Shown(o *estate.Opportunity) []estate.ID
}

// contractOfOpportunity is a contract in a list of an opportunity, read for all that the lists of its cohort show.
func (r *Resolver) contractOfOpportunity(ctx context.Context, c shownContract, id estate.ID) (*estate.Contract, error) {
	list, first := c.Load()
	found, err := related(ctx, c.In(), load{field: list, asked: asked(first)}, c.Shown, r.store.ContractsByID)
	return found[id], err
}

// uncontractedOf are the first deployments of an opportunity without a contract, read for its whole cohort.
func (r *Resolver) uncontractedOf(ctx context.Context, o *estate.Opportunity, first int) ([]*estate.Deployment, error) {
	of := func(o *estate.Opportunity) []estate.ID { return firstOf(o.Uncontracted, first) }
	found, err := related(ctx, o, load{field: "uncontracted", asked: asked(first)}, of, r.store.DeploymentsByID)
	return inOrder(of(o), found), err
}

// subjectOf is what an opportunity is about, read for its whole cohort.
func (r *Resolver) subjectOf(ctx context.Context, o *estate.Opportunity) (shape.CollaborationSubject, error) {
	of, what := func(o *estate.Opportunity) estate.ID { return o.Group }, load{field: "subject"}
	switch o.Query.By {
	case estate.GroupBySupplierGroup:
		return one(ctx, o, what, of, r.store.SuppliersByID)
	case estate.GroupByService:
		return one(ctx, o, what, of, r.store.ServicesByID)
	case estate.GroupBySystem:
	}
	return one(ctx, o, what, of, r.store.SystemsByID)
}
