package httpapi

import (
	"net/url"
	"strings"
)

// protocolAttacks are requests that misuse HTTP, JSON or the texts in them.
var protocolAttacks = map[string]attack{
	"a body of 2 MB":       {body: `{"query":"` + strings.Repeat(" ", 2<<20) + `"}`, code: "TOO_COSTLY"},
	"an address of 2 MB":   {address: "/graphql?query=" + strings.Repeat("a", 2<<20), code: "TOO_COSTLY"},
	"a list of operations": {body: "[" + strings.Repeat(`{"query":"{__typename}"},`, 1_000) + `{}]`, code: "INVALID"},
	"half a body":          {body: `{"query":"` + strings.Repeat("a", 900_000), code: "INVALID"},
	"extensions of 900 KB": {body: `{"query":"{ __typename }","extensions":{"a":"` + strings.Repeat("a", 900_000) + `"}}`},
	"an operation's name":  {body: `{"query":"{ __typename }","operationName":"` + strings.Repeat("a", 900_000) + `"}`, code: "INVALID"},
	"a hash of 900 KB": {
		body: `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + strings.Repeat("a", 900_000) + `"}}}`,
		code: "PERSISTED_QUERY_NOT_SUPPORTED",
	},
	"two queries in an address": {address: "/graphql?query=%7B__typename%7D&query=%7B__typename%7D", code: "INVALID"},
	"a parameter 100,000 times": {address: "/graphql?" + strings.Repeat("query=a&", 100_000), code: "INVALID", megabytes: 40},
	"60,000 undeclared variables": {
		body: `{"query":"{ __typename }","variables":{` + numbered(`"k%d":1,`, 60_000) + `"k":1}}`, megabytes: 60,
	},
	"the same variable 100,000 times": {
		body: `{"query":"{ __typename }","variables":{` + strings.Repeat(`"k":1,`, 100_000) + `"k":1}}`, code: "INVALID",
	},
	"extensions nested 9,000 deep": {body: `{"query":"{ __typename }","extensions":{"a":` + nested(9_000, "[", "1", "]") + `}}`},
	"injection in an id":           {query: `{ node(id: "Contract:' OR 1=1 --") { id } }`, statements: 3},
	"injection in a search":        {query: `{ search(query: "\" OR 1=1; DROP TABLE contract; --") { totalCount } }`, statements: 3},
	"a path in a file":             {address: "/contracts.csv?boroughs=" + url.QueryEscape("../../etc/passwd"), code: "NOT_FOUND", statements: 3},
	"a file's list of 20,000 terms": {
		address: "/contracts.csv?terms=" + numbered("T%d,", 20_000), code: "TOO_COSTLY",
	},
	"a file's list of 10,000 systems": {
		address: "/contracts.csv?systems=" + strings.Repeat("System:mosaic,", 10_000), code: "TOO_COSTLY",
	},
	"a file's long date": {address: "/contracts.csv?asOf=" + strings.Repeat("2", 60_000), code: "TOO_COSTLY"},
}
