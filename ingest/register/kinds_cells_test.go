package register_test

import (
	"fmt"
	"strings"
	"testing"
)

// oneRow returns a register of one row, under a heading with one more title.
func oneRow(title, cell string) string {
	return fmt.Sprintf("Contract Ref,Contract Title,%s\nC1,Software,%s\n", title, cell)
}

func TestEnds(t *testing.T) {
	const begins = "C1, Software, "
	row := func(titles, cells, want string) kind {
		return kind{titles, oneRow(titles, cells), []string{begins + want}, nil}
	}
	testKinds(t, []kind{
		row("Start Date,Initial End Date,Current End Date", "01/04/2021,31/03/2024,31/03/2027", "from 2021-04-01, to 2027-03-31"),
		row("Current End Date,Initial End Date", "TBC,31/03/2024", "to 2024-03-31"),
		row("End Date,Original End Date", "31/03/2027,31/03/2024", "to 2027-03-31"),
		row("End Date (including extensions),Initial End Date", "31/03/2029,31/03/2027", "to 2027-03-31, at most to 2029-03-31"),
		row("End date excluding extensions,Latest possible end date", "31/03/2027,31/03/2029", "to 2027-03-31, at most to 2029-03-31"),
		row("CONTRACT_START_DATE,MAXIMUM_CONTRACT_END_DATE", "2025-04-01,2029-03-31", "from 2025-04-01, at most to 2029-03-31"),
		row("MaxContractEndDate,ContractCurrentEndDate", "2029-03-31,2027-03-31", "to 2027-03-31, at most to 2029-03-31"),
		row("Expiry Date (inc. all extension options),Expiry Date", "31/03/2029,31/03/2027", "to 2027-03-31, at most to 2029-03-31"),
		row("Revised Contract Expiry,Contract Expiry Date,Final End Date", ",31/03/2027,31/03/2029", "to 2027-03-31, at most to 2029-03-31"),
		row("Notice end date,End Date (dd/mm/yyyy)", "31/03/2026,31/03/2027", "to 2027-03-31"),
	})
}

