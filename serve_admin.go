package main

import (
	"context"
	"crypto/tls"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"sync"
	"time"

	"boroughgraph/estate"
	"boroughgraph/httpapi"
	"boroughgraph/httpapi/metrics"
	"boroughgraph/sqlite"
)

// serveAdmin serves metrics and profiles on an address of their own until the console's context
// ends. They reveal more than a client should know, so they are not served at the API's address.
func (s *serveCommand) serveAdmin(c *console, counts *metrics.Metrics, store estate.Store) error {
	if s.Admin == "" {
		return nil
	}
	listener, err := listen(c.ctx, s.Admin)
	if err != nil {
		return fmt.Errorf("--admin: %w", err)
	}
	counts.Store(store.Ready, func(ctx context.Context) (*estate.Batch, error) {
		page, err := store.Batches(ctx, estate.BatchFilter{}, estate.FirstPage(1))
		if err != nil || len(page.Rows) == 0 {
			return nil, err
		}
		return page.Rows[0].Row, nil
	}, c.now)
	paths := http.NewServeMux()
	paths.Handle("/metrics", counts.Handler())
	paths.HandleFunc("/debug/pprof/", pprof.Index)
	paths.HandleFunc("/debug/pprof/profile", pprof.Profile)
	paths.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	paths.HandleFunc("/debug/pprof/trace", pprof.Trace)
	handler := http.Handler(paths)
	if onLoopback(listener) {
		handler = httpapi.OnlyHosts(loopbackNames, paths)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(c.ctx, func() { _ = server.Close() })
	go func() { _ = server.Serve(listener) }() // ends with the context
	fmt.Fprintf(c.stdout, "metrics    http://%s/metrics\n", address(listener))
	return nil
}

// watchStore adds the caches and connections of a SQLite store to the metrics. It adds nothing for
// Neo4j, whose driver does not say how many connections it has.
func watchStore(counts *metrics.Metrics, store estate.Store) {
	s, ok := store.(*sqlite.Store)
	if !ok {
		return
	}
	counts.Caches(func() []metrics.Cache {
		u := s.Usage()
		return []metrics.Cache{
			{Name: "prepared", Hits: u.Prepared, Misses: u.NotPrepared},
			{Name: "overview", Hits: u.Overview, Misses: u.NoOverview},
		}
	})
	counts.Pools(func() []metrics.Pool {
		u := s.Usage()
		return []metrics.Pool{pool("reads", u.Reads), pool("writes", u.Writes)}
	})
}

func pool(name string, s sql.DBStats) metrics.Pool {
	return metrics.Pool{Name: name, InUse: s.InUse, Idle: s.Idle, Waits: s.WaitCount, Waited: s.WaitDuration}
}

// loopbackNames are the host names under which this machine reaches itself.
var loopbackNames = []string{"localhost", "127.0.0.1", "::1"}

// onLoopback reports whether only this machine can reach a listener.
func onLoopback(listener net.Listener) bool {
	at, ok := listener.Addr().(*net.TCPAddr)
	return ok && at.IP.IsLoopback()
}

// certificate returns the server's certificate, or nil without TLS.
func (s *serveCommand) certificate() (*certificate, error) {
	if s.TLSCert == "" && s.TLSKey == "" {
		return nil, nil
	}
	if s.TLSCert == "" || s.TLSKey == "" {
		return nil, usageError{errors.New("TLS needs both --tls-cert and --tls-key")}
	}
	c := &certificate{chain: s.TLSCert, key: s.TLSKey}
	if _, err := c.get(nil); err != nil {
		return nil, fmt.Errorf("the certificate cannot be used (%w): give a chain and its key as PEM", err)
	}
	return c, nil
}

// certificate is a certificate in files, which are read again when they change.
type certificate struct {
	chain, key string

	mu     sync.Mutex
	loaded *tls.Certificate
	at     [2]time.Time // when the files had been changed last
}

func (c *certificate) config() *tls.Config {
	return &tls.Config{
		GetCertificate: c.get, MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"},
	}
}

// get returns the certificate. If the new files don't fit each other, for example because only one
// of them has been replaced so far, it goes on with the old ones.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, err := changed(c.chain, c.key)
	if c.loaded != nil && (err != nil || at == c.at) {
		return c.loaded, nil
	}
	fresh, err := tls.LoadX509KeyPair(c.chain, c.key)
	if err != nil {
		if c.loaded != nil {
			return c.loaded, nil
		}
		return nil, err
	}
	c.loaded, c.at = &fresh, at
	return c.loaded, nil
}

func changed(paths ...string) (at [2]time.Time, err error) {
	for i, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return at, err
		}
		at[i] = info.ModTime()
	}
	return at, nil
}
