package shape

import "time"

// RateLimit is the budget of a client, in units.
type RateLimit struct {
	Limit, Remaining int
	ResetAt          time.Time
	Cost             int
}
