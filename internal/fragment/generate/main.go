// Command generate writes the fragments of statements into the statements of a folder:
//
//	go run ./internal/fragment/generate cypher/query
package main

import (
	"fmt"
	"os"

	"boroughgraph/internal/fragment"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate FOLDER")
		os.Exit(2)
	}
	if err := fragment.Rewrite(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
