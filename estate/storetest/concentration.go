package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"

	"pgregory.net/rapid"
)

// concentrated asks about all boroughs as of today.
func concentrated(level estate.Level, by estate.Measure, boroughs ...estate.ID) estate.ConcentrationQuery {
	q := estate.ConcentrationQuery{Scope: estate.Scope{AsOf: today}, Level: level, By: by}
	if len(boroughs) > 0 {
		q.Boroughs = list(boroughs...)
	}
	return q
}

// concentration writes a Concentration as text. First come contracts, their price a year and how
// many are known, VAT and the index; then each vendor with its contracts, its share and the
// cumulative share; then the coverage.
func concentration(c *estate.Concentration) []string {
	lines := []string{fmt.Sprintf("%d contracts, %s of %d, %s, %d unallocated, HHI %s",
		c.ContractCount, amount(c.AnnualPence), c.KnownCount, c.VAT, c.Unallocated.KnownCount, c.HHI)}
	for _, s := range c.Shares {
		p := s.Row
		lines = append(lines, fmt.Sprintf("%s: %d contracts %s, %s of %d, %s: %s%%, %s%% so far", p.Vendor.Key(), p.ContractCount,
			strings.Join(each(p.ContractIDs, keyOfID), " "), amount(p.AnnualPence), p.KnownCount, p.VAT, p.Share, p.CumulativeShare))
	}
	return append(lines, coverage(c.Coverage)...)
}

func keyOfID(id estate.ID) string { return strings.TrimPrefix(id.Key(), "k") }

// For sellers and makers see sharedAnswers. k3 has two sellers; the seller and the maker of k2 are
// in two groups.
var concentrationAnswers = map[string]struct {
	query estate.ConcentrationQuery
	want  []string
}{
	// There are 17 pairs of a contract and a vendor: (36 + 16 + 4 + 4 + 4 + 1) / 289.
	"sellers by count": {concentrated(estate.LevelLegalEntity, estate.MeasureCount), []string{
		"16 contracts, 1973740.25 of 10, MIXED, 1 unallocated, HHI 2249.13",
		"acme: 6 contracts 01 02 03 09 17 22, 1348600.00 of 4, MIXED: 35.29%, 35.29% so far",
		"zenith: 4 contracts 04 15 16 23, 51000.01 of 2, MIXED: 23.53%, 58.82% so far",
		"acme-b: 2 contracts 10 18, 142294.24 of 1, EXCLUDED: 11.76%, 70.59% so far",
		"borealis: 2 contracts 03 19, nothing of 0, UNKNOWN: 11.76%, 82.35% so far",
		"deta: 2 contracts 07 24, 31846.00 of 1, UNKNOWN: 11.76%, 94.12% so far",
		"aureus: 1 contracts 12, 100000.00 of 1, INCLUDED: 5.88%, 100.00% so far",
		"7 boroughs, 6 with contracts, 24 contracts, 18 ends known",
		"ENDED 2: 08 14", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21", "SUPPLIER_UNKNOWN 1: 25", "SUPPLIER_WITHHELD 1: 05",
	}},
	// The shares are of 1,673,740.25. The value of k3 is in no share.
	"sellers by value": {concentrated(estate.LevelLegalEntity, estate.MeasureValue), []string{
		"16 contracts, 1973740.25 of 10, MIXED, 1 unallocated, HHI 6613.05",
		"acme: 6 contracts 01 02 03 09 17 22, 1348600.00 of 4, MIXED: 80.57%, 80.57% so far",
		"acme-b: 2 contracts 10 18, 142294.24 of 1, EXCLUDED: 8.50%, 89.08% so far",
		"aureus: 1 contracts 12, 100000.00 of 1, INCLUDED: 5.97%, 95.05% so far",
		"zenith: 4 contracts 04 15 16 23, 51000.01 of 2, MIXED: 3.05%, 98.10% so far",
		"deta: 2 contracts 07 24, 31846.00 of 1, UNKNOWN: 1.90%, 100.00% so far",
		"borealis: 2 contracts 03 19, nothing of 0, UNKNOWN: %, 100.00% so far",
		"7 boroughs, 6 with contracts, 24 contracts, 18 ends known",
		"ENDED 2: 08 14", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21", "SUPPLIER_UNKNOWN 1: 25", "SUPPLIER_WITHHELD 1: 05",
	}},
	// k2 and k17 are sold by acme, so their values are its group's, whatever the makers of the
	// systems. Only k3 has sellers in two groups. 1,399,600.01 + 242,294.24 + 31,846 + 300,000 is
	// the whole.
	"groups by value": {concentrated(estate.LevelGroup, estate.MeasureValue), []string{
		"17 contracts, 1973740.25 of 10, MIXED, 1 unallocated, HHI 7205.67",
		"zenith: 10 contracts 01 02 03 04 09 15 16 17 22 23, 1399600.01 of 6, MIXED: 83.62%, 83.62% so far",
		"acme-b: 5 contracts 02 05 10 12 18, 242294.24 of 2, MIXED: 14.48%, 98.10% so far",
		"deta: 2 contracts 07 24, 31846.00 of 1, UNKNOWN: 1.90%, 100.00% so far",
		"borealis: 2 contracts 03 19, nothing of 0, UNKNOWN: %, 100.00% so far",
		"7 boroughs, 6 with contracts, 24 contracts, 18 ends known",
		"ENDED 2: 08 14", "NOT_STARTED 1: 13", "PAST_END 1: 06", "STALE 2: 11 21", "SUPPLIER_UNKNOWN 1: 25",
	}},
	"makers of what one borough has": {concentrated(estate.LevelMaker, estate.MeasureCount, camden), []string{
		"4 contracts, 500000.00 of 3, MIXED, 0 unallocated, HHI 3750.00",
		"zenith: 2 contracts 03 15, 300000.00 of 1, EXCLUDED: 50.00%, 50.00% so far",
		"acme: 1 contracts 01, 100000.00 of 1, EXCLUDED: 25.00%, 75.00% so far",
		"aureus: 1 contracts 12, 100000.00 of 1, INCLUDED: 25.00%, 100.00% so far",
		"1 boroughs, 1 with contracts, 6 contracts, 5 ends known", "MAKER_UNKNOWN 2: 19 24",
	}},
	"for an area": {concentratedFor(concentrated(estate.LevelLegalEntity, estate.MeasureCount, hackney, hillingdon), housing), []string{
		"3 contracts, 1428600.00 of 3, MIXED, 1 unallocated, HHI 6250.00",
		"acme: 3 contracts 02 03 09, 1128600.00 of 2, MIXED: 75.00%, 75.00% so far",
		"borealis: 1 contracts 03, nothing of 0, UNKNOWN: 25.00%, 100.00% so far",
		"2 boroughs, 2 with contracts, 4 contracts, 4 ends known", "SUPPLIER_UNKNOWN 1: 25",
	}},
	"for no service": {concentratedFor(concentrated(estate.LevelGroup, estate.MeasureCount, sutton)), []string{
		"0 contracts, nothing of 0, UNKNOWN, 0 unallocated, HHI ", "1 boroughs, 1 with contracts, 0 contracts, 0 ends known",
	}},
	"the known values belong to one vendor": {concentrated(estate.LevelMaker, estate.MeasureValue, city), []string{
		"2 contracts, 1000.01 of 1, UNKNOWN, 0 unallocated, HHI 10000.00",
		"zenith: 1 contracts 23, 1000.01 of 1, UNKNOWN: 100.00%, 100.00% so far",
		"acme-b: 1 contracts 10, nothing of 0, UNKNOWN: %, 100.00% so far",
		"1 boroughs, 1 with contracts, 3 contracts, 1 ends known", "STALE 1: 11",
	}},
	"terms asked for": {concentratedIn(concentrated(estate.LevelLegalEntity, estate.MeasureValue, city), estate.TermUnknown), []string{
		"1 contracts, nothing of 0, UNKNOWN, 0 unallocated, HHI ",
		"acme-b: 1 contracts 10, nothing of 0, UNKNOWN: %, % so far",
		"1 boroughs, 1 with contracts, 3 contracts, 1 ends known", "IN_TERM 1: 23", "STALE 1: 11",
	}},
	"a borough without any": {concentrated(estate.LevelGroup, estate.MeasureCount, barnet), []string{
		"0 contracts, nothing of 0, UNKNOWN, 0 unallocated, HHI ", "1 boroughs, 0 with contracts, 0 contracts, 0 ends known",
	}},
}

