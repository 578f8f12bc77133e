package fault

import (
	"net"
	"os/exec"
	"strings"
	"testing"
)

// nowhere returns an address that nothing listens on.
func nowhere(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return "bolt://" + listener.Addr().String()
}

// silence returns the address of a server that accepts connections and says nothing, as Neo4j does
// while it is paused.
func silence(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0") // the kernel accepts
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return "bolt://" + listener.Addr().String()
}

// A server whose Neo4j does not answer yet waits and says so, and SIGTERM ends it before the wait
// is over.
func TestAFirstStartWaitsForNeo4j(t *testing.T) {
	for name, address := range map[string]string{"not listening": nowhere(t), "silent": silence(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			near := nowhere(t)
			s := &server{Cmd: exec.CommandContext(t.Context(), program, "serve", "--listen", strings.TrimPrefix(near, "bolt://"), "--wait", "1h", "--store", address)}
			s.Stderr = s
			if err := s.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Process.Kill() }) // it has ended unless the test failed
			const said = "trying again for up to 1h0m0s"
			s.logs(t, said)
			if c, err := net.Dial("tcp", strings.TrimPrefix(near, "bolt://")); err == nil {
				c.Close()
				t.Error("it lets clients wait too")
			}
			s.stop(t)
			oneSentence(t, s.logged(), "no Neo4j server answers at "+address, said)
		})
	}
}

// The wait is bounded, and commands other than serve do not wait.
func TestAWaitForNeo4jEnds(t *testing.T) {
	address := nowhere(t)
	for name, command := range map[string][]string{
		"serve without a wait": {"serve", "--listen", "127.0.0.1:0", "--wait", "0"},
		"migrate":              {"migrate"},
		"export":               {"export", "facts"},
	} {
		t.Run(name, func(t *testing.T) {
			_, stderr, status := run(t, append(command, "--store", address)...)
			if status != 1 {
				t.Errorf("status %d", status)
			}
			oneSentence(t, stderr, "no Neo4j server answers at "+address, "start it, or correct the address")
		})
	}
	_, stderr, status := run(t, "serve", "--listen", "127.0.0.1:0", "--wait", "1s", "--store", address)
	if lines := strings.Split(strings.TrimSpace(stderr), "\n"); status != 1 || len(lines) != 2 || !strings.Contains(lines[1], "no Neo4j server answers") {
		t.Errorf("after its wait it ended with status %d: %s", status, stderr)
	}
}

// A file with the password is read when the store is opened.
func TestAFileWithThePassword(t *testing.T) {
	missing := t.TempDir() + "/missing"
	_, stderr, status := run(t, "migrate", "--store", nowhere(t), "--neo4j-password-file", missing)
	if status != 1 {
		t.Errorf("status %d", status)
	}
	oneSentence(t, stderr, missing, "cannot be read")
	_, stderr, status = run(t, "migrate", "--store", nowhere(t), "--neo4j-password-file", missing, "--neo4j-password", "other")
	if status != 2 {
		t.Errorf("both: status %d", status)
	}
	oneSentence(t, stderr, "not both")
}
