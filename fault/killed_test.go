package fault

import (
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A first start that is killed at any moment leaves a store that is whole and opens: with all of
// the bundled facts or none of them. The next start has them all. TestKilled in the packages of the
// stores kills imports.
func TestAFirstStartKilledAtAnyMomentOpensAgain(t *testing.T) {
	for range 4 {
		path := filepath.Join(t.TempDir(), "estate.db")
		command := exec.CommandContext(t.Context(), program, "serve", "--listen", "127.0.0.1:0", "--store", "sqlite:"+path)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		after := time.Duration(rand.IntN(900)) * time.Millisecond
		time.Sleep(after)
		_ = command.Process.Kill()
		_ = command.Wait() // it was killed
		if stdout, stderr, status := run(t, "check", "--store", "sqlite:"+path); status != 0 {
			t.Fatalf("killed after %s: %s%s", after, stdout, stderr)
		}
		if n := query(t, path, "SELECT count(*) FROM borough"); n != 0 && n != 33 {
			t.Errorf("killed after %s, it holds %d boroughs", after, n)
		}
		s := serve(t, "--store", "sqlite:"+path)
		if n := s.boroughs(t); n != 33 {
			t.Errorf("killed after %s, it serves %d boroughs", after, n)
		}
		s.stop(t)
	}
}
