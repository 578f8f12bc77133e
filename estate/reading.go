package estate

import "strings"

// Reading is the range of dates of a thing's evidence. All are empty if none is dated.
type Reading struct {
	Earliest Date `json:"earliest,omitempty"` // the day that the earliest evidence counts to
	Newest   Date `json:"newest,omitempty"`
	// NewestStated is the date of the newest evidence at the precision that its source states.
	NewestStated StatedDate `json:"newestStated,omitempty"`
}

// ReadingOf returns the Reading between two ReadDates.
func ReadingOf(earliest, newest ReadDate) Reading {
	return Reading{Earliest: earliest.ReadOn(), Newest: newest.ReadOn(), NewestStated: newest.ReadOnStated()}
}

// ReadDate is the date of a reading as stores keep it: the day that it counts to, then the date as
// stated. As text, it sorts by the day, and on one day the exact date comes last. So the greatest
// text is the newest reading, and it is stated as precisely as any of that day. A day and "~" is
// greater than every ReadDate of that day. Empty is undated.
type ReadDate string

// exactly marks a day that is stated as such. It sorts after the space before another stated date.
const exactly = "="

// ReadOn returns the day that the reading counts to.
func (r ReadDate) ReadOn() Date { return Date(r[:min(len(r), len(dateLayout))]) }

// ReadOnStated returns the date at the precision that the source states.
func (r ReadDate) ReadOnStated() StatedDate {
	if stated := string(r[len(r.ReadOn()):]); stated != exactly {
		return StatedDate(strings.TrimPrefix(stated, " "))
	}
	return StatedDate(r.ReadOn())
}

// ReadOn returns the last day that the evidence's date can mean, but none after the day on which it
// was gathered (RULES 1). It is empty if the evidence is undated.
func (e *Evidence) ReadOn() Date {
	last := e.AsOf.Last()
	if e.Gathered.Before(last) {
		return e.Gathered
	}
	return last
}

// ReadDate returns the date of the evidence as a store keeps it.
func (e *Evidence) ReadDate() ReadDate { return readDate(e.ReadOn(), e.AsOf) }

// LastRead returns the date of the newest evidence as a store keeps it.
func (r Reading) LastRead() ReadDate { return readDate(r.Newest, r.NewestStated) }

func readDate(day Date, stated StatedDate) ReadDate {
	switch string(day) {
	case "":
		return ""
	case string(stated):
		return ReadDate(string(day) + exactly)
	}
	return ReadDate(string(day) + " " + string(stated))
}

// staleMonths is how long evidence alone supports a claim (RULES 1).
const staleMonths = 60

// staleFrom returns the first day on which a claim with no other support is STALE: the day after
// addMonths(newest, 60), or MinDate if nothing is dated.
func (r Reading) staleFrom() Date {
	if r.Newest.IsZero() {
		return MinDate
	}
	return r.Newest.AddMonths(staleMonths).AddDays(1)
}
