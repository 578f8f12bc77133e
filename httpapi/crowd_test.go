package httpapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"
	"time"

	"boroughgraph/request"
)

// dearQuery costs 2,001 and runs until its context ends.
const dearQuery = `{"query":"{ slow contracts(first: 2000) { nodes { id } } }"}`

func TestADearOperationLeavesRoomForCheapOnes(t *testing.T) {
	o := options(t)
	o.Crowd = Crowd{Cheap: 2, Dear: 1}
	o.Limits.Time = time.Minute
	o.Now = time.Now
	h := New(o)
	server := httptest.NewServer(h)
	defer server.Close()
	// One dear operation runs, two wait, and the others are turned away at once.
	done := make(chan int, 5)
	client := &http.Client{Timeout: 3 * time.Second}
	for range 5 {
		go func() {
			r, err := client.Post(server.URL+"/graphql", mediaJSON, strings.NewReader(dearQuery))
			if err != nil {
				done <- 0 // it ran until the client left
				return
			}
			_ = r.Body.Close()
			done <- r.StatusCode
		}()
	}
	statuses := map[int]int{}
	for range 5 {
		statuses[<-done]++
		r, err := http.Post(server.URL+"/graphql", mediaJSON, strings.NewReader(`{"query":"{ hello }"}`))
		if err != nil || r.StatusCode != http.StatusOK {
			t.Fatalf("a cheap query among dear ones: %v, %v", r, err)
		}
		_ = r.Body.Close()
	}
	if statuses[http.StatusServiceUnavailable] != 4 || statuses[0] != 1 {
		t.Errorf("got %v, want one that ran and four that were turned away", statuses)
	}
}

func TestAClientThatAsksTooMuchIsToldWhenToComeBack(t *testing.T) {
	o := options(t)
	o.Crowd = Crowd{Rate: 10, Burst: 20}
	h := New(o)
	var last *http.Response
	for range 21 {
		last = send(h, post(`{"query":"{ hello }"}`))
	}
	got, body := read(t, last)
	if last.StatusCode != http.StatusTooManyRequests || last.Header.Get("Retry-After") != "1" || got.Errors[0].Extensions.Code != "TOO_COSTLY" {
		t.Errorf("%d %v %s", last.StatusCode, last.Header, body)
	}
	if h := last.Header; h.Get("RateLimit-Limit") != "20" || h.Get("RateLimit-Remaining") != "0" || h.Get("RateLimit-Reset") != "2" {
		t.Errorf("headers %v", h)
	}
	another := post(`{"query":"{ hello }"}`)
	another.RemoteAddr = "192.0.2.77:1"
	if r := send(h, another); r.StatusCode != http.StatusOK {
		t.Errorf("another client got %d", r.StatusCode)
	}
	if r := send(h, httptest.NewRequest(http.MethodGet, "/healthz", nil)); r.StatusCode != http.StatusOK {
		t.Errorf("health got %d", r.StatusCode)
	}
	file := send(h, httptest.NewRequest(http.MethodGet, "/contracts.csv", nil))
	if file.StatusCode != http.StatusTooManyRequests || file.Header.Get("Retry-After") == "" {
		t.Errorf("a file got %d %v", file.StatusCode, file.Header)
	}
}

func TestCostIsTakenFromTheBudget(t *testing.T) {
	o := options(t)
	o.Crowd = Crowd{Rate: 10, Burst: 20}
	r := send(New(o), post(`{"query":"{ contracts(first: 5000) { nodes { id } } }"}`))
	if got := r.Header.Get("RateLimit-Remaining"); got != "9" { // 20 less 1 and 5001/500
		t.Errorf("%s units remain, want 9", got)
	}
}

// A file costs what its pages cost as operations, beside what each file takes.
func TestTheCostOfAFileIsTakenFromTheBudget(t *testing.T) {
	const burst = 4_000
	var log bytes.Buffer
	server := serveBundledWith(t, func(o *Options) {
		o.Crowd, o.Log = Crowd{Rate: 10, Burst: burst}, slog.New(slog.NewJSONHandler(&log, nil))
	})
	send(server, httptest.NewRequest(http.MethodGet, "/contracts.csv", nil))
	var line struct{ Cost int }
	if err := json.Unmarshal(log.Bytes(), &line); err != nil || line.Cost < costPerUnit {
		t.Fatalf("the log says that it cost %d (%v): %s", line.Cost, err, log.String())
	}
	left, err := strconv.Atoi(send(server, post(`{"query":"{ __typename }"}`)).Header.Get("RateLimit-Remaining"))
	if most := burst - fileUnits - 1; err != nil || left >= most || left < most-line.Cost/costPerUnit {
		t.Errorf("%d units are left of %d after a file that cost %d (%v)", left, burst, line.Cost, err)
	}
}

