package estate_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"boroughgraph/estate"
)

// The windows of RULES 8, computed literally: for every day, every free date of every contract. The
// only code shared with the sweep in joint_window.go adds days and months to dates.

// bruteQuery has the parameters of a brute force.
type bruteQuery struct {
	asOf, from, to               estate.Date
	asked                        []estate.ID
	least, tolerance, leadMonths int
}

type bruteFree struct {
	date            estate.Date
	at, first, last int // the free date, and the first and last day on which it can join, as serials
	options         int
	kind            estate.ExitKind
}

type bruteContract struct {
	id       estate.ID
	boroughs []estate.ID
	pence    int64
	free     []bruteFree
}

// bruteContracts returns the contracts with the exits that are open on the day.
func bruteContracts(contracts []*estate.Contract, q bruteQuery) []bruteContract {
	var bs []bruteContract
	for _, c := range contracts {
		b := bruteContract{id: c.ID}
		for _, p := range c.Parties {
			if slices.Contains(q.asked, p.Borough) && !slices.Contains(b.boroughs, p.Borough) {
				b.boroughs = append(b.boroughs, p.Borough)
			}
		}
		if a := c.Annual(); a != nil {
			b.pence = a.Pence
		}
		for _, x := range estate.ExitPoints(c) {
			deadline := x.Kind == estate.ExitNoticeDeadline || x.Kind == estate.ExitExtensionDecision
			gone := x.Date < q.asOf || x.ActBy != "" && x.ActBy < q.asOf
			if deadline || gone {
				continue
			}
			options := 1 // only the latest possible day is known
			if x.OptionsToTake != nil {
				options = *x.OptionsToTake
			}
			s := x.Date.AddDays(1)
			b.free = append(b.free, bruteFree{s, serial[s], serial[s.AddMonths(-q.tolerance)], serial[s.AddMonths(q.tolerance)], options, x.Kind})
		}
		if len(b.boroughs) > 0 {
			bs = append(bs, b)
		}
	}
	return bs
}

// serial numbers the days that the tests use, counted one by one.
var serial, serialDays = func() (map[estate.Date]int, []estate.Date) {
	numbers := map[estate.Date]int{}
	var days []estate.Date
	for d := estate.Date("2015-01-01"); d < "2075-01-01"; d = d.AddDays(1) {
		numbers[d] = len(days)
		days = append(days, d)
	}
	return numbers, days
}()

// bruteJoin is a contract that joins on a day by one of its free dates.
type bruteJoin struct {
	contract *bruteContract
	free     bruteFree
	gap      int
	tied     bool // another free date was equally near
}

func (b *bruteContract) on(day int) (best bruteJoin, found bool) {
	for _, f := range b.free {
		if day < f.first || f.last < day {
			continue
		}
		j := bruteJoin{b, f, day - f.at, false}
		if !found {
			best, found = j, true
			continue
		}
		near := cmp.Compare(max(j.gap, -j.gap), max(best.gap, -best.gap))
		j.tied = near == 0 || near > 0 && best.tied
		best.tied = j.tied
		if cmp.Or(near, cmp.Compare(f.options, best.free.options), cmp.Compare(f.at, best.free.at), cmp.Compare(f.kind, best.free.kind)) < 0 {
			best = j
		}
	}
	return best, found
}

// bruteDay is a day on which enough contracts join.
type bruteDay struct {
	day      int
	boroughs string
	joins    []bruteJoin
	gaps     int
	options  int
}

func bruteOn(bs []bruteContract, day, least int) (bruteDay, bool) {
	d := bruteDay{day: day, joins: make([]bruteJoin, 0, len(bs))}
	boroughs := make([]estate.ID, 0, 2*len(bs))
	for i := range bs {
		j, ok := bs[i].on(day)
		if !ok {
			continue
		}
		d.joins = append(d.joins, j)
		d.gaps += max(j.gap, -j.gap)
		d.options += j.free.options
		boroughs = append(boroughs, j.contract.boroughs...)
	}
	slices.Sort(boroughs)
	boroughs = slices.Compact(boroughs)
	if len(boroughs) < least || len(d.joins) < 2 {
		return d, false
	}
	d.boroughs = text(boroughs)
	return d, true
}

