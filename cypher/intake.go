package cypher

import (
	"context"
	"errors"
	"maps"
	"slices"

	"boroughgraph/estate"
)

// asker sends a statement for an intake: in the transaction that writes, or in one of its own.
type asker func(ctx context.Context, st *statement) ([]row, error)

// intake compares the parts of an import with what is stored and remembers the differences. It
// writes nothing.
type intake struct {
	ask    asker
	in     estate.Import
	report *estate.Report

	made    map[estate.ID]string  // the new nouns, with their fingerprints
	changed map[estate.ID]*change // the changes to stored nouns, and to new ones that come twice
	// origins are, for a revert, the batches that the restored facts come from.
	origins map[estate.ID]estate.ID
	// leaned are the stored nouns that its facts refer to, each with one fact that does.
	leaned map[estate.ID]estate.ID
}

// change is one change of an import to a noun.
type change struct {
	action estate.Action
	fact   estate.Fact // its new facts; without a Value if it is removed
	digest string      // the fingerprint of the new facts
	left   estate.ID   // the old subject of evidence
}

func newIntake(ask asker, in estate.Import) *intake {
	return &intake{
		ask: ask, in: in, report: estate.NewReport(),
		made: map[estate.ID]string{}, changed: map[estate.ID]*change{}, leaned: map[estate.ID]estate.ID{},
		origins: map[estate.ID]estate.ID{},
	}
}

// take takes a part in and returns its facts on new nouns.
func (n *intake) take(ctx context.Context, part *estate.Changes) ([]estate.Fact, error) {
	stored, err := n.stored(ctx, part)
	if err != nil {
		return nil, err
	}
	referrers, err := n.referrers(ctx, part.Removed)
	if err != nil {
		return nil, err
	}
	if err := n.in.Batch.CheckConflicts(part, n.last(part, stored)); err != nil {
		return nil, err
	}
	accepted, rejected := part.Accept(n.exists(part, stored), referrers)
	n.report.Rejected = append(n.report.Rejected, rejected...)
	if err := n.returning(ctx, accepted); err != nil {
		return nil, err
	}
	there := idSet{}
	for id := range stored {
		there.add(id)
	}
	var fresh []estate.Fact
	for _, f := range accepted.Facts() {
		switch before, digest := stored[f.ID], estate.Digest(f.Text()); {
		case n.again(f, digest):
		case before == nil:
			n.made[f.ID] = digest
			n.report.Created[f.Kind]++
			fresh = append(fresh, f)
		case before.Text("digest") == digest:
			n.report.Unchanged[f.Kind]++
			continue
		default:
			n.report.Updated[f.Kind]++
			n.changed[f.ID] = &change{action: estate.ActionUpdated, fact: f, digest: digest, left: estate.ID(before.Text("subject"))}
		}
		n.lean(f, there)
	}
	for _, id := range accepted.Removed {
		n.report.Removed[id.Kind()]++
		n.changed[id] = &change{action: estate.ActionRemoved, fact: estate.Fact{Kind: id.Kind(), ID: id}, left: estate.ID(stored[id].Text("subject"))}
	}
	return fresh, nil
}

// stored returns the stored state, from before the import, of the nouns in a part and of those that
// it is the first to refer to.
func (n *intake) stored(ctx context.Context, part *estate.Changes) (map[estate.ID]row, error) {
	ids := slices.DeleteFunc(part.References(), func(id estate.ID) bool { return n.leaned[id] != "" })
	ids = append(ids, part.Removed...)
	for _, f := range part.Facts() {
		ids = append(ids, f.ID)
	}
	ids = slices.DeleteFunc(ids, func(id estate.ID) bool { return n.made[id] != "" })
	stored := make(map[estate.ID]row, len(ids))
	for kind, some := range byKind(ids) {
		rows, err := inChunks(ctx, n.ask, askKind("digests", kind), "ids", texts(some))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			stored[estate.ID(r.Text("id"))] = r
		}
	}
	return stored, nil
}

// exists reports which of a part's references and removals exist when the part is applied.
func (n *intake) exists(part *estate.Changes, stored map[estate.ID]row) map[estate.ID]bool {
	exists := map[estate.ID]bool{}
	for _, id := range slices.Concat(part.References(), part.Removed) {
		exists[id] = stored[id] != nil || n.made[id] != "" || n.leaned[id] != ""
		if c := n.changed[id]; c != nil {
			exists[id] = c.action != estate.ActionRemoved
		}
	}
	return exists
}

// last returns the batch that wrote each noun of a part last. If every later write has been
// reverted, the batch that is to be reverted counts as the last.
func (n *intake) last(part *estate.Changes, stored map[estate.ID]row) map[estate.ID]estate.ID {
	last := make(map[estate.ID]estate.ID, len(stored))
	for id, r := range stored {
		last[id] = estate.ID(r.Text("batch"))
		if origin := estate.ID(r.Text("origin")); origin == n.in.Batch.Reverts {
			last[id] = origin
		}
	}
	for _, id := range part.Removed {
		if n.made[id] != "" || n.changed[id] != nil {
			last[id] = n.in.Batch.ID
		}
	}
	return last
}

