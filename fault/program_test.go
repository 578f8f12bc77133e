package fault

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// program is the built binary, and whole the file of a store with the bundled facts. TestMain makes
// both.
var program, whole string

func TestMain(m *testing.M) { os.Exit(testMain(m)) }

func testMain(m *testing.M) int {
	folder, err := os.MkdirTemp("", "fault")
	if err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(folder) }() // a leftover is in the temporary folder
	program, whole = filepath.Join(folder, "boroughgraph"), filepath.Join(folder, "estate.db")
	for _, command := range [][]string{
		{"go", "build", "-o", program, "boroughgraph"},
		{program, "import", "facts", "--bundled", "--store", "sqlite:" + whole},
	} {
		if output, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			panic(string(output) + err.Error())
		}
	}
	return m.Run()
}

// copied returns the path of a copy of the whole store.
func copied(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "estate.db")
	write(t, path, read(t, whole))
	return path
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs the program to its end, and returns what it wrote and its exit status.
func run(t *testing.T, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	command := exec.CommandContext(t.Context(), program, args...)
	var out, complaint bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaint
	err := command.Run()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		t.Fatal(err)
	}
	return out.String(), complaint.String(), command.ProcessState.ExitCode()
}

// oneSentence checks what a failed command wrote: one line that holds all words.
func oneSentence(t *testing.T, stderr string, words ...string) {
	t.Helper()
	if strings.Count(stderr, "\n") != 1 || !strings.HasPrefix(stderr, "boroughgraph: ") {
		t.Errorf("the error is not one line: %q", stderr)
	}
	for _, word := range words {
		if !strings.Contains(stderr, word) {
			t.Errorf("the error lacks %q: %s", word, stderr)
		}
	}
}

// server is a process that serves.
type server struct {
	*exec.Cmd
	base string // the address

	mu  sync.Mutex
	log bytes.Buffer
}

// Write keeps what the process logs.
func (s *server) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.Write(b)
}

func (s *server) logged() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

// serve starts a server on a free port. If the process ends before it serves, base is empty.
func serve(t *testing.T, args ...string) *server {
	t.Helper()
	return start(t, exec.CommandContext(t.Context(), program, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...))
}

func start(t *testing.T, command *exec.Cmd) *server {
	t.Helper()
	s := &server{Cmd: command}
	s.Stderr = s
	output, err := s.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Process.Kill(); _ = s.Wait() }) // both fail if the test has ended it
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "API "); ok {
			s.base = strings.TrimSuffix(strings.TrimSpace(address), "/graphql")
			go func() { _, _ = io.Copy(io.Discard, output) }()
			return s
		}
	}
	_ = s.Wait() // its exit status is in ProcessState
	return s
}

// stop ends a server by SIGTERM.
func (s *server) stop(t *testing.T) {
	t.Helper()
	if err := s.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(); err != nil {
		t.Errorf("SIGTERM: %v: %s", err, s.logged())
	}
}

// get returns the status and the body of an answer.
func (s *server) get(t *testing.T, path string) (int, string) {
	t.Helper()
	response, err := http.Get(s.base + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

// boroughs asks the API for the number of boroughs.
func (s *server) boroughs(t *testing.T) int {
	t.Helper()
	_, body := s.get(t, "/graphql?query={boroughs{totalCount}}")
	var answer struct {
		Data struct{ Boroughs struct{ TotalCount int } }
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	return answer.Data.Boroughs.TotalCount
}

// logs waits until the log holds a text. A line may come a moment after what it reports.
func (s *server) logs(t *testing.T, text string) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if strings.Contains(s.logged(), text) {
			return
		}
	}
	t.Fatalf("the log lacks %q: %s", text, s.logged())
}

// unready waits until /readyz says 503, and returns its reason.
func (s *server) unready(t *testing.T) string {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if status, body := s.get(t, "/readyz"); status == http.StatusServiceUnavailable {
			var health struct{ Reason string }
			if err := json.Unmarshal([]byte(body), &health); err != nil {
				t.Fatal(err)
			}
			return health.Reason
		}
	}
	t.Fatalf("the server is still ready; it logged %s", s.logged())
	return ""
}
