package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// composeCommand is the command that reads docker-compose.yml. It needs no daemon.
func composeCommand(t *testing.T) []string {
	t.Helper()
	if exec.CommandContext(t.Context(), "docker", "compose", "version").Run() == nil {
		return []string{"docker", "compose"}
	}
	if _, err := exec.LookPath("docker-compose"); err == nil {
		return []string{"docker-compose"}
	}
	missing(t, "docker compose")
	return nil
}

func TestComposeTakesPasswordsFromFiles(t *testing.T) {
	command := composeCommand(t)
	output, err := exec.CommandContext(t.Context(), command[0], append(command[1:], "config")...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	for _, want := range []string{
		"neo4j://neo4j:7687", "NEO4J_PASSWORD_FILE: /run/secrets/neo4j_password", "NEO4J_AUTH_FILE: /run/secrets/neo4j_auth",
		"secrets/neo4j_password", "read_only: true", "condition: service_healthy", "mem_limit", "nofile: 4096", "BOROUGHGRAPH_HOSTS: localhost,127.0.0.1", "GOMEMLIMIT",
	} {
		if !strings.Contains(string(output), want) {
			t.Errorf("the configuration lacks %q:\n%s", want, output)
		}
	}
	if strings.Contains(string(output), "NEO4J_PASSWORD:") || strings.Contains(string(output), "NEO4J_AUTH:") {
		t.Errorf("a password is in the environment:\n%s", output)
	}
}

// systemd accepts the unit, and the unit has every setting that the docs promise.
func TestSystemdTakesTheUnit(t *testing.T) {
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		missing(t, "systemd-analyze")
	}
	unit, err := os.ReadFile("deploy/boroughgraph.service")
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable() // the binary need not be installed here
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"SQLite": string(unit),
		"Neo4j":  strings.NewReplacer("\n#Environment=", "\nEnvironment=", "\n#LoadCredential=", "\nLoadCredential=").Replace(string(unit)),
	} {
		path := filepath.Join(t.TempDir(), "boroughgraph.service")
		if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, "/usr/local/bin/boroughgraph", program)), 0o600); err != nil {
			t.Fatal(err)
		}
		output, err := exec.CommandContext(t.Context(), "systemd-analyze", "verify", "--man=no", path).CombinedOutput()
		if err != nil || strings.Contains(string(output), "boroughgraph.service") {
			t.Errorf("%s: %v\n%s", name, err, output)
		}
	}
	for _, want := range []string{"MemoryMax=", "LimitNOFILE=", "LoadCredential=neo4j-password", "NEO4J_PASSWORD_FILE=%d/neo4j-password", "DynamicUser=yes", "GOMEMLIMIT="} {
		if !strings.Contains(string(unit), want) {
			t.Errorf("the unit lacks %s", want)
		}
	}
}

// nginx with deploy/nginx.conf passes requests on, and refuses those over its limit.
func TestNginxTakesTheProxy(t *testing.T) {
	if _, err := exec.LookPath("nginx"); err != nil {
		missing(t, "nginx")
	}
	site, err := os.ReadFile("deploy/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o755); err != nil { // nginx does not work as root
		t.Fatal(err)
	}
	chain, key := writeCertificate(t, folder, "api.example.org")
	near, far := freeAddress(t), strings.TrimSuffix(strings.TrimPrefix(serveInMemory(t, "--proxies", "127.0.0.1", "--hosts", "api.example.org"), "http://"), "/graphql")
	replaced := strings.NewReplacer(
		"/etc/ssl/api.example.org/chain.pem", chain, "/etc/ssl/api.example.org/key.pem", key, "listen 443", "listen "+near, "127.0.0.1:8080", far,
	).Replace(string(site))
	var temporary strings.Builder
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temporary, "%s_temp_path %s/%[1]s;\n", kind, folder)
	}
	path := filepath.Join(folder, "nginx.conf")
	whole := fmt.Sprintf("daemon off; master_process off; pid %s/pid; error_log stderr; events {} http { access_log off; %s %s }", folder, temporary.String(), replaced)
	if err := os.WriteFile(path, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	if output, err := exec.CommandContext(t.Context(), "nginx", "-t", "-e", "stderr", "-c", path).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	proxy := exec.CommandContext(t.Context(), "nginx", "-e", "stderr", "-c", path)
	proxy.Stderr, proxy.WaitDelay = testWriter{t}, 5*time.Second
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = proxy.Process.Signal(syscall.SIGTERM); _ = proxy.Wait() }) // the error only says that the signal ended it
	roots := x509.NewCertPool()
	text, err := os.ReadFile(chain)
	if err != nil || !roots.AppendCertsFromPEM(text) {
		t.Fatal("the certificate is not read", err)
	}
	client := &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "api.example.org"}}}
	status := func() (int, error) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+near+"/graphql?query={boroughs{totalCount}}", nil)
		if err != nil {
			return 0, err
		}
		request.Host = "api.example.org"
		response, err := client.Do(request)
		if err != nil {
			return 0, err
		}
		defer response.Body.Close()
		if response.StatusCode == http.StatusOK && (response.Header.Get("X-Request-Id") == "" || response.Header.Get("Strict-Transport-Security") == "") {
			return 0, fmt.Errorf("the headers are %v", response.Header)
		}
		return response.StatusCode, nil
	}
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		got, err := status()
		if err == nil && got == http.StatusOK {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the proxy answers %d, %v", got, err)
		}
	}
	turnedAway := 0
	for range 200 { // more than a burst of 40 and 20 a second allow
		got, err := status()
		if err != nil || got != http.StatusOK && got != http.StatusTooManyRequests {
			t.Fatalf("the proxy answers %d, %v", got, err)
		}
		if got == http.StatusTooManyRequests {
			turnedAway++
		}
	}
	if turnedAway == 0 {
		t.Error("the proxy turned nothing away")
	}
}
