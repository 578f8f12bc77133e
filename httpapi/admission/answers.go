package admission

import (
	"sync"
	"time"

	"boroughgraph/estate"
)

// Answers bounds the bytes of answers that clients have not read yet. A request leaves its gate
// before its answer is written, so a client that reads slowly keeps nobody else out.
type Answers struct {
	small int64 // an answer up to this size is always let out
	share int64 // what one client may have unread, if it is more than one answer

	mu   sync.Mutex
	left int64
	held map[string]int64 // by client
}

// NewAnswers returns a budget of bytes for the answers longer than small, of which one client gets
// at most share.
func NewAnswers(budget, share, small int64) *Answers {
	return &Answers{small: small, share: share, left: budget, held: map[string]int64{}}
}

// Hold takes room for an answer until it is read. It returns *Busy if there is none, or if the
// client has not read others.
func (a *Answers) Hold(client string, bytes int64) (release func(), err error) {
	if bytes <= a.small {
		return func() {}, nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	held := a.held[client]
	if bytes > a.left || held > 0 && held+bytes > a.share {
		return nil, &Busy{
			Err:   &estate.Error{Code: estate.CodeUnavailable, Message: "too many long answers have not been read yet: try again in a second"},
			After: time.Second,
		}
	}
	a.left -= bytes
	a.held[client] = held + bytes
	return func() { a.release(client, bytes) }, nil
}

func (a *Answers) release(client string, bytes int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.left += bytes
	if a.held[client] -= bytes; a.held[client] == 0 {
		delete(a.held, client)
	}
}
