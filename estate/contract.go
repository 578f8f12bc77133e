package estate

// Stage is how far a contract had come when its source was read.
type Stage string

// The stages of a Contract. Tenders and authority to procure are notices, not contracts (RULES 2).
const (
	StageSigned     Stage = "SIGNED"     // awarded, signed or extended
	StageAuthorised Stage = "AUTHORISED" // a decision or approval to award
)

// PartyRole is an authority's role in a contract.
type PartyRole string

// The roles of a ContractParty; empty where the source does not say.
const (
	RoleLead        PartyRole = "LEAD"
	RoleParticipant PartyRole = "PARTICIPANT"
)

// ContractParty is an authority that is party to a contract: a Borough, or another authority by
// name.
type ContractParty struct {
	Borough ID     `json:"borough,omitempty"` // empty if the authority is not one of the 33
	Name    string `json:"name,omitempty"`    // of another authority
	// Role is empty if the source does not state it.
	Role PartyRole `json:"role,omitempty"`
	// SharePence is the party's part of the value, if a source states it.
	SharePence *int64 `json:"sharePence,omitempty"`
}

// ContractSupplier is a supplier in a contract, with the name it signed under.
type ContractSupplier struct {
	Supplier ID     `json:"supplier"`
	SignedAs string `json:"signedAs"`
	// Inferred reports that the supplier was read from a title, or that its identity is only
	// implied.
	Inferred bool `json:"inferred,omitempty"`
}

// ExtensionState says whether an option can still be taken.
type ExtensionState string

// The states of an Extension. It is UNKNOWN unless a source, or the start of a sourced successor,
// says otherwise.
const (
	ExtensionAvailable ExtensionState = "AVAILABLE"
	ExtensionTaken     ExtensionState = "TAKEN"
	ExtensionLapsed    ExtensionState = "LAPSED"
	ExtensionUnknown   ExtensionState = "UNKNOWN"
)

// Extension is an option to extend a contract by some months.
type Extension struct {
	Months int            `json:"months"`
	State  ExtensionState `json:"state"`
}

// Break is a date at which a contract can be ended early.
type Break struct {
	// On is the stated last day; empty if the break is stated as a term.
	On StatedDate `json:"on,omitempty"`
	// AfterMonths is the break stated as a term. Its last day is derived: addMonths(start, n) - 1
	// day.
	AfterMonths int `json:"afterMonths,omitempty"`
}

// Deadline is a stated last day to act on an exit.
type Deadline struct {
	Kind ExitKind   `json:"kind"` // NOTICE_DEADLINE or EXTENSION_DECISION
	On   StatedDate `json:"on"`
	// ExitDate is the exit that the notice leads to, or that the option extends past.
	ExitDate StatedDate `json:"exitDate"`
}

// Contract is an agreement between one or more parties and one or more suppliers, which may be
// unknown.
type Contract struct {
	ID ID `json:"id"`
	// OCID is the contracting process in OCDS; empty if none is known. One ocid can hold many
	// contracts.
	OCID string `json:"ocid,omitempty"`
	// Reference is the contract's number in the owner's register or decision.
	Reference string `json:"reference,omitempty"`
	Title     string `json:"title"` // empty: not seen
	Stage     Stage  `json:"stage"`

	Parties []ContractParty `json:"parties"`
	// Suppliers are nil if unknown. SuppliersWithheld reports that a source withholds the name.
	Suppliers         []ContractSupplier `json:"suppliers"`
	SuppliersWithheld bool               `json:"suppliersWithheld,omitempty"`
	Systems           []ID               `json:"systems"`
	Services          []ID               `json:"services"`

	// StartDate counts from its first day and EndDate to its last. EndDate includes the options
	// known to have been taken.
	StartDate     StatedDate `json:"startDate,omitempty"`
	EndDate       StatedDate `json:"endDate,omitempty"`
	MaxExtentDate StatedDate `json:"maxExtentDate,omitempty"` // OCDS: the end with every option taken
	// TermMonths is the initial term as stated.
	TermMonths *int `json:"termMonths,omitempty"`
	// StartDerived and EndDerived report that the gatherer worked the date out from other stated
	// facts.
	StartDerived bool `json:"startDerived,omitempty"`
	EndDerived   bool `json:"endDerived,omitempty"`
	// Rolling reports that the contract renews every year and has no end. Anniversary is the day on
	// which the next year begins.
	Rolling     bool       `json:"rolling,omitempty"`
	Anniversary StatedDate `json:"anniversary,omitempty"`
	// Ended reports that a source says the contract has ended. EndedOn is its last day of cover, if
	// the source states one.
	Ended   bool       `json:"ended,omitempty"`
	EndedOn StatedDate `json:"endedOn,omitempty"`

	// Extensions are nil if unknown, and empty if there are known to be none.
	Extensions []Extension `json:"extensions"`
	Breaks     []Break     `json:"breaks,omitempty"`
	Deadlines  []Deadline  `json:"deadlines,omitempty"`

	Value *Value `json:"value,omitempty"`
	// Framework and Method are the route it was bought by, as stated.
	Framework string   `json:"framework,omitempty"`
	Method    string   `json:"method,omitempty"`
	CPV       []string `json:"cpv,omitempty"`
	// CalledOff is the Framework with that name; empty if it matches no known one.
	CalledOff ID `json:"calledOff,omitempty"`

	// Successor is the contract that replaces this one, if a source says so.
	Successor ID `json:"successor,omitempty"`

	Reading     Reading `json:"reading,omitzero"`      // stored: the dates of its evidence
	Predecessor ID      `json:"predecessor,omitempty"` // stored: the contract with this one as Successor
	Succession  Date    `json:"succession,omitempty"`  // stored: its successor's start; empty if none
	Cohort      *Cohort `json:"-"`
}

