package httpapi

import (
	"encoding/json"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"boroughgraph/estate"
)

// An operation's cost is the largest number of objects that its answer can hold. An object
// counts one and a scalar nothing. A page counts as many rows as first or last asks for, 25
// without either. A list of ids counts as many as it names. Any other list counts the
// assumedSize of its @listSize in the schema, because its length is only known once it is
// read. Links are such a list too, unless the request says how many it wants. Arguments count
// one for every 25 values in them, wherever their field stands.
//
// A field that looks at more than it returns has a @cost, in objects that could be read and written
// in the same time: weight for each row that asks for it, and once for all rows, because one
// statement answers them together. A field that goes through the whole list behind a page
// (@wholeList) costs what the @cost of that list says. TestPrices compares these numbers with
// measured work.
//
// Each fragment is measured once and its measure reused. Otherwise 1 KB of fragments that
// spread each other twice would stand for a million fields. Sums and products stop at ceiling.

// ceiling is where sums saturate: above every limit, and its square fits an int64.
const ceiling = 1 << 31

// unsized is the assumed size of a list whose field has no @listSize.
const unsized = 10

// introspectionSizes are the assumed sizes of the lists of introspection, by type and field.
// The specification defines these types, so the schema has no place for their @listSize.
var introspectionSizes = map[string]int{
	"__Schema.types":        100,
	"__Schema.directives":   5,
	"__Type.fields":         5,
	"__Type.inputFields":    1,
	"__Type.interfaces":     1,
	"__Type.enumValues":     2,
	"__Type.possibleTypes":  1,
	"__Field.args":          1,
	"__Directive.args":      1,
	"__Directive.locations": 1,
}

// measure is the most that a selection can ask for.
type measure struct {
	objects int // objects in the answer
	perRow  int // objects more for each row of the page whose edges and nodes these are
	perLink int // objects more for each link that the field above asks for
	once    int // objects more, however many rows ask for them
	lists   int // times that fields of this page go through the whole list
	fields  int // with every fragment written out
	aliases int
	depth   int
	roots   int // fields at its own top level
}

// add returns the measure of two selections side by side.
func (m measure) add(n measure) measure {
	return measure{
		objects: plus(m.objects, n.objects),
		perRow:  plus(m.perRow, n.perRow),
		perLink: plus(m.perLink, n.perLink),
		once:    plus(m.once, n.once),
		lists:   plus(m.lists, n.lists),
		fields:  plus(m.fields, n.fields),
		aliases: plus(m.aliases, n.aliases),
		depth:   max(m.depth, n.depth),
		roots:   plus(m.roots, n.roots),
	}
}

// meter measures the operations of one document.
type meter struct {
	schema    *ast.Schema
	doc       *ast.QueryDocument
	variables map[string]any
	defaults  ast.VariableDefinitionList // of the operation that will run
	fragments map[string]measure
	sizes     map[string]int // how many values each variable holds, as far as known
	bounds    *bounds        // checks the literals on the way, if set
	visits    int            // selections looked at
}

// fragment measures a fragment at its first spread. A cycle measures as
// nothing the second time round: validation refuses it later.
func (m *meter) fragment(name string) measure {
	if known, ok := m.fragments[name]; ok {
		return known
	}
	m.fragments[name] = measure{}
	f := m.doc.Fragments.ForName(name)
	if f == nil {
		return measure{}
	}
	found := m.selection(f.SelectionSet, m.schema.Types[f.TypeCondition])
	m.fragments[name] = found
	return found
}

// selection measures a selection on a type; of is nil where validation will not know it either.
func (m *meter) selection(set ast.SelectionSet, of *ast.Definition) measure {
	var sum measure
	for _, s := range set {
		m.visits++
		switch s := s.(type) {
		case *ast.Field:
			sum = sum.add(m.field(s, of))
		case *ast.FragmentSpread:
			sum = sum.add(m.fragment(s.Name))
		case *ast.InlineFragment:
			on := of
			if s.TypeCondition != "" {
				on = m.schema.Types[s.TypeCondition]
			}
			sum = sum.add(m.selection(s.SelectionSet, on))
		}
	}
	return sum
}

