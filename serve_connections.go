package main

import (
	"net"
	"net/http"
	"sync/atomic"
)

// keptFree is which part of the places for connections, one in so many, idle ones cannot hold.
const keptFree = 10

// connections counts the open connections of clients. One that asks nothing keeps its place until
// it has been idle for some minutes, so idle ones could hold all places and keep others out for as
// long. When few places are left, each answer therefore ends its connection.
type connections struct {
	places int
	open   atomic.Int64
}

// changed implements http.Server.ConnState.
func (c *connections) changed(_ net.Conn, to http.ConnState) {
	switch to {
	case http.StateNew:
		c.open.Add(1)
	case http.StateClosed, http.StateHijacked:
		c.open.Add(-1)
	default: // it stays open
	}
}

// few reports whether few places are left.
func (c *connections) few() bool {
	return c.open.Load() > int64(c.places-max(1, c.places/keptFree))
}

// ended returns a handler whose answers end their connections while few places are left.
func (c *connections) ended(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.few() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}
