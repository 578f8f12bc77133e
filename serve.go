package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"boroughgraph/estate"
	"boroughgraph/graph"
	"boroughgraph/httpapi"
	"boroughgraph/web"
)

// serveCommand serves until its context ends.
type serveCommand struct {
	Listen  string     `help:"Address to listen on; port 0 takes a free one." default:"127.0.0.1:8080" env:"BOROUGHGRAPH_LISTEN"`
	Origins []string   `help:"Sites whose pages may call the API, for example https://example.org, or *. Default: only this server's own pages." placeholder:"ORIGIN" env:"BOROUGHGRAPH_ORIGINS"`
	Limits  limitFlags `embed:"" prefix:"limit-" envprefix:"BOROUGHGRAPH_LIMIT_"`
}

// limitFlags has the fields of httpapi.Limits as flags.
type limitFlags struct {
	Body    int64         `help:"Bytes in a request." default:"${body}" env:"BODY"`
	Tokens  int           `help:"Tokens in a document: words, numbers and signs." default:"${tokens}" env:"TOKENS"`
	Depth   int           `help:"Fields within fields." default:"${depth}" env:"DEPTH"`
	Aliases int           `help:"Aliases in an operation." default:"${aliases}" env:"ALIASES"`
	Roots   int           `help:"Fields at the top of an operation." default:"${roots}" env:"ROOTS"`
	Fields  int           `help:"Fields in an operation, with fragments expanded." default:"${fields}" env:"FIELDS"`
	Cost    int           `help:"Objects that an answer may hold." default:"${cost}" env:"COST"`
	Answer  int64         `help:"Bytes of an answer." default:"${answer}" env:"ANSWER"`
	Time    time.Duration `help:"How long an operation may take." default:"${time}" env:"TIME"`
}

// limitDefaults are the defaults that the flags name.
func limitDefaults() kong.Vars {
	l := httpapi.DefaultLimits()
	return kong.Vars{
		"body": fmt.Sprint(l.Body), "tokens": fmt.Sprint(l.Tokens), "depth": fmt.Sprint(l.Depth), "aliases": fmt.Sprint(l.Aliases),
		"roots": fmt.Sprint(l.Roots), "fields": fmt.Sprint(l.Fields), "cost": fmt.Sprint(l.Cost), "answer": fmt.Sprint(l.Answer), "time": l.Time.String(),
	}
}

// Run implements the command.
func (s *serveCommand) Run(c *console) error {
	limits := httpapi.Limits(s.Limits)
	if err := errors.Join(limits.Check(), httpapi.CheckOrigins(s.Origins)); err != nil {
		return usageError{err}
	}
	listener, err := listen(c.ctx, s.Listen) // first, so that a failure leaves the store untouched
	if err != nil {
		return err
	}
	defer listener.Close()
	store, place, err := c.open()
	if err != nil {
		return err
	}
	return c.close(store, s.serve(c, listener, store, place, limits))
}

func (s *serveCommand) serve(c *console, listener net.Listener, store estate.Store, place string, limits httpapi.Limits) error {
	if err := c.fill(store); err != nil {
		return err
	}
	pages, err := web.New()
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(c.stderr, nil))
	server := &http.Server{
		Handler: httpapi.New(httpapi.Options{
			Schema: graph.New(store, c.today), SDL: graph.SDL(), Ready: store.Ready,
			Present: graph.Present(log), Recover: graph.Recover(log),
			Limits: limits, Origins: s.Origins, Log: log, Now: c.now, Today: c.today,
			Timeline: graph.Timeline(store, c.today), Web: pages,
		}),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      limits.Time + 30*time.Second,
		IdleTimeout:       2 * time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	base := "http://" + address(listener)
	fmt.Fprintf(c.stdout, "store      %s\nplayground %s/playground\nAPI        %s/graphql\nCtrl-C stops it\n", place, base, base)
	return serveUntil(c.ctx, server, listener)
}

// serveUntil serves until ctx ends, then lets requests in progress finish within drainTime.
func serveUntil(ctx context.Context, server *http.Server, listener net.Listener) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving ended: %w", err)
	case <-ctx.Done():
	}
	draining, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	if err := server.Shutdown(draining); err != nil {
		return errors.Join(fmt.Errorf("requests that took longer than %s to finish were cut off: %w", drainTime, err), server.Close())
	}
	return nil
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is in use by another program: stop that one, or choose another address with --listen", address)
	case err != nil:
		return nil, fmt.Errorf("cannot listen on %s (%w): choose another address with --listen", address, err)
	}
	return listener, nil
}

// address returns the address at which a browser on this machine finds the listener.
func address(listener net.Listener) string {
	host, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return listener.Addr().String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
