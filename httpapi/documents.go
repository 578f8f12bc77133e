package httpapi

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"strings"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"boroughgraph/estate"
	"boroughgraph/httpapi/metrics"
)

// gqlgen's cache of validated documents is bounded by their number, not their size. Documents
// longer than cachedBytes are therefore not cached: they are validated on every request.
const (
	cachedDocuments = 200
	cachedBytes     = 8 << 10
)

// TrustedDocuments are the only documents that a closed server runs, by their SHA-256 in hex.
type TrustedDocuments map[string]string

// ReadDocuments reads the .graphql files of a folder and the folders below it.
func ReadDocuments(folder fs.FS) (TrustedDocuments, error) {
	known := TrustedDocuments{}
	err := fs.WalkDir(folder, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".graphql") {
			return err
		}
		text, err := fs.ReadFile(folder, path)
		known[digest(string(text))] = string(text)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("the folder of documents cannot be read: %w", err)
	}
	if len(known) == 0 {
		return nil, estate.Invalidf("the folder of documents has no .graphql file")
	}
	return known, nil
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// resolve finds the text of a request that names its document by hash, and on a closed server
// refuses a document that is not known. A server that is not closed looks hashes up later, if
// persisted queries are kept.
func (d TrustedDocuments) resolve(params *graphql.RawParams, persisted bool) *requestError {
	named := persistedHash(params.Extensions)
	if d == nil {
		switch {
		case params.Query != "" || named == "":
			return nil
		case persisted:
			return nil
		}
		return declined()
	}
	hash := named
	if params.Query != "" {
		hash = digest(params.Query)
	}
	text, ok := d[hash]
	if !ok {
		return requestErrorf(http.StatusForbidden, "this server runs only the documents that its operator has chosen")
	}
	params.Query = text
	return nil
}

func persistedHash(extensions map[string]any) string {
	persisted, _ := extensions["persistedQuery"].(map[string]any)
	hash, _ := persisted["sha256Hash"].(string)
	return strings.ToLower(hash)
}

// documentCache keeps validated documents of up to cachedBytes.
type documentCache struct {
	graphql.Cache[*ast.QueryDocument]
	hits, misses atomic.Int64
}

func newDocumentCache() *documentCache {
	return &documentCache{Cache: lru.New[*ast.QueryDocument](cachedDocuments)}
}

// Get implements graphql.Cache.
func (d *documentCache) Get(ctx context.Context, text string) (*ast.QueryDocument, bool) {
	doc, ok := d.Cache.Get(ctx, text)
	if ok {
		d.hits.Add(1)
	} else {
		d.misses.Add(1)
	}
	return doc, ok
}

// Add implements graphql.Cache.
func (d *documentCache) Add(ctx context.Context, text string, doc *ast.QueryDocument) {
	if len(text) <= cachedBytes {
		d.Cache.Add(ctx, text, doc)
	}
}

// usage returns how much the cache has been used.
func (d *documentCache) usage() metrics.Cache {
	return metrics.Cache{Name: "documents", Hits: d.hits.Load(), Misses: d.misses.Load()}
}
