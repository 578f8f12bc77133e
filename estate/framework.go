package estate

import (
	"context"
	"slices"
)

// Framework is an agreement that others may buy through, each by a contract called
// off from it. To award one is no purchase. A portal that tenders are published on
// is none either (RULES 7).
type Framework struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	// Code is its number with its owner, "RM1557.12"; empty is not known.
	Code string `json:"code,omitempty"`
	// Owner is who set it up, as stated; empty is not known.
	Owner string `json:"owner,omitempty"`
	// Boroughs are those among its owners.
	Boroughs []ID `json:"boroughs,omitempty"`
	// Names are aliases and earlier names.
	Names []DatedName `json:"names,omitempty"`
	// Suppliers are those on it; nil is unknown.
	Suppliers []ID `json:"suppliers"`
	// The days between which it can be called off from, options to go on left out.
	StartDate     StatedDate `json:"startDate,omitempty"`
	EndDate       StatedDate `json:"endDate,omitempty"`
	MaxExtentDate StatedDate `json:"maxExtentDate,omitempty"` // the end with every option taken
	// Value is what may be bought through it in all: a ceiling, never summed.
	Value *Value `json:"value,omitempty"`

	Cohort *Cohort `json:"-"`
}

// UnknownFields lists what nobody has stated about the framework.
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

// fault is why the framework can't be used by itself; empty if it can.
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

// FrameworkFilter narrows frameworks. Nil fields do not filter; an empty list lets nothing through.
type FrameworkFilter struct {
	Boroughs  []ID // with one of these among its owners
	Suppliers []ID // with one of these on it
}

// Frameworks reads frameworks.
type Frameworks interface {
	FrameworksByID(ctx context.Context, ids []ID) (map[ID]*Framework, error)
	// FrameworksByCode finds the frameworks of each code, by id.
	FrameworksByCode(ctx context.Context, codes []string) (map[string][]ID, error)
	// Frameworks pages frameworks by name.
	Frameworks(ctx context.Context, f FrameworkFilter, w Window) (Page[*Framework], error)
}
