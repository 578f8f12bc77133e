package estate

import (
	"iter"
	"slices"
)

// Decided is the set of decisions on suggestions that imports must respect.
type Decided struct {
	Renamed Renamed
	Covers  map[ID][]ID // the systems that contracts were confirmed to cover
}

// DecidedBy returns what some decisions say.
func DecidedBy(decisions []*Decision) Decided {
	d := Decided{RenamedBy(decisions), map[ID][]ID{}}
	for _, x := range decisions {
		if x.Kind == SuggestSystem && x.Verdict == Confirmed {
			subject := d.Renamed.current(x.Subject)
			d.Covers[subject] = append(d.Covers[subject], x.Other)
		}
	}
	return d
}

// Parts applies the decisions to each part of an import.
func (d Decided) Parts(parts iter.Seq2[*Changes, error]) iter.Seq2[*Changes, error] {
	return func(yield func(*Changes, error) bool) {
		for part, err := range parts {
			if err == nil {
				part = d.rewrite(part)
			}
			if !yield(part, err) {
				return
			}
		}
	}
}

// rewrite applies the decisions to changes.
func (d Decided) rewrite(c *Changes) *Changes {
	now := *d.Renamed.Rewrite(c)
	now.Contracts = slices.Clone(now.Contracts)
	for i, k := range now.Contracts {
		if covered, ok := d.Covers[k.ID]; ok {
			one := *k
			one.Systems = union(k.Systems, d.Renamed.ids(covered))
			now.Contracts[i] = &one
		}
	}
	return &now
}

// Rewrite returns the changes with every merged thing replaced by the thing that it was merged
// into. Evidence and references then lead to the latter. What is known of a merged supplier or
// system is added to the other one if the changes include both. c itself is not modified.
func (r Renamed) Rewrite(c *Changes) *Changes {
	if len(r) == 0 {
		return c
	}
	now := *c
	now.Suppliers = renamed(r, c.Suppliers, func(s *Supplier) ID { return s.ID }, r.supplier)
	for _, s := range c.Suppliers {
		if to, gone := r[s.ID]; gone {
			if i := slices.IndexFunc(now.Suppliers, func(kept *Supplier) bool { return kept.ID == to }); i >= 0 {
				now.Suppliers[i] = mergedSupplier(now.Suppliers[i], s)
			}
		}
	}
	now.Systems = renamed(r, c.Systems, func(s *System) ID { return s.ID }, r.system)
	for _, s := range c.Systems {
		if to, gone := r[s.ID]; gone {
			if i := slices.IndexFunc(now.Systems, func(kept *System) bool { return kept.ID == to }); i >= 0 {
				other := *s
				r.system(&other)
				now.Systems[i] = mergedSystem(now.Systems[i], &other)
			}
		}
	}
	now.Frameworks = renamed(r, c.Frameworks, func(f *Framework) ID { return f.ID }, func(f *Framework) { f.Suppliers = r.ids(f.Suppliers) })
	now.Contracts = renamed(r, c.Contracts, func(k *Contract) ID { return k.ID }, r.contract)
	now.Notices = renamed(r, c.Notices, func(n *Notice) ID { return n.ID }, r.notice)
	now.Deployments = renamed(r, c.Deployments, func(d *Deployment) ID { return d.ID }, r.deployment)
	now.Evidence = renamed(r, c.Evidence, func(e *Evidence) ID { return e.ID }, r.evidence)
	return &now
}

// renamed returns copies of the nouns with their references rewritten, without the nouns that were
// merged into others.
func renamed[T any](r Renamed, nouns []*T, id func(*T) ID, rename func(*T)) []*T {
	var now []*T
	for _, n := range nouns {
		if _, gone := r[id(n)]; gone {
			continue
		}
		one := *n
		rename(&one)
		now = append(now, &one)
	}
	return now
}

// ids returns the current ids of some things, each once; nil stays nil.
func (r Renamed) ids(ids []ID) []ID {
	if ids == nil {
		return nil
	}
	now := make([]ID, 0, len(ids))
	for _, id := range ids {
		if to := r.current(id); !slices.Contains(now, to) {
			now = append(now, to)
		}
	}
	return now
}

func (r Renamed) supplier(s *Supplier) {
	events := make([]SupplierEvent, 0, len(s.Events))
	for _, e := range s.Events {
		if e.Other = r.current(e.Other); e.Other != s.ID { // a supplier is not its own parent
			events = append(events, e)
		}
	}
	s.Events = events
}

func (r Renamed) system(s *System) {
	s.Makers = slices.Clone(s.Makers)
	for i, m := range s.Makers {
		s.Makers[i].Supplier = r.current(m.Supplier)
	}
}

func (r Renamed) contract(c *Contract) {
	var suppliers []ContractSupplier
	for _, s := range c.Suppliers {
		s.Supplier = r.current(s.Supplier)
		if !slices.ContainsFunc(suppliers, func(has ContractSupplier) bool { return has.Supplier == s.Supplier }) {
			suppliers = append(suppliers, s)
		}
	}
	if c.Suppliers != nil {
		c.Suppliers = suppliers
	}
	c.Systems = r.ids(c.Systems)
	if c.Successor = r.current(c.Successor); c.Successor == c.ID {
		c.Successor = ""
	}
}

func (r Renamed) evidence(e *Evidence) {
	if to := r.current(e.Subject); to != e.Subject {
		e.Subject = to
		e.ID = EvidenceID(e)
	}
}
