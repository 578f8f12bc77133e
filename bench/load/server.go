package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// server is a running server.
type server struct {
	address string // of the API
	process *exec.Cmd
	answers map[string]string // the right answer by address
}

// dear and cheap are the questions to ask. A cheap one takes a few milliseconds.
var (
	dear  = `{ sharedSuppliers(first: 25) { nodes { supplier { name } boroughs { borough { name } links { contract { title } } } } } }`
	cheap = []string{
		`{ contracts(first: 50) { nodes { id title endDate parties { name } } } }`,
		`{ suppliers(first: 50) { nodes { name names { name } contracts(first: 2) { nodes { title } } } } }`,
		`{ boroughs(first: 33) { nodes { name deployments(first: 5) { nodes { system { name } } } } } }`,
		`{ renewals(first: 25) { nodes { date kind contract { title } } } }`,
	}
)

var api = regexp.MustCompile(`API +(http://\S+)`)

// start starts a server on a free port of the loopback address.
func start(ctx context.Context, binary, store string, cores int, flags []string) (*server, error) {
	flags = append([]string{"serve", "--store", "sqlite:" + store, "--listen", "127.0.0.1:0"}, flags...)
	s := &server{process: exec.CommandContext(ctx, binary, flags...), answers: map[string]string{}}
	s.process.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(cores))
	out, err := s.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.process.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if found := api.FindStringSubmatch(lines.Text()); found != nil {
			s.address = found[1]
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return s, nil
		}
	}
	return nil, errors.Join(errors.New("the server did not start"), s.process.Wait())
}

// stop ends the server.
func (s *server) stop() {
	_ = s.process.Process.Signal(syscall.SIGTERM)
	_ = s.process.Wait()
}

// health are the paths that a load balancer polls.
var health = []string{"/readyz", "/healthz"}

// asked returns the address of a question, or of a path. All are asked by GET, so that an answer
// names its question.
func (s *server) asked(query string) string {
	if strings.HasPrefix(query, "/") {
		return strings.TrimSuffix(s.address, "/graphql") + query
	}
	return s.address + "?query=" + url.QueryEscape(query)
}

// warmUp asks every question once and remembers the answers, which must stay the same.
func (s *server) warmUp(ctx context.Context) error {
	for _, query := range slices.Concat([]string{dear}, cheap, health) {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.asked(query), nil)
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK || strings.Contains(string(body), `"errors"`) {
			return fmt.Errorf("%s: %d %.200s", query, response.StatusCode, body)
		}
		s.answers[s.asked(query)] = string(body)
	}
	return nil
}

var resident = regexp.MustCompile(`VmRSS:\s+(\d+) kB`)

// memory returns the resident memory of the server, in megabytes.
func (s *server) memory() (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, err
	}
	found := resident.FindSubmatch(text)
	if found == nil {
		return 0, errors.New("the server has ended")
	}
	kilobytes, err := strconv.Atoi(string(found[1]))
	return kilobytes >> 10, err
}
