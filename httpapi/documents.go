package httpapi

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
)

// gqlgen's cache of validated documents is bounded by their number, not their size. Documents
// longer than cachedBytes are therefore not cached: they are validated on every request.
const (
	cachedDocuments = 200
	cachedBytes     = 8 << 10
)

// documentCache keeps validated documents of up to cachedBytes.
type documentCache struct {
	graphql.Cache[*ast.QueryDocument]
}

func newDocumentCache() documentCache {
	return documentCache{lru.New[*ast.QueryDocument](cachedDocuments)}
}

// Add implements graphql.Cache.
func (d documentCache) Add(ctx context.Context, text string, doc *ast.QueryDocument) {
	if len(text) <= cachedBytes {
		d.Cache.Add(ctx, text, doc)
	}
}
