package httpapi

import (
	"time"

	"boroughgraph/estate"
)

// Limits bound what one request may ask for. Every limit is above zero; a request
// over one is refused before anything runs, with code TOO_COSTLY, or stopped with
// TIMEOUT where it is the time that runs out.
type Limits struct {
	Body    int64         // bytes of a request's body, and of a GET's query string
	Tokens  int           // tokens of a document: words, numbers, strings and punctuation
	Depth   int           // fields within fields, fragments written out
	Aliases int           // fields under another name, fragments written out
	Roots   int           // fields at the top of an operation, fragments written out
	Fields  int           // all fields, fragments written out: what validation has to compare
	Cost    int           // objects that the answer may hold at most; cost.go says how they are counted
	Time    time.Duration // from the request's arrival to its answer
}

// DefaultLimits let through the standard introspection query and every question of the
// playground in pages of a hundred. An object takes some 30 microseconds to read and
// write, so the dearest operation keeps a core busy for about two seconds.
func DefaultLimits() Limits {
	return Limits{
		Body:    1 << 20,
		Tokens:  2_000,
		Depth:   15,
		Aliases: 50,
		Roots:   10,
		Fields:  2_000,
		Cost:    50_000,
		Time:    15 * time.Second,
	}
}

// Check reports a limit that is not above zero, as an error of code INVALID.
func (l Limits) Check() error {
	for name, n := range map[string]int64{
		"body": l.Body, "tokens": int64(l.Tokens), "depth": int64(l.Depth), "aliases": int64(l.Aliases),
		"roots": int64(l.Roots), "fields": int64(l.Fields), "cost": int64(l.Cost), "time": int64(l.Time),
	} {
		if n <= 0 {
			return estate.Invalidf("the limit on %s must be above zero", name)
		}
	}
	return nil
}
