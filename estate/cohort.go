package estate

import (
	"context"
	"sync"
)

// Cohort is the set of rows that one read of a Store returned. The first row that needs a related
// thing loads it for all rows at once. The result is remembered by field and arguments. So an N+1
// read can't be written, and no timer has to guess when a batch is complete.
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

// Gather puts rows into one Cohort and drops repeats. Stores call it on the rows that a read
// returns.
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

// Load returns what read returns for the whole cohort of row. It calls read once for each key. key
// must name the field and hold every argument that read uses.
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

// run calls read and then releases the waiters. If read panics, they get an error.
func (l *load) run(read func() (any, error)) {
	l.err = &Error{Code: CodeInternal, Message: "related rows could not be read"}
	defer close(l.done)
	l.value, l.err = read()
}
