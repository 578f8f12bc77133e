package estate

import (
	"context"
	"slices"
)

// Joint buying (RULES 8) finds who could buy together, from which day, and what each borough would
// have to do for it. A Store finds the contracts, free dates and deployments of each group.
// Everything after that is here: joint_window.go finds the windows of a group, joint_rank.go sorts
// and pages windows and groups, and joint_offer.go defines the text in which a contract's offer is
// stored.

// GroupBy says what the contracts of a group have in common.
type GroupBy string

// The kinds of group.
const (
	GroupBySystem        GroupBy = "SYSTEM"         // they cover the same system
	GroupBySupplierGroup GroupBy = "SUPPLIER_GROUP" // same head of the systems' makers, else of the sellers
	GroupByService       GroupBy = "SERVICE"        // they are for the same service, not a service area
)

// GroupBys are all of them.
var GroupBys = []GroupBy{GroupBySystem, GroupBySupplierGroup, GroupByService}

// GroupByOf returns the kind of group that an id stands for; false if it stands for none.
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
	// Groups are the groups to look at, by id; nil is all.
	Groups []ID
	// Services and Systems select contracts and deployments, and also the groups where groups are
	// services or systems. A service area stands for its services; nil is any.
	Services, Systems []ID
	MinBoroughs       int
	// From and To bound the days to look at, both included. From is never before FirstDay.
	From, To Date
	// ToleranceMonths is the largest distance between a start and a free date, in either direction.
	ToleranceMonths int
	// LeadTimeMonths is how long before a date the work must begin.
	LeadTimeMonths int
	// HasWindow, if set, keeps the opportunities that have a window, or only the others.
	HasWindow *bool
}

// The defaults of a CollaborationQuery (RULES 8), and its limits.
const (
	DefaultToleranceMonths = 6
	MaxToleranceMonths     = 24
	DefaultLeadTimeMonths  = 12
	DefaultMinBoroughs     = 2
	// CollaborationMonths is how far ahead to look for windows by default.
	CollaborationMonths = 60
	// MaxWindows is the largest number of windows shown for a group.
	MaxWindows = 3
)

// FirstDay returns the first day to look at: From, or the end of the lead time if that is later.
func (q CollaborationQuery) FirstDay() Date { return max(q.From, q.AsOf.AddMonths(q.LeadTimeMonths)) }

// Offer is a contract in a group, with what it contributes to a joint start.
type Offer struct {
	Contract ID
	Term     Term
	Boroughs []ID // its parties among the boroughs asked, by id; never empty
	// AnnualPence is its known price per year; nil if unknown, and if CoversMore.
	AnnualPence *int64
	VAT         VAT // of it
	// CoversMore reports that the contract covers more than the group: other systems or services,
	// or systems of several makers, or it is with several suppliers. Its price then counts in no
	// group (RULES 8).
	CoversMore bool
	// FreeDates are the free dates still ahead, by day, each day once. It is empty if no end is
	// known, or if none is left.
	FreeDates []FreeDate
}

// ContractID returns the contract's id.
func (o *Offer) ContractID() ID { return o.Contract }

// FreeDate is a day from which a contract no longer binds: the day after an exit point.
type FreeDate struct {
	Date Date
	Kind ExitKind // of the exit point
	// OptionsToTake and ActBy are those of the exit point; nil and empty mean unknown.
	OptionsToTake    *int
	Assumed, Derived bool
	ActBy            Date
	// Position, DateStated and ActByStated are those of the exit point too. DateStated is the date
	// of the exit point, not of the day after it.
	Position                int
	DateStated, ActByStated StatedDate
}

// ExitPoint returns the exit point behind the free date, without the days on which it is open.
func (f FreeDate) ExitPoint(contract ID) *ExitPoint {
	return &ExitPoint{
		Contract: contract, Kind: f.Kind, Position: f.Position, Date: f.Date.AddDays(-1), DateStated: f.DateStated,
		OptionsToTake: f.OptionsToTake, Assumed: f.Assumed, Derived: f.Derived, ActBy: f.ActBy, ActByStated: f.ActByStated,
	}
}

// options returns the number of options for ranking. Where only the latest possible end is stated,
// at least one option leads to it, so it counts as one.
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

// CollaborationGroup is a group as a Store reads it.
type CollaborationGroup struct {
	ID     ID // of the system, the head of the suppliers, or the service
	Offers []*Offer
	Runs   []Running // by asked boroughs
}

// Collaborations finds the groups of a CollaborationQuery.
type Collaborations interface {
	// CollaborationGroups calls take for each group that has a counted contract or a live
	// deployment of an asked borough, by id. It uses one statement and holds one group at a time.
	// It stops at the first error from take. take must not call the store.
	CollaborationGroups(ctx context.Context, q CollaborationQuery, take func(*CollaborationGroup) error) error
	// CollaborationsCoverage considers every contract that matches the filters.
	CollaborationsCoverage(ctx context.Context, q CollaborationQuery) (*Coverage, error)
}

// Opportunity is a group with its windows: one row of the answer to a CollaborationQuery.
type Opportunity struct {
	Group ID
	// Boroughs are the asked boroughs that have a contract or a deployment in the group, by id.
	Boroughs []ID
	// Windows are sorted best first, at most MaxWindows. It is empty if the boroughs can't start
	// together.
	Windows []*JointWindow
	// Offers are all contracts of the group. Unknown are those without a free date, because no end
	// is known or none is left.
	Offers, Unknown []*Offer
	// Uncontracted are the deployments of boroughs without a counted contract in the group, by
	// borough, then id.
	Uncontracted []ID

	Query  CollaborationQuery
	Cohort *Cohort
}

func (o *Opportunity) cohort() **Cohort { return &o.Cohort }

// ContractCount returns the number of contracts counted in the group.
func (o *Opportunity) ContractCount() int { return len(o.Offers) }

// ContractIDs returns the group's contracts, by id.
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

// UnknownEndCount returns the number of contracts without a free date.
func (o *Opportunity) UnknownEndCount() int { return len(o.Unknown) }

// UncontractedCount returns the number of deployments in boroughs without a counted contract.
func (o *Opportunity) UncontractedCount() int { return len(o.Uncontracted) }

// JointWindow is a longest run of days on which the same set of boroughs can start together.
type JointWindow struct {
	From, To  Date
	StartDate Date // the best day in it
	Boroughs  []ID // by id
	KnownSum       // of the participants
	// GapDays is the sum of |gapDays| over the participants, and Options the sum of the options
	// that they take.
	GapDays, Options int
	Participants     []*JointParticipant // by contract
	LeftOut          []*JointMiss        // the group's other contracts with a free date, by contract
}

// JointParticipant is a contract that joins on the start date.
type JointParticipant struct {
	*Offer
	Free FreeDate
	// GapDays is the start minus the free date. A positive number is a gap to bridge, a negative
	// one is double running.
	GapDays int
}

// JointMiss is a contract that does not join on the start date.
type JointMiss struct {
	*Offer
	Free FreeDate // the nearest
	// GapDays is as in JointParticipant. MissesByDays is the distance from the window to the days
	// on which the contract can join; 0 if it could join on another day of the window.
	GapDays, MissesByDays int
}

// opportunity makes an Opportunity of a group and its windows.
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
