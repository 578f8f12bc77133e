package match

import (
	"slices"
	"strings"

	"boroughgraph/estate"
)

// The rules by which a contract counts as technology: by its code, its category, the words of its
// title, or a known system. The report shows the reason. docs/import.md has these lists.

// cpvOfIT are the prefixes of CPV codes for technology.
var cpvOfIT = []struct{ begins, what string }{
	{"48", "software and information systems"},
	{"72", "IT services"},
	{"302", "computers"},
	{"324", "networks"},
	{"325", "telecommunications equipment"},
	{"38221", "geographic information systems"},
	{"5031", "maintenance of office machinery and computers"},
	{"5032", "repair and maintenance of computers"},
	{"5033", "maintenance of telecommunications equipment"},
	{"516", "installation of computers"},
	{"642", "telecommunications"},
}

// categoriesOfIT are folded words, or sequences of them, that mark a category or directorate as
// technology.
var categoriesOfIT = []string{
	"ict", "it", "information technology", "information communication technology", "information and communications technology", "information communications technology",
	"digital", "software", "computing", "computers", "telecommunications", "telecoms", "technology", "data and technology",
}

// wordsOfIT are the same for titles and descriptions, where shorter words would be ambiguous.
var wordsOfIT = []string{
	"ict", "information technology", "it support", "it services", "it system", "it systems", "it hardware", "it equipment", "software", "saas", "software as a service",
	"website", "web site", "web hosting", "cloud hosting", "hosted solution", "hosting", "wi fi", "wifi", "broadband", "wide area network", "telephony", "voip", "contact centre platform",
	"laptops", "desktops", "data centre", "cyber security", "cyber", "firewall", "antivirus", "database",
	"management information system", "case management system", "document management system", "records management system", "housing management system", "library management system",
	"financial management system", "finance system", "hr system", "payroll system", "booking system", "customer relationship management", "crm", "erp", "gis", "geographic information system",
	"e procurement", "mobile app", "digital platform", "online platform", "electronic document",
}

// RunOf returns the first of some word sequences that a folded text contains, or "".
func RunOf(folded string, runs []string) string {
	for _, run := range runs {
		if Holds(folded, run) {
			return run
		}
	}
	return ""
}

// Holds reports whether a folded text contains a sequence of words.
func Holds(folded, run string) bool {
	for at := 0; ; {
		i := strings.Index(folded[at:], run)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(run)
		if (i == 0 || folded[i-1] == ' ') && (end == len(folded) || folded[end] == ' ') {
			return true
		}
		at = i + 1
	}
}

// Relevance has the properties by which a contract counts as technology.
type Relevance struct {
	CPV                []string
	Categories         []string // and directorates
	Title, Description string
	Suggestions        []Suggestion
}

// Reason returns why a row counts as technology, or "" if it does not.
func (r Relevance) Reason() string {
	for _, code := range r.CPV {
		for _, it := range cpvOfIT {
			if strings.HasPrefix(code, it.begins) {
				return "CPV " + code + ", " + it.what
			}
		}
	}
	for _, category := range r.Categories {
		if run := RunOf(estate.Fold(category), categoriesOfIT); run != "" {
			return "category with the words “" + run + "”"
		}
	}
	if run := RunOf(estate.Fold(r.Title), wordsOfIT); run != "" {
		return "title with the words “" + run + "”"
	}
	if i := slices.IndexFunc(r.Suggestions, func(s Suggestion) bool { return s.Confidence != estate.ConfidenceLow }); i >= 0 {
		return "title with the known system " + r.Suggestions[i].Name
	}
	if run := RunOf(estate.Fold(r.Description), wordsOfIT); run != "" {
		return "description with the words “" + run + "”"
	}
	return ""
}
