package estate

import (
	"cmp"
	"slices"
)

// SettleNotice merges two notices of one purchase and stage. The first one's fields win; a field
// that it does not know is taken from the second. Parties, systems, services, frameworks and
// contracts are united.
func SettleNotice(first, second *Notice) *Notice {
	n := *first
	n.OCID, n.Reference, n.Title, n.Type = cmp.Or(n.OCID, second.OCID), cmp.Or(n.Reference, second.Reference), cmp.Or(n.Title, second.Title), cmp.Or(n.Type, second.Type)
	n.TenderDeadline = cmp.Or(n.TenderDeadline, second.TenderDeadline)
	n.PublishedDate, n.Method, n.Framework = cmp.Or(n.PublishedDate, second.PublishedDate), cmp.Or(n.Method, second.Method), cmp.Or(n.Framework, second.Framework)
	n.Value, n.SMESuitable, n.VCSESuitable = cmp.Or(n.Value, second.Value), cmp.Or(n.SMESuitable, second.SMESuitable), cmp.Or(n.VCSESuitable, second.VCSESuitable)
	if n.StartDate == "" && n.EndDate == "" {
		n.StartDate, n.EndDate = second.StartDate, second.EndDate
	}
	n.MaxExtentDate = cmp.Or(n.MaxExtentDate, second.MaxExtentDate)
	for _, p := range second.Parties {
		same := func(has NoticeParty) bool {
			return has.Borough == p.Borough && Fold(has.Name) == Fold(p.Name)
		}
		if !slices.ContainsFunc(n.Parties, same) {
			n.Parties = append(slices.Clip(n.Parties), p)
		}
	}
	for _, ids := range []struct{ into, from *[]ID }{
		{&n.Systems, &second.Systems}, {&n.Services, &second.Services}, {&n.Frameworks, &second.Frameworks}, {&n.Contracts, &second.Contracts},
	} {
		for _, id := range *ids.from {
			if !slices.Contains(*ids.into, id) {
				*ids.into = append(slices.Clip(*ids.into), id)
			}
		}
	}
	if len(n.Suppliers) == 0 {
		n.Suppliers = second.Suppliers
	}
	if n.Extensions == nil {
		n.Extensions = second.Extensions
	}
	if len(n.CPV) == 0 {
		n.CPV = second.CPV
	}
	if n.Lots == nil {
		n.Lots = second.Lots
	}
	return &n
}

// SettleFramework adds to a stated framework what the held one knows and it does not: its code, its
// owners, its earlier names, and whichever of value, dates and suppliers it does not state.
func SettleFramework(stated, held *Framework) *Framework {
	f := *stated
	f.Name, f.Code = cmp.Or(f.Name, held.Name), cmp.Or(f.Code, held.Code)
	f.Value, f.MaxExtentDate = cmp.Or(f.Value, held.Value), cmp.Or(f.MaxExtentDate, held.MaxExtentDate)
	if f.Owner == "" && len(f.Boroughs) == 0 {
		f.Owner, f.Boroughs = held.Owner, held.Boroughs
	}
	if len(f.Names) == 0 {
		f.Names = held.Names
	}
	if f.StartDate == "" && f.EndDate == "" {
		f.StartDate, f.EndDate = held.StartDate, held.EndDate
	}
	if f.Suppliers == nil {
		f.Suppliers = held.Suppliers
	}
	return &f
}
