package register

import (
	"context"
	"errors"
	"io"
	"iter"
)

// each yields the rows below the headers. A row that can't be split into cells has a reason.
func (g *Register) each(ctx context.Context, surveying bool) iter.Seq2[taken, error] {
	return func(yield func(taken, error) bool) {
		for _, l := range g.leaves {
			if err := g.eachOf(ctx, l, surveying, yield); err != nil {
				if !errors.Is(err, errEnough) {
					yield(taken{}, err)
				}
				return
			}
		}
	}
}

var errEnough = errors.New("no more rows are wanted")

// eachOf reads the rows of one sheet.
func (g *Register) eachOf(ctx context.Context, l *leaf, surveying bool, yield func(taken, error) bool) error {
	rows, err := g.table.open(l.name)
	if err != nil {
		return err
	}
	defer rows.close()
	f := follower{Register: g, leaf: l, surveying: surveying}
	width := len(l.sections[0].header.titles)
	for n := 0; ; n++ {
		if n == l.after {
			rows.expect(width)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := rows.next()
		bad, unread := errors.AsType[*rowError](err)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case unread:
			r.line = bad.line
		case err != nil:
			return err
		}
		if n < l.after {
			continue
		}
		at := spot{line: r.line}
		if len(g.leaves) > 1 {
			at.sheet = l.name
		}
		t := f.follow(r, at)
		if unread {
			t.kind, t.reason = rowBroken, bad.reason
		}
		if !yield(t, nil) {
			return errEnough
		}
	}
}
