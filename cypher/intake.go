package cypher

import (
	"context"
	"errors"
	"maps"
	"slices"

	"boroughgraph/estate"
)

// asker sends a statement for an intake: in the transaction that will write, or by itself.
type asker func(ctx context.Context, st *statement) ([]row, error)

// intake is what the parts of an import have brought so far, held against what is stored.
// It reads and remembers; it writes nothing.
type intake struct {
	ask    asker
	in     estate.Import
	report *estate.Report

	made    map[estate.ID]string  // what it adds, with the fingerprint
	changed map[estate.ID]*change // what it does to things that are there, or gives anew of its own
	// origins are the batches whose facts come back, where the import takes a batch back.
	origins map[estate.ID]estate.ID
	// leaned are the stored things that its facts refer to, each with one that does.
	leaned map[estate.ID]estate.ID
}

// change is what an import does to a thing.
type change struct {
	action estate.Action
	fact   estate.Fact // its facts from now on; without a Value if it is taken away
	digest string      // of those
	left   estate.ID   // what an evidence was about until now
}

func newIntake(ask asker, in estate.Import) *intake {
	return &intake{
		ask: ask, in: in, report: estate.NewReport(),
		made: map[estate.ID]string{}, changed: map[estate.ID]*change{}, leaned: map[estate.ID]estate.ID{},
		origins: map[estate.ID]estate.ID{},
	}
}

// take sorts the facts of a part, and returns those that are new.
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

// stored are the things of a part, and those that it is the first to refer to, as they were before the import.
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

// exists tells what of a part's references and removals is there when the part has its turn.
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

// last are the batches that wrote the things of a part last. Where all that was written since a batch
// that is taken back has been taken back before, nothing stands on it, and it counts as the last.
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

// returning finds out whose facts come back with a part that takes a batch back.
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

// refusal is why an import whose parts are all in lands not at all; nil if it does.
func (n *intake) refusal() error {
	return errors.Join(n.in.CheckStrict(n.report), n.in.Batch.CheckReverted(n.report.Rejected))
}

// again reports whether an earlier part gave or removed the same thing; the later facts count.
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

// lean notes what a fact refers to of what is stored.
func (n *intake) lean(f estate.Fact, stored idSet) {
	for _, id := range f.ReferencesAmong(stored) {
		n.leaned[id] = f.ID
	}
}

// referrers are what refers to things that are to be removed, as far as it stays as it is.
func (n *intake) referrers(ctx context.Context, removed []estate.ID) (map[estate.ID][]estate.ID, error) {
	referrers := map[estate.ID][]estate.ID{}
	going := idSet{}
	going.add(removed...)
	note := func(id, by estate.ID) {
		if n.changed[by] == nil && !going[by] { // else it has gone too, or what it refers to now is in leaned
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

// makers notes the systems that name a supplier as their maker: where it never was the maker on
// any day no link tells.
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

// uses reports whether the import touches a thing or refers to it.
func (n *intake) uses(id estate.ID) bool {
	return n.made[id] != "" || n.changed[id] != nil || n.leaned[id] != ""
}

// removed are the changes that take things away, by id.
func (n *intake) removed() []*change {
	var removed []*change
	for _, id := range slices.Sorted(maps.Keys(n.changed)) {
		if c := n.changed[id]; c.action == estate.ActionRemoved {
			removed = append(removed, c)
		}
	}
	return removed
}

// stays reports whether the import does not take a thing away.
func (n *intake) stays(id estate.ID) bool {
	c := n.changed[id]
	return c == nil || c.action != estate.ActionRemoved
}

// changes are how many of the things that are there the import changes, those that it takes away left out.
func (n *intake) changes() int {
	changes := len(n.changed)
	for _, removed := range n.report.Removed {
		changes -= removed
	}
	return changes
}
