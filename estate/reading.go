package estate

// Reading is the range of dates of a thing's evidence. Both are empty if none is dated.
type Reading struct {
	Earliest Date `json:"earliest,omitempty"` // the last day the earliest stated date can mean
	Newest   Date `json:"newest,omitempty"`
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
