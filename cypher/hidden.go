package cypher

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"boroughgraph/estate"
)

// An import of more facts than fit in one transaction is written in several. Its new nouns have the
// label Hidden, which every read skips (skipHidden in query.go). Each transaction renews the lease
// of its OpenBatch. The last transaction removes the label, changes the nouns that were stored
// before and records the batch. Until it commits, no read sees anything of the import. If the
// program is killed earlier, only hidden nouns are left, and once the lease has run out the next
// Open deletes them. docs/decisions/0005-hidden-batches.md has the reasons and the heap that it
// takes.

const (
	// lease is how long an open batch may go without a transaction before it is given up, by the
	// server's clock.
	lease = 30 * time.Second
	// step is the number of facts that one transaction of a large import writes or derives.
	step = 2000
	// mostReached is the largest number of stored nouns that a large import may change or affect,
	// because it does so in its last transaction.
	mostReached = 20_000
	// giveUpFor is how long giving an import up may take after its context has ended.
	giveUpFor = 5 * time.Second
)

// hidden is a large import in progress.
type hidden struct {
	store  *Store
	intake *intake
	began  state // the state of the store before the import read anything
	opened bool
	// claims are new nouns with unique keys besides the id. They get these at the end.
	claims []estate.Fact
	// later are the new nouns that have derived data. It is derived when all parts are in.
	later reach
	// touched are the stored nouns whose derived data changes because of new facts.
	touched reach
}

// applyHidden applies an import of any size.
func (s *Store) applyHidden(ctx context.Context, in estate.Import, parts iter.Seq2[*estate.Changes, error]) (*estate.Report, error) {
	h := &hidden{store: s, intake: newIntake(s.look, in), later: reach{}, touched: reach{}}
	if err := h.apply(ctx, parts); err != nil {
		h.giveUp(ctx)
		return nil, err
	}
	if len(h.intake.report.Removed) > 0 && !in.DryRun {
		s.sweep(ctx)
	}
	return h.intake.report, nil
}

func (h *hidden) apply(ctx context.Context, parts iter.Seq2[*estate.Changes, error]) (err error) {
	if h.began, err = h.store.state(ctx); err != nil {
		return err
	}
	n := h.intake
	for part, err := range parts {
		if err != nil {
			return translate(ctx, "reading changes", err)
		}
		fresh, err := n.take(ctx, part)
		if err != nil {
			return err
		}
		h.note(fresh)
		if n.changes()+h.touched.size() > mostReached {
			return &estate.Error{Code: estate.CodeTooCostly, Message: fmt.Sprintf(
				"the import changes more than %d of the things that are there already, the most for one import: import in smaller files", mostReached)}
		}
		if n.in.DryRun || len(fresh) == 0 {
			continue
		}
		if err := h.write(ctx, fresh); err != nil {
			return err
		}
	}
	if err := n.refusal(); err != nil || n.in.DryRun || !n.report.Changed() {
		return err
	}
	if err := h.derive(ctx); err != nil {
		return err
	}
	if err := h.log(ctx); err != nil {
		return err
	}
	return h.close(ctx)
}

// note remembers what new facts need at the end.
func (h *hidden) note(fresh []estate.Fact) {
	for _, f := range fresh {
		switch v := f.Value.(type) {
		case *estate.Borough, *estate.Partnership:
			h.claims = append(h.claims, f)
		case *estate.Service, *estate.Contract, *estate.Deployment:
			h.later.add(f.ID)
		case *estate.Supplier:
			if len(v.Events) > 0 {
				h.touched.add(f.ID) // its head depends on other suppliers
			} else {
				h.later.add(f.ID)
			}
		case *estate.Evidence:
			if h.intake.made[v.Subject] == "" {
				h.touched.addDated(v.Subject)
			}
		}
	}
}

// write writes new nouns hidden, and then their links.
func (h *hidden) write(ctx context.Context, fresh []estate.Fact) error {
	if err := h.open(ctx); err != nil {
		return err
	}
	nouns := nounsOf(fresh)
	if len(nouns) <= step {
		return h.transaction(ctx, func(w writing) error {
			if err := w.make(ctx, nouns); err != nil {
				return err
			}
			return w.link(ctx, nouns)
		})
	}
	for _, work := range []func(writing, context.Context, []noun) error{writing.make, writing.link} {
		for some := range slices.Chunk(nouns, step) {
			if err := h.transaction(ctx, func(w writing) error { return work(w, ctx, some) }); err != nil {
				return err
			}
		}
	}
	return nil
}

