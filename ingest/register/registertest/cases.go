package registertest

// A term that many cases have: two years from 1 April 2025.
const years = "from 2025-04-01, to 2027-03-31"

// Notes on placeholder amounts, which many cases have.
const placeholder = " NOTED 0, 0.01 and 1 stand in for amounts that are not known"

// Cases are the cases, each with the facts that its text states.
var Cases = []Case{
	{
		File: "01-notice-number-masked.csv",
		Contracts: []string{
			"2022/S 000-025196, Payroll software, by Acme Ltd, " + years + ", TOTAL 100.00",
			"2022/S 000-031111, GIS software, by Delta Ltd, from 2025-04-01, to 2029-03-31, TOTAL 400.00",
			"2019/S 034-076867, CRM software, by Gamma Ltd, " + years + ", TOTAL 300.00",
		},
	},
	{
		File: "02-bad-quote-eats-next-row.csv",
		Contracts: []string{
			`C1, 19" monitors, by Acme Ltd, ` + years,
			"C2, HR software, by Beta Ltd, " + years + ", TOTAL 2.00",
			"C3, CRM software, by Gamma Ltd, " + years + ", TOTAL 3.00",
		},
		Rows: []string{"2" + placeholder},
	},
	{
		File:      "02b-bad-quote-last.csv",
		Contracts: []string{"C1, HR software, by Beta Ltd, " + years + ", TOTAL 2.00", `C2, 19" monitors, by Acme Ltd, ` + years},
		Rows:      []string{"3" + placeholder},
	},
	{
		File:      "03-grand-total.csv",
		Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years + ", TOTAL 50000.00", "C2, HR software, by Beta Ltd, " + years + ", TOTAL 2000.00"},
		Rows:      []string{"4 SKIPPED it is a row of totals", "5 SKIPPED it is a row of totals", "6 SKIPPED it is a row of totals", "7 SKIPPED it is a row of totals"},
	},
	{File: "04-units-in-heading.csv", Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years + ", TOTAL 250000.00"}},
	{
		File: "06-rows-of-others.csv", Borough: "camden",
		Rows: []string{"2 SKIPPED it is of another buyer than Camden", "3 SKIPPED it is of another buyer than Camden"},
	},
	{
		File: "07-us-dates.csv",
		Contracts: []string{
			"C1, Payroll software, by Acme Ltd, " + years, "C2, HR software, by Acme Ltd, from 2025-05-06, to 2027-05-05", "C3, CRM software, by Acme Ltd, from 2025-12-25, to 2027-12-24",
		},
		Rows: []string{"2" + placeholder, "3" + placeholder, "4" + placeholder},
	},
	{
		File:      "08-which-end.csv",
		Contracts: []string{"~77e58d66effb3fb6, Payroll software, by Acme Ltd, " + years + ", at most to 2029-03-31"},
		Rows:      []string{"2 NOTED it has no reference"},
	},
	{File: "08b-original-revised.csv", Contracts: []string{"C1, Payroll software, by Acme Ltd, from 2021-04-01, to 2027-03-31, TOTAL 50000.00"}},
	{
		File: "09-extension-words.csv",
		Contracts: []string{
			"C1, Payroll software, by Acme Ltd, from 2025-04-01, options [12 12], TOTAL 50000.00",
			"C2, HR software, by Acme Ltd, from 2025-04-01, options [12], TOTAL 50000.00",
			"C3, CRM software, by Acme Ltd, from 2025-04-01, options [12 12], TOTAL 50000.00",
			"C4, GIS software, by Acme Ltd, from 2025-04-01, options [30], TOTAL 50000.00",
			"C5, ERP software, by Acme Ltd, from 2025-04-01, options [12], TOTAL 50000.00",
		},
	},
	{
		File:      "10-extension-is-as-long-as-the-term.csv",
		Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years + ", options [24], TOTAL 50000.00", "C2, HR software, by Acme Ltd, from 2025-04-01, options [12], TOTAL 50000.00"},
	},
	{
		File:      "12-merged-suppliers.csv",
		Contracts: []string{"C1, Payroll software, by Acme Ltd + Beta Ltd + Gamma Ltd, " + years + ", TOTAL 50000.00", "C2, HR software, by Delta Ltd, " + years + ", TOTAL 60000.00"},
		Rows:      []string{"3 USED one more supplier of the contract of line 2", "4 USED one more supplier of the contract of line 2"},
	},
	{
		File: "13-type-with-the-word-framework.csv",
		Contracts: []string{
			"C1, Payroll software, by Acme Ltd, " + years, "C2, HR software, by Acme Ltd, " + years, "C3, CRM software, by Acme Ltd, " + years, "C4, GIS software, by Acme Ltd, " + years,
			"C5, ERP software, by Acme Ltd, " + years,
		},
		Rows: []string{"2" + placeholder, "3" + placeholder, "4" + placeholder, "5" + placeholder, "6" + placeholder},
	},
	{
		File:      "14-currency-column.csv",
		Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years},
		Rows:      []string{"2 NOTED the amount is in EUR, not in pounds"},
	},
	{File: "15-fixed-cost-false.csv", Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years + ", ESTIMATE 25000.00"}},
	{
		File:      "16-html-entities.csv",
		Contracts: []string{"C1, HR & payroll software, by Smith & Sons Ltd, " + years, "C2, Payroll software, by Owen's IT Ltd, " + years},
		Rows:      []string{"2" + placeholder, "3" + placeholder},
	},
	supplierWords,
	{
		File:      "19-cr-only.csv",
		Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years, "C2, HR software, by Beta, Ltd, " + years + ", TOTAL 2.00"},
		Rows:      []string{"2" + placeholder},
	},
	{
		File: "21-lots-and-order.csv",
		Contracts: []string{
			"C1, Payroll software Lot 1, by Acme Ltd, " + years + ", TOTAL 50000.00",
			"C1#2, ref C1, Payroll software Lot 2, by Beta Ltd, " + years + ", TOTAL 70000.00",
			"C2, HR software, by Delta Ltd + Eta Ltd, " + years + ", TOTAL 60000.00",
			"C3, CRM software, by Acme Ltd, " + years + ", TOTAL 50000.00",
		},
		Rows: []string{
			"2 NOTED line 3 has the same reference and says something else: both are kept", "3 NOTED line 2 has the same reference and says something else: both are kept",
			"6 USED one more supplier of the contract of line 4",
		},
	},
	{
		File:      "23-second-table.csv",
		Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years},
		Rows: []string{
			"2" + placeholder, "3 SKIPPED the row is empty", "4 SKIPPED it has a single cell", "5 SKIPPED it is the header of another table", "6 SKIPPED it is in a table whose header names no contracts",
		},
	},
	{
		File:      "24-headings-of-a-real-council.csv",
		Contracts: []string{"S-1, Housing management platform, by Example Systems Ltd, from 2024-04-01, to 2027-03-31, at most to 2029-03-31, term 36, ESTIMATE 180000.00 (60000.00 a year)"},
	},
	{File: "25-annual-estimate-alone.csv", Contracts: []string{"C1, Payroll software, by Acme Ltd, from 2024-04-01, to 2028-03-31, ESTIMATE 60000.00 for 12 months"}},
	{
		File:      "27-note-without-line-end.csv",
		Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years},
		Rows:      []string{"2" + placeholder, "3 SKIPPED it has a single cell: a note"},
	},
	{File: "28-utf16-without-mark.csv", Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years}, Rows: []string{"2" + placeholder}},
	{
		File:      "40-three-sheets.xlsx",
		Contracts: []string{"A1, Care software, by Acme Ltd, " + years, "I1, Firewall software, by Delta Ltd, " + years, "P1, GIS software, by Eps Ltd, " + years},
		Rows:      []string{"2" + placeholder, "2" + placeholder, "2" + placeholder},
	},
	{File: "41-dictionary-sheet.xlsx", Contracts: []string{"C1, Payroll software, by Acme Ltd, " + years}, Rows: []string{"2" + placeholder}},
	{
		File: "43-stored-noise.xlsx",
		Contracts: []string{
			"N0, Software 0, by Acme Ltd, " + years + ", TOTAL 8333.33", "N1, Software 1, by Acme Ltd, " + years + ", TOTAL 1234.56", "N2, Software 2, by Acme Ltd, " + years + ", TOTAL 999.99",
		},
	},
	{
		File:      "46-formulas-without-values.xlsx",
		Contracts: []string{"C1, Payroll software"},
		Rows: []string{
			"2 NOTED it is a formula whose result the file does not hold", "2 NOTED it is a formula whose result the file does not hold", "2 NOTED it is a formula whose result the file does not hold",
			"2 NOTED it is a formula whose result the file does not hold",
		},
	},
	{File: "47-as-at-cell.xlsx", Contracts: []string{"C1, Payroll software, by Acme Ltd"}, Rows: []string{"4" + placeholder}, AsOf: "2026-04-30"},
	// The last two rows give Acme different company numbers.
	{
		File: "05-contracts-finder-search-csv.csv", Borough: "camden",
		Contracts: []string{"camden001-DN1-1, Payroll software, by Acme Ltd + Beta Ltd, " + years + ", TOTAL 120000.00"},
		Rows:      []string{"5 SKIPPED nothing was awarded yet", "6 SKIPPED it is of another buyer than Camden"},
	},
	{
		File: "11-two-header-rows.csv",
		Contracts: []string{
			"C1, Payroll software, by Acme Ltd, " + years + ", TOTAL 50000.00 (25000.00 a year)",
			"C2, Case management system, by Beta Ltd, from 2025-05-01, to 2028-04-30, TOTAL 60000.00 (20000.00 a year)",
		},
		Rows: []string{"3 NOTED another supplier has this name and another number: they stay two"},
	},
}

