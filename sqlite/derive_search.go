package sqlite

import (
	"context"

	"boroughgraph/estate"
)

// deriveSearch derives search texts. They depend on each noun's own facts only, so this comes
// before the steps that add nouns to r.
func (w *writer) deriveSearch(ctx context.Context, r reach) error {
	derive := map[estate.Kind]func(context.Context, *writer, []estate.ID) error{
		estate.KindBorough:     deriveTexts[estate.Borough],
		estate.KindPartnership: deriveTexts[estate.Partnership],
		estate.KindService:     deriveTexts[estate.Service],
		estate.KindSystem:      deriveTexts[estate.System],
		estate.KindSupplier:    deriveTexts[estate.Supplier],
		estate.KindContract:    deriveTexts[estate.Contract],
		estate.KindFramework:   deriveTexts[estate.Framework],
		estate.KindNotice:      deriveTexts[estate.Notice],
	}
	for _, kind := range estate.SearchKinds {
		if err := derive[kind](ctx, w, r.of(kind)); err != nil {
			return err
		}
	}
	if !w.many {
		return nil
	}
	return w.build(ctx, []string{w.s.text(ask("derive_search_words", nil))})
}

// deriveTexts derives the search texts of nouns of one kind.
func deriveTexts[T any](ctx context.Context, w *writer, ids []estate.ID) error {
	for some := range chunks(ids) {
		nouns, err := load[T](ctx, w, some)
		if err != nil {
			return err
		}
		b := newLists("texts")
		for _, id := range some {
			b.add("rows", ofNoun{id})
			if noun := nouns[id]; noun != nil {
				for _, text := range estate.SearchTexts(noun) {
					b.add("texts", text)
				}
			}
		}
		if err := w.put(ctx, "derive_search", b); err != nil {
			return err
		}
	}
	return nil
}
