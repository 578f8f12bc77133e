package cypher

import (
	"cmp"
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
	// batch is what the nouns written belong to; empty where only what is derived is written anew.
	batch estate.ID
	// drafts is batch where its nouns are written hidden, and then sees them; empty sees what reads see.
	drafts estate.ID
	// origins are the batches whose facts some nouns have, where it is not batch: they were taken back to those.
	origins map[estate.ID]estate.ID
}

// send runs a statement that writes, or reads on the way.
func (w writing) send(ctx context.Context, st *statement) ([]row, error) {
	if st.parameters == nil {
		st.parameters = parameters{}
	}
	st.parameters["drafts"] = string(w.drafts)
	return w.tx.run(ctx, w.store.text(st), st.parameters)
}

// lock holds the store until the transaction ends, so that writes come one after the other.
func (w writing) lock(ctx context.Context) (state, error) {
	rows, err := w.send(ctx, ask("lock", nil))
	if err != nil || len(rows) == 0 {
		return state{}, err
	}
	return stateOf(rows[0]), nil
}

// inChunks runs a statement for some values at a time, in the parameter of that name.
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

// noun is a fact and what it becomes.
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

// put changes nouns and makes their links anew. All nouns come before all links, so that they may refer to each other.
func (w writing) put(ctx context.Context, nouns []noun) error {
	if err := w.putNouns(ctx, "put_properties", nouns); err != nil {
		return err
	}
	if err := w.unlink(ctx, nouns); err != nil {
		return err
	}
	return w.link(ctx, nouns)
}

// putNouns writes nouns without their links, by a statement that makes or one that changes.
func (w writing) putNouns(ctx context.Context, name string, nouns []noun) error {
	rows := map[estate.Kind][]parameters{}
	for _, n := range nouns {
		if w.batch != "" {
			n.properties["batch"], n.properties["origin"] = string(w.batch), string(cmp.Or(w.origins[n.ID], w.batch))
		}
		if w.drafts != "" { // keys of its own are claimed at the end
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

// unlink takes away the links and options that nouns had until now.
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

// link makes the links and options of nouns.
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
