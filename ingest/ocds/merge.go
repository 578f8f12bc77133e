package ocds

import (
	"encoding/json"
	"reflect"
)

func newMerged() *merged { return &merged{map[string]any{}, map[field]*released{}} }

// wholeLists are the lists of objects that the standard replaces as a whole.
var wholeLists = map[string]bool{"additionalIdentifiers": true, "additionalClassifications": true, "changes": true}

// readFields are the fields of a release that are read, or that say how to read others.
var readFields = []string{"buyer", "parties", "planning", "tender", "awards", "contracts", "relatedProcesses"}

// add merges a later release.
func (m *merged) add(one *released) {
	for _, name := range readFields {
		if value, stated := one.document[name]; stated {
			m.field(m.fields, name, value, one)
		}
	}
}

// saidBy returns the release that last stated a field of an object, or the object itself if name is
// empty. It returns nil if no release did.
func (m *merged) saidBy(object map[string]any, name string) *released {
	if m == nil {
		return nil
	}
	return m.by[field{reflect.ValueOf(object).Pointer(), name}]
}

func (m *merged) field(into map[string]any, name string, value any, one *released) {
	m.by[field{reflect.ValueOf(into).Pointer(), name}] = one
	switch v := value.(type) {
	case nil:
		delete(into, name)
	case map[string]any:
		has, ok := into[name].(map[string]any)
		if !ok {
			has = map[string]any{}
			into[name] = has
		}
		for name, value := range v {
			m.field(has, name, value, one)
		}
	case []any:
		has, _ := into[name].([]any)
		into[name] = m.list(has, v, wholeLists[name], one)
	default:
		into[name] = value
	}
}

// list merges a later list into an earlier one.
func (m *merged) list(has, later []any, whole bool, one *released) []any {
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
		m.by[field{reflect.ValueOf(fresh).Pointer(), ""}] = one
		for name, value := range object {
			m.field(fresh, name, value, one)
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

// idOf returns the id of an object in a list, or "" if it has none. 1 and "1" are the same id.
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
