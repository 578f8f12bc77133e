package neo4jtest

import "syscall"

// inMemory returns a memory-backed folder with room for a server's files, because on a disk each
// commit waits for the disk. If there is no such folder, it returns "", which means the usual one
// for temporary files.
func inMemory() string {
	const folder, room = "/dev/shm", 2 << 30
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil || s.Bavail*uint64(s.Bsize) < room {
		return ""
	}
	return folder
}
