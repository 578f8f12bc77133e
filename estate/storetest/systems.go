package storetest

import (
	"testing"

	"boroughgraph/estate"
)

func testSystems(t *testing.T, s estate.Store) {
	for name, test := range map[string]struct {
		filter estate.SystemFilter
		want   []estate.ID
	}{
		// "alpha" comes twice, by id, and then the longer name. Greek comes after Latin, and no
		// name comes last.
		"all":         {estate.SystemFilter{}, list(alpha, beta, alphaPlus, delta, gamma, rho, omega, untitled)},
		"one service": {estate.SystemFilter{Services: list(lettings)}, list(alpha)},
		// Repairs have d1 and d2 (alpha), d4 and d12 (alphaPlus), and d5 (beta).
		"a service area":              {estate.SystemFilter{Services: list(housing)}, list(alpha, beta, alphaPlus)},
		"an area without deployments": {estate.SystemFilter{Services: list(financeSystems)}, nil},
		"no service":                  {estate.SystemFilter{Services: list()}, nil},
		"a borough":                   {estate.SystemFilter{Boroughs: list(sutton)}, list(gamma, omega)},
		"two boroughs":                {estate.SystemFilter{Boroughs: list(lambeth, city)}, list(alpha, beta, alphaPlus, omega)},
		"a borough without any":       {estate.SystemFilter{Boroughs: list(barnet)}, nil},
		"no borough":                  {estate.SystemFilter{Boroughs: list()}, nil},
		"a maker":                     {estate.SystemFilter{Makers: list(acme), AsOf: today}, list(alpha, omega)},
		"a maker of today":            {estate.SystemFilter{Makers: list(zenith), AsOf: today}, list(alphaPlus)},
		"a maker to be":               {estate.SystemFilter{Makers: list(zenith), AsOf: "2022-01-09"}, nil},
		"a maker since that day":      {estate.SystemFilter{Makers: list(zenith), AsOf: "2022-01-10"}, list(alphaPlus)},
		"a maker that was":            {estate.SystemFilter{Makers: list(borealis), AsOf: "2022-01-09"}, list(alphaPlus)},
		"a maker read too long ago":   {estate.SystemFilter{Makers: list(deta), AsOf: "2021-01-01"}, nil},
		"a maker read 60 months ago":  {estate.SystemFilter{Makers: list(deta), AsOf: "2020-12-31"}, list(delta)},
		"no maker":                    {estate.SystemFilter{Makers: list(), AsOf: today}, nil},
		"a maker and a borough":       {estate.SystemFilter{Makers: list(acme), Boroughs: list(sutton), AsOf: today}, list(omega)},
		"a service in a borough":      {estate.SystemFilter{Services: list(payroll), Boroughs: list(city)}, list(omega)},
		// Camden runs alpha for repairs, and Hackney runs it for lettings.
		"a service in another one's": {estate.SystemFilter{Services: list(lettings), Boroughs: list(camden)}, nil},
		"all three":                  {estate.SystemFilter{Makers: list(acme, zenith), Boroughs: list(camden), Services: list(repairs), AsOf: today}, list(alpha, alphaPlus)},
	} {
		samePage(t, name, must(s.Systems(t.Context(), test.filter, all()))(t), test.want)
	}
}

func testSystemsMadeBy(t *testing.T, s estate.Store) {
	makers := list(acme, zenith, borealis, aureus, acmeTwin, deta, unnamed, acme)
	for day, want := range map[estate.Date]map[estate.ID][]estate.ID{
		today:        {acme: {alpha, omega}, zenith: {alphaPlus}, aureus: {gamma}, acmeTwin: {rho}},
		"2019-01-01": {acme: {alpha, omega}, borealis: {alphaPlus}, aureus: {gamma}, acmeTwin: {rho}, deta: {delta}},
		"2027-01-11": {acme: {alpha, omega}, aureus: {gamma}, acmeTwin: {rho}},
		// alpha was last read in 2024, rho in February 2026, and omega in 2026. A reading holds for
		// 60 months, so alpha and rho are gone.
		"2031-03-01": {acme: {omega}, aureus: {gamma}},
	} {
		pages := must(s.SystemsMadeBy(t.Context(), makers, day, all()))(t)
		for _, maker := range makers {
			samePage(t, "made by "+string(maker)+" as of "+string(day), pages[maker], want[maker])
		}
	}
}
