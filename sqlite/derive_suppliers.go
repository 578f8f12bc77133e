package sqlite

import (
	"context"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
)

type supplierRow struct {
	ofNoun
	ByName    string `json:"byName"`
	HasEvents bool   `json:"hasEvents"`
}

type identifierRow struct {
	ofNoun
	Identifier string `json:"identifier"`
}

type nameRow struct {
	ofNoun
	Folded string `json:"folded"`
}

func (w *writer) deriveSuppliers(ctx context.Context, r reach) error {
	ids, names := r.of(estate.KindSupplier), []string{"identifiers", "names"}
	return each(ctx, w, ids, "derive_suppliers", names, func(s *estate.Supplier, b lists) {
		b.add("rows", supplierRow{ofNoun: ofNoun{s.ID}, ByName: estate.TextKey(s.Name, s.ID), HasEvents: len(s.Events) > 0})
		for _, key := range identifying(s.Identifiers) {
			b.add("identifiers", identifierRow{ofNoun{s.ID}, key})
		}
		for _, name := range estate.FoldedNames(s) {
			b.add("names", nameRow{ofNoun{s.ID}, name})
		}
	})
}

// span is a row that holds from one day to another, both included.
type span struct {
	ofNoun
	From estate.Date `json:"from"`
	To   estate.Date `json:"to"`
}

type groupRow struct {
	span
	estate.Membership
}

// deriveGroups derives the groups of the suppliers affected and, if there are any, of all suppliers
// with events. A changed supplier can be above another one only through events, and every supplier
// on the way up has one, except the head, where the way ends.
func (w *writer) deriveGroups(ctx context.Context, r reach) error {
	reached := r.of(estate.KindSupplier)
	if len(reached) == 0 {
		return nil
	}
	linked := reach{}
	for _, id := range reached {
		linked.add(estate.KindSupplier, id)
	}
	if err := w.extend(ctx, linked, "reach_suppliers", reached); err != nil {
		return err
	}
	wanted := linked.of(estate.KindSupplier)
	suppliers, err := load[estate.Supplier](ctx, w, wanted)
	if err != nil {
		return err
	}
	spans := estate.GroupSpans(suppliers, wanted)
	for some := range chunks(wanted) {
		b := newLists("spans")
		for _, id := range some {
			if supplier := suppliers[id]; supplier != nil {
				w.pack(id, overview.PackSupplier(supplier, encode(supplier), spans[id]))
			}
			b.add("rows", ofNoun{id})
			for _, s := range spans[id] {
				b.add("spans", groupRow{span{ofNoun{id}, s.From, s.To}, s.Value})
			}
		}
		if err := w.put(ctx, "derive_groups", b); err != nil {
			return err
		}
	}
	return nil
}

type systemRow struct {
	ofNoun
	ByName string `json:"byName"`
}

type makerRow struct {
	span
	estate.Maker
}

func (w *writer) deriveSystems(ctx context.Context, r reach) error {
	ids, names := r.of(estate.KindSystem), []string{"makers"}
	err := each(ctx, w, ids, "derive_systems", names, func(s *estate.System, b lists) {
		b.add("rows", systemRow{ofNoun: ofNoun{s.ID}, ByName: estate.TextKey(s.Name, s.ID)})
		w.pack(s.ID, overview.PackSystem(s, encode(s)))
		for _, m := range estate.MakerSpans(s) {
			b.add("makers", makerRow{span{ofNoun{s.ID}, m.From, m.To}, m.Value})
		}
	})
	if err != nil {
		return err
	}
	return w.extend(ctx, r, "reach_deployments", ids)
}
