package estate

import (
	"context"
	"sync"
)

// Cohort is the rows that one read of a Store returned together. The first row
// that is asked for a related thing loads it for all of them, once, remembered by
// field and arguments: an N+1 can't be written, and no timer guesses at batches.
type Cohort struct {
	rows  []any
	mu    sync.Mutex
	loads map[any]*load
}

type load struct {
	done  chan struct{}
	value any
	err   error
}

// Member is a row that belongs to a Cohort.
type Member interface {
	comparable
	cohort() **Cohort
}

// Gather puts rows into one Cohort; stores call it on what a read returns. Rows
// that repeat are kept once.
func Gather[R Member](rows []R) {
	c := &Cohort{loads: map[any]*load{}}
	seen := make(map[R]bool, len(rows))
	for _, r := range rows {
		if seen[r] {
			continue
		}
		seen[r] = true
		c.rows = append(c.rows, r)
		*r.cohort() = c
	}
}

// Load returns what read gives for the whole cohort of row, reading at the first
// call for key. key names the field and holds every argument that read uses.
func Load[R Member, V any](ctx context.Context, row R, key any, read func(context.Context, []R) (V, error)) (V, error) {
	c := *row.cohort()
	if c == nil { // a row made outside a Store stands alone
		return read(ctx, []R{row})
	}
	c.mu.Lock()
	l, ok := c.loads[key]
	if !ok {
		l = &load{done: make(chan struct{})}
		c.loads[key] = l
	}
	c.mu.Unlock()
	if !ok {
		l.run(func() (any, error) {
			rows := make([]R, len(c.rows))
			for i, r := range c.rows {
				rows[i] = r.(R)
			}
			return read(ctx, rows)
		})
	}
	var zero V
	select {
	case <-l.done:
	case <-ctx.Done():
		return zero, FromContext("waiting for related rows", ctx.Err())
	}
	if l.err != nil {
		return zero, l.err
	}
	return l.value.(V), nil
}

// run releases the waiters even if read panics, with an error for them.
func (l *load) run(read func() (any, error)) {
	l.err = &Error{Code: CodeInternal, Message: "related rows could not be read"}
	defer close(l.done)
	l.value, l.err = read()
}
