package estate

import (
	"context"
	"slices"
)

// OpenOpportunities answers what a supplier could bid for, now or soon.
type OpenOpportunities interface {
	// OpenOpportunities pages the notices that are open as of a day by NoticeKeys.ByDeadline: the soonest
	// deadline first, unknown ones last.
	OpenOpportunities(ctx context.Context, q OpenOpportunitiesQuery, w Window) (Page[*OpenOpportunity], error)
	// OpenOpportunitiesCoverage looks at every notice of a purchase that is not said to be over, of any day,
	// that the filters let through or of which nobody says whether they do.
	OpenOpportunitiesCoverage(ctx context.Context, q OpenOpportunitiesQuery) (*OpenOpportunityCoverage, error)
}

// OpenOpportunitiesQuery asks what can be bid for. Nil filters do not filter; an empty list lets nothing through.
type OpenOpportunitiesQuery struct {
	AsOf     Date
	Services []ID     // a service area stands for those in it
	CPV      []string // beginnings of codes, as CPVBranch makes them
	SME      *bool    // said to suit small and medium enterprises, or said not to, as Notice.SuitsSME has it
}

// IsNone reports whether no service or no code is asked for, which is not the same as any: the
// answer is then empty, and a store sends no statement for it.
func (q OpenOpportunitiesQuery) IsNone() bool {
	return q.Services != nil && len(q.Services) == 0 || q.CPV != nil && len(q.CPV) == 0
}

// KeyBounds are the bounds of NoticeKeys.ByDeadline of what can be open on the day, both excluded.
func (q OpenOpportunitiesQuery) KeyBounds() (first, last string) {
	return NoticeFilter{Deadline: DayRange{From: q.AsOf, IncludeUnknown: true}}.KeyBounds(NoticesByDeadline)
}

// OpenOpportunity is a notice that is open as of a day.
type OpenOpportunity struct {
	Notice *Notice `json:"notice"`
	AsOf   Date    `json:"-"`
	Cohort *Cohort `json:"-"`
}

// DeadlineKnown reports whether a source says by which day bids are due.
func (o *OpenOpportunity) DeadlineKnown() bool { return o.Notice.TenderDeadline != "" }

// DaysLeft is how many days there are until bids are due; nil where the deadline is not known.
func (o *OpenOpportunity) DaysLeft() *int {
	if !o.DeadlineKnown() {
		return nil
	}
	return new(o.AsOf.DaysUntil(o.Notice.TenderDeadline.Last()))
}

func (o *OpenOpportunity) cohort() **Cohort { return &o.Cohort }

// GatherOpenOpportunities puts the notices of a page into one Cohort.
func GatherOpenOpportunities(page Page[*OpenOpportunity]) {
	notices := make([]*Notice, len(page.Rows))
	for i, r := range page.Rows {
		notices[i] = r.Row.Notice
	}
	Gather(notices)
}

// NoticeLeftOutReason says why a notice that was looked at is not open.
type NoticeLeftOutReason string

// The reasons, in the order in which they are tried: a notice counts once, under the first that fits.
const (
	NoticeLeftOutStageUnknown   NoticeLeftOutReason = "STAGE_UNKNOWN"
	NoticeLeftOutNotPublished   NoticeLeftOutReason = "NOT_PUBLISHED"
	NoticeLeftOutAwarded        NoticeLeftOutReason = "AWARDED"
	NoticeLeftOutSuperseded     NoticeLeftOutReason = "SUPERSEDED"
	NoticeLeftOutClosed         NoticeLeftOutReason = "DEADLINE_PASSED"
	NoticeLeftOutStale          NoticeLeftOutReason = "STALE"
	NoticeLeftOutServiceUnknown NoticeLeftOutReason = "SERVICE_UNKNOWN"
	NoticeLeftOutCPVUnknown     NoticeLeftOutReason = "CPV_UNKNOWN"
	NoticeLeftOutSMEUnknown     NoticeLeftOutReason = "SME_UNKNOWN"
)

// NoticesLeftOut counts the notices that are not in an answer for one reason.
type NoticesLeftOut struct {
	Reason NoticeLeftOutReason `json:"reason"`
	Count  int                 `json:"count"`
	// NoticeIDs are the first by id, at most MaxPage.
	NoticeIDs []ID `json:"notices"`

	Cohort *Cohort `json:"-"`
}

func (l *NoticesLeftOut) cohort() **Cohort { return &l.Cohort }

// OpenOpportunityCoverage says over what the question was answered (RULES 4).
type OpenOpportunityCoverage struct {
	Boroughs                 int `json:"boroughs"`                 // all there are
	BoroughsWithAnyNotice    int `json:"boroughsWithAnyNotice"`    // of those, among its buyers
	Notices                  int `json:"notices"`                  // looked at
	NoticesWithKnownDeadline int `json:"noticesWithKnownDeadline"` // of those
	// NoticesLeftOut by reason, in the order of the reasons' names.
	NoticesLeftOut []*NoticesLeftOut `json:"noticesLeftOut"`
}

// NewOpenOpportunityCoverage is the coverage of nothing.
func NewOpenOpportunityCoverage() *OpenOpportunityCoverage {
	return &OpenOpportunityCoverage{NoticesLeftOut: []*NoticesLeftOut{}}
}

// LastOpenStep is the last Step at which a purchase can still be bid for: the invitation itself.
var LastOpenStep = 1 + slices.Index(NoticeStages, NoticeTender)
