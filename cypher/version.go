package cypher

import (
	"strconv"
	"strings"
)

// atLeast reports whether a server's version is the one required or later. Versions
// count by their first two numbers: 5.26.28-SNAPSHOT is 5.26, 5.27-aura is 5.27, and the
// calendar versions that came after 5.26, 2025.01 and on, are later than all of them. A
// version that cannot be read is too old: nothing is known of what it can do.
func atLeast(version, required string) bool {
	major, minor, ok := numbers(version)
	wantMajor, wantMinor, wanted := numbers(required)
	if !ok || !wanted {
		return false
	}
	return major > wantMajor || major == wantMajor && minor >= wantMinor
}

// numbers are the first two numbers of a version; a missing second one is 0.
func numbers(version string) (major, minor int, ok bool) {
	first, rest, more := strings.Cut(version, ".")
	major, ok = leading(first)
	if !ok || !more {
		return major, 0, ok
	}
	second, _, _ := strings.Cut(rest, ".")
	minor, ok = leading(second)
	return major, minor, ok
}

// leading is the number that a text begins with, "26" of "26-SNAPSHOT".
func leading(text string) (int, bool) {
	end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(text)
	}
	n, err := strconv.Atoi(text[:end])
	return n, err == nil
}