// The schema and the playground are packed for each request, so they count too. Health checks do
// not.
func TestPagesAreTakenFromTheBudget(t *testing.T) {
	o := options(t)
	o.Crowd = Crowd{Rate: 10, Burst: 4 * pageUnits}
	h := New(o)
	for i, path := range []string{"/schema.graphql", "/playground", "/", "/playground/playground.js", "/playground"} {
		want := http.StatusOK
		if i == 4 {
			want = http.StatusTooManyRequests
		}
		if got := send(h, httptest.NewRequest(http.MethodGet, path, nil)).StatusCode; got != want {
			t.Errorf("%s got %d, want %d", path, got, want)
		}
	}
	for _, path := range []string{"/healthz", "/readyz"} {
		if got := send(h, httptest.NewRequest(http.MethodGet, path, nil)).StatusCode; got != http.StatusOK {
			t.Errorf("%s got %d", path, got)
		}
	}
}

// endlessBody sends a first part and then waits until the request ends.
type endlessBody struct {
	first io.Reader
	until <-chan struct{}
}

func (b *endlessBody) Read(p []byte) (int, error) {
	if n, err := b.first.Read(p); n > 0 {
		return n, err
	}
	<-b.until
	return 0, io.ErrUnexpectedEOF
}

func TestLongBodiesThatAreHeldAreBounded(t *testing.T) {
	h, until := New(options(t)), make(chan struct{})
	defer close(until)
	const clients = 300
	statuses := make(chan int, clients)
	for range clients {
		go func() {
			r := httptest.NewRequest(http.MethodPost, "/graphql", &endlessBody{strings.NewReader(strings.Repeat(" ", 900_000)), until})
			r.ContentLength = 1_000_000
			r.Header.Set("Content-Type", mediaJSON)
			statuses <- send(h, r).StatusCode
		}()
	}
	held := heldBodies / 1_000_000
	for range clients - held {
		if status := <-statuses; status != http.StatusServiceUnavailable {
			t.Fatalf("status %d, want 503", status)
		}
	}
	if r := send(h, post(`{"query":"{ hello }"}`)); r.StatusCode != http.StatusOK {
		t.Errorf("a short body among them got %d", r.StatusCode)
	}
}

func TestHosts(t *testing.T) {
	o := options(t)
	o.Hosts = []string{"localhost", "127.0.0.1", "::1"}
	h := New(o)
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST.": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "[::1]": 200,
		"evil.example": 421, "evil.example:8080": 421, "localhost.evil.example": 421, "": 421, "127.0.0.1.nip.io": 421,
	} {
		r := post(`{"query":"{ hello }"}`)
		r.Host = host
		if got := send(h, r).StatusCode; got != want {
			t.Errorf("host %q got %d, want %d", host, got, want)
		}
	}
}

