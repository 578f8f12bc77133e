package httpapi

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
)

// The cache of validated documents: gqlgen's bounds how many there are, so documents
// of more than cachedBytes stay out of it and are validated each time.
const (
	cachedDocuments = 200
	cachedBytes     = 8 << 10
)

// documents is a cache of short documents.
type documents struct {
	graphql.Cache[*ast.QueryDocument]
}

func newDocuments() documents {
	return documents{lru.New[*ast.QueryDocument](cachedDocuments)}
}

// Add implements graphql.Cache.
func (d documents) Add(ctx context.Context, text string, doc *ast.QueryDocument) {
	if len(text) <= cachedBytes {
		d.Cache.Add(ctx, text, doc)
	}
}