func (h *hidden) open(ctx context.Context) error {
	if h.opened {
		return nil
	}
	h.opened = true
	return h.store.write(ctx, "open batch", func(ctx context.Context, tx transaction) error {
		_, err := writing{store: h.store, tx: tx}.send(ctx, ask("open_batch", h.parameters()))
		return err
	})
}

func (h *hidden) parameters() parameters {
	return parameters{"batch": string(h.intake.in.Batch.ID), "lease": lease.Milliseconds()}
}

// transaction runs one of the transactions before the last, which also renews the lease.
func (h *hidden) transaction(ctx context.Context, work func(writing) error) error {
	return h.store.write(ctx, "write hidden", func(ctx context.Context, tx transaction) error {
		w := writing{store: h.store, tx: tx, batch: h.intake.in.Batch.ID, drafts: h.intake.in.Batch.ID, origins: h.intake.origins}
		if _, err := w.lock(ctx); err != nil {
			return err
		}
		if err := h.renew(ctx, w); err != nil {
			return err
		}
		return work(w)
	})
}

func (h *hidden) renew(ctx context.Context, w writing) error {
	if !h.opened {
		return nil
	}
	rows, err := w.send(ctx, ask("renew_batch", h.parameters()))
	if err == nil && len(rows) == 0 {
		return &estate.Error{Code: estate.CodeConflict, Message: fmt.Sprintf(
			"the import stood still for longer than %s and was taken away: run it again, from a source that does not wait", lease)}
	}
	return err
}

// derive derives the data of new nouns. What depends on stored nouns too is derived in finish.
func (h *hidden) derive(ctx context.Context) error {
	for _, kind := range []struct {
		kind   estate.Kind
		derive func(writing, context.Context, []string) error
	}{
		{estate.KindService, writing.deriveServices},
		{estate.KindSupplier, writing.deriveLoners},
		{estate.KindContract, writing.deriveContracts},
		{estate.KindDeployment, writing.deriveDeployments},
	} {
		for ids := range slices.Chunk(h.later[kind.kind].texts(), step) {
			if err := h.transaction(ctx, func(w writing) error { return kind.derive(w, ctx, ids) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// log records what will be removed at the end.
func (h *hidden) log(ctx context.Context) error {
	removed := h.intake.removed()
	if len(removed) == 0 {
		return nil
	}
	if err := h.open(ctx); err != nil {
		return err
	}
	for some := range slices.Chunk(removed, step) {
		if err := h.transaction(ctx, func(w writing) error { return w.log(ctx, some) }); err != nil {
			return err
		}
	}
	return nil
}

// close runs the last transaction, which makes the whole import visible at once.
func (h *hidden) close(ctx context.Context) error {
	return h.store.write(ctx, "close batch", func(ctx context.Context, tx transaction) error {
		w := writing{store: h.store, tx: tx, batch: h.intake.in.Batch.ID, origins: h.intake.origins}
		at, err := w.lock(ctx)
		if err != nil {
			return err
		}
		if err := h.renew(ctx, w); err != nil {
			return err
		}
		if err := h.undisturbed(ctx, w, at); err != nil {
			return err
		}
		if _, err := w.send(ctx, ask("show_drafts", h.parameters())); err != nil {
			return err
		}
		if err := w.putNouns(ctx, "put_properties", nounsOf(h.claims)); err != nil {
			return err
		}
		return w.finish(ctx, h.intake, h.touched, at.batches+1)
	})
}

// undisturbed returns CodeConflict if another write has changed something that the import uses
// since it began.
func (h *hidden) undisturbed(ctx context.Context, w writing, at state) error {
	if at.schema != h.began.schema || at.rules != h.began.rules {
		return &estate.Error{Code: estate.CodeConflict, Message: "the store was brought to another version while the import was written: run it again"}
	}
	if at.batches == h.began.batches {
		return nil
	}
	rows, err := w.send(ctx, ask("landed_since", parameters{"number": h.began.batches}))
	if err != nil {
		return err
	}
	for _, r := range rows {
		for _, id := range r.Texts("ids") {
			if h.intake.uses(estate.ID(id)) || h.touched[estate.ID(id).Kind()][estate.ID(id)] {
				return &estate.Error{Code: estate.CodeConflict, Message: fmt.Sprintf(
					"another import wrote %s while this one was written: run it again", id)}
			}
		}
	}
	return nil
}

// giveUp deletes what a failed import has written.
func (h *hidden) giveUp(ctx context.Context) {
	if !h.opened {
		return
	}
	last, stop := context.WithTimeout(context.WithoutCancel(ctx), giveUpFor)
	defer stop()
	if _, err := h.store.expire(last, h.intake.in.Batch.ID, true); err == nil {
		h.store.sweep(ctx)
	}
}
