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
	d.System, d.Contracts = r.current(d.System), r.ids(d.Contracts)
	seen := []ID{d.System}
	var kept []Integration
	for _, i := range d.Integrations {
		if i.System = r.current(i.System); !slices.Contains(seen, i.System) {
			seen, kept = append(seen, i.System), append(kept, i)
		}
	}
	d.Integrations = kept
}

func (r Renamed) notice(n *Notice) {
	n.Suppliers, n.Systems, n.Contracts = r.ids(n.Suppliers), r.ids(n.Systems), r.ids(n.Contracts)
}
