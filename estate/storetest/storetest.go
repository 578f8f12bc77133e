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
	t.Run("writes", func(t *testing.T) { runWrites(t, open) })
	t.Run("drawn", func(t *testing.T) { runDrawn(t, open) })
}

// readTests are asked of a store that holds the fixture, and do not write to it.
var readTests = []struct {
	name string
	run  func(t *testing.T, s estate.Store)
}{
	{"counts", testCounts},
	{"nouns as written", testNouns},
	{"boroughs", testBoroughs},
	{"partnerships", testPartnerships},
	{"services", testServices},
	{"systems", testSystems},
	{"systems made by", testSystemsMadeBy},
	{"suppliers", testSuppliers},
	{"boroughs of suppliers", testBoroughsOf},
	{"groups", testGroups},
	{"deployments", testDeployments},
	{"deployments by status", testDeploymentStatuses},
	{"contracts", testContracts},
	{"contract orders", testContractOrders},
	{"contracts of", testContractsOf},
	{"contracts by ocid", testContractsByOCID},
	{"terms of every day", testTerms},
	{"exit points", testExitPoints},
	{"evidence", testEvidence},
	{"paging", testPaging},
	{"paging per parent", testPagingPerParent},
	{"shared suppliers", testSharedSuppliers},
	{"shared supplier links", testSharedSupplierLinks},
	{"shared supplier link limits", testSharedSupplierLinkLimits},
	{"shared suppliers coverage", testSharedSuppliersCoverage},
	{"renewals", testRenewals},
	{"renewals coverage", testRenewalsCoverage},
	{"cohorts", testCohorts},
	{"nothing asked", testNothingAsked},
	{"ended contexts", testEndedContexts},
}

func runReads(t *testing.T, open Open) {
	s := open(t)
	apply(t, s, Fixture())
	for _, test := range readTests {
		t.Run(test.name, func(t *testing.T) { test.run(t, s) })
	}
}

// runWrites gives each test a store of its own.
func runWrites(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s estate.Store)
	}{
		{"twice", testApplyTwice},
		{"an update moves keys and spans", testApplyUpdate},
		{"one by one as all at once", testApplyOneByOne},
		{"a successor that comes later", testLateSuccessor},
		{"a successor taken back", testSuccessorTakenBack},
		{"evidence that comes later", testLateEvidence},
		{"evidence that dates a successor", testLateEvidenceOfSuccessor},
		{"a parent that comes later", testLateParent},
		{"a renamed system and borough", testRenames},
		{"a renamed service area", testRenamedArea},
		{"links that change", testChangedLinks},
		{"the same thing named twice", testRepeatedLinks},
		{"rejections", testRejections},
		{"rebuild", testRebuild},
		{"rows inserted between pages", testInsertsBetweenPages},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}
