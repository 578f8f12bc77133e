package ocds

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
)

// keptFields are the fields that are read, at any depth. All others, such as contact points and
// addresses, are dropped first.
var keptFields = fieldSet(
	"ocid", "id", "date", "tag", "language",
	"buyer", "parties", "name", "roles", "identifier", "additionalIdentifiers", "scheme", "legalName",
	"planning", "budget", "amount", "amountGross", "currency", "project", "title", "description",
	"tender", "status", "classification", "additionalClassifications", "items", "relatedLot", "relatedLots", "lots",
	"value", "tenderPeriod", "expressionOfInterestDeadline", "startDate", "endDate", "maxExtentDate",
	"durationInDays", "durationInMonths", "procurementMethod", "procurementMethodDetails", "procuringEntity",
	"suitability", "sme", "vcse", "contractPeriod", "hasRenewal", "renewal", "hasOptions", "options",
	"techniques", "hasFrameworkAgreement", "hasDynamicPurchasingSystem", "documents", "documentType", "noticeType", "url",
	"awards", "contracts", "suppliers", "awardID", "period", "dateSigned", "implementation", "relatedProcesses", "relationship",
)

func fieldSet(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}

// utf8Text returns a text of JSON as UTF-8. A text that is not valid UTF-8 is Windows-1252, which
// includes ISO-8859-1.
func utf8Text(text []byte) []byte {
	if utf8.Valid(text) {
		return text
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(text)
	if err != nil {
		return bytes.ToValidUTF8(text, []byte("\ufffd"))
	}
	return decoded
}

// document parses a release. It keeps only the keptFields, keeps numbers as written, decodes HTML
// entities, and removes personal data.
func document(text []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(utf8Text(text)))
	d.UseNumber()
	var release map[string]any
	if err := d.Decode(&release); err != nil {
		return nil, err
	}
	for _, field := range []string{"compiledRelease", "releases"} { // a record holds releases
		if held, ok := release[field]; ok {
			release[field] = kept(held)
		}
	}
	for name, value := range release {
		switch {
		case name == "compiledRelease", name == "releases":
		case keptFields[name]:
			release[name] = keptField(name, value, false)
		default:
			delete(release, name)
		}
	}
	return release, nil
}

// kept returns a value without the fields that are not read.
func kept(value any) any {
	switch v := value.(type) {
	case map[string]any:
		numbered := isNumbered(v)
		for name, field := range v {
			if keptFields[name] {
				v[name] = keptField(name, field, numbered)
			} else {
				delete(v, name)
			}
		}
	case []any:
		for i, element := range v {
			v[i] = kept(element)
		}
	}
	return value
}

// freeText are the fields that may hold any text.
var freeText = fieldSet("name", "title", "description", "legalName", "procurementMethodDetails", "project")

// isNumbered reports whether an organisation has a registration number. If it has one, it is not a
// person.
func isNumbered(organisation map[string]any) bool {
	registered := func(scheme string) bool {
		return strings.HasPrefix(scheme, "GB-") && !strings.HasPrefix(scheme, "GB-FTS") && !strings.HasPrefix(scheme, "GB-CFS")
	}
	if id, ok := organisation["id"].(string); ok && strings.HasPrefix(id, "GB-COH-") {
		return true
	}
	identifier, _ := organisation["identifier"].(map[string]any)
	scheme, _ := identifier["scheme"].(string)
	id := idOf(identifier)
	return id != "" && registered(scheme)
}

func keptField(name string, value any, numbered bool) any {
	text, ok := value.(string)
	if !ok {
		return kept(value)
	}
	text = parse.Unescaped(text)
	switch {
	case freeText[name] && (name == "name" || name == "legalName") && personal.IsPerson(text, numbered) && !match.KeptBack(text):
		return personsName
	case freeText[name]:
		return personal.Masked(text)
	case strings.Contains(text, "@"):
		return ""
	}
	return text
}

// personsName replaces the name of a person, which is never stored. It counts as withheld.
const personsName = "[name withheld: a person]"

// pack returns a release as it is stored, compressed JSON with sorted fields, and the digest of
// that JSON.
func pack(release map[string]any) (data []byte, digest string, err error) {
	text, err := json.Marshal(release)
	if err != nil {
		return nil, "", fmt.Errorf("encode a release: %w", err)
	}
	sum := sha256.Sum256(text)
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = w.Write(text)
	}
	if err == nil {
		err = w.Close()
	}
	return packed.Bytes(), hex.EncodeToString(sum[:10]), err
}

// unpack decodes what pack returned.
func unpack(data []byte) (map[string]any, error) {
	text, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
	if err != nil {
		return nil, fmt.Errorf("a kept release is damaged: %w", err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var release map[string]any
	err = d.Decode(&release)
	return release, err
}

// separate makes the ids of awards unique within one release: the second "1" becomes "1#2".
// Contracts follow their award if there is one for each. It drops exact repetitions, and returns
// the ids that occurred more than once.
func separate(release map[string]any) []string {
	awards, _ := release["awards"].([]any)
	var repeated []string
	seen := map[string][]map[string]any{}
	var apart []any
	for _, element := range awards {
		award, _ := element.(map[string]any)
		id := idOf(award)
		if id == "" {
			apart = append(apart, element)
			continue
		}
		if saidBefore(seen[id], award) {
			continue
		}
		before := len(seen[id])
		copied := make(map[string]any, len(award))
		for name, value := range award {
			copied[name] = value
		}
		seen[id] = append(seen[id], copied)
		if before > 0 {
			award["id"] = fmt.Sprintf("%s#%d", id, before+1)
			if before == 1 {
				repeated = append(repeated, id)
			}
		}
		apart = append(apart, award)
	}
	if len(apart) < len(awards) || len(repeated) > 0 {
		release["awards"] = apart
	}
	for _, id := range repeated {
		var of []map[string]any
		contracts, _ := release["contracts"].([]any)
		for _, element := range contracts {
			if contract, ok := element.(map[string]any); ok && parse.Clean(fmt.Sprint(contract["awardID"])) == id {
				of = append(of, contract)
			}
		}
		if len(of) != len(seen[id]) {
			continue
		}
		for i, contract := range of[1:] {
			contract["awardID"] = fmt.Sprintf("%s#%d", id, i+2)
		}
	}
	return repeated
}

func saidBefore(seen []map[string]any, one map[string]any) bool {
	for _, before := range seen {
		if reflect.DeepEqual(before, one) {
			return true
		}
	}
	return false
}
