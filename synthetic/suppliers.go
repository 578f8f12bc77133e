package synthetic

import (
	"fmt"

	"boroughgraph/estate"
)

// supplierPart returns the suppliers of a range of numbers. The buyer of a supplier has a lower
// number, so that it exists already.
func (w *world) supplierPart(from, to int) *estate.Changes {
	d := w.dice(stageSuppliers, from)
	c := &estate.Changes{}
	for n := from; n < to; n++ {
		s := &estate.Supplier{
			ID: id(estate.KindSupplier, n), Name: supplierName(n),
			Names: []estate.DatedName{}, Identifiers: []estate.Identifier{}, Events: []estate.SupplierEvent{},
		}
		if d.in1000(700) { // three letters: the register of companies issues no such number
			s.Identifiers = append(s.Identifiers, estate.Identifier{Scheme: "GB-COH", ID: fmt.Sprintf("SYN%05d", n)})
		}
		if d.in1000(80) {
			s.Names = append(s.Names, estate.DatedName{Name: "Synthetic " + word(earlierWords+n) + " Ltd", Earlier: true, Until: d.stated(d.before(Day, 9))})
		}
		if d.in1000(40) {
			s.Names = append(s.Names, estate.DatedName{Name: "Synthetic " + word(supplierWords+n), Inferred: d.in1000(200)})
		}
		if n > 0 {
			w.happen(d, s, n)
		}
		s.HeadsGroup = len(s.Events) == 0 && d.in1000(30)
		c.Suppliers = append(c.Suppliers, s)
		if d.in1000(300) {
			addEvidence(c, &estate.Evidence{
				Subject: s.ID, Field: "identifiers", Value: s.Name, Source: sourceRegister,
				AsOf: d.stated(d.before(Day, 5)), Confidence: estate.ConfidenceHigh,
			})
		}
	}
	return c
}

func supplierName(n int) string {
	return fmt.Sprintf("Synthetic %s %s", word(supplierWords+n), []string{"Ltd", "Limited", "plc", "LLP", "Systems Ltd", "Software Ltd", "(UK) Limited"}[n%7])
}

// happen gives one supplier in nine an event that moves it into a group, or may do so.
func (w *world) happen(d *dice, s *estate.Supplier, n int) {
	buyer := int(d.skewed(n).Uint64())
	event := estate.SupplierEvent{Other: id(estate.KindSupplier, buyer), On: d.stated(d.before(Day, 10))}
	switch draw := d.IntN(1000); {
	case draw < 60:
		event.Kind = estate.EventAcquired
	case draw < 75:
		event.Kind, event.On = estate.EventAcquired, "" // the date is unknown
	case draw < 85:
		event.Kind = estate.EventMerged
	case draw < 95:
		event.Kind, event.Inferred = estate.EventPartOf, true
	case draw < 105:
		event.Kind = estate.EventAgreed
	case draw < 110:
		event.Kind, event.Other = estate.EventLiquidation, ""
	default:
		return
	}
	s.Events = append(s.Events, event)
	if event.Kind == estate.EventAcquired && event.On != "" && d.in1000(80) { // bought, and sold again
		if sold := event.On.Last().AddMonths(12 + d.IntN(48)); sold < Day {
			s.Events = append(s.Events, estate.SupplierEvent{Kind: estate.EventDivested, Other: event.Other, On: estate.StatedDate(sold)})
		}
	}
}

// systemPart returns the systems of a range of numbers.
func (w *world) systemPart(from, to int) *estate.Changes {
	d := w.dice(stageSystems, from)
	makers := d.skewed(w.suppliers)
	c := &estate.Changes{}
	for n := from; n < to; n++ {
		s := &estate.System{ID: id(estate.KindSystem, n), Name: systemName(n), Names: []estate.DatedName{}, Makers: []estate.Making{}}
		if d.in1000(60) {
			s.Names = append(s.Names, estate.DatedName{Name: "Synthetic " + word(earlierWords+w.suppliers+n), Earlier: true, Until: d.stated(d.before(Day, 8))})
		}
		read := d.before(Day, 6)
		newest := estate.StatedDate(d.between(read, Day))
		made := estate.Making{Supplier: id(estate.KindSupplier, makerOf(n)), FirstRead: estate.StatedDate(read), LastRead: newest}
		switch draw := d.IntN(1000); {
		case draw < 120: // the maker is unknown
		case draw < 200:
			s.Makers = append(s.Makers, estate.Making{Supplier: made.Supplier, Inferred: d.in1000(300)})
		case draw < 250: // made by another until then
			last := estate.StatedDate(read.AddMonths(-6 - d.IntN(48)))
			if other := id(estate.KindSupplier, int(makers.Uint64())); other != made.Supplier {
				s.Makers = append(s.Makers, estate.Making{Supplier: other, FirstRead: last, LastRead: last})
			}
			s.Makers = append(s.Makers, made)
		default:
			s.Makers = append(s.Makers, made)
		}
		c.Systems = append(c.Systems, s)
		for _, m := range s.Makers {
			addEvidence(c, &estate.Evidence{
				Subject: s.ID, Field: "makers", Value: "the maker of " + s.Name + ": " + m.Supplier.Key(), Source: sourceReadings,
				AsOf: m.LastRead, Confidence: estate.ConfidenceMedium, Inferred: m.Inferred,
			})
		}
	}
	return c
}

func systemName(n int) string { return "Synthetic " + word(systemWords+n) }

// makerOf returns the number of the supplier that makes a system, if a source states one. There
// are fewer systems than suppliers.
func makerOf(system int) int { return system }

// serviceOf returns the service that a system is for.
func (w *world) serviceOf(system int) estate.ID { return w.services[system*7%len(w.services)].ID }
