package match

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"boroughgraph/estate"
)

// MaxKey is the maximum length, in bytes, of a part of an id that is taken from a file.
const MaxKey = 80

// KeyText returns a text for use in an id. If the text is too long, it returns its fingerprint.
func KeyText(text string) string {
	if len(text) <= MaxKey {
		return text
	}
	return Fingerprint(text)
}

// Fingerprint returns a short digest of some texts.
func Fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

// KeyedByOCID reports whether a contract's id is its ocid, and not a reference from a register.
func KeyedByOCID(c *estate.Contract) bool {
	return c.OCID != "" && (c.ID.Key() == c.OCID || strings.HasPrefix(c.ID.Key(), c.OCID+"/"))
}
