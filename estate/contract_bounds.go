package estate

import (
	"cmp"
	"slices"
)

// afterDay makes of a day a text that follows every sort key of that day and precedes those of the
// next: a key goes on with a tab, and the line feed is the character after it.
const afterDay = "\n"

// KeyBounds are texts between which, both left out, lie the sort keys of all contracts
// that the filter lets through: a page by end date then begins where its rows do, and does
// not walk past all that ended long ago. The filter's own clauses still decide. Without
// bounds they are "" and LastKey.
func (f ContractFilter) KeyBounds(o ContractOrder) (first, last string) {
	from, last := f.EndFrom, LastKey
	if len(f.Terms) > 0 && !slices.ContainsFunc(f.Terms, Term.mayOutlastEnd) {
		from = max(from, f.AsOf)
	}
	known := cmp.Or(f.EndFrom, f.EndTo) != "" && !f.IncludeUnknown // unknown ends come last in either order
	switch o {
	case ContractsByEndDate:
		first = string(from)
		if known && f.EndTo != "" {
			last = string(f.EndTo) + afterDay
		}
	case ContractsByEndDateDesc:
		if f.EndTo != "" {
			first = descending(f.EndTo)
		}
		if known && from != "" {
			last = descending(from) + afterDay
		}
	case ContractsByStartDate, ContractsByStartDateDesc, ContractsByTitle:
	}
	return first, last
}

// WithParent narrows a filter that names something by a single parent, a borough, a supplier or a system: the same contracts as the
// parent's that the filter lets through, of which a page begins at whichever of the two has the fewest. It is false where the
// filter stays as it is.
func (f ContractFilter) WithParent(parents []ID) (ContractFilter, bool) {
	if targets, _ := f.MostSelective(); targets == nil || len(parents) != 1 {
		return f, false
	}
	narrow := map[Kind]*[]ID{KindBorough: &f.Boroughs, KindSupplier: &f.Suppliers, KindSystem: &f.Systems}[parents[0].Kind()]
	if narrow == nil || *narrow != nil {
		return f, false
	}
	*narrow = parents
	return f, true
}

// mayOutlastEnd reports whether a contract can stand there as of a day after its counted
// end: IN_TERM it has not ended yet or rolls on, UNKNOWN and STALE have no known end.
func (t Term) mayOutlastEnd() bool { return t != TermInTerm && t != TermUnknown && t != TermStale }
