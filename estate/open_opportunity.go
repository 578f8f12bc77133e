package estate

import (
	"cmp"
	"context"
	"slices"
	"strings"
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

// Between are the bounds of NoticeKeys.ByDeadline of what can be open on the day, both excluded.
func (q OpenOpportunitiesQuery) Between() (first, last string) {
	return NoticeFilter{Deadline: DayRange{From: q.AsOf, IncludeUnknown: true}}.Between(NoticesByDeadline)
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

// NoticeDerivation is what a Store keeps of a notice to tell whether it is open.
type NoticeDerivation struct {
	// Step is how far the purchase has come: the place of its stage in NoticeStages, from 1; 0 where that is not known.
	Step int `json:"step"`
	// Stale is the first day on which a notice without a deadline is old evidence: when it was published, and 60
	// months and a day; MinDate where nobody says when it was published.
	Stale Date `json:"stale"`
	// SuitsSME is Notice.SuitsSME.
	SuitsSME *bool `json:"suitsSME"`
}

// LastOpenStep is the last Step at which a purchase can still be bid for: the invitation itself.
var LastOpenStep = 1 + slices.Index(NoticeStages, NoticeTender)

// DeriveNotice works out what is stored of a notice beside its keys.
func DeriveNotice(n *Notice) NoticeDerivation {
	return NoticeDerivation{
		Step:     1 + slices.Index(NoticeStages, n.Stage),
		Stale:    Reading{Newest: n.PublishedDate.Last()}.staleFrom(),
		SuitsSME: n.SuitsSME(),
	}
}

// SuitsSME is whether the purchase is said to suit small and medium enterprises: true where the notice or one of its
// lots is said to, else false where one is said not to, else nil.
func (n *Notice) SuitsSME() *bool {
	said := n.SMESuitable
	for _, lot := range n.Lots {
		if said == nil || lot.SMESuitable != nil && *lot.SMESuitable {
			said = cmp.Or(lot.SMESuitable, said)
		}
	}
	return said
}

// cpvDigits is how long a code of the Common Procurement Vocabulary is, without its check digit.
const cpvDigits = 8

// CPVBranch is what the codes below one begin with: its digits without the zeros at its end, at least the
// two of a division, so that 48000000 is all software and 30000000 all of division 30. A shorter code is taken as it
// stands, and a check digit is passed over. False where it is no code.
func CPVBranch(code string) (branch string, ok bool) {
	digits, check, checked := strings.Cut(code, "-")
	if len(digits) < 2 || len(digits) > cpvDigits || strings.Trim(digits, "0123456789") != "" ||
		checked && (len(digits) != cpvDigits || len(check) != 1 || strings.Trim(check, "0123456789") != "") {
		return "", false
	}
	if len(digits) < cpvDigits {
		return digits, true
	}
	return digits[:2] + strings.TrimRight(digits[2:], "0"), true
}
