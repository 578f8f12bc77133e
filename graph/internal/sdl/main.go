// Command sdl writes the schema to the file given as its argument. `go generate ./graph` runs it.
package main

import (
	"fmt"
	"os"

	"boroughgraph/graph"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: sdl FILE")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], []byte(graph.SDL()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
