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
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		leave, err := doors.files.Enter(ctx)
		if err != nil {
			http.Error(w, err.Error(), turnedAway(w, err))
			return
		}
		defer leave()
		picture, err := draw(ctx, estate.ID(group), r.URL.Query())
		if err != nil {
			refusePicture(w, err, log)
			return
		}
		w.Header().Set("Content-Type", "image/svg+xml")
		w.Header().Set("Cache-Control", "no-cache")
		if _, err := w.Write(picture); err != nil {
			log.Debug("a picture was not read to its end", "error", err)
		}
	})
}

// refusePicture shows a domain error and its argument. It hides any other error.
func refusePicture(w http.ResponseWriter, err error, log *slog.Logger) {
	var e *estate.Error
	if !errors.As(err, &e) || feed.Status(e.Code) == http.StatusInternalServerError {
		log.Error("a picture failed", "error", err)
		http.Error(w, "something went wrong: try again in a moment", http.StatusInternalServerError)
		return
	}
	message := e.Message
	if len(e.Path) > 0 {
		message = strings.Join(e.Path, ".") + ": " + message
	}
	http.Error(w, message, feed.Status(e.Code))
}
