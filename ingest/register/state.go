package register

import (
	"context"
	"fmt"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
	"boroughgraph/ingest/personal"
	"boroughgraph/ingest/report"
	"boroughgraph/sheet"
)

// Options say whose register a file is, and how to read it.
type Options struct {
	File     string            // its name without a folder, for evidence and the report
	Borough  *estate.Borough   // whose register it is
	Boroughs []*estate.Borough // all boroughs, to recognise the rows of others
	Known    Known             // the suppliers and contracts that the store holds
	Renamed  estate.Renamed    // ids that were merged into others
	Systems  match.Systems     // the known systems, for suggestions
	Map      ColumnMap         // titles that the table does not know
	// AsOf is the day of the register. If empty, it is the date above the header, if there is one.
	AsOf     estate.StatedDate
	Address  string         // where the register is published; may be empty
	All      bool           // take every contract, not only technology
	Progress func(rows int) // called now and then with the number of rows read; may be nil
}

// Known are the Store methods that read what is known already.
type Known interface {
	match.SupplierReads
	ContractReads
}

// Register is a contract register that is being read. It has the LGA's 38 columns or a council's
// variant of them, or is the export of a notice portal. The file is read twice, one row at a time.
// The first reading finds what only all rows together show (survey.go), and the second reads the
// contracts, in parts. docs/import.md has all forms of cells.
type Register struct {
	Report *Report // complete once Parts has ended

	o        Options
	table    table
	leaves   []*leaf // the sheets that are read
	read     func(taken) (*found, *skip)
	portal   portal
	search   search
	key      string         // the title of the column that names a contract
	source   *estate.Source // until a part contains it
	origin   *estate.Source
	places   match.Places
	match    *match.Suppliers
	seen     map[estate.ID]seen
	joined   map[estate.ID]bool // contracts of other sources that a row was joined to
	repeated map[string]*group  // rows that are read together, by what they have in common
	settled  map[spot]settled   // rows that were read with an earlier one
	mixed    bool               // the file has rows of other buyers
	// held are the borough's contracts in the graph, if the register names them by their ids. graph
	// reads the rows as an export would write them.
	held    map[estate.ID]sheet.Entry
	graph   *Register
	written *section // of graph: the columns that an export writes
	// Evidence about suppliers that earlier rows gave, because a supplier is in many rows.
	proven map[estate.ID]bool
}

// leaf is a sheet that is read, and the tables in it.
type leaf struct {
	name     string
	after    int // rows up to the end of its first header
	sections []*section
}

// section is one table: a header and the rows below it.
type section struct {
	header *header
	line   int           // of its header
	others int           // cells of unknown columns that name other boroughs
	days   map[int]*days // the orders of days and months in its columns of dates
	export bool          // of a portal: its rows are read as they are
	barren bool          // a table of something other than contracts
}

// spot is the place of a row.
type spot struct {
	sheet string // empty unless several sheets are read
	line  int
}

// seen says where a contract was read.
type seen struct {
	at  spot
	row string // the fingerprint of the row
}

// skip says why a row gives no contract.
type skip struct {
	column, value, reason string
	fault                 bool
}

// found is the result of a row: contracts, and the report's entries about new ones.
type found struct {
	drafts      []*draft
	entries     []RowEntry // the entry for the row itself comes first
	suggestions []match.Suggestion
}

// draft is a contract whose suppliers have not been looked up yet.
type draft struct {
	at       spot
	contract *estate.Contract
	evidence []*estate.Evidence
	sellers  []match.Seller
	apart    apart
}

// taken is a row to be read, with its table.
type taken struct {
	row
	at      spot
	of      spot // the row of the contract that it continues, else its own
	section *section
	kind    rowKind
	reason  string // why it is not a contract, or can't be split into cells
	whose   string // the other borough in whose section it is
	// leastSupplier is the first in order among the folded suppliers of the rows that are read
	// together.
	leastSupplier string
}

func (at spot) String() string {
	if at.sheet == "" {
		return fmt.Sprintf("line %d", at.line)
	}
	return fmt.Sprintf("line %d of the sheet %q", at.line, at.sheet)
}

// settled has the report's entries for a row that was read with an earlier one.
type settled struct {
	entries     []RowEntry
	suggestions []match.Suggestion
}

// apart holds the fields that distinguish contracts of one reference: title, start, end and values.
type apart [5]string

// covers reports whether another row states nothing that this one does not. An empty cell, such as
// a merged one leaves, states nothing.
func (a apart) covers(other apart) bool {
	for i, text := range other {
		if text != "" && text != a[i] {
			return false
		}
	}
	return true
}

func (at spot) skipped(s *skip) RowEntry {
	return RowEntry{Sheet: at.sheet, Line: at.line, Column: s.column, Value: personal.Masked(s.value), Reason: s.reason, Disposition: report.Skipped, Fault: s.fault}
}

func (at spot) used(reason string, contract estate.ID) RowEntry {
	return RowEntry{Sheet: at.sheet, Line: at.line, Reason: reason, Disposition: report.Used, Contract: contract}
}

func (at spot) noted(column, value, reason string, contract estate.ID) RowEntry {
	return RowEntry{Sheet: at.sheet, Line: at.line, Column: column, Value: personal.Masked(value), Reason: reason, Disposition: report.Noted, Contract: contract}
}

// rowKind is the kind of a row.
type rowKind int

const (
	rowContract rowKind = iota
	// One more supplier of the contract above. The row's other cells are merged or left out.
	rowMore
	rowPassed // not a contract, for the given reason
	rowBroken // it can't be split into cells
)

// group is the rows of one contract, in the order of the file.
type group struct {
	first    spot
	rows     []taken // without the first
	supplier string  // the first in order of their suppliers, folded
}

// days counts what the cells of a date column show about the order of day and month.
type days struct {
	// Cells that can be read only with the day first, only with the day second, or both ways.
	first, second, either int
	order                 dayOrder
}

// dayOrder says how to read the numeric dates of a column.
type dayOrder int

const (
	dayFirst dayOrder = iota
	monthFirst
	noOrder // they are not read
)

// in names a row of a file, for example "register.csv:12".
func (at spot) in(file string) string {
	if at.sheet == "" {
		return fmt.Sprintf("%s:%d", file, at.line)
	}
	return fmt.Sprintf("%s:%s:%d", file, at.sheet, at.line)
}

// names returns the suppliers of a draft, as the register names them.
func (d *draft) names() []string {
	var names []string
	for _, s := range d.sellers {
		names = append(names, s.Name)
	}
	return names
}

// portal maps paths to columns of the file.
type portal map[string]int

// search maps folded titles to columns of the file.
type search map[string]int

const contractsFinder = estate.ID("Source:contracts-finder")

// ContractReads are the Store methods that find known contracts.
type ContractReads interface {
	ContractsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Contract, error)
	ContractsByOCID(ctx context.Context, ocids []string) (map[string][]estate.ID, error)
	ContractsOf(ctx context.Context, parents []estate.ID, f estate.ContractFilter, o estate.ContractOrder, w estate.Window) (map[estate.ID]estate.Page[*estate.Contract], error)
	EvidenceOf(ctx context.Context, subjects []estate.ID) (map[estate.ID][]*estate.Evidence, error)
}
