package graph

import (
	"bytes"
	"strings"

	"github.com/vektah/gqlparser/v2/formatter"
)

// SDL returns the whole schema as text. The file schema.graphql holds it.
func SDL() string {
	var b bytes.Buffer
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(withoutDefer())
	// An empty line between definitions makes the file readable.
	spaced := strings.NewReplacer("\n}\n", "\n}\n\n", " on FIELD_DEFINITION\n", " on FIELD_DEFINITION\n\n").Replace(b.String())
	return strings.TrimSpace(spaced) + "\n"
}