var supplierWords = Case{
	File: "17-supplier-words.csv",
	Contracts: []string{
		"C0, Software 0, " + years, "C1, Software 1, " + years, "C2, Software 2, by withheld, " + years, "C3, Software 3, by withheld, " + years, "C4, Software 4, " + years,
		"C5, Software 5, " + years, "C6, Software 6, " + years, "C7, Software 7, " + years, "C8, Software 8, " + years,
		"C9, Software 9, by Acme Ltd + Beta Ltd, " + years, "C10, Software 10, by Acme Ltd + Beta Ltd, " + years, "C11, Software 11, by Acme Ltd + Beta Ltd, " + years,
		"C12, Software 12, by Acme Ltd + Beta Ltd, " + years, "C13, Software 13, by Acme Ltd, " + years,
	},
	Rows: []string{
		"2 NOTED it names no supplier", "2" + placeholder, "3 NOTED it names no supplier", "3" + placeholder, "4 NOTED the name is kept back", "4" + placeholder,
		"5 NOTED the name is kept back", "5" + placeholder, "6 NOTED it names no supplier", "6" + placeholder, "7 NOTED it names no supplier", "7" + placeholder,
		"8 NOTED it names no supplier", "8" + placeholder, "9 NOTED it names no supplier", "9" + placeholder, "10 NOTED it names no supplier", "10" + placeholder,
		"11" + placeholder, "12" + placeholder, "13" + placeholder, "14" + placeholder, "15" + placeholder,
	},
}
