package estate

// DatedName is a name that something has or had.
type DatedName struct {
	Name string `json:"name"`
	// Until is when it stopped being the name; empty is not known, or still in use.
	Until StatedDate `json:"until,omitempty"`
	// Earlier marks a name that has been given up; otherwise it is an alias.
	Earlier bool `json:"earlier,omitempty"`
	// Inferred: the source implies the identity and does not state it.
	Inferred bool `json:"inferred,omitempty"`
}

// Making is one reading of who makes a system.
type Making struct {
	Supplier  ID         `json:"supplier"`
	FirstRead StatedDate `json:"firstRead,omitempty"` // the earliest dated reading that names this maker
	LastRead  StatedDate `json:"lastRead,omitempty"`  // the newest
	Inferred  bool       `json:"inferred,omitempty"`
}

// System is a software product, whoever runs it.
type System struct {
	ID    ID          `json:"id"`
	Name  string      `json:"name"`
	Names []DatedName `json:"names"` // aliases and earlier names
	// Makers are the readings of who makes it, in any order; empty is unknown.
	Makers []Making `json:"makers"`

	Cohort *Cohort `json:"-"`
}

// Deployment is one borough running one system for one or more services.
type Deployment struct {
	ID       ID   `json:"id"`
	Borough  ID   `json:"borough"`
	System   ID   `json:"system"`
	Services []ID `json:"services"`
	// StartDate and EndDate are the stated first and last day in use.
	StartDate StatedDate `json:"startDate,omitempty"`
	EndDate   StatedDate `json:"endDate,omitempty"`
	// ReplacedOn is the later reading that a source says shows a change or a replacement:
	// it bounds the change and is not its date.
	ReplacedOn StatedDate `json:"replacedOn,omitempty"`
	// ReplacedBy is the deployment that took its place, where known.
	ReplacedBy ID `json:"replacedBy,omitempty"`
	// Planned: a source says that it is to come; it is not in use before StartDate.
	Planned bool `json:"planned,omitempty"`
	// Hosting as stated, "supplier cloud", "on premises"; empty is not known.
	Hosting string `json:"hosting,omitempty"`
	// Contracts it runs under, where a source links them.
	Contracts []ID `json:"contracts"`
	// Integrations are the other systems that a source says this one is linked with here.
	Integrations []Integration `json:"integrations,omitempty"`

	Reading Reading `json:"reading,omitzero"` // stored: the dates of its evidence
	Cohort  *Cohort `json:"-"`
}

// UnknownFields lists what nobody has stated about the deployment.
func (d *Deployment) UnknownFields() []string {
	return unknown(
		field{"services", len(d.Services) > 0},
		field{"startDate", d.StartDate != ""},
		field{"endDate", d.EndDate != ""},
		field{"hosting", d.Hosting != ""},
		field{"contracts", len(d.Contracts) > 0},
	)
}

type field struct {
	name  string
	known bool
}

func unknown(fields ...field) []string {
	names := []string{}
	for _, f := range fields {
		if !f.known {
			names = append(names, f.name)
		}
	}
	return names
}
