package match

import (
	"regexp"
	"strings"

	"boroughgraph/estate"
)

// codeLength is the length of a council's code in GB-LAE, for example "CMD".
const codeLength = 3

// Places maps the folded names, codes and identifiers of boroughs to their ids.
type Places map[string]estate.ID

// shortNames are names that a council goes by for short. The first, if it is not empty, stands for
// the borough's name in the forms of a council's name, and never alone.
var shortNames = map[string][]string{
	"barking-and-dagenham": {"", "LBBD"},
	"city-of-london":       {"", "Corporation of London", "City Corporation", "Mayor and Commonalty and Citizens of the City of London", "Mayor Commonalty and Citizens of the City of London"},
	// So misspelt in Find a Tender.
	"hammersmith-and-fulham": {"Hammersmith", "LBHF", "H and F Council", "London Borough of Hammersmith and Fuham"},
	"kensington-and-chelsea": {"", "RBKC"},
	"kingston-upon-thames":   {"Kingston", "RBKT"},
	"richmond-upon-thames":   {"Richmond", "LBRUT"},
	"waltham-forest":         {"", "LBWF"},
	"tower-hamlets":          {"", "LBTH"},
	"westminster":            {"", "Lord Mayor and Citizens of the City of Westminster"},
}

// councilNames returns the forms of a council's name that hold the name of its borough.
func councilNames(name string) []string {
	return []string{
		name + " Council", name + " London Borough Council", name + " Borough Council", name + " London Borough", "London Borough of " + name, "London Borough " + name,
		"LB " + name, "LB of " + name, "L.B. " + name, "L.B. of " + name, "Royal Borough of " + name, "Council of the London Borough of " + name,
		"Mayor and Burgesses of the London Borough of " + name, "Mayor and Burgesses of the Royal Borough of " + name, "London Borough of " + name + " Council",
	}
}

// NewPlaces returns the boroughs by their names, codes and identifiers.
func NewPlaces(boroughs []*estate.Borough) Places {
	p := Places{}
	for _, b := range boroughs {
		names := councilNames(b.Name)
		if short := shortNames[b.Slug]; short != nil {
			if short[0] != "" {
				names = append(names, councilNames(short[0])...)
			}
			names = append(names, short[1:]...)
		}
		for _, name := range names {
			p[estate.Fold(name)] = b.ID
		}
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

// Find returns the borough that a text names, or "". In an address the last part counts, in "Name :
// Name" the first. "&" is read as "and".
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

// abbreviated matches a name followed by its abbreviation: "London Borough of Hackney (LBH)".
var abbreviated = regexp.MustCompile(`^(.+?)\s*\([A-Z&]{2,6}\)$`)

// Buyer returns the borough that an organisation is, by an identifier, else by its whole name, or
// "". A longer name that contains a borough's, such as "Richmond Housing Partnership" or "Barnet
// Homes", is another organisation.
func (p Places) Buyer(name string, identifiers []estate.Identifier) estate.ID {
	for _, i := range identifiers {
		if id := p[estate.Fold(i.Scheme+"-"+i.ID)]; id != "" {
			return id
		}
	}
	if m := abbreviated.FindStringSubmatch(name); m != nil {
		name = m[1]
	}
	name = strings.TrimPrefix(estate.Fold(strings.ReplaceAll(name, "&", " and ")), "the ")
	if len(name) <= codeLength { // Places have codes among their names
		return ""
	}
	return p[name]
}
