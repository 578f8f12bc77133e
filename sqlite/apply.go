package sqlite

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// errDryRun makes write roll a dry run back.
var errDryRun = errors.New("dry run")

// Apply implements estate.Batches. It stores the facts that differ from the stored ones and
// rewrites the derived rows that they affect, for all parts in one transaction.
func (s *Store) Apply(ctx context.Context, in estate.Import) (*estate.Report, error) {
	report := estate.NewReport()
	err := s.write(ctx, "apply", func(w *writer) error { return w.apply(ctx, in, report) })
	if err != nil && !errors.Is(err, errDryRun) {
		return nil, err
	}
	return report, nil
}

// Rebuild implements estate.Store.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.write(ctx, "rebuild", func(w *writer) error { return w.rebuild(ctx) })
}

// applying is an import in progress.
type applying struct {
	*writer
	in      estate.Import
	report  *estate.Report
	changed reach              // what to derive again
	gone    map[estate.ID]bool // what was removed, which has no derived rows
}

func (w *writer) apply(ctx context.Context, in estate.Import, report *estate.Report) error {
	a := &applying{writer: w, in: in, report: report, changed: reach{}, gone: map[estate.ID]bool{}}
	// The batch comes first, because its changes refer to it. Its counts are filled in at the end.
	if err := a.openBatch(ctx); err != nil {
		return err
	}
	for changes, err := range in.Parts {
		if err != nil {
			return err
		}
		if err := a.part(ctx, changes); err != nil {
			return err
		}
	}
	if err := errors.Join(in.CheckStrict(report), in.Batch.CheckReverted(report.Rejected)); err != nil {
		return err
	}
	if in.DryRun {
		return errDryRun
	}
	if !report.Changed() {
		return w.exec(ctx, "drop_batch", w.s.text(ask("drop_batch", nil)), parameters{"id": string(in.Batch.ID)})
	}
	report.Batch = in.Batch.ID
	if err := a.closeBatch(ctx); err != nil {
		return err
	}
	for id := range a.gone {
		delete(a.changed[id.Kind()], id)
	}
	return w.derive(ctx, a.changed)
}

// openBatch writes the batch under the next number. Writes take turns, so no other has it.
func (a *applying) openBatch(ctx context.Context) error {
	number := 1
	err := a.query(ctx, "last_batch", nil, func(r row) error {
		number += r.Number("number")
		return nil
	})
	if err != nil {
		return err
	}
	b := &a.in.Batch
	return a.exec(ctx, "put_batch", a.s.text(ask("put_batch", nil)), parameters{
		"id": string(b.ID), "by_applied": estate.AppliedKey(b),
		"number": number, "by_number": estate.BatchKey(number), "facts": encode(b),
	})
}

// closeBatch writes what the batch did.
func (a *applying) closeBatch(ctx context.Context) error {
	b := a.in.Batch.WithCounts(a.report)
	return a.exec(ctx, "close_batch", a.s.text(ask("close_batch", nil)), parameters{
		"id": string(b.ID), "reverts": string(b.Reverts), "facts": encode(b),
	})
}

// heldFact has the properties of a stored fact that an import needs.
type heldFact struct {
	digest string
	batch  estate.ID // the batch that wrote it last
	origin estate.ID // the batch that the facts come from: an older one if batch is a revert
}

// factRow is a row of put_facts.
type factRow struct {
	ID     estate.ID   `json:"id"`
	Kind   estate.Kind `json:"kind"`
	Digest string      `json:"digest"`
	Facts  string      `json:"facts"`
	Origin estate.ID   `json:"origin"`
}

// changeRow is a row of put_changes.
type changeRow struct {
	BySubject string        `json:"bySubject"`
	Subject   estate.ID     `json:"subject"`
	Action    estate.Action `json:"action"`
	Before    *string       `json:"before"`
	After     *string       `json:"after"`
	Origin    estate.ID     `json:"origin"` // of the facts before
}

// part stores one part of an import.
func (a *applying) part(ctx context.Context, changes *estate.Changes) error {
	held, err := a.held(ctx, changes)
	if err != nil {
		return err
	}
	exists, last := make(map[estate.ID]bool, len(held)), make(map[estate.ID]estate.ID, len(held))
	for id, h := range held {
		exists[id], last[id] = true, h.batch
		if h.origin == a.in.Batch.Reverts { // all later batches that wrote it have been reverted
			last[id] = h.origin
		}
	}
	if err := a.in.Batch.CheckConflicts(changes, last); err != nil {
		return err
	}
	referrers, err := a.referrers(ctx, changes.Removed)
	if err != nil {
		return err
	}
	accepted, rejected := changes.Accept(exists, referrers)
	a.report.Rejected = append(a.report.Rejected, rejected...)
	if err := a.store(ctx, accepted, held); err != nil {
		return err
	}
	return a.remove(ctx, accepted.Removed, held)
}

