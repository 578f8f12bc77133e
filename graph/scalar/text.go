// Package scalar reads and writes the schema's scalars and the enums that are
// arguments. It stands apart from package graph because generated code imports it.
//
// Reading holds input to the letter, with an INVALID error that says what to write:
// gqlgen's own Int takes "2" and 3000000000, its String takes 2, and the validator
// lets "group" pass for GROUP in a variable. Writing turns what the domain keeps as
// empty, which means not known, into null.
package scalar

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
)

// maxKey is how long a borough key can be, in bytes; no slug comes near it.
const maxKey = 300

// MarshalString writes text; empty text is null.
func MarshalString(s string) graphql.Marshaler {
	if s == "" {
		return graphql.Null
	}
	return graphql.MarshalString(s)
}

// UnmarshalString reads text and nothing else.
func UnmarshalString(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", estate.Invalidf("%s is not text: write it in quotes", show(v))
	}
	return s, nil
}

// MarshalID writes an id; an empty one is null.
func MarshalID(id estate.ID) graphql.Marshaler { return MarshalString(string(id)) }

// UnmarshalID reads an id of any kind and checks its form.
func UnmarshalID(v any) (estate.ID, error) {
	s, err := UnmarshalString(v)
	if err != nil {
		return "", estate.Invalidf("%s is not an id: take one from the id field of an answer, such as Borough:E09000007", show(v))
	}
	return estate.ParseID(s)
}

// MarshalBoroughKey writes a borough key.
func MarshalBoroughKey(k estate.BoroughKey) graphql.Marshaler { return MarshalString(string(k)) }

// UnmarshalBoroughKey reads a GSS code, a slug or an id; it does not look whether it names anything.
func UnmarshalBoroughKey(v any) (estate.BoroughKey, error) {
	s, err := UnmarshalString(v)
	if err != nil || s == "" || len(s) > maxKey {
		return "", estate.Invalidf("%s is not a borough key: write a GSS code, a slug such as camden, or the slug of a partnership", show(v))
	}
	return estate.BoroughKey(s), nil
}

// MarshalDecimal writes an amount as text.
func MarshalDecimal(s string) graphql.Marshaler { return MarshalString(s) }

// UnmarshalDecimal refuses: no argument is an amount.
func UnmarshalDecimal(v any) (string, error) {
	return "", estate.Invalidf("%s: amounts are not taken as arguments", show(v))
}

// show is a value as its writer would recognise it, cut to a length that fits a message.
func show(v any) string {
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
