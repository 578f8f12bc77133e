package estate

import (
	"strings"
	"unicode"
)

// runnable are the schemes of addresses that run something, or read the reader's own machine, when
// somebody follows them.
var runnable = []string{
	"javascript:", "vbscript:", "data:", "blob:", "file:", "filesystem:", "about:", "view-source:", "jar:", "ws:", "wss:", "ftp:",
}

// otherScheme returns the scheme of an address that must not be linked, such as "javascript:", and
// "" for any other address. A place in words, such as "Register: sheet 2", is no address of the
// web.
func otherScheme(address string) string {
	// Browsers drop control characters and leading space, so "java\tscript:" is a scheme too.
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, address))
	for _, scheme := range runnable {
		if strings.HasPrefix(plain, scheme) {
			return scheme
		}
	}
	return ""
}
