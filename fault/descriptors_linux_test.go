package fault

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// A server that may open few files serves fewer connections at a time. It never runs out of files
// in the middle of an answer, and goes on when the crowd has left.
func TestFewFileDescriptors(t *testing.T) {
	store := copied(t)
	s := start(t, shell(t, false, fmt.Sprintf(`ulimit -n 100; exec "$PROGRAM" serve --listen 127.0.0.1:0 --store "sqlite:%s"`, store)))
	if s.base == "" {
		t.Fatal(s.logged())
	}
	host := strings.TrimPrefix(s.base, "http://")
	var crowd []net.Conn
	for range 300 {
		connection, err := (&net.Dialer{Timeout: 5 * time.Second}).DialContext(t.Context(), "tcp", host)
		if err != nil {
			t.Fatal(err) // the kernel accepts those that the server does not
		}
		crowd = append(crowd, connection)
	}
	// Those that the server has accepted get whole answers, all at the same time, so the store
	// opens as many connections to its file as it ever will.
	var served sync.WaitGroup
	for _, connection := range crowd[:10] {
		served.Go(func() {
			answer, err := over(connection, host)
			if err != nil || !strings.Contains(answer, `"totalCount":33`) {
				t.Errorf("in the crowd: %v %.200s", err, answer)
			}
		})
	}
	served.Wait()
	for _, connection := range crowd {
		_ = connection.Close()
	}
	if n := s.boroughs(t); n != 33 {
		t.Errorf("when the crowd has left, it serves %d boroughs", n)
	}
	for _, complaint := range []string{"too many open files", "Accept error", "unable to open"} {
		if strings.Contains(s.logged(), complaint) {
			t.Errorf("it ran out of files: %.500s", s.logged())
		}
	}
	s.stop(t)
}

// If the limit on files is too low even for the store, the start fails with one sentence.
func TestTooFewFileDescriptors(t *testing.T) {
	stderr, status := script(t, false, fmt.Sprintf(`ulimit -n 40; exec "$PROGRAM" serve --listen 127.0.0.1:0 --store "sqlite:%s"`, copied(t)))
	if status != 1 {
		t.Errorf("status %d", status)
	}
	oneSentence(t, stderr, "40", "LimitNOFILE")
}

// over asks a question over a connection.
func over(connection net.Conn, host string) (string, error) {
	if err := connection.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		return "", err
	}
	if _, err := fmt.Fprintf(connection, "GET /graphql?query={boroughs{totalCount}} HTTP/1.1\r\nHost: %s\r\n\r\n", host); err != nil {
		return "", err
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return string(body), err
}
