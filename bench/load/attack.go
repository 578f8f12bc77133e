package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"
)

const (
	// maxWorkers is the maximum number of requests in flight. A server accepts 1,000 connections by
	// default.
	maxWorkers = 900
	// maxRate is the maximum number of requests per second.
	maxRate = 20_000
)

// seen summarises the answers to many requests.
type seen struct {
	admitted, shed vegeta.Metrics // answers with 200, and with 503
	wrong          []string       // the first few answers that must not happen
	wrongs         int
	memory         int // the peak, in megabytes
}

// attack asks the questions in turn, rate times per second, from an address of its own. With a rate
// of 0, each worker asks again as soon as it has an answer.
func attack(ctx context.Context, s *server, from string, rate, workers int, long time.Duration, questions ...string) seen {
	var targets []vegeta.Target
	for _, q := range questions {
		targets = append(targets, vegeta.Target{Method: http.MethodGet, URL: s.asked(q)})
	}
	attacker := vegeta.NewAttacker(
		vegeta.LocalAddr(net.IPAddr{IP: net.ParseIP(from)}), vegeta.Workers(uint64(workers)),
		vegeta.MaxWorkers(uint64(workers)), vegeta.Connections(workers), vegeta.Timeout(30*time.Second))
	defer context.AfterFunc(ctx, func() { attacker.Stop() })()
	var found seen
	defer found.admitted.Close()
	defer found.shed.Close()
	sampled := time.Now()
	pace := vegeta.Rate{Freq: min(rate, maxRate), Per: time.Second}
	for r := range attacker.Attack(vegeta.NewStaticTargeter(targets...), pace, long, "load") {
		found.add(r, s.answers[r.URL])
		if time.Since(sampled) > time.Second {
			sampled = time.Now()
			found.sample(s)
		}
	}
	found.sample(s)
	found.admitted.Close()
	found.shed.Close()
	return found
}

func (f *seen) sample(s *server) {
	now, err := s.memory()
	if err != nil {
		f.note(err.Error())
	}
	f.memory = max(f.memory, now)
}

func (f *seen) add(r *vegeta.Result, want string) {
	switch {
	case r.Code == http.StatusOK && string(r.Body) == want:
		f.admitted.Add(r)
	case r.Code == http.StatusServiceUnavailable && r.Headers.Get("Retry-After") != "":
		f.shed.Add(r)
	default:
		f.note(fmt.Sprintf("%d %s %.100s", r.Code, r.Error, r.Body))
	}
}

func (f *seen) note(what string) {
	f.wrongs++
	if len(f.wrong) < 3 {
		f.wrong = append(f.wrong, what)
	}
}

// check prints a line about a bound, and returns an error if it is broken.
func check(what string, got, limit any, holds bool) error {
	fmt.Printf("%-52s %12v  (at most %v)\n", what, got, limit)
	if !holds {
		return fmt.Errorf("%s: %v, where %v is allowed", what, got, limit)
	}
	return nil
}

// checkWrong checks that nothing was wrong or cut.
func (f *seen) checkWrong() error {
	err := check("wrong, cut or failed answers", f.wrongs, 0, f.wrongs == 0)
	if err != nil {
		err = errors.Join(err, errors.New(strings.Join(f.wrong, "; ")))
	}
	return err
}

func p99(m *vegeta.Metrics) time.Duration { return m.Latencies.P99.Round(time.Millisecond / 10) }
