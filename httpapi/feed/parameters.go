package feed

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"boroughgraph/estate"
)

const (
	// parameterBOM asks for a byte order mark, because Excel reads a CSV file as UTF-8 only with
	// one.
	parameterBOM = "bom"
	// filterArgument is the argument whose fields become parameters without its name in front.
	filterArgument = "filter"
)

// paging lists the arguments that a feed sets itself and does not accept from the address.
var paging = []string{"first", "after", "last", "before"}

// parameters are the parameters of an address.
type parameters struct {
	arguments ast.ArgumentDefinitionList // the field's arguments that were given
	values    map[string]any             // by argument
	asOf      estate.Date
	bom       bool
	after     string // cursor of the last row read; empty at the start
}

// variables returns the variables of the operation for the next page.
func (p parameters) variables() map[string]any {
	values := maps.Clone(p.values)
	values["asOf"] = string(p.asOf)
	if p.after != "" {
		values["after"] = p.after
	}
	return values
}

// leaf is a parameter: an argument, or a field of an argument that is an input object.
type leaf struct {
	path     []string // for example "filter", "endDate", "from"
	argument *ast.ArgumentDefinition
	typ      *ast.Type
}

// name returns the parameter's name: its path joined by dots, without a leading "filter.".
func (l leaf) name() string {
	return strings.TrimPrefix(strings.Join(l.path, "."), filterArgument+".")
}

// leaves returns the parameters that a field takes, by name.
func (h *handler) leaves(field string) map[string]leaf {
	found := map[string]leaf{}
	var add func(l leaf)
	add = func(l leaf) {
		input := h.Schema.Schema().Types[l.typ.Name()]
		if input.Kind != ast.InputObject {
			found[l.name()] = l
			return
		}
		for _, f := range input.Fields {
			add(leaf{append(slices.Clone(l.path), f.Name), l.argument, f.Type})
		}
	}
	for _, a := range h.query.Fields.ForName(field).Arguments {
		if !slices.Contains(paging, a.Name) {
			add(leaf{[]string{a.Name}, a, a.Type})
		}
	}
	return found
}

// parameters reads the query string of an address. It refuses an unknown parameter, because
// ignoring one would return more rows than were asked for.
func (h *handler) parameters(f feed, query string) (parameters, error) {
	given, err := url.ParseQuery(query)
	if err != nil {
		return parameters{}, estate.Invalidf("the address's query string is not well formed")
	}
	known := h.leaves(f.field)
	p := parameters{values: map[string]any{}, asOf: h.Today()}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		texts := given[name]
		l, ok := known[name]
		switch {
		case slices.Contains(f.fileParameters, name):
			if p.bom, err = flag(texts); err != nil {
				return parameters{}, estate.At(name, err)
			}
			continue
		case !ok:
			names := append(slices.Collect(maps.Keys(known)), f.fileParameters...)
			slices.Sort(names)
			return parameters{}, estate.At(name, estate.Invalidf("%s takes no parameter %q: it takes %s",
				f.path, name, strings.Join(names, ", ")))
		}
		value, err := read(l.typ, texts)
		if err != nil {
			return parameters{}, estate.At(name, err)
		}
		if name == "asOf" {
			p.asOf = estate.Date(value.(string))
			continue
		}
		p.set(l, value)
	}
	for _, name := range f.required {
		if _, ok := given[name]; !ok {
			return parameters{}, estate.At(name, estate.Invalidf(
				"%s needs %s: name boroughs or partnerships, for example %s?%s=camden", f.path, name, f.path, name))
		}
	}
	p.set(known["asOf"], string(p.asOf))
	return p, nil
}

// set stores a value at its path below the field's argument.
func (p *parameters) set(l leaf, value any) {
	if p.arguments.ForName(l.argument.Name) == nil {
		p.arguments = append(p.arguments, l.argument)
	}
	into := p.values
	for _, step := range l.path[:len(l.path)-1] {
		below, ok := into[step].(map[string]any)
		if !ok {
			below = map[string]any{}
			into[step] = below
		}
		into = below
	}
	into[l.path[len(l.path)-1]] = value
}

// read returns the variable's value for the texts of a parameter. A list is given by repeating
// the parameter, by commas, or both. An empty text is the empty list.
func read(t *ast.Type, texts []string) (any, error) {
	if t.Elem != nil {
		list := []any{}
		for _, text := range texts {
			for item := range strings.SplitSeq(text, ",") {
				if item = strings.TrimSpace(item); item != "" {
					list = append(list, item)
				}
			}
		}
		return list, nil
	}
	if len(texts) > 1 {
		return nil, estate.Invalidf("give it once; it is given %d times", len(texts))
	}
	switch t.Name() {
	case "Int":
		n, err := strconv.ParseInt(texts[0], 10, 32)
		if err != nil {
			return nil, estate.Invalidf("%q is not a whole number", texts[0])
		}
		return n, nil
	case "Boolean":
		return flag(texts)
	}
	return texts[0], nil
}

func flag(texts []string) (bool, error) {
	if len(texts) != 1 || texts[0] != "true" && texts[0] != "false" {
		return false, estate.Invalidf("write it once, as true or false")
	}
	return texts[0] == "true", nil
}
