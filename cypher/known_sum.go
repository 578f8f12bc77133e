package cypher

import "boroughgraph/estate"

// knownSum reads the sum of the known annual values in a row.
func knownSum(r row) estate.KnownSum {
	return estate.KnownSum{AnnualPence: r.Pence("annualPence"), KnownCount: r.Number("knownCount"), VAT: commonVAT(r.Texts("vats"))}
}