func concentratedFor(q estate.ConcentrationQuery, services ...estate.ID) estate.ConcentrationQuery {
	q.Services = list(services...)
	return q
}

func concentratedIn(q estate.ConcentrationQuery, ts ...estate.Term) estate.ConcentrationQuery {
	q.Terms = terms(ts...)
	return q
}

func testConcentration(t *testing.T, s estate.Store) {
	for name, test := range concentrationAnswers {
		got := must(s.Concentration(t.Context(), test.query))(t)
		same(t, name, concentration(got), test.want)
		same(t, name+": what it answers", got.Query, test.query)
		if len(test.query.Boroughs) != 1 {
			continue
		}
		apart := must(s.ConcentrationOf(t.Context(), append(test.query.Boroughs, barnet), test.query))(t)
		same(t, name+", apart", concentration(apart[test.query.Boroughs[0]]), test.want)
		same(t, name+", another apart", apart[barnet].ContractCount, 0)
	}
	none := concentrated(estate.LevelGroup, estate.MeasureCount)
	none.Boroughs = list()
	same(t, "no borough", concentration(must(s.Concentration(t.Context(), none))(t)), []string{
		"0 contracts, nothing of 0, UNKNOWN, 0 unallocated, HHI ", "0 boroughs, 0 with contracts, 0 contracts, 0 ends known",
	})
	// The shared k4 counts in full for either borough.
	apart := must(s.ConcentrationOf(t.Context(), list(hillingdon, sutton, "Borough:none"), concentrated(estate.LevelLegalEntity, estate.MeasureValue)))(t)
	same(t, "two boroughs apart", len(apart), 2)
	same(t, "hillingdon", concentration(apart[hillingdon])[:3], []string{
		"2 contracts, 1058600.00 of 2, EXCLUDED, 0 unallocated, HHI 9099.97",
		"acme: 1 contracts 09, 1008600.00 of 1, EXCLUDED: 95.28%, 95.28% so far",
		"zenith: 1 contracts 04, 50000.00 of 1, EXCLUDED: 4.72%, 100.00% so far",
	})
	same(t, "sutton", concentration(apart[sutton])[:4], []string{
		"3 contracts, 81846.00 of 2, MIXED, 0 unallocated, HHI 5245.99",
		"zenith: 1 contracts 04, 50000.00 of 1, EXCLUDED: 61.09%, 61.09% so far",
		"deta: 1 contracts 07, 31846.00 of 1, UNKNOWN: 38.91%, 100.00% so far",
		"acme: 1 contracts 22, nothing of 0, UNKNOWN: %, 100.00% so far",
	})
}

