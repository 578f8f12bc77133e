package estate

import (
	"context"
	"slices"
)

// OpenOpportunities finds what a supplier can bid for now or soon.
type OpenOpportunities interface {
	// OpenOpportunities pages the notices that are open as of a day, by NoticeKeys.ByDeadline:
	// soonest deadline first, unknown deadlines last.
	OpenOpportunities(ctx context.Context, q OpenOpportunitiesQuery, w Window) (Page[*OpenOpportunity], error)
	// OpenOpportunitiesCoverage considers every notice of a purchase that is not said to be over,
	// of any day, that matches the filters or for which it is unknown whether it does.
	OpenOpportunitiesCoverage(ctx context.Context, q OpenOpportunitiesQuery) (*OpenOpportunityCoverage, error)
}

// OpenOpportunitiesQuery asks what is open for bids. A nil filter does not filter; an empty list
// matches nothing.
type OpenOpportunitiesQuery struct {
	AsOf     Date
	Services []ID     // a service area stands for those in it
	CPV      []string // prefixes made by CPVPrefix
	SME      *bool    // as Notice.SuitsSME
}

// IsNone reports whether the services or the codes asked for are an empty list, which is not the
// same as any. The answer is then empty and a store sends no statement.
func (q OpenOpportunitiesQuery) IsNone() bool {
	return q.Services != nil && len(q.Services) == 0 || q.CPV != nil && len(q.CPV) == 0
}

// KeyBounds returns exclusive bounds for NoticeKeys.ByDeadline of the notices that can be open on
// the day.
func (q OpenOpportunitiesQuery) KeyBounds() (first, last string) {
	return NoticeFilter{Deadline: DayRange{From: q.AsOf, IncludeUnknown: true}}.KeyBounds(NoticesByDeadline)
}

// OpenOpportunity is a notice that is open as of a day.
type OpenOpportunity struct {
	Notice *Notice `json:"notice"`
	AsOf   Date    `json:"-"`
	Cohort *Cohort `json:"-"`
}

// DeadlineKnown reports whether a source states the day by which bids are due.
func (o *OpenOpportunity) DeadlineKnown() bool { return o.Notice.TenderDeadline != "" }

// DaysLeft returns the number of days until bids are due; nil if the deadline is unknown.
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

// NoticeLeftOutReason says why a notice that was considered is not open.
type NoticeLeftOutReason string

// The reasons, in the order in which they are tried. A notice counts once, under the first that
// applies.
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

// NoticesLeftOut counts the notices left out of an answer for one reason.
type NoticesLeftOut struct {
	Reason NoticeLeftOutReason `json:"reason"`
	Count  int                 `json:"count"`
	// NoticeIDs are the first by id, at most MaxPage.
	NoticeIDs []ID `json:"notices"`

	Cohort *Cohort `json:"-"`
}

func (l *NoticesLeftOut) cohort() **Cohort { return &l.Cohort }

// OpenOpportunityCoverage says what the question looked at (RULES 4).
type OpenOpportunityCoverage struct {
	Boroughs                 int `json:"boroughs"`                 // of the graph
	BoroughsWithAnyNotice    int `json:"boroughsWithAnyNotice"`    // of those, as buyers
	Notices                  int `json:"notices"`                  // considered
	NoticesWithKnownDeadline int `json:"noticesWithKnownDeadline"` // of those
	// NoticesLeftOut has one entry for each reason, sorted by reason.
	NoticesLeftOut []*NoticesLeftOut `json:"noticesLeftOut"`
}

// NewOpenOpportunityCoverage returns a coverage with all counts at 0.
func NewOpenOpportunityCoverage() *OpenOpportunityCoverage {
	return &OpenOpportunityCoverage{NoticesLeftOut: []*NoticesLeftOut{}}
}

// OnlyBoroughs returns the coverage of a question that no notice can match. It was still about all
// boroughs, which may have notices.
func (c *OpenOpportunityCoverage) OnlyBoroughs() *OpenOpportunityCoverage {
	only := NewOpenOpportunityCoverage()
	only.Boroughs, only.BoroughsWithAnyNotice = c.Boroughs, c.BoroughsWithAnyNotice
	return only
}

// LastOpenStep is the last Step at which a purchase can still be bid for: the invitation to tender.
var LastOpenStep = 1 + slices.Index(NoticeStages, NoticeTender)
