// Package metrics counts what the server does, in the form that Prometheus reads.
//
// Every label has few values: only the first hundred names of operations are distinguished, because
// clients choose them.
package metrics

import (
	"context"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"boroughgraph/estate"
	"boroughgraph/httpapi/admission"
	"boroughgraph/request"
)

const (
	namespace = "boroughgraph"
	// maxNames is the number of operations that have a label of their own. The others are "other".
	maxNames = 100
	other    = "other"
)

// Metrics are the counts of one server.
type Metrics struct {
	registry   *prometheus.Registry
	requests   *prometheus.CounterVec
	operations *prometheus.HistogramVec
	cost       prometheus.Histogram
	bytes      prometheus.Counter
	statements *prometheus.CounterVec
	work       *prometheus.CounterVec

	mu    sync.Mutex
	names map[string]bool
}

// New returns counts that begin at zero.
func New() *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(), names: map[string]bool{},
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "requests_total", Help: "HTTP requests by path and status.",
		}, []string{"path", "status"}),
		operations: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: "operation_seconds", Help: "Time of GraphQL operations by name and outcome.",
			Buckets: []float64{.002, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 15},
		}, []string{"operation", "outcome"}),
		cost: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: namespace, Name: "operation_cost", Help: "Cost of GraphQL operations.",
			Buckets: []float64{10, 100, 1_000, 5_000, 10_000, 25_000, 50_000},
		}),
		bytes: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: namespace, Name: "answer_bytes_total", Help: "Bytes of answers, compressed where they were.",
		}),
		statements: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "statements_total", Help: "Statements sent to the store by name.",
		}, []string{"statement"}),
		work: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "statement_seconds_total", Help: "Time that statements took until their last row, by name.",
		}, []string{"statement"}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Namespace: namespace, Name: "build_info", Help: "1, with the version of the program.",
		ConstLabels: version(),
	})
	build.Set(1)
	m.registry.MustRegister(m.requests, m.operations, m.cost, m.bytes, m.statements, m.work, build,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func version() prometheus.Labels {
	labels := prometheus.Labels{"version": "unknown", "go": "unknown"}
	if info, ok := debug.ReadBuildInfo(); ok {
		labels["version"], labels["go"] = info.Main.Version, info.GoVersion
	}
	return labels
}

// Handler serves the counts.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// Statement counts a statement that is sent to the store, and adds its time when it is done. There
// are few names, because they are those of the program's own statements.
func (m *Metrics) Statement(name string) (done func()) {
	m.statements.WithLabelValues(name).Inc()
	began := time.Now()
	return func() { m.work.WithLabelValues(name).Add(time.Since(began).Seconds()) }
}

// Request counts a request that is done.
func (m *Metrics) Request(f request.Facts, path string, status int, bytes int64, took time.Duration) {
	m.requests.WithLabelValues(pathLabel(path), strconv.Itoa(status)).Inc()
	m.bytes.Add(float64(bytes))
	if f.Hash != "" {
		m.operations.WithLabelValues(m.name(f.Operation), f.Outcome).Observe(took.Seconds())
		m.cost.Observe(float64(f.Cost))
	}
}

// name returns the label of an operation.
func (m *Metrics) name(operation string) string {
	if operation == "" {
		return "unnamed"
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.names[operation] {
		if len(m.names) >= maxNames {
			return other
		}
		m.names[operation] = true
	}
	return operation
}

// pathLabel returns the label of a path. Clients can ask for any path, so most share one.
func pathLabel(path string) string {
	switch {
	case path == "/graphql", path == "/schema.graphql", path == "/playground", path == "/healthz", path == "/readyz":
		return path
	case strings.HasSuffix(path, ".csv"), strings.HasSuffix(path, ".ics"):
		return "files"
	case strings.HasPrefix(path, "/opportunities/"):
		return "pictures"
	}
	return other
}

// Gates counts what runs, waits and is turned away.
func (m *Metrics) Gates(read func() []admission.Load) { m.registry.MustRegister(gates{read}) }

type gates struct{ read func() []admission.Load }

var (
	running = prometheus.NewDesc(namespace+"_running", "Requests that run, by kind.", []string{"kind"}, nil)
	waiting = prometheus.NewDesc(namespace+"_waiting", "Requests that wait in a queue, by kind.", []string{"kind"}, nil)
	shed    = prometheus.NewDesc(namespace+"_shed_total", "Requests turned away with 503, by kind.", []string{"kind"}, nil)
)

// Describe implements prometheus.Collector.
func (gates) Describe(to chan<- *prometheus.Desc) { to <- running; to <- waiting; to <- shed }

// Collect implements prometheus.Collector.
func (g gates) Collect(to chan<- prometheus.Metric) {
	for _, l := range g.read() {
		to <- prometheus.MustNewConstMetric(running, prometheus.GaugeValue, float64(l.Running), l.Kind)
		to <- prometheus.MustNewConstMetric(waiting, prometheus.GaugeValue, float64(l.Waiting), l.Kind)
		to <- prometheus.MustNewConstMetric(shed, prometheus.CounterValue, float64(l.Shed), l.Kind)
	}
}

// Connections counts the open connections of clients, of which there may be limit.
func (m *Metrics) Connections(open func() int64, limit int) {
	most := prometheus.NewGauge(prometheus.GaugeOpts{
		Namespace: namespace, Name: "connections_limit", Help: "Connections that clients may have open; further ones wait.",
	})
	most.Set(float64(limit))
	m.registry.MustRegister(most, prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: namespace, Name: "connections", Help: "Connections that clients have open.",
	}, func() float64 { return float64(open()) }))
}

// Store says, each time it is asked, whether the store is ready and when it was last written to.
func (m *Metrics) Store(ready func(context.Context) error, newest func(context.Context) (*estate.Batch, error), now func() time.Time) {
	m.registry.MustRegister(store{ready, newest, now})
}

type store struct {
	ready  func(context.Context) error
	newest func(context.Context) (*estate.Batch, error)
	now    func() time.Time
}

var (
	up       = prometheus.NewDesc(namespace+"_store_ready", "1 if the store can answer, 0 if not.", nil, nil)
	revision = prometheus.NewDesc(namespace+"_store_revision_info", "1, with the id of the newest batch.", []string{"revision"}, nil)
	age      = prometheus.NewDesc(namespace+"_last_import_age_seconds", "Seconds since the newest batch was applied.", nil, nil)
)

// storeTime is how long the store may take to answer a scrape.
const storeTime = 2 * time.Second

// Describe implements prometheus.Collector.
func (store) Describe(to chan<- *prometheus.Desc) { to <- up; to <- revision; to <- age }

// Collect implements prometheus.Collector.
func (s store) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), storeTime)
	defer cancel()
	answers := 0.0
	if s.ready(ctx) == nil {
		answers = 1
	}
	to <- prometheus.MustNewConstMetric(up, prometheus.GaugeValue, answers)
	if batch, err := s.newest(ctx); err == nil && batch != nil {
		to <- prometheus.MustNewConstMetric(revision, prometheus.GaugeValue, 1, string(batch.ID))
		to <- prometheus.MustNewConstMetric(age, prometheus.GaugeValue, s.now().Sub(batch.AppliedAt).Seconds())
	}
}
