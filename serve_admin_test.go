package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// freeAddress returns a loopback address that nothing listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// fetch sends a request with a Host header and returns the status and the body.
func fetch(t *testing.T, method, address, host, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if host != "" {
		request.Host = host
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func TestMetricsCountWhatTheServerDoes(t *testing.T) {
	admin := freeAddress(t)
	address := serveInMemory(t, "--admin", admin)
	fetch(t, http.MethodPost, address, "", `{"query":"query Names { boroughs(first: 2) { nodes { name } } }"}`)
	fetch(t, http.MethodPost, address, "", `{"query":"{ contracts(first: 100000) { totalCount nodes { id } } }"}`)
	_, text := fetch(t, http.MethodGet, "http://"+admin+"/metrics", "", "")
	for _, want := range []string{
		`boroughgraph_requests_total{path="/graphql",status="200"} 2`,
		`boroughgraph_operation_seconds_count{operation="Names",outcome="ok"} 1`,
		`boroughgraph_operation_seconds_count{operation="unnamed",outcome="TOO_COSTLY"} 1`,
		`boroughgraph_operation_cost_count 2`,
		`boroughgraph_statements_total{statement="boroughs"}`,
		`boroughgraph_statement_seconds_total{statement="boroughs"}`,
		`boroughgraph_running{kind="dear"} 0`,
		`boroughgraph_cache_requests_total{cache="documents",outcome="miss"} 1`, // the other is refused before the cache is asked
		`boroughgraph_cache_requests_total{cache="persisted",outcome="hit"} 0`,
		`boroughgraph_cache_requests_total{cache="prepared",outcome="miss"}`,
		`boroughgraph_cache_requests_total{cache="overview",outcome="hit"} 0`,
		`boroughgraph_pool_connections{pool="reads",use="in_use"} `,
		`boroughgraph_pool_waits_total{pool="writes"} `,
		`boroughgraph_pool_wait_seconds_total{pool="reads"} `,
		`boroughgraph_shed_total{kind="cheap"} 0`,
		`boroughgraph_store_ready 1`,
		`boroughgraph_store_revision_info{revision="Batch:`,
		`boroughgraph_last_import_age_seconds`,
		`boroughgraph_build_info{`,
		`go_goroutines`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the metrics lack %s", want)
		}
	}
	if status, _ := fetch(t, http.MethodGet, strings.TrimSuffix(address, "/graphql")+"/metrics", "", ""); status != http.StatusNotFound {
		t.Errorf("clients get metrics with status %d", status)
	}
	if status, _ := fetch(t, http.MethodGet, "http://"+admin+"/debug/pprof/", "", ""); status != http.StatusOK {
		t.Errorf("profiles have status %d", status)
	}
}

func TestOtherSitesCannotReadALoopbackServer(t *testing.T) {
	admin := freeAddress(t)
	address := serveInMemory(t, "--admin", admin)
	for _, path := range []string{"/metrics", "/debug/pprof/"} {
		for host, want := range map[string]int{"": 200, "localhost:9090": 200, "evil.example:9090": 421} {
			if status, _ := fetch(t, http.MethodGet, "http://"+admin+path, host, ""); status != want {
				t.Errorf("%s of host %q got %d, want %d", path, host, status, want)
			}
		}
	}
	for host, want := range map[string]int{"": 200, "localhost:8080": 200, "evil.example": 421} {
		if status, _ := fetch(t, http.MethodPost, address, host, `{"query":"{ __typename }"}`); status != want {
			t.Errorf("host %q got %d, want %d", host, status, want)
		}
	}
	if status, _ := fetch(t, http.MethodPost, serveInMemory(t, "--hosts", "api.example"), "api.example", `{"query":"{ __typename }"}`); status != 200 {
		t.Errorf("a host that is named got %d", status)
	}
}

func TestAClosedServerRunsOnlyItsDocuments(t *testing.T) {
	folder := t.TempDir()
	const known = "{ boroughs { totalCount } }"
	if err := os.WriteFile(filepath.Join(folder, "count.graphql"), []byte(known), 0o600); err != nil {
		t.Fatal(err)
	}
	address := serveInMemory(t, "--documents", folder, "--no-playground", "--no-introspection")
	query := func(text string) string {
		body, err := json.Marshal(map[string]string{"query": text})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	const hash = "b8d1d0d7b9ee5b5e0d7d5d4c0f1f0b6f0000000000000000000000000000ffff"
	for name, c := range map[string]struct {
		body   string
		status int
	}{
		"a known document":   {query(known), http.StatusOK},
		"an unknown one":     {query("{ boroughs { totalCount } } "), http.StatusForbidden},
		"introspection":      {query("{ __schema { queryType { name } } }"), http.StatusForbidden},
		"an unknown by hash": {`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + hash + `"}}}`, http.StatusForbidden},
	} {
		if status, text := fetch(t, http.MethodPost, address, "", c.body); status != c.status {
			t.Errorf("%s got %d %s, want %d", name, status, text, c.status)
		}
	}
	base := strings.TrimSuffix(address, "/graphql")
	for _, path := range []string{"/playground", "/schema.graphql", "/"} {
		if status, _ := fetch(t, http.MethodGet, base+path, "", ""); status != http.StatusNotFound {
			t.Errorf("%s has status %d, want 404", path, status)
		}
	}
}

// TestClientsMayNameTheirQueries checks the default, the setting, and its limit.
func TestClientsMayNameTheirQueries(t *testing.T) {
	const hash = `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`
	for name, c := range map[string]struct {
		flags []string
		want  string
	}{
		"by default":   {nil, `"PERSISTED_QUERY_NOT_FOUND"`},
		"switched off": {[]string{"--persisted-queries", "0"}, `"PERSISTED_QUERY_NOT_SUPPORTED"`},
	} {
		status, text := fetch(t, http.MethodPost, serveInMemory(t, c.flags...), "", hash)
		if status != http.StatusOK || !strings.Contains(text, c.want) {
			t.Errorf("%s: got %d %s, want %s", name, status, text, c.want)
		}
	}
}

// writeCertificate writes a certificate for a name, which it signs itself.
func writeCertificate(t *testing.T, folder, name string) (chain, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	chain, key = filepath.Join(folder, "chain.pem"), filepath.Join(folder, "key.pem")
	for path, block := range map[string]*pem.Block{chain: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return chain, key
}

func TestANewCertificateIsReadWithoutARestart(t *testing.T) {
	folder := t.TempDir()
	s := &serveCommand{}
	s.TLSCert, s.TLSKey = writeCertificate(t, folder, "old.example")
	c, err := s.certificate()
	if err != nil {
		t.Fatal(err)
	}
	named := func() string {
		got, err := c.get(nil)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(got.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return leaf.Subject.CommonName
	}
	if got := named(); got != "old.example" {
		t.Errorf("got %s", got)
	}
	writeCertificate(t, folder, "new.example")
	later := time.Now().Add(time.Minute)
	for _, path := range []string{s.TLSCert, s.TLSKey} {
		if err := os.Chtimes(path, later, later); err != nil {
			t.Fatal(err)
		}
	}
	if got := named(); got != "new.example" {
		t.Errorf("after the change it is %s", got)
	}
	if err := os.WriteFile(s.TLSKey, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := named(); got != "new.example" {
		t.Errorf("with half a key it is %s", got)
	}
}

// The dashboard and the alarms ask only for metrics that the server writes.
func TestAlarmsAndDashboardNameMetricsThatExist(t *testing.T) {
	admin := freeAddress(t)
	address := serveInMemory(t, "--admin", admin)
	fetch(t, http.MethodPost, address, "", `{"query":"{ boroughs(first: 2) { nodes { name } } }"}`)
	_, text := fetch(t, http.MethodGet, "http://"+admin+"/metrics", "", "")
	metric := regexp.MustCompile(`\b(boroughgraph|process)_[a-z_]+`)
	for _, path := range []string{"docs/monitoring/alerts.yml", "docs/monitoring/dashboard.json"} {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		names := metric.FindAllString(string(file), -1)
		if len(names) < 5 {
			t.Errorf("%s names only %d metrics", path, len(names))
		}
		for _, name := range names {
			if !strings.Contains(text, "\n"+name) {
				t.Errorf("%s names %s, which the server does not write", path, name)
			}
		}
	}
	var dashboard struct{ Panels []any }
	file, err := os.ReadFile("docs/monitoring/dashboard.json")
	if err != nil || json.Unmarshal(file, &dashboard) != nil || len(dashboard.Panels) == 0 {
		t.Errorf("the dashboard is not JSON with panels: %v", err)
	}
}

// docs/operations.md says what each alarm means, and names no other.
func TestEveryAlarmIsExplained(t *testing.T) {
	rules, err := os.ReadFile("docs/monitoring/alerts.yml")
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	names := func(pattern string, text []byte) (found []string) {
		for _, match := range regexp.MustCompile(pattern).FindAllSubmatch(text, -1) {
			found = append(found, string(match[1]))
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	alarms := names(`- alert: (\w+)`, rules)
	if explained := names(`alarm ([A-Z]\w+)`, page); len(alarms) < 10 || !slices.Equal(alarms, explained) {
		t.Errorf("the alarms are %v, and those that are explained %v", alarms, explained)
	}
}
