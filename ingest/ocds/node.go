package ocds

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
)

// at returns a field of an object. If there is no such field, the node has no value.
func (n node) at(name string) node {
	path := strings.TrimPrefix(n.path+"."+name, ".")
	fields, _ := n.value.(map[string]any)
	value := fields[name]
	by := n.by
	if value != nil {
		if last := n.of.saidBy(fields, name); last != nil {
			by = last
		}
	}
	return node{value, path, n.note, n.of, by}
}

// in returns a field of nested objects.
func (n node) in(names ...string) node {
	for _, name := range names {
		n = n.at(name)
	}
	return n
}

// exists reports whether there is a value.
func (n node) exists() bool { return n.value != nil }

// list returns the elements of a list. An object in place of a list is its only element.
func (n node) list() []node {
	switch v := n.value.(type) {
	case nil:
		return nil
	case []any:
		var all []node
		for i, element := range v {
			if element != nil {
				by := n.by
				if object, ok := element.(map[string]any); ok {
					by = cmp.Or(n.of.saidBy(object, ""), by)
				}
				all = append(all, node{element, fmt.Sprintf("%s[%d]", n.path, i), n.note, n.of, by})
			}
		}
		return all
	case map[string]any:
		return []node{n}
	case string:
		if parse.Clean(v) == "" {
			return nil
		}
	}
	n.note(n.path, n.shown(), "it is not a list")
	return nil
}

// text returns a string on one line, or a number as written; empty if the value is neither.
func (n node) text() string {
	switch v := n.value.(type) {
	case nil:
		return ""
	case string:
		return parse.Clean(v)
	case json.Number:
		return v.String()
	}
	n.note(n.path, n.shown(), "it is not a text")
	return ""
}

// words returns a text that may be shown. Personal data is masked, and a placeholder such as "n/a"
// is empty.
func (n node) words() string {
	if text := n.text(); !parse.StatesNothing(text) {
		return personal.Masked(text)
	}
	return ""
}

// names reports whether the value is the text, or a list that contains it.
func (n node) names(text string) bool {
	if _, one := n.value.(string); one {
		return n.text() == text
	}
	return slices.ContainsFunc(n.list(), func(name node) bool { return name.text() == text })
}

// yes returns a stated true or false; nil if neither is stated.
func (n node) yes() *bool {
	var is bool
	switch v := n.value.(type) {
	case nil:
		return nil
	case bool:
		is = v
	case string:
		switch strings.ToLower(parse.Clean(v)) {
		case "true":
			is = true
		case "false":
		case "":
			return nil
		default:
			n.note(n.path, v, "it is neither true nor false")
			return nil
		}
	default:
		n.note(n.path, n.shown(), "it is neither true nor false")
		return nil
	}
	return &is
}

// is reports whether the value is true.
func (n node) is() bool {
	yes := n.yes()
	return yes != nil && *yes
}

// date returns a date as precise as it is written: a day, a month or a year. It is empty if the
// value is not a date.
func (n node) date() estate.StatedDate {
	text := n.text()
	if text == "" {
		return ""
	}
	day, ok := parse.Date(text, false)
	if !ok || parse.IsSerial(text) {
		n.note(n.path, text, "it is not a date")
		return ""
	}
	return day
}

// placeholders are amounts that publishers write if they state no value (RULES 5).
var placeholders = []int64{0, 1, 100}

// amount returns the amount that counts, as written, and whether it includes VAT. UK publishers
// write `amountGross` beside `amount`. A placeholder beside a gross amount is not a value.
func (n node) amount() (amount node, vat estate.VAT) {
	net, gross := n.at("amount"), n.at("amountGross")
	switch {
	case gross.text() == "":
		return net, estate.VATUnknown
	case net.text() == "":
		return gross, estate.VATIncluded
	}
	low, why := parse.Money(net.text(), "")
	high, not := parse.Money(gross.text(), "")
	// If the gross amount is more times the net one than this, the net one is a placeholder.
	const mostTax = 2
	if why == "" && not == "" && slices.Contains(placeholders, low.MaxPence) && high.MaxPence > mostTax*max(low.MaxPence, placeholders[2]) {
		return gross, estate.VATIncluded
	}
	return net, estate.VATExcluded
}

// money returns an amount in pounds; nil if there is no usable amount.
func (n node) money(basis estate.ValueBasis) *estate.Value {
	amount, vat := n.amount()
	text := amount.text()
	if text == "" {
		return nil
	}
	if currency := n.at("currency").text(); !strings.EqualFold(currency, "GBP") {
		reason := "the amount is in " + personal.Masked(currency) + ", not in pounds"
		if currency == "" {
			reason = "no currency is stated"
		}
		n.note(amount.path, text, reason)
		return nil
	}
	v, why := parse.Money(text, "")
	switch {
	case why != "":
		n.note(amount.path, text, why)
		return nil
	case v.Basis != estate.BasisTotal:
		n.note(amount.path, text, "it is not one amount")
		return nil
	case slices.Contains(placeholders, v.MaxPence):
		n.note(amount.path, text, "it is a placeholder, not a value")
		return nil
	}
	v.Basis, v.VAT = basis, vat
	return &v
}

// shown returns a value as the report shows it.
func (n node) shown() string {
	text, err := json.Marshal(n.value)
	if err != nil {
		return ""
	}
	return string(text[:min(len(text), personal.MaxText)])
}

// codes returns the CPV codes in `classification` and `additionalClassifications`.
func (n node) codes() []string {
	var codes []string
	for _, c := range append(n.at("additionalClassifications").list(), n.at("classification")) {
		if scheme := c.at("scheme").text(); scheme != "" && !strings.EqualFold(scheme, "CPV") {
			continue
		}
		found, _ := parse.CPV(c.at("id").text())
		codes = append(codes, found...)
	}
	return codes
}

// codesNode returns the node that codes reads.
func (n node) codesNode() node {
	if c := n.at("classification"); c.exists() {
		return c
	}
	return n.at("additionalClassifications")
}
