//go:build unix

package main

import "syscall"

// openFiles returns how many files and connections this process may have open, and 0 if it is not
// known.
func openFiles() int {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	const most = 1 << 20 // some systems say that there is no limit
	return int(min(uint64(limit.Cur), most))
}
