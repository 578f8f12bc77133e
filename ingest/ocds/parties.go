package ocds

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
)

// organisation is an organisation that a release refers to, with what `parties` says about it.
type organisation struct {
	id          string
	name        string
	identifiers []estate.Identifier
	stated      []string // the identifiers as written in the release
}

// parties are the organisations in a release, by id.
type parties map[string][]node

func partiesOf(release node) parties {
	all := parties{}
	for _, party := range release.at("parties").list() {
		if id := party.at("id").text(); id != "" {
			all[id] = append(all[id], party)
		}
	}
	return all
}

// organisation resolves a reference to an organisation. It uses what the reference itself states
// and the parties with its id.
func (n node) organisation(all parties) organisation {
	id := n.at("id").text()
	o := organisation{id: id, name: n.at("name").words()}
	o.know("", id)
	o.knowAll(n)
	for _, party := range all[id] {
		if o.name == "" {
			o.name = party.at("name").words()
		}
		o.knowAll(party)
		if o.name == "" {
			o.name = party.in("identifier", "legalName").words()
		}
	}
	return o
}

func (o *organisation) knowAll(party node) {
	for _, i := range append([]node{party.at("identifier")}, party.at("additionalIdentifiers").list()...) {
		o.know(i.at("scheme").text(), i.at("id").text())
	}
}

// know adds an identifier, if its scheme is one of those that identify a supplier (RULES 6). Some
// publishers write the scheme in front of the id, and others only in `scheme`.
func (o *organisation) know(scheme, id string) {
	text := strings.ToUpper(id)
	for _, known := range []string{"GB-COH", "GB-CHC", "GB-PPON", "GB-LAE"} {
		rest, prefixed := strings.CutPrefix(text, known+"-")
		if !prefixed && !strings.EqualFold(scheme, known) {
			continue
		}
		found := []estate.Identifier{{Scheme: known, ID: strings.TrimSpace(rest)}}
		switch known {
		case "GB-COH":
			found = parse.Identifiers("GB-COH", rest)
		case "GB-CHC":
			found = parse.Identifiers("GB-CHC", rest)
		case "GB-PPON":
			found = parse.Identifiers("GB-PPON", rest)
		}
		for _, i := range found {
			if i.ID != "" && len(i.ID) <= match.MaxKey && !slices.Contains(o.identifiers, i) {
				o.identifiers, o.stated = append(o.identifiers, i), append(o.stated, personal.Masked(strings.TrimSpace(known+" "+rest)))
			}
		}
	}
}

// buyersOf returns the buying authorities: the parties in that role and the buyer, else the
// procuring entity.
func (r *Releases) buyersOf(release node) []buyer {
	all := partiesOf(release)
	buyers := r.authorities(append([]node{release.at("buyer")}, inRole(release, "buyer")...), all)
	if len(buyers) == 0 {
		buyers = r.authorities(append([]node{release.in("tender", "procuringEntity")}, inRole(release, "procuringEntity")...), all)
	}
	return buyers
}

// inRole returns the parties of a release that have a role.
func inRole(release node, role string) []node {
	return slices.DeleteFunc(release.at("parties").list(), func(party node) bool { return !party.at("roles").names(role) })
}

func (r *Releases) authorities(references []node, all parties) []buyer {
	var buyers []buyer
	byID := map[string]int{} // one id is one party, however it is spelled
	for _, reference := range references {
		o := reference.organisation(all)
		b := buyer{r.places.Buyer(o.name, o.identifiers), o.name}
		if b.name == "" && b.borough == "" || b.name == personsName || personal.IsPerson(b.name, len(o.identifiers) > 0) {
			continue
		}
		if i, known := byID[o.id]; known && o.id != "" {
			if buyers[i].borough == "" && b.borough != "" {
				buyers[i] = b
			}
			continue
		}
		same := func(has buyer) bool {
			return has.borough == b.borough && (b.borough != "" || estate.Fold(has.name) == estate.Fold(b.name))
		}
		if !slices.ContainsFunc(buyers, same) {
			byID[o.id] = len(buyers)
			buyers = append(buyers, b)
		}
	}
	return buyers
}

// supplier resolves a reference to a supplier. withheld is true if the name is withheld, or is a
// person's. ok is false if there is no name.
func (n node) supplier(all parties) (s match.Seller, withheld, ok bool) {
	o := n.organisation(all)
	switch {
	case o.name == "":
		return match.Seller{}, false, false
	case match.KeptBack(o.name), personal.IsPerson(o.name, len(o.identifiers) > 0):
		return match.Seller{}, true, true
	}
	slices.SortStableFunc(o.identifiers, func(a, b estate.Identifier) int { return cmp.Compare(a.Key(), b.Key()) })
	return match.Seller{Name: o.name, Identifiers: o.identifiers, Stated: strings.Join(o.stated, "; ")}, false, true
}

// publishers are the publishers of ocids, by prefix.
var publishers = map[string]*estate.Source{
	"ocds-b5fd17": {ID: "Source:contracts-finder", Name: "Contracts Finder", Kind: "notice", Licence: "OGL v3"},
	"ocds-h6vhtk": {ID: "Source:find-a-tender", Name: "Find a Tender", Kind: "notice", Licence: "OGL v3"},
	"ocds-r6ebe6": {ID: "Source:public-contracts-scotland", Name: "Public Contracts Scotland", Kind: "notice", Licence: "OGL v3"},
	"ocds-kuma6s": {ID: "Source:sell2wales", Name: "Sell2Wales", Kind: "notice", Licence: "OGL v3"},
}

// prefixLength is the length of the part of an ocid that identifies its publisher.
const prefixLength = len("ocds-b5fd17")

// sourceOf returns the source of a process: the publisher of its ocid's prefix, else the source
// that an import of its releases named.
func (p *process) sourceOf() *estate.Source {
	prefix := p.ocid[:prefixLength]
	if s := publishers[prefix]; s != nil {
		return s
	}
	named := ""
	for _, one := range p.releases {
		if name := one.kept.Source; name != "" && (named == "" || name < named) {
			named = name
		}
	}
	if key := strings.ReplaceAll(estate.Fold(named), " ", "-"); key != "" {
		return &estate.Source{ID: estate.MakeID(estate.KindSource, match.KeyText(key)), Name: named, Kind: "notice"}
	}
	return &estate.Source{ID: estate.MakeID(estate.KindSource, prefix), Name: "OCDS publisher " + prefix, Kind: "notice"}
}

// webAddress returns the address if it may be shown as a link, else "".
func webAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || len(text) > personal.MaxText || strings.Contains(text, "@") {
		return ""
	}
	return text
}

// partyField returns the field of the evidence on a buyer.
func partyField(b buyer) string {
	return "parties[" + cmp.Or(b.borough.Key(), b.name) + "]"
}

// nameless returns a buyer's name, or "" for a borough, because a borough has its own.
func nameless(b buyer) string {
	if b.borough != "" {
		return ""
	}
	return b.name
}
