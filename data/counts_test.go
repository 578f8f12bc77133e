package data_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// countedOn is the day for which docs/data.md counts known facts.
const countedOn estate.Date = "2026-11-28"

// TestWhatIsKnownInTheDocs compares the counts in docs/data.md of what is known about the boroughs
// with the facts.
func TestWhatIsKnownInTheDocs(t *testing.T) {
	c, _ := bundled(t)
	services := map[estate.ID]map[estate.ID]bool{} // that are known, by borough
	know := func(borough estate.ID, ids []estate.ID) {
		if services[borough] == nil {
			services[borough] = map[estate.ID]bool{}
		}
		for _, id := range ids {
			services[borough][id] = true
		}
	}
	ahead := map[estate.ID]bool{}  // boroughs with a contract whose end is known and ahead
	stated := map[estate.ID]bool{} // those of them with such an end that a source states
	products := map[estate.ID]map[estate.ID]bool{}
	for _, d := range c.Deployments {
		know(d.Borough, d.Services)
	}
	for _, k := range c.Contracts {
		end := k.CountedEnd()
		for _, p := range k.Parties {
			if p.Borough == "" {
				continue
			}
			know(p.Borough, k.Services)
			if k.Ended || end <= countedOn {
				continue
			}
			ahead[p.Borough] = true
			if k.EndDate != "" && !k.EndDerived {
				stated[p.Borough] = true
			}
			for _, system := range k.Systems {
				if products[system] == nil {
					products[system] = map[estate.ID]bool{}
				}
				products[system][p.Borough] = true
			}
		}
	}
	known := 0
	for _, ids := range services {
		if len(ids) >= 10 {
			known++
		}
	}
	var shared []string
	names := map[estate.ID]string{}
	for _, s := range c.Systems {
		names[s.ID] = s.Name
	}
	for system, boroughs := range products {
		if len(boroughs) >= 2 {
			shared = append(shared, fmt.Sprintf("%s (%d)", names[system], len(boroughs)))
		}
	}
	slices.Sort(shared)

	text, err := os.ReadFile("../docs/data.md")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(text)), " ")
	for _, row := range []string{
		fmt.Sprintf("| boroughs with 10 or more known services | %d |", known),
		fmt.Sprintf("| boroughs with a contract whose end is known and ahead | %d |", len(ahead)),
		fmt.Sprintf("| those of them for which every such end is derived | %d |", len(ahead)-len(stated)),
		fmt.Sprintf("| products with two or more such boroughs | %d: %s |", len(shared), strings.Join(shared, ", ")),
	} {
		if !strings.Contains(page, row) {
			t.Errorf("docs/data.md lacks %q", row)
		}
	}
	var without []string // rows of the table of boroughs without an end ahead
	for _, b := range c.Boroughs {
		few := ""
		if n := len(services[b.ID]); n < 10 {
			few = fmt.Sprintf(" %d;", n)
		}
		if !ahead[b.ID] {
			without = append(without, fmt.Sprintf("| %s |%s", b.Name, few))
		} else if few != "" {
			t.Errorf("%s has%s services and an end ahead: docs/data.md does not say so", b.Name, few)
		}
	}
	_, table, _ := strings.Cut(string(text), "| borough | known services |")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")[2:] // after the head and the line under it
	slices.Sort(without)
	if len(rows) != len(without) {
		t.Errorf("docs/data.md has %d boroughs without an end ahead, want %d: %q", len(rows), len(without), without)
		return
	}
	for i, row := range rows {
		if !strings.HasPrefix(row, without[i]) {
			t.Errorf("docs/data.md has the row %q, want one of %q", row, without[i])
		}
	}
}
