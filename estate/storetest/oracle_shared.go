package storetest

import (
	"cmp"
	"fmt"
	"slices"

	"boroughgraph/estate"
)

// tie is one link between a borough and a member, by a contract or a deployment.
type tie struct {
	borough, member, subject estate.ID
	contract                 *estate.Contract // nil for a deployment
}

// makerOf returns the maker of a system as of a day, or "" if it is unknown.
func (o *oracle) makerOf(system estate.ID, day estate.Date) estate.ID {
	if m := estate.MakerOn(o.systems[system], day); m != nil {
		return m.Supplier
	}
	return ""
}

func (o *oracle) makersIn(c *estate.Contract, day estate.Date) []estate.ID {
	var makers []estate.ID
	for _, system := range c.Systems {
		if m := o.makerOf(system, day); m != "" && !slices.Contains(makers, m) {
			makers = append(makers, m)
		}
	}
	return makers
}

// headOf returns the head of a supplier's group as of a day.
func (o *oracle) headOf(id estate.ID, day estate.Date) estate.ID {
	for _, span := range estate.GroupSpans(o.suppliers, []estate.ID{id})[id] {
		if span.From <= day && day <= span.To {
			return span.Value.Head
		}
	}
	return ""
}

// ties returns all links that a question counts.
func (o *oracle) ties(q estate.SharedSuppliersQuery) []tie {
	var ties []tie
	asked := func(b estate.ID) bool { return b != "" && (q.Boroughs == nil || slices.Contains(q.Boroughs, b)) }
	for _, c := range o.contracts {
		if _, counted := inScope(c, q.AsOf, q.Terms); !counted {
			continue
		}
		for _, b := range boroughsIn(c) {
			if !asked(b) {
				continue
			}
			if q.Level != estate.LevelMaker {
				for _, seller := range sellersIn(c) {
					ties = append(ties, tie{b, seller, c.ID, c})
				}
			}
			if q.Level != estate.LevelLegalEntity {
				for _, maker := range o.makersIn(c, q.AsOf) {
					ties = append(ties, tie{b, maker, c.ID, c})
				}
			}
		}
	}
	if q.Level == estate.LevelLegalEntity {
		return ties
	}
	for _, d := range o.deployed {
		if maker := o.makerOf(d.System, q.AsOf); maker != "" && asked(d.Borough) && estate.StatusOn(d, q.AsOf) == estate.StatusLive {
			ties = append(ties, tie{d.Borough, maker, d.ID, nil})
		}
	}
	return ties
}

// allocatedTo returns the one vendor to which a contract's value belongs at a level (RULES 5). It
// returns "" if there are several vendors or none.
func (o *oracle) allocatedTo(c *estate.Contract, level estate.Level, day estate.Date) estate.ID {
	owners := sellersIn(c)
	if level == estate.LevelMaker || level == estate.LevelGroup && len(owners) == 0 {
		owners = o.makersIn(c, day)
	}
	if level == estate.LevelGroup {
		owners = each(owners, func(id estate.ID) estate.ID { return o.headOf(id, day) })
	}
	owners = slices.Clone(owners)
	slices.Sort(owners)
	if owners = slices.Compact(owners); len(owners) == 1 {
		return owners[0]
	}
	return ""
}

// vendor gathers the links of one vendor, or of one system.
type vendor struct {
	id                  estate.ID
	boroughs, contracts map[estate.ID]bool
	deployments         map[estate.ID]bool
	priced              map[estate.ID]*estate.AnnualValue
}

