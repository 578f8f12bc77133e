package synthetic_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/ingest/facts"
	"boroughgraph/sqlite"
	"boroughgraph/synthetic"

	"pgregory.net/rapid"
)

func ground(t *testing.T) *estate.Changes {
	t.Helper()
	facts, err := facts.Read(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

// hamlet returns a ground with three boroughs.
func hamlet() *estate.Changes {
	c := &estate.Changes{Services: []*estate.Service{{ID: "Service:area"}, {ID: "Service:payroll", Area: "Service:area"}, {ID: "Service:parking", Area: "Service:area"}}}
	for i, name := range []string{"barnet", "camden", "newham"} {
		gss := fmt.Sprintf("E0900000%d", i+1)
		c.Boroughs = append(c.Boroughs, &estate.Borough{ID: estate.MakeID(estate.KindBorough, gss), GSSCode: gss, Slug: name, Name: name})
	}
	c.Partnerships = []*estate.Partnership{{ID: "Partnership:two", Slug: "two", Name: "Two", Members: []estate.ID{c.Boroughs[0].ID, c.Boroughs[1].ID}}}
	return c
}

// parts returns all parts of an estate.
func parts(t require, ground *estate.Changes, contracts int, seed int64) []*estate.Changes {
	t.Helper()
	var all []*estate.Changes
	for part, err := range synthetic.Estate(ground, contracts, seed) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, part)
	}
	return all
}

// require has the methods that *testing.T and *rapid.T share.
type require interface {
	Helper()
	Fatal(...any)
}

// digest returns a fingerprint of what is generated. The ground is left out, because the bundled
// data may change it.
func digest(parts []*estate.Changes) string {
	sum := sha256.New()
	for _, part := range parts[1:] {
		for _, f := range part.Facts() {
			sum.Write([]byte(f.ID + " " + estate.ID(estate.Digest(f.Text())) + "\n"))
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func TestSameSeedSameEstate(t *testing.T) {
	g := hamlet()
	rapid.Check(t, func(t *rapid.T) {
		n, seed := rapid.IntRange(0, 600).Draw(t, "contracts"), rapid.Int64().Draw(t, "seed")
		one := digest(parts(t, g, n, seed))
		if again := digest(parts(t, g, n, seed)); again != one {
			t.Errorf("%d contracts of seed %d: %s, then %s", n, seed, one, again)
		}
		if other := digest(parts(t, g, n, seed+1)); other == one {
			t.Errorf("seed %d and the next make the same estate", seed)
		}
	})
}

// A seed always gives the same graph, so that figures measured on it can be compared. If this
// test fails, say so in the CHANGELOG.
func TestSeedOneForEver(t *testing.T) {
	if got, want := digest(parts(t, hamlet(), 600, 1)), "949170d337d8e8d3"; got != want {
		t.Errorf("600 contracts of seed 1 are %s, and were %s", got, want)
	}
}

// What a part refers to is in that part or in an earlier one, and every fact can be used.
func TestEveryPartLands(t *testing.T) {
	g := hamlet()
	rapid.Check(t, func(t *rapid.T) {
		exists := map[estate.ID]bool{}
		for _, part := range parts(t, g, rapid.IntRange(0, 600).Draw(t, "contracts"), rapid.Int64().Draw(t, "seed")) {
			if n := len(part.Contracts); n > 500 {
				t.Errorf("a part holds %d contracts", n)
			}
			accepted, rejected := part.Accept(exists, nil)
			if len(rejected) > 0 {
				t.Fatalf("rejected: %v", rejected)
			}
			for _, f := range accepted.Facts() {
				if exists[f.ID] {
					t.Errorf("%s comes twice", f.ID)
				}
				exists[f.ID] = true
			}
		}
	})
}

func TestApplied(t *testing.T) {
	s, err := sqlite.Open(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	for _, part := range parts(t, ground(t), 800, 7) {
		report, err := s.Apply(t.Context(), storetest.Import(part))
		if err != nil || len(report.Rejected) > 0 {
			t.Fatalf("%v, %+v", err, report)
		}
	}
	counts, err := s.Counts(t.Context())
	if err != nil || counts[estate.KindContract] != 800 || counts[estate.KindSource] != len(synthetic.Sources()) {
		t.Errorf("%v, %v", counts, err)
	}
}

// Nothing generated can be mistaken for a fact about a real company or borough.
func TestNothingPassesForReal(t *testing.T) {
	for _, part := range parts(t, ground(t), 1500, 3) {
		for _, s := range part.Sources {
			if !s.Synthetic || !strings.HasPrefix(s.Name, "SYNTHETIC") {
				t.Errorf("source %s: %q", s.ID, s.Name)
			}
		}
		named := func(id estate.ID, name string) {
			if name != "" && !strings.HasPrefix(strings.ToUpper(name), "SYNTHETIC ") {
				t.Errorf("%s is called %q", id, name)
			}
		}
		for _, s := range part.Suppliers {
			named(s.ID, s.Name)
			for _, n := range s.Names {
				named(s.ID, n.Name)
			}
			for _, i := range s.Identifiers {
				if i.Scheme != "GB-COH" || !strings.HasPrefix(i.ID, "SYN") {
					t.Errorf("%s has the identifier %s", s.ID, i.Key())
				}
			}
		}
		for _, s := range part.Systems {
			named(s.ID, s.Name)
			for _, n := range s.Names {
				named(s.ID, n.Name)
			}
		}
		for _, k := range part.Contracts {
			named(k.ID, k.Title)
			named(k.ID, k.Framework)
			for _, p := range k.Parties {
				named(k.ID, p.Name)
			}
		}
		for _, e := range part.Evidence {
			if !strings.HasPrefix(string(e.Source), "Source:synthetic-") || !strings.HasPrefix(e.Address, "https://synthetic.invalid/") {
				t.Errorf("evidence from %s at %s", e.Source, e.Address)
			}
		}
	}
}

func TestRefuses(t *testing.T) {
	for name, made := range map[string]struct {
		ground    *estate.Changes
		contracts int
	}{
		"fewer contracts than none": {ground(t), -1},
		"no ground":                 {&estate.Changes{}, 10},
	} {
		t.Run(name, func(t *testing.T) {
			for part, err := range synthetic.Estate(made.ground, made.contracts, 1) {
				if e, ok := errors.AsType[*estate.Error](err); part != nil || !ok || e.Code != estate.CodeInvalid {
					t.Errorf("%v, %v", part, err)
				}
			}
		})
	}
}
