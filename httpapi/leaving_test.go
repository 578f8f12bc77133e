package httpapi

import (
	"context"
	"net/http/httptest"
	"testing"
)

// A client that leaves at any statement of its operation is the end of it: no further one is sent.
func TestNothingIsReadForAClientThatHasLeft(t *testing.T) {
	server := serveBundled(t)
	asked := attack{query: `{ boroughs(first: 33) { nodes { contracts(first: 5) { nodes { suppliers { supplier {
		contracts(first: 5) { nodes { systems { maker { name } } } } } } } } } } }`}
	sentBy := func(ctx context.Context) int64 {
		before := server.statements.Load()
		server.ServeHTTP(httptest.NewRecorder(), asked.request().WithContext(ctx))
		return server.statements.Load() - before
	}
	whole := sentBy(t.Context())
	if whole < 4 {
		t.Fatalf("the operation sends only %d statements", whole)
	}
	for last := int64(1); last < whole; last++ {
		ctx, leave := context.WithCancel(t.Context())
		left := last
		server.sent = func() {
			if left--; left == 0 {
				leave()
			}
		}
		if sent := sentBy(ctx); sent != last {
			t.Errorf("%d statements were sent for a client that left at number %d", sent, last)
		}
		leave()
	}
}