func (m *meter) field(f *ast.Field, of *ast.Definition) measure {
	def := m.definition(f, of)
	var returns *ast.Definition
	if def != nil {
		returns = m.schema.Types[def.Type.Name()]
	}
	below := m.selection(f.SelectionSet, returns)
	if free(def) {
		below = below.withoutCost()
	}
	own := measure{
		fields:  plus(1, below.fields),
		aliases: below.aliases,
		depth:   below.depth + 1,
		roots:   1,
		once:    plus(price(def, "cost", "once"), below.once),
		lists:   m.passes(f, def),
	}
	if f.Alias != "" && f.Alias != f.Name {
		own.aliases = plus(1, own.aliases)
	}
	own.objects = plus(price(def, "cost", "weight"), m.arguments(f, def))
	own.objects = plus(own.objects, times(price(def, "cost", "list"), below.lists))
	if len(f.SelectionSet) == 0 || def == nil || free(def) {
		return own
	}
	each := plus(1, plus(below.objects, plus(times(m.rows(f, def), below.perRow), times(m.links(f, returns), below.perLink))))
	switch size := m.size(f, def, of); size {
	case sizeOfPage:
		own.perRow = each
	case sizeOfLinks:
		own.perLink = each
	default:
		own.objects = plus(own.objects, times(size, each))
	}
	return own
}

// valuesPerObject is how many values of an argument cost as much as one object.
const valuesPerObject = 25

// arguments returns what the arguments of a field cost, and checks them against their bounds.
func (m *meter) arguments(f *ast.Field, def *ast.FieldDefinition) int {
	sum := 0
	for _, a := range f.Arguments {
		sum = plus(sum, m.values(a.Value))
		if def != nil && m.bounds != nil {
			if d := def.Arguments.ForName(a.Name); d != nil {
				m.bounds.literal(a.Name, a.Value, d.Type)
			}
		}
	}
	return sum / valuesPerObject
}

// Sizes that the field above decides.
const (
	sizeOfPage  = -1 // edges and nodes
	sizeOfLinks = -2 // links
)

// size returns how many objects a field can hold: one, or the size of its list.
func (m *meter) size(f *ast.Field, def *ast.FieldDefinition, of *ast.Definition) int {
	if def.Type.Elem == nil {
		return 1
	}
	switch {
	case paged(def):
		return m.rows(f, def)
	case f.Name == "edges" || f.Name == "nodes" && def.Arguments.ForName("ids") == nil:
		return sizeOfPage
	case f.Name == "links":
		return sizeOfLinks
	}
	if ids := f.Arguments.ForName("ids"); ids != nil {
		return m.count(ids.Value)
	}
	if n, ok := introspectionSizes[of.Name+"."+f.Name]; ok {
		return n
	}
	return assumedSize(def)
}

// assumedSize returns the assumedSize of a field's @listSize.
func assumedSize(def *ast.FieldDefinition) int {
	if def.Directives.ForName("listSize") == nil {
		return unsized
	}
	return price(def, "listSize", "assumedSize")
}

// price returns a number that a directive of a field states, and 0 if it states none.
func price(def *ast.FieldDefinition, directive, name string) int {
	if def == nil {
		return 0
	}
	d := def.Directives.ForName(directive)
	if d == nil {
		return 0
	}
	a := d.Arguments.ForName(name)
	if a == nil {
		return 0
	}
	return number(a.Value.Raw, 0)
}

// free reports whether a field and what it returns cost nothing.
func free(def *ast.FieldDefinition) bool {
	if def == nil {
		return false
	}
	d := def.Directives.ForName("cost")
	return d != nil && d.Arguments.ForName("free") != nil && d.Arguments.ForName("free").Value.Raw == "true"
}

// withoutCost returns a measure that keeps only the size of the document.
func (m measure) withoutCost() measure {
	return measure{fields: m.fields, aliases: m.aliases, depth: m.depth, roots: m.roots}
}

// passes returns how often a field goes through the whole list behind its page: the times of its
// @wholeList, for each value of its argument by.
func (m *meter) passes(f *ast.Field, def *ast.FieldDefinition) int {
	if def == nil || def.Directives.ForName("wholeList") == nil {
		return 0
	}
	passes := max(1, price(def, "wholeList", "times"))
	if by := f.Arguments.ForName("by"); by != nil {
		return times(passes, m.count(by.Value))
	}
	return passes
}

