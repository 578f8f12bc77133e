package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/net/netutil"

	"boroughgraph/estate"
	"boroughgraph/graph"
	"boroughgraph/httpapi"
	"boroughgraph/httpapi/metrics"
	"boroughgraph/httpapi/tracing"
	"boroughgraph/request"
	"boroughgraph/web"
)

// serveCommand serves until its context ends.
type serveCommand struct {
	Listen        string        `help:"Address to listen on; port 0 picks a free one." default:"127.0.0.1:8080" env:"BOROUGHGRAPH_LISTEN"`
	Admin         string        `help:"Address of metrics and profiles, for example 127.0.0.1:9090. Default: none." placeholder:"ADDRESS" env:"BOROUGHGRAPH_ADMIN"`
	Origins       []string      `help:"Sites whose pages may call the API, for example https://example.org, or *. Default: only this server's own pages." placeholder:"ORIGIN" env:"BOROUGHGRAPH_ORIGINS"`
	Hosts         []string      `help:"Host names that are served, or * for all. Default: the names of this machine's loopback if it listens there, otherwise all." placeholder:"HOST" env:"BOROUGHGRAPH_HOSTS"`
	Proxies       []string      `help:"Addresses of trusted proxies, whose X-Forwarded-For names the client; for example 10.0.0.0/8." placeholder:"ADDRESS" env:"BOROUGHGRAPH_PROXIES"`
	TLSCert       string        `name:"tls-cert" help:"Certificate chain as PEM, for TLS. A new file is read without a restart." placeholder:"FILE" env:"BOROUGHGRAPH_TLS_CERT"`
	TLSKey        string        `name:"tls-key" help:"The certificate's key as PEM." placeholder:"FILE" env:"BOROUGHGRAPH_TLS_KEY"`
	LogLevel      string        `help:"Level of the log: info, or debug, which also names the statements of each request." enum:"info,debug" default:"info" env:"BOROUGHGRAPH_LOG_LEVEL"`
	LogFormat     string        `help:"Format of the log: text or json." enum:"text,json" default:"text" env:"BOROUGHGRAPH_LOG_FORMAT"`
	Playground    bool          `help:"Serve the playground." default:"true" negatable:"" env:"BOROUGHGRAPH_PLAYGROUND"`
	Introspection bool          `help:"Answer introspection, and serve the schema as a file." default:"true" negatable:"" env:"BOROUGHGRAPH_INTROSPECTION"`
	Documents     string        `help:"Folder of .graphql files: only these operations are run. Default: any." placeholder:"FOLDER" env:"BOROUGHGRAPH_DOCUMENTS"`
	Persisted     int64         `name:"persisted-queries" help:"Bytes of stored operations that clients name by their hash; 0 for none. With --documents, none are stored." default:"8388608" env:"BOROUGHGRAPH_PERSISTED_QUERIES"`
	Connections   int           `help:"Connections at the same time; further ones wait." default:"1000" env:"BOROUGHGRAPH_CONNECTIONS"`
	Wait          time.Duration `help:"How long to wait at the start for a Neo4j server that does not answer yet; 0 to not wait." default:"2m" env:"BOROUGHGRAPH_WAIT"`
	Limits        limitFlags    `embed:"" prefix:"limit-" envprefix:"BOROUGHGRAPH_LIMIT_"`
	Crowd         crowdFlags    `embed:"" prefix:"crowd-" envprefix:"BOROUGHGRAPH_CROWD_"`
}

// crowdFlags has the fields of httpapi.Crowd as flags.
type crowdFlags struct {
	Cheap int `help:"Operations that run at the same time; 0 for no limit." default:"${crowdcheap}" env:"CHEAP"`
	Dear  int `help:"Of these, operations that cost 2,000 or more; 0 for no limit." default:"${crowddear}" env:"DEAR"`
	Files int `help:"Pages of files that are read at the same time; 0 for no limit." default:"${crowdfiles}" env:"FILES"`
	Rate  int `help:"Units that a client may spend in a second: 1 for a request, 1 for 500 of cost, 20 for a file; 0 for no limit." default:"${crowdrate}" env:"RATE"`
	Burst int `help:"Units that a client can save up." default:"${crowdburst}" env:"BURST"`
}

