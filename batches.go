package main

import (
	"fmt"
	"text/tabwriter"
	"time"

	"boroughgraph/estate"
	"boroughgraph/ingest/ocds"
)

// batchesCommand lists the imports.
type batchesCommand struct {
	Since time.Time `help:"Only batches applied on or after this day, and those recorded after one of these; for example 2026-11-25." format:"2006-01-02"`
}

// Run implements the command.
func (b *batchesCommand) Run(c *console) error {
	store, _, err := c.open()
	if err != nil {
		return err
	}
	return c.close(store, b.list(c, store))
}

func (b *batchesCommand) list(c *console, store estate.Store) error {
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "BATCH\tFORM\tCREATED\tUPDATED\tREMOVED\tORIGIN\tTAKEN BACK BY")
	for w := estate.FirstPage(estate.MaxPage); ; {
		page, err := store.Batches(c.ctx, estate.BatchFilter{Since: b.Since}, w)
		if err != nil {
			return err
		}
		for _, r := range page.Rows {
			x := r.Row
			fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%d\t%s\t%s\n", x.ID, x.Form, sum(x.Created), sum(x.Updated), sum(x.Removed), x.Origin, x.RevertedBy)
			w.After = r.Key
		}
		if !page.HasNextPage {
			return table.Flush()
		}
	}
}

func sum(counts map[estate.Kind]int) int {
	all := 0
	for _, n := range counts {
		all += n
	}
	return all
}

// revertCommand reverts a batch.
type revertCommand struct {
	Batch string `arg:"" help:"The batch's id, as listed by batches."`
}

// Run implements the command.
func (r *revertCommand) Run(c *console) error {
	id, err := estate.ParseID(r.Batch, estate.KindBatch)
	if err != nil {
		return usageError{estate.Invalidf("%q is not the id of a batch: `batches` lists those there are", r.Batch)}
	}
	store, place, err := c.open()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	report, err := c.revert(store, id)
	if err == nil {
		c.printCounts(report)
		fmt.Fprintf(c.stdout, "taken back; recorded as %s\n", report.Batch)
	}
	return c.close(store, err)
}

// revert reverts a batch. For an import of releases, it reads their processes again.
func (c *console) revert(store estate.Store, id estate.ID) (*estate.Report, error) {
	k, err := c.known(store, true)
	if err != nil {
		return nil, err
	}
	o := ocds.Options{Known: store, Boroughs: k.boroughs, Systems: k.systems, Renamed: k.decided.Renamed, AllBuyers: true}
	report, ok, err := ocds.Revert(c.ctx, store, id, o, k.decided, c.now())
	if ok {
		return report, err
	}
	return estate.Revert(c.ctx, store, id, c.now())
}
