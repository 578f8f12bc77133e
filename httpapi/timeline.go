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
)

// Timeline draws the opportunity of a group as SVG; its errors are those of the API.
type Timeline func(ctx context.Context, group estate.ID, asked url.Values) ([]byte, error)

// statuses are the HTTP statuses of the errors that a picture may give; any other is a fault of ours.
var statuses = map[estate.Code]int{
	estate.CodeInvalid: http.StatusBadRequest, estate.CodeNotFound: http.StatusNotFound, estate.CodeAmbiguous: http.StatusBadRequest,
	estate.CodeTimeout: http.StatusGatewayTimeout, estate.CodeUnavailable: http.StatusServiceUnavailable,
}

// timelines answers /opportunities/<group id>.svg.
func timelines(draw Timeline, limit time.Duration, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		group, ok := strings.CutSuffix(r.PathValue("file"), ".svg")
		if !ok {
			http.NotFound(w, r)
			return
		}
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
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

// refusePicture shows an error of the domain with its argument, and hides any other.
func refusePicture(w http.ResponseWriter, err error, log *slog.Logger) {
	var e *estate.Error
	if !errors.As(err, &e) || statuses[e.Code] == 0 {
		log.Error("a picture failed", "error", err)
		http.Error(w, "something went wrong: try again in a moment", http.StatusInternalServerError)
		return
	}
	message := e.Message
	if len(e.Path) > 0 {
		message = strings.Join(e.Path, ".") + ": " + message
	}
	http.Error(w, message, statuses[e.Code])
}
