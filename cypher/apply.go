package cypher

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"

	"boroughgraph/estate"
)

// defaultWhole is the largest number of facts that are written in one transaction. The server needs
// about 10 kB of heap for each.
const defaultWhole = 5000

// Apply implements estate.Store. Up to Options.Whole facts are written in one transaction;
// hidden.go writes more than that.
func (s *Store) Apply(ctx context.Context, in estate.Import) (*estate.Report, error) {
	next, stop := iter.Pull2(in.Parts)
	defer stop()
	var parts []*estate.Changes
	for facts := 0; facts <= s.whole; {
		part, err, more := next()
		if err != nil {
			return nil, translate(ctx, "reading changes", err)
		}
		if !more {
			return s.applyWhole(ctx, in, parts)
		}
		parts = append(parts, part)
		facts += len(part.Facts()) + len(part.Removed)
	}
	return s.applyHidden(ctx, in, func(yield func(*estate.Changes, error) bool) {
		for _, part := range parts {
			if !yield(part, nil) {
				return
			}
		}
		parts = nil
		for part, err, more := next(); more && yield(part, err); part, err, more = next() {
		}
	})
}

// errDryRun rolls a transaction back if only its report is wanted.
var errDryRun = errors.New("dry run")

// applyWhole applies an import in one transaction.
func (s *Store) applyWhole(ctx context.Context, in estate.Import, parts []*estate.Changes) (*estate.Report, error) {
	var n *intake
	err := s.write(ctx, "apply", func(ctx context.Context, tx transaction) error {
		w := writing{store: s, tx: tx, batch: in.Batch.ID}
		at, err := w.lock(ctx)
		if err != nil {
			return err
		}
		n = newIntake(w.send, in)
		var made []noun
		touched := reach{}
		for _, part := range parts {
			fresh, err := n.take(ctx, part)
			if err != nil {
				return err
			}
			made = append(made, nounsOf(fresh)...)
			touched.addFacts(fresh)
		}
		if err := n.refusal(); err != nil {
			return err
		}
		w.origins = n.origins
		if in.DryRun || !n.report.Changed() {
			return errDryRun
		}
		if err := w.make(ctx, made); err != nil {
			return err
		}
		if err := w.link(ctx, made); err != nil {
			return err
		}
		if err := w.log(ctx, n.removed()); err != nil {
			return err
		}
		return w.finish(ctx, n, touched, at.batches+1)
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return nil, err
	}
	if len(n.report.Removed) > 0 && !in.DryRun {
		s.sweep(ctx)
	}
	return n.report, nil
}

// make creates nouns without their links, and records that the batch created them.
func (w writing) make(ctx context.Context, made []noun) error {
	if err := w.putNouns(ctx, "put_noun", made); err != nil {
		return err
	}
	rows := make([]parameters, len(made))
	for i, m := range made {
		rows[i] = w.changeRow(&change{action: estate.ActionCreated, fact: m.Fact})
	}
	_, err := inChunks(ctx, w.send, ask("put_changes", parameters{}), "rows", rows)
	return err
}

// finish writes what an import changes in stored nouns, derives what it affects and records the
// batch. The caller has recorded the removals.
func (w writing) finish(ctx context.Context, n *intake, touched reach, number int) error {
	var changed []estate.Fact
	var differing []*change
	removed := n.removed()
	for _, id := range slices.Sorted(maps.Keys(n.changed)) {
		c := n.changed[id]
		if n.stays(c.left) {
			touched.addDated(c.left)
		}
		if c.action == estate.ActionUpdated {
			differing = append(differing, c)
		}
		if c.action != estate.ActionRemoved {
			changed = append(changed, c.fact)
		}
	}
	touched.addFacts(changed)
	if err := w.log(ctx, differing); err != nil {
		return err
	}
	if err := w.put(ctx, nounsOf(changed)); err != nil {
		return err
	}
	if err := w.hide(ctx, removed); err != nil {
		return err
	}
	if err := w.derive(ctx, touched); err != nil {
		return err
	}
	return w.putBatch(ctx, n, number, len(removed) > 0)
}

// log records changes to stored nouns. It must run before they are made.
func (w writing) log(ctx context.Context, changes []*change) error {
	rows := map[estate.Kind][]parameters{}
	for _, c := range changes {
		rows[c.fact.Kind] = append(rows[c.fact.Kind], w.changeRow(c))
	}
	for kind, some := range rows {
		if _, err := inChunks(ctx, w.send, askKind("put_changes_of", kind), "rows", some); err != nil {
			return err
		}
	}
	return nil
}

// putBatch records the batch, and marks the batch that it reverts.
func (w writing) putBatch(ctx context.Context, n *intake, number int, unswept bool) error {
	n.report.Batch = n.in.Batch.ID
	done := n.in.Batch.WithCounts(n.report)
	_, err := w.send(ctx, ask("put_batch", parameters{
		"batch": string(done.ID), "reverts": string(done.Reverts), "unswept": unswept, "properties": parameters{
			"id": string(done.ID), "number": number, "form": string(done.Form), "origin": done.Origin,
			"byApplied": storedKey(estate.AppliedKey(done)), "byNumber": storedKey(estate.BatchKey(number)), "facts": encode(done),
		},
	}))
	return err
}

// changeRow returns a row of put_changes.
func (w writing) changeRow(c *change) parameters {
	row := parameters{
		"byBatch": changeKey(w.batch, c.fact.ID), "subject": string(c.fact.ID),
		"action": string(c.action), "after": nil, "about": nil, "left": known(c.left),
	}
	if c.action == estate.ActionUpdated {
		row["after"] = c.fact.Text()
	}
	if e, ok := c.fact.Value.(*estate.Evidence); ok {
		row["about"] = string(e.Subject)
	}
	return row
}

// changeKey returns the stored key of a batch's change to a noun.
func changeKey(batch, subject estate.ID) string {
	return storedKey(string(batch) + "\t" + estate.BatchChangeKey(subject))
}

// byKind groups ids by the kind of noun that they name. Ids of unknown kinds are dropped.
func byKind(ids []estate.ID) map[estate.Kind][]estate.ID {
	kinds := map[estate.Kind][]estate.ID{}
	for _, id := range ids {
		if slices.Contains(estate.Kinds, id.Kind()) {
			kinds[id.Kind()] = append(kinds[id.Kind()], id)
		}
	}
	return kinds
}
