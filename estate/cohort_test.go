package estate_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"boroughgraph/estate"
)

func gathered(n int) []*estate.Borough {
	rows := make([]*estate.Borough, n)
	for i := range rows {
		rows[i] = &estate.Borough{ID: estate.ID("Borough:" + string(rune('a'+i)))}
	}
	estate.Gather(rows)
	return rows
}

// together runs f for every row at once.
func together(rows []*estate.Borough, f func(b *estate.Borough)) {
	var wg sync.WaitGroup
	for _, b := range rows {
		wg.Go(func() { f(b) })
	}
	wg.Wait()
}

// However many rows ask at the same time, one read answers all of them. Another key takes another
// read.
func TestOneLoadForACohort(t *testing.T) {
	rows := gathered(20)
	var mu sync.Mutex
	reads := map[any]int{}
	type key struct{ first int }
	together(append(rows, rows...), func(b *estate.Borough) {
		for _, k := range []any{key{1}, key{2}, "other"} {
			got, err := estate.Load(t.Context(), b, k, func(_ context.Context, all []*estate.Borough) (map[estate.ID]any, error) {
				mu.Lock()
				defer mu.Unlock()
				reads[k]++
				answer := map[estate.ID]any{}
				for _, row := range all {
					answer[row.ID] = k
				}
				return answer, nil
			})
			if err != nil || got[b.ID] != k || len(got) != 20 {
				t.Errorf("%s of %v: got %v of %d, error %v", b.ID, k, got[b.ID], len(got), err)
			}
		}
	})
	for k, n := range reads {
		if n != 1 || len(reads) != 3 {
			t.Errorf("%v was read %d times", k, n)
		}
	}
}

func TestALoadsErrorIsShared(t *testing.T) {
	wrong, reads := errors.New("wrong"), 0
	together(gathered(10), func(b *estate.Borough) {
		_, err := estate.Load(t.Context(), b, "key", func(context.Context, []*estate.Borough) (int, error) {
			reads++ // no lock: it must run once
			return 0, wrong
		})
		if !errors.Is(err, wrong) {
			t.Errorf("error %v", err)
		}
	})
	if reads != 1 {
		t.Errorf("read %d times", reads)
	}
}

// A read that panics ends its own goroutine, and all waiting ones get an error.
func TestAPanickingLoadReleasesItsWaiters(t *testing.T) {
	rows := gathered(10)
	panics, failures := make(chan any, 10), make(chan error, 10)
	together(rows, func(b *estate.Borough) {
		defer func() {
			if p := recover(); p != nil {
				panics <- p
			}
		}()
		_, err := estate.Load(t.Context(), b, "key", func(context.Context, []*estate.Borough) (int, error) { panic("broken") })
		failures <- err
	})
	if len(panics) != 1 || len(failures) != 9 {
		t.Fatalf("%d panics, %d errors", len(panics), len(failures))
	}
	for range 9 {
		if e, ok := errors.AsType[*estate.Error](<-failures); !ok || e.Code != estate.CodeInternal {
			t.Errorf("error %v", e)
		}
	}
}

// A waiter whose context ends returns, and the read goes on for the others.
func TestAWaiterWithAnEndedContext(t *testing.T) {
	rows := gathered(2)
	started, release, done := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		_, err := estate.Load(t.Context(), rows[0], "key", func(context.Context, []*estate.Borough) (int, error) {
			close(started)
			<-release
			return 7, nil
		})
		done <- err
	}()
	<-started
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	read := func(context.Context, []*estate.Borough) (int, error) { panic("read twice") }
	_, err := estate.Load(ended, rows[1], "key", read)
	if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeTimeout {
		t.Errorf("error %v", err)
	}
	close(release)
	if err := <-done; err != nil {
		t.Errorf("the loader: %v", err)
	}
	if got, err := estate.Load(t.Context(), rows[1], "key", read); got != 7 || err != nil {
		t.Errorf("got %d, error %v", got, err)
	}
}

func TestARowThatRepeatsIsLoadedOnce(t *testing.T) {
	b, alone := &estate.Borough{ID: camden}, &estate.Borough{ID: "Borough:alone"}
	estate.Gather([]*estate.Borough{b, b, b})
	count := func(_ context.Context, all []*estate.Borough) (int, error) { return len(all), nil }
	for name, row := range map[string]*estate.Borough{"three times": b, "outside any store": alone} {
		if n, err := estate.Load(t.Context(), row, "key", count); n != 1 || err != nil {
			t.Errorf("%s: loaded for %d rows, error %v", name, n, err)
		}
	}
}

func TestFromContext(t *testing.T) {
	for cause, want := range map[error]bool{context.Canceled: true, context.DeadlineExceeded: true, errors.New("wrong"): false, nil: false} {
		err := estate.FromContext("boroughs", cause)
		e, ok := errors.AsType[*estate.Error](err)
		if ok != want || want && (e.Code != estate.CodeTimeout || !errors.Is(err, cause)) {
			t.Errorf("%v gives %v", cause, err)
		}
	}
}

func TestAt(t *testing.T) {
	err := estate.At("filter", estate.At("boroughs", estate.NotFoundf("no such borough")))
	e, ok := errors.AsType[*estate.Error](err)
	if !ok || e.Code != estate.CodeNotFound || len(e.Path) != 2 || e.Path[0] != "filter" || e.Path[1] != "boroughs" {
		t.Errorf("%+v", e)
	}
	if wrong := errors.New("wrong"); !errors.Is(estate.At("filter", wrong), wrong) {
		t.Error("another error does not pass unchanged")
	}
}