// paged reports whether a field takes page arguments.
func paged(def *ast.FieldDefinition) bool {
	return def.Arguments.ForName("first") != nil || def.Arguments.ForName("last") != nil
}

// rows returns the size of the page that a field asks for.
func (m *meter) rows(f *ast.Field, def *ast.FieldDefinition) int {
	if f.Arguments.ForName("first") == nil && f.Arguments.ForName("last") != nil {
		return m.argument(f, def, "last", estate.DefaultPage)
	}
	return m.argument(f, def, "first", estate.DefaultPage)
}

// links returns how many links a field asks for. Without the argument it is the assumed
// size of the links below it: the argument's default is a bound, not an expectation.
func (m *meter) links(f *ast.Field, returns *ast.Definition) int {
	otherwise := unsized
	if returns != nil {
		if links := returns.Fields.ForName("links"); links != nil {
			otherwise = assumedSize(links)
		}
	}
	return m.argument(f, &ast.FieldDefinition{}, "links", otherwise)
}

// argument returns the number in an argument: as written, from the variables, or by default. If
// there is none, it returns otherwise. A negative number counts as 0 and is refused later.
func (m *meter) argument(f *ast.Field, def *ast.FieldDefinition, name string, otherwise int) int {
	var value *ast.Value
	if a := f.Arguments.ForName(name); a != nil {
		value = a.Value
	} else if d := def.Arguments.ForName(name); d != nil {
		value = d.DefaultValue
	}
	if value == nil {
		return otherwise
	}
	text := value.Raw
	if value.Kind == ast.Variable {
		v, given := m.variable(value.Raw)
		if !given {
			return otherwise
		}
		text = v
	} else if value.Kind != ast.IntValue {
		return otherwise
	}
	return number(text, otherwise)
}

// variable returns the text of a variable's number: as sent, or by the operation's default.
func (m *meter) variable(name string) (string, bool) {
	if v, ok := m.variables[name]; ok {
		switch v := v.(type) {
		case json.Number:
			return v.String(), true
		case int:
			return strconv.Itoa(v), true
		}
		return "", false
	}
	if d := m.defaults.ForName(name); d != nil && d.DefaultValue != nil && d.DefaultValue.Kind == ast.IntValue {
		return d.DefaultValue.Raw, true
	}
	return "", false
}

// count returns the number of values in a list argument.
func (m *meter) count(v *ast.Value) int {
	if v.Kind == ast.Variable {
		switch sent := m.variables[v.Raw].(type) {
		case []any:
			return len(sent)
		case string: // one value stands for a list of it
			return 1
		}
		return unsized
	}
	if v.Kind != ast.ListValue { // one value stands for a list of it
		return 1
	}
	return len(v.Children)
}

// definition returns a field's definition in the schema. It returns nil for __typename, and for a
// field that does not exist.
func (m *meter) definition(f *ast.Field, of *ast.Definition) *ast.FieldDefinition {
	switch {
	case of == nil:
		return nil
	case f.Name == "__schema" && of == m.schema.Query:
		return &ast.FieldDefinition{Name: f.Name, Type: ast.NonNullNamedType("__Schema", nil)}
	case f.Name == "__type" && of == m.schema.Query:
		return &ast.FieldDefinition{Name: f.Name, Type: ast.NamedType("__Type", nil)}
	}
	return of.Fields.ForName(f.Name)
}

// number reads a whole number; one too large for an int is ceiling.
func number(text string, otherwise int) int {
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil && len(text) > 0 && text[0] != '-' && digits(text):
		return ceiling
	case err != nil && !digits(text):
		return otherwise
	}
	return int(min(max(n, 0), ceiling))
}

func digits(text string) bool {
	for i, r := range text {
		if (r < '0' || r > '9') && (i > 0 || r != '-') {
			return false
		}
	}
	return text != ""
}

// plus and times saturate at ceiling; both take numbers from 0 to ceiling.
func plus(a, b int) int { return min(a+b, ceiling) }

func times(a, b int) int {
	if b != 0 && a > ceiling/b {
		return ceiling
	}
	return a * b
}
