package estate

import "context"

// RenewalsQuery asks what falls due within a range of days, both included.
type RenewalsQuery struct {
	Scope
	From, To  Date
	Suppliers []ID // of the contract; nil is any
	Systems   []ID
	Services  []ID
	Kinds     []ExitKind // nil is all
	// LeadTimeMonths is how long before a date the work must begin.
	LeadTimeMonths int
}

// Renewal is one contract at one of its exit points.
type Renewal struct {
	ExitPoint *ExitPoint `json:"exitPoint"`
	Term      Term       `json:"term"`

	LeadTimeMonths int     `json:"-"`
	Cohort         *Cohort `json:"-"`
}

func (r *Renewal) cohort() **Cohort { return &r.Cohort }

// MostSelective takes one id list out of the query, as ContractFilter.MostSelective does.
func (q RenewalsQuery) MostSelective() (targets []ID, rest RenewalsQuery) {
	named := ContractFilter{Boroughs: q.Boroughs, Suppliers: q.Suppliers, Systems: q.Systems, Services: q.Services}
	targets, named = named.MostSelective()
	q.Boroughs, q.Suppliers, q.Systems, q.Services = named.Boroughs, named.Suppliers, named.Systems, named.Services
	return targets, q
}

// StartBy returns the day on which the work must begin: LeadTimeMonths before the date. It is
// always derived.
func (r *Renewal) StartBy() Date { return r.ExitPoint.StartBy(r.LeadTimeMonths) }

// OptionsLeft returns how many of the contract's options lie beyond an exit point and are neither
// taken nor lapsed on a day. It returns nil if the options are unknown, or if the exit point is
// only stated as the latest possible end.
func (c *Contract) OptionsLeft(p *ExitPoint, asOf Date) *int {
	options := c.ExtensionsOn(asOf)
	if options == nil || p.OptionsToTake == nil {
		return nil
	}
	left := -*p.OptionsToTake
	for _, x := range options {
		if x.State == ExtensionAvailable || x.State == ExtensionUnknown {
			left++
		}
	}
	return new(max(left, 0))
}

// Renewals finds the contracts that fall due. If Scope.Boroughs is empty but not nil, the answer is
// empty.
type Renewals interface {
	// Renewals pages contracts at their exit points by ExitPoint.SortKey.
	Renewals(ctx context.Context, q RenewalsQuery, w Window) (Page[*Renewal], error)
	// RenewalsCoverage considers every contract that matches the filters, whatever its dates.
	RenewalsCoverage(ctx context.Context, q RenewalsQuery) (*Coverage, error)
}