// returning finds, for a revert, the batches that the restored facts of a part come from.
func (n *intake) returning(ctx context.Context, part *estate.Changes) error {
	if n.in.Batch.Reverts == "" {
		return nil
	}
	var keys []string
	for _, f := range part.Facts() {
		keys = append(keys, changeKey(n.in.Batch.Reverts, f.ID))
	}
	rows, err := inChunks(ctx, n.ask, ask("origins", parameters{}), "keys", keys)
	for _, r := range rows {
		n.origins[estate.ID(r.Text("id"))] = estate.ID(r.Text("origin"))
	}
	return err
}

// refusal returns the error of an import that must not be applied, when all its parts are in.
func (n *intake) refusal() error {
	return errors.Join(n.in.CheckStrict(n.report), n.in.Batch.CheckReverted(n.report.Rejected))
}

// again reports whether an earlier part had or removed the same noun. If so, the later facts
// replace the earlier ones.
func (n *intake) again(f estate.Fact, digest string) bool {
	c, made := n.changed[f.ID], n.made[f.ID]
	switch {
	case c == nil && made == "":
		return false
	case c != nil && c.digest == digest, c == nil && made == digest:
		n.report.Unchanged[f.Kind]++
	case c == nil:
		n.report.Updated[f.Kind]++
		n.changed[f.ID] = &change{action: estate.ActionCreated, fact: f, digest: digest}
	case c.action == estate.ActionRemoved:
		n.report.Created[f.Kind]++
		c.action, c.fact, c.digest = estate.ActionUpdated, f, digest
	default:
		n.report.Updated[f.Kind]++
		c.fact, c.digest = f, digest
	}
	return true
}

// lean remembers the stored nouns that a fact refers to.
func (n *intake) lean(f estate.Fact, stored idSet) {
	for _, id := range f.ReferencesAmong(stored) {
		n.leaned[id] = f.ID
	}
}

// referrers returns the nouns that refer to nouns to be removed, except those that the import
// changes or removes.
func (n *intake) referrers(ctx context.Context, removed []estate.ID) (map[estate.ID][]estate.ID, error) {
	referrers := map[estate.ID][]estate.ID{}
	going := idSet{}
	going.add(removed...)
	note := func(id, by estate.ID) {
		// Otherwise it is removed too, or its new references are in leaned.
		if n.changed[by] == nil && !going[by] {
			referrers[id] = append(referrers[id], by)
		}
	}
	for kind, some := range byKind(removed) {
		rows, err := inChunks(ctx, n.ask, askKind("referrers", kind), "ids", texts(some))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			note(estate.ID(r.Text("id")), estate.ID(r.Text("by")))
		}
	}
	for _, id := range removed {
		if by := n.leaned[id]; by != "" {
			referrers[id] = append(referrers[id], by)
		}
	}
	if err := n.makers(ctx, removed, note); err != nil {
		return nil, err
	}
	for _, by := range referrers {
		slices.Sort(by)
	}
	return referrers, nil
}

// makers notes the systems that name a supplier as their maker. A system has no link to a maker
// that held on no day, so this reads the facts of all systems.
func (n *intake) makers(ctx context.Context, removed []estate.ID, note func(id, by estate.ID)) error {
	suppliers := idSet{}
	suppliers.add(byKind(removed)[estate.KindSupplier]...)
	for after := ""; len(suppliers) > 0; {
		st := askKind("facts_after", estate.KindSystem)
		st.parameters["after"], st.parameters["limit"] = after, chunk
		rows, err := n.ask(ctx, st)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			system, err := storedFact(estate.KindSystem, r)
			if err != nil {
				return err
			}
			for _, id := range system.ReferencesAmong(suppliers) {
				note(id, system.ID)
			}
		}
		after = rows[len(rows)-1].Text("id")
	}
	return nil
}

// uses reports whether the import changes a noun or refers to it.
func (n *intake) uses(id estate.ID) bool {
	return n.made[id] != "" || n.changed[id] != nil || n.leaned[id] != ""
}

// removed returns the removals, by id.
func (n *intake) removed() []*change {
	var removed []*change
	for _, id := range slices.Sorted(maps.Keys(n.changed)) {
		if c := n.changed[id]; c.action == estate.ActionRemoved {
			removed = append(removed, c)
		}
	}
	return removed
}

// stays reports whether the import does not remove a noun.
func (n *intake) stays(id estate.ID) bool {
	c := n.changed[id]
	return c == nil || c.action != estate.ActionRemoved
}

// changes returns the number of stored nouns that the import changes, without those that it
// removes.
func (n *intake) changes() int {
	changes := len(n.changed)
	for _, removed := range n.report.Removed {
		changes -= removed
	}
	return changes
}
