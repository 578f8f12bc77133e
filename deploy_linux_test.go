package main

import (
	"bytes"
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"syscall"
	"testing"
)

// The image's build step makes a static binary. It must serve as a user who owns only the folder of
// the data, with no home and no folder for temporary files.
func TestTheImagesBinaryNeedsNothing(t *testing.T) {
	file, err := os.ReadFile("Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	build := regexp.MustCompile(`(?m)^RUN (CGO_ENABLED=0 go build .*) -o /out/boroughgraph \.`).FindSubmatch(file)
	if build == nil {
		t.Fatal("the build step of the Dockerfile is not the one that this test knows")
	}
	folder, err := os.MkdirTemp("", "image") // t.TempDir is closed to other users
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) }) // a leftover is in the temporary folder
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(folder, "boroughgraph")
	output, err := exec.CommandContext(t.Context(), "sh", "-c", string(build[1])+" -o "+binary+" .").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	program, err := elf.Open(binary)
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	for _, p := range program.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the binary is not static: it asks for an interpreter")
		}
	}
	serveAsNobody(t, binary)
}

func serveAsNobody(t *testing.T, binary string) {
	t.Helper()
	const nonroot = 65532 // the id of that user in the image
	data := filepath.Join(filepath.Dir(binary), "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), filepath.Base(binary), "serve", "--listen", "127.0.0.1:0", "--store", "sqlite:"+data+"/estate.db")
	command.Path = binary
	command.Env = []string{"TMPDIR=/nonexistent", "SQLITE_TMPDIR=/nonexistent"}
	command.Dir = "/"
	if os.Getuid() == 0 { // otherwise it runs as this test's user, who is not root either
		if err := os.Chown(data, nonroot, nonroot); err != nil {
			t.Fatal(err)
		}
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nonroot, Gid: nonroot}}
	}
	var complaint bytes.Buffer
	command.Stderr = &complaint
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() })
	if got := ask(t, addressOf(t, output), "{ boroughs { totalCount } }"); got["boroughs"].(map[string]any)["totalCount"] != 33.0 {
		t.Errorf("got %v", got)
	}
	if err := command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err != nil {
		t.Errorf("%v: %s", err, complaint.String())
	}
}
