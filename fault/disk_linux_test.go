package fault

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// script runs a shell script with the program as $PROGRAM, and returns its exit status. With
// private it has mounts of its own, where it may mount a small disk without being root.
func script(t *testing.T, private bool, text string) (stderr string, status int) {
	t.Helper()
	command := shell(t, private, text)
	var complaint strings.Builder
	command.Stderr = &complaint
	err := command.Run()
	if _, ended := errors.AsType[*exec.ExitError](err); err != nil && !ended {
		return err.Error(), noStart // mounts of its own may be forbidden here
	}
	return complaint.String(), command.ProcessState.ExitCode()
}

// noStart is the status of a script that could not be started.
const noStart = -1

func shell(t *testing.T, private bool, text string) *exec.Cmd {
	t.Helper()
	command := exec.CommandContext(t.Context(), "sh", "-uc", text)
	command.Env = append(os.Environ(), "PROGRAM="+program)
	if private {
		command.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
		}
	}
	return command
}

// afterwards checks what a start that failed has left in a folder: a store that opens and is filled
// once there is room, and nothing else.
func afterwards(t *testing.T, folder string) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains([]string{"estate.db", "estate.db-wal", "estate.db-shm"}, f.Name()) {
			t.Errorf("it has left %s", f.Name())
		}
	}
	path := filepath.Join(folder, "estate.db")
	s := serve(t, "--store", "sqlite:"+path)
	if s.base == "" {
		t.Fatalf("with room it does not start: %s", s.logged())
	}
	if n := s.boroughs(t); n != 33 {
		t.Errorf("with room it serves %d boroughs", n)
	}
	s.stop(t)
	if _, stderr, status := run(t, "check", "--read-only", "--store", "sqlite:"+path); status != 0 {
		t.Error(stderr)
	}
}

// If the disk fills up anywhere in the first start, the start fails with one sentence that names
// the file. Nothing half-written is left.
func TestAFullDiskAtTheFirstStart(t *testing.T) {
	if why, status := script(t, true, "mount -t tmpfs none "+t.TempDir()); status != 0 {
		t.Logf("LEFT OUT: no disk can be mounted here (%s); TestALimitOnTheSizeOfFiles stands for it", why)
		return
	}
	for _, size := range []string{"4k", "16k", "200k", "1m", "6m"} {
		t.Run(size, func(t *testing.T) {
			t.Parallel()
			disk, left := t.TempDir(), t.TempDir()
			stderr, status := script(t, true, fmt.Sprintf(`mount -t tmpfs -o size=%s none %s || exit 9
				"$PROGRAM" serve --listen 127.0.0.1:0 --store sqlite:%[2]s/estate.db
				status=$?
				cp %[2]s/* %[3]s/
				exit $status`, size, disk, left))
			if status != 1 {
				t.Fatalf("it ended with status %d: %s", status, stderr)
			}
			oneSentence(t, stderr, disk+"/estate.db", "make room")
			afterwards(t, left)
		})
	}
}

// A limit on the size of files acts like a full disk, and needs no mount.
func TestALimitOnTheSizeOfFiles(t *testing.T) {
	for _, blocks := range []int{4, 100, 400, 6000} { // of 512 bytes
		t.Run(fmt.Sprint(blocks), func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			stderr, status := script(t, false, fmt.Sprintf(`ulimit -f %d
				exec "$PROGRAM" serve --listen 127.0.0.1:0 --store sqlite:%s/estate.db`, blocks, folder))
			if status != 1 {
				t.Fatalf("it ended with status %d: %s", status, stderr)
			}
			oneSentence(t, stderr, folder+"/estate.db", "make room")
			afterwards(t, folder)
		})
	}
}

// With --read-only, a file on a read-only disk can be served and exported, and nothing changes it.
func TestAReadOnlyDiskIsServedAndExported(t *testing.T) {
	want, stderr, status := run(t, "export", "facts", "--store", "sqlite:"+whole)
	if status != 0 {
		t.Fatal(stderr)
	}
	path := copied(t)
	folder := filepath.Dir(path)
	private := true
	// Not even root can write to this mount.
	mount := fmt.Sprintf("mount --bind %[1]s %[1]s && mount -o remount,bind,ro %[1]s || exit 9\n", folder)
	if why, status := script(t, true, mount); status != 0 {
		t.Logf("LEFT OUT: no mount that is read only (%s); permissions stand for it", why)
		private = false
		mount = fmt.Sprintf("chmod 500 %s; chmod 400 %s\n", folder, path)
		t.Cleanup(func() { _ = os.Chmod(folder, 0o700) })
	}
	place := " --read-only --store sqlite:" + path
	s := start(t, shell(t, private, mount+`exec "$PROGRAM" serve --listen 127.0.0.1:0`+place))
	if s.base == "" {
		t.Fatal(s.logged())
	}
	if n := s.boroughs(t); n != 33 {
		t.Errorf("%d boroughs", n)
	}
	if status, body := s.get(t, "/readyz"); status != 200 {
		t.Errorf("/readyz: %d %s", status, body)
	}
	s.stop(t)
	out := filepath.Join(t.TempDir(), "facts.jsonl")
	if stderr, status := script(t, private, mount+`exec "$PROGRAM" export facts --out `+out+place); status != 0 || string(read(t, out)) != want {
		t.Errorf("the export differs: status %d %s", status, stderr)
	}
	for _, command := range []string{"import facts --bundled", "migrate", "generate --contracts 10 --mixed"} {
		stderr, status := script(t, private, mount+`exec "$PROGRAM" `+command+place)
		if status != 1 {
			t.Errorf("%s ended with status %d: %s", command, status, stderr)
		}
		oneSentence(t, stderr)
	}
	stderr, status = script(t, private, mount+`exec "$PROGRAM" serve --listen 127.0.0.1:0 --store sqlite:`+path)
	if status != 1 {
		t.Errorf("without --read-only it ended with status %d", status)
	}
	oneSentence(t, stderr, path, "writable")
}
