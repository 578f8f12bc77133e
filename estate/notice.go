package estate

import (
	"cmp"
	"context"
	"slices"
)

// NoticeStage is the stage of a purchase that a notice is about. The stages are those of the Open
// Contracting Data Standard, and one more for councils' own decisions.
type NoticeStage string

// The stages of a Notice; empty where the source cannot tell.
const (
	NoticePlanning  NoticeStage = "PLANNING"  // a purchase to come
	NoticeTender    NoticeStage = "TENDER"    // an invitation to bid
	NoticeAward     NoticeStage = "AWARD"     // who won
	NoticeContract  NoticeStage = "CONTRACT"  // a contract signed or changed
	NoticeAuthority NoticeStage = "AUTHORITY" // a council's decision to procure (RULES 2)
)

// NoticeStages are all of them, in the order of a purchase.
var NoticeStages = []NoticeStage{NoticeAuthority, NoticePlanning, NoticeTender, NoticeAward, NoticeContract}

// NoticeParty is a buyer named in a notice: a Borough, or another authority by name.
type NoticeParty struct {
	Borough ID     `json:"borough,omitempty"` // empty if the authority is not one of the 33
	Name    string `json:"name,omitempty"`    // of another authority
	// Role is empty if the source does not state it.
	Role PartyRole `json:"role,omitempty"`
}

// NoticeLot is a part of a purchase that can be won separately.
type NoticeLot struct {
	ID    string   `json:"id"` // within the notice
	Title string   `json:"title,omitempty"`
	Value *Value   `json:"value,omitempty"`
	CPV   []string `json:"cpv,omitempty"`
	// SMESuitable and VCSESuitable are nil if the source does not say.
	SMESuitable  *bool `json:"smeSuitable,omitempty"`
	VCSESuitable *bool `json:"vcseSuitable,omitempty"`
}

// Notice is a buyer's publication about a purchase: an OCDS release, or a council decision that
// only authorises one. A notice is not an agreement, so questions about contracts never count it.
type Notice struct {
	ID ID `json:"id"`
	// OCID is the contracting process; empty if none is known. One ocid can have many notices.
	OCID string `json:"ocid,omitempty"`
	// Reference is the buyer's own.
	Reference string      `json:"reference,omitempty"`
	Title     string      `json:"title,omitempty"` // empty: not seen
	Stage     NoticeStage `json:"stage,omitempty"`
	// Type is the code of the notice's form, for example "UK4"; empty if unknown, or if there is
	// none.
	Type string `json:"type,omitempty"`
	// PublishedDate and TenderDeadline, the day by which bids are due, count to their last day.
	PublishedDate  StatedDate `json:"publishedDate,omitempty"`
	TenderDeadline StatedDate `json:"tenderDeadline,omitempty"`
	// Cancelled reports that the purchase was withdrawn or came to nothing before an award. It
	// is closed for bids from PublishedDate on.
	Cancelled bool `json:"cancelled,omitempty"`

	// Parties are the buyers in the order of the source.
	Parties []NoticeParty `json:"parties"`
	// Suppliers are those named; nil if it names none.
	Suppliers []ID `json:"suppliers,omitempty"`
	Systems   []ID `json:"systems"`
	Services  []ID `json:"services"`

	// StartDate to CPV are the planned contract's dates, options and value. Extensions are nil if
	// unknown and empty if none are planned.
	StartDate     StatedDate  `json:"startDate,omitempty"`
	EndDate       StatedDate  `json:"endDate,omitempty"`
	MaxExtentDate StatedDate  `json:"maxExtentDate,omitempty"` // the end with every option taken
	Extensions    []Extension `json:"extensions"`
	Value         *Value      `json:"value,omitempty"`
	CPV           []string    `json:"cpv,omitempty"`
	// Lots are nil if unknown, and empty if the purchase is known not to be divided.
	Lots []NoticeLot `json:"lots"`
	// SMESuitable and VCSESuitable report whether the purchase is said to suit small and medium
	// enterprises, or voluntary, community and social enterprises. They are nil if the source does
	// not say.
	SMESuitable  *bool  `json:"smeSuitable,omitempty"`
	VCSESuitable *bool  `json:"vcseSuitable,omitempty"`
	Method       string `json:"method,omitempty"` // how it is bought, as stated

	// Framework is the stated name of the framework that it sets up or buys through. Frameworks are
	// those with that name. Contracts are the contracts that the notice is about.
	Framework  string `json:"framework,omitempty"`
	Frameworks []ID   `json:"frameworks,omitempty"`
	Contracts  []ID   `json:"contracts,omitempty"`

	Cohort *Cohort `json:"-"`
}

// UnknownFields returns the names of the notice's unknown fields.
func (n *Notice) UnknownFields() []string {
	return unknown(
		field{"title", n.Title != ""},
		field{"stage", n.Stage != ""},
		field{"type", n.Type != ""},
		field{"publishedDate", n.PublishedDate != ""},
		field{"tenderDeadline", n.TenderDeadline != ""},
		field{"services", len(n.Services) > 0},
		field{"startDate", n.StartDate != ""},
		field{"endDate", n.EndDate != ""},
		field{"extensions", n.Extensions != nil},
		field{"value", n.Value != nil},
		field{"cpv", len(n.CPV) > 0},
		field{"lots", n.Lots != nil},
		field{"smeSuitable", n.SMESuitable != nil},
		field{"vcseSuitable", n.VCSESuitable != nil},
		field{"method", n.Method != ""},
	)
}

