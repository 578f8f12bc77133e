package sqlite

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
)

// reach has the ids whose derived rows a change rewrites, by kind.
type reach map[estate.Kind]map[estate.ID]bool

func (r reach) add(kind estate.Kind, id estate.ID) {
	if r[kind] == nil {
		r[kind] = map[estate.ID]bool{}
	}
	r[kind][id] = true
}

// of returns the ids of a kind, sorted, so that the same change always writes in the same order.
func (r reach) of(kind estate.Kind) []estate.ID { return slices.Sorted(maps.Keys(r[kind])) }

// reachSubjects adds the stored subjects of evidence, because changed evidence may have another
// subject.
func (w *writer) reachSubjects(ctx context.Context, r reach) error {
	return w.extend(ctx, r, "reach_subjects", r.of(estate.KindEvidence))
}

// extend adds the ids that a statement returns for ids.
func (w *writer) extend(ctx context.Context, r reach, query string, ids []estate.ID) error {
	if len(ids) == 0 {
		return nil
	}
	return w.query(ctx, query, parameters{"ids": list(ids)}, func(found row) error {
		id := estate.ID(found.Text("id"))
		r.add(id.Kind(), id)
		return nil
	})
}

// derive rewrites the derived rows of everything in r. Each step may add nouns of the kinds that
// come after it. deriveEvidence must have run before, because evidence gives every noun its dates.
// Search texts come first, because they depend on the noun alone.
func (w *writer) derive(ctx context.Context, r reach) (err error) {
	if w.many, err = w.changesMost(ctx, len(r.of(estate.KindContract))); err != nil {
		return err
	}
	for _, step := range []func(context.Context, reach) error{
		w.deriveSearch, w.deriveBoroughs, w.derivePartnerships, w.deriveServices, w.deriveSuppliers,
		w.deriveGroups, w.deriveSystems, w.deriveFrameworks, w.deriveDeployments, w.deriveContracts, w.deriveNotices,
	} {
		if err := step(ctx, r); err != nil {
			return err
		}
	}
	return w.putOverview(ctx)
}

// manyContracts is the smallest number of changed contracts for which rebuilding indexes may pay.
const manyContracts = 2000

// changesMost reports whether at least half of the contracts are about to change. Indexes are then
// better rebuilt at the end: filling an index in no order takes several times as long as sorting it
// once.
func (w *writer) changesMost(ctx context.Context, changing int) (bool, error) {
	if changing < manyContracts {
		return false, nil
	}
	all := 0
	err := w.query(ctx, "contracts_held", nil, func(r row) error {
		all = r.Number("count")
		return nil
	})
	return changing >= all/2, err
}

// build runs statements that drop or create indexes, or that fill a table in sorted order. The
// statement timeout does not apply to them, because it is for questions. Sorting takes as much
// memory as the page cache may, in addition to it, so the cache is smaller meanwhile. If an import
// fails here, the cache stays small, which is slower but not wrong.
func (w *writer) build(ctx context.Context, texts []string) error {
	if len(texts) == 0 {
		return nil
	}
	texts = slices.Concat([]string{cacheOf(sortCacheKiB)}, texts, []string{cacheOf(writeCacheKiB)})
	for _, text := range texts {
		if _, err := w.tx.ExecContext(ctx, text); err != nil {
			return translate("build", err)
		}
	}
	return nil
}

func cacheOf(kib int) string { return fmt.Sprintf("PRAGMA cache_size = -%d", kib) }

// lists are rows to write, by the parameter of a derive statement that takes them as a JSON array:
// "rows" has one for each noun, and the other lists have what belongs to the nouns.
type lists map[string][]any

// newLists returns empty lists for a statement with these parameters.
func newLists(names ...string) lists {
	b := lists{"rows": {}}
	for _, list := range names {
		b[list] = []any{}
	}
	return b
}

func (b lists) add(list string, row any) { b[list] = append(b[list], row) }

// put sends a statement that writes the lists, with its other parameters if it has any.
func (w *writer) put(ctx context.Context, query string, b lists, others ...parameters) error {
	p := make(parameters, len(b))
	for list, rows := range b {
		p[list] = encode(rows)
	}
	for _, more := range others {
		maps.Copy(p, more)
	}
	st := ask(query, nil)
	if w.many {
		st.on = []string{"many"}
	}
	return w.exec(ctx, query, w.s.text(st), p)
}

