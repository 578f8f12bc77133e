package export_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/export"
	"boroughgraph/export/exporttest"
	"boroughgraph/ingest/facts"
)

// TestFactsThereAndBack exports a graph and imports it into an empty store. The second store then
// has the same facts, evidence included, and gives the same export byte for byte. The tests of
// cypher do the same by way of Neo4j.
func TestFactsThereAndBack(t *testing.T) {
	for name, facts := range map[string]*estate.Changes{"bundled": bundled(t), "made up": madeUp(t, 1200)} {
		t.Run(name, func(t *testing.T) {
			text := exporttest.Facts(t, filled(t, onSQLite(t), facts))
			back := onSQLite(t)
			exporttest.ImportFacts(t, back, text)
			if exporttest.Facts(t, back) != text {
				t.Error("the file differs after the way back")
			}
			if diff := cmp.Diff(stated(facts), held(t, back)); diff != "" {
				t.Errorf("(-stated +held):\n%s", diff)
			}
		})
	}
}

// An export of any estate makes an equal estate, even if its facts refer to each other in circles.
func TestFactsOfDrawnEstates(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := storetest.Draw(rt)
		first := onSQLite(t)
		exporttest.Apply(rt, first, storetest.Import(facts))
		text := exporttest.Facts(rt, first)
		again := onSQLite(t)
		exporttest.ImportFacts(rt, again, text)
		if diff := cmp.Diff(stated(facts), held(rt, again)); diff != "" {
			rt.Errorf("(-stated +held):\n%s", diff)
		}
		if again := exporttest.Facts(rt, again); again != text {
			rt.Errorf("the export of the import is another:\n%s\n%s", text, again)
		}
	})
}

// No fact comes before one that it refers to, except in a circle, such as suppliers can form.
func TestFactsInOrder(t *testing.T) {
	all := bundled(t)
	// c2 > c1 > c5 > c2 is a circle, c4 > c0 > c3 is a chain.
	for i, succeeds := range []int{3, 5, 1, -1, 0, 2} {
		c := &estate.Contract{ID: estate.MakeID(estate.KindContract, "order-"+string(rune('0'+i))), Stage: estate.StageSigned, Parties: []estate.ContractParty{{Name: "A trust"}}}
		if succeeds >= 0 {
			c.Successor = estate.MakeID(estate.KindContract, "order-"+string(rune('0'+succeeds)))
		}
		all.Contracts = append(all.Contracts, c)
	}
	text := exporttest.Facts(t, filled(t, onSQLite(t), all))
	come, contracts := map[estate.ID]bool{}, []string{}
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		read := &estate.Changes{}
		for part, err := range facts.Parts(exporttest.FactFile(lines.Text())) {
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range part.Facts() {
				if err := read.Add(f.Kind, f.Text()); err != nil {
					t.Fatal(err)
				}
			}
		}
		fact := read.Facts()[0]
		come[fact.ID] = true
		if key, ours := strings.CutPrefix(fact.ID.Key(), "order-"); ours {
			contracts = append(contracts, key)
			continue
		}
		for _, id := range read.References() {
			if !come[id] {
				t.Errorf("%s comes before %s, to which it refers", fact.ID, id)
			}
		}
	}
	if got, want := strings.Join(contracts, " "), "3 0 2 5 1 4"; got != want {
		t.Errorf("the chain and the circle come as %s, want %s", got, want)
	}
}

// An export fails if the store is written to in the meantime.
func TestFactsDuringAnImport(t *testing.T) {
	s := filled(t, onSQLite(t), bundled(t))
	wrote := false
	err := export.Facts(t.Context(), s, io.Discard, func(int) {
		if !wrote {
			wrote = true
			exporttest.Apply(t, s, storetest.Import(&estate.Changes{Sources: []*estate.Source{{ID: "Source:meanwhile", Name: "Meanwhile"}}}))
		}
	})
	if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeConflict {
		t.Errorf("got %v, want %s", err, estate.CodeConflict)
	}
}

// An export returns the errors of its reader and of its writer.
func TestFactsThatCannotBeWritten(t *testing.T) {
	s := filled(t, onSQLite(t), bundled(t))
	ctx, cancel := context.WithCancel(t.Context())
	var b bytes.Buffer
	err := export.Facts(ctx, s, &b, func(int) { cancel() })
	if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeTimeout {
		t.Errorf("got %v where the context ended, want %s", err, estate.CodeTimeout)
	}
	full := errors.New("the disk is full")
	if err := export.Facts(t.Context(), s, failing{full}, func(int) {}); !errors.Is(err, full) {
		t.Errorf("got %v, want %v", err, full)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// stated returns facts by id, as texts.
func stated(c *estate.Changes) map[estate.ID]string {
	texts := map[estate.ID]string{}
	for _, f := range c.Facts() {
		texts[f.ID] = f.Text()
	}
	return texts
}

// held returns all facts of a store. It reads all facts of a kind at once, as no export does.
func held(t exporttest.TB, s estate.Store) map[estate.ID]string {
	t.Helper()
	texts := map[estate.ID]string{}
	for _, kind := range estate.Kinds {
		facts, err := s.FactsAfter(t.Context(), kind, "", 1_000_000)
		if err != nil {
			t.Fatalf("FactsAfter: %v", err)
		}
		for _, f := range facts {
			texts[f.ID] = f.Text()
		}
	}
	return texts
}
