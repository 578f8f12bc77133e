package ocds

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The merging of the releases of one ocid, as OCDS 1.1 has it: the later release's value of a field stands; null takes
// one away; objects in lists that have an id are merged with the one of the same id, those without one are added; lists
// of anything else, and those in wholeLists, are taken whole. `date`, `tag` and `id` of the release are no part of it.

// wholeLists are the lists of objects that the standard replaces as a whole.
var wholeLists = map[string]bool{"additionalIdentifiers": true, "additionalClassifications": true, "changes": true}

// readFields are the fields of a release that are read, or tell how to read others.
var readFields = []string{"buyer", "parties", "planning", "tender", "awards", "contracts", "relatedProcesses"}

// utf8Text is a text of JSON as UTF-8: valid as that, else Windows-1252, which has ISO-8859-1 in it.
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

// document reads a release: numbers as they are written, people left out.
func document(text []byte) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(utf8Text(text)))
	d.UseNumber()
	var release map[string]any
	if err := d.Decode(&release); err != nil {
		return nil, err
	}
	withoutPeople(release)
	return release, nil
}

// withoutPeople takes contact points away before anything looks at them.
func withoutPeople(value any) {
	switch v := value.(type) {
	case map[string]any:
		delete(v, "contactPoint")
		for _, field := range v {
			withoutPeople(field)
		}
	case []any:
		for _, element := range v {
			withoutPeople(element)
		}
	}
}

// mergeRelease merges a later release into what earlier ones say.
func mergeRelease(into, later map[string]any) {
	for _, name := range readFields {
		if value, stated := later[name]; stated {
			mergeField(into, name, value)
		}
	}
}

func mergeField(into map[string]any, name string, value any) {
	switch v := value.(type) {
	case nil:
		delete(into, name)
	case map[string]any:
		has, ok := into[name].(map[string]any)
		if !ok {
			has = map[string]any{}
			into[name] = has
		}
		for field, value := range v {
			mergeField(has, field, value)
		}
	case []any:
		has, _ := into[name].([]any)
		into[name] = mergeList(has, v, wholeLists[name])
	default:
		into[name] = value
	}
}

// mergeList merges a later list into an earlier one.
func mergeList(has, later []any, whole bool) []any {
	later = withoutNulls(later)
	for _, element := range later {
		if _, object := element.(map[string]any); !object {
			whole = true
		}
	}
	objects := false
	at := map[string]int{}
	for i, element := range has {
		if _, object := element.(map[string]any); object {
			objects = true
		}
		if id := idOf(element); id != "" {
			at[id] = i
		}
	}
	if whole || len(later) == 0 && !objects {
		return later
	}
	for _, element := range later {
		object, _ := element.(map[string]any)
		fresh := map[string]any{}
		if id := idOf(element); id != "" {
			if i, held := at[id]; held {
				fresh, _ = has[i].(map[string]any)
			} else {
				at[id] = len(has)
				has = append(has, fresh)
			}
		} else {
			has = append(has, fresh)
		}
		for field, value := range object {
			mergeField(fresh, field, value)
		}
	}
	return has
}

func withoutNulls(list []any) []any {
	kept := make([]any, 0, len(list))
	for _, element := range list {
		if element != nil {
			kept = append(kept, element)
		}
	}
	return kept
}

// idOf is the id of an object in a list, of which 1 and "1" are the same; empty if it has none.
func idOf(element any) string {
	object, _ := element.(map[string]any)
	switch id := object["id"].(type) {
	case string:
		return id
	case json.Number:
		return id.String()
	}
	return ""
}