// each loads the nouns of some ids, a chunk at a time, calls derive for each and writes the lists.
func each[T any](ctx context.Context, w *writer, ids []estate.ID, query string, names []string, derive func(*T, lists)) error {
	for some := range chunks(ids) {
		nouns, err := load[T](ctx, w, some)
		if err != nil {
			return err
		}
		b := newLists(names...)
		for _, id := range some {
			if noun := nouns[id]; noun != nil {
				derive(noun, b)
			}
		}
		if err := w.put(ctx, query, b); err != nil {
			return err
		}
	}
	return nil
}

// orNull returns a text for a column that is NULL if the text is unknown.
func orNull[T ~string](text T) *T {
	if text == "" {
		return nil
	}
	return &text
}

// ofNoun is the noun that a row belongs to.
type ofNoun struct {
	ID estate.ID `json:"id"`
}

type evidenceRow struct {
	ofNoun
	Subject estate.ID        `json:"subject"`
	Field   string           `json:"field"`
	ReadOn  *estate.ReadDate `json:"readOn"`
}

func (w *writer) deriveEvidence(ctx context.Context, r reach) error {
	return each(ctx, w, r.of(estate.KindEvidence), "derive_evidence", nil, func(e *estate.Evidence, b lists) {
		r.add(e.Subject.Kind(), e.Subject)
		b.add("rows", evidenceRow{ofNoun: ofNoun{e.ID}, Subject: e.Subject, Field: e.Field, ReadOn: orNull(e.ReadDate())})
	})
}

type boroughRow struct {
	ofNoun
	GSSCode string `json:"gssCode"`
	Slug    string `json:"slug"`
	ByName  string `json:"byName"`
}

func (w *writer) deriveBoroughs(ctx context.Context, r reach) error {
	ids := r.of(estate.KindBorough)
	readings, err := w.readings(ctx, ids)
	if err != nil {
		return err
	}
	err = each(ctx, w, ids, "derive_boroughs", nil, func(n *estate.Borough, b lists) {
		w.pack(n.ID, overview.PackBorough(n, encode(n), readings[n.ID]))
		b.add("rows", boroughRow{ofNoun: ofNoun{n.ID}, GSSCode: n.GSSCode, Slug: n.Slug, ByName: estate.TextKey(n.Name, n.ID)})
	})
	if err != nil {
		return err
	}
	return w.extend(ctx, r, "reach_deployments", ids)
}

type partnershipRow struct {
	ofNoun
	Slug   string `json:"slug"`
	ByName string `json:"byName"`
}

type memberRow struct {
	ofNoun
	Borough estate.ID `json:"borough"`
}

func (w *writer) derivePartnerships(ctx context.Context, r reach) error {
	ids, names := r.of(estate.KindPartnership), []string{"members"}
	return each(ctx, w, ids, "derive_partnerships", names, func(p *estate.Partnership, b lists) {
		b.add("rows", partnershipRow{ofNoun: ofNoun{p.ID}, Slug: p.Slug, ByName: estate.TextKey(p.Name, p.ID)})
		for _, borough := range p.Members {
			b.add("members", memberRow{ofNoun{p.ID}, borough})
		}
	})
}

type serviceRow struct {
	ofNoun
	Area   *estate.ID `json:"area"`
	ByArea string     `json:"byArea"`
}

func (w *writer) deriveServices(ctx context.Context, r reach) error {
	if err := w.extend(ctx, r, "reach_services", r.of(estate.KindService)); err != nil {
		return err
	}
	services, err := load[estate.Service](ctx, w, r.of(estate.KindService))
	if err != nil {
		return err
	}
	var areas []estate.ID
	for _, s := range services {
		if s.Area != "" {
			areas = append(areas, s.Area)
		}
	}
	areaOf, err := load[estate.Service](ctx, w, areas)
	if err != nil {
		return err
	}
	return each(ctx, w, r.of(estate.KindService), "derive_services", nil, func(s *estate.Service, b lists) {
		w.pack(s.ID, overview.PackService(s))
		b.add("rows", serviceRow{ofNoun: ofNoun{s.ID}, Area: orNull(s.Area), ByArea: estate.ServiceKey(s, areaOf[s.Area])})
	})
}
