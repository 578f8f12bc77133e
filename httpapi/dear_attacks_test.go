package httpapi

import "strings"

// dearAttacks are short requests that make the server look at the whole estate.
var dearAttacks = map[string]attack{
	"exposure in 5,000 instances": {
		query: `{ suppliers(first: 100) { nodes { ` + aliased(50, `exposure(asOf: "2026-01-01") { coverage { contracts } }`) + ` } } }`,
		code:  "TOO_COSTLY",
	},
	"ten questions of lost leverage": {query: "{ " + aliased(10, "lostLeverage { totalCount coverage { contracts } }") + "}", code: "TOO_COSTLY"},
	"ten of joint buying":            {query: "{ " + aliased(10, "collaborationOpportunities { totalCount }") + "}", code: "TOO_COSTLY"},
	"contradictions in ten aliases": {
		query: "{ dataQuality { boroughs { " + aliased(10, "contradictions { field }") + "} } }", code: "TOO_COSTLY",
	},
	"links of shared suppliers in ten": {
		query: "{ " + aliased(10, "sharedSuppliers(first: 100) { nodes { boroughs { links { via } } } }") + "}", code: "TOO_COSTLY",
	},
	"facets in 50 aliases": {query: "{ contracts { " + aliased(50, "facets(by: [SUPPLIER]) { valueCount }") + "} }", code: "TOO_COSTLY"},
	"facets by one property again and again": {
		query: "{ contracts { facets(by: [" + strings.Repeat("SUPPLIER ", 50) + "]) { valueCount } } }", code: "TOO_COSTLY",
	},
	"facets under 33 boroughs": {
		query: "{ boroughs(first: 33) { nodes { contracts { " + aliased(6, "facets(by: SUPPLIER) { valueCount }") + "} } } }", code: "TOO_COSTLY",
	},
	"50 totals": {query: "{ contracts { " + aliased(50, "totalCount") + "} }", code: "TOO_COSTLY"},
	"50 sums":   {query: "{ contracts { " + aliased(50, "aggregate { contractCount }") + "} }", code: "TOO_COSTLY"},
	"a batch's changes counted 50 times": {
		query: "{ changes(first: 1) { nodes { " + aliased(50, "changes(first: 1) { totalCount }") + "} } }", code: "TOO_COSTLY",
	},
	"one borough's joint buying in ten": {
		query: "{ " + aliased(10, "boroughs(first: 1) { nodes { collaborationOpportunities(first: 1) { totalCount } } }") + "}", code: "TOO_COSTLY",
	},
	"one vendor's links in ten": {
		query: "{ " + aliased(10, "sharedSuppliers(first: 1) { nodes { boroughs(links: 1) { contractCount } } }") + "}", code: "TOO_COSTLY",
	},
	"ten benchmarks and a dear page": {
		query: "{ " + aliased(10, `priceBenchmark(system: "System:mosaic") { coverage { contracts } }`) +
			"contracts(first: 100) { nodes { parties { name } suppliers { signedAs } evidence { id } exitPoints { date } systems { id evidence { id } } } } }",
		code: "TOO_COSTLY",
	},
	"unknown boroughs in 5,000 instances": {
		query: `{ suppliers(first: 100) { nodes { ` + aliased(50, `contracts(filter: {boroughs: ["nowhere"]}) { totalCount }`) + ` } } }`,
		code:  "NOT_FOUND", megabytes: 120, statements: 250,
	},
	"unknown systems in 5,000 instances": {
		query: `{ suppliers(first: 100) { nodes { ` + aliased(50, `contracts(filter: {systems: ["System:nowhere"]}) { totalCount }`) + ` } } }`,
		code:  "NOT_FOUND", megabytes: 120, statements: 250,
	},
	"50 searches": {query: "{ " + aliased(50, `search(query: "a") { totalCount }`) + "}", code: "TOO_COSTLY"},
}