// limitFlags has the fields of httpapi.Limits as flags.
type limitFlags struct {
	Body    int64         `help:"Bytes in a request." default:"${body}" env:"BODY"`
	Tokens  int           `help:"Tokens in a document: words, numbers and signs." default:"${tokens}" env:"TOKENS"`
	Depth   int           `help:"Levels of fields within fields." default:"${depth}" env:"DEPTH"`
	Aliases int           `help:"Aliases in an operation." default:"${aliases}" env:"ALIASES"`
	Roots   int           `help:"Fields at the top of an operation." default:"${roots}" env:"ROOTS"`
	Fields  int           `help:"Fields in an operation, with fragments expanded." default:"${fields}" env:"FIELDS"`
	Cost    int           `help:"Objects that an answer may hold." default:"${cost}" env:"COST"`
	Answer  int64         `help:"Bytes of an answer." default:"${answer}" env:"ANSWER"`
	Time    time.Duration `help:"How long an operation may take." default:"${time}" env:"TIME"`
}

// limitDefaults returns the defaults that the flags name.
func limitDefaults() kong.Vars {
	l, c := httpapi.DefaultLimits(), httpapi.DefaultCrowd()
	return kong.Vars{
		"crowdcheap": fmt.Sprint(c.Cheap), "crowddear": fmt.Sprint(c.Dear), "crowdfiles": fmt.Sprint(c.Files),
		"crowdrate": fmt.Sprint(c.Rate), "crowdburst": fmt.Sprint(c.Burst),
		"body": fmt.Sprint(l.Body), "tokens": fmt.Sprint(l.Tokens), "depth": fmt.Sprint(l.Depth), "aliases": fmt.Sprint(l.Aliases),
		"roots": fmt.Sprint(l.Roots), "fields": fmt.Sprint(l.Fields), "cost": fmt.Sprint(l.Cost), "answer": fmt.Sprint(l.Answer), "time": l.Time.String(),
	}
}

// Run implements the command.
func (s *serveCommand) Run(c *console) error {
	o, err := s.options()
	if err != nil {
		return err
	}
	certificate, err := s.certificate()
	if err != nil {
		return err
	}
	places, err := connectionsWithin(openFiles(), s.Connections)
	if err != nil {
		return err
	}
	listener, err := listen(c.ctx, s.Listen) // first, so that a failure leaves the store untouched
	if err != nil {
		return err
	}
	defer listener.Close()
	if o.Hosts == nil && onLoopback(listener) {
		o.Hosts = loopbackNames
	}
	counts := metrics.New()
	traces, flush, err := tracing.Start(c.ctx)
	if err != nil {
		return err
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), drainTime)
		defer cancel()
		_ = flush(ctx) // spans that cannot be sent are lost
	}()
	o.Traces = traces
	c.onStatement = observed(counts, traces)
	onServer := c.cli.Store != "" && !strings.HasPrefix(c.cli.Store, "sqlite:")
	if c.wait = s.Wait; onServer {
		listener.Close() // while the program waits for the store, clients are refused and don't hang
	}
	store, place, err := c.open()
	if err != nil && c.ctx.Err() != nil {
		return nil // it was stopped before it served
	}
	if err != nil {
		return err
	}
	if onServer {
		if listener, err = listen(c.ctx, s.Listen); err != nil {
			return c.close(store, err)
		}
		defer listener.Close()
	}
	o.Observe, o.Loads, o.Caches = counts.Request, counts.Gates, counts.Caches
	open := &connections{places: places}
	counts.Connections(open.open.Load, places)
	watchStore(counts, store)
	if err := s.serveAdmin(c, counts, store); err != nil {
		return c.close(store, err)
	}
	listener = netutil.LimitListener(listener, places)
	scheme := "http"
	if certificate != nil {
		listener, scheme, o.TLS = tls.NewListener(listener, certificate.config()), "https", true
	}
	return c.close(store, s.serve(c, listener, scheme, store, place, open, o))
}

// observed returns an OnStatement that counts statements, in the metrics and for the request that
// they belong to. If there are traces, it also makes spans.
func observed(counts *metrics.Metrics, traces trace.TracerProvider) func(context.Context, string) func(error) {
	span := func(context.Context, string) func(error) { return func(error) {} }
	if traces != nil {
		span = tracing.Statement(traces)
	}
	return func(ctx context.Context, name string) func(error) {
		request.Of(ctx).Sent.Add(name)
		counted, ended := counts.Statement(name), span(ctx, name)
		return func(err error) { counted(); ended(err) }
	}
}

