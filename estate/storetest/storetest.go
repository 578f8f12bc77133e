// Package storetest is the conformance suite of estate.Store. Every store passes all of it: there
// is no list of exceptions and no option to leave a part out.
//
//	func TestStore(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) estate.Store { return openEmpty(t) })
//	}
//
// Run reads a fixture whose answers were worked out by hand (fixture.go and its neighbours), writes
// in every order that matters, and compares drawn estates with a brute force in Go. RunPair
// compares two stores on drawn estates, and RunKilled kills a process in the middle of a write.
package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// Open opens an empty store and closes it when the test ends.
type Open func(t *testing.T) estate.Store

// Run runs the whole suite except RunPair and RunKilled. Only tests that read the same store run in
// parallel, so one database is enough if each open empties it.
func Run(t *testing.T, open Open) {
	t.Run("reads", func(t *testing.T) { runReads(t, open) })
	t.Run("empty store", func(t *testing.T) { testEmptyStore(t, open(t)) })
	t.Run("writes", func(t *testing.T) { runWrites(t, open) })
	t.Run("drawn", func(t *testing.T) { runDrawn(t, open) })
}

// readTests read a store that holds the fixture, and do not write to it. Those with ofCalls check
// how answers are given, so they do not depend on how the fixture was written.
var readTests = []struct {
	name    string
	run     func(t *testing.T, s estate.Store)
	ofCalls bool
}{
	{"counts", testCounts, false},
	{"nouns as written", testNouns, false},
	{"boroughs", testBoroughs, false},
	{"partnerships", testPartnerships, false},
	{"services", testServices, false},
	{"systems", testSystems, false},
	{"systems made by", testSystemsMadeBy, false},
	{"suppliers", testSuppliers, false},
	{"boroughs of suppliers", testBoroughsOf, false},
	{"groups", testGroups, false},
	{"deployments", testDeployments, false},
	{"deployments by status", testDeploymentStatuses, false},
	{"contracts", testContracts, false},
	{"contract orders", testContractOrders, false},
	{"contracts of", testContractsOf, false},
	{"contracts by ocid", testContractsByOCID, false},
	{"counted contracts", testCountedContracts, false},
	{"contract tallies", testContractTallies, false},
	{"frameworks", testFrameworks, false},
	{"notices", testNotices, false},
	{"notice orders", testNoticeOrders, false},
	{"notices of", testNoticesOf, false},
	{"open opportunities", testOpenOpportunities, false},
	{"open opportunities coverage", testOpenOpportunitiesCoverage, false},
	{"facts as stated", testStatedFacts, false},
	{"terms of every day", testTerms, false},
	{"exit points", testExitPoints, false},
	{"evidence", testEvidence, false},
	{"paging", testPaging, true},
	{"paging per parent", testPagingPerParent, true},
	{"shared suppliers", testSharedSuppliers, false},
	{"shared supplier links", testSharedSupplierLinks, false},
	{"shared supplier link limits", testSharedSupplierLinkLimits, true},
	{"shared suppliers coverage", testSharedSuppliersCoverage, false},
	{"renewals", testRenewals, false},
	{"renewals coverage", testRenewalsCoverage, false},
	{"renewal calendar", testRenewalCalendar, false},
	{"shared systems", testSharedSystems, false},
	{"shared system links", testSharedSystemLinks, false},
	{"shared systems coverage", testSharedSystemsCoverage, false},
	{"lost leverage", testLostLeverage, false},
	{"lost leverage coverage", testLostLeverageCoverage, false},
	{"readings up to a day", testReadingsUpToADay, false},
	{"data quality", testDataQuality, false},
	{"data quality coverage", testDataQualityCoverage, false},
	{"coverage of services", testCoverageOfServices, false},
	{"concentration", testConcentration, false},
	{"price benchmarks", testPriceBenchmarks, false},
	{"exposures", testExposures, false},
	{"uses", testUses, false},
	{"of partnerships", testOfPartnerships, false},
	{"collaboration groups", testCollaborationGroups, false},
	{"free dates", testFreeDates, false},
	{"collaboration paging", testCollaborationPaging, true},
	{"collaborations coverage", testCollaborationsCoverage, false},
	{"referring to", testReferringTo, false},
	{"search", testSearch, false},
	{"search paging", testSearchPaging, true},
	{"cohorts", testCohorts, true},
	{"nothing asked", testNothingAsked, true},
	{"ended contexts", testEndedContexts, true},
}

func runReads(t *testing.T, open Open) {
	s := open(t)
	apply(t, s, Fixture())
	for _, test := range readTests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, s)
		})
	}
}

// writeTests write to a store of their own. Those with ofImports check how changes are written; the
// others check the answers afterwards.
var writeTests = []struct {
	name      string
	run       func(t *testing.T, s estate.Store)
	ofImports bool
}{
	{"twice", testApplyTwice, true},
	{"an update moves keys and spans", testApplyUpdate, true},
	{"one by one as all at once", testApplyOneByOne, false},
	{"a successor that comes later", testLateSuccessor, false},
	{"a successor taken back", testSuccessorTakenBack, true},
	{"chains of contracts", testSuccessions, false},
	{"integrations", testIntegrations, false},
	{"evidence that comes later", testLateEvidence, false},
	{"evidence that dates a successor", testLateEvidenceOfSuccessor, false},
	{"a parent that comes later", testLateParent, false},
	{"a renamed system and borough", testRenames, false},
	{"a renamed service area", testRenamedArea, false},
	{"links that change", testChangedLinks, true},
	{"notices and frameworks that change", testChangedNotices, false},
	{"the same thing named twice", testRepeatedLinks, false},
	{"rejections", testRejections, true},
	{"search updates", testSearchUpdates, false},
	{"search for common words", testSearchForCommonWords, false},
	{"what many contracts name", testPopular, false},
	{"rebuild", testRebuild, true},
	{"rows inserted between pages", testInsertsBetweenPages, true},
	{"in parts", testParts, true},
	{"a thing in two parts", testPartsAgain, true},
	{"parts that fail", testPartsThatFail, true},
	{"two imports at once", testTwoImportsAtOnce, true},
	{"dry run", testDryRun, true},
	{"strict", testStrict, true},
	{"removal", testRemoval, true},
	{"batches", testBatchLog, true},
	{"a clock that goes back", testClockGoesBack, true},
	{"what batches did", testBatchChanges, true},
	{"no batch of nothing", testNothingChanged, true},
	{"reverts", testRevert, true},
	{"revert of everything", testRevertAll, true},
	{"reverts with something in the way", testRevertInTheWay, true},
	{"decisions", testDecisions, false},
	{"releases", testReleases, false},
	{"a confirmed supplier", testConfirmSupplier, true},
	{"a confirmed contract", testConfirmContract, false},
	{"a confirmed system", testConfirmSystem, false},
	{"two systems confirmed as one", testConfirmSameSystem, false},
}

func runWrites(t *testing.T, open Open) {
	for _, test := range writeTests {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

// RunImports runs the part of the suite about how changes are written, for a store that has more
// than one way to write them. One of its tests runs the read tests on an estate that was written in
// parts, except those with ofCalls.
func RunImports(t *testing.T, open Open) {
	for _, test := range writeTests {
		if test.ofImports {
			t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
		}
	}
}
