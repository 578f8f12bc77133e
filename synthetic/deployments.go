package synthetic

import (
	"slices"

	"boroughgraph/estate"
)

// addDeployments adds the deployments of a range of numbers. Every borough has equally many.
// The boroughs take turns, so a borough's next deployment comes as many numbers later as there
// are boroughs.
func (w *world) addDeployments(c *estate.Changes, part, from, to int) {
	d := w.dice(stageDeployments, part)
	each := (w.deployments + len(w.boroughs) - 1) / len(w.boroughs)
	step := max(1, w.systems/each) // systems for one deployment to choose from, the first ones more often
	for n := from; n < to; n++ {
		turn := n / len(w.boroughs)
		u := d.Float64()
		system := min(turn*step+int(u*u*float64(step)), w.systems-1)
		k := &estate.Deployment{
			ID: id(estate.KindDeployment, n), Borough: w.boroughs[n%len(w.boroughs)], System: id(estate.KindSystem, system),
			Services: []estate.ID{w.serviceOf(system)}, Contracts: []estate.ID{},
		}
		read := d.before(Day, 7)
		if d.in1000(300) {
			k.StartDate = d.stated(read.AddMonths(-d.IntN(60)))
		}
		switch draw := d.IntN(1000); {
		case draw < 50:
			k.EndDate = estate.StatedDate(d.between(read, Day))
		case draw < 100 && turn > 0:
			k.ReplacedOn, k.ReplacedBy = estate.StatedDate(d.between(read, Day)), id(estate.KindDeployment, n-len(w.boroughs))
		case draw < 130:
			k.StartDate, k.Planned = estate.StatedDate(Day.AddDays(30+d.IntN(400))), true
		}
		if d.in1000(350) {
			k.Hosting = one(d, "supplier cloud", "on premises", "public cloud")
		}
		if i := slices.IndexFunc(c.Contracts, func(k2 *estate.Contract) bool { return covers(k2, k.Borough, k.System) }); i >= 0 {
			k.Contracts = append(k.Contracts, c.Contracts[i].ID)
		}
		c.Deployments = append(c.Deployments, k)
		addEvidence(c, &estate.Evidence{
			Subject: k.ID, Field: "system", Value: systemName(system), Source: sourceReadings,
			AsOf: d.stated(read), Confidence: one(d, estate.ConfidenceHigh, estate.ConfidenceMedium, estate.ConfidenceLow),
		})
	}
}

// covers reports whether a borough has a system under a contract.
func covers(k *estate.Contract, borough, system estate.ID) bool {
	return slices.Contains(k.Systems, system) && slices.ContainsFunc(k.Parties, func(p estate.ContractParty) bool { return p.Borough == borough })
}
