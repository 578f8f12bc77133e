package shape

import "boroughgraph/estate"

// NoticeFilter is a filter of notices as a request states it.
type NoticeFilter struct {
	Boroughs       []estate.BoroughKey
	Services       []estate.ID
	Stages         []estate.NoticeStage
	CPV            []string
	TenderDeadline *DateRange
	PublishedDate  *DateRange
}

// DateRange is a range of days, both included.
type DateRange struct {
	From           *estate.Date
	To             *estate.Date
	IncludeUnknown bool
}

// FrameworkFilter is a filter of frameworks as a request states it.
type FrameworkFilter struct {
	Boroughs  []estate.BoroughKey
	Suppliers []estate.ID
}

// NoticeParty is a buyer and the notice that names it.
type NoticeParty struct {
	estate.NoticeParty
	Notice *estate.Notice
}

// BuyersOf returns the parties of a notice, in the notice's order.
func BuyersOf(n *estate.Notice) []*NoticeParty {
	parties := make([]*NoticeParty, len(n.Parties))
	for i, p := range n.Parties {
		parties[i] = &NoticeParty{NoticeParty: p, Notice: n}
	}
	return parties
}
