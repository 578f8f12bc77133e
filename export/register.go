package export

import (
	"context"
	"encoding/csv"
	"io"

	"boroughgraph/estate"
	"boroughgraph/sheet"
)

// RegisterStore is what Register reads.
type RegisterStore interface {
	estate.Contracts
	estate.Suppliers
	estate.Services
	estate.Batches
}

// Register writes the contracts of a borough by title as a contract register, RFC 4180, and returns how many there
// were: all of them, whatever their term. sheet.Entry says what is in it. Cells that a spreadsheet would
// take for formulas have an apostrophe before them, which `import register` takes away.
//
// CodeConflict if the store was written to in the meantime.
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

// contractsOf reads pages of the contracts of a borough by title; of all contracts where it is nil.
func contractsOf(ctx context.Context, s estate.Contracts, borough *estate.Borough) func(estate.Window) (estate.Page[*estate.Contract], error) {
	f := estate.ContractFilter{AsOf: estate.MaxDate} // it asks for no term, so that the day does not matter
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
