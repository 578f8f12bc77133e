package sqlite

import "boroughgraph/estate"

// knownSum reads the sum of the known annual values in a row.
func knownSum(r row) estate.KnownSum {
	return estate.KnownSum{AnnualPence: r.Pence("annual_pence"), KnownCount: r.Number("known_count"), VAT: estate.VAT(r.Text("vat"))}
}
