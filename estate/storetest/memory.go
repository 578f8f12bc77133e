package storetest

import (
	"os"
	"strconv"
	"strings"
)

// PeakMemory returns the most memory, in bytes, that this process has held so far. It returns 0
// where the system does not report it.
func PeakMemory() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if kB, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(kB), " kB"), 10, 64)
			return n << 10
		}
	}
	return 0
}
