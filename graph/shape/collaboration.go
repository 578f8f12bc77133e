package shape

import (
	"net/url"
	"slices"
	"strconv"

	"boroughgraph/estate"
)

// CollaborationOpportunityConnection is a page of opportunities and the query that it answers.
type CollaborationOpportunityConnection struct {
	*Connection[*estate.Opportunity]
	Query estate.CollaborationQuery
	// Borough is the borough whose opportunities they are. Nil means all boroughs.
	Borough *estate.Borough
	Counts  estate.OpportunityPage
}

// WithWindowCount returns how many opportunities have a window.
func (c *CollaborationOpportunityConnection) WithWindowCount() int { return c.Counts.WithWindow }

// WithoutWindowCount returns how many opportunities have no window.
func (c *CollaborationOpportunityConnection) WithoutWindowCount() int { return c.Counts.WithoutWindow }

// CollaborationOpportunityEdge is an opportunity and its cursor.
type CollaborationOpportunityEdge = Edge[*estate.Opportunity]

// AsOf returns the day that the answer is about.
func (c *CollaborationOpportunityConnection) AsOf() estate.Date { return c.Query.AsOf }

// From returns the first day considered.
func (c *CollaborationOpportunityConnection) From() estate.Date { return c.Query.FirstDay() }

// To returns the last day considered.
func (c *CollaborationOpportunityConnection) To() estate.Date { return c.Query.To }

// CollaborationSubject is a System, a Supplier or a Service.
type CollaborationSubject any

// TimelineOf returns the path on this server of an opportunity's picture. Its arguments are those
// of the opportunity's query.
func TimelineOf(o *estate.Opportunity) string {
	q := o.Query
	values := url.Values{
		"asOf": {string(q.AsOf)}, "from": {string(q.From)}, "to": {string(q.To)}, "minBoroughs": {strconv.Itoa(q.MinBoroughs)},
		"toleranceMonths": {strconv.Itoa(q.ToleranceMonths)}, "leadTimeMonths": {strconv.Itoa(q.LeadTimeMonths)},
	}
	for name, ids := range map[string][]estate.ID{"boroughs": q.Boroughs, "systems": q.Systems, "services": q.Services} {
		for _, id := range ids {
			values.Add(name, string(id))
		}
	}
	for _, t := range q.Terms {
		values.Add("terms", string(t))
	}
	return "/opportunities/" + url.PathEscape(string(o.Group)) + ".svg?" + values.Encode()
}

// CollaborationWindow is a window and the opportunity that it belongs to.
type CollaborationWindow struct {
	*estate.JointWindow
	Opportunity *estate.Opportunity
}

// WindowsOf returns the windows of an opportunity. It never returns nil.
func WindowsOf(o *estate.Opportunity) []*CollaborationWindow {
	ws := make([]*CollaborationWindow, len(o.Windows))
	for i, w := range o.Windows {
		ws[i] = &CollaborationWindow{JointWindow: w, Opportunity: o}
	}
	return ws
}

// StartBy returns the day by which joint work must begin.
func (w *CollaborationWindow) StartBy() estate.Date {
	return w.JointWindow.StartBy(w.Opportunity.Query.LeadTimeMonths)
}

// StartByDerived returns true, because no source states such a day.
func (w *CollaborationWindow) StartByDerived() bool { return true }

// BoroughCount returns how many boroughs can start together.
func (w *CollaborationWindow) BoroughCount() int { return len(w.JointWindow.Boroughs) }

// LeftOutIDs returns the group's boroughs that are not in the window.
func (w *CollaborationWindow) LeftOutIDs() []estate.ID {
	return slices.DeleteFunc(slices.Clone(w.Opportunity.Boroughs), func(b estate.ID) bool {
		return slices.Contains(w.JointWindow.Boroughs, b)
	})
}

// KnownAnnualValue returns the known annual value of the contracts that join.
func (w *CollaborationWindow) KnownAnnualValue() *MoneySum {
	return annualValue(w.KnownSum, len(w.JointWindow.Participants))
}

// OptionsToTake returns how many options the participants must take in total.
func (w *CollaborationWindow) OptionsToTake() int { return w.Options }

// ParticipantCount returns how many contracts join.
func (w *CollaborationWindow) ParticipantCount() int { return len(w.JointWindow.Participants) }

// LeftOutCount returns how many other contracts have a free date.
func (w *CollaborationWindow) LeftOutCount() int { return len(w.JointWindow.LeftOut) }

