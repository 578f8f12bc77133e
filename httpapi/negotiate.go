package httpapi

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of requests and answers.
const (
	mediaJSON    = "application/json"
	mediaGraphQL = "application/graphql-response+json"
)

// negotiate chooses the media type of the answer from Accept headers: the one of
// higher quality, the newer one where they are equal and both named, and plain JSON where
// only a wildcard or nothing is said. ok is false where neither is accepted.
func negotiate(accept []string) (media string, ok bool) {
	if strings.TrimSpace(strings.Join(accept, "")) == "" {
		return mediaJSON, true
	}
	quality := map[string]float64{}
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, parameters, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil {
			continue
		}
		q := 1.0
		if text, stated := parameters["q"]; stated {
			if q, err = strconv.ParseFloat(text, 64); err != nil {
				continue
			}
		}
		quality[name] = max(quality[name], q)
	}
	newer, plain := quality[mediaGraphQL], quality[mediaJSON]
	if _, named := quality[mediaJSON]; !named {
		plain = max(quality["*/*"], quality["application/*"])
	}
	switch {
	case newer > 0 && newer >= plain:
		return mediaGraphQL, true
	case plain > 0:
		return mediaJSON, true
	}
	return mediaJSON, false
}
