package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// asked sends a request over a connection, and reports whether the answer ends the connection.
func asked(t *testing.T, c net.Conn, host string) (ends bool) {
	t.Helper()
	if err := c.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(c, "GET /healthz HTTP/1.1\r\nHost: %s\r\n\r\n", host); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("status %d, %v", response.StatusCode, err)
	}
	return response.Close
}

// Each connection may hold the head of a request, so heads are short. Long operations go by POST.
func TestLongAddressesAreRefused(t *testing.T) {
	address := serveInMemory(t) + "?query={boroughs{totalCount}}&unused="
	for length, served := range map[int]bool{maxHead / 2: true, maxHead * 2: false} {
		response, err := http.Get(address + strings.Repeat("a", length))
		if err != nil && served {
			t.Fatal(err)
		}
		if err != nil {
			continue // the server ends the connection before all is sent
		}
		response.Body.Close()
		if got := response.StatusCode == http.StatusOK; got != served {
			t.Errorf("an address of %d bytes got %d", length, response.StatusCode)
		}
	}
}

// Idle connections never hold all places: the last ones are free again after each answer.
func TestIdleConnectionsLeaveRoom(t *testing.T) {
	const places = 20
	admin := freeAddress(t)
	base := strings.TrimSuffix(serveInMemory(t, "--connections", fmt.Sprint(places), "--admin", admin), "/graphql")
	host := strings.TrimPrefix(base, "http://")
	connect := func() net.Conn {
		c, err := (&net.Dialer{Timeout: 30 * time.Second}).DialContext(t.Context(), "tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { c.Close() })
		return c
	}
	const idle = places - places/keptFree
	for i := range idle {
		if asked(t, connect(), host) {
			t.Fatalf("connection %d of %d places was ended", i+1, places)
		}
	}
	for range places {
		if !asked(t, connect(), host) {
			t.Fatal("a connection kept one of the last places")
		}
	}
	want := fmt.Sprintf("\nboroughgraph_connections %d\n", idle)
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) { // the last one may not be closed yet
		_, text := fetch(t, http.MethodGet, "http://"+admin+"/metrics", "", "")
		if strings.Contains(text, want) && strings.Contains(text, fmt.Sprintf("\nboroughgraph_connections_limit %d\n", places)) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the metrics lack %q", want)
		}
	}
}
