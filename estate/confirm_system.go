package estate

import (
	"context"
	"slices"
)

func mergeSystems(ctx context.Context, s Confirming, what *Suggestion, c *Changes) error {
	subject, other, err := readBoth(ctx, what, s.SystemsByID)
	if err != nil {
		return err
	}
	if err := redirect(ctx, s, what, c); err != nil {
		return err
	}
	c.Systems = append(c.Systems, mergedSystem(subject, other))
	c.Evidence = append(c.Evidence, confirmed(what, c.Decisions[0].On, "names", other.Name))
	return nil
}

// mergedSystem returns s with the names and makers of another record of the same system.
func mergedSystem(s, other *System) *System {
	one := *s
	one.Names = slices.Clone(s.Names)
	known := []string{Fold(s.Name)}
	for _, n := range s.Names {
		known = append(known, Fold(n.Name))
	}
	for _, n := range append([]DatedName{{Name: other.Name, Inferred: true}}, other.Names...) {
		if folded := Fold(n.Name); !slices.Contains(known, folded) {
			known = append(known, folded)
			one.Names = append(one.Names, n)
		}
	}
	one.Makers = slices.Clone(s.Makers)
	for _, m := range other.Makers {
		if !slices.Contains(one.Makers, m) {
			one.Makers = append(one.Makers, m)
		}
	}
	return &one
}

// deployment gives a deployment the current ids. A system is not linked with itself, and with
// another one only once.
func (r Renamed) deployment(d *Deployment) {
	system := r.current(d.System)
	seen := []ID{system}
	var kept []Integration
	for _, i := range d.Integrations {
		now := r.current(i.System)
		if merged := system != d.System || now != i.System; merged && slices.Contains(seen, now) {
			continue
		}
		i.System = now
		seen, kept = append(seen, now), append(kept, i)
	}
	d.System, d.Contracts, d.Integrations = system, r.ids(d.Contracts), kept
}

func (r Renamed) notice(n *Notice) {
	n.Suppliers, n.Systems, n.Contracts = r.ids(n.Suppliers), r.ids(n.Systems), r.ids(n.Contracts)
}
