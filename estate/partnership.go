package estate

// Partnership is a named set of boroughs, for example a sub-regional partnership, a shared service
// or a consortium.
type Partnership struct {
	ID      ID     `json:"id"`
	Slug    string `json:"slug"`
	Name    string `json:"name"`
	Purpose string `json:"purpose"` // "shared ICT service", "sub-regional partnership"
	Members []ID   `json:"members"` // of Boroughs
	// Ended is the date on which it ended; empty if it is not known to have ended.
	Ended StatedDate `json:"ended,omitempty"`

	Cohort *Cohort `json:"-"`
}

func (p *Partnership) cohort() **Cohort { return &p.Cohort }
