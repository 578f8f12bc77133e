package match

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"boroughgraph/estate"
)

// MaxKey is how long a part of an id that comes from a file may be, in bytes.
const MaxKey = 80

// KeyText is a text as a part of an id: a long one is its fingerprint.
func KeyText(text string) string {
	if len(text) <= MaxKey {
		return text
	}
	return Fingerprint(text)
}

// Fingerprint is a short text that differs where any part does.
func Fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// KeyedByOCID reports whether a contract is named by its ocid and no register's reference.
func KeyedByOCID(c *estate.Contract) bool {
	return c.OCID != "" && (c.ID.Key() == c.OCID || strings.HasPrefix(c.ID.Key(), c.OCID+"/"))
}
