package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Addresses of two clients. Each has a budget of its own.
const (
	oneClient     = "127.0.0.2"
	anotherClient = "127.0.0.3"
)

// fairness asks a dear question twice a second as one client, and cheap ones as another.
func fairness(ctx context.Context, s *server, long time.Duration) error {
	alone := attack(ctx, s, anotherClient, 20, maxWorkers, long/4, cheap[0])
	var beside seen
	var both sync.WaitGroup
	both.Go(func() { beside = attack(ctx, s, oneClient, 2, maxWorkers, long, dear) })
	found := attack(ctx, s, anotherClient, 20, maxWorkers, long, cheap[0])
	both.Wait()
	fmt.Printf("%-52s %12s, p99 %s\n", "a cheap question alone, median", alone.admitted.Latencies.P50, p99(&alone.admitted))
	fmt.Printf("%-52s %12s\n", "beside dear ones, median", found.admitted.Latencies.P50)
	fmt.Printf("%-52s %12d of %d, median %s\n", "dear ones that were answered",
		beside.admitted.Requests, beside.admitted.Requests+beside.shed.Requests, beside.admitted.Latencies.P50)
	const limit = 100 * time.Millisecond
	return errors.Join(
		check("beside dear ones, p99", p99(&found.admitted), limit, found.admitted.Latencies.P99 <= limit),
		check("cheap ones turned away", found.shed.Requests, 0, found.shed.Requests == 0),
		found.checkWrong(), beside.checkWrong())
}

// capacity returns how many cheap questions the server answers in a second.
func capacity(ctx context.Context, s *server, long time.Duration) int {
	found := attack(ctx, s, oneClient, 0, 8, long, cheap...)
	perSecond := max(1, int(found.admitted.Throughput))
	fmt.Printf("%-52s %12d a second, %d MB\n", "answered with eight under way", perSecond, found.memory)
	return perSecond
}

// crowd sends three times as many questions as the server can answer, and then half as many.
func crowd(ctx context.Context, s *server, long time.Duration) error {
	can := capacity(ctx, s, long/4)
	before, err := s.memory()
	if err != nil {
		return err
	}
	var healthy, crowded seen
	var both sync.WaitGroup
	both.Go(func() { healthy = attack(ctx, s, anotherClient, 4, maxWorkers, long, health...) })
	crowded = attack(ctx, s, oneClient, 3*can, maxWorkers, long, cheap...)
	both.Wait()
	after := attack(ctx, s, oneClient, max(1, can/2), maxWorkers, time.Second, cheap...)
	later := attack(ctx, s, oneClient, max(1, can/2), maxWorkers, long/4, cheap...)
	fmt.Printf("%-52s %12d of %d, %d MB\n", "answered of three times as many",
		crowded.admitted.Requests, crowded.admitted.Requests+crowded.shed.Requests, crowded.memory)
	fmt.Printf("%-52s %12s\n", "turned away, median", crowded.shed.Latencies.P50)
	fmt.Printf("%-52s %12d\n", "turned away in the second after", after.shed.Requests)
	const limit, growth = 2 * time.Second, 100
	return errors.Join(
		check("ready and alive meanwhile, p99", p99(&healthy.admitted), time.Second, healthy.admitted.Latencies.P99 <= time.Second),
		healthy.checkWrong(),
		check("answered, p99", p99(&crowded.admitted), limit, crowded.admitted.Latencies.P99 <= limit),
		check("turned away, p99", p99(&crowded.shed), limit, crowded.shed.Latencies.P99 <= limit),
		check("MB more than before", crowded.memory-before, growth, crowded.memory-before <= growth),
		crowded.checkWrong(), after.checkWrong(), later.checkWrong(),
		check("turned away after that second", later.shed.Requests, 0, later.shed.Requests == 0))
}

// bodies opens 300 requests with a body of 900 KB each, and never sends the last byte.
func bodies(ctx context.Context, s *server, long time.Duration) error {
	const clients, length, limit = 300, 900_000, 100
	at, err := url.Parse(s.address)
	if err != nil {
		return err
	}
	before, err := s.memory()
	if err != nil {
		return err
	}
	for range clients {
		var dialer net.Dialer
		connection, err := dialer.DialContext(ctx, "tcp", at.Host)
		if err != nil {
			return err
		}
		defer connection.Close()
		_ = connection.SetWriteDeadline(time.Now().Add(5 * time.Second))
		head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", at.Path, at.Host, length)
		_, _ = connection.Write([]byte(head + strings.Repeat(" ", length-1))) // fails if the request is refused
	}
	beside := attack(ctx, s, oneClient, 20, maxWorkers, min(long, 20*time.Second), cheap[0])
	more := beside.memory - before
	return errors.Join(
		check("MB for 300 bodies of 900 KB", more, limit, more <= limit),
		check("cheap ones turned away beside them", beside.shed.Requests, 0, beside.shed.Requests == 0),
		beside.checkWrong())
}

// soak asks 70% of the questions that the server can answer, for a long time, and compares the end
// with the beginning.
func soak(ctx context.Context, s *server, long time.Duration) error {
	rate := max(1, capacity(ctx, s, min(long/4, 10*time.Second))*7/10)
	const parts = 10
	var first, last seen
	for part := range parts {
		last = attack(ctx, s, oneClient, rate, maxWorkers, long/parts, cheap...)
		fmt.Printf("part %2d: %6d answered, %d turned away, p99 %8s, %d MB\n",
			part+1, last.admitted.Requests, last.shed.Requests, p99(&last.admitted), last.memory)
		if part == 1 { // memory grows at first
			first = last
		}
		if err := last.checkWrong(); err != nil {
			return err
		}
	}
	const growth, limit = 50, 2 * time.Second
	return errors.Join(
		check("MB more in the last part than in the second", last.memory-first.memory, growth, last.memory-first.memory <= growth),
		check("p99 in the last part", p99(&last.admitted), limit, last.admitted.Latencies.P99 <= limit),
		check("turned away in the last part", last.shed.Requests, 0, last.shed.Requests == 0))
}
