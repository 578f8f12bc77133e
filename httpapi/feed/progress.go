package feed

import (
	"net/http"
	"time"
)

// part is how many bytes of a file are written under one deadline.
const part = 16 << 10

// progress writes a file under a deadline that moves on with each part. A client that reads slowly
// gets its whole file, and one that has stopped reading is cut off after stall.
type progress struct {
	http.ResponseWriter
	connection *http.ResponseController
	stall      time.Duration
}

func (p *progress) Write(b []byte) (int, error) {
	written := 0
	for len(b) > 0 {
		p.extend()
		n, err := p.ResponseWriter.Write(b[:min(part, len(b))])
		written += n
		if err != nil {
			return written, err
		}
		b = b[n:]
	}
	return written, nil
}

// FlushError implements what http.ResponseController flushes by.
func (p *progress) FlushError() error {
	p.extend()
	return p.connection.Flush()
}

// extend moves the deadline. It uses the machine's clock, as all deadlines of connections do. A
// writer without deadlines, as in tests, needs none.
func (p *progress) extend() { _ = p.connection.SetWriteDeadline(time.Now().Add(p.stall)) }
