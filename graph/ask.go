package graph

import (
	"context"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// maxKeys is the largest number of keys or ids in a list argument.
const maxKeys = 500

// day returns the requested day, or today.
func (r *Resolver) day(asOf *estate.Date) estate.Date {
	if asOf != nil {
		return *asOf
	}
	return r.today()
}

// boroughIDs returns the ids that borough keys stand for, each once and in order of GSS code. A key
// that is not a GSS code, slug or id may be the name of a borough or partnership.
// It returns nil for an absent list and an empty list for an empty one. Unknown keys give one
// NOT_FOUND error that names all of them.
func (r *Resolver) boroughIDs(ctx context.Context, keys []estate.BoroughKey, argument ...string) ([]estate.ID, error) {
	if keys == nil {
		return nil, nil
	}
	if err := checkLength(len(keys), argument...); err != nil {
		return nil, err
	}
	named, err := r.store.BoroughsByKey(ctx, keys)
	if err != nil {
		return nil, err
	}
	ids, rest := []estate.ID{}, []string{}
	for _, k := range keys {
		found, ok := named[k]
		if !ok {
			rest = append(rest, string(k))
		}
		ids = append(ids, found...)
	}
	if len(rest) > 0 {
		found, err := r.boroughsByName(ctx, rest)
		if err != nil {
			return nil, atArgument(err, argument...)
		}
		ids = append(ids, found...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// checkIDs checks that every id of a list argument is of the given kind and exists. It returns
// INVALID for another kind and NOT_FOUND, naming every missing id.
func checkIDs[V any](ctx context.Context, r *Resolver, ids []estate.ID, kind estate.Kind, read byID[V], argument ...string) error {
	if err := checkLength(len(ids), argument...); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := estate.ParseID(string(id), kind); err != nil {
			return atArgument(err, argument...)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	found, err := read(ctx, ids)
	if err != nil {
		return err
	}
	unknown := []string{}
	for _, id := range ids {
		if _, ok := found[id]; !ok {
			unknown = append(unknown, string(id))
		}
	}
	if len(unknown) > 0 {
		return r.unknownID(ctx, kind, unknown, argument...)
	}
	return nil
}

func checkLength(n int, argument ...string) error {
	if n > maxKeys {
		return atArgument(estate.Invalidf("give at most %d keys in a list; these are %d", maxKeys, n), argument...)
	}
	return nil
}

// unknownID returns the NOT_FOUND error of an argument that has unknown ids of a kind.
func (r *Resolver) unknownID(ctx context.Context, kind estate.Kind, unknown []string, argument ...string) error {
	near, err := r.nearestIDs(ctx, kind, unknown)
	if err != nil {
		return err
	}
	return atArgument(notFound(strings.ToLower(string(kind)), unknown, near), argument...)
}

// notFound returns the NOT_FOUND error that names unknown keys and the known ones nearest to them.
func notFound(what string, keys, near []string) error {
	slices.Sort(keys)
	unknown := strings.Join(slices.Compact(keys), ", ")
	if len(near) == 0 {
		return estate.NotFoundf("there is no %s %s", what, unknown)
	}
	return estate.NotFoundf("there is no %s %s: did you mean %s?", what, unknown, strings.Join(near, " or "))
}

// contractFilter converts and checks a filter of contracts. A nil filter matches all of them.
func (r *Resolver) contractFilter(ctx context.Context, f *shape.ContractFilter, asOf estate.Date) (estate.ContractFilter, error) {
	if f == nil {
		return estate.ContractFilter{AsOf: asOf}, nil
	}
	boroughs, err := r.boroughIDs(ctx, f.Boroughs, "filter", "boroughs")
	if err != nil {
		return estate.ContractFilter{}, err
	}
	filter := estate.ContractFilter{
		Boroughs: boroughs, Suppliers: f.Suppliers, Systems: f.Systems, Services: f.Services,
		Frameworks: f.Frameworks, Terms: f.Terms, Counted: f.Counted, Unknown: f.Unknown, AsOf: asOf,
	}
	if err := checkIDs(ctx, r, f.Frameworks, estate.KindFramework, r.store.FrameworksByID, "filter", "frameworks"); err != nil {
		return estate.ContractFilter{}, err
	}
	if e := f.EndDate; e != nil {
		filter.EndFrom, filter.EndTo, filter.IncludeUnknown = valueOr(e.From, ""), valueOr(e.To, ""), e.IncludeUnknown
		if filter.EndTo.Before(filter.EndFrom) {
			return estate.ContractFilter{}, atArgument(estate.Invalidf("from %s is after to %s", filter.EndFrom, filter.EndTo), "filter", "endDate", "from")
		}
	}
	return filter, r.checkLinks(ctx, f.Suppliers, f.Systems, f.Services, "filter")
}

// checkLinks checks the lists of ids that contracts are filtered by. The path under leads to the
// input object that holds them.
func (r *Resolver) checkLinks(ctx context.Context, suppliers, systems, services []estate.ID, under ...string) error {
	if err := checkIDs(ctx, r, suppliers, estate.KindSupplier, r.store.SuppliersByID, append(under, "suppliers")...); err != nil {
		return err
	}
	if err := checkIDs(ctx, r, systems, estate.KindSystem, r.store.SystemsByID, append(under, "systems")...); err != nil {
		return err
	}
	return checkIDs(ctx, r, services, estate.KindService, r.store.ServicesByID, append(under, "services")...)
}

// noticeFilter converts and checks a filter of notices. A nil filter matches all of them.
func (r *Resolver) noticeFilter(ctx context.Context, f *shape.NoticeFilter) (estate.NoticeFilter, error) {
	if f == nil {
		return estate.NoticeFilter{}, nil
	}
	boroughs, err := r.boroughIDs(ctx, f.Boroughs, "filter", "boroughs")
	if err != nil {
		return estate.NoticeFilter{}, err
	}
	if err := checkIDs(ctx, r, f.Services, estate.KindService, r.store.ServicesByID, "filter", "services"); err != nil {
		return estate.NoticeFilter{}, err
	}
	cpv, err := cpvPrefixes(f.CPV, "filter", "cpv")
	if err != nil {
		return estate.NoticeFilter{}, err
	}
	filter := estate.NoticeFilter{Boroughs: boroughs, Services: f.Services, Stages: f.Stages, CPV: cpv}
	if filter.Deadline, err = dayFilter(f.TenderDeadline, "filter", "tenderDeadline"); err != nil {
		return estate.NoticeFilter{}, err
	}
	filter.Published, err = dayFilter(f.PublishedDate, "filter", "publishedDate")
	return filter, err
}

// cpvPrefixes returns, for each CPV code, the digits that it and all codes below it begin with.
// For example, 48000000 and 48 both give 48. It returns nil for an absent list.
func cpvPrefixes(codes []string, argument ...string) ([]string, error) {
	if codes == nil {
		return nil, nil
	}
	if err := checkLength(len(codes), argument...); err != nil {
		return nil, err
	}
	prefixes := make([]string, len(codes))
	for i, code := range codes {
		branch, ok := estate.CPVPrefix(code)
		if !ok {
			return nil, atArgument(estate.Invalidf("%q is not a CPV code: give 2 to 8 digits, such as 48 or 48000000", code), argument...)
		}
		prefixes[i] = branch
	}
	return prefixes, nil
}

// dayFilter converts a range of days. An absent end is open.
func dayFilter(r *shape.DateRange, argument ...string) (estate.DayRange, error) {
	if r == nil {
		return estate.DayRange{}, nil
	}
	days := estate.DayRange{From: valueOr(r.From, ""), To: valueOr(r.To, ""), IncludeUnknown: r.IncludeUnknown}
	if days.To.Before(days.From) {
		return estate.DayRange{}, atArgument(estate.Invalidf("from %s is after to %s", days.From, days.To), append(argument, "from")...)
	}
	return days, nil
}

// frameworkFilter converts and checks a filter of frameworks.
func (r *Resolver) frameworkFilter(ctx context.Context, f shape.FrameworkFilter) (estate.FrameworkFilter, error) {
	boroughs, err := r.boroughIDs(ctx, f.Boroughs, "filter", "boroughs")
	if err != nil {
		return estate.FrameworkFilter{}, err
	}
	filter := estate.FrameworkFilter{Boroughs: boroughs, Suppliers: f.Suppliers}
	return filter, checkIDs(ctx, r, f.Suppliers, estate.KindSupplier, r.store.SuppliersByID, "filter", "suppliers")
}

// deploymentFilter converts and checks a filter of deployments. A nil filter matches all.
func (r *Resolver) deploymentFilter(ctx context.Context, f *shape.DeploymentFilter, asOf estate.Date) (estate.DeploymentFilter, error) {
	if f == nil {
		return estate.DeploymentFilter{AsOf: asOf}, nil
	}
	filter := estate.DeploymentFilter{Services: f.Services, Statuses: f.Statuses, AsOf: asOf}
	return filter, checkIDs(ctx, r, f.Services, estate.KindService, r.store.ServicesByID, "filter", "services")
}

// systemFilter converts and checks a filter of systems.
func (r *Resolver) systemFilter(ctx context.Context, f shape.SystemFilter, asOf estate.Date) (estate.SystemFilter, error) {
	boroughs, err := r.boroughIDs(ctx, f.Boroughs, "filter", "boroughs")
	if err != nil {
		return estate.SystemFilter{}, err
	}
	if err := checkIDs(ctx, r, f.Services, estate.KindService, r.store.ServicesByID, "filter", "services"); err != nil {
		return estate.SystemFilter{}, err
	}
	filter := estate.SystemFilter{Services: f.Services, Boroughs: boroughs, Makers: f.Makers, AsOf: asOf}
	return filter, checkIDs(ctx, r, f.Makers, estate.KindSupplier, r.store.SuppliersByID, "filter", "makers")
}

// checkSubject checks that the system or service that a question is about exists.
func (r *Resolver) checkSubject(ctx context.Context, system, service *estate.ID) error {
	if system != nil {
		return checkIDs(ctx, r, []estate.ID{*system}, estate.KindSystem, r.store.SystemsByID, "system")
	}
	return checkIDs(ctx, r, []estate.ID{*service}, estate.KindService, r.store.ServicesByID, "service")
}

// valueOr returns *p, or otherwise if p is nil.
func valueOr[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
