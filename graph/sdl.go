package graph

import (
	"bytes"
	"strings"

	"github.com/vektah/gqlparser/v2/formatter"

	"boroughgraph/graph/generated"
)

// SDL is the whole schema as text, as schema.graphql holds it.
func SDL() string {
	var b bytes.Buffer
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(generated.NewExecutableSchema(generated.Config{}).Schema())
	// Definitions stand apart.
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "\n}\n", "\n}\n\n")) + "\n"
}
