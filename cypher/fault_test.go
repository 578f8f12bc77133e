package cypher_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"

	"boroughgraph/cypher"
	"boroughgraph/cypher/neo4jtest"
	"boroughgraph/estate"
)

// line is a TCP connection to the server that can go silent or be cut.
type line struct {
	target string

	mu       sync.Mutex
	listener net.Listener
	ends     []net.Conn
	silent   chan struct{} // closed while bytes pass
}

// newLine returns a line to the server at target, and the address to connect to.
func newLine(t *testing.T, target string) (*line, string) {
	t.Helper()
	l := &line{target: target, silent: make(chan struct{})}
	close(l.silent)
	l.open(t, "127.0.0.1:0")
	t.Cleanup(func() { l.resume(); l.cut() })
	return l, l.listener.Addr().String()
}

func (l *line) open(t *testing.T, address string) {
	t.Helper()
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	l.mu.Lock()
	l.listener = listener
	l.mu.Unlock()
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return // it was closed
			}
			far, err := net.Dial("tcp", l.target)
			if err != nil {
				_ = near.Close()
				continue
			}
			l.mu.Lock()
			l.ends = append(l.ends, near, far)
			l.mu.Unlock()
			go l.pass(far, near)
			go l.pass(near, far)
		}
	}()
}

// pass copies bytes while the line is not silent.
func (l *line) pass(to, from net.Conn) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := from.Read(buffer)
		l.mu.Lock()
		passing := l.silent
		l.mu.Unlock()
		<-passing
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				_ = to.Close()
			}
			return
		}
	}
}

func (l *line) silence() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.silent = make(chan struct{})
}

func (l *line) resume() {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case <-l.silent:
	default:
		close(l.silent)
	}
}

// cut closes every connection, and refuses new ones.
func (l *line) cut() {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.listener.Close()
	for _, end := range l.ends {
		_ = end.Close()
	}
	l.ends = nil
}

// If the server has gone, reads are UNAVAILABLE long before their own timeout, and when it is back
// it is used again. The context of each read is the bound: a read that waits longer gets TIMEOUT.
func testAServerThatHasGoneIsUnavailable(t *testing.T) {
	o := neo4jtest.Options(t)
	at, err := url.Parse(o.URI)
	if err != nil {
		t.Fatal(err)
	}
	l, near := newLine(t, at.Host)
	o.URI, o.Silence, o.Timeout = "bolt://"+near, 2*time.Second, time.Minute
	store, err := cypher.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, stop := context.WithTimeout(context.Background(), 5*time.Second)
		defer stop()
		_ = store.Close(ctx)
	})
	ask := func(within time.Duration) (estate.Code, time.Duration) {
		ctx, stop := context.WithTimeout(t.Context(), within)
		defer stop()
		began := time.Now()
		err := store.Ready(ctx)
		e, _ := errors.AsType[*estate.Error](err)
		if err == nil {
			return "", time.Since(began)
		}
		return e.Code, time.Since(began)
	}
	gone := func(how string) {
		t.Helper()
		for i := range 20 {
			code, took := ask(15 * time.Second)
			if code != estate.CodeUnavailable {
				t.Fatalf("read %d from a server that is %s: %q after %s, want UNAVAILABLE", i, how, code, took)
			}
			if i == 0 {
				t.Logf("the first read from a server that is %s took %s", how, took)
			}
		}
	}
	back := func(how string) {
		t.Helper()
		began := time.Now()
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		for ctx.Err() == nil {
			if code, _ := ask(10 * time.Second); code == "" {
				t.Logf("a server that was %s is used again after %s", how, time.Since(began))
				return
			}
		}
		t.Fatalf("a server that was %s is not used again", how)
	}
	if code, _ := ask(time.Minute); code != "" {
		t.Fatalf("before any fault: %s", code)
	}
	l.silence()
	gone("silent")
	l.resume()
	back("silent")
	l.cut()
	gone("cut off")
	l.open(t, near)
	back("cut off")
}
