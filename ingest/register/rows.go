package register

import (
	"fmt"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// take accounts for one row. It returns the contracts of the row, and of later rows that are read
// together with it.
func (g *Register) take(t taken) []*draft {
	if done, ok := g.settled[t.at]; ok {
		delete(g.settled, t.at)
		g.account(done)
		return nil
	}
	if t.kind == rowPassed || t.kind == rowBroken {
		g.account(settled{entries: []RowEntry{t.at.skipped(&skip{reason: t.reason, fault: t.kind == rowBroken})}})
		return nil
	}
	if !t.section.export {
		key, _ := g.groupKey(t)
		if same := g.repeated[key]; same != nil {
			return g.together(t, same)
		}
	}
	return g.alone(t)
}

func (g *Register) account(s settled) {
	for _, e := range s.entries {
		g.Report.add(e)
	}
	g.Report.Suggestions = append(g.Report.Suggestions, s.suggestions...)
}

// alone reads a row on its own.
func (g *Register) alone(t taken) []*draft {
	f, left := g.read(t)
	var fresh []*draft
	if left == nil {
		fresh, left = g.once(t, f)
	}
	if left != nil {
		g.account(settled{entries: []RowEntry{t.at.skipped(left)}})
		return nil
	}
	g.account(settled{f.entries, f.suggestions})
	return fresh
}

// once drops contracts that an earlier row gave.
func (g *Register) once(t taken, f *found) ([]*draft, *skip) {
	var fresh []*draft
	var before seen
	row := match.Fingerprint(t.cells...)
	for _, d := range f.drafts {
		was, twice := g.seen[d.contract.ID]
		if twice {
			before = was
			continue
		}
		g.seen[d.contract.ID] = seen{t.at, row}
		fresh = append(fresh, d)
	}
	switch {
	case len(fresh) > 0:
		return fresh, nil
	case before.row == row:
		return nil, &skip{reason: fmt.Sprintf("it repeats the row of %s", before.at)}
	}
	return nil, &skip{column: g.key, value: f.drafts[0].contract.ID.Key(), reason: fmt.Sprintf("%s has the same reference and says something else", before.at), fault: true}
}

// together reads a row together with later rows of the same reference, or of the same title, start
// and value. Rows that agree are one contract with several suppliers. A row that differs is a
// contract of its own.
func (g *Register) together(t taken, same *group) []*draft {
	t.leastSupplier = same.supplier
	f, left := g.read(t)
	if left != nil {
		g.account(settled{entries: []RowEntry{t.at.skipped(left)}})
		return nil
	}
	fresh, left := g.once(t, f)
	if left != nil {
		g.account(settled{entries: []RowEntry{t.at.skipped(left)}})
		return nil
	}
	all := []*one{{draft: fresh[0], row: match.Fingerprint(t.cells...), entries: f.entries}}
	for i, later := range same.rows {
		if later.at == t.at { // the rows up to this one gave no contract
			continue
		}
		if _, done := g.settled[later.at]; done || !after(same, i, t.at) {
			continue
		}
		later.leastSupplier = same.supplier
		g.settled[later.at] = g.beside(&all, later)
	}
	var drafts []*draft
	for _, o := range all {
		drafts = append(drafts, o.draft)
	}
	g.account(settled{all[0].entries, f.suggestions})
	return drafts
}

// after reports whether a row of a group comes after the one at a spot.
func after(same *group, i int, at spot) bool {
	if at == same.first {
		return true
	}
	return slices.ContainsFunc(same.rows[:i], func(t taken) bool { return t.at == at })
}

// one is a contract from some rows of one reference.
type one struct {
	draft   *draft
	row     string // the fingerprint of its first row
	entries []RowEntry
}

// beside reads one more row of a reference.
func (g *Register) beside(all *[]*one, t taken) settled {
	f, left := g.read(t)
	if left != nil {
		return settled{entries: []RowEntry{t.at.skipped(left)}}
	}
	d, row := f.drafts[0], match.Fingerprint(t.cells...)
	for _, o := range *all {
		switch {
		case o.row == row:
			return settled{entries: []RowEntry{t.at.skipped(&skip{reason: fmt.Sprintf("it repeats the row of %s", o.draft.at)})}}
		case o.draft.apart.covers(d.apart):
			o.draft.join(d)
			reason := fmt.Sprintf("one more supplier of the contract of %s", o.draft.at)
			return settled{entries: append([]RowEntry{t.at.used(reason, o.draft.contract.ID)}, notesOf(f, o.draft.contract.ID)...)}
		}
	}
	first := (*all)[0]
	id := d.contract.ID
	for n := len(*all) + 1; ; n++ {
		g.rename(d, f, estate.ID(fmt.Sprintf("%s#%d", id, n)))
		if _, taken := g.seen[d.contract.ID]; !taken {
			break
		}
	}
	if len(*all) == 1 {
		first.entries = append(first.entries, first.draft.at.noted(g.key, id.Key(), fmt.Sprintf("%s has the same reference and says something else: both are kept, this one as %s", t.at, id), id))
	}
	entries := append(slices.Clone(f.entries), t.at.noted(g.key, id.Key(), fmt.Sprintf("%s has the same reference and says something else: both are kept, this one as %s", first.draft.at, d.contract.ID), d.contract.ID))
	g.seen[d.contract.ID] = seen{t.at, row}
	*all = append(*all, &one{draft: d, row: row, entries: entries})
	return settled{entries, f.suggestions}
}

// notesOf returns the notes on a row's cells, as entries about the contract that the row was joined
// to.
func notesOf(f *found, id estate.ID) []RowEntry {
	var notes []RowEntry
	for _, e := range f.entries[1:] {
		e.Contract = id
		notes = append(notes, e)
	}
	return notes
}

// rename gives a contract that was just read another id.
func (g *Register) rename(d *draft, f *found, id estate.ID) {
	d.contract.ID = id
	for _, e := range d.evidence {
		e.Subject = id
	}
	for i := range f.entries {
		f.entries[i].Contract = id
	}
	for i := range f.suggestions {
		f.suggestions[i].Contract = id
	}
}

// join adds another row's suppliers, with their evidence.
func (d *draft) join(other *draft) {
	d.sellers = append(d.sellers, other.sellers...)
	d.contract.SuppliersWithheld = d.contract.SuppliersWithheld || other.contract.SuppliersWithheld
	for _, e := range other.evidence {
		if e.Field == "suppliers" {
			e.Subject = d.contract.ID
			d.evidence = append(d.evidence, e)
		}
	}
}
