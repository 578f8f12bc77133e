package estate

// Stage says how far a contract had come when it was read.
type Stage string

// The stages of a Contract. Tenders and authority to procure are notices, not contracts (RULES 2).
const (
	StageSigned     Stage = "SIGNED"     // awarded, signed or extended
	StageAuthorised Stage = "AUTHORISED" // a decision or approval to award
)

// PartyRole is what an authority is in a contract.
type PartyRole string

// The roles of a ContractParty; empty where the source does not say.
const (
	RoleLead        PartyRole = "LEAD"
	RoleParticipant PartyRole = "PARTICIPANT"
)

// ContractParty is an authority in a contract: a Borough, or another authority by name.
type ContractParty struct {
	Borough ID     `json:"borough,omitempty"` // empty if the authority is not one of the 33
	Name    string `json:"name,omitempty"`    // of another authority
	// Role is empty where the source does not say.
	Role PartyRole `json:"role,omitempty"`
	// SharePence is its part of the value where stated.
	SharePence *int64 `json:"sharePence,omitempty"`
}

// ContractSupplier is a supplier in a contract, with the name it signed under.
type ContractSupplier struct {
	Supplier ID     `json:"supplier"`
	SignedAs string `json:"signedAs"`
	// Inferred: the supplier is read from a title, or its identity is only implied.
	Inferred bool `json:"inferred,omitempty"`
}

// ExtensionState is what is known of an option.
type ExtensionState string

// The states of an Extension. Only a source, or the start of a sourced successor, makes it other than UNKNOWN.
const (
	ExtensionAvailable ExtensionState = "AVAILABLE"
	ExtensionTaken     ExtensionState = "TAKEN"
	ExtensionLapsed    ExtensionState = "LAPSED"
	ExtensionUnknown   ExtensionState = "UNKNOWN"
)

// Extension is an option to go on for some months.
type Extension struct {
	Months int            `json:"months"`
	State  ExtensionState `json:"state"`
}

// Break is a date at which a contract can be ended early.
type Break struct {
	// On is the stated last day; empty if it is given as a term.
	On StatedDate `json:"on,omitempty"`
	// AfterMonths is the break stated as a term: the last day is addMonths(start, n) - 1 day, derived.
	AfterMonths int `json:"afterMonths,omitempty"`
}

// Deadline is a stated last day to do something about an exit.
type Deadline struct {
	Kind ExitKind   `json:"kind"` // NOTICE_DEADLINE or EXTENSION_DECISION
	On   StatedDate `json:"on"`
	// ExitDate is the exit that the notice leads to, or that taking the option leads past.
	ExitDate StatedDate `json:"exitDate"`
}

// Contract is an agreement between one or more parties and one or more suppliers (or unknown ones).
type Contract struct {
	ID ID `json:"id"`
	// OCID of the contracting process in OCDS; one ocid can hold many contracts. Empty is none known.
	OCID string `json:"ocid,omitempty"`
	// Reference in the owner's register or decision.
	Reference string `json:"reference,omitempty"`
	Title     string `json:"title"` // empty: not seen
	Stage     Stage  `json:"stage"`

	Parties []ContractParty `json:"parties"`
	// Suppliers are nil where unknown; SuppliersWithheld where a source keeps the name back.
	Suppliers         []ContractSupplier `json:"suppliers"`
	SuppliersWithheld bool               `json:"suppliersWithheld,omitempty"`
	Systems           []ID               `json:"systems"`
	Services          []ID               `json:"services"`

	// StartDate counts from its first day, EndDate to its last, options known to be taken included.
	StartDate     StatedDate `json:"startDate,omitempty"`
	EndDate       StatedDate `json:"endDate,omitempty"`
	MaxExtentDate StatedDate `json:"maxExtentDate,omitempty"` // OCDS: the end with every option taken
	// TermMonths is the initial term as stated.
	TermMonths *int `json:"termMonths,omitempty"`
	// EndDerived and StartDerived: worked out from other stated facts by whoever gathered them.
	StartDerived bool `json:"startDerived,omitempty"`
	EndDerived   bool `json:"endDerived,omitempty"`
	// Rolling: it goes on from year to year with no end; Anniversary is the day the next year begins.
	Rolling     bool       `json:"rolling,omitempty"`
	Anniversary StatedDate `json:"anniversary,omitempty"`
	// Ended: a source says that it has ended, on EndedOn where a day is stated.
	Ended   bool       `json:"ended,omitempty"`
	EndedOn StatedDate `json:"endedOn,omitempty"`

	// Extensions are nil where unknown, empty where there are known to be none.
	Extensions []Extension `json:"extensions"`
	Breaks     []Break     `json:"breaks,omitempty"`
	Deadlines  []Deadline  `json:"deadlines,omitempty"`

	Value *Value `json:"value,omitempty"`
	// Route it was bought by, as stated: the framework and the method.
	Framework string   `json:"framework,omitempty"`
	Method    string   `json:"method,omitempty"`
	CPV       []string `json:"cpv,omitempty"`
	// CalledOff is the Framework that the stated one is; empty where it names none that is known.
	CalledOff ID `json:"calledOff,omitempty"`

	// Successor replaces it, where a source says so.
	Successor ID `json:"successor,omitempty"`

	Reading     Reading `json:"reading,omitzero"`      // stored: the dates of its evidence
	Predecessor ID      `json:"predecessor,omitempty"` // stored: the contract whose Successor this is
	Succession  Date    `json:"succession,omitempty"`  // stored: the day its successor starts; empty if none
	Cohort      *Cohort `json:"-"`
}

