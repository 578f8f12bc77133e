package estate

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"sort"
)

// This file finds the windows of a group without walking the days. A contract joins by the nearest
// of its free dates over a stretch of days. Between two edges (the ends of stretches, and free
// dates) the joining contracts stay the same and the sum of their gaps is linear, so the best day
// is the first or the last. Sorting the edges and sweeping over them once takes O(n log n) in the
// number of free dates.

// stretch is the range of days, both included, on which an offer joins by one of its free dates.
type stretch struct {
	from, to day
	date     int // index of the free date
}

// joiner is an offer prepared for the sweep.
type joiner struct {
	offer     *Offer
	boroughs  uint64 // a bit for each, by its place in joint.boroughs
	free      []day
	stretches []stretch // by day; they do not overlap
}

// joint is a group and the days in which to find windows.
type joint struct {
	query       CollaborationQuery
	first, last day
	boroughs    []ID // of the offers with a free date, by id
	joiners     []joiner
}

// maxBoroughs is the capacity of a set of boroughs; there are 33.
const maxBoroughs = 64

func newJoint(g *CollaborationGroup, q CollaborationQuery) *joint {
	j := &joint{query: q, first: dayOf(q.FirstDay()), last: dayOf(q.To)}
	places := map[ID]int{}
	for _, o := range g.Offers {
		for _, b := range o.Boroughs {
			if _, ok := places[b]; !ok && len(o.FreeDates) > 0 {
				places[b] = 0
				j.boroughs = append(j.boroughs, b)
			}
		}
	}
	slices.Sort(j.boroughs)
	j.boroughs = j.boroughs[:min(len(j.boroughs), maxBoroughs)]
	clear(places)
	for i, b := range j.boroughs {
		places[b] = i
	}
	for _, o := range g.Offers {
		if len(o.FreeDates) > 0 {
			j.joiners = append(j.joiners, newJoiner(o, places, q.ToleranceMonths))
		}
	}
	return j
}

func newJoiner(o *Offer, places map[ID]int, tolerance int) joiner {
	n := joiner{offer: o, free: make([]day, len(o.FreeDates)), stretches: make([]stretch, 0, len(o.FreeDates))}
	for _, b := range o.Boroughs {
		if place, ok := places[b]; ok {
			n.boroughs |= 1 << place
		}
	}
	for i, f := range o.FreeDates {
		n.free[i] = dayOf(f.Date)
	}
	for i, s := range n.free {
		st := stretch{s.addMonths(-tolerance), s.addMonths(tolerance), i}
		if i > 0 { // once this date is nearer than the one before, or that one no longer joins
			st.from = max(st.from, min(n.switchDay(i-1), n.free[i-1].addMonths(tolerance)+1))
		}
		if i+1 < len(n.free) {
			st.to = min(st.to, max(n.switchDay(i), n.free[i+1].addMonths(-tolerance))-1)
		}
		if st.from <= st.to {
			n.stretches = append(n.stretches, st)
		}
	}
	return n
}

// switchDay returns the first day on which a contract that could join by either free date uses date
// i+1 instead of date i. That is the day from which i+1 is nearer, or equally near with fewer
// options to take.
func (n *joiner) switchDay(i int) day {
	apart := n.free[i] + n.free[i+1]
	dates := n.offer.FreeDates
	if apart%2 == 0 && dates[i].options() <= dates[i+1].options() {
		return apart/2 + 1
	}
	return (apart + 1) / 2
}

// joinsBy returns the free date by which the offer joins on a day; false if it does not join.
func (n *joiner) joinsBy(d day) (int, bool) {
	i := sort.Search(len(n.stretches), func(i int) bool { return n.stretches[i].to >= d })
	if i == len(n.stretches) || n.stretches[i].from > d {
		return 0, false
	}
	return n.stretches[i].date, true
}

// edge is a day on which the joining contracts, or the slope of their gaps, change.
type edge struct {
	day day
	// sign is 1 from the free date on, where the gap grows, and -1 before it.
	sign   int
	joins  int // 1 where the stretch begins, -1 after it ends
	joiner int
	date   int
}

// edges returns the edges of all stretches within the days to look at, by day.
func (j *joint) edges() []edge {
	var es []edge
	add := func(from, to day, sign, joiner, date int) {
		if from, to = max(from, j.first), min(to, j.last); from <= to {
			es = append(es, edge{from, sign, 1, joiner, date}, edge{to + 1, sign, -1, joiner, date})
		}
	}
	for i := range j.joiners {
		n := &j.joiners[i]
		for _, st := range n.stretches {
			s := n.free[st.date]
			add(st.from, min(st.to, s-1), -1, i, st.date)
			add(max(st.from, s), st.to, 1, i, st.date)
		}
	}
	slices.SortFunc(es, func(a, b edge) int { return cmp.Compare(a.day, b.day) })
	return es
}

