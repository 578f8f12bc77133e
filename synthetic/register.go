package synthetic

import (
	"bufio"
	"fmt"
	"io"
)

// Register writes a SYNTHETIC contract register with the given number of rows, as CSV, the way
// a council would export it. One row in ten is technology, as in the real register that the
// project reads. There are 5,000 suppliers.
func Register(to io.Writer, rows int) error {
	w := bufio.NewWriter(to)
	fmt.Fprintln(w, "Contract Ref,Contract Title,Description,CPV code(s),Start date,End date,Contract value,Supplier,Company Reg No,Tender type")
	for i := range rows {
		cpv, title := "77310000", "Grounds maintenance"
		if i%10 == 0 {
			cpv, title = "48000000-8, 72000000", "Software and its support"
		}
		fmt.Fprintf(w, "%06d,%s %d,\"SYNTHETIC: provision of %s, with all that belongs to it\",\"%s\",%02d/%02d/%d,31/03/%d,\"£%d,000.00\",Supplier %d Ltd,%08d,Open tender\n",
			i, title, i, title, cpv, i%28+1, i%12+1, 2018+i%7, 2027+i%4, i%900+1, i%5000, 1000000+i%5000)
	}
	return w.Flush()
}
