// Package bench measures the operations that people send, on synthetic estates of several sizes and
// on both stores: `make bench`. It holds only benchmarks. Nothing fails for being slow, because
// machines differ. docs/performance.md has the figures and explains them.
//
// operations_test.go lists what is measured: a new operation is one entry there. BENCH_SIZES
// ("3000,100000") and BENCH_STORES ("sqlite,neo4j") choose what to run. BENCH_KEEP names a folder
// in which SQLite files are kept from run to run.
package bench
