package storetest

import (
	"fmt"
	"testing"

	"boroughgraph/estate"
)

// searched holds the queries that BenchmarkSearch times, by description. Except for the common
// words, the number of texts that hold their words does not grow with the number of contracts.
var searched = map[string]string{
	"a number":              "ocds-made-up-1234",
	"a word in 1,000":       "thousandth",
	"a rare and a common":   "services thousandth",
	"nothing":               "nowhere",
	"one letter":            "s",
	"a common word":         "services",
	"two common words":      "serv hous",
	"a letter of few texts": "q",
}

// BenchmarkSearch times the first page of searches in stores of 3,000 and of 100,000 made-up
// contracts. A search for words that at most 1,000 texts have should take at most twice as long in
// the second store as in the first.
func BenchmarkSearch(b *testing.B, open func(b *testing.B) estate.Store) {
	for _, n := range []int{3_000, 100_000} {
		b.Run(fmt.Sprint(n, " contracts"), func(b *testing.B) {
			s := open(b)
			fill(b, s, n)
			for what, text := range searched {
				b.Run(what, func(b *testing.B) {
					q := searchFor(b, text)
					for b.Loop() {
						must(s.Search(b.Context(), q, estate.FirstPage(estate.DefaultPage)))(b)
					}
				})
			}
			b.Run("a common word, counted", func(b *testing.B) {
				w := estate.FirstPage(estate.DefaultPage)
				w.Total = true
				for b.Loop() {
					must(s.Search(b.Context(), searchFor(b, "services"), w))(b)
				}
			})
		})
	}
}

// fill writes n contracts with titles of common words, and one supplier for every twenty contracts.
// The word "thousandth" is in 1,000 of the titles.
func fill(b *testing.B, s estate.Store, n int) {
	b.Helper()
	apply(b, s, &estate.Changes{Boroughs: fixtureBoroughs()})
	work, on := []string{"Provision", "Supply", "Support", "Maintenance", "Delivery", "Services"}, []string{"housing", "social care", "parking", "revenues", "licences", "school meals", "street cleaning"}
	const part = 5_000
	for from := 0; from < n; from += part {
		c := &estate.Changes{}
		for i := from; i < min(from+part, n); i++ {
			title := fmt.Sprintf("%s of %s services and systems, lot %d", work[i%len(work)], on[i%len(on)], i%97)
			if i%(n/1000) == 0 {
				title += " thousandth"
			}
			c.Contracts = append(c.Contracts, &estate.Contract{
				ID: estate.MakeID(estate.KindContract, fmt.Sprint("made-up-", i)), OCID: fmt.Sprint("ocds-made-up-", i), Title: title,
				Stage: estate.StageSigned, Parties: of(camden), StartDate: "2025", EndDate: "2027", CPV: []string{fmt.Sprintf("72%06d", i%50)},
			})
			if i%20 == 0 {
				c.Suppliers = append(c.Suppliers, &estate.Supplier{
					ID: estate.MakeID(estate.KindSupplier, fmt.Sprint("made-up-", i)), Name: fmt.Sprintf("Made Up %d Systems Limited", i),
					Identifiers: []estate.Identifier{{Scheme: "GB-COH", ID: fmt.Sprintf("%08d", i)}},
				})
			}
		}
		apply(b, s, c)
	}
}
