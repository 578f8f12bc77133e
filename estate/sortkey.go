package estate

import "strings"

// A sort key is one stored text, never null, for one noun in one order: folded
// text or a date, then the id, so that the order is total and a page starts at one
// index entry. Both databases compare them by bytes, as Go does.
const (
	// keySeparator sorts before every character of a folded text, so that "idox" comes before "idox solutions".
	keySeparator = "\t"
	// LastKey sorts after every sort key; it stands for "to the end" in a Window.
	LastKey = "\U0010FFFF"
	// unknownText sorts unknown text after every known one and before LastKey.
	unknownText = "\U0010FFFE"
)

// TextKey is the sort key of a text; an unknown one comes last.
func TextKey(text string, id ID) string {
	folded := Fold(text)
	if folded == "" {
		folded = unknownText
	}
	return folded + keySeparator + string(id)
}

// DateKey is the sort key of a day, earliest first; an unknown one comes last.
func DateKey(d Date, id ID) string {
	if d == "" {
		d = MaxDate
	}
	return string(d) + keySeparator + string(id)
}

// DateKeyDescending is the sort key of a day, latest first; an unknown one comes last.
func DateKeyDescending(d Date, id ID) string {
	key := "9999-99-99"
	if d != "" {
		key = descending(d)
	}
	return key + keySeparator + string(id)
}

// descending is a text of a known day that sorts the later days first.
func descending(d Date) string {
	return strings.Map(func(r rune) rune {
		if r == '-' {
			return r
		}
		return '0' + '9' - r
	}, string(d))
}
