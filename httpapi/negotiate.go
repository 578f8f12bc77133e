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

// negotiate chooses the media type of the answer from the Accept headers. It returns the type
// of higher quality, and mediaGraphQL if both have the same. If the headers are missing or name
// only wildcards, it returns mediaJSON. ok is false if the client accepts neither type.
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
