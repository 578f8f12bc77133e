package httpapi

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"

	"boroughgraph/estate"
)

// Bounds of the values in a request. They hold before anything is parsed further, validated or
// run, wherever a value stands: in a literal, a variable, a default or a nested input object.
const (
	maxName   = 128   // bytes of a name in a document: a field, an alias, a variable, an enum value
	maxNumber = 40    // bytes of a number
	maxText   = 4_096 // bytes of a string in a document, and of a String
	maxList   = 500   // values of a list; package graph refuses longer lists of keys too
)

// maxTexts are the longest strings of the scalars, in bytes. A String may have maxText.
var maxTexts = map[string]int{
	"ID":         300, // as estate.ParseID has it
	"BoroughKey": 300,
	"Date":       64, // 2026-11-23; the rest leaves room to say what is wrong
	"StatedDate": 64,
	"DateTime":   64,
	"Decimal":    64,
}

// checkTokens refuses a document with too many tokens, or with a name, number or string that is too
// long. It reads the text only up to the first fault. What does not lex is left to the parser.
func checkTokens(query string, limit int) *estate.Error {
	tokens := lexer.New(&ast.Source{Input: query})
	next := func() (lexer.Token, bool) {
		token, err := tokens.ReadToken()
		return token, err == nil && token.Kind != lexer.EOF
	}
	token, ok := next()
	for n := 1; ok; n++ {
		longest := maxText
		switch token.Kind {
		case lexer.Comment:
			longest = len(token.Value)
		case lexer.Name:
			longest = maxName
		case lexer.Int, lexer.Float:
			longest = maxNumber
		default: // signs, and strings
		}
		if len(token.Value) > longest {
			return tooCostly("this document has a %s of %d bytes where %d are allowed: shorten it",
				tokenNames[token.Kind], len(token.Value), longest)
		}
		if n > limit {
			return tooCostly("this document has more than %d words, numbers, strings and signs: "+
				"ask in several requests", limit)
		}
		token, ok = next()
	}
	return nil
}

var tokenNames = map[lexer.Type]string{
	lexer.Name: "name", lexer.Int: "number", lexer.Float: "number",
	lexer.String: "string", lexer.BlockString: "string",
}

func tooCostly(format string, args ...any) *estate.Error {
	return &estate.Error{Code: estate.CodeTooCostly, Message: fmt.Sprintf(format, args...)}
}

// bounds checks the values of one request against the types that the schema gives them.
type bounds struct {
	schema *ast.Schema
	err    *estate.Error // the first fault
}

// variables checks the variables of an operation. Repeated values of an enum are dropped, so that a
// list of them is no longer than the enum. A whole number such as 1.0 or 1e2 is written as an Int.
func (b *bounds) variables(definitions ast.VariableDefinitionList, sent map[string]any) {
	for _, d := range definitions {
		if v, ok := sent[d.Variable]; ok {
			sent[d.Variable] = b.variable("$"+d.Variable, v, d.Type)
		}
	}
}

// variable checks one JSON value and returns it, or what stands for it.
func (b *bounds) variable(name string, v any, of *ast.Type) any {
	if b.err != nil {
		return v
	}
	switch v := v.(type) {
	case []any:
		if of.Elem == nil {
			return v // validation refuses it
		}
		return b.list(name, v, of.Elem)
	case map[string]any:
		input := b.schema.Types[of.Name()]
		if input == nil || input.Kind != ast.InputObject {
			return v // validation refuses it
		}
		for key, value := range v {
			if f := input.Fields.ForName(key); f != nil {
				v[key] = b.variable(name+"."+key, value, f.Type)
			}
		}
	case string:
		b.text(name, v, of.Name())
	case json.Number:
		return b.number(name, v, of.Name())
	}
	return v
}

func (b *bounds) list(name string, values []any, elem *ast.Type) any {
	if def := b.schema.Types[elem.Name()]; def != nil && def.Kind == ast.Enum {
		values = distinct(values)
	}
	if b.length(name, len(values)); b.err != nil {
		return values
	}
	for i, value := range values {
		values[i] = b.variable(name, value, elem)
	}
	return values
}

