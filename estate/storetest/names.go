package storetest

import (
	"fmt"

	"boroughgraph/estate"
)

// today is the day on which the fixture's worked answers are correct.
const today estate.Date = "2026-11-23"

// The boroughs of the fixture. Barnet has no contracts or deployments.
const (
	barnet     estate.ID = "Borough:E09000003"
	camden     estate.ID = "Borough:E09000007"
	city       estate.ID = "Borough:E09000001"
	hackney    estate.ID = "Borough:E09000012"
	hillingdon estate.ID = "Borough:E09000017"
	lambeth    estate.ID = "Borough:E09000022"
	sutton     estate.ID = "Borough:E09000029"
)

// The partnerships.
const (
	sharedDigital estate.ID = "Partnership:shared-digital"
	southLondon   estate.ID = "Partnership:south-london"
	alliance      estate.ID = "Partnership:alliance"
)

// The services: four areas, and the services in two of them.
const (
	education      estate.ID = "Service:education"
	finance        estate.ID = "Service:finance"
	financeSystems estate.ID = "Service:finance-systems"
	housing        estate.ID = "Service:housing"
	ledger         estate.ID = "Service:ledger"
	payroll        estate.ID = "Service:payroll"
	lettings       estate.ID = "Service:lettings"
	repairs        estate.ID = "Service:repairs"
)

// The suppliers. acme and acmeTwin fold to the same name; acmeOnly is a prefix of both.
const (
	acme      estate.ID = "Supplier:acme"
	acmeTwin  estate.ID = "Supplier:acme-b"
	acmeGroup estate.ID = "Supplier:acme-group"
	acmeOnly  estate.ID = "Supplier:acme-only"
	aureus    estate.ID = "Supplier:aureus"
	borealis  estate.ID = "Supplier:borealis"
	deta      estate.ID = "Supplier:deta"
	unnamed   estate.ID = "Supplier:unnamed"
	zenith    estate.ID = "Supplier:zenith"
)

// The systems. alpha and beta fold to the same name, a prefix of alphaPlus's.
const (
	alpha     estate.ID = "System:alpha"
	alphaPlus estate.ID = "System:alpha-plus"
	beta      estate.ID = "System:beta"
	delta     estate.ID = "System:delta"
	gamma     estate.ID = "System:gamma"
	omega     estate.ID = "System:omega"
	rho       estate.ID = "System:rho"
	untitled  estate.ID = "System:untitled"
)

// The sources.
const (
	register estate.ID = "Source:register"
	minutes  estate.ID = "Source:minutes"
)

// k returns the id of the fixture's nth contract, and d that of its nth deployment.
func k(n int) estate.ID { return estate.ID(fmt.Sprintf("Contract:k%02d", n)) }
func d(n int) estate.ID { return estate.ID(fmt.Sprintf("Deployment:d%02d", n)) }

// ks and ds return the ids of several.
func ks(ns ...int) []estate.ID { return each(ns, k) }
func ds(ns ...int) []estate.ID { return each(ns, d) }

func each[T, U any](ts []T, f func(T) U) []U {
	us := make([]U, len(ts))
	for i, t := range ts {
		us[i] = f(t)
	}
	return us
}

// list returns a list of ids that is never nil.
func list(ids ...estate.ID) []estate.ID { return append([]estate.ID{}, ids...) }
