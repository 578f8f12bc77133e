package storetest

import "boroughgraph/estate"

// fixtureDeployments returns 12 deployments. The comment before each gives its status as of today
// and the days between which it is LIVE.
func fixtureDeployments() []*estate.Deployment {
	return []*estate.Deployment{
		// LIVE 2020-04-01 to 2029-01-15, then STALE
		{ID: d(1), Borough: camden, System: alpha, Services: list(repairs), StartDate: "2020-04-01", Hosting: "supplier cloud", Contracts: ks(1)},
		// LIVE 2025-06-30 to 2030-06-30
		{ID: d(2), Borough: hackney, System: alpha, Services: list(repairs, lettings), Contracts: list()},
		// STALE since 2025-02-02; LIVE 2019-03-01 to 2025-02-01
		{ID: d(3), Borough: hillingdon, System: alpha, Services: list(payroll)},
		// RETIRED since 2026-01-31, the date of the reading that shows it replaced; LIVE from
		// 2023-12-31
		{ID: d(4), Borough: lambeth, System: alphaPlus, Services: list(repairs), ReplacedOn: "2026-01", ReplacedBy: d(5)},
		// LIVE 2026-01-31 to 2031-01-31
		{ID: d(5), Borough: lambeth, System: beta, Services: list(repairs)},
		// PLANNED 2025-01-10 to 2027-03-31; LIVE 2027-04-01 to 2030-01-10
		{ID: d(6), Borough: sutton, System: gamma, Services: list(ledger), StartDate: "2027-04-01"},
		// PLANNED 2026-02-01 to 2031-02-01, never LIVE: its start is unknown
		{ID: d(7), Borough: sutton, System: omega, Services: list(payroll), Planned: true},
		// STALE on every day: it has no date at all
		{ID: d(8), Borough: city, System: alpha},
		// RETIRED since 2018-04-01; LIVE from 2015-04-01
		{ID: d(9), Borough: camden, System: gamma, Services: list(ledger), StartDate: "2015-04-01", EndDate: "2018-03"},
		// LIVE from 2021-01-01
		{ID: d(10), Borough: hackney, System: rho, Services: list(ledger), StartDate: "2021"},
		// LIVE 2024-05-05 to 2029-05-05
		{ID: d(11), Borough: city, System: omega, Services: list(payroll, ledger)},
		// LIVE 2022-11-23 to 2027-11-23
		{ID: d(12), Borough: camden, System: alphaPlus, Services: list(repairs, payroll), Contracts: ks(3, 15)},
	}
}

// readings holds the dates of the evidence on contracts and deployments, as stated.
var readings = map[estate.ID][]estate.StatedDate{
	k(1): {"2024-03-01"}, k(2): {"2023-05"}, k(3): {"2025-01-20"}, k(4): {"2026-02"}, k(5): {"2025-08"},
	k(6): {"2024-02-29"}, k(7): {"2022-12-23"}, k(8): {"2022-07"}, k(9): {"2025-06"}, k(10): {"2025-03-12"},
	k(11): {"2015"}, k(12): {"2026-10-01"}, k(13): {""}, k(14): {"2026-07"}, k(15): {"2021-12"},
	k(16): {"2023"}, k(17): {"2025", "2024-12-01"}, k(18): {"2025-05-15"}, k(19): {"2026-01"}, k(20): {"2024"},
	k(21): {"2014"}, k(22): {"2026-09"}, k(23): {"2026-11"}, k(24): {"2026-01-31"}, k(25): {"2025-12-01"},
	d(1): {"2024-01-15"}, d(2): {"2025-06"}, d(3): {"2019-03-01", "2020-02-01", ""}, d(4): {"2023"}, d(5): {"2026-01"},
	d(6): {"2025-01-10"}, d(7): {"2026-02-01"}, d(9): {"2016-01-01"}, d(11): {"2024-05-05"}, d(12): {"2022-11-23"},
}

// gathered holds the days on which readings were gathered that could otherwise count to a later
// day.
var gathered = map[estate.ID]estate.Date{k(4): "2026-02-10"}

