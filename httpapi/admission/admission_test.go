package admission_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"boroughgraph/httpapi/admission"
)

func busy(t *testing.T, err error) *admission.Busy {
	t.Helper()
	b, ok := errors.AsType[*admission.Busy](err)
	if !ok {
		t.Fatalf("got %v, want Busy", err)
	}
	return b
}

func TestAGateQueuesAFewAndTurnsTheRestAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := admission.NewGate("dear", 1, 1, 2*time.Second)
		leave, err := g.Enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		entered := make(chan error, 1)
		go func() {
			leave, err := g.Enter(t.Context())
			entered <- err
			if err == nil {
				leave()
			}
		}()
		synctest.Wait()
		began := time.Now()
		_, err = g.Enter(t.Context()) // the queue is full
		if b := busy(t, err); b.After != time.Second || b.Client || time.Since(began) != 0 {
			t.Errorf("turned away as %+v after %s", b, time.Since(began))
		}
		if got, want := g.Load(), (admission.Load{Kind: "dear", Running: 1, Waiting: 1, Shed: 1}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		leave()
		if err := <-entered; err != nil {
			t.Errorf("the one in the queue got %v", err)
		}
		synctest.Wait()
		if got := g.Load(); got.Running != 0 || got.Waiting != 0 {
			t.Errorf("afterwards it has %+v", got)
		}
	})
}

func TestTheWaitAtAGateIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := admission.NewGate("dear", 1, 5, 2*time.Second)
		leave, err := g.Enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
		began := time.Now()
		_, err = g.Enter(t.Context())
		_ = busy(t, err)
		if waited := time.Since(began); waited != 2*time.Second {
			t.Errorf("it waited %s", waited)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := g.Enter(gone); err == nil {
			t.Error("a client that has left was let in")
		}
	})
}

func TestAGateWithoutSlotsIsOpen(t *testing.T) {
	g := admission.NewGate("files", 0, 0, 0)
	for range 100 {
		if _, err := g.Enter(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestEachClientHasABudget(t *testing.T) {
	now := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	c := admission.NewClients(10, 100, func() time.Time { return now })
	got, err := c.Spend("a", 60)
	if want := (admission.Budget{Limit: 100, Remaining: 40, Full: 6 * time.Second}); err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	_, err = c.Spend("a", 60)
	if b := busy(t, err); !b.Client || b.After != 2*time.Second {
		t.Errorf("got %+v, want to be told to come back in 2 s", b)
	}
	if _, err := c.Spend("b", 60); err != nil {
		t.Errorf("another client: %v", err)
	}
	now = now.Add(2 * time.Second)
	if _, err := c.Spend("a", 60); err != nil {
		t.Errorf("after 2 s: %v", err)
	}
	now = now.Add(time.Minute)
	if _, err := c.Spend("a", 1_000_000); err != nil {
		t.Errorf("one request dearer than the budget: %v", err)
	}
	if _, err := admission.NewClients(0, 0, time.Now).Spend("a", 1<<30); err != nil {
		t.Errorf("without a rate: %v", err)
	}
}

func TestClientsAreForgotten(t *testing.T) {
	c := admission.NewClients(1, 10, time.Now)
	for i := range 20_000 {
		if _, err := c.Spend(fmt.Sprint(i), 10); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Spend("0", 10); err != nil {
		t.Errorf("the first client is remembered after 20,000 others: %v", err)
	}
}

func TestBodiesHaveABudget(t *testing.T) {
	b := admission.NewBodies(100, 10)
	release, err := b.Hold(80)
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Hold(30)
	_ = busy(t, err)
	release()
	if _, err := b.Hold(100); err != nil {
		t.Error(err)
	}
}

func TestUnreadAnswersHaveABudget(t *testing.T) {
	a := admission.NewAnswers(100, 40, 10)
	hold := func(client string, bytes int64) func() {
		t.Helper()
		release, err := a.Hold(client, bytes)
		if err != nil {
			t.Fatal(err)
		}
		return release
	}
	refused := func(client string, bytes int64) {
		t.Helper()
		_, err := a.Hold(client, bytes)
		if b := busy(t, err); b.Client {
			t.Errorf("%s is told that it has used up its budget", client)
		}
	}
	one := hold("a", 60) // a single answer may be longer than the share
	refused("a", 11)     // but not a second one
	another := hold("b", 25)
	refused("b", 16) // more than the share
	refused("c", 16) // more than is left
	hold("a", 10)()  // a short one always
	one()
	hold("b", 15)()
	another()
	hold("c", 100)()
	hold("a", 60)()
}
