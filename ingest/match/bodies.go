package match

import (
	"regexp"
	"slices"
	"strings"

	"boroughgraph/estate"
)

var (
	// separators divide a name from an addition: "London Borough of Camden (Housing)".
	separators = regexp.MustCompile(`\s+[-–—:|]\s+|[(),;]|: `)
	// joiners connect names: "Camden and Islington".
	joiners = regexp.MustCompile(`\s+(?:and|&)\s+|[,;/+&]`)
	// council matches the name of an authority by its kind. "The Council" is not such a name.
	council   = regexp.MustCompile(`\b[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|and|upon|on|of|the|&))* (?:City|County|District|Borough|Metropolitan|Town|Parish|Combined) (?:[A-Z]\w+ )?(?:Council|Authority)\b`)
	bodyWords = regexp.MustCompile(`(?i)\b(council|councils|borough|boroughs|authority|ministry|department|nhs|trust|police|constabulary|fire|ambulance|university|college|school|schools|academy|academies|` +
		`agency|commission|commissioning|government|corporation|association|housing|homes|partnership|consortium|county|district|city of|parliament|assembly|museum|board|` +
		`ltd|limited|plc|llp|cic|services|service|group|tfl|transport for london|mbc|mdc|gla|executive|foundation|society)\b`)
)

// Among returns the boroughs that a text names: as the whole text, as several joined names, or as a
// part between separators. "Camden and Islington NHS Trust" names no borough.
func (p Places) Among(text string) []estate.ID {
	if id := p.Find(text); id != "" {
		return []estate.ID{id}
	}
	if found := p.each(joiners.Split(text, -1)); !slices.Contains(found, "") {
		return compact(found)
	}
	return compact(p.each(separators.Split(text, -1)))
}

// each returns the borough that each part names; empty for a part that names none.
func (p Places) each(parts []string) []estate.ID {
	found := make([]estate.ID, len(parts))
	for i, part := range parts {
		if len(estate.Fold(part)) > codeLength { // Places have codes among their names
			found[i] = p.Find(part)
		}
	}
	return found
}

// compact sorts ids and leaves out empty and repeated ones.
func compact(ids []estate.ID) []estate.ID {
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id estate.ID) bool { return id == "" })
}

// In returns the boroughs that a sentence names by an official form of two words or more, or
// between separators: "Contracts register of the London Borough of Camden".
func (p Places) In(text string) []estate.ID {
	found := p.Among(text)
	folded := estate.Fold(strings.ReplaceAll(text, "&", " and "))
	for name, id := range p {
		if strings.Contains(name, " ") && !slices.Contains(found, id) && Holds(folded, name) {
			found = append(found, id)
		}
	}
	slices.Sort(found)
	return found
}

// IsCouncil reports whether a text names an authority by its kind, such as a city council.
func IsCouncil(text string) bool { return council.MatchString(text) }

// IsBody reports whether a text is the name of an organisation by one of its words. Other texts may
// be a person's name.
func IsBody(text string) bool { return bodyWords.MatchString(text) }
