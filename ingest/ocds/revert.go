package ocds

import (
	"context"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"boroughgraph/estate"
)

// RevertReads are the Store methods that Revert needs.
type RevertReads interface {
	Reads
	estate.Batches
	estate.StatedFacts
	ContractsOf(ctx context.Context, parents []estate.ID, f estate.ContractFilter, o estate.ContractOrder, w estate.Window) (map[estate.ID]estate.Page[*estate.Contract], error)
	NoticesOf(ctx context.Context, parents []estate.ID, f estate.NoticeFilter, o estate.NoticeOrder, w estate.Window) (map[estate.ID]estate.Page[*estate.Notice], error)
}

// Revert takes back the releases that one import was the first to bring. It reads their processes
// again from the releases of other imports, so the order in which imports are reverted does not
// matter. It returns the errors of estate.Revert.
//
// ok is false if the batch stored no releases. Such a batch is reverted by estate.Revert.
func Revert(ctx context.Context, s RevertReads, id estate.ID, o Options, decided estate.Decided, now time.Time) (report *estate.Report, ok bool, err error) {
	found, err := s.BatchesByID(ctx, []estate.ID{id})
	if err != nil {
		return nil, true, err
	}
	was := found[id]
	if was == nil || was.RevertedBy != "" || was.Form != estate.FormOCDS || was.Created[estate.KindRelease] == 0 {
		return nil, false, nil
	}
	b := &back{Releases: newReleases(o), reads: s, processes: map[string]bool{}}
	b.back, b.was, b.named = map[estate.ID]bool{}, map[estate.ID]*estate.Contract{}, map[estate.ID]bool{}
	if err := b.changesOf(ctx, id); err != nil {
		return nil, true, err
	}
	var parts []*estate.Changes // read before anything is written, as estate.Revert does
	for part, err := range decided.Parts(b.parts(ctx)) {
		if err != nil {
			return nil, true, err
		}
		parts = append(parts, part)
	}
	batch := estate.NewBatch(now, estate.FormRevert, was.Origin, "")
	batch.Reverts, batch.Reread = id, true
	report, err = s.Apply(ctx, estate.Import{Batch: batch, Parts: each(parts)})
	if err != nil {
		return nil, true, err
	}
	report.Rejected = slices.DeleteFunc(report.Rejected, func(r estate.Rejection) bool { return slices.Contains(b.made, r.ID) })
	return report, true, nil
}

// back is an import that is being reverted.
type back struct {
	*Releases

	reads     RevertReads
	processes map[string]bool // the ocids of its releases
	// Suppliers and sources that it created; removed unless something refers to them.
	made     []estate.ID
	learned  []*estate.Supplier // suppliers as they were before it added to them
	evidence []estate.ID        // evidence that it created
	named    map[estate.ID]bool // suppliers that the processes name when they are read again
}

// changesOf reads the record of the batch.
func (b *back) changesOf(ctx context.Context, id estate.ID) error {
	const some = 5000
	for w := estate.FirstPage(some); ; {
		pages, err := b.reads.BatchChangesOf(ctx, []estate.ID{id}, w)
		if err != nil {
			return err
		}
		for _, r := range pages[id].Rows {
			w.After = r.Key
			if err := b.note(r.Row); err != nil {
				return err
			}
		}
		if !pages[id].HasNextPage {
			return nil
		}
	}
}

func (b *back) note(c *estate.BatchChange) error {
	created := c.Action == estate.ActionCreated
	switch kind := c.Subject.Kind(); {
	case kind == estate.KindRelease && created:
		b.back[c.Subject] = true
		key := c.Subject.Key()
		b.processes[key[:strings.LastIndexByte(key, '/')]] = true
	case kind == estate.KindEvidence && created:
		b.evidence = append(b.evidence, c.Subject)
	case kind == estate.KindSupplier && created, kind == estate.KindSource && created:
		b.made = append(b.made, c.Subject)
	case c.Before != "" && (kind == estate.KindSupplier || kind == estate.KindContract):
		before, err := estate.ParseFact(kind, c.Before)
		if err != nil {
			return err
		}
		switch n := before.Value.(type) {
		case *estate.Supplier:
			b.learned = append(b.learned, n)
		case *estate.Contract:
			b.was[n.ID] = n
		}
	}
	return nil
}

// parts returns the processes of the batch, read again from the remaining releases. The last part
// removes what has become unreferenced.
func (b *back) parts(ctx context.Context) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		for ocids := range slices.Chunk(slices.Sorted(maps.Keys(b.processes)), partProcesses) {
			var some []*process
			for _, ocid := range ocids {
				some = append(some, &process{ocid: ocid, noted: map[string]bool{}})
			}
			part, err := b.part(ctx, some)
			if err != nil {
				yield(nil, err)
				return
			}
			b.noteNames(part)
			if !yield(part, nil) {
				return
			}
		}
		last, err := b.rest(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		yield(last, nil)
	}
}

