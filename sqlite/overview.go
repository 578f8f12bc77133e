package sqlite

import (
	"context"
	"errors"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
)

// fromOverview calls answer with an Image that is as new as the store when fromOverview is called.
// The statement that brings the Image up to date is reported under the name of the question. It
// reports false, and does not call answer, if the estate is too large for an Image.
func (s *Store) fromOverview(ctx context.Context, question string, answer func(*overview.Image) error) (bool, error) {
	if s.tooLarge.Load() {
		s.overviewed.without.Add(1)
		return false, nil
	}
	var changed []overview.Bucket
	st := ask("overview", parameters{"version": s.image.Version()})
	st.reported = question
	err := s.read(ctx, st, func(r row) error {
		content, _ := r["content"].([]byte)
		version, _ := r["version"].(int64)
		changed = append(changed, overview.Bucket{Number: r.Number("bucket"), Version: version, Content: content})
		return nil
	})
	if err != nil {
		return false, err
	}
	if len(changed) > 0 {
		usable, err := s.image.Update(changed)
		if err != nil {
			return false, internal(err)
		}
		if !usable {
			s.tooLarge.Store(true)
			s.overviewed.without.Add(1)
			return false, nil
		}
	}
	s.overviewed.with.Add(1)
	return true, answer(s.image)
}

// coverageOf answers with a coverage from the overview, or else from the statement.
func (s *Store) coverageOf(ctx context.Context, st *statement, answer func(*overview.Image) *estate.Coverage) (cover *estate.Coverage, err error) {
	ok, err := s.fromOverview(ctx, st.query, func(im *overview.Image) error {
		cover = answer(im)
		return nil
	})
	if err != nil || ok {
		return cover, err
	}
	return s.coverage(ctx, st)
}

// pageFromOverview answers with a page from the overview. A page with a total brings the Image up
// to date twice, because the total is a question of its own.
func pageFromOverview[R any](ctx context.Context, s *Store, question string, w estate.Window, answer func(*overview.Image) (estate.Page[R], error)) (page estate.Page[R], ok bool, err error) {
	if w.Total {
		if ok, err := s.fromOverview(ctx, question+"_total", func(*overview.Image) error { return nil }); err != nil || !ok {
			return page, ok, err
		}
	}
	ok, err = s.fromOverview(ctx, question, func(im *overview.Image) error {
		page, err = answer(im)
		return err
	})
	return page, ok, err
}

// pack notes what the overview holds of a noun, or, for nil, that it holds the noun no longer.
func (w *writer) pack(id estate.ID, content overview.Packed) {
	if w.packed == nil {
		w.packed = map[int]map[estate.ID]overview.Packed{}
	}
	bucket := overview.BucketOf(id)
	if w.packed[bucket] == nil {
		w.packed[bucket] = map[estate.ID]overview.Packed{}
	}
	w.packed[bucket][id] = content
}

// bucketsAtATime is how many buckets are read and written at a time. All of them together may be
// larger than the memory that an import should take.
const bucketsAtATime = 16

// putOverview writes the buckets of the nouns packed.
func (w *writer) putOverview(ctx context.Context) error {
	numbers := make([]int, 0, len(w.packed))
	for number := range w.packed {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	version := int64(0)
	for some := range slices.Chunk(numbers, bucketsAtATime) {
		held := make(map[int][]byte, len(some))
		newest := int64(0)
		err := w.query(ctx, "overview_held", parameters{"buckets": encode(some)}, func(r row) error {
			held[r.Number("bucket")], _ = r["content"].([]byte)
			newest, _ = r["newest"].(int64)
			return nil
		})
		if err != nil {
			return err
		}
		if version == 0 {
			version = newest + 1
		}
		for _, number := range some {
			content, err := overview.Merge(held[number], w.packed[number])
			if err != nil {
				return internal(errors.Join(errors.New("overview"), err))
			}
			p := parameters{"bucket": number, "version": version, "content": content}
			if err := w.exec(ctx, "put_overview", w.s.text(ask("put_overview", nil)), p); err != nil {
				return err
			}
			delete(w.packed, number)
		}
	}
	return nil
}