// distinct returns the values without repeated strings, in their order. It reuses their array.
func distinct(values []any) []any {
	seen := map[string]bool{}
	return slices.DeleteFunc(values, func(v any) bool {
		s, ok := v.(string)
		again := ok && seen[s]
		if ok && len(s) <= maxName {
			seen[s] = true
		}
		return again
	})
}

// literal checks a value of a document.
func (b *bounds) literal(name string, v *ast.Value, of *ast.Type) {
	if b.err != nil || v == nil || of == nil {
		return
	}
	switch v.Kind {
	case ast.ListValue:
		b.length(name, len(v.Children))
		elem := of.Elem
		if elem == nil {
			elem = of
		}
		for _, c := range v.Children {
			b.literal(name, c.Value, elem)
		}
	case ast.ObjectValue:
		input := b.schema.Types[of.Name()]
		for _, c := range v.Children {
			if input == nil {
				break
			}
			if f := input.Fields.ForName(c.Name); f != nil {
				b.literal(name+"."+c.Name, c.Value, f.Type)
			}
		}
	case ast.StringValue, ast.BlockValue:
		b.text(name, v.Raw, of.Name())
	default: // a variable is checked with its value; the other kinds are short
	}
}

func (b *bounds) length(name string, n int) {
	if n > maxList && b.err == nil {
		b.err = tooCostly("%s is a list of %d values where %d are allowed: ask in several requests", name, n, maxList)
	}
}

func (b *bounds) text(name, text, scalar string) {
	longest, ok := maxTexts[scalar]
	if !ok {
		longest = maxText
	}
	if def := b.schema.Types[scalar]; def != nil && def.Kind == ast.Enum {
		longest = maxName
	}
	if len(text) > longest && b.err == nil {
		b.err = tooCostly("%s is %d bytes long where %d are allowed for a %s", name, len(text), longest, scalar)
	}
}

// number checks a JSON number, and writes the Int 1.0 or 1e2 as 1 or 100.
func (b *bounds) number(name string, n json.Number, scalar string) json.Number {
	if len(n) > maxNumber {
		b.err = tooCostly("%s is a number of %d digits where %d are allowed", name, len(n), maxNumber)
		return n
	}
	if scalar != "Int" {
		return n
	}
	if whole, ok := wholeNumber(string(n)); ok {
		return json.Number(whole)
	}
	b.err = estate.Invalidf("%s is %s, which is not a whole number between -2147483648 and 2147483647", name, n)
	return n
}

// wholeNumber returns the 32-bit whole number that a JSON number stands for.
func wholeNumber(text string) (string, bool) {
	value, _, err := big.ParseFloat(text, 10, 64, big.ToNearestEven)
	if err != nil || !value.IsInt() {
		return "", false
	}
	n, accuracy := value.Int64()
	if accuracy != big.Exact || n < -1<<31 || n > 1<<31-1 {
		return "", false
	}
	return fmt.Sprint(n), true
}

// values counts the values of an argument: one for each scalar, however deep it stands.
func (m *meter) values(v *ast.Value) int {
	if v == nil {
		return 0
	}
	if v.Kind == ast.Variable {
		return m.variableValues(v.Raw)
	}
	if len(v.Children) == 0 {
		return 1
	}
	sum := 0
	for _, c := range v.Children {
		sum = plus(sum, m.values(c.Value))
	}
	return sum
}

func (m *meter) variableValues(name string) int {
	known, ok := m.sizes[name]
	if !ok {
		if sent, given := m.variables[name]; given {
			known = jsonValues(sent)
		} else if d := m.defaults.ForName(name); d != nil && d.DefaultValue != nil {
			known = m.values(d.DefaultValue)
		}
		if m.sizes == nil {
			m.sizes = map[string]int{}
		}
		m.sizes[name] = known
	}
	return known
}

func jsonValues(v any) int {
	sum := 0
	switch v := v.(type) {
	case []any:
		for _, value := range v {
			sum = plus(sum, jsonValues(value))
		}
	case map[string]any:
		for _, value := range v {
			sum = plus(sum, jsonValues(value))
		}
	default:
		return 1
	}
	return sum
}
