// Package storetest is the conformance suite of estate.Store. Every store passes
// all of it: there is no list of exceptions and no option to leave a part out.
//
//	func TestStore(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) estate.Store { return openEmpty(t) })
//	}
//
// Run reads a fixture with answers worked out by hand (fixture.go and its
// neighbours), writes in every order that matters, and holds drawn estates against
// a brute force in Go. RunPair holds two stores against each other, and RunKilled
// kills a process in the middle of a write.
package storetest

import (
	"testing"

	"boroughgraph/estate"
)

// Open opens an empty store and closes it when the test ends.
type Open func(t *testing.T) estate.Store

// Run runs the whole suite but RunPair and RunKilled. Tests do not run in
// parallel, so one database, emptied by each open, is enough.
func Run(t *testing.T, open Open) {
	t.Run("reads", func(t *testing.T) { runReads(t, open) })
	t.Run("empty store", func(t *testing.T) { testEmptyStore(t, open(t)) })
	t.Run("writes", func(t *testing.T) { RunWrites(t, open) })
	t.Run("drawn", func(t *testing.T) { runDrawn(t, open) })
}

// readTests are asked of a store that holds the fixture, and do not write to it.
// Those of calls look at how answers are given, not at how the fixture came about.
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
	{"frameworks", testFrameworks, false},
	{"notices", testNotices, false},
	{"notice orders", testNoticeOrders, false},
	{"notices of", testNoticesOf, false},
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
	{"data quality", testDataQuality, false},
	{"data quality coverage", testDataQualityCoverage, false},
	{"concentration", testConcentration, false},
	{"price benchmarks", testPriceBenchmarks, false},
	{"exposures", testExposures, false},
	{"uses", testUses, false},
	{"of partnerships", testOfPartnerships, false},
	{"collaboration groups", testCollaborationGroups, false},
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
		t.Run(test.name, func(t *testing.T) { test.run(t, s) })
	}
}

// RunWrites runs the part of the suite that writes, each test with a store of its own. Two of them
// end with everything that the suite reads. It is for a store that has more than one way to write.
func RunWrites(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s estate.Store)
	}{
		{"twice", testApplyTwice},
		{"an update moves keys and spans", testApplyUpdate},
		{"one by one as all at once", testApplyOneByOne},
		{"a successor that comes later", testLateSuccessor},
		{"a successor taken back", testSuccessorTakenBack},
		{"chains of contracts", testSuccessions},
		{"integrations", testIntegrations},
		{"evidence that comes later", testLateEvidence},
		{"evidence that dates a successor", testLateEvidenceOfSuccessor},
		{"a parent that comes later", testLateParent},
		{"a renamed system and borough", testRenames},
		{"a renamed service area", testRenamedArea},
		{"links that change", testChangedLinks},
		{"notices and frameworks that change", testChangedNotices},
		{"the same thing named twice", testRepeatedLinks},
		{"rejections", testRejections},
		{"search updates", testSearchUpdates},
		{"search for common words", testSearchForCommonWords},
		{"rebuild", testRebuild},
		{"rows inserted between pages", testInsertsBetweenPages},
		{"in parts", testParts},
		{"a thing in two parts", testPartsAgain},
		{"parts that fail", testPartsThatFail},
		{"two imports at once", testTwoImportsAtOnce},
		{"dry run", testDryRun},
		{"strict", testStrict},
		{"removal", testRemoval},
		{"batches", testBatchLog},
		{"what batches did", testBatchChanges},
		{"no batch of nothing", testNothingChanged},
		{"reverts", testRevert},
		{"revert of everything", testRevertAll},
		{"reverts with something in the way", testRevertInTheWay},
		{"decisions", testDecisions},
		{"a confirmed supplier", testConfirmSupplier},
		{"a confirmed contract", testConfirmContract},
		{"a confirmed system", testConfirmSystem},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}