func (o *oracle) shared(q estate.SharedSuppliersQuery) []string {
	vendors := map[estate.ID]*vendor{}
	for _, tie := range o.ties(q) {
		id := tie.member
		if q.Level == estate.LevelGroup {
			id = o.headOf(id, q.AsOf)
		}
		v := vendors[id]
		if v == nil {
			v = &vendor{id, map[estate.ID]bool{}, map[estate.ID]bool{}, map[estate.ID]bool{}, map[estate.ID]*estate.AnnualValue{}}
			vendors[id] = v
		}
		v.boroughs[tie.borough] = true
		if tie.contract == nil {
			v.deployments[tie.subject] = true
			continue
		}
		v.contracts[tie.subject] = true
		if a := tie.contract.Annual(); a != nil && o.allocatedTo(tie.contract, q.Level, q.AsOf) == id {
			v.priced[tie.subject] = a
		}
	}
	kept := slices.DeleteFunc(values(vendors), func(v *vendor) bool { return len(v.boroughs) < q.MinBoroughs })
	slices.SortFunc(kept, func(a, b *vendor) int {
		x, y := o.suppliers[a.id], o.suppliers[b.id]
		return cmp.Or(cmp.Compare(len(b.boroughs), len(a.boroughs)), cmp.Compare(estate.TextKey(x.Name, x.ID), estate.TextKey(y.Name, y.ID)))
	})
	return each(kept, (*vendor).text)
}

// sum returns the price a year of the priced contracts, or nil without any, and its VAT.
func (v *vendor) sum() (*int64, estate.VAT) {
	if len(v.priced) == 0 {
		return nil, estate.VATUnknown
	}
	sum, vat := int64(0), estate.VAT("")
	for _, a := range v.priced {
		if sum += a.Pence; vat == "" {
			vat = a.VAT
		} else if vat != a.VAT {
			vat = estate.VATMixed
		}
	}
	return &sum, vat
}

// text writes a vendor as share does.
func (v *vendor) text() string {
	pence, vat := v.sum()
	return fmt.Sprintf("%s: %d boroughs, %d contracts, %d deployments, %s of %d, %s",
		v.id, len(v.boroughs), len(v.contracts), len(v.deployments), amount(pence), len(v.priced), vat)
}

// sharedLeftOut returns the lines of the coverage after the first.
func (o *oracle) sharedLeftOut(q estate.SharedSuppliersQuery) []string {
	asked := func(b estate.ID) bool { return q.Boroughs == nil || slices.Contains(q.Boroughs, b) }
	reasons := map[string][]estate.ID{}
	for _, c := range o.contracts {
		if !slices.ContainsFunc(boroughsIn(c), asked) {
			continue
		}
		if reason := o.whyLeftOut(c, q); reason != "" {
			reasons[reason] = append(reasons[reason], c.ID)
		}
	}
	lines := leftOutLines(reasons)
	if q.Level == estate.LevelLegalEntity {
		return lines
	}
	return append(lines, o.deploymentsLeftOut(q.AsOf, q.Boroughs, nil, nil)...)
}

// deploymentsLeftOut returns the lines of a coverage on the deployments of some boroughs, of some
// systems and for some services, that are not LIVE on a day.
func (o *oracle) deploymentsLeftOut(day estate.Date, boroughs, systems, services []estate.ID) []string {
	counts := map[estate.DeploymentStatus]int{}
	for _, d := range o.deployed {
		if meets(boroughs, []estate.ID{d.Borough}) && meets(systems, []estate.ID{d.System}) && meets(services, o.withAreas(d.Services)) {
			counts[estate.StatusOn(d, day)]++
		}
	}
	var lines []string
	for _, status := range []estate.DeploymentStatus{estate.StatusPlanned, estate.StatusRetired, estate.StatusStale} {
		if counts[status] > 0 {
			lines = append(lines, fmt.Sprintf("deployments %s %d", status, counts[status]))
		}
	}
	return lines
}

func (o *oracle) whyLeftOut(c *estate.Contract, q estate.SharedSuppliersQuery) string {
	term, counted := inScope(c, q.AsOf, q.Terms)
	sellers, makers := len(c.Suppliers) > 0, len(o.makersIn(c, q.AsOf)) > 0
	unsold := estate.LeftOutSupplierUnknown
	if c.SuppliersWithheld {
		unsold = estate.LeftOutSupplierWithheld
	}
	switch {
	case !counted:
		return string(term)
	case q.Level == estate.LevelLegalEntity && !sellers, q.Level == estate.LevelGroup && !sellers && !makers:
		return string(unsold)
	case q.Level == estate.LevelMaker && len(c.Systems) == 0:
		return string(estate.LeftOutSystemUnknown)
	case q.Level == estate.LevelMaker && !makers:
		return string(estate.LeftOutMakerUnknown)
	}
	return ""
}
