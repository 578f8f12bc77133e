package graph

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// collaborationArguments are the arguments of a question about joint buying. Nil means not given.
type collaborationArguments struct {
	Boroughs              []estate.BoroughKey
	Services, Systems     []estate.ID
	By                    estate.GroupBy
	MinBoroughs           int
	From, To              *estate.Date
	Tolerance, LeadMonths int
	Terms                 []estate.Term
	HasWindow             *bool
	AsOf                  estate.Date // never empty
}

// check checks what can be checked without reading from the store.
func (c collaborationArguments) check() error {
	if err := checkRange("minBoroughs", c.MinBoroughs, 1, allBoroughs); err != nil {
		return err
	}
	if err := checkRange("toleranceMonths", c.Tolerance, 0, estate.MaxToleranceMonths); err != nil {
		return err
	}
	if err := checkRange("leadTimeMonths", c.LeadMonths, 0, maxLeadMonths); err != nil {
		return err
	}
	_, _, err := dayRange(c.From, c.To, c.AsOf, estate.CollaborationMonths)
	return err
}

// collaborationQuery checks the arguments and returns the query they make.
func (r *Resolver) collaborationQuery(ctx context.Context, c collaborationArguments) (estate.CollaborationQuery, error) {
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
		From: from, To: to, ToleranceMonths: c.Tolerance, LeadTimeMonths: c.LeadMonths, HasWindow: c.HasWindow,
	}, r.checkLinks(ctx, nil, c.Systems, c.Services)
}

// answeredPage is a page of opportunities and the query that it answers.
type answeredPage struct {
	page  estate.OpportunityPage
	query estate.CollaborationQuery
}

// opportunitiesOf returns a page of opportunities of a borough. It reads for the whole cohort.
func (r *Resolver) opportunitiesOf(ctx context.Context, row *estate.Borough, c collaborationArguments, pl place) (answeredPage, error) {
	key := loadKey{field: "collaborationOpportunities", asked: argumentsKey(c), window: pl.Window}
	return loadOne(ctx, row, key, boroughID, func(ctx context.Context, ids []estate.ID) (map[estate.ID]answeredPage, error) {
		q, err := r.collaborationQuery(ctx, c)
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

// collaborationsCoverage returns a connection's coverage. It reads once for all boroughs of a
// cohort, because they share one query.
func (r *Resolver) collaborationsCoverage(ctx context.Context, c *shape.CollaborationOpportunityConnection) (*estate.Coverage, error) {
	if c.Borough == nil {
		return r.store.CollaborationsCoverage(ctx, c.Query)
	}
	key := loadKey{field: "collaborationOpportunities.coverage", asked: argumentsKey(c.Query)}
	return estate.Load(ctx, c.Borough, key, func(ctx context.Context, _ []*estate.Borough) (*estate.Coverage, error) {
		found, err := r.store.CollaborationsCoverage(ctx, c.Query)
		if err != nil {
			return nil, newFailure(err)
		}
		return found, nil
	})
}

// opportunityOf returns the opportunity to buy a system. It reads for the whole cohort.
func (r *Resolver) opportunityOf(ctx context.Context, row *estate.System, c collaborationArguments) (*estate.Opportunity, error) {
	key := loadKey{field: "collaborationOpportunity", asked: argumentsKey(c)}
	return loadOne(ctx, row, key, systemID, func(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Opportunity, error) {
		q, err := r.collaborationQuery(ctx, c)
		if err != nil {
			return nil, err
		}
		return estate.OpportunitiesByGroup(ctx, r.store, ids, q)
	})
}

// alignmentsOf returns the opportunities to buy a contract's systems. It reads for the whole
// cohort.
func (r *Resolver) alignmentsOf(ctx context.Context, row *estate.Contract, c collaborationArguments) ([]*estate.Opportunity, error) {
	key := loadKey{field: "alignsWith", asked: argumentsKey(c)}
	found, err := estate.Load(ctx, row, key, func(ctx context.Context, rows []*estate.Contract) (map[estate.ID][]*estate.Opportunity, error) {
		q, err := r.collaborationQuery(ctx, c)
		if err != nil {
			return nil, newFailure(err)
		}
		aligned, err := estate.Alignments(ctx, r.store, rows, q)
		if err != nil {
			return nil, newFailure(err)
		}
		return aligned, nil
	})
	return nonNil(found[row.ID]), err
}

// boroughsOfOpportunity returns some boroughs of an opportunity's group, in the order of ids. It
// reads for all opportunities of the cohort.
func (r *Resolver) boroughsOfOpportunity(ctx context.Context, o *estate.Opportunity, ids []estate.ID) ([]*estate.Borough, error) {
	found, err := loadRelated(ctx, o, loadKey{field: "boroughs"}, func(o *estate.Opportunity) []estate.ID { return o.Boroughs }, r.store.BoroughsByID)
	return inOrder(ids, found), err
}

// shownContract is a contract shown in one of an opportunity's lists.
type shownContract interface {
	In() *estate.Opportunity
	Load() (list string, first int)
	Shown(o *estate.Opportunity) []estate.ID
}

// contractOfOpportunity returns a contract shown in one of an opportunity's lists. It reads for
// all contracts that this list shows in the cohort.
func (r *Resolver) contractOfOpportunity(ctx context.Context, c shownContract, id estate.ID) (*estate.Contract, error) {
	list, first := c.Load()
	found, err := loadRelated(ctx, c.In(), loadKey{field: list, asked: argumentsKey(first)}, c.Shown, r.store.ContractsByID)
	return found[id], err
}

// uncontractedOf returns the first deployments of an opportunity that have no contract. It reads
// for the whole cohort.
func (r *Resolver) uncontractedOf(ctx context.Context, o *estate.Opportunity, first int) ([]*estate.Deployment, error) {
	of := func(o *estate.Opportunity) []estate.ID { return firstOf(o.Uncontracted, first) }
	found, err := loadRelated(ctx, o, loadKey{field: "uncontracted", asked: argumentsKey(first)}, of, r.store.DeploymentsByID)
	return inOrder(of(o), found), err
}

// subjectOf returns what an opportunity is about. It reads for the whole cohort.
func (r *Resolver) subjectOf(ctx context.Context, o *estate.Opportunity) (shape.CollaborationSubject, error) {
	of, key := func(o *estate.Opportunity) estate.ID { return o.Group }, loadKey{field: "subject"}
	switch o.Query.By {
	case estate.GroupBySupplierGroup:
		return loadOne(ctx, o, key, of, r.store.SuppliersByID)
	case estate.GroupByService:
		return loadOne(ctx, o, key, of, r.store.ServicesByID)
	case estate.GroupBySystem:
	}
	return loadOne(ctx, o, key, of, r.store.SystemsByID)
}
