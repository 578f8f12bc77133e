package shape

import "boroughgraph/estate"

// NoticeFilter is which notices to list, as asked.
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

// FrameworkFilter is which frameworks to list, as asked.
type FrameworkFilter struct {
	Boroughs  []estate.BoroughKey
	Suppliers []estate.ID
}

// NoticeParty is a buyer with the notice that names it.
type NoticeParty struct {
	estate.NoticeParty
	Notice *estate.Notice
}

// BuyersOf are the parties of a notice, in its order.
func BuyersOf(n *estate.Notice) []*NoticeParty {
	parties := make([]*NoticeParty, len(n.Parties))
	for i, p := range n.Parties {
		parties[i] = &NoticeParty{NoticeParty: p, Notice: n}
	}
	return parties
}
