package storetest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// ruleDigests holds digests of everything that stores derive from the fixture, by
// estate.RuleVersion and by the name of what is derived. "facts" is the fixture itself, which tells
// a changed fixture from a changed rule. Entries of earlier versions are left out, because no store
// is derived by them again.
var ruleDigests = map[int]map[string]string{
	8: {
		"contracts":                  "6e7ab5a5a0e56626",
		"deployments":                "b450577d57256eec",
		"facts":                      "02dfbb02dcde35d6",
		"folded names":               "aed15a66031cdd2c",
		"groups":                     "1410a315f1a52421",
		"identifiers":                "ad133f0d75a9b352",
		"keys of exit points":        "1c9fe18d7d9245d9",
		"keys of leverage":           "6da23636dd7494cd",
		"keys of names and evidence": "9329fc3ccce7e65d",
		"keys of services":           "57d1b5c27a30eae0",
		"makers":                     "c9a79e668a10f47e",
		"notices":                    "e038015fef711db8",
		"search texts":               "6626f6d63eb67b42",
	},
}

// A store keeps what the rules derive, and `migrate` derives it again only for a new RuleVersion. A
// rule that changes without one would leave old answers in every store.
func TestRuleVersionNamesTheRules(t *testing.T) {
	want, known := ruleDigests[estate.RuleVersion]
	got := map[string]string{}
	for name, derived := range derivations() {
		got[name] = digest(t, derived)
	}
	if !known {
		t.Fatalf("ruleDigests has no entry for RuleVersion %d. Replace the one that it has by this:\n%s", estate.RuleVersion, entry(got))
	}
	if maps.Equal(want, got) {
		return
	}
	if want["facts"] != got["facts"] {
		t.Fatalf("the fixture changed. If no rule changed with it, replace the entry in ruleDigests by this:\n%s", entry(got))
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if want[name] != got[name] {
			t.Errorf("stores derive other %s from the same facts under RuleVersion %d", name, estate.RuleVersion)
		}
	}
	t.Errorf("Raise RuleVersion in estate/derive.go, so that `migrate` rebuilds the stores, then replace the entry in ruleDigests by this:\n%s", entry(got))
}

// derivations returns what stores derive from the fixture, by name. Each is in the order of the
// fixture.
func derivations() map[string]any {
	o := newOracle(Fixture())
	boroughs, services := byID(o.facts.Boroughs), byID(o.facts.Services)
	contracts := each(o.contracts, func(c *estate.Contract) any {
		return []any{c.Reading, c.Succession, estate.DeriveContract(c), c.UnknownFields()}
	})
	leverage := each(o.contracts, func(c *estate.Contract) any {
		return each(estate.LeverageSpans(c), func(s estate.Span[estate.LeverageKind]) string { return estate.LeverageKey(s.Value, c.ID) })
	})
	exits := each(o.contracts, func(c *estate.Contract) any {
		return each(estate.ExitPoints(c), (*estate.ExitPoint).SortKey)
	})
	deployments := each(o.deployed, func(d *estate.Deployment) any {
		return []any{d.Reading, estate.StatusSpans(d), estate.DeploymentKey(d, o.systems[d.System], boroughs[d.Borough]), d.UnknownFields()}
	})
	notices := each(o.facts.Notices, func(n *estate.Notice) any {
		return []any{estate.DeriveNotice(n), n.Keys(), n.Codes()}
	})
	makers := each(o.facts.Systems, estate.MakerSpans)
	groups := estate.GroupSpans(o.suppliers, slices.Sorted(maps.Keys(o.suppliers)))
	names := each(o.facts.Suppliers, estate.FoldedNames)
	identifiers := each(o.facts.Suppliers, func(s *estate.Supplier) any {
		return each(s.Identifiers, func(i estate.Identifier) any { return []any{i.Key(), i.Identifies()} })
	})
	serviceKeys := each(o.facts.Services, func(s *estate.Service) string { return estate.ServiceKey(s, services[s.Area]) })
	var keys []string
	for _, b := range o.facts.Boroughs {
		keys = append(keys, estate.TextKey(b.Name, b.ID))
	}
	for _, e := range o.facts.Evidence {
		keys = append(keys, estate.DateKeyDescending(e.ReadOn(), e.ID))
	}
	var texts []estate.SearchText
	for _, f := range o.facts.Facts() {
		texts = append(texts, estate.SearchTexts(f.Value)...)
	}
	return map[string]any{
		"facts": o.facts, "contracts": contracts, "keys of leverage": leverage, "keys of exit points": exits,
		"deployments": deployments, "notices": notices, "makers": makers, "groups": groups, "folded names": names,
		"identifiers": identifiers, "keys of services": serviceKeys, "keys of names and evidence": keys, "search texts": texts,
	}
}

// digest returns a short SHA-256 of a value as JSON, in which maps are sorted by their keys.
func digest(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// entry returns an entry of ruleDigests in the form of the source above.
func entry(digests map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\t%d: {\n", estate.RuleVersion)
	for _, name := range slices.Sorted(maps.Keys(digests)) {
		fmt.Fprintf(&b, "\t\t%q: %q,\n", name, digests[name])
	}
	b.WriteString("\t},\n")
	return b.String()
}