// rest removes the releases, the evidence that they gave on suppliers, what they added to
// suppliers, unless somebody changed that since, and the suppliers and sources that have become
// unreferenced.
func (b *back) rest(ctx context.Context) (*estate.Changes, error) {
	last := &estate.Changes{Removed: slices.Sorted(maps.Keys(b.back))}
	const some = 1000
	for ids := range slices.Chunk(b.evidence, some) {
		found, err := b.reads.FactsOf(ctx, estate.KindEvidence, ids)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if e, ok := found[id].Value.(*estate.Evidence); ok && e.Subject.Kind() == estate.KindSupplier && !b.given[id] && b.isOf(e) {
				last.Removed = append(last.Removed, id)
			}
		}
	}
	return last, b.unlearn(ctx, last)
}

// noteNames notes the suppliers that a part names.
func (b *back) noteNames(part *estate.Changes) {
	for _, c := range part.Contracts {
		for _, s := range c.Suppliers {
			b.named[s.Supplier] = true
		}
	}
	for _, n := range part.Notices {
		for _, id := range n.Suppliers {
			b.named[id] = true
		}
	}
}

// stillNamed reports whether a supplier is still named after the revert: in a process that was read
// again, or in a contract or notice of another process.
func (b *back) stillNamed(ctx context.Context, id estate.ID) (bool, error) {
	if b.named[id] {
		return true, nil
	}
	of := []estate.ID{id}
	named, err := anyRow(func(w estate.Window) (estate.Page[*estate.Contract], error) {
		pages, err := b.reads.ContractsOf(ctx, of, estate.ContractFilter{}, estate.ContractsByTitle, w)
		return pages[id], err
	}, func(c *estate.Contract) bool { return !b.processes[c.OCID] })
	if named || err != nil {
		return named, err
	}
	return anyRow(func(w estate.Window) (estate.Page[*estate.Notice], error) {
		pages, err := b.reads.NoticesOf(ctx, of, estate.NoticeFilter{}, estate.NoticesByDeadline, w)
		return pages[id], err
	}, func(n *estate.Notice) bool { return !b.processes[n.OCID] })
}

// anyRow reports whether any row of a list satisfies wanted. It reads page by page and stops at the
// first one.
func anyRow[T any](read func(estate.Window) (estate.Page[T], error), wanted func(T) bool) (bool, error) {
	for w := estate.FirstPage(estate.MaxPage); ; {
		page, err := read(w)
		if err != nil {
			return false, err
		}
		for _, r := range page.Rows {
			if w.After = r.Key; wanted(r.Row) {
				return true, nil
			}
		}
		if !page.HasNextPage {
			return false, nil
		}
	}
}

// unlearn removes the identifiers of suppliers that only the batch's releases stated. A supplier
// that the batch created stays if other releases state its identifiers, or name it without one.
func (b *back) unlearn(ctx context.Context, last *estate.Changes) error {
	before := map[estate.ID]*estate.Supplier{}
	ids := suppliersAmong(b.made)
	for _, s := range b.learned {
		before[s.ID], ids = s, append(ids, s.ID)
	}
	held, err := b.reads.SuppliersByID(ctx, ids)
	if err != nil {
		return err
	}
	evidence, err := b.reads.EvidenceOf(ctx, ids)
	if err != nil {
		return err
	}
	stays := map[estate.ID]bool{}
	for _, id := range ids {
		s := held[id]
		stated := slices.DeleteFunc(evidence[id], func(e *estate.Evidence) bool {
			return e.Field != "identifiers" || slices.Contains(last.Removed, e.ID)
		})
		was := before[id]
		if s == nil {
			continue
		}
		if was == nil && len(stated) == 0 {
			named, err := b.stillNamed(ctx, id)
			if err != nil {
				return err
			}
			if !named {
				continue
			}
		}
		stays[id] = true
		one := *s
		one.Identifiers = slices.DeleteFunc(slices.Clone(s.Identifiers), func(i estate.Identifier) bool {
			known := slices.ContainsFunc(stated, func(e *estate.Evidence) bool { return strings.Contains(e.Value, strings.TrimLeft(i.ID, "0")) })
			return !known && (was == nil || !slices.Contains(was.Identifiers, i))
		})
		if len(one.Identifiers) < len(s.Identifiers) {
			last.Suppliers = append(last.Suppliers, &one)
		}
	}
	for _, id := range b.made {
		if !stays[id] {
			last.Removed = append(last.Removed, id)
		}
	}
	return nil
}

func suppliersAmong(ids []estate.ID) []estate.ID {
	return slices.DeleteFunc(slices.Clone(ids), func(id estate.ID) bool { return id.Kind() != estate.KindSupplier })
}

// isOf reports whether the evidence comes from a process of the batch.
func (b *back) isOf(e *estate.Evidence) bool {
	ocid, _, ok := strings.Cut(e.Row, "#")
	return ok && b.processes[ocid]
}

func each(parts []*estate.Changes) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		for _, part := range parts {
			if !yield(part, nil) {
				return
			}
		}
	}
}
