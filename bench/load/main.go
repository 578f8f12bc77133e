// Command load puts a server under load and says whether it stays within its bounds. It starts the
// server itself, on the loopback address, and ends it.
//
//	go build -o boroughgraph . && ./boroughgraph generate --contracts 20000 --store sqlite:load.db
//	go run ./bench/load -binary ./boroughgraph -store load.db fairness crowd bodies
//	go run ./bench/load -binary ./boroughgraph -store load.db -for 20m soak
//
// A run ends by itself after at most maxTime for each scenario. The exit status is 1 if a bound was
// broken. Measure with nothing else running; docs/performance.md has the figures. It reads /proc,
// so it needs Linux.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"
)

// maxTime is the longest that a scenario may take.
const maxTime = 30 * time.Minute

// scenario is one way of using the server.
type scenario struct {
	flags []string // of the server
	run   func(context.Context, *server, time.Duration) error
}

var scenarios = map[string]scenario{
	"fairness": {nil, fairness},
	"crowd":    {[]string{"--crowd-rate", "0"}, crowd},
	"bodies":   {[]string{"--crowd-rate", "0"}, bodies},
	"soak":     {[]string{"--crowd-rate", "0"}, soak},
}

func main() {
	binary := flag.String("binary", "./boroughgraph", "the server's program")
	store := flag.String("store", "", "a SQLite file that the server serves")
	cores := flag.Int("cores", 2, "GOMAXPROCS of the server")
	long := flag.Duration("for", 20*time.Second, "how long a scenario takes")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *binary, *store, *cores, *long, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, binary, store string, cores int, long time.Duration, names []string) error {
	if len(names) == 0 || store == "" || long <= 0 || long > maxTime {
		return fmt.Errorf("name a -store and scenarios (%s), and take at most %s", slices.Sorted(maps.Keys(scenarios)), maxTime)
	}
	var broken error
	for _, name := range names {
		s, ok := scenarios[name]
		if !ok {
			return fmt.Errorf("there is no scenario %q", name)
		}
		if err := measure(ctx, binary, store, cores, long, s); err != nil {
			broken = errors.Join(broken, fmt.Errorf("%s: %w", name, err))
		}
	}
	return broken
}

// measure runs a scenario on a server of its own.
func measure(ctx context.Context, binary, store string, cores int, long time.Duration, s scenario) error {
	ctx, cancel := context.WithTimeout(ctx, long+2*time.Minute)
	defer cancel()
	running, err := start(ctx, binary, store, cores, s.flags)
	if err != nil {
		return err
	}
	defer running.stop()
	if err := running.warmUp(ctx); err != nil {
		return err
	}
	return s.run(ctx, running, long)
}