// maxHead is how long the address and headers of a request may be. They are read before anything
// else can be decided, so all connections may hold as much at the same time.
const maxHead = 64 << 10

// filesOfItsOwn is how many files the server needs beside its connections: for each connection to a
// SQLite file three, for the log, the listeners, certificates and profiles.
const filesOfItsOwn = 64

// connectionsWithin returns how many connections fit within a limit on open files, but no more than
// were asked for. The others wait, because a server that runs out of files can no longer open its
// store. A limit of 0 means that it is not known.
func connectionsWithin(files, asked int) (int, error) {
	if files == 0 || files >= filesOfItsOwn+asked {
		return asked, nil
	}
	if files <= filesOfItsOwn {
		return 0, fmt.Errorf("this process may open %d files, and the server needs more than %d: raise the limit (LimitNOFILE, ulimit -n)", files, filesOfItsOwn)
	}
	return files - filesOfItsOwn, nil
}

// options checks the flags and returns what they say.
func (s *serveCommand) options() (httpapi.Options, error) {
	o := httpapi.Options{
		Limits: httpapi.Limits(s.Limits), Crowd: httpapi.Crowd(s.Crowd), Origins: s.Origins,
		NoIntrospection: !s.Introspection, PersistedQueries: s.Persisted,
	}
	var proxies, documents error
	o.Proxies, proxies = httpapi.ParseProxies(s.Proxies)
	if s.Documents != "" {
		o.Documents, documents = httpapi.ReadDocuments(os.DirFS(s.Documents))
	}
	if s.Hosts != nil && !slices.Contains(s.Hosts, "*") {
		o.Hosts = s.Hosts
	}
	if s.Hosts != nil && o.Hosts == nil {
		o.Hosts = []string{} // all, on a loopback address too
	}
	err := errors.Join(o.Limits.Check(), o.Crowd.Check(), httpapi.CheckOrigins(s.Origins), proxies, documents)
	if err == nil && s.Persisted < 0 {
		err = errors.New("--persisted-queries must not be below zero")
	}
	if err == nil && s.Connections < 1 {
		err = errors.New("--connections must be at least 1")
	}
	if err != nil {
		return o, usageError{err}
	}
	return o, nil
}

func (s *serveCommand) serve(c *console, listener net.Listener, scheme string, store estate.Store, place string, open *connections, o httpapi.Options) error {
	if !c.cli.ReadOnly {
		if err := c.fill(store); err != nil {
			return fmt.Errorf("the facts that come with the program cannot be written to %s: %w", place, err)
		}
	}
	pages, err := web.New()
	if err != nil {
		return err
	}
	if !s.Playground {
		pages = http.NotFoundHandler()
	}
	log := s.log(c)
	o.Schema, o.SDL, o.Ready = graph.New(store, c.today), graph.SDL(), store.Ready
	o.Present, o.Recover, o.Timeline = graph.Present(log), graph.Recover(log), graph.Timeline(store, c.today)
	o.Log, o.Now, o.Today, o.Web = log, c.now, c.today, pages
	if checked, ok := store.(checker); ok { // in the background: a large file takes minutes
		go func() {
			if err := checked.Check(c.ctx); err != nil && c.ctx.Err() == nil {
				log.Error("the store is damaged", "error", err)
			}
		}()
	}
	server := &http.Server{
		Handler:           open.ended(httpapi.New(o)),
		ConnState:         open.changed,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      o.Limits.Time + 30*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    maxHead,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	base := scheme + "://" + address(listener)
	fmt.Fprintf(c.stdout, "store      %s\nplayground %s/playground\nAPI        %s/graphql\nCtrl-C stops it\n", place, base, base)
	return serveUntil(c.ctx, server, listener)
}

// log returns the log of the server. Its lines name the request that they are about.
func (s *serveCommand) log(c *console) *slog.Logger {
	o := &slog.HandlerOptions{Level: slog.LevelInfo}
	if s.LogLevel == "debug" {
		o.Level = slog.LevelDebug
	}
	if s.LogFormat == "json" {
		return slog.New(request.Logs(slog.NewJSONHandler(c.stderr, o)))
	}
	return slog.New(request.Logs(slog.NewTextHandler(c.stderr, o)))
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