// CountedEnd returns the last day of cover: the stated end, else the start plus the stated initial
// term (RULES 1). It is empty if unknown, and for a rolling contract.
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

// StatedEnd returns the last day of cover as stated; empty if it is worked out or unknown.
func (c *Contract) StatedEnd() StatedDate {
	if c.Rolling {
		return ""
	}
	return c.EndDate
}

// FreeFrom returns the day after the end; empty if the end is unknown.
func (c *Contract) FreeFrom() Date { return c.CountedEnd().AddDays(1) }

// EndIsDerived reports whether the end was worked out, not stated.
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

// OpenOptions returns the options that can still be taken, in order. They are neither TAKEN,
// because the end includes those, nor LAPSED.
func (c *Contract) OpenOptions() []Extension {
	var open []Extension
	for _, x := range c.Extensions {
		if x.State == ExtensionAvailable || x.State == ExtensionUnknown {
			open = append(open, x)
		}
	}
	return open
}

// lastPossibleDay returns the last day that the options allow, else the stated maximum, else the
// end. It is empty if none of them is known.
func (c *Contract) lastPossibleDay() Date {
	end := c.CountedEnd()
	if open := c.OpenOptions(); len(open) > 0 && end != "" {
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

// optionsMayRemain returns false if the options are known and none of them is open.
func (c *Contract) optionsMayRemain() bool {
	return c.Extensions == nil || len(c.OpenOptions()) > 0
}

// Allocation says how a party's part of a contract's value is known (RULES 5).
type Allocation string

// The allocations of a party's part.
const (
	AllocationStated      Allocation = "STATED"      // a source gives its share
	AllocationWhole       Allocation = "WHOLE"       // it is the only party
	AllocationUnallocated Allocation = "UNALLOCATED" // shared, and no share is stated; never computed as a remainder
)

// Part returns the i-th party's part of the value in pence. It is nil if the part is unallocated,
// or if there is no known plain value.
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
			return "a party needs either a borough or the name of another authority"
		}
	}
	for _, s := range c.Suppliers {
		if s.Supplier == "" {
			return "a contract's supplier needs an id; leave suppliers out where they are unknown"
		}
	}
	if c.SuppliersWithheld && len(c.Suppliers) > 0 {
		return "its suppliers cannot be both named and withheld"
	}
	return c.Value.fault()
}

// exitFault returns why the dates at which a contract can be left can't be used, or "" if they can.
func exitFault(c *Contract) string {
	for _, x := range c.Extensions {
		if x.Months <= 0 {
			return "an extension must be at least a month"
		}
	}
	for _, b := range c.Breaks {
		if (b.On == "") == (b.AfterMonths <= 0) {
			return "a break needs either a date or a term in months"
		}
	}
	for _, d := range c.Deadlines {
		if (d.Kind != ExitNoticeDeadline && d.Kind != ExitExtensionDecision) || d.On == "" || d.ExitDate == "" {
			return "a deadline is " + string(ExitNoticeDeadline) + " or " + string(ExitExtensionDecision) +
				", and needs its day and the date of the exit"
		}
	}
	return ""
}

func (c *Contract) cohort() **Cohort { return &c.Cohort }
