package storetest

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"boroughgraph/estate"
)

// childPlace is the environment variable that tells the child process where to write.
const childPlace = "STORETEST_CHILD_PLACE"

// batchContracts is the number of contracts in a batch.
const batchContracts = 40

// RunKilled kills a process in the middle of Apply, the given number of times, and checks what is
// left. Of each batch there must be everything or nothing, and every batch for which Apply has
// returned must be there. It runs the calling test once more as a child process, so it must be the
// only call in its test:
//
//	func TestKilled(t *testing.T) {
//		place := func(t *testing.T) string { return filepath.Join(t.TempDir(), "estate.db") }
//		storetest.RunKilled(t, 20, place, openAt)
//	}
//
// place makes an empty place for a store, a file or an address, in the parent only. reopen opens
// what is there without emptying it, in parent and child, and closes it when the test ends. The
// child inherits the environment.
func RunKilled(t *testing.T, kills int, place func(t *testing.T) string, reopen func(t *testing.T, place string) estate.Store) {
	if at := os.Getenv(childPlace); at != "" {
		writeBatches(t, reopen(t, at))
		return
	}
	at := place(t)
	open := func(t *testing.T) estate.Store { return reopen(t, at) }
	t.Run("empty", func(t *testing.T) { apply(t, open(t), ground()) })
	for kill := range kills {
		acknowledged := killWriter(t, at)
		t.Run(fmt.Sprintf("killed %d after batch %d", kill+1, acknowledged), func(t *testing.T) {
			s := open(t)
			settle(t, s)
			checkBatches(t, s, acknowledged)
		})
	}
	t.Run("mended", func(t *testing.T) {
		s := open(t)
		n := batchesIn(t, s)
		apply(t, s, batch(n+1))
		checkBatches(t, s, n+1)
	})
}

// settle waits until nothing of the dead child is still being committed. A server may finish its
// commit after the child has died. An import waits for the one before it, so a dry run is enough.
func settle(t *testing.T, s estate.Store) {
	t.Helper()
	in := Import(&estate.Changes{Systems: []*estate.System{{ID: alpha, Name: "settled"}}})
	in.DryRun = true
	must(s.Apply(t.Context(), in))(t)
}

// killWriter starts a child that writes batch after batch, and kills it at a random moment. It
// returns the last batch that the child has reported as written.
func killWriter(t *testing.T, at string) int {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	this := "^" + strings.ReplaceAll(regexp.QuoteMeta(t.Name()), "/", "$/^") + "$"
	child := exec.CommandContext(t.Context(), program, "-test.run="+this, "-test.timeout=2m")
	child.Env = append(os.Environ(), childPlace+"="+at)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	last := 0
	for lines.Scan() {
		n, written := strings.CutPrefix(lines.Text(), "batch written: ")
		if !written {
			continue
		}
		if last == 0 { // it writes now, so it may be killed at any moment
			time.AfterFunc(time.Duration(rand.IntN(400))*time.Millisecond, func() { child.Process.Kill() })
		}
		if last, err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := child.Wait(); last == 0 || child.ProcessState.ExitCode() >= 0 { // negative: ended by a signal
		t.Fatalf("the child was not killed while it wrote: last batch %d, %v", last, err)
	}
	return last
}

// writeBatches runs in the child: it continues from the last batch that is there until it is
// killed.
func writeBatches(t *testing.T, s estate.Store) {
	for n := batchesIn(t, s) + 1; ; n++ {
		in := Import(nil)
		in.Parts = parted(batch(n), 9) // in parts, so that the child also dies between parts
		if report := must(s.Apply(t.Context(), in))(t); len(report.Rejected) > 0 {
			t.Fatalf("batch %d: %v", n, report.Rejected)
		}
		fmt.Printf("batch written: %d\n", n)
	}
}

// batch adds some contracts with evidence, each the successor of its namesake in the batch before.
// It also renames the one system that they are all for.
func batch(n int) *estate.Changes {
	c := &estate.Changes{Systems: []*estate.System{{ID: alpha, Name: fmt.Sprintf("Batch %06d", n)}}}
	for i := range batchContracts {
		contract := &estate.Contract{
			ID: batchID(n, i), Title: fmt.Sprintf("Batch %06d", n), Stage: estate.StageSigned, Parties: of(camden), Suppliers: by(acme, "Acme"), Systems: list(alpha),
			StartDate: estate.StatedDate(estate.Date("2000-01-01").AddMonths(n)), TermMonths: new(1200), Extensions: options(estate.ExtensionUnknown, 12),
		}
		c.Contracts = append(c.Contracts, contract)
		c.Evidence = append(c.Evidence, reading(contract.ID, "2000"))
		if n > 1 {
			before := *contract
			before.ID, before.Title, before.Successor = batchID(n-1, i), fmt.Sprintf("Batch %06d", n-1), contract.ID
			before.StartDate = estate.StatedDate(estate.Date("2000-01-01").AddMonths(n - 1))
			c.Contracts = append(c.Contracts, &before)
		}
	}
	return c
}

func batchID(n, i int) estate.ID { return estate.ID(fmt.Sprintf("Contract:b%06d-%02d", n, i)) }

// batchesIn returns the number of batches the store holds, which it reads from the name of their
// system.
func batchesIn(t *testing.T, s estate.Store) int {
	t.Helper()
	name := must(s.SystemsByID(t.Context(), list(alpha)))(t)[alpha].Name
	n, err := strconv.Atoi(strings.TrimPrefix(name, "Batch "))
	if err != nil {
		return 0 // still the fixture's name: no batch yet
	}
	return n
}

// checkBatches checks that everything of each batch is there, up to the last acknowledged one or
// the one after it.
func checkBatches(t *testing.T, s estate.Store, acknowledged int) {
	ctx, n := t.Context(), batchesIn(t, s)
	if n != acknowledged && n != acknowledged+1 {
		t.Fatalf("%d batches are there, %d were acknowledged", n, acknowledged)
	}
	counts := must(s.Counts(ctx))(t)
	same(t, "contracts", counts[estate.KindContract], n*batchContracts)
	same(t, "evidence", counts[estate.KindEvidence], n*batchContracts)

	// On the day the last batch starts, only its contracts are in term and have exit points. All
	// others have ended.
	day := estate.Date("2000-01-01").AddMonths(n)
	w := estate.Window{Before: estate.LastKey, Limit: 1, Total: true}
	for term, want := range map[estate.Term]int{estate.TermInTerm: batchContracts, estate.TermEnded: (n - 1) * batchContracts} {
		f := estate.ContractFilter{Terms: terms(term), AsOf: day}
		page := must(s.ContractsOf(ctx, list(alpha), f, estate.ContractsByEndDate, w))(t)[alpha]
		same(t, "contracts "+string(term), pointed(page.Total), any(want))
	}
	q := asOf(due(day, estate.MaxDate), day)
	page := must(s.Renewals(ctx, q, w))(t)
	same(t, "exit points", pointed(page.Total), any(2*batchContracts))
	for i := range 3 {
		c := contractNow(t, s, batchID(n, i))
		same(t, "reading", c.Reading, stated("2000-12-31", "2000"))
		if n > 1 {
			same(t, "predecessor", c.Predecessor, batchID(n-1, i))
			same(t, "succession", contractNow(t, s, batchID(n-1, i)).Succession, day)
		}
	}
}