// onSystem is evidence on one system, out of order. The right order is by field; then newest first,
// where a year counts to its last day and undated evidence comes last; then by id.
var onSystem = []*estate.Evidence{
	{ID: "Evidence:f", Subject: beta, Field: "names", Value: "Beta", Source: minutes, AsOf: "2026", Confidence: estate.ConfidenceLow},
	{ID: "Evidence:e", Subject: beta, Field: "name", Value: "ÀLPHA", Source: register, AsOf: "2020-01-01", Confidence: estate.ConfidenceHigh},
	{ID: "Evidence:a", Subject: beta, Field: "makers", Value: "not stated", Source: register, Confidence: estate.ConfidenceLow},
	{ID: "Evidence:b", Subject: beta, Field: "makers", Value: "Acme?", Source: register, AsOf: "2025-06", Confidence: estate.ConfidenceLow, Note: "a question", Row: "facts.csv:7"},
	{ID: "Evidence:d", Subject: beta, Field: "makers", Value: "Beta plc", Source: minutes, AsOf: "2025", Confidence: estate.ConfidenceMedium, Address: "https://example.org/minutes", Inferred: true},
	{ID: "Evidence:c", Subject: beta, Field: "makers", Value: "Beta", Source: minutes, AsOf: "2025-12", Confidence: estate.ConfidenceMedium},
}

// reading returns one reading of a contract or deployment.
func reading(subject estate.ID, asOf estate.StatedDate) *estate.Evidence {
	e := &estate.Evidence{
		Subject: subject, Field: "title", Value: "as read", Source: register, AsOf: asOf, Gathered: gathered[subject],
		Confidence: estate.ConfidenceHigh,
	}
	e.ID = estate.EvidenceID(e)
	return e
}

func fixtureEvidence() []*estate.Evidence {
	var es []*estate.Evidence
	for n := 1; n <= 25; n++ {
		for _, subject := range []estate.ID{k(n), d(n)} {
			for _, asOf := range readings[subject] {
				es = append(es, reading(subject, asOf))
			}
		}
	}
	return append(es, onSystem...)
}

// contractReadings holds the readings that a Store must derive from the evidence. k(13)'s only
// evidence is undated.
var contractReadings = map[estate.ID]estate.Reading{
	k(1): on("2024-03-01"), k(2): stated("2023-05-31", "2023-05"), k(3): on("2025-01-20"), k(4): stated("2026-02-10", "2026-02"), k(5): stated("2025-08-31", "2025-08"),
	k(6): on("2024-02-29"), k(7): on("2022-12-23"), k(8): stated("2022-07-31", "2022-07"), k(9): stated("2025-06-30", "2025-06"), k(10): on("2025-03-12"),
	k(11): stated("2015-12-31", "2015"), k(12): on("2026-10-01"), k(14): stated("2026-07-31", "2026-07"), k(15): stated("2021-12-31", "2021-12"), k(16): stated("2023-12-31", "2023"),
	k(17): {Earliest: "2024-12-01", Newest: "2025-12-31", NewestStated: "2025"}, k(18): on("2025-05-15"), k(19): stated("2026-01-31", "2026-01"), k(20): stated("2024-12-31", "2024"),
	k(21): stated("2014-12-31", "2014"), k(22): stated("2026-09-30", "2026-09"), k(23): stated("2026-11-30", "2026-11"), k(24): on("2026-01-31"), k(25): on("2025-12-01"),
}

// deploymentReadings holds the same for deployments.
var deploymentReadings = map[estate.ID]estate.Reading{
	d(1): on("2024-01-15"), d(2): stated("2025-06-30", "2025-06"), d(3): {Earliest: "2019-03-01", Newest: "2020-02-01", NewestStated: "2020-02-01"}, d(4): stated("2023-12-31", "2023"),
	d(5): stated("2026-01-31", "2026-01"), d(6): on("2025-01-10"), d(7): on("2026-02-01"), d(9): on("2016-01-01"), d(11): on("2024-05-05"), d(12): on("2022-11-23"),
}

// on returns a Reading of one day, which is stated to the day.
func on(day estate.Date) estate.Reading { return stated(day, estate.StatedDate(day)) }

func stated(day estate.Date, as estate.StatedDate) estate.Reading {
	return estate.Reading{Earliest: day, Newest: day, NewestStated: as}
}

// asStored returns the fixture's contracts and deployments with what a Store adds to them.
func asStored() (contracts map[estate.ID]*estate.Contract, deployments map[estate.ID]*estate.Deployment) {
	contracts, deployments = map[estate.ID]*estate.Contract{}, map[estate.ID]*estate.Deployment{}
	for _, c := range fixtureContracts() {
		c.Reading = contractReadings[c.ID]
		contracts[c.ID] = c
	}
	contracts[k(8)].Succession = "2025-08-01"
	contracts[k(9)].Predecessor = k(8)
	for _, x := range fixtureDeployments() {
		x.Reading = deploymentReadings[x.ID]
		deployments[x.ID] = x
	}
	return contracts, deployments
}
