package httpapi

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/maypok86/otter/v2"
	"github.com/maypok86/otter/v2/stats"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"boroughgraph/estate"
	"boroughgraph/httpapi/metrics"
)

// The codes that clients of automatic persisted queries know: they send the whole text then.
const (
	persistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED"
	persistedQueryNotFound     = "PERSISTED_QUERY_NOT_FOUND"
)

const (
	// persistedBytes is the maximum length of a document that is kept. Anyone can register
	// documents, and a few long ones would push out many short ones.
	persistedBytes = 64 << 10
	// entryBytes is roughly the memory that a cache entry takes besides its key and value.
	entryBytes = 128
)

// persistedQueries runs documents that clients name by their SHA-256, once they have sent the text
// (automatic persisted queries). Clients of Apollo and urql send the hash alone at first, and the
// text too if it is not known.
type persistedQueries struct {
	extension.AutomaticPersistedQuery
	kept *otter.Cache[string, string]
}

// newPersistedQueries returns a cache of at most a number of bytes.
func newPersistedQueries(bytes int64) persistedQueries {
	kept := otter.Must(&otter.Options[string, string]{
		MaximumWeight: uint64(bytes),
		Weigher:       func(hash, text string) uint32 { return uint32(len(hash) + len(text) + entryBytes) },
		StatsRecorder: stats.NewCounter(),
	})
	return persistedQueries{extension.AutomaticPersistedQuery{Cache: persistedCache{kept}}, kept}
}

// usage returns how much the cache has been used.
func (p persistedQueries) usage() metrics.Cache {
	s := p.kept.Stats()
	return metrics.Cache{
		Name: "persisted", Hits: int64(s.Hits), Misses: int64(s.Misses), Bytes: int64(p.kept.WeightedSize()),
	}
}

// MutateOperationParameters implements graphql.OperationParameterMutator. A request that the
// protocol does not allow gets a code, as every error has one.
func (p persistedQueries) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	err := p.AutomaticPersistedQuery.MutateOperationParameters(ctx, params)
	if err != nil && err.Extensions == nil {
		return wrap(estate.Invalidf("extensions.persistedQuery needs version 1 and the SHA-256 of the query in hexadecimal digits (%s)", err.Message))
	}
	return err
}

// persistedCache implements graphql.Cache.
type persistedCache struct{ kept *otter.Cache[string, string] }

// Get implements graphql.Cache.
func (c persistedCache) Get(_ context.Context, hash string) (text string, ok bool) {
	return c.kept.GetIfPresent(hash)
}

// Add implements graphql.Cache.
func (c persistedCache) Add(_ context.Context, hash, text string) {
	if len(text) <= persistedBytes {
		c.kept.Set(hash, text)
	}
}

// notKnown reports whether errors only say that the client has to send the text. The status is 200
// then, because not every client reads the errors of other statuses.
func notKnown(errs gqlerror.List) bool {
	return len(errs) == 1 && errs[0].Extensions["code"] == persistedQueryNotFound
}

// declined answers a request that names its document by hash only, where no hash is known.
func declined() *requestError {
	return &requestError{status: http.StatusOK, err: &estate.Error{
		Code: persistedQueryNotSupported, Message: "PersistedQueryNotSupported",
	}}
}