// CountedEnd is the last day of cover: the stated end, else the start plus the
// stated initial term (RULES 1). Empty if not known, and for a rolling contract.
func (c *Contract) CountedEnd() Date {
	switch {
	case c.Rolling:
		return ""
	case c.EndDate != "":
		return c.EndDate.Last()
	case c.StartDate != "" && c.TermMonths != nil:
		return c.StartDate.First().AddMonths(*c.TermMonths).AddDays(-1)
	}
	return ""
}

// FreeFrom is the day after the end; empty if the end is not known.
func (c *Contract) FreeFrom() Date { return c.CountedEnd().AddDays(1) }

// EndIsDerived reports whether the end is worked out and not stated.
func (c *Contract) EndIsDerived() bool {
	return c.CountedEnd() != "" && (c.EndDerived || c.EndDate == "")
}

func (c *Contract) hasTaken() bool {
	for _, x := range c.Extensions {
		if x.State == ExtensionTaken {
			return true
		}
	}
	return false
}

// openOptions are the options that can still be taken, in order: not TAKEN (the end has them) and not LAPSED.
func (c *Contract) openOptions() []Extension {
	var open []Extension
	for _, x := range c.Extensions {
		if x.State == ExtensionAvailable || x.State == ExtensionUnknown {
			open = append(open, x)
		}
	}
	return open
}

// lastPossibleDay is the last day that the options allow, else the stated
// maximum, else the end. Empty if none is known.
func (c *Contract) lastPossibleDay() Date {
	end := c.CountedEnd()
	if open := c.openOptions(); len(open) > 0 && end != "" {
		months := 0
		for _, x := range open {
			months += x.Months
		}
		return end.AddMonths(months)
	}
	if c.MaxExtentDate != "" && c.optionsMayRemain() {
		return c.MaxExtentDate.Last()
	}
	return end
}

// optionsMayRemain is false where the options are known and none is open.
func (c *Contract) optionsMayRemain() bool {
	return c.Extensions == nil || len(c.openOptions()) > 0
}

// UnknownFields lists what nobody has stated about the contract.
func (c *Contract) UnknownFields() []string {
	return unknown(
		field{"title", c.Title != ""},
		field{"suppliers", len(c.Suppliers) > 0},
		field{"systems", len(c.Systems) > 0},
		field{"startDate", c.StartDate != ""},
		field{"endDate", c.CountedEnd() != "" || c.Rolling},
		field{"extensions", c.Extensions != nil},
		field{"value", c.Value != nil},
		field{"framework", c.Framework != ""},
		field{"method", c.Method != ""},
	)
}

// Allocation says how a party's part of a contract's value is known (RULES 5).
type Allocation string

// The allocations of a party's part.
const (
	AllocationStated      Allocation = "STATED"      // a source gives its share
	AllocationWhole       Allocation = "WHOLE"       // it is the only party
	AllocationUnallocated Allocation = "UNALLOCATED" // shared, and nobody says how: never the rest of a sum
)

// Part is what the i-th party's part of the value is, in pence; nil where it is unallocated or no plain value is known.
func (c *Contract) Part(i int) (Allocation, *int64) {
	switch {
	case c.Parties[i].SharePence != nil:
		return AllocationStated, c.Parties[i].SharePence
	case len(c.Parties) > 1:
		return AllocationUnallocated, nil
	case c.Value != nil && c.Value.Basis != BasisRange && c.Value.Basis != BasisEstimate:
		return AllocationWhole, &c.Value.MinPence
	}
	return AllocationWhole, nil
}

func contractFault(c *Contract) string {
	start, end := c.StartDate.First(), c.EndDate.Last()
	switch {
	case len(c.Parties) == 0:
		return "a contract needs a party"
	case start != "" && end != "" && end < start:
		return "its end " + string(c.EndDate) + " is before its start " + string(c.StartDate)
	case c.TermMonths != nil && *c.TermMonths <= 0:
		return "its term must be at least a month"
	case c.Successor == c.ID:
		return "it cannot succeed itself"
	}
	if reason := exitFault(c); reason != "" {
		return reason
	}
	for _, p := range c.Parties {
		if (p.Borough == "") == (p.Name == "") {
			return "a party is a borough or another authority by name, one of the two"
		}
	}
	for _, s := range c.Suppliers {
		if s.Supplier == "" {
			return "a contract's supplier needs an id; leave suppliers out where they are unknown"
		}
	}
	if c.SuppliersWithheld && len(c.Suppliers) > 0 {
		return "its suppliers are both named and withheld"
	}
	return c.Value.fault()
}

// exitFault is why the dates at which a contract can be left can't be used.
func exitFault(c *Contract) string {
	for _, x := range c.Extensions {
		if x.Months <= 0 {
			return "an extension must be at least a month"
		}
	}
	for _, b := range c.Breaks {
		if (b.On == "") == (b.AfterMonths <= 0) {
			return "a break needs a date or a term in months, one of the two"
		}
	}
	for _, d := range c.Deadlines {
		if (d.Kind != ExitNoticeDeadline && d.Kind != ExitExtensionDecision) || d.On == "" || d.ExitDate == "" {
			return "a deadline is " + string(ExitNoticeDeadline) + " or " + string(ExitExtensionDecision) + ", with its day and the exit it is about"
		}
	}
	return ""
}

func (c *Contract) cohort() **Cohort { return &c.Cohort }
