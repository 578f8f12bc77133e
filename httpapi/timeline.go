package httpapi

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"boroughgraph/estate"
	"boroughgraph/httpapi/feed"
)

// Timeline returns an SVG picture of a group's joint-buying opportunity. It returns the same
// errors as the API.
type Timeline func(ctx context.Context, group estate.ID, asked url.Values) ([]byte, error)

// timelines serves /opportunities/<group id>.svg.
func timelines(draw Timeline, limit time.Duration, doors *doors, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		group, ok := strings.CutSuffix(r.PathValue("file"), ".svg")
		if !ok {
			http.NotFound(w, r)
			return
		}
		asked, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			refusePicture(r.Context(), w, estate.Invalidf("the address's query string is not well formed"), log)
			return
		}
		if err := checkAsked(group, asked); err != nil {
			refusePicture(r.Context(), w, err, log)
			return
		}
		if r.Method == http.MethodHead { // it would be drawn for nothing
			beginPicture(w)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		leave, err := doors.files.Enter(ctx)
		if err != nil {
			http.Error(w, err.Error(), turnedAway(w, err))
			return
		}
		picture, err := drawn(ctx, draw, leave, estate.ID(group), asked)
		if err != nil {
			refusePicture(ctx, w, err, log)
			return
		}
		beginPicture(w)
		if _, err := w.Write(picture); err != nil {
			log.DebugContext(ctx, "a picture was not read to its end", "error", err)
		}
	})
}

// drawn draws a picture and gives up its place at the gate, however drawing ends.
func drawn(ctx context.Context, draw Timeline, leave func(), group estate.ID, asked url.Values) ([]byte, error) {
	defer leave()
	return draw(ctx, group, asked)
}

// beginPicture sets the headers of a picture.
func beginPicture(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "no-cache")
}

// checkAsked holds the parts of a picture's address to the bounds that the same arguments have in
// an operation.
func checkAsked(group string, asked url.Values) *estate.Error {
	longest := maxTexts["ID"]
	if len(group) > longest {
		return tooCostly("the id of the group is %d bytes long where %d are allowed", len(group), longest)
	}
	for name, values := range asked {
		if len(name) > maxName {
			return tooCostly("the name of an argument is %d bytes long where %d are allowed", len(name), maxName)
		}
		if len(values) > maxList {
			return tooCostly("%s is a list of %d values where %d are allowed", name, len(values), maxList)
		}
		for _, v := range values {
			if len(v) > longest {
				return tooCostly("%s is %d bytes long where %d are allowed", name, len(v), longest)
			}
		}
	}
	return nil
}

// refusePicture shows a domain error and its argument. It hides any other error.
func refusePicture(ctx context.Context, w http.ResponseWriter, err error, log *slog.Logger) {
	var e *estate.Error
	if !errors.As(err, &e) || feed.Status(e.Code) == http.StatusInternalServerError {
		log.ErrorContext(ctx, "a picture failed", "error", err)
		http.Error(w, "something went wrong: try again in a moment", http.StatusInternalServerError)
		return
	}
	message := e.Message
	if len(e.Path) > 0 {
		message = strings.Join(e.Path, ".") + ": " + message
	}
	http.Error(w, shortened(message), feed.Status(e.Code))
}
