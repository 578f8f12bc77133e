package estate

import "context"

// Making is a reading of who makes a system.
type Making struct {
	Supplier  ID         `json:"supplier"`
	FirstRead StatedDate `json:"firstRead,omitempty"` // the earliest dated reading that names this maker
	LastRead  StatedDate `json:"lastRead,omitempty"`  // the newest
	Inferred  bool       `json:"inferred,omitempty"`
}

// System is a software product, whichever boroughs run it.
type System struct {
	ID    ID          `json:"id"`
	Name  string      `json:"name"`
	Names []DatedName `json:"names"` // aliases and earlier names
	// Makers are the readings of who makes it, in any order; empty is unknown.
	Makers []Making `json:"makers"`

	Cohort *Cohort `json:"-"`
}

// SystemFilter selects systems. A nil field does not filter; an empty list matches nothing.
type SystemFilter struct {
	// Services and Boroughs are those of a deployment. If both are given, one deployment must meet
	// both.
	Services []ID
	Boroughs []ID
	Makers   []ID // made by one of these suppliers as of AsOf
	AsOf     Date
}

// Systems reads systems.
type Systems interface {
	SystemsByID(ctx context.Context, ids []ID) (map[ID]*System, error)
	// Systems pages systems by name.
	Systems(ctx context.Context, f SystemFilter, w Window) (Page[*System], error)
	// SystemsMadeBy pages, by name, the systems that each supplier makes as of a day.
	SystemsMadeBy(ctx context.Context, suppliers []ID, asOf Date, w Window) (map[ID]Page[*System], error)
}

func (s *System) cohort() **Cohort { return &s.Cohort }