func TestValues(t *testing.T) {
	row := func(titles, cells, want string, notes ...string) kind {
		says := "C1, Software"
		if want != "" {
			says += ", " + want
		}
		return kind{titles + " " + cells, oneRow(titles, cells), []string{says}, notes}
	}
	testKinds(t, []kind{
		row("Contract Value (£000s)", "250", "TOTAL 250000.00"), row("Contract Value £'000", "250", "TOTAL 250000.00"), row("Value (£k)", "1.5", "TOTAL 1500.00"), row("Contract Value (£m)", "1.25", "TOTAL 1250000.00"),
		row("Total value in thousands", "12", "TOTAL 12000.00"), row("Contract value (£ million)", "2", "TOTAL 2000000.00"), row("Annual Value (£000s)", "25", "PER_YEAR 25000.00"), row("Contract Value (£000s)", "250k", "TOTAL 250000.00"),
		row("Contract Value (£000s)", "\"250,000\"", "", "2 NOTED its title states a unit"), row("Contract Value (£)", "250", "TOTAL 250.00"),
		row("Contract Value (EUR)", "250", "", "2 NOTED the amount is not in pounds"), row("Contract Value €", "250", "", "2 NOTED the amount is not in pounds"), row("Contract Value,Currency", "250,USD", "", "2 NOTED the amount is in USD"),
		row("Contract Value,Currency", "250,GBP", "TOTAL 250.00"), row("Contract Value,Currency", "250,£", "TOTAL 250.00"), row("Contract Value,Currency", "250,", "TOTAL 250.00"), row("Contract Value,Currency", "$250,", "", "2 NOTED the amount is not in pounds"),
		row("Total Value,Annual Value", "100,50", "TOTAL 100.00 (50.00 a year)"), row("Estimated Annual Value,Estimated Total Value", "50,100", "ESTIMATE 100.00 (50.00 a year)"), row("Estimated Total Value,Annual Value", "100,50", "PER_YEAR 50.00"),
		row("Estimated Annual Spend", "50", "ESTIMATE 50.00 for 12 months"), row("Contract Value per annum", "50", "PER_YEAR 50.00"), row("Approx. annual cost", "50", "ESTIMATE 50.00 for 12 months"), row("Yearly contract price excl VAT", "50", "PER_YEAR 50.00 VAT EXCLUDED"),
		row("Contract Value,Estimated Value", "60,50", "TOTAL 60.00"), row("Awarded Value,Estimated Value", ",50", "ESTIMATE 50.00"), row("Original Value,Revised Value", "50,60", "TOTAL 60.00"), row("Contract Value excluding VAT", "50", "TOTAL 50.00 VAT EXCLUDED"),
		row("Contract Value,Value Type", "50,Annual", "PER_YEAR 50.00"), row("Contract Value,Value Type", "50,Estimated", "ESTIMATE 50.00"), row("Contract Value,Value Type", "50,Annual estimate", "ESTIMATE 50.00 for 12 months"),
		row("Contract Value,FixedCost", "50,FALSE", "ESTIMATE 50.00"), row("Contract Value,Fixed Cost", "50,No", "ESTIMATE 50.00"), row("Contract Value,FixedCost", "50,true", "TOTAL 50.00"), row("Contract Value,Fixed cost / estimated cost", "50,Fixed", "TOTAL 50.00"),
		row("AnnualValue,FixedCost", "50,Estimated cost", "ESTIMATE 50.00 for 12 months"), row("ContractValue,AnnualValue,FixedCost", "100,50,Estimated cost", "ESTIMATE 100.00 (50.00 a year)"), row("Spend to date,Contract Value", "5,50", "TOTAL 50.00"), row("Savings,Monthly cost,Contract Value", "5,6,50", "TOTAL 50.00"), row("Contract Value", "0.01", "", "2 NOTED 0, 0.01 and 1"), row("Contract Value", "1", "", "2 NOTED 0, 0.01 and 1"), row("Contract Value", "0", "", "2 NOTED nothing is paid"),
		row("Sum to be paid over the length of the contract", "50", "TOTAL 50.00"), row("Estimated annual spending or budget for the contract", "50", "ESTIMATE 50.00 for 12 months"),
	})
}

func TestTermsAndOptions(t *testing.T) {
	row := func(titles, cells, want string, notes ...string) kind {
		return kind{titles + " " + cells, oneRow("Start Date,"+titles, "01/04/2024,"+cells), []string{"C1, Software, from 2024-04-01, " + want}, notes}
	}
	testKinds(t, []kind{
		row("Contract Term (Months)", "36", "term 36"), row("Term (years)", "3", "term 36"), row("Duration in months", "36", "term 36"), row("Contract Length", "2 years and 6 months", "term 30"), row("Initial Term (months)", "36.0", "term 36"),
		row("Maximum Duration of Contract (Months)", "60", "at most to 2029-03-31"), row("Contract Term (Months),Maximum Term (Months)", "36,60", "at most to 2029-03-31, term 36"), row("Duration including extensions", "5 years", "at most to 2029-03-31"),
		row("Extension Period", "24 months", "options [24]"), row("End Date,Extension Period", "31/03/2026,24 months", "to 2026-03-31, options [24]"), row("Extension (Months)", "24", "options [24]"), row("Extension options (years)", "1+1", "options [12 12]"),
		row("Extension Period", "2 x 12 months", "options [12 12]"), row("Options to extend", "Two one-year extensions", "options [12 12]"), row("Extension", "2 years in annual increments", "options [12 12]"), row("Extension", "None", "options []"),
		row("Extension", "31/03/2029", "at most to 2029-03-31"), row("Extension Period,Maximum End Date", "24 months,31/03/2029", "at most to 2029-03-31, options [24]"), row("End Date,Ext. Applied to Contract", "31/03/2027,No", "to 2027-03-31"),
		row("End Date,Extension", "31/03/2026,2+1+1 years", "to 2026-03-31, term 24, options [12 12]"), row("Contract Term", "3 years + 1", "term 36, options [12]"),
	})
}

