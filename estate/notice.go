package estate

import (
	"cmp"
	"context"
	"slices"
)

// NoticeStage says what a notice is about, as the Open Contracting Data Standard
// has it, with one stage more for councils' own decisions.
type NoticeStage string

// The stages of a Notice; empty where the source cannot tell.
const (
	NoticePlanning  NoticeStage = "PLANNING"  // a purchase to come
	NoticeTender    NoticeStage = "TENDER"    // an invitation to bid
	NoticeAward     NoticeStage = "AWARD"     // who won
	NoticeContract  NoticeStage = "CONTRACT"  // a contract signed or changed
	NoticeAuthority NoticeStage = "AUTHORITY" // a council's decision to procure or to tender, or its strategy (RULES 2)
)

// NoticeStages are all of them, in the order of a purchase.
var NoticeStages = []NoticeStage{NoticeAuthority, NoticePlanning, NoticeTender, NoticeAward, NoticeContract}

// NoticeParty is a buyer named in a notice: a Borough, or another authority by name.
type NoticeParty struct {
	Borough ID     `json:"borough,omitempty"` // empty if the authority is not one of the 33
	Name    string `json:"name,omitempty"`    // of another authority
	// Role is empty where the source does not say.
	Role PartyRole `json:"role,omitempty"`
}

// NoticeLot is a part of a purchase that can be won by itself.
type NoticeLot struct {
	ID    string   `json:"id"` // within the notice
	Title string   `json:"title,omitempty"`
	Value *Value   `json:"value,omitempty"`
	CPV   []string `json:"cpv,omitempty"`
	// SMESuitable and VCSESuitable: nil where the source does not say.
	SMESuitable  *bool `json:"smeSuitable,omitempty"`
	VCSESuitable *bool `json:"vcseSuitable,omitempty"`
}

// Notice is what a buyer has published of a purchase: an OCDS release, or a council's
// decision that only authorises one. It is no agreement: questions about contracts
// never count it.
type Notice struct {
	ID ID `json:"id"`
	// OCID of the contracting process; one ocid can have many notices. Empty is none known.
	OCID string `json:"ocid,omitempty"`
	// Reference of the buyer.
	Reference string      `json:"reference,omitempty"`
	Title     string      `json:"title,omitempty"` // empty: not seen
	Stage     NoticeStage `json:"stage,omitempty"`
	// Type is the code of the form that it was published on, "UK4"; empty is not known, or has none.
	Type string `json:"type,omitempty"`
	// PublishedDate and TenderDeadline, the day by which bids are due, count to their last day.
	PublishedDate  StatedDate `json:"publishedDate,omitempty"`
	TenderDeadline StatedDate `json:"tenderDeadline,omitempty"`

	// Parties are the buyers in the source's order.
	Parties []NoticeParty `json:"parties"`
	// Suppliers it names; nil where it names none.
	Suppliers []ID `json:"suppliers,omitempty"`
	Systems   []ID `json:"systems"`
	Services  []ID `json:"services"`

	// What the contract is to be, as foreseen: its days, its options (nil where unknown,
	// empty where there are to be none) and its worth.
	StartDate     StatedDate  `json:"startDate,omitempty"`
	EndDate       StatedDate  `json:"endDate,omitempty"`
	MaxExtentDate StatedDate  `json:"maxExtentDate,omitempty"` // the end with every option taken
	Extensions    []Extension `json:"extensions"`
	Value         *Value      `json:"value,omitempty"`
	CPV           []string    `json:"cpv,omitempty"`
	// Lots are nil where unknown, empty where the purchase is known not to be divided.
	Lots []NoticeLot `json:"lots"`
	// SMESuitable and VCSESuitable: said to suit small and medium enterprises, or voluntary,
	// community and social enterprises; nil where the source does not say.
	SMESuitable  *bool  `json:"smeSuitable,omitempty"`
	VCSESuitable *bool  `json:"vcseSuitable,omitempty"`
	Method       string `json:"method,omitempty"` // how it is bought, as stated

	// Framework is the one that it sets up or buys through, as stated; Frameworks are
	// those that this names, and Contracts the contracts that the notice is about.
	Framework  string `json:"framework,omitempty"`
	Frameworks []ID   `json:"frameworks,omitempty"`
	Contracts  []ID   `json:"contracts,omitempty"`

	Cohort *Cohort `json:"-"`
}

