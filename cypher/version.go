package cypher

import (
	"strconv"
	"strings"
)

// atLeast reports whether a server's version is the required one or later. Only the first two
// numbers count: 5.26.28-SNAPSHOT is 5.26, and 5.27-aura is 5.27. The calendar versions that
// followed 5.26, such as 2025.01, are later than all of these. A version that cannot be parsed
// counts as too old, because it is unknown what it can do.
func atLeast(version, required string) bool {
	major, minor, ok := numbers(version)
	wantMajor, wantMinor, wanted := numbers(required)
	if !ok || !wanted {
		return false
	}
	return major > wantMajor || major == wantMajor && minor >= wantMinor
}

// numbers returns the first two numbers of a version; a missing second one is 0.
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

// leading returns the number that a text begins with, for example 26 for "26-SNAPSHOT".
func leading(text string) (int, bool) {
	end := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 {
		end = len(text)
	}
	n, err := strconv.Atoi(text[:end])
	return n, err == nil
}
