package estate

import "strings"

// A sort key is a stored text for one noun in one order, never null: folded text or a date, then
// the id. The order is therefore total, and a page starts at one index entry. Both databases
// compare keys by bytes, as Go does.
const (
	// keySeparator sorts before every character of a folded text, so that "idox" comes before "idox
	// solutions".
	keySeparator = "\t"
	// LastKey sorts after every sort key. In a Window it means "to the end".
	LastKey = "\U0010FFFF"
	// unknownText sorts after every known text and before LastKey.
	unknownText = "\U0010FFFE"
)

// TextKey returns the sort key of a text. Unknown text comes last.
func TextKey(text string, id ID) string {
	folded := Fold(text)
	if folded == "" {
		folded = unknownText
	}
	return folded + keySeparator + string(id)
}

// DateKey returns the sort key of a day, earliest first. An unknown day comes last.
func DateKey(d Date, id ID) string {
	if d == "" {
		d = MaxDate
	}
	return string(d) + keySeparator + string(id)
}

// DateKeyDescending returns the sort key of a day, latest first. An unknown day comes last.
func DateKeyDescending(d Date, id ID) string {
	key := "9999-99-99"
	if d != "" {
		key = descending(d)
	}
	return key + keySeparator + string(id)
}

// descending returns a text for a known day that sorts later days first.
func descending(d Date) string {
	return strings.Map(func(r rune) rune {
		if r == '-' {
			return r
		}
		return '0' + '9' - r
	}, string(d))
}
