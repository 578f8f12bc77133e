package cypher_test

import "testing"

// serverTests are the tests that need a server, in the order that takes the least time. Most of
// their time goes into planning, because the server plans a statement when it first sees it and
// keeps the plan until the schema changes. So the first test asks for the plans of all statements,
// on an estate of realistic size, and the tests that change the schema come last.
var serverTests = []struct {
	name string
	run  func(t *testing.T)
}{
	{"plans", testPlans},
	{"store", testStore},
	{"store hidden", testStoreHidden},
	{"hidden until whole", testHiddenUntilWhole},
	{"hidden and given up", testHiddenGivenUp},
	{"hidden and left behind", testHiddenLeftBehind},
	{"hidden at once", testHiddenAtOnce},
	{"hidden and lapsed", testHiddenLapsed},
	{"pair", testPair},
	{"bundled", testBundled},
	{"generated", testGenerated},
	{"OCDS cases", testOCDSCases},
	{"graph", testGraph},
	{"graph of facts taken back", testGraphOfFactsTakenBack},
	{"graph of search", testGraphOfSearch},
	{"killed", testKilled},
	{"killed hidden", testKilledHidden},
	{"a server that has gone is unavailable", testAServerThatHasGoneIsUnavailable},
	{"a busy server answers all reads", testABusyServerAnswersAllReads},
	{"open waits for the server", testOpenWaitsForTheServer},
	{"read timeout", testReadTimeout},
	{"reads cannot write", testReadsCannotWrite},
	{"an old server is refused", testOpenRefusesAnOldServer},
	{"another's graph is left alone", testOthersGraphIsLeftAlone},
	{"newer store", testNewerStore},
	{"older store", testOlderStore},
	{"first schema", testFirstSchema},
	{"constraints that the server lacks", testConstraintsThatTheServerLacks},
}

// TestServer runs serverTests. A test that needs a server belongs there, since its place matters.
// `go test ./cypher -run Server/store/reads` runs a part.
func TestServer(t *testing.T) {
	for _, test := range serverTests {
		t.Run(test.name, test.run)
	}
}