// tally is the total over all contracts that join in a segment of days.
type tally struct {
	boroughs  uint64
	contracts int
	options   int
	pence     int64
	slope     int // how fast the sum of gaps grows from one day to the next
	offset    int // the sum of gaps is slope times the day less offset
	parties   [maxBoroughs]int
}

func (t *tally) add(e edge, n *joiner) {
	t.contracts += e.joins
	t.options += e.joins * n.offer.FreeDates[e.date].options()
	if n.offer.AnnualPence != nil {
		t.pence += int64(e.joins) * *n.offer.AnnualPence
	}
	t.slope += e.joins * e.sign
	t.offset += e.joins * e.sign * int(n.free[e.date])
	for set := n.boroughs; set != 0; set &= set - 1 {
		place := bits.TrailingZeros64(set)
		t.parties[place] += e.joins
		if t.parties[place] == 0 {
			t.boroughs &^= 1 << place
		} else {
			t.boroughs |= 1 << place
		}
	}
}

// best returns the best day of a segment, both ends included, over which the tally stays the same.
func (t *tally) best(from, to day) start {
	d := from
	if t.slope < 0 {
		d = to
	}
	return start{day: d, contracts: t.contracts, gaps: t.slope*int(d) - t.offset, options: t.options, pence: t.pence}
}

// start is a day on which to start together.
type start struct {
	day                      day
	contracts, gaps, options int
	pence                    int64 // known price per year of the contracts
}

// compareStarts puts the better start first: more contracts, smaller gaps, fewer options, earlier.
func compareStarts(a, b start) int {
	return cmp.Or(
		cmp.Compare(b.contracts, a.contracts), cmp.Compare(a.gaps, b.gaps),
		cmp.Compare(a.options, b.options), cmp.Compare(a.day, b.day),
	)
}

// window is a longest run of days with one set of boroughs.
type window struct {
	from, to day
	boroughs uint64
	start    start
}

// compareWindows puts the better window first (RULES 8): more boroughs, more value, smaller gaps,
// fewer options, earlier.
func compareWindows(a, b window) int {
	return cmp.Or(
		cmp.Compare(bits.OnesCount64(b.boroughs), bits.OnesCount64(a.boroughs)), cmp.Compare(b.start.pence, a.start.pence),
		cmp.Compare(a.start.gaps, b.start.gaps), cmp.Compare(a.start.options, b.start.options), cmp.Compare(a.start.day, b.start.day),
	)
}

// windows returns all windows by day, including those that will be dropped.
func (j *joint) windows() []window {
	var ws []window
	var now tally
	es := j.edges()
	for i := 0; i < len(es); {
		from := es[i].day
		for ; i < len(es) && es[i].day == from; i++ {
			now.add(es[i], &j.joiners[es[i].joiner])
		}
		if now.contracts < 2 || bits.OnesCount64(now.boroughs) < j.query.MinBoroughs {
			continue
		}
		to := es[i].day - 1 // every stretch ends at an edge, so es[i] exists
		best := now.best(from, to)
		if n := len(ws); n > 0 && ws[n-1].to == from-1 && ws[n-1].boroughs == now.boroughs {
			ws[n-1].to = to
			if compareStarts(best, ws[n-1].start) < 0 {
				ws[n-1].start = best
			}
			continue
		}
		ws = append(ws, window{from, to, now.boroughs, best})
	}
	return ws
}

// cost returns the sum of gaps on a day over the contracts that join on it and have a party in a
// set of boroughs.
func (j *joint) cost(d day, boroughs uint64) int {
	sum := 0
	for i := range j.joiners {
		n := &j.joiners[i]
		if n.boroughs&boroughs == 0 {
			continue
		}
		if date, ok := n.joinsBy(d); ok {
			sum += daysBetween(d, n.free[date])
		}
	}
	return sum
}

// daysBetween returns the distance between two days.
func daysBetween(a, b day) int { return max(int(a-b), int(b-a)) }

// ranked yields the windows that are not dropped, best first. It tests each one only when it is
// asked for, because a group shows few.
func (j *joint) ranked() iter.Seq[window] {
	ws := j.windows()
	slices.SortFunc(ws, compareWindows)
	return func(yield func(window) bool) {
		for _, w := range ws {
			if !j.dropped(w, ws) && !yield(w) {
				return
			}
		}
	}
}

// dropped reports whether another window has a strict superset of this one's boroughs at no greater
// cost to them.
func (j *joint) dropped(w window, all []window) bool {
	return slices.ContainsFunc(all, func(v window) bool {
		return v.boroughs != w.boroughs && v.boroughs&w.boroughs == w.boroughs && j.cost(v.start.day, w.boroughs) <= w.start.gaps
	})
}
