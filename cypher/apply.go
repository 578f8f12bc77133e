package cypher

import (
	"context"
	"slices"

	"boroughgraph/estate"
)

// chunk is how many rows one statement of a write carries.
const chunk = 1000

// writing is one write transaction.
type writing struct {
	store *Store
	tx    transaction
}

// send runs a statement that writes, or reads on the way.
func (w writing) send(ctx context.Context, st *statement) ([]row, error) {
	return w.tx.run(ctx, w.store.text(st), st.parameters)
}

// inChunks runs a statement for some values at a time, in the parameter of that name.
func inChunks[T any](ctx context.Context, w writing, st *statement, name string, values []T) ([]row, error) {
	var rows []row
	for part := range slices.Chunk(values, chunk) {
		st.parameters[name] = part
		more, err := w.send(ctx, st)
		if err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// askKind begins a statement that is written for contracts and is sent for another kind of noun.
func askKind(name string, kind estate.Kind) *statement {
	st := ask(name, parameters{})
	st.words = []string{":Contract", ":" + string(kind)}
	return st
}

// askLink begins a statement that is written for the suppliers of contracts and is sent for another kind of link.
func askLink(name string, l link) *statement {
	st := ask(name, parameters{})
	st.words = []string{"a:Contract", "a:" + string(l.from), ":WITH", ":" + l.name, "b:Supplier", "b:" + string(l.to)}
	if l.fromKey() {
		st.words = append(st.words, "{id: row.from}", "{key: row.from}", ":Identifier", ":"+string(l.from), ":IDENTIFIES", ":"+l.name)
	}
	return st
}

// Apply implements estate.Store. It is one transaction of the database: the server needs heap for the
// whole of it, about 10 kB for each fact.
func (s *Store) Apply(ctx context.Context, changes *estate.Changes) (*estate.Report, error) {
	var report *estate.Report
	err := s.write(ctx, "apply", func(ctx context.Context, tx transaction) error {
		w := writing{s, tx}
		if _, err := w.send(ctx, ask("lock", nil)); err != nil {
			return err
		}
		exists, err := w.existing(ctx, changes.References())
		if err != nil {
			return err
		}
		accepted, rejected := changes.Accept(exists)
		report = &estate.Report{
			Created: map[estate.Kind]int{}, Updated: map[estate.Kind]int{}, Unchanged: map[estate.Kind]int{}, Rejected: rejected,
		}
		changed, err := w.changed(ctx, accepted.Facts(), report)
		if err != nil {
			return err
		}
		if err := w.put(ctx, changed.facts); err != nil {
			return err
		}
		return w.derive(ctx, changed.reach())
	})
	if err != nil {
		return nil, err
	}
	return report, nil
}

// existing tells which of some ids the store holds.
func (w writing) existing(ctx context.Context, ids []estate.ID) (map[estate.ID]bool, error) {
	exists := make(map[estate.ID]bool, len(ids))
	for kind, some := range byKind(ids) {
		rows, err := inChunks(ctx, w, askKind("existing", kind), "ids", texts(some))
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			exists[estate.ID(r.text("id"))] = true
		}
	}
	return exists, nil
}

// byKind sorts ids by the kind of noun that they name; ids of no kind are dropped.
func byKind(ids []estate.ID) map[estate.Kind][]estate.ID {
	kinds := map[estate.Kind][]estate.ID{}
	for _, id := range ids {
		if slices.Contains(estate.Kinds, id.Kind()) {
			kinds[id.Kind()] = append(kinds[id.Kind()], id)
		}
	}
	return kinds
}

// difference is what changes bring that the store does not hold yet.
type difference struct {
	facts []estate.Fact
	// left are the subjects that a changed evidence was on before.
	left []estate.ID
}

// changed are the facts that are new or differ from what is stored; the report counts all.
func (w writing) changed(ctx context.Context, facts []estate.Fact, report *estate.Report) (difference, error) {
	var ids []estate.ID
	for _, f := range facts {
		ids = append(ids, f.ID)
	}
	stored := make(map[estate.ID]row, len(facts))
	for kind, some := range byKind(ids) {
		rows, err := inChunks(ctx, w, askKind("digests", kind), "ids", texts(some))
		if err != nil {
			return difference{}, err
		}
		for _, r := range rows {
			stored[estate.ID(r.text("id"))] = r
		}
	}
	var d difference
	for _, f := range facts {
		before, held := stored[f.ID]
		switch {
		case !held:
			report.Created[f.Kind]++
		case before.text("digest") == f.Digest():
			report.Unchanged[f.Kind]++
			continue
		default:
			report.Updated[f.Kind]++
		}
		d.facts = append(d.facts, f)
		if subject := before.text("subject"); subject != "" {
			d.left = append(d.left, estate.ID(subject))
		}
	}
	return d, nil
}

// put writes nouns and makes their links anew. All nouns come before all links, so that they may refer to each other.
func (w writing) put(ctx context.Context, facts []estate.Fact) error {
	nouns := map[estate.Kind][]parameters{}
	owners := map[estate.Kind][]string{}
	made := map[link][]ends{}
	options := []parameters{}
	for _, f := range facts {
		sh := shapeOf(f)
		nouns[f.Kind] = append(nouns[f.Kind], parameters{"id": string(f.ID), "properties": sh.properties})
		owners[f.Kind] = append(owners[f.Kind], string(f.ID))
		for l, some := range sh.links {
			made[l] = append(made[l], some...)
		}
		if c, ok := f.Value.(*estate.Contract); ok {
			options = append(options, optionsOf(c)...)
		}
	}
	for _, kind := range estate.Kinds {
		if _, err := inChunks(ctx, w, askKind("put_noun", kind), "rows", nouns[kind]); err != nil {
			return err
		}
	}
	for _, l := range links() {
		if err := w.relink(ctx, l, owners[l.owner], made[l]); err != nil {
			return err
		}
	}
	if _, err := inChunks(ctx, w, ask("clear_options", parameters{}), "ids", owners[estate.KindContract]); err != nil {
		return err
	}
	_, err := inChunks(ctx, w, ask("put_options", parameters{}), "rows", options)
	return err
}

// relink takes away the links of one kind that some owners had and makes those that they have now.
func (w writing) relink(ctx context.Context, l link, owners []string, now []ends) error {
	clear := "clear_links"
	switch {
	case l.fromKey():
		clear = "clear_keys"
	case l.owner != l.from:
		clear = "clear_links_to"
	}
	if _, err := inChunks(ctx, w, askLink(clear, l), "ids", owners); err != nil {
		return err
	}
	rows := make([]parameters, len(now))
	for i, e := range now {
		rows[i] = parameters{"from": e.from, "to": e.to, "properties": e.properties}
	}
	if l.fromKey() {
		if _, err := inChunks(ctx, w, askLink("put_keys", l), "rows", rows); err != nil {
			return err
		}
	}
	_, err := inChunks(ctx, w, askLink("put_links", l), "rows", rows)
	return err
}

// optionsOf are the rows of a contract's options, in order from 1.
func optionsOf(c *estate.Contract) []parameters {
	var rows []parameters
	for i, x := range c.Extensions {
		rows = append(rows, parameters{"id": string(c.ID), "properties": parameters{
			"position": i + 1, "months": x.Months, "state": string(x.State),
		}})
	}
	return rows
}
