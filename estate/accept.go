package estate

import (
	"cmp"
	"slices"
)

// Accept checks each fact on its own and its references against the store. It returns the changes
// that can be applied, and a rejection for each fact or removal that can't.
//
// exists must say whether the store holds each id in References and Removed. referrers must list
// the stored facts that refer to each id in Removed. A fact that refers to a rejected fact is
// rejected as well. A thing that a remaining fact refers to is not removed.
func (c *Changes) Accept(exists map[ID]bool, referrers map[ID][]ID) (*Changes, []Rejection) {
	a := acceptance{exists: exists, held: make(map[ID]Fact), gone: make(map[ID]bool)}
	facts := c.Facts()
	for _, f := range facts {
		if _, twice := a.held[f.ID]; twice {
			a.reject(f.ID, "it occurs twice in the same changes")
			continue
		}
		if reason := fault(f); reason != "" {
			a.reject(f.ID, reason)
			continue
		}
		a.held[f.ID] = f
	}
	a.remove(c.Removed)
	for again := true; again; {
		again = a.keepReferenced(referrers)
		for _, f := range facts {
			if h, ok := a.held[f.ID]; !ok || h.Value != f.Value {
				continue
			}
			if reason := a.dangling(f); reason != "" {
				a.reject(f.ID, reason)
				delete(a.held, f.ID)
				again = true
			}
		}
	}
	accepted := c.only(a.held)
	for _, id := range c.Removed {
		if a.gone[id] {
			accepted.Removed = append(accepted.Removed, id)
			delete(a.gone, id) // once, even if it is listed twice
		}
	}
	return accepted, a.rejected
}

// acceptance is the state of Accept while it works.
type acceptance struct {
	exists   map[ID]bool
	held     map[ID]Fact // facts accepted so far
	gone     map[ID]bool // removals accepted so far
	rejected []Rejection
}

func (a *acceptance) reject(id ID, reason string) {
	a.rejected = append(a.rejected, Rejection{id, reason})
}

// remove marks ids for removal. It rejects an id that the same changes also give, and one that the
// store does not hold.
func (a *acceptance) remove(ids []ID) {
	for _, id := range ids {
		_, given := a.held[id]
		switch {
		case given:
			a.reject(id, "it is both given and removed in the same changes")
		case !a.exists[id]:
			a.reject(id, "it cannot be removed because it does not exist")
		default:
			a.gone[id] = true
		}
	}
}

// keepReferenced cancels the removal of everything that a remaining fact refers to. It reports
// whether it cancelled any.
func (a *acceptance) keepReferenced(referrers map[ID][]ID) bool {
	var kept []Rejection
	for id := range a.gone {
		for _, r := range referrers[id] {
			if a.gone[r] || a.dropsReference(r, id) {
				continue
			}
			kept = append(kept, Rejection{id, "it cannot be removed because " + string(r) + " refers to it"})
			break
		}
	}
	slices.SortFunc(kept, func(x, y Rejection) int { return cmp.Compare(x.ID, y.ID) })
	for _, k := range kept {
		delete(a.gone, k.ID)
	}
	a.rejected = append(a.rejected, kept...)
	return len(kept) > 0
}

// dropsReference reports whether the changes include a new version of referrer that no longer
// refers to id.
func (a *acceptance) dropsReference(referrer, id ID) bool {
	f, ok := a.held[referrer]
	return ok && !slices.ContainsFunc(references(f), func(ref reference) bool { return ref.id == id })
}

// dangling returns why a fact's references can't be used, or "" if they can.
func (a *acceptance) dangling(f Fact) string {
	for _, ref := range references(f) {
		if _, ok := a.held[ref.id]; !ok && (!a.exists[ref.id] || a.gone[ref.id]) {
			return "it refers to " + string(ref.id) + ", which does not exist"
		}
		if ref.kind != "" && ref.id.Kind() != ref.kind {
			return "it refers to " + string(ref.id) + " where a " + string(ref.kind) + " is needed"
		}
	}
	return ""
}

// ReferencesAmong returns the ids in to that the fact refers to.
func (f Fact) ReferencesAmong(to map[ID]bool) []ID {
	var found []ID
	for _, ref := range references(f) {
		if to[ref.id] && !slices.Contains(found, ref.id) {
			found = append(found, ref.id)
		}
	}
	return found
}

func (c *Changes) only(held map[ID]Fact) *Changes {
	return &Changes{
		Sources:      pick(held, c.Sources, func(s *Source) ID { return s.ID }),
		Boroughs:     pick(held, c.Boroughs, func(b *Borough) ID { return b.ID }),
		Partnerships: pick(held, c.Partnerships, func(p *Partnership) ID { return p.ID }),
		Services:     pick(held, c.Services, func(s *Service) ID { return s.ID }),
		Suppliers:    pick(held, c.Suppliers, func(s *Supplier) ID { return s.ID }),
		Systems:      pick(held, c.Systems, func(s *System) ID { return s.ID }),
		Frameworks:   pick(held, c.Frameworks, func(f *Framework) ID { return f.ID }),
		Contracts:    pick(held, c.Contracts, func(k *Contract) ID { return k.ID }),
		Notices:      pick(held, c.Notices, func(n *Notice) ID { return n.ID }),
		Deployments:  pick(held, c.Deployments, func(d *Deployment) ID { return d.ID }),
		Evidence:     pick(held, c.Evidence, func(e *Evidence) ID { return e.ID }),
		Decisions:    pick(held, c.Decisions, func(d *Decision) ID { return d.ID }),
		Releases:     pick(held, c.Releases, func(r *Release) ID { return r.ID }),
	}
}

func pick[T comparable](held map[ID]Fact, all []T, id func(T) ID) []T {
	var kept []T
	for _, v := range all {
		if f, ok := held[id(v)]; ok && f.Value == any(v) {
			kept = append(kept, v)
		}
	}
	return kept
}
