package ocds

import (
	"cmp"
	"strings"

	"boroughgraph/estate"
)

// awarded reads the winners, the value and the dates from an award or contract notice.
func (r *Releases) awarded(d *noticeDraft, release node) {
	var bought []deal
	for _, one := range deals(release) {
		if !one.isDead() && !one.isMarket() {
			bought = append(bought, one)
		}
	}
	all := partiesOf(release)
	setUp := 0
	for _, one := range bought {
		for _, reference := range one.award.at("suppliers").list() {
			if s, withheld, ok := reference.supplier(all); ok && !withheld {
				d.sellers = append(d.sellers, s)
				d.says("suppliers", s.Name, reference)
			}
		}
		if setsUpFramework(release, one) {
			setUp++
		}
	}
	if len(bought) == 1 {
		d.readOnlyAward(bought[0], setUp == 1)
	}
	d.setsUp = setUp > 0
}

// readOnlyAward reads the value and the dates if only one thing was awarded.
func (d *noticeDraft) readOnlyAward(one deal, ceiling bool) {
	basis := estate.BasisTotal
	if ceiling {
		basis = estate.BasisEstimate
	}
	for _, value := range []node{one.contract.at("value"), one.award.at("value")} {
		if d.notice.Value == nil {
			if d.notice.Value = value.money(basis); d.notice.Value != nil {
				d.saysAmount(value)
			}
		}
	}
	period := one.contract.at("period")
	if !period.exists() {
		period = one.award.at("contractPeriod")
	}
	t := d.period(period)
	d.notice.StartDate, d.notice.EndDate, d.notice.MaxExtentDate = t.start, t.end, t.last
	for _, from := range []node{one.contract, one.award} {
		if hasOptions(from) {
			d.notice.Extensions = d.options(from)
			break
		}
	}
}

// framework returns the framework that awards set up: one for all lots of a process. Its value is a
// ceiling, not a price.
func (r *Releases) framework(p *process, one *released, release node, awards []deal) *frameworkDraft {
	title, from := titleOf(release)
	f := &frameworkDraft{stated: r.states(p, one), framework: &estate.Framework{
		ID: estate.MakeID(estate.KindFramework, p.ocid), Name: cmp.Or(title, p.ocid),
	}}
	var owners []string
	for _, b := range r.buyersOf(release) {
		if b.borough != "" {
			f.framework.Boroughs = append(f.framework.Boroughs, b.borough)
		}
		owners = append(owners, b.name)
	}
	f.framework.Owner = strings.Join(owners, "; ")
	f.says("name", f.framework.Name, from)
	f.says("owner", f.framework.Owner)
	all := partiesOf(release)
	for _, one := range awards {
		for _, reference := range one.award.at("suppliers").list() {
			if s, withheld, ok := reference.supplier(all); ok && !withheld {
				f.sellers = append(f.sellers, s)
				f.says("suppliers", s.Name, reference)
			}
		}
	}
	value := release.in("tender", "value")
	if len(awards) == 1 {
		if own := awards[0].award.at("value"); own.money(estate.BasisEstimate) != nil {
			value = own
		}
		t := f.period(awards[0].award.at("contractPeriod"))
		f.framework.StartDate, f.framework.EndDate, f.framework.MaxExtentDate = t.start, t.end, t.last
	}
	if f.framework.Value = value.money(estate.BasisEstimate); f.framework.Value != nil {
		f.saysAmount(value)
	}
	return f
}
