package estate

import (
	"context"
	"slices"
)

// Joint buying (RULES 8): who could buy together, from which day, and what each would
// have to do for it. A Store matches: it hands over each group with its contracts,
// their free dates and the deployments beside them. Everything after that is here:
// joint_window.go finds the windows of a group, joint_rank.go orders windows and
// groups and pages them, joint_offer.go is the form in which a contract's part is stored.

// GroupBy says what makes contracts a group.
type GroupBy string

// What makes contracts a group.
const (
	GroupBySystem        GroupBy = "SYSTEM"         // they cover the system
	GroupBySupplierGroup GroupBy = "SUPPLIER_GROUP" // the head of their systems' makers, else of their sellers
	GroupByService       GroupBy = "SERVICE"        // they are for the service, which is no area
)

// GroupBys are all of them.
var GroupBys = []GroupBy{GroupBySystem, GroupBySupplierGroup, GroupByService}

// GroupByOf is what makes the group that an id names; false if the id names none.
func GroupByOf(group ID) (GroupBy, bool) {
	switch group.Kind() {
	case KindSystem:
		return GroupBySystem, true
	case KindSupplier:
		return GroupBySupplierGroup, true
	case KindService:
		return GroupByService, true
	default:
		return "", false
	}
}

// CollaborationQuery asks which boroughs could buy together.
type CollaborationQuery struct {
	Scope
	By GroupBy
	// Groups looked at, by id; nil is all.
	Groups []ID
	// Services and Systems choose contracts and deployments, an area standing for the
	// services in it, and, where these are what groups are made of, the groups; nil is any.
	Services, Systems []ID
	MinBoroughs       int
	// From and To bound the days looked at, both included; From is never before FirstDay.
	From, To Date
	// ToleranceMonths is how far a start may lie from a free date, either way.
	ToleranceMonths int
	// LeadTimeMonths is how long before a date the work must begin.
	LeadTimeMonths int
}

// The defaults of a CollaborationQuery (RULES 8), and the most tolerance that can be asked for.
const (
	DefaultToleranceMonths = 6
	MaxToleranceMonths     = 24
	DefaultLeadTimeMonths  = 12
	DefaultMinBoroughs     = 2
	// CollaborationMonths is how far ahead windows are looked for unless asked.
	CollaborationMonths = 60
	// MaxWindows is how many windows a group shows.
	MaxWindows = 3
)

// FirstDay is the first day looked at: From, but no earlier than the lead time lets work be done.
func (q CollaborationQuery) FirstDay() Date { return max(q.From, q.AsOf.AddMonths(q.LeadTimeMonths)) }

// Offer is a contract in a group: what it brings to a joint start.
type Offer struct {
	Contract ID
	Term     Term
	Boroughs []ID // its parties among the boroughs asked, by id; never empty
	// AnnualPence is its known price a year; nil where that is not known.
	AnnualPence *int64
	VAT         VAT // of it
	// FreeDates that are not gone, each day once: by day. Empty: no end is known, or none is left.
	FreeDates []FreeDate
}

// ContractID is the contract.
func (o *Offer) ContractID() ID { return o.Contract }

// FreeDate is a day from which a contract no longer binds: the day after an exit point.
type FreeDate struct {
	Date Date
	Kind ExitKind // of the exit point
	// OptionsToTake and ActBy are the exit point's; nil and empty are not known.
	OptionsToTake    *int
	Assumed, Derived bool
	ActBy            Date
}

// ExitPoint is the exit point of a contract that gives the free date.
func (f FreeDate) ExitPoint(contract ID) *ExitPoint {
	return &ExitPoint{
		Contract: contract, Kind: f.Kind, Date: f.Date.AddDays(-1), OptionsToTake: f.OptionsToTake,
		Assumed: f.Assumed, Derived: f.Derived, ActBy: f.ActBy,
	}
}

// options is how many options count for ranking: an end that is only known as the
// latest possible one lies past at least one.
func (f FreeDate) options() int {
	if f.OptionsToTake == nil {
		return 1
	}
	return *f.OptionsToTake
}

// Running is a live deployment in a group.
type Running struct {
	Deployment, Borough ID
}

// CollaborationGroup is what a Store finds of a group.
type CollaborationGroup struct {
	ID     ID // of the system, the head of the suppliers, or the service
	Offers []*Offer
	Runs   []Running // by asked boroughs
}