func TestStates(t *testing.T) {
	row := func(state, want string, notes ...string) kind {
		k := kind{state, oneRow("End Date,Status", "31/03/2027,"+state), nil, notes}
		if want != "" {
			k.want = []string{want}
		}
		return k
	}
	const is = "C1, Software, to 2027-03-31"
	testKinds(t, []kind{
		row("Live", is), row("Active", is), row("Expired", is), row("Extended", is), row("Completed", is), row("", is), row("Live - out to tender", is), row("Not started", is),
		row("Terminated", is+", ended"), row("Cancelled", is+", ended"), row("Terminated 30/06/2026", is+", ended 2026-06-30"), row("Contract ended early", is+", ended"), row("Not terminated", is),
		row("Pipeline", "", "2 SKIPPED it is not bought yet"), row("Planned", "", "2 SKIPPED it is not bought yet"), row("In procurement", "", "2 SKIPPED it is not bought yet"), row("Out to tender", "", "2 SKIPPED it is not bought yet"), row("Not awarded", "", "2 SKIPPED it is not bought yet"),
	})
}

func TestOrdersOfDays(t *testing.T) {
	table := func(rows ...string) string {
		return "Contract Ref,Contract Title,Start Date,End Date\n" + strings.Join(rows, "\n") + "\n"
	}
	const refused = "NOTED its column has the day first in some cells and the month first in others"
	testKinds(t, []kind{
		{"one month first decides", table("C1,Software,04/01/2025,03/31/2027", "C2,Software,05/06/2025,05/05/2027"), []string{"C1, Software, from 2025-04-01, to 2027-03-31", "C2, Software, from 2025-05-06, to 2027-05-05"}, nil},
		{"one day first decides", table("C1,Software,04/01/2025,31/03/2027", "C2,Software,05/06/2025,05/05/2027"), []string{"C1, Software, from 2025-01-04, to 2027-03-31", "C2, Software, from 2025-06-05, to 2027-05-05"}, nil},
		{"nothing decides", table("C1,Software,04/01/2025,05/03/2027"), []string{"C1, Software, from 2025-01-04, to 2027-03-05"}, nil},
		{"both in one column", table("C1,Software,13/01/2025,31/03/2027", "C2,Software,05/16/2025,30/04/2027", "C3,Software,1 May 2025,2027-03-31"), []string{"C1, Software, to 2027-03-31", "C2, Software, to 2027-04-30", "C3, Software, from 2025-05-01, to 2027-03-31"}, []string{"2 " + refused, "3 " + refused}},
		{"columns that differ", table("C1,Software,13/01/2025,03/31/2027"), []string{"C1, Software, from 2025-01-13, to 2027-03-31"}, nil},
		{"two-digit years and times", table("C1,Software,4/1/25 00:00,3/31/27 12:00:00 AM"), []string{"C1, Software, from 2025-04-01, to 2027-03-31"}, nil},
	})
}

