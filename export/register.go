package export

import (
	"context"
	"encoding/csv"
	"io"

	"boroughgraph/estate"
	"boroughgraph/sheet"
)

// RegisterStore has the Store methods that Register needs.
type RegisterStore interface {
	estate.Contracts
	estate.Suppliers
	estate.Services
	estate.Batches
}

// Register writes all contracts of a borough, whatever their term, as a contract register in CSV
// (RFC 4180), sorted by title. It returns how many there are. sheet.Entry documents the columns. A
// cell that a spreadsheet would take for a formula begins with an apostrophe, which `import
// register` removes.
//
// It returns CodeConflict if the store was written to in the meantime.
func Register(ctx context.Context, s RegisterStore, borough *estate.Borough, w io.Writer) (contracts int, err error) {
	lines := csv.NewWriter(w)
	lines.UseCRLF = true
	err = whole(ctx, s, func() error {
		if err := lines.Write(sheet.Columns); err != nil {
			return err
		}
		return each(contractsOf(ctx, s, borough), func(rows []*estate.Contract) error {
			contracts += len(rows)
			return registerPage(ctx, s, borough, rows, lines)
		})
	})
	if err != nil {
		return contracts, err
	}
	lines.Flush()
	return contracts, lines.Error()
}

// contractsOf returns a function that reads pages of a borough's contracts by title, or of all
// contracts if borough is nil.
func contractsOf(ctx context.Context, s estate.Contracts, borough *estate.Borough) func(estate.Window) (estate.Page[*estate.Contract], error) {
	// No term is asked for, so the day does not matter.
	f := estate.ContractFilter{AsOf: estate.MaxDate}
	return func(w estate.Window) (estate.Page[*estate.Contract], error) {
		if borough == nil {
			return s.Contracts(ctx, f, estate.ContractsByTitle, w)
		}
		pages, err := s.ContractsOf(ctx, []estate.ID{borough.ID}, f, estate.ContractsByTitle, w)
		return pages[borough.ID], err
	}
}

// registerPage writes a line for each contract.
func registerPage(ctx context.Context, s RegisterStore, borough *estate.Borough, contracts []*estate.Contract, lines *csv.Writer) error {
	var suppliers, services []estate.ID
	for _, c := range contracts {
		services = append(services, c.Services...)
		for _, x := range c.Suppliers {
			suppliers = append(suppliers, x.Supplier)
		}
	}
	sellers, err := s.SuppliersByID(ctx, suppliers)
	if err != nil {
		return err
	}
	served, err := s.ServicesByID(ctx, services)
	if err != nil {
		return err
	}
	for _, c := range contracts {
		entry := sheet.Entry{Contract: c, Borough: borough, Suppliers: sellers, Services: served}
		if err := lines.Write(entry.Row()); err != nil {
			return err
		}
	}
	return nil
}