// Collaborations matches the groups of a CollaborationQuery.
type Collaborations interface {
	// CollaborationGroups hands each group that has a counted contract or a live
	// deployment of an asked borough to take, one after the other, by id, in one
	// statement, and keeps none. It ends with the first error of take, which must not ask the store.
	CollaborationGroups(ctx context.Context, q CollaborationQuery, take func(*CollaborationGroup) error) error
	// CollaborationsCoverage looks at every contract that the filters let through.
	CollaborationsCoverage(ctx context.Context, q CollaborationQuery) (*Coverage, error)
}

// Opportunity is a group with its windows: an answer to a CollaborationQuery.
type Opportunity struct {
	Group ID
	// Boroughs asked for that have a contract in the group or run what it is about, by id.
	Boroughs []ID
	// Windows, at most MaxWindows, the best first; empty if the group can't meet.
	Windows []*JointWindow
	// Offers are all contracts of the group, Unknown those of them that have no free date: no end is known, or none is left.
	Offers, Unknown []*Offer
	// Uncontracted are the deployments in boroughs without a counted contract in the group, by borough, then id.
	Uncontracted []ID

	Query  CollaborationQuery
	Cohort *Cohort
}

func (o *Opportunity) cohort() **Cohort { return &o.Cohort }

// ContractCount is how many contracts are counted in the group.
func (o *Opportunity) ContractCount() int { return len(o.Offers) }

// ContractIDs are the group's contracts, by id.
func (o *Opportunity) ContractIDs() []ID {
	ids := make([]ID, len(o.Offers))
	for i, offer := range o.Offers {
		ids[i] = offer.Contract
	}
	return ids
}

// Joins reports whether a contract joins the best window's start.
func (o *Opportunity) Joins(offer *Offer) bool {
	return len(o.Windows) > 0 && slices.ContainsFunc(o.Windows[0].Participants, func(p *JointParticipant) bool { return p.Offer == offer })
}

// UnknownEndCount is how many of them have no free date.
func (o *Opportunity) UnknownEndCount() int { return len(o.Unknown) }

// UncontractedCount is how many deployments are in boroughs without a counted contract.
func (o *Opportunity) UncontractedCount() int { return len(o.Uncontracted) }

// JointWindow is a longest run of days on which one and the same set of boroughs can start together.
type JointWindow struct {
	From, To  Date
	StartDate Date // the best day in it
	Boroughs  []ID // by id
	// AnnualPence sums the known prices a year of KnownCount of the Joining contracts; nil if none is known.
	AnnualPence *int64
	KnownCount  int
	VAT         VAT
	// GapDays sums |gapDays| over the participants, Options the options that they take.
	GapDays, Options int
	Participants     []*JointParticipant // by contract
	LeftOut          []*JointMiss        // the group's other contracts with a free date, by contract
}

// JointParticipant is a contract that joins on the start date.
type JointParticipant struct {
	*Offer
	Free FreeDate
	// GapDays is the start less the free date: positive is a gap to bridge, negative is double running.
	GapDays int
}

// JointMiss is a contract that does not join on the start date.
type JointMiss struct {
	*Offer
	Free FreeDate // the nearest
	// GapDays is as a participant's. MissesByDays is how far the days on which it can join lie
	// from the window; 0 where it could join on another day of the window.
	GapDays, MissesByDays int
}

// opportunity is a group with some windows.
func opportunity(g *CollaborationGroup, q CollaborationQuery, windows []*JointWindow) *Opportunity {
	o := &Opportunity{Group: g.ID, Windows: windows, Offers: g.Offers, Query: q}
	contracted := map[ID]bool{}
	for _, offer := range g.Offers {
		for _, b := range offer.Boroughs {
			contracted[b] = true
		}
		if len(offer.FreeDates) == 0 {
			o.Unknown = append(o.Unknown, offer)
		}
	}
	boroughs := map[ID]bool{}
	for b := range contracted {
		boroughs[b] = true
	}
	for _, run := range g.Runs {
		boroughs[run.Borough] = true
		if !contracted[run.Borough] {
			o.Uncontracted = append(o.Uncontracted, run.Deployment)
		}
	}
	for b := range boroughs {
		o.Boroughs = append(o.Boroughs, b)
	}
	slices.Sort(o.Boroughs)
	return o
}