func TestWhose(t *testing.T) {
	const other, unsaid = "SKIPPED it is of another buyer than Camden", "SKIPPED the file has rows of several buyers"
	row := func(title, cell string, used bool, notes ...string) kind {
		k := kind{title + " " + cell, oneRow("End Date,"+title, "31/03/2027,"+cell), nil, notes}
		if used {
			k.want = []string{"C1, Software, to 2027-03-31"}
		}
		return k
	}
	testKinds(t, []kind{
		row("Buyer", "London Borough of Camden", true), row("Buyer Name", "Camden Council", true), row("CONTRACT_BUYER", "LB Camden", true), row("Organisation", "London Borough of Camden (Housing)", true), row("OrganisationURI", "http://opendatacommunities.org/id/london-borough-council/camden", true),
		row("Buyer", "Jo Smith", true), row("Buyer", "London Borough of Hackney", false, "2 "+other), row("Buyer Name", "Nottingham City Council", false, "2 "+other), row("Organisation Name", "Camden and Islington NHS Foundation Trust", false, "2 "+other),
		row("Organisation", "Ministry of Defence", false, "2 "+other), row("GSS code", "E07000041", false, "2 "+other), row("GSS code", "E09000007", true), row("Borough", "Islington", false, "2 "+other), row("Authority", "LB Camden & LB Islington", true, "2 NOTED it names other boroughs too"),
		row("Partner council name here", "Hackney", false, "2 "+other), row("Area served", "Hackney", true),
		{"rows of several", "Contract Ref,Contract Title,Organisation,End Date\nC1,Software,Camden,31/03/2027\nC2,Software,Hackney,31/03/2027\nC3,Software,,31/03/2027\n", []string{"C1, Software, to 2027-03-31"}, []string{"3 " + other, "4 " + unsaid}},
		{"a row before the others", "Contract Ref,Contract Title,Organisation,End Date\nC3,Software,,31/03/2027\nC2,Software,Hackney,31/03/2027\n", nil, []string{"2 " + unsaid, "3 " + other}},
		{"under headings", "Contract Ref,Contract Title,Supplier,End Date\nLondon Borough of Hackney,,,\nC1,Software,,31/03/2027\nLondon Borough of Camden,,,\nC2,Software,,31/03/2027\n", []string{"C2, Software, to 2027-03-31"}, []string{"2 SKIPPED it has a single cell", "3 SKIPPED it stands under the name of another buyer", "4 SKIPPED it has a single cell"}},
	})
}

func TestLots(t *testing.T) {
	const kept = "NOTED line "
	testKinds(t, []kind{
		{"suppliers apart", head + first + second + "C1,Payroll software,Gamma Ltd,01/04/2025,31/03/2027,50000\n", []string{strings.Replace(firstSays, "Acme Ltd", "Acme Ltd + Gamma Ltd", 1), secondSays}, []string{"4 USED one more supplier of the contract of line 2"}},
		{"other values", head + first + "C1,Payroll software,Beta Ltd,01/04/2025,31/03/2027,70000\n", []string{firstSays, "C1#2, ref C1, Payroll software, by Beta Ltd, from 2025-04-01, to 2027-03-31, TOTAL 70000.00"}, []string{"2 " + kept, "3 " + kept}},
		{"other starts", head + first + "C1,Payroll software,Acme Ltd,01/04/2027,31/03/2029,50000\n", []string{firstSays, "C1#2, ref C1, Payroll software, by Acme Ltd, from 2027-04-01, to 2029-03-31, TOTAL 50000.00"}, []string{"2 " + kept, "3 " + kept}},
		{"cells left out", head + first + "C1,,Beta Ltd,,,\n", []string{strings.Replace(firstSays, "Acme Ltd", "Acme Ltd + Beta Ltd", 1)}, []string{"3 USED one more supplier of the contract of line 2"}},
		{"the same row twice", head + first + second + first, []string{firstSays, secondSays}, []string{"4 SKIPPED it repeats the row of line 2"}},
		{"no reference, and rows that agree", "Contract Title,Supplier,Start Date,Contract Value\nSoftware,Beta Ltd,01/04/2025,50\nSoftware,Acme Ltd,01/04/2025,50\n", []string{"~d43869ca4c5943a3, Software, by Beta Ltd + Acme Ltd, from 2025-04-01, TOTAL 50.00"}, []string{"2 NOTED it has no reference", "3 USED one more supplier of the contract of line 2", "3 NOTED it has no reference"}},
		{"no reference, and other values", "Contract Title,Supplier,Start Date,Contract Value\nSoftware,Acme Ltd,01/04/2025,50\nSoftware,Beta Ltd,01/04/2025,60\n", []string{"~d43869ca4c5943a3, Software, by Acme Ltd, from 2025-04-01, TOTAL 50.00", "~dfb3e113165a7cc8, Software, by Beta Ltd, from 2025-04-01, TOTAL 60.00"}, []string{"2 NOTED it has no reference", "3 NOTED it has no reference"}},
	})
}