// UnknownFields lists what nobody has stated about the notice.
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

// Codes are the notice's codes in the Common Procurement Vocabulary and those of its lots, each once, sorted.
func (n *Notice) Codes() []string {
	codes := slices.Clone(n.CPV)
	for _, lot := range n.Lots {
		codes = append(codes, lot.CPV...)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

func (n *Notice) cohort() **Cohort { return &n.Cohort }

// fault is why the notice can't be used by itself; empty if it can.
func (n *Notice) fault() string {
	switch {
	case len(n.Parties) == 0:
		return "a notice needs a party"
	case n.Stage != "" && !slices.Contains(NoticeStages, n.Stage):
		return "its stage is none of those of a notice"
	case n.StartDate != "" && n.EndDate != "" && n.EndDate.Last() < n.StartDate.First():
		return "its end " + string(n.EndDate) + " is before its start " + string(n.StartDate)
	case slices.Contains(n.Suppliers, ""):
		return "a notice's supplier needs an id; leave suppliers out where none is named"
	}
	for _, p := range n.Parties {
		if (p.Borough == "") == (p.Name == "") {
			return "a party is a borough or another authority by name, one of the two"
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

// NoticeOrder is an order of notices. Unknown dates come last in either direction.
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

// Keys are the sort keys of a notice.
func (n *Notice) Keys() NoticeKeys {
	return NoticeKeys{
		ByDeadline:          DateKey(n.TenderDeadline.Last(), n.ID),
		ByPublishedDateDesc: DateKeyDescending(n.PublishedDate.Last(), n.ID),
	}
}

// Key is the notice's sort key in an order.
func (k NoticeKeys) Key(o NoticeOrder) string {
	if o == NoticesByPublishedDesc {
		return k.ByPublishedDateDesc
	}
	return k.ByDeadline
}

// DayRange is a range of days, both included; an empty end is open. A thing whose day
// is not known is kept only if IncludeUnknown, or if both ends are open.
type DayRange struct {
	From, To       Date
	IncludeUnknown bool
}

// Narrows reports whether the range leaves anything out.
func (r DayRange) Narrows() bool { return r.From != "" || r.To != "" }

// Ends are the range's first and last day: the first and the last there is where it is open.
func (r DayRange) Ends() (from, to Date) { return cmp.Or(r.From, MinDate), cmp.Or(r.To, MaxDate) }

// NoticeFilter narrows notices. Nil and empty fields do not filter, but an empty list lets nothing through.
type NoticeFilter struct {
	Boroughs  []ID
	Services  []ID // a service area stands for those in it
	Stages    []NoticeStage
	CPV       []string // with a code, of the notice or a lot, that begins with one of these
	Deadline  DayRange
	Published DayRange
}

// KeyBounds are the bounds of the sort keys of what the filter's days let through in an
// order, both excluded, so that a page starts at the range's first entry: "" and LastKey where
// they are open. A key is its day, a tab and more: it follows the bare day, and precedes the
// day with a line feed.
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
		last = day("") // the unknown ones
	}
	if to != "" && !days.IncludeUnknown {
		last = day(to) + "\n"
	}
	return first, last
}

// Notices reads notices.
type Notices interface {
	NoticesByID(ctx context.Context, ids []ID) (map[ID]*Notice, error)
	// NoticesByOCID finds the notices of each contracting process, by id.
	NoticesByOCID(ctx context.Context, ocids []string) (map[string][]ID, error)
	Notices(ctx context.Context, f NoticeFilter, o NoticeOrder, w Window) (Page[*Notice], error)
	// NoticesOf pages the notices of each parent: boroughs, suppliers, contracts and frameworks alike.
	NoticesOf(ctx context.Context, parents []ID, f NoticeFilter, o NoticeOrder, w Window) (map[ID]Page[*Notice], error)
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