// store writes the facts that differ from the stored ones, and records the changes.
func (a *applying) store(ctx context.Context, accepted *estate.Changes, held map[estate.ID]heldFact) error {
	var rows, changes []any // factRow, changeRow
	var updated []estate.ID
	written := reach{}
	origins, err := a.origins(ctx, accepted)
	if err != nil {
		return err
	}
	for _, f := range accepted.Facts() {
		text := f.Text()
		digest := estate.Digest(text)
		was, ok := held[f.ID]
		change := changeRow{BySubject: estate.BatchChangeKey(f.ID), Subject: f.ID, Action: estate.ActionCreated, Origin: was.origin}
		switch {
		case ok && was.digest == digest:
			a.report.Unchanged[f.Kind]++
			continue
		case ok:
			a.report.Updated[f.Kind]++
			change.Action, change.After = estate.ActionUpdated, &text
			updated = append(updated, f.ID)
		default:
			a.report.Created[f.Kind]++
			if a.gone[f.ID] { // an earlier part removed it
				change.Action, change.After = estate.ActionUpdated, &text
			}
		}
		rows = append(rows, factRow{ID: f.ID, Kind: f.Kind, Digest: digest, Facts: text, Origin: cmp.Or(origins[f.ID], a.in.Batch.ID)})
		changes = append(changes, change)
		written.add(f.Kind, f.ID)
		delete(a.gone, f.ID)
	}
	before, err := a.texts(ctx, updated)
	if err != nil {
		return err
	}
	for i, c := range changes {
		change := c.(changeRow)
		change.Before = before[change.Subject]
		changes[i] = change
	}
	// The old subjects of changed evidence have to be read before the evidence is derived again.
	if err := a.reachSubjects(ctx, written); err != nil {
		return err
	}
	if err := a.record(ctx, changes); err != nil {
		return err
	}
	for some := range chunks(rows) {
		if err := a.put(ctx, "put_facts", lists{"rows": some}, parameters{"batch": string(a.in.Batch.ID)}); err != nil {
			return err
		}
	}
	return a.settle(ctx, written)
}

// origins returns, for a revert, the batches that the restored facts come from.
func (a *applying) origins(ctx context.Context, accepted *estate.Changes) (map[estate.ID]estate.ID, error) {
	origins := map[estate.ID]estate.ID{}
	if a.in.Batch.Reverts == "" {
		return origins, nil
	}
	var keys []string
	for _, f := range accepted.Facts() {
		keys = append(keys, estate.BatchChangeKey(f.ID))
	}
	err := a.query(ctx, "origins", parameters{"batch": string(a.in.Batch.Reverts), "keys": list(keys)}, func(r row) error {
		origins[estate.ID(r.Text("id"))] = estate.ID(r.Text("before_origin"))
		return nil
	})
	return origins, err
}

// settle derives the evidence that was written. The other nouns written are derived at the end.
func (a *applying) settle(ctx context.Context, written reach) error {
	if err := a.deriveEvidence(ctx, written); err != nil {
		return err
	}
	delete(written, estate.KindEvidence)
	for kind, ids := range written {
		for id := range ids {
			a.changed.add(kind, id)
		}
	}
	return nil
}

