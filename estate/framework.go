package estate

import (
	"context"
	"slices"
)

// Framework is an agreement that others may buy through, each by a contract called off from it. The
// award of a framework is not a purchase. A portal that publishes tenders is not a framework (RULES
// 7).
type Framework struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Code is its reference number, for example "RM1557.12"; empty if unknown.
	Code string `json:"code,omitempty"`
	// Owner is the authority that set it up, as stated; empty if unknown.
	Owner string `json:"owner,omitempty"`
	// Boroughs are the boroughs among its owners.
	Boroughs []ID `json:"boroughs,omitempty"`
	// Names are aliases and earlier names.
	Names []DatedName `json:"names,omitempty"`
	// Suppliers are those on the framework; nil if unknown.
	Suppliers []ID `json:"suppliers"`
	// StartDate and EndDate bound the days on which it can be called off, without its options.
	StartDate     StatedDate `json:"startDate,omitempty"`
	EndDate       StatedDate `json:"endDate,omitempty"`
	MaxExtentDate StatedDate `json:"maxExtentDate,omitempty"` // the end with every option taken
	// Value is the total that may be bought through it: a ceiling, never summed.
	Value *Value `json:"value,omitempty"`

	Cohort *Cohort `json:"-"`
}

// UnknownFields returns the names of the framework's unknown fields.
func (f *Framework) UnknownFields() []string {
	return unknown(
		field{"code", f.Code != ""},
		field{"owner", f.Owner != ""},
		field{"suppliers", len(f.Suppliers) > 0},
		field{"startDate", f.StartDate != ""},
		field{"endDate", f.EndDate != ""},
		field{"value", f.Value != nil},
	)
}

func (f *Framework) cohort() **Cohort { return &f.Cohort }

// fault returns why the framework can't be used, judged on its own, or "" if it can.
func (f *Framework) fault() string {
	switch {
	case f.Name == "":
		return "a framework needs a name"
	case f.StartDate != "" && f.EndDate != "" && f.EndDate.Last() < f.StartDate.First():
		return "its end " + string(f.EndDate) + " is before its start " + string(f.StartDate)
	case slices.Contains(f.Suppliers, ""):
		return "a framework's supplier needs an id; leave suppliers out where they are unknown"
	}
	return f.Value.fault()
}

// FrameworkFilter selects frameworks. A nil field does not filter; an empty list matches nothing.
type FrameworkFilter struct {
	Boroughs  []ID // with one of these among its owners
	Suppliers []ID // with one of these on it
}

// Frameworks reads frameworks.
type Frameworks interface {
	FrameworksByID(ctx context.Context, ids []ID) (map[ID]*Framework, error)
	// FrameworksByCode returns the frameworks with each code, by id.
	FrameworksByCode(ctx context.Context, codes []string) (map[string][]ID, error)
	// Frameworks pages frameworks by name.
	Frameworks(ctx context.Context, f FrameworkFilter, w Window) (Page[*Framework], error)
}