func text(ids []estate.ID) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(string(id) + " ")
	}
	return b.String()
}

type bruteWindow struct {
	from, to int
	start    bruteDay
	pence    int64
	tied     bool // several days were equally good, or several free dates equally near
}

// bruteAll returns all windows, by day.
func bruteAll(bs []bruteContract, q bruteQuery) []bruteWindow {
	var ws []bruteWindow
	for day := serial[max(q.from, q.asOf.AddMonths(q.leadMonths))]; day <= serial[q.to]; day++ {
		d, counted := bruteOn(bs, day, q.least)
		if !counted {
			continue
		}
		if n := len(ws); n > 0 && ws[n-1].to+1 == day && ws[n-1].start.boroughs == d.boroughs {
			w := &ws[n-1]
			w.to = day
			order := cmp.Or(cmp.Compare(len(w.start.joins), len(d.joins)), cmp.Compare(d.gaps, w.start.gaps), cmp.Compare(d.options, w.start.options))
			if order < 0 {
				w.start, w.tied = d, false
			}
			w.tied = w.tied || order == 0
			continue
		}
		ws = append(ws, bruteWindow{from: day, to: day, start: d})
	}
	for i := range ws {
		for _, j := range ws[i].start.joins {
			ws[i].pence += j.contract.pence
			ws[i].tied = ws[i].tied || j.tied
		}
	}
	return ws
}

// bruteDropped reports whether another window has all the boroughs of this one and more, at no
// greater cost to them.
func bruteDropped(bs []bruteContract, w bruteWindow, all []bruteWindow) bool {
	mine := strings.Fields(w.start.boroughs)
	for _, v := range all {
		theirs := strings.Fields(v.start.boroughs)
		superset := len(theirs) > len(mine)
		for _, b := range mine {
			superset = superset && slices.Contains(theirs, b)
		}
		if !superset {
			continue
		}
		sum := 0
		for i := range bs {
			j, ok := bs[i].on(v.start.day)
			if ok && slices.ContainsFunc(bs[i].boroughs, func(b estate.ID) bool { return slices.Contains(mine, string(b)) }) {
				sum += max(j.gap, -j.gap)
			}
		}
		if sum <= w.start.gaps {
			return true
		}
	}
	return false
}

// bruteWindows returns the windows of a group as text, the best first, and whether a tie decided
// any of them.
func bruteWindows(contracts []*estate.Contract, q bruteQuery) (lines []string, tied bool) {
	bs := bruteContracts(contracts, q)
	all := bruteAll(bs, q)
	kept := slices.DeleteFunc(slices.Clone(all), func(w bruteWindow) bool { return bruteDropped(bs, w, all) })
	boroughs := func(w bruteWindow) int { return len(strings.Fields(w.start.boroughs)) }
	slices.SortFunc(kept, func(a, b bruteWindow) int {
		return cmp.Or(
			cmp.Compare(boroughs(b), boroughs(a)), cmp.Compare(b.pence, a.pence), cmp.Compare(a.start.gaps, b.start.gaps),
			cmp.Compare(a.start.options, b.start.options), cmp.Compare(a.start.day, b.start.day),
		)
	})
	for _, w := range kept[:min(3, len(kept))] {
		tied = tied || w.tied
		lines = append(lines, fmt.Sprintf("%s to %s, start %s: %s%d pence, %d days, %d options",
			serialDays[w.from], serialDays[w.to], serialDays[w.start.day], w.start.boroughs, w.pence, w.start.gaps, w.start.options))
		for _, j := range w.start.joins {
			lines = append(lines, fmt.Sprintf("  %s by %s free %s, %d days, %d options", j.contract.id, j.free.kind, j.free.date, j.gap, j.free.options))
		}
	}
	return lines, tied
}
