package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Cache counts the use of a cache. A miss is a question that was answered without it.
type Cache struct {
	Name         string
	Hits, Misses int64 // since the start
	Bytes        int64 // 0 if it is bounded by the number of its entries
}

// Pool says how busy the connections to a database are.
type Pool struct {
	Name        string
	InUse, Idle int
	Waits       int64         // for a connection, since the start
	Waited      time.Duration // in all of them together
}

var (
	asked  = prometheus.NewDesc(namespace+"_cache_requests_total", "Questions to a cache, by outcome: hit or miss.", []string{"cache", "outcome"}, nil)
	held   = prometheus.NewDesc(namespace+"_cache_bytes", "Bytes that a cache holds, if it is bounded by them.", []string{"cache"}, nil)
	opened = prometheus.NewDesc(namespace+"_pool_connections", "Connections to the database, by use: in_use or idle.", []string{"pool", "use"}, nil)
	waits  = prometheus.NewDesc(namespace+"_pool_waits_total", "Reads and writes that had to wait for a connection.", []string{"pool"}, nil)
	waited = prometheus.NewDesc(namespace+"_pool_wait_seconds_total", "Time that they waited.", []string{"pool"}, nil)
)

// Caches counts the use of caches.
func (m *Metrics) Caches(read func() []Cache) { m.registry.MustRegister(&caches{read}) }

type caches struct{ read func() []Cache }

// Describe implements prometheus.Collector. It describes nothing, because there are caches in the
// store and outside of it, and each has a collector of its own.
func (*caches) Describe(chan<- *prometheus.Desc) {}

// Collect implements prometheus.Collector.
func (c *caches) Collect(to chan<- prometheus.Metric) {
	for _, cache := range c.read() {
		to <- prometheus.MustNewConstMetric(asked, prometheus.CounterValue, float64(cache.Hits), cache.Name, "hit")
		to <- prometheus.MustNewConstMetric(asked, prometheus.CounterValue, float64(cache.Misses), cache.Name, "miss")
		if cache.Bytes > 0 {
			to <- prometheus.MustNewConstMetric(held, prometheus.GaugeValue, float64(cache.Bytes), cache.Name)
		}
	}
}

// Pools counts the use of connections to the database.
func (m *Metrics) Pools(read func() []Pool) { m.registry.MustRegister(pools{read}) }

type pools struct{ read func() []Pool }

// Describe implements prometheus.Collector.
func (pools) Describe(to chan<- *prometheus.Desc) { to <- opened; to <- waits; to <- waited }

// Collect implements prometheus.Collector.
func (p pools) Collect(to chan<- prometheus.Metric) {
	for _, pool := range p.read() {
		to <- prometheus.MustNewConstMetric(opened, prometheus.GaugeValue, float64(pool.InUse), pool.Name, "in_use")
		to <- prometheus.MustNewConstMetric(opened, prometheus.GaugeValue, float64(pool.Idle), pool.Name, "idle")
		to <- prometheus.MustNewConstMetric(waits, prometheus.CounterValue, float64(pool.Waits), pool.Name)
		to <- prometheus.MustNewConstMetric(waited, prometheus.CounterValue, pool.Waited.Seconds(), pool.Name)
	}
}
