// Command serve starts the Neo4j that tests run against and prints NEO4J_URI=... on a
// line of its own. It runs until its standard input ends or it is signalled. Its arguments are flags for Java.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"boroughgraph/cypher/neo4jtest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := serve(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "neo4jtest:", err)
		os.Exit(1)
	}
}

func serve(ctx context.Context) error {
	server, err := neo4jtest.Start(ctx, os.Args[1:]...)
	if err != nil {
		return err
	}
	fmt.Println("NEO4J_URI=" + server.URI)
	input := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // until it closes, however
		close(input)
	}()
	select {
	case <-ctx.Done():
	case <-input:
	}
	return server.Stop()
}
