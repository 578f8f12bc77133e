package parse

import (
	"regexp"
	"strings"

	"boroughgraph/estate"
)

// OCID matches an ocid.
var OCID = regexp.MustCompile(`^ocds-[a-z0-9]{6}-\S{1,150}$`)

var (
	companyForm = regexp.MustCompile(`^(?:\d{5,8}|[A-Z]{2}\d{4,6}|(?:IP|SP|NP)\d{5}[A-Z])$`)
	charityForm = regexp.MustCompile(`^\d{6,7}(-\d{1,2})?$`)
	placeNumber = regexp.MustCompile(`\bP[A-Z]{3}-\d{4}-[A-Z]{4}\b`)
)

// companyNumber returns a company number with its eight characters. It puts back the leading zeros
// that a spreadsheet drops.
func companyNumber(cell string) (estate.Identifier, bool) {
	text := strings.ToUpper(strings.ReplaceAll(strings.TrimSuffix(Clean(cell), ".0"), " ", ""))
	if !companyForm.MatchString(text) || strings.Trim(text, "0") == "" {
		return estate.Identifier{}, false
	}
	letters := strings.TrimRight(text, "0123456789")
	if digits := text[len(letters):]; digits != "" {
		text = letters + strings.Repeat("0", 8-len(text)) + digits
	}
	return estate.Identifier{Scheme: "GB-COH", ID: text}, true
}

// otherIdentifiers returns the ids in a cell for a scheme that identifies a supplier:
// "GB-PPON-PYQD-1693-MYXR", or the bare number.
func otherIdentifiers(cell string) []estate.Identifier {
	var ids []estate.Identifier
	for _, number := range placeNumber.FindAllString(strings.ToUpper(cell), -1) {
		ids = append(ids, estate.Identifier{Scheme: "GB-PPON", ID: number})
	}
	return ids
}

// Identifiers returns the identifiers of a scheme in a text. It reads GB-COH, GB-CHC and GB-PPON.
func Identifiers(scheme, text string) []estate.Identifier {
	switch scheme {
	case "GB-COH":
		if id, ok := companyNumber(text); ok {
			return []estate.Identifier{id}
		}
	case "GB-CHC":
		if text := strings.ReplaceAll(text, " ", ""); charityForm.MatchString(text) {
			return []estate.Identifier{{Scheme: scheme, ID: text}}
		}
	case "GB-PPON":
		return otherIdentifiers(text)
	}
	return nil
}
