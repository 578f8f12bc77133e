package estate

import (
	"cmp"
	"slices"
)

// afterDay makes a text that follows every sort key of a day and precedes those of the next day. It
// works because a key continues its day with a tab, and a line feed is the next character.
const afterDay = "\n"

// KeyBounds returns exclusive bounds for the sort keys of all contracts that the filter can match.
// A page by end date then starts at its first row instead of scanning past contracts that ended
// long ago. The bounds only narrow the scan, so the store must still apply the filter. Without
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

// WithParent adds a single parent (a borough, a supplier or a system) to a filter that already has
// ids. The result matches the parent's contracts that the filter matches, and a store can start
// from whichever of the two has fewer. It returns false, and the filter unchanged, where that is
// not possible.
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

// mayOutlastEnd reports whether a contract can have this term after its counted end. IN_TERM can't,
// because the end has not passed or the contract is rolling. UNKNOWN and STALE can't, because they
// have no known end.
func (t Term) mayOutlastEnd() bool { return t != TermInTerm && t != TermUnknown && t != TermStale }