func TestClientOf(t *testing.T) {
	proxies, err := ParseProxies([]string{"10.0.0.0/8", "192.0.2.1", "fd00::/8"})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ remote, forwarded, want string }{
		"no proxy":                      {"198.51.100.7:1234", "", "198.51.100.7"},
		"a client that claims one":      {"198.51.100.7:1234", "203.0.113.9", "198.51.100.7"},
		"a proxy":                       {"10.1.2.3:1234", "203.0.113.9", "203.0.113.9"},
		"a proxy, and a client's claim": {"10.1.2.3:1234", "1.1.1.1, 203.0.113.9", "203.0.113.9"},
		"two proxies":                   {"10.1.2.3:1234", "203.0.113.9, 192.0.2.1", "203.0.113.9"},
		"a proxy without a header":      {"10.1.2.3:1234", "", "10.1.2.3"},
		"a proxy with a bad header":     {"10.1.2.3:1234", "unknown", "10.1.2.3"},
		"an address with a port":        {"10.1.2.3:1234", "203.0.113.9:5678", "203.0.113.9"},
		"IPv6 behind a proxy":           {"[fd00::1]:1234", "2001:db8::7", "2001:db8::7"},
		"IPv4 in IPv6":                  {"[::ffff:10.1.2.3]:1234", "203.0.113.9", "203.0.113.9"},
		"nothing but proxies":           {"10.1.2.3:1234", "10.9.9.9", "10.9.9.9"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := clientOf(r, proxies); got.String() != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
	if got := budgetKey(netip.MustParseAddr("2001:db8:1:2:3::4")); got != "2001:db8:1:2::/64" {
		t.Errorf("the budget of an IPv6 client is %s", got)
	}
	if _, err := ParseProxies([]string{"proxy.example"}); err == nil {
		t.Error("a name was taken for an address")
	}
}

func TestTheLogSaysWhoAskedWhat(t *testing.T) {
	var log bytes.Buffer
	o := options(t)
	o.Log = slog.New(slog.NewJSONHandler(&log, nil))
	send(New(o), post(`{"query":"query Greet { hello }"}`, requestIDHeader, "abcdef-1234"))
	var line map[string]any
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"id": "abcdef-1234", "client": "192.0.2.1", "operation": "Greet", "outcome": "ok", "cost": "0", "status": "200",
	} {
		if got := fmt.Sprint(line[key]); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	if response := send(New(o), post(`{"query":"{ hello }"}`, requestIDHeader, "a\"b c")); strings.Contains(response.Header.Get(requestIDHeader), `"`) {
		t.Error("an id that a log cannot hold was accepted")
	}
}

// The program's log adds the id to every line, and the line of a request has it already.
func TestTheLogNamesARequestOnce(t *testing.T) {
	var log bytes.Buffer
	o := options(t)
	o.Log = slog.New(request.Logs(slog.NewJSONHandler(&log, nil)))
	h := New(o)
	for _, r := range []*http.Request{
		post(`{"query":"{ hello }"}`),
		httptest.NewRequest(http.MethodGet, "/healthz", nil),
		httptest.NewRequest(http.MethodGet, "/opportunities/System:broken.svg", nil),
	} {
		log.Reset()
		id := send(h, r).Header.Get(requestIDHeader)
		for line := range strings.Lines(log.String()) {
			if strings.Count(line, `"id":`) != 1 || !strings.Contains(line, id) {
				t.Errorf("%s has its id %s not once: %s", r.URL, id, line)
			}
		}
	}
}

// The log has the whole address of a client, although its budget is that of its network.
func TestTheLogHasTheWholeAddress(t *testing.T) {
	for remote, want := range map[string]string{
		"192.0.2.7:1234": "192.0.2.7", "[2001:db8:1:2:3::4]:1234": "2001:db8:1:2:3::4", "[::1]:1234": "::1",
	} {
		var log bytes.Buffer
		o := options(t)
		o.Log = slog.New(slog.NewJSONHandler(&log, nil))
		r := post(`{"query":"{ hello }"}`)
		r.RemoteAddr = remote
		send(New(o), r)
		var line struct{ Client string }
		if err := json.Unmarshal(log.Bytes(), &line); err != nil || line.Client != want {
			t.Errorf("%s is logged as %q (%v)", remote, line.Client, err)
		}
	}
}

func TestRateLimitSaysWhatTheHeadersSay(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	server := serveBundledWith(t, func(o *Options) {
		o.Crowd, o.Now = Crowd{Rate: 10, Burst: 20}, func() time.Time { return now }
	})
	const asked = `rateLimit { limit remaining resetAt cost }`
	for _, c := range []struct{ query, want, left, reset string }{
		{`{ ` + asked + ` }`, `{"limit":20,"remaining":19,"resetAt":"2026-11-23T12:00:01Z","cost":1}`, "19", "1"},
		{`{ lostLeverage { totalCount } ` + asked + ` }`, `{"limit":20,"remaining":16,"resetAt":"2026-11-23T12:00:01Z","cost":3}`, "16", "1"}, // costs 1,431
		{`{ r: rateLimit { cost } s: rateLimit { remaining } }`, `"r":{"cost":1},"s":{"remaining":15}`, "15", "1"},
	} {
		body, err := json.Marshal(map[string]string{"query": c.query})
		if err != nil {
			t.Fatal(err)
		}
		response := send(server, post(string(body)))
		_, text := read(t, response)
		if !strings.Contains(text, c.want) {
			t.Errorf("%s: got %s, want %s", c.query, text, c.want)
		}
		if h := response.Header; h.Get("RateLimit-Remaining") != c.left || h.Get("RateLimit-Reset") != c.reset {
			t.Errorf("%s: headers %v", c.query, h)
		}
	}
}

func TestRateLimitIsNullWithoutOne(t *testing.T) {
	server := serveBundledWith(t, func(o *Options) { o.Crowd = Crowd{} })
	response := send(server, post(`{"query":"{ rateLimit { limit } }"}`))
	got, text := read(t, response)
	if value, there := got.Data["rateLimit"]; !there || value != nil || got.Extensions.Cost.Requested != 0 {
		t.Errorf("got %s, want null at no cost", text)
	}
	if response.Header.Get("RateLimit-Limit") != "" {
		t.Errorf("headers %v", response.Header)
	}
}

// TestTheLogSaysWhichStatements asks for two boroughs with their contracts: two statements.
func TestTheLogSaysWhichStatements(t *testing.T) {
	const query = `{"query":"{ boroughs(first: 2) { nodes { contracts(first: 1) { nodes { id } } } } }"}`
	for name, c := range map[string]struct {
		level slog.Level
		sent  any
	}{
		"info":  {slog.LevelInfo, nil},
		"debug": {slog.LevelDebug, "boroughs 1 contracts_of 1"},
	} {
		var log bytes.Buffer
		server := serveBundledWith(t, func(o *Options) {
			o.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: c.level}))
		})
		send(server, post(query))
		var line map[string]any
		if err := json.Unmarshal(log.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		if line["statements"] != 2.0 || line["sent"] != c.sent {
			t.Errorf("%s: %v statements, %v, want 2, %v", name, line["statements"], line["sent"], c.sent)
		}
	}
}
