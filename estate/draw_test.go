package estate_test

import (
	"boroughgraph/estate"

	"pgregory.net/rapid"
)

var (
	someDates  = []estate.StatedDate{"", "2015", "2020-02-29", "2021-11", "2024-01-31", "2025-08-31", "2026-11-23", "2028-02", "2031-12-31"}
	someStates = []estate.ExtensionState{estate.ExtensionAvailable, estate.ExtensionTaken, estate.ExtensionLapsed, estate.ExtensionUnknown}
)

func drawDate(rt *rapid.T, what string) estate.StatedDate {
	return rapid.SampledFrom(someDates).Draw(rt, what)
}

// drawContract draws the dates of a contract, and what a store derives.
func drawContract(rt *rapid.T) *estate.Contract {
	c := &estate.Contract{
		ID: "Contract:drawn", StartDate: drawDate(rt, "start"), EndDate: drawDate(rt, "end"), MaxExtentDate: drawDate(rt, "max extent"),
		Rolling: rapid.Bool().Draw(rt, "rolling"), Anniversary: drawDate(rt, "anniversary"),
		Ended: rapid.Bool().Draw(rt, "ended"), EndedOn: drawDate(rt, "ended on"), Succession: drawDate(rt, "succession").First(),
	}
	if rapid.Bool().Draw(rt, "term") {
		c.TermMonths = new(rapid.IntRange(1, 60).Draw(rt, "term months"))
	}
	if a, b := drawDate(rt, "read").Last(), drawDate(rt, "read again").Last(); a != "" && b != "" {
		c.Reading = estate.Reading{Earliest: min(a, b), Newest: max(a, b)}
	}
	if rapid.Bool().Draw(rt, "options known") {
		c.Extensions = []estate.Extension{}
		for range rapid.IntRange(0, 3).Draw(rt, "options") {
			c.Extensions = append(c.Extensions, estate.Extension{Months: rapid.SampledFrom([]int{1, 6, 12, 18}).Draw(rt, "months"), State: rapid.SampledFrom(someStates).Draw(rt, "state")})
		}
	}
	if on := drawDate(rt, "deadline"); on != "" && c.CountedEnd() != "" {
		kind := rapid.SampledFrom([]estate.ExitKind{estate.ExitNoticeDeadline, estate.ExitExtensionDecision}).Draw(rt, "kind")
		c.Deadlines = []estate.Deadline{{Kind: kind, On: on, ExitDate: estate.StatedDate(c.CountedEnd())}}
	}
	if rapid.Bool().Draw(rt, "break") {
		c.Breaks = []estate.Break{{On: drawDate(rt, "break on"), AfterMonths: 7}}
	}
	return c
}
