package feed

import (
	"net/http"

	"boroughgraph/estate"
)

// statuses are the HTTP statuses of the errors that a client can do something about.
var statuses = map[estate.Code]int{
	estate.CodeInvalid:     http.StatusBadRequest,
	estate.CodeNotFound:    http.StatusNotFound,
	estate.CodeAmbiguous:   http.StatusBadRequest,
	estate.CodeTooCostly:   http.StatusBadRequest,
	estate.CodeTimeout:     http.StatusGatewayTimeout,
	estate.CodeUnavailable: http.StatusServiceUnavailable,
}

// Status returns the HTTP status for an error's code in answers that are files or pictures. Any
// other code is a fault of the server, so its status is 500.
func Status(code estate.Code) int {
	if status, ok := statuses[code]; ok {
		return status
	}
	return http.StatusInternalServerError
}
