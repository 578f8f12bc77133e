package httpapi

import (
	"time"

	"boroughgraph/estate"
)

// Limits bounds what one request may ask for. Every limit is above zero. A request that exceeds one
// is refused with code TOO_COSTLY before anything runs. An operation is stopped with that code if
// its answer exceeds Answer, or has more objects than Cost, and with TIMEOUT if it exceeds Time.
type Limits struct {
	Body    int64         // bytes of a request's body, and of a GET's query string
	Tokens  int           // tokens of a document: words, numbers, strings and punctuation
	Depth   int           // levels of nested fields, with fragments expanded
	Aliases int           // aliased fields, with fragments expanded
	Roots   int           // root fields, with fragments expanded
	Fields  int           // all fields, with fragments expanded: validation compares these
	Cost    int           // the most objects that an answer may hold, counted as cost.go says
	Answer  int64         // bytes of an answer to an operation; files are not bounded by it
	Time    time.Duration // from the arrival of the request to its answer
}

// DefaultLimits returns limits that allow the standard introspection query, and every question of
// the playground in pages of 100. Reading and writing an object takes about 30 microseconds, so an
// operation that costs as much as is allowed keeps a core busy for one or two seconds, and the most
// expensive ones for up to three (docs/operations.md).
func DefaultLimits() Limits {
	return Limits{
		Body:    1 << 20,
		Tokens:  2_000,
		Depth:   15,
		Aliases: 50,
		Roots:   10,
		Fields:  2_000,
		Cost:    50_000,
		Answer:  20_000_000,
		Time:    15 * time.Second,
	}
}

// Check returns an INVALID error if a limit is not above zero.
func (l Limits) Check() error {
	for name, n := range map[string]int64{
		"body": l.Body, "tokens": int64(l.Tokens), "depth": int64(l.Depth), "aliases": int64(l.Aliases),
		"roots": int64(l.Roots), "fields": int64(l.Fields), "cost": int64(l.Cost), "answer": l.Answer, "time": int64(l.Time),
	} {
		if n <= 0 {
			return estate.Invalidf("the limit on %s must be above zero", name)
		}
	}
	return nil
}
