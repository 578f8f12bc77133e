package synthetic

import "strings"

// The parts of invented words.
const consonants, vowels = "bdfgklmnprstvz", "aeiou"

// The words have three syllables. scatter is prime to their number, so that neighbouring words
// do not look alike and no word comes twice.
const (
	syllables = len(consonants) * len(vowels)
	words     = syllables * syllables * syllables
	scatter   = 104_729
)

// word returns the n-th invented word, for example "Tavora". The words repeat after 343,000.
func word(n int) string {
	n = n * scatter % words
	var b strings.Builder
	for range 3 {
		syllable := n % syllables
		n /= syllables
		b.WriteByte(consonants[syllable/len(vowels)])
		b.WriteByte(vowels[syllable%len(vowels)])
	}
	text := b.String()
	return strings.ToUpper(text[:1]) + text[1:]
}

// The first words of suppliers, systems and former names: far apart, so that no two share a word.
const (
	supplierWords = 0
	systemWords   = 100_000
	earlierWords  = 200_000
)
