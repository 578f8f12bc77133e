package match

import (
	"strings"

	"boroughgraph/estate"
)

// codeLength is that of a council's code in GB-LAE, "CMD".
const codeLength = 3

// Places are the boroughs by what people call them, folded.
type Places map[string]estate.ID

func NewPlaces(boroughs []*estate.Borough) Places {
	p := Places{}
	for _, b := range boroughs {
		for _, name := range []string{
			b.Name, b.OfficialName, b.Slug, b.GSSCode, b.Name + " Council", b.Name + " London Borough Council", b.Name + " Borough Council",
			"London Borough of " + b.Name, "LB " + b.Name, "LB of " + b.Name, "Royal Borough of " + b.Name, "Council of the London Borough of " + b.Name,
			b.Name + " City Council", b.Name + " Corporation", "City of " + b.Name,
			b.OfficialName + " Council", "Council of the " + b.OfficialName, "Mayor and Burgesses of the " + b.OfficialName, b.Name + " Royal Borough Council",
		} {
			p[estate.Fold(name)] = b.ID
		}
		for _, i := range b.Identifiers {
			p[estate.Fold(i.ID)], p[estate.Fold(i.Scheme+"-"+i.ID)] = b.ID, b.ID
		}
	}
	return p
}

// Find is the borough that a text names; empty if none. Of an address the last part counts, of "Name : Name" the first,
// and "&" is "and".
func (p Places) Find(text string) estate.ID {
	text = strings.ReplaceAll(text, "&", " and ")
	first, _, _ := strings.Cut(text, " : ")
	for _, form := range []string{text, first, text[strings.LastIndexByte(text, '/')+1:]} {
		folded := estate.Fold(form)
		if id := p[folded]; id != "" {
			return id
		}
		if id := p[strings.TrimPrefix(folded, "the ")]; id != "" {
			return id
		}
	}
	return ""
}

// Buyer is the borough that an organisation is: by an identifier, else by its whole name. A name that another's is
// part of ("Richmond Housing Partnership", "Barnet Homes") is no borough's.
func (p Places) Buyer(name string, identifiers []estate.Identifier) estate.ID {
	for _, i := range identifiers {
		if id := p[estate.Fold(i.Scheme+"-"+i.ID)]; id != "" {
			return id
		}
	}
	name = strings.TrimPrefix(estate.Fold(strings.ReplaceAll(name, "&", " and ")), "the ")
	if len(name) <= codeLength { // Places have codes among their names
		return ""
	}
	return p[name]
}
