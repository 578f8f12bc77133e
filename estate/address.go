package estate

import (
	"regexp"
	"strings"
	"unicode"
)

// runnable are the schemes of addresses that run something, or read the reader's own machine, when
// somebody follows them.
var runnable = []string{
	"javascript:", "vbscript:", "data:", "blob:", "file:", "filesystem:", "about:", "view-source:", "jar:", "ws:", "wss:", "ftp:",
}

// schemed matches an address with a scheme. In ordinary text, a space follows the colon.
var schemed = regexp.MustCompile(`^([a-z][a-z0-9+.-]+:)\S`)

// otherScheme returns the scheme of an address that must not be linked, such as "javascript:", and
// "" for any other address. Only http: and https: are allowed, because the dangerous schemes cannot
// be listed: installed programs add their own, such as "ms-msdt:". A place in words, such as
// "Register: sheet 2", is not a web address.
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
	visible := strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, address))
	visible = strings.TrimLeftFunc(visible, unicode.IsSpace)
	if found := schemed.FindStringSubmatch(visible); found != nil && found[1] != "http:" && found[1] != "https:" {
		return found[1]
	}
	return ""
}
