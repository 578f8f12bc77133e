package graph

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"boroughgraph/estate"
	"boroughgraph/graph/scalar"
	"boroughgraph/graph/timeline"
)

// A picture shows at least shownBefore months before its day and shownAfter months after its
// window.
const (
	shownBefore = 12
	shownAfter  = 12
)

// Timeline returns the function that draws the opportunity of a group as SVG. The values asked are
// the arguments of collaborationOpportunities by name; a list repeats its name. An unknown argument
// is INVALID. A group that no borough has a contract for or runs is NOT_FOUND.
func Timeline(store estate.Store, today func() estate.Date) func(ctx context.Context, group estate.ID, asked url.Values) ([]byte, error) {
	r := &Resolver{store: store, today: today}
	return func(ctx context.Context, group estate.ID, asked url.Values) ([]byte, error) {
		by, ok := estate.GroupByOf(group)
		if !ok {
			return nil, estate.Invalidf("%q is not a system, supplier or service: take the address from the field timeline of an answer", group)
		}
		c, err := collaborationOf(asked, today())
		if err != nil {
			return nil, err
		}
		c.By = by
		q, err := r.collaborationQuery(ctx, c)
		if err != nil {
			return nil, err
		}
		found, err := estate.OpportunitiesByGroup(ctx, store, []estate.ID{group}, q)
		if err != nil {
			return nil, err
		}
		if found[group] == nil {
			return nil, estate.NotFoundf("no borough is known to have a contract for %s or to run it", group)
		}
		picture, err := r.picture(ctx, found[group])
		if err != nil {
			return nil, err
		}
		return timeline.Draw(picture), nil
	}
}

// collaborationOf reads the arguments of a URL.
func collaborationOf(asked url.Values, today estate.Date) (collaborationArguments, error) {
	c := collaborationArguments{
		MinBoroughs: estate.DefaultMinBoroughs, Tolerance: estate.DefaultToleranceMonths, LeadMonths: estate.DefaultLeadTimeMonths, AsOf: today,
	}
	for name, values := range asked {
		if err := c.set(name, values); err != nil {
			return c, atArgument(err, name)
		}
	}
	return c, nil
}

// set sets one argument from its values.
func (c *collaborationArguments) set(name string, values []string) (err error) {
	last := values[len(values)-1]
	var day estate.Date
	switch name {
	case "asOf":
		c.AsOf, err = estate.ParseDate(last)
	case "from":
		day, err = estate.ParseDate(last)
		c.From = &day
	case "to":
		day, err = estate.ParseDate(last)
		c.To = &day
	case "minBoroughs":
		c.MinBoroughs, err = wholeNumber(last)
	case "toleranceMonths":
		c.Tolerance, err = wholeNumber(last)
	case "leadTimeMonths":
		c.LeadMonths, err = wholeNumber(last)
	case "boroughs":
		for _, v := range values {
			c.Boroughs = append(c.Boroughs, estate.BoroughKey(v))
		}
	case "systems":
		c.Systems = ids(values)
	case "services":
		c.Services = ids(values)
	case "terms":
		for _, v := range values {
			term, err := scalar.UnmarshalTerm(v)
			if err != nil {
				return err
			}
			c.Terms = append(c.Terms, term)
		}
	default:
		err = estate.Invalidf("there is no argument %s: take the address from the field timeline of an answer", name)
	}
	return err
}

func ids(values []string) []estate.ID {
	found := make([]estate.ID, len(values))
	for i, v := range values {
		found[i] = estate.ID(v)
	}
	return found
}

func wholeNumber(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, estate.Invalidf("%q is not a whole number", text)
	}
	return n, nil
}

// picture returns what an opportunity's picture shows, with the names read from the store.
func (r *Resolver) picture(ctx context.Context, o *estate.Opportunity) (timeline.Picture, error) {
	p := timeline.Picture{AsOf: o.Query.AsOf, From: o.Query.AsOf.AddMonths(-shownBefore), To: o.Query.AsOf.AddMonths(estate.CollaborationMonths)}
	contracts, err := r.store.ContractsByID(ctx, o.ContractIDs())
	if err != nil {
		return p, err
	}
	boroughs, err := r.store.BoroughsByID(ctx, o.Boroughs)
	if err != nil {
		return p, err
	}
	names := func(ids []estate.ID) []string {
		var found []string
		for _, b := range inOrder(ids, boroughs) {
			found = append(found, b.Name)
		}
		return found
	}
	subject, err := r.subjectOf(ctx, o)
	if err != nil {
		return p, err
	}
	p.Subject = nameOf(subject)
	if len(o.Windows) > 0 {
		p.Window = o.Windows[0]
		p.Boroughs, p.To = names(p.Window.Boroughs), max(p.To, p.Window.To.AddMonths(shownAfter))
	}
	for _, offer := range o.Offers {
		row := timeline.Row{Boroughs: names(offer.Boroughs), Offer: offer, Joins: o.Joins(offer)}
		if c := contracts[offer.Contract]; c != nil {
			row.Title, row.Start = c.Title, c.StartDate.First()
		}
		p.Rows = append(p.Rows, row)
	}
	slices.SortStableFunc(p.Rows, func(a, b timeline.Row) int { return slices.Compare(a.Boroughs, b.Boroughs) })
	return p, nil
}

// nameOf returns the name of an opportunity's subject.
func nameOf(subject any) string {
	switch s := subject.(type) {
	case *estate.System:
		return s.Name
	case *estate.Supplier:
		return s.Name
	case *estate.Service:
		return s.Name
	}
	return ""
}