func (a *applying) record(ctx context.Context, changes []any) error {
	for some := range chunks(changes) {
		if err := a.put(ctx, "put_changes", lists{"rows": some}, parameters{"batch": string(a.in.Batch.ID)}); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes facts with what is derived from them, and notes what that affects.
func (a *applying) remove(ctx context.Context, ids []estate.ID, held map[estate.ID]heldFact) error {
	for some := range chunks(ids) {
		before, err := a.texts(ctx, some)
		if err != nil {
			return err
		}
		reached := reach{}
		var changes []any
		for _, id := range some {
			reached.add(id.Kind(), id)
			a.gone[id] = true
			a.pack(id, nil)
			a.report.Removed[id.Kind()]++
			changes = append(changes, changeRow{BySubject: estate.BatchChangeKey(id), Subject: id, Action: estate.ActionRemoved, Before: before[id], Origin: held[id].origin})
		}
		if err := a.reachSubjects(ctx, reached); err != nil {
			return err
		}
		if err := a.record(ctx, changes); err != nil {
			return err
		}
		if err := a.exec(ctx, "remove_facts", a.s.text(ask("remove_facts", nil)), parameters{"ids": list(some)}); err != nil {
			return err
		}
		delete(reached, estate.KindEvidence)
		for kind, ids := range reached {
			for id := range ids {
				a.changed.add(kind, id)
			}
		}
	}
	return nil
}

// referrers returns the facts that refer to each of some ids. It reads all facts once. There is no
// index for it, because removals are rare.
func (w *writer) referrers(ctx context.Context, ids []estate.ID) (map[estate.ID][]estate.ID, error) {
	found := map[estate.ID][]estate.ID{}
	wanted := make(map[estate.ID]bool, len(ids))
	for _, id := range ids {
		if id.Kind() != estate.KindEvidence { // nothing refers to evidence
			wanted[id] = true
		}
	}
	if len(wanted) == 0 {
		return found, nil
	}
	for _, kind := range estate.Kinds {
		err := w.allOf(ctx, kind, func(f estate.Fact) {
			for _, id := range f.ReferencesAmong(wanted) {
				found[id] = append(found[id], f.ID)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// allOf passes all facts of a kind to take. It reads a chunk at a time.
func (w *writer) allOf(ctx context.Context, kind estate.Kind, take func(estate.Fact)) error {
	const some = 2000
	after := ""
	for {
		changes, n := &estate.Changes{}, 0
		err := w.query(ctx, "facts_after", parameters{"kind": string(kind), "after": after, "limit": some}, func(r row) error {
			n++
			after = r.Text("id")
			return changes.Add(kind, r.Text("facts"))
		})
		if err != nil {
			return err
		}
		for _, f := range changes.Facts() {
			take(f)
		}
		if n < some {
			return nil
		}
	}
}

// held returns the stored facts that the changes hold, refer to or remove.
func (w *writer) held(ctx context.Context, changes *estate.Changes) (map[estate.ID]heldFact, error) {
	ids := append(changes.References(), changes.Removed...)
	for _, f := range changes.Facts() {
		ids = append(ids, f.ID)
	}
	held := make(map[estate.ID]heldFact, len(ids))
	for some := range chunks(ids) {
		err := w.query(ctx, "facts_held", parameters{"ids": list(some)}, func(r row) error {
			held[estate.ID(r.Text("id"))] = heldFact{r.Text("digest"), estate.ID(r.Text("batch_id")), estate.ID(r.Text("origin_id"))}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return held, nil
}

// texts returns the stored facts of some ids.
func (w *writer) texts(ctx context.Context, ids []estate.ID) (map[estate.ID]*string, error) {
	texts := make(map[estate.ID]*string, len(ids))
	if len(ids) == 0 {
		return texts, nil
	}
	err := w.query(ctx, "facts_of", parameters{"ids": list(ids)}, func(r row) error {
		texts[estate.ID(r.Text("id"))] = new(r.Text("facts"))
		return nil
	})
	return texts, err
}

// rebuild derives everything again.
func (w *writer) rebuild(ctx context.Context) error {
	all := reach{}
	for _, kind := range estate.Kinds {
		err := w.query(ctx, "reach_all", parameters{"kind": string(kind)}, func(r row) error {
			all.add(kind, estate.ID(r.Text("id")))
			return nil
		})
		if err != nil {
			return err
		}
	}
	if err := w.deriveEvidence(ctx, all); err != nil {
		return err
	}
	return w.derive(ctx, all)
}

// chunkSize is the number of facts that are derived, and of rows that are written, by one
// statement.
const chunkSize = 500

// chunks returns successive parts of a slice; an empty slice has none.
func chunks[T any](all []T) iter.Seq[[]T] { return slices.Chunk(all, chunkSize) }

// load returns the stored nouns of some ids; unknown ids are left out.
func load[T any](ctx context.Context, w *writer, ids []estate.ID) (map[estate.ID]*T, error) {
	found := make(map[estate.ID]*T, len(ids))
	err := w.query(ctx, "facts_of", parameters{"ids": list(ids)}, func(r row) (err error) {
		found[estate.ID(r.Text("id"))], err = reading.Facts[T](r)
		return err
	})
	return found, err
}
