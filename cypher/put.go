package cypher

import (
	"cmp"
	"context"
	"slices"

	"boroughgraph/estate"
)

// chunk is the largest number of rows in one statement that writes.
const chunk = 1000

// writing is one write transaction.
type writing struct {
	store *Store
	tx    transaction
	// batch is the batch that the written nouns belong to; empty if only derived data is written.
	batch estate.ID
	// drafts equals batch if its nouns are written hidden; statements then see them. If it is
	// empty, they see what reads see.
	drafts estate.ID
	// origins are the batches that restored facts come from, for nouns where that is not batch.
	origins map[estate.ID]estate.ID
}

// send runs a statement in the transaction and returns its rows.
func (w writing) send(ctx context.Context, st *statement) ([]row, error) {
	if st.parameters == nil {
		st.parameters = parameters{}
	}
	st.parameters["drafts"] = string(w.drafts)
	return w.tx.run(ctx, w.store.text(st), st.parameters)
}

// lock locks the store until the transaction ends, so that writes take turns, and returns its
// state.
func (w writing) lock(ctx context.Context) (state, error) {
	rows, err := w.send(ctx, ask("lock", nil))
	if err != nil || len(rows) == 0 {
		return state{}, err
	}
	return stateOf(rows[0]), nil
}

// inChunks runs a statement for a chunk of values at a time, in the named parameter.
func inChunks[T any](ctx context.Context, send asker, st *statement, name string, values []T) ([]row, error) {
	var rows []row
	for part := range slices.Chunk(values, chunk) {
		st.parameters[name] = part
		more, err := send(ctx, st)
		if err != nil {
			return nil, err
		}
		rows = append(rows, more...)
	}
	return rows, nil
}

// askKind returns a statement for a kind of noun. Its text is written for contracts.
func askKind(name string, kind estate.Kind) *statement {
	st := ask(name, parameters{})
	st.replaced = []string{":Contract", ":" + string(kind)}
	return st
}

// askLink returns a statement for a kind of link. Its text is written for the suppliers of
// contracts.
func askLink(name string, l link) *statement {
	st := ask(name, parameters{})
	st.replaced = []string{"a:Contract", "a:" + string(l.from), ":WITH", ":" + l.name, "b:Supplier", "b:" + string(l.to)}
	if l.fromKey() {
		st.replaced = append(st.replaced, "{id: row.from}", "{key: row.from}", ":Identifier", ":"+string(l.from), ":IDENTIFIES", ":"+l.name)
	}
	return st
}

// noun is a fact with its shape in the graph.
type noun struct {
	estate.Fact
	shape
}

func nounsOf(facts []estate.Fact) []noun {
	nouns := make([]noun, len(facts))
	for i, f := range facts {
		nouns[i] = noun{f, shapeOf(f)}
	}
	return nouns
}

// put changes nouns and rewrites their links. All nouns come before all links, because they may
// refer to each other.
func (w writing) put(ctx context.Context, nouns []noun) error {
	if err := w.putNouns(ctx, "put_properties", nouns); err != nil {
		return err
	}
	if err := w.unlink(ctx, nouns); err != nil {
		return err
	}
	return w.link(ctx, nouns)
}

// putNouns writes nouns without their links, with a statement that creates or one that changes
// them.
func (w writing) putNouns(ctx context.Context, name string, nouns []noun) error {
	rows := map[estate.Kind][]parameters{}
	for _, n := range nouns {
		if w.batch != "" {
			n.properties["batch"], n.properties["origin"] = string(w.batch), string(cmp.Or(w.origins[n.ID], w.batch))
		}
		if w.drafts != "" { // unique keys are set at the end
			delete(n.properties, "gssCode")
			delete(n.properties, "slug")
		}
		rows[n.Kind] = append(rows[n.Kind], derivedRow(n.ID, n.properties))
	}
	for _, kind := range estate.Kinds {
		st := askKind(name, kind)
		if w.drafts != "" {
			st.on = append(st.on, "draft")
		}
		if _, err := inChunks(ctx, w.send, st, "rows", rows[kind]); err != nil {
			return err
		}
	}
	return nil
}

// unlink deletes the links, options and search texts of changed nouns.
func (w writing) unlink(ctx context.Context, changed []noun) error {
	owners := map[estate.Kind][]string{}
	for _, n := range changed {
		owners[n.Kind] = append(owners[n.Kind], string(n.ID))
	}
	for _, l := range links() {
		clear := "clear_links"
		switch {
		case l.fromKey():
			clear = "clear_keys"
		case l.owner != l.from:
			clear = "clear_links_to"
		}
		if _, err := inChunks(ctx, w.send, askLink(clear, l), "ids", owners[l.owner]); err != nil {
			return err
		}
	}
	if _, err := inChunks(ctx, w.send, ask("clear_options", parameters{}), "ids", owners[estate.KindContract]); err != nil {
		return err
	}
	return w.clearSearch(ctx, changed)
}

// link creates the links, options and search texts of nouns.
func (w writing) link(ctx context.Context, nouns []noun) error {
	made := map[link][]parameters{}
	options := []parameters{}
	for _, n := range nouns {
		for l, all := range n.links {
			for _, e := range all {
				made[l] = append(made[l], parameters{"from": e.from, "to": e.to, "properties": e.properties})
			}
		}
		if c, ok := n.Value.(*estate.Contract); ok {
			options = append(options, optionsOf(c)...)
		}
	}
	for _, l := range links() {
		if l.fromKey() {
			if _, err := inChunks(ctx, w.send, askLink("put_keys", l), "rows", made[l]); err != nil {
				return err
			}
		}
		if _, err := inChunks(ctx, w.send, askLink("put_links", l), "rows", made[l]); err != nil {
			return err
		}
	}
	if _, err := inChunks(ctx, w.send, ask("put_options", parameters{}), "rows", options); err != nil {
		return err
	}
	return w.putSearch(ctx, nouns)
}

// optionsOf returns the rows of a contract's options, numbered from 1.
func optionsOf(c *estate.Contract) []parameters {
	var rows []parameters
	for i, x := range c.Extensions {
		rows = append(rows, parameters{"id": string(c.ID), "properties": parameters{
			"position": i + 1, "months": x.Months, "state": string(x.State),
		}})
	}
	return rows
}