// listed says which list of an opportunity shows a contract, and how many contracts that list
// shows. It lets one statement read the contracts that this list shows in all opportunities of a
// cohort.
type listed struct {
	Opportunity *estate.Opportunity
	List        string
	First       int
}

// The lists of contracts of an opportunity.
const (
	listParticipants = "participants"
	listLeftOut      = "leftOut"
	listUnknownEnds  = "unknownEnds"
)

// In returns the opportunity.
func (l listed) In() *estate.Opportunity { return l.Opportunity }

// Load returns what identifies the read: the list and how many contracts it shows.
func (l listed) Load() (list string, first int) { return l.List, l.First }

// Shown returns the contracts that this list shows in an opportunity or in its windows.
func (l listed) Shown(o *estate.Opportunity) []estate.ID {
	if l.List == listUnknownEnds {
		return offered(o.Unknown, l.First)
	}
	var ids []estate.ID
	for _, w := range o.Windows {
		if l.List == listParticipants {
			ids = append(ids, offered(w.Participants, l.First)...)
		} else {
			ids = append(ids, offered(w.LeftOut, l.First)...)
		}
	}
	return ids
}

// offer is anything that belongs to one contract's offer.
type offer interface{ ContractID() estate.ID }

// offered returns the contracts of the first n offers of a list.
func offered[T offer](list []T, n int) []estate.ID {
	var ids []estate.ID
	for _, o := range firstOf(list, n) {
		ids = append(ids, o.ContractID())
	}
	return ids
}

func firstOf[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// CollaborationContract is a contract of a group.
type CollaborationContract struct {
	*estate.Offer
	listed
}

// UnknownEnds returns the first n contracts of an opportunity that have no free date.
func UnknownEnds(o *estate.Opportunity, n int) []*CollaborationContract {
	shown := []*CollaborationContract{}
	for _, c := range firstOf(o.Unknown, n) {
		shown = append(shown, &CollaborationContract{c, listed{o, listUnknownEnds, n}})
	}
	return shown
}

// CollaborationParticipant is a contract that joins a start.
type CollaborationParticipant struct {
	*estate.JointParticipant
	listed
}

// ParticipantsOf returns the first n participants of a window.
func ParticipantsOf(w *CollaborationWindow, n int) []*CollaborationParticipant {
	shown := []*CollaborationParticipant{}
	for _, p := range firstOf(w.JointWindow.Participants, n) {
		shown = append(shown, &CollaborationParticipant{p, listed{w.Opportunity, listParticipants, n}})
	}
	return shown
}

// ExitPoint returns the exit point by which it joins.
func (p *CollaborationParticipant) ExitPoint() *estate.ExitPoint {
	return p.Free.ExitPoint(p.ContractID())
}

// FreeDate returns the day after the exit point.
func (p *CollaborationParticipant) FreeDate() estate.Date { return p.Free.Date }

// OptionsToTake returns how many options lead there. Nil means not known.
func (p *CollaborationParticipant) OptionsToTake() *int { return p.Free.OptionsToTake }

// Assumed reports whether it needs an option and no source says if it can still be taken.
func (p *CollaborationParticipant) Assumed() bool { return p.Free.Assumed }

// ActBy returns the stated last day to act for it. Empty means not known.
func (p *CollaborationParticipant) ActBy() estate.Date { return p.Free.ActBy }

// ActByStated returns the same date as its source states it.
func (p *CollaborationParticipant) ActByStated() estate.StatedDate { return p.Free.ActByStated }

// StartBy returns the day by which work must begin, given the requested lead time.
func (p *CollaborationParticipant) StartBy() estate.Date {
	return p.ExitPoint().StartBy(p.Opportunity.Query.LeadTimeMonths)
}

// StartByDerived returns true, because no source states such a day.
func (p *CollaborationParticipant) StartByDerived() bool { return true }

// CollaborationMiss is a contract that does not join a start.
type CollaborationMiss struct {
	*estate.JointMiss
	listed
}

// LeftOutOf returns the first n contracts that a window leaves out.
func LeftOutOf(w *CollaborationWindow, n int) []*CollaborationMiss {
	shown := []*CollaborationMiss{}
	for _, m := range firstOf(w.JointWindow.LeftOut, n) {
		shown = append(shown, &CollaborationMiss{m, listed{w.Opportunity, listLeftOut, n}})
	}
	return shown
}

// ExitPoint returns the exit point that comes nearest to the window.
func (m *CollaborationMiss) ExitPoint() *estate.ExitPoint { return m.Free.ExitPoint(m.ContractID()) }

// FreeDate returns the day after the exit point.
func (m *CollaborationMiss) FreeDate() estate.Date { return m.Free.Date }
