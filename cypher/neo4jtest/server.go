package neo4jtest

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

//go:embed pom.xml
var pom []byte

//go:embed Launcher.java
var launcher []byte

const (
	image = "neo4j:5-community"
	// startFor is how long a server may take to answer, including the time to fetch it.
	startFor = 5 * time.Minute
	// stopFor is how long it may take to end before it is killed.
	stopFor = 15 * time.Second
)

// Server is a Neo4j that answers at URI.
type Server struct {
	URI string
	// local is true if the server was started here, so it asks for no password.
	local bool
	stop  func() error
}

// Stop ends the server if Start started it.
func (s *Server) Stop() error {
	if s.stop == nil {
		return nil
	}
	return s.stop()
}

// Start finds a server or starts one. It tries NEO4J_URI, then Docker, then Java with Maven. The
// flags are for Java.
func Start(ctx context.Context, flags ...string) (*Server, error) {
	if uri := os.Getenv("NEO4J_URI"); uri != "" {
		return &Server{URI: uri}, nil
	}
	ctx, done := context.WithTimeout(ctx, startFor)
	defer done()
	if exec.CommandContext(ctx, "docker", "info").Run() == nil {
		return startContainer(ctx)
	}
	return startJava(ctx, flags)
}

// startContainer runs the image on a free loopback port.
func startContainer(ctx context.Context) (*Server, error) {
	id, err := output(ctx, "docker", "run", "--detach", "--rm", "--publish", "127.0.0.1::7687", "--env", "NEO4J_AUTH=none", image)
	if err != nil {
		return nil, err
	}
	s := &Server{local: true, stop: func() error {
		return exec.CommandContext(context.WithoutCancel(ctx), "docker", "stop", "--time", "5", id).Run()
	}}
	address, err := output(ctx, "docker", "port", id, "7687/tcp")
	if err == nil {
		s.URI = "bolt://" + address
		err = answers(ctx, s.URI)
	}
	if err != nil {
		return nil, errors.Join(err, s.stop())
	}
	return s, nil
}

// answers waits until a server answers.
func answers(ctx context.Context, uri string) error {
	driver, err := neo4j.NewDriverWithContext(uri, neo4j.NoAuth())
	if err != nil {
		return err
	}
	defer driver.Close(ctx)
	for {
		if err = driver.VerifyConnectivity(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the server at %s does not answer: %w", uri, err)
		case <-time.After(300 * time.Millisecond):
		}
	}
}

// startJava fetches the artifacts of pom.xml and runs Launcher.java with them. The launcher ends
// when its standard input ends, so it also ends with this process, even if that is killed.
func startJava(ctx context.Context, flags []string) (*Server, error) {
	home, err := os.MkdirTemp(inMemory(), "boroughgraph-neo4j-")
	if err != nil {
		return nil, err
	}
	s, err := launch(ctx, home, flags)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(home))
	}
	return s, nil
}

func launch(ctx context.Context, home string, flags []string) (*Server, error) {
	classpath, err := resolve(ctx, home)
	if err != nil {
		return nil, err
	}
	source := filepath.Join(home, "Launcher.java")
	if err := os.WriteFile(source, launcher, 0o600); err != nil {
		return nil, err
	}
	var complaints bytes.Buffer
	// The server lives for minutes and plans many statements. The quick compiler alone serves it
	// best, but by default it has room for 48 MB of code, which the planner fills.
	args := []string{
		"-Xms512m", "-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m", "-XX:+UseSerialGC",
		"--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	}
	args = append(append(args, flags...), "-cp", classpath, source, home)
	java := exec.CommandContext(context.WithoutCancel(ctx), "java", args...)
	java.Stderr = &complaints
	in, err := java.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := java.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := java.Start(); err != nil {
		return nil, fmt.Errorf("java: %w", err)
	}
	stop := func() error { return end(java, in, home) }
	port, err := portIn(ctx, out)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the launcher: %w: %s", err, strings.TrimSpace(complaints.String())), stop())
	}
	return &Server{URI: "bolt://127.0.0.1:" + port, local: true, stop: stop}, nil
}

// resolve lets Maven find the artifacts, on this machine if they are there, otherwise in its
// repository.
func resolve(ctx context.Context, home string) (classpath string, err error) {
	project, list := filepath.Join(home, "pom.xml"), filepath.Join(home, "classpath")
	if err := os.WriteFile(project, pom, 0o600); err != nil {
		return "", err
	}
	for _, mode := range []string{"--offline", "--no-transfer-progress"} {
		_, err = output(ctx, "mvn", "--batch-mode", "--quiet", mode, "--file", project,
			"dependency:build-classpath", "-Dmdep.outputFile="+list)
		if err == nil {
			break
		}
	}
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(list)
	return strings.TrimSpace(string(text)), err
}

// portIn reads the launcher's line "PORT n". It keeps reading the rest of the output and drops it,
// so that the launcher never blocks.
func portIn(ctx context.Context, out io.Reader) (string, error) {
	found := make(chan string, 1)
	go func() {
		defer close(found)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if port, ok := strings.CutPrefix(lines.Text(), "PORT "); ok {
				found <- port
			}
		}
	}()
	select {
	case port, ok := <-found:
		if !ok {
			return "", errors.New("it ended before it answered")
		}
		return port, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// end closes the launcher's standard input, and kills it if it does not end by itself.
func end(java *exec.Cmd, in io.Closer, home string) error {
	in.Close()
	ended := make(chan struct{})
	go func() {
		_ = java.Wait() // a server that was told to end may exit with an error status
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(stopFor):
		java.Process.Kill()
		<-ended
	}
	return os.RemoveAll(home)
}

// output returns what a command prints, without the space around it.
func output(ctx context.Context, name string, args ...string) (string, error) {
	command := exec.CommandContext(ctx, name, args...)
	var complaints bytes.Buffer
	command.Stderr = &complaints
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, args[0], err, strings.TrimSpace(complaints.String()+string(out)))
	}
	return strings.TrimSpace(string(out)), nil
}
