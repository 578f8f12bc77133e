package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
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

func compose(t *testing.T, password string, args ...string) (string, error) {
	t.Helper()
	command := composeCommand(t)
	c := exec.CommandContext(t.Context(), command[0], append(command[1:], args...)...)
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "NEO4J_PASSWORD=") {
			c.Env = append(c.Env, v)
		}
	}
	c.Env = append(c.Env, "NEO4J_PASSWORD="+password)
	output, err := c.CombinedOutput()
	return string(output), err
}

func TestComposeTakesTheFileAndAPassword(t *testing.T) {
	output, err := compose(t, "long-enough", "config")
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	for _, want := range []string{"neo4j://neo4j:7687", "NEO4J_PASSWORD: long-enough", "read_only: true", "condition: service_healthy"} {
		if !strings.Contains(output, want) {
			t.Errorf("the configuration lacks %q:\n%s", want, output)
		}
	}
	if output, err := compose(t, "", "config"); err == nil || !strings.Contains(output, "at least eight letters") {
		t.Errorf("an empty password is accepted: %v\n%s", err, output)
	}
}