// concentration counts by brute force. Only the shares are worked out by the rule.
func (o *oracle) concentration(q estate.ConcentrationQuery) []string {
	c := estate.NewConcentration(q)
	all, parts, reasons := &vendor{priced: map[estate.ID]*estate.AnnualValue{}}, map[estate.ID]*vendor{}, map[string][]estate.ID{}
	for _, k := range o.contracts {
		if !slices.ContainsFunc(boroughsIn(k), func(b estate.ID) bool { return q.Boroughs == nil || slices.Contains(q.Boroughs, b) }) ||
			!meets(q.Services, o.withAreas(k.Services)) {
			continue
		}
		c.Coverage.Contracts++
		if reason := o.whyLeftOut(k, estate.SharedSuppliersQuery{Scope: q.Scope, Level: q.Level}); reason != "" {
			reasons[reason] = append(reasons[reason], k.ID)
			continue
		}
		c.ContractCount++
		vendors, value := o.vendorsOf(k, q), k.Annual()
		if value != nil {
			all.priced[k.ID] = value
		}
		owner := o.allocatedTo(k, q.Level, q.AsOf)
		if value != nil && owner == "" {
			c.Unallocated.Add(value.Money())
		}
		for _, id := range vendors {
			v := parts[id]
			if v == nil {
				v = &vendor{id: id, contracts: map[estate.ID]bool{}, priced: map[estate.ID]*estate.AnnualValue{}}
				parts[id] = v
			}
			v.contracts[k.ID] = true
			if value != nil && owner == id {
				v.priced[k.ID] = value
			}
		}
	}
	c.KnownCount = len(all.priced)
	c.AnnualPence, c.VAT = all.sum()
	for id, v := range parts {
		p := &estate.VendorPart{Vendor: id, ContractCount: len(v.contracts), ContractIDs: sortedKeys(v.contracts)}
		p.KnownCount = len(v.priced)
		p.AnnualPence, p.VAT = v.sum()
		c.Shares = append(c.Shares, estate.Keyed[*estate.VendorPart]{Row: p, Key: estate.TextKey(o.suppliers[id].Name, id)})
	}
	c.Weigh()
	lines := concentration(c)
	return append(lines[:len(lines)-1], leftOutLines(reasons)...)
}

// vendorsOf returns the vendors of a contract, each once.
func (o *oracle) vendorsOf(c *estate.Contract, q estate.ConcentrationQuery) []estate.ID {
	var vendors []estate.ID
	if q.Level != estate.LevelMaker {
		vendors = append(vendors, sellersIn(c)...)
	}
	if q.Level != estate.LevelLegalEntity {
		vendors = append(vendors, o.makersIn(c, q.AsOf)...)
	}
	if q.Level == estate.LevelGroup {
		vendors = each(vendors, func(id estate.ID) estate.ID { return o.headOf(id, q.AsOf) })
	}
	slices.Sort(vendors)
	return slices.Compact(vendors)
}

func checkConcentration(rt *rapid.T, s estate.Store, o *oracle, day estate.Date) {
	f := drawFilter(rt, o, day)
	q := estate.ConcentrationQuery{
		Scope: estate.Scope{Boroughs: f.Boroughs, AsOf: day, Terms: f.Terms}, Services: f.Services,
		Level: rapid.SampledFrom(estate.Levels).Draw(rt, "level"), By: rapid.SampledFrom(estate.Measures).Draw(rt, "by"),
	}
	got := must(s.Concentration(rt.Context(), q))(rt)
	same(rt, "concentration", withoutCensus(got), o.concentration(q), loose)
	for id, c := range must(s.ConcentrationOf(rt.Context(), idsOf(o.facts.Boroughs), q))(rt) {
		one := q
		one.Boroughs = list(id)
		same(rt, "concentration of "+string(id), withoutCensus(c), o.concentration(one), loose)
	}
}

// withoutCensus writes a concentration without the line of its coverage that counts what was looked
// at.
func withoutCensus(c *estate.Concentration) []string {
	lines := concentration(c)
	at := 1 + len(c.Shares)
	return slices.Delete(lines, at, at+1)
}
