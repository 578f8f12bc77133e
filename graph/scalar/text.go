// Package scalar reads and writes the schema's scalars and the enums that are arguments. It is
// separate from package graph because generated code imports it.
//
// Reading is strict, and its INVALID errors say what to write. gqlgen's own Int accepts "2" and
// 3000000000, its String accepts 2, and the validator accepts "group" for GROUP in a variable.
// Writing turns empty values, which mean unknown in the domain, into null.
package scalar

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
)

// maxKey is the length limit of a borough key in bytes. Slugs are far shorter.
const maxKey = 300

// MarshalString writes text. Empty text is null.
func MarshalString(s string) graphql.Marshaler {
	if s == "" {
		return graphql.Null
	}
	return graphql.MarshalString(s)
}

// UnmarshalString reads text. It refuses numbers and booleans.
func UnmarshalString(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", estate.Invalidf("%s is not text: write it in quotes", quoted(v))
	}
	return s, nil
}

// MarshalID writes an id. An empty id is null.
func MarshalID(id estate.ID) graphql.Marshaler { return MarshalString(string(id)) }

// UnmarshalID reads an id. It does not check the id's form, because then one malformed id would
// spoil a whole list. Resolvers check it.
func UnmarshalID(v any) (estate.ID, error) {
	s, err := UnmarshalString(v)
	if err != nil {
		return "", estate.Invalidf("%s is not an id: take one from the id field of an answer, such as Borough:E09000007", quoted(v))
	}
	return estate.ID(s), nil
}

// MarshalBoroughKey writes a borough key.
func MarshalBoroughKey(k estate.BoroughKey) graphql.Marshaler { return MarshalString(string(k)) }

// UnmarshalBoroughKey reads a GSS code, a slug or an id. It does not check that the borough exists.
func UnmarshalBoroughKey(v any) (estate.BoroughKey, error) {
	s, err := UnmarshalString(v)
	if err != nil || s == "" || len(s) > maxKey {
		return "", estate.Invalidf("%s is not a borough key: write a GSS code, a slug such as camden, or the slug of a partnership", quoted(v))
	}
	return estate.BoroughKey(s), nil
}

// MarshalDecimal writes an amount as text.
func MarshalDecimal(s string) graphql.Marshaler { return MarshalString(s) }

// UnmarshalDecimal returns INVALID, because no argument is an amount.
func UnmarshalDecimal(v any) (string, error) {
	return "", estate.Invalidf("%s: amounts cannot be arguments", quoted(v))
}

// quoted returns a value as its author would recognise it, shortened to fit a message.
func quoted(v any) string {
	var s string
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		s = strconv.Quote(v)
	default:
		s = fmt.Sprint(v)
	}
	if utf8.RuneCountInString(s) > 60 {
		s = string([]rune(s)[:60]) + "…"
	}
	return s
}
