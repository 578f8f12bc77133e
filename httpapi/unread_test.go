package httpapi

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// unread is a connection whose client does not read.
type unread struct {
	*httptest.ResponseRecorder
	begun chan struct{} // gets a value for each write that has begun
	until chan struct{} // writes end when it is closed
}

func (u *unread) Write(b []byte) (int, error) {
	u.begun <- struct{}{}
	<-u.until
	return u.ResponseRecorder.Write(b)
}

// A client that does not read its answer has left the gates, so it keeps nobody else out. With a
// place at a gate for one request, the next one would be turned away.
func TestAClientThatDoesNotReadKeepsNobodyOut(t *testing.T) {
	cheap := func() *http.Request { return post(`{"query":"{ hello }"}`) }
	dear := func() *http.Request { return post(`{"query":"{ hello contracts(first: 2000) { nodes { id } } }"}`) }
	wrong := func() *http.Request { return post(`{"query":"{ helo }"}`) }
	picture := func() *http.Request { return httptest.NewRequest(http.MethodGet, "/opportunities/System:a.svg", nil) }
	for name, c := range map[string]struct{ slow, next func() *http.Request }{
		"a cheap answer": {cheap, cheap},
		"a dear one":     {dear, dear},
		"an error":       {wrong, cheap},
		"a picture":      {picture, picture},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t)
			o.Crowd = Crowd{Cheap: 1, Dear: 1, Files: 1}
			o.Timeline = func(context.Context, estate.ID, url.Values) ([]byte, error) {
				return []byte(strings.Repeat("<svg/>", 1_000)), nil
			}
			h, done := New(o), make(chan struct{})
			w := &unread{httptest.NewRecorder(), make(chan struct{}, 10), make(chan struct{})}
			go func() { h.ServeHTTP(w, c.slow()); close(done) }()
			<-w.begun
			if got := send(h, c.next()).StatusCode; got != http.StatusOK {
				t.Errorf("the next request got %d", got)
			}
			close(w.until)
			<-done
		})
	}
}

// Answers that are not read are bounded in all and for each client; short ones never wait.
func TestUnreadAnswersAreBounded(t *testing.T) {
	server := serveBundled(t)
	ask := func() *http.Request {
		titles := numbered(strings.Repeat("a", 100)+"%d: title ", 50)
		return attack{query: `{ contracts(first: 100) { nodes { ` + titles + ` } } }`}.request()
	}
	size := int64(len(mustRead(t, server, ask())))
	if size <= smallAnswer {
		t.Fatalf("the answer has only %d bytes", size)
	}
	until, begun, done := make(chan struct{}), make(chan struct{}, 1000), make(chan struct{})
	held := shareOfAnswers / size
	for range held {
		go func() {
			server.ServeHTTP(&unread{httptest.NewRecorder(), begun, until}, ask())
			done <- struct{}{}
		}()
		<-begun
	}
	if got := send(server, ask()); got.StatusCode != http.StatusServiceUnavailable || got.Header.Get("Retry-After") == "" {
		t.Errorf("one more got %d", got.StatusCode)
	}
	if got := send(server, post(`{"query":"{ boroughs { totalCount } }"}`)).StatusCode; got != http.StatusOK {
		t.Errorf("a short answer got %d", got)
	}
	other := ask()
	other.RemoteAddr = "192.0.2.77:1"
	if got := send(server, other).StatusCode; got != http.StatusOK {
		t.Errorf("another client got %d", got)
	}
	close(until)
	for range held {
		<-done
	}
	if got := send(server, ask()).StatusCode; got != http.StatusOK {
		t.Errorf("when they are read, the next one got %d", got)
	}
}

// mustRead returns the text of an answer without errors.
func mustRead(t *testing.T, h http.Handler, r *http.Request) string {
	t.Helper()
	got, text := read(t, send(h, r))
	if len(got.Errors) > 0 {
		t.Fatalf("%.300s", text)
	}
	return text
}
