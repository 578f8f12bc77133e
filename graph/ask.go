package graph

import (
	"context"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/graph/shape"
)

// maxKeys is how many keys or ids a list argument may hold.
const maxKeys = 500

// day is the day asked for, else today.
func (r *Resolver) day(asOf *estate.Date) estate.Date {
	if asOf != nil {
		return *asOf
	}
	return r.today()
}

// boroughs are the ids that borough keys name, each once, by GSS code: nil for an
// absent list, empty for an empty one. Keys that name nothing are NOT_FOUND, all in one error.
func (r *Resolver) boroughs(ctx context.Context, keys []estate.BoroughKey, argument ...string) ([]estate.ID, error) {
	if keys == nil {
		return nil, nil
	}
	if err := fewEnough(len(keys), argument...); err != nil {
		return nil, err
	}
	named, err := r.store.BoroughsByKey(ctx, keys)
	if err != nil {
		return nil, err
	}
	ids, unknown := []estate.ID{}, []string{}
	for _, k := range keys {
		found, ok := named[k]
		if !ok {
			unknown = append(unknown, string(k))
		}
		ids = append(ids, found...)
	}
	if len(unknown) > 0 {
		return nil, at(missing("borough or partnership", unknown), argument...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// known checks that the ids of a list argument are of a kind and name something.
func known[V any](ctx context.Context, ids []estate.ID, kind estate.Kind, read byID[V], argument ...string) error {
	if err := fewEnough(len(ids), argument...); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := estate.ParseID(string(id), kind); err != nil {
			return at(err, argument...)
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
		return at(missing(strings.ToLower(string(kind)), unknown), argument...)
	}
	return nil
}

func fewEnough(n int, argument ...string) error {
	if n > maxKeys {
		return at(estate.Invalidf("give at most %d keys in a list; these are %d", maxKeys, n), argument...)
	}
	return nil
}

// missing names keys that lead nowhere.
func missing(what string, keys []string) error {
	slices.Sort(keys)
	return estate.NotFoundf("there is no %s %s", what, strings.Join(slices.Compact(keys), ", "))
}

// contracts turns a filter of contracts into the domain's. Absent is no filter.
func (r *Resolver) contracts(ctx context.Context, f *shape.ContractFilter, asOf estate.Date) (estate.ContractFilter, error) {
	if f == nil {
		return estate.ContractFilter{AsOf: asOf}, nil
	}
	boroughs, err := r.boroughs(ctx, f.Boroughs, "filter", "boroughs")
	if err != nil {
		return estate.ContractFilter{}, err
	}
	filter := estate.ContractFilter{
		Boroughs: boroughs, Suppliers: f.Suppliers, Systems: f.Systems, Services: f.Services, Terms: f.Terms, AsOf: asOf,
	}
	if e := f.EndDate; e != nil {
		filter.EndFrom, filter.EndTo, filter.IncludeUnknown = or(e.From, ""), or(e.To, ""), e.IncludeUnknown
		if filter.EndTo.Before(filter.EndFrom) {
			return estate.ContractFilter{}, at(estate.Invalidf("from %s is after to %s", filter.EndFrom, filter.EndTo), "filter", "endDate", "from")
		}
	}
	return filter, r.linked(ctx, f.Suppliers, f.Systems, f.Services, "filter")
}

// linked checks the lists of ids by which contracts are chosen, below the argument under.
func (r *Resolver) linked(ctx context.Context, suppliers, systems, services []estate.ID, under ...string) error {
	if err := known(ctx, suppliers, estate.KindSupplier, r.store.SuppliersByID, append(under, "suppliers")...); err != nil {
		return err
	}
	if err := known(ctx, systems, estate.KindSystem, r.store.SystemsByID, append(under, "systems")...); err != nil {
		return err
	}
	return known(ctx, services, estate.KindService, r.store.ServicesByID, append(under, "services")...)
}

// notices turns a filter of notices into the domain's. Absent is no filter.
func (r *Resolver) notices(ctx context.Context, f *shape.NoticeFilter) (estate.NoticeFilter, error) {
	if f == nil {
		return estate.NoticeFilter{}, nil
	}
	boroughs, err := r.boroughs(ctx, f.Boroughs, "filter", "boroughs")
	if err != nil {
		return estate.NoticeFilter{}, err
	}
	if err := known(ctx, f.Services, estate.KindService, r.store.ServicesByID, "filter", "services"); err != nil {
		return estate.NoticeFilter{}, err
	}
	if err := beginnings(f.CPV, "filter", "cpv"); err != nil {
		return estate.NoticeFilter{}, err
	}
	filter := estate.NoticeFilter{Boroughs: boroughs, Services: f.Services, Stages: f.Stages, CPV: f.CPV}
	if filter.Deadline, err = days(f.TenderDeadline, "filter", "tenderDeadline"); err != nil {
		return estate.NoticeFilter{}, err
	}
	filter.Published, err = days(f.PublishedDate, "filter", "publishedDate")
	return filter, err
}

// beginnings checks that every text can begin a code of the Common Procurement Vocabulary.
func beginnings(codes []string, argument ...string) error {
	if err := fewEnough(len(codes), argument...); err != nil {
		return err
	}
	for _, code := range codes {
		if len(code) < 2 || len(code) > 8 || strings.Trim(code, "0123456789") != "" {
			return at(estate.Invalidf("%q does not begin a CPV code: give 2 to 8 digits, without the check digit, such as 48", code), argument...)
		}
	}
	return nil
}

// branches are what the codes below some codes of the Common Procurement Vocabulary begin with; nil for an absent list.
func branches(codes []string, argument ...string) ([]string, error) {
	if codes == nil {
		return nil, nil
	}
	if err := fewEnough(len(codes), argument...); err != nil {
		return nil, err
	}
	beginnings := make([]string, len(codes))
	for i, code := range codes {
		branch, ok := estate.CPVBranch(code)
		if !ok {
			return nil, at(estate.Invalidf("%q is no CPV code: give 2 to 8 digits, such as 48 or 48000000", code), argument...)
		}
		beginnings[i] = branch
	}
	return beginnings, nil
}

// days turns a range of days into the domain's. Absent is open.
func days(r *shape.DateRange, argument ...string) (estate.DayRange, error) {
	if r == nil {
		return estate.DayRange{}, nil
	}
	days := estate.DayRange{From: or(r.From, ""), To: or(r.To, ""), IncludeUnknown: r.IncludeUnknown}
	if days.To.Before(days.From) {
		return estate.DayRange{}, at(estate.Invalidf("from %s is after to %s", days.From, days.To), append(argument, "from")...)
	}
	return days, nil
}

// frameworks turns a filter of frameworks into the domain's.
func (r *Resolver) frameworks(ctx context.Context, f shape.FrameworkFilter) (estate.FrameworkFilter, error) {
	boroughs, err := r.boroughs(ctx, f.Boroughs, "filter", "boroughs")
	if err != nil {
		return estate.FrameworkFilter{}, err
	}
	filter := estate.FrameworkFilter{Boroughs: boroughs, Suppliers: f.Suppliers}
	return filter, known(ctx, f.Suppliers, estate.KindSupplier, r.store.SuppliersByID, "filter", "suppliers")
}

// deployments turns a filter of deployments into the domain's. Absent is no filter.
func (r *Resolver) deployments(ctx context.Context, f *shape.DeploymentFilter, asOf estate.Date) (estate.DeploymentFilter, error) {
	if f == nil {
		return estate.DeploymentFilter{AsOf: asOf}, nil
	}
	filter := estate.DeploymentFilter{Services: f.Services, Statuses: f.Statuses, AsOf: asOf}
	return filter, known(ctx, f.Services, estate.KindService, r.store.ServicesByID, "filter", "services")
}

// systems turns a filter of systems into the domain's.
func (r *Resolver) systems(ctx context.Context, f shape.SystemFilter, asOf estate.Date) (estate.SystemFilter, error) {
	boroughs, err := r.boroughs(ctx, f.Boroughs, "filter", "boroughs")
	if err != nil {
		return estate.SystemFilter{}, err
	}
	if err := known(ctx, f.Services, estate.KindService, r.store.ServicesByID, "filter", "services"); err != nil {
		return estate.SystemFilter{}, err
	}
	filter := estate.SystemFilter{Services: f.Services, Boroughs: boroughs, Makers: f.Makers, AsOf: asOf}
	return filter, known(ctx, f.Makers, estate.KindSupplier, r.store.SuppliersByID, "filter", "makers")
}

// subject checks the system or the service that a question is about.
func (r *Resolver) subject(ctx context.Context, system, service *estate.ID) error {
	if system != nil {
		return known(ctx, []estate.ID{*system}, estate.KindSystem, r.store.SystemsByID, "system")
	}
	return known(ctx, []estate.ID{*service}, estate.KindService, r.store.ServicesByID, "service")
}

// or is what a pointer points at, else a value to take instead; the zero of a
// filter that was not given is one that asks for nothing.
func or[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}