// Codes returns the CPV codes of the notice and its lots, sorted, each once.
func (n *Notice) Codes() []string {
	codes := slices.Clone(n.CPV)
	for _, lot := range n.Lots {
		codes = append(codes, lot.CPV...)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func (n *Notice) cohort() **Cohort { return &n.Cohort }

// fault returns why the notice can't be used, judged on its own, or "" if it can.
func (n *Notice) fault() string {
	switch {
	case len(n.Parties) == 0:
		return "a notice needs a party"
	case n.Stage != "" && !slices.Contains(NoticeStages, n.Stage):
		return "its stage is not one of a notice"
	case n.StartDate != "" && n.EndDate != "" && n.EndDate.Last() < n.StartDate.First():
		return "its end " + string(n.EndDate) + " is before its start " + string(n.StartDate)
	case slices.Contains(n.Suppliers, ""):
		return "a notice's supplier needs an id; leave suppliers out if none is named"
	}
	for _, p := range n.Parties {
		if (p.Borough == "") == (p.Name == "") {
			return "a party needs either a borough or the name of another authority"
		}
	}
	for _, x := range n.Extensions {
		if x.Months <= 0 {
			return "an extension must be at least a month"
		}
	}
	for _, lot := range n.Lots {
		if reason := lot.Value.fault(); reason != "" {
			return reason
		}
	}
	return n.Value.fault()
}

// NoticeOrder is an order of notices. Unknown dates come last in every order.
type NoticeOrder string

// The orders of notices.
const (
	NoticesByDeadline      NoticeOrder = "DEADLINE_ASC"
	NoticesByPublishedDesc NoticeOrder = "PUBLISHED_DATE_DESC"
)

// NoticeOrders are all of them.
var NoticeOrders = []NoticeOrder{NoticesByDeadline, NoticesByPublishedDesc}

// NoticeKeys are a notice's stored sort keys.
type NoticeKeys struct {
	ByDeadline          string `json:"byDeadline"`
	ByPublishedDateDesc string `json:"byPublishedDateDesc"`
}

// Keys returns the sort keys of a notice.
func (n *Notice) Keys() NoticeKeys {
	return NoticeKeys{
		ByDeadline:          DateKey(n.TenderDeadline.Last(), n.ID),
		ByPublishedDateDesc: DateKeyDescending(n.PublishedDate.Last(), n.ID),
	}
}

// Key returns the notice's sort key in an order.
func (k NoticeKeys) Key(o NoticeOrder) string {
	if o == NoticesByPublishedDesc {
		return k.ByPublishedDateDesc
	}
	return k.ByDeadline
}

// DayRange is a range of days, both included; an empty end is open. A thing whose day is unknown
// matches only if IncludeUnknown is set, or if both ends are open.
type DayRange struct {
	From, To       Date
	IncludeUnknown bool
}

// Narrows reports whether the range has a bound.
func (r DayRange) Narrows() bool { return r.From != "" || r.To != "" }

// Ends returns the range's first and last day: MinDate and MaxDate for open ends.
func (r DayRange) Ends() (from, to Date) { return cmp.Or(r.From, MinDate), cmp.Or(r.To, MaxDate) }

// NoticeFilter selects notices. A nil field does not filter; an empty, non-nil list matches
// nothing.
type NoticeFilter struct {
	Boroughs  []ID
	Services  []ID // a service area stands for those in it
	Stages    []NoticeStage
	CPV       []string // with a code, of the notice or a lot, that begins with one of these
	Deadline  DayRange
	Published DayRange
}

// KeyBounds returns exclusive bounds for the sort keys of the days that the filter matches, so that
// a page starts at the range's first entry. Open bounds are "" and LastKey. A key is its day, a tab
// and more, so it follows the bare day and precedes the day with a line feed.
func (f NoticeFilter) KeyBounds(o NoticeOrder) (first, last string) {
	days, key := f.Deadline, DateKey
	from, to := days.From, days.To
	if o == NoticesByPublishedDesc {
		days, key = f.Published, DateKeyDescending
		from, to = days.To, days.From // the latest comes first
	}
	day := func(d Date) string {
		bare := key(d, "")
		return bare[:len(bare)-len(keySeparator)]
	}
	last = LastKey
	if from != "" {
		first = day(from)
	}
	if days.Narrows() && !days.IncludeUnknown {
		last = day("") // unknown days
	}
	if to != "" && !days.IncludeUnknown {
		last = day(to) + "\n"
	}
	return first, last
}

// Notices reads notices.
type Notices interface {
	NoticesByID(ctx context.Context, ids []ID) (map[ID]*Notice, error)
	// NoticesByOCID returns the notices of each contracting process, by id.
	NoticesByOCID(ctx context.Context, ocids []string) (map[string][]ID, error)
	Notices(ctx context.Context, f NoticeFilter, o NoticeOrder, w Window) (Page[*Notice], error)
	// NoticesOf pages the notices of each parent. Parents may be boroughs, suppliers, contracts or
	// frameworks.
	NoticesOf(ctx context.Context, parents []ID, f NoticeFilter, o NoticeOrder, w Window) (map[ID]Page[*Notice], error)
}

// SuitsSME reports whether the purchase is said to suit small and medium enterprises. It is true if
// the notice or one of its lots is said to suit them, false if one is said not to, and nil
// otherwise.
func (n *Notice) SuitsSME() *bool {
	said := n.SMESuitable
	for _, lot := range n.Lots {
		if said == nil || lot.SMESuitable != nil && *lot.SMESuitable {
			said = cmp.Or(lot.SMESuitable, said)
		}
	}
	return said
}
