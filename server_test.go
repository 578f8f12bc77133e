package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"boroughgraph/graph"
	"boroughgraph/web"
)

// asProgram makes the test binary run as the program, for tests that need a process.
const asProgram = "BOROUGHGRAPH_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){"boroughgraph": main})
}

// TestScripts runs testdata/script: one file for each behaviour of the command line.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data-home")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"occupy": occupy,
		},
	})
}

// exits STATUS PROGRAM ARGS... runs a program and checks its exit status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if ended, ok := errors.AsType[*exec.ExitError](err); ok {
		got = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// occupy NAME listens on a free port until the script ends, and sets $NAME to its address.
func occupy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: occupy NAME")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { listener.Close() })
	ts.Setenv(args[0], listener.Addr().String())
}

// startProgram runs serve as a process of its own. It returns the process and the API's address,
// which serve prints once it listens.
func startProgram(t *testing.T, args ...string) (*exec.Cmd, string) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), program, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)
	command.Env = append(os.Environ(), asProgram+"=1")
	command.Stderr = testWriter{t}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() }) // it has ended already unless the test failed
	return command, addressOf(t, output)
}

// testWriter logs what a server writes to its test.
type testWriter struct{ t *testing.T }

func (w testWriter) Write(b []byte) (int, error) {
	w.t.Logf("%s", strings.TrimSpace(string(b)))
	return len(b), nil
}

// addressOf reads what serve prints up to the API's address, and keeps reading in the background.
func addressOf(t *testing.T, output io.Reader) string {
	t.Helper()
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "API "); ok {
			go func() { _, _ = io.Copy(io.Discard, output) }()
			return strings.TrimSpace(address)
		}
	}
	t.Fatal("serve ended without an address")
	return ""
}

func ask(t *testing.T, address, query string) map[string]any {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address, strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct {
		Data   map[string]any
		Errors []any
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Errors) > 0 {
		t.Fatalf("%v", answer.Errors)
	}
	return answer.Data
}

func TestServeAnswersAndStopsCleanly(t *testing.T) {
	store := "sqlite:" + t.TempDir() + "/estate.db"
	for _, start := range []string{"on an empty store", "on what it left"} {
		t.Run(start, func(t *testing.T) {
			command, address := startProgram(t, "--store", store)
			boroughs, ok := ask(t, address, "{ boroughs { totalCount } }")["boroughs"].(map[string]any)
			if !ok || boroughs["totalCount"] != 33.0 {
				t.Errorf("got %v, want 33 boroughs", boroughs)
			}
			if err := command.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if err := command.Wait(); err != nil {
				t.Errorf("SIGTERM: %v, want exit status 0", err)
			}
		})
	}
}

func TestRequestsThatHaveBegunAreFinished(t *testing.T) {
	began, finish := make(chan struct{}), make(chan struct{})
	listener, err := listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{
		ReadHeaderTimeout: time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			close(began)
			<-finish
			_, _ = io.WriteString(w, "whole")
		}),
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serveUntil(ctx, server, listener) }()
	got := make(chan string, 1)
	go func() {
		response, err := http.Get("http://" + listener.Addr().String())
		if err != nil {
			got <- err.Error()
			return
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			got <- err.Error()
			return
		}
		got <- string(body)
	}()
	<-began
	stop()
	select {
	case err := <-ended:
		t.Fatalf("it stopped with a request begun: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	close(finish)
	if body := <-got; body != "whole" {
		t.Errorf("the request got %q", body)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestLimitsAreSetByFlags(t *testing.T) {
	address := serveInMemory(t, "--limit-cost", "33")
	for first, want := range map[int]int{32: http.StatusOK, 33: http.StatusBadRequest} { // a connection and its rows
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, fmt.Sprintf("%s?query={boroughs(first:%d){nodes{id}}}", address, first), nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept", "application/graphql-response+json")
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%d rows: status %d, want %d", first, response.StatusCode, want)
		}
	}
}

// A store written by a newer version is left unchanged, and the one line says what to do.
func TestANewerStoreIsRefused(t *testing.T) {
	path := t.TempDir() + "/estate.db"
	var output, complaint strings.Builder
	if status := run(t.Context(), []string{"migrate", "--store", "sqlite:" + path}, &output, &complaint, time.Now); status != exitDone {
		t.Fatalf("status %d: %s", status, complaint.String())
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), "UPDATE meta SET rule_version = rule_version + 1"); err != nil {
		t.Fatal(err)
	}
	status := run(t.Context(), []string{"serve", "--listen", "127.0.0.1:0", "--store", "sqlite:" + path}, &output, &complaint, time.Now)
	if status != exitFailed || strings.Count(complaint.String(), "\n") != 1 || !strings.Contains(complaint.String(), "newer") {
		t.Errorf("status %d: %s", status, complaint.String())
	}
}

// Every example of the playground is a valid operation of the schema that ships.
func TestExamplesFitTheSchema(t *testing.T) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: graph.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	examples, err := web.Examples()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		if _, errs := gqlparser.LoadQueryWithRules(schema, e.Query, nil); len(errs) > 0 {
			t.Errorf("%s: %v", e.Name, errs)
		}
	}
}

// Every example passes the limits and gives an answer that has no error and is not empty.
func TestExamplesAnswer(t *testing.T) {
	address := serveInMemory(t)
	examples, err := web.Examples()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range examples {
		t.Run(e.Name, func(t *testing.T) {
			for field, value := range ask(t, address, e.Query) {
				if value == nil {
					t.Errorf("%s is null", field)
				}
			}
		})
	}
}

// serveInMemory serves the bundled facts from memory until the test ends.
func serveInMemory(t *testing.T, args ...string) (address string) {
	t.Helper()
	reader, writer := io.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"serve", "--listen", "127.0.0.1:0", "--store", "sqlite::memory:"}, args...), writer, io.Discard, time.Now)
		writer.Close()
	}()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != exitDone {
			t.Errorf("serve ended with status %d", status)
		}
	})
	return addressOf(t, reader)
}
