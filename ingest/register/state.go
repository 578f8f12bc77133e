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

// Options say whose register a file is and how it is read.
type Options struct {
	File     string            // its name without a folder: evidence and the report name it
	Borough  *estate.Borough   // whose register it is
	Boroughs []*estate.Borough // all of them, to recognise rows of others
	Known    Known             // the suppliers and contracts that the store holds
	Renamed  estate.Renamed    // what was confirmed to be something else
	Systems  match.Systems     // the systems that the store holds, for suggestions
	Map      ColumnMap         // titles that the table does not know
	AsOf     estate.StatedDate // the day the register is of; empty: the date above its header, if there is one
	Address  string            // where the register is published; empty is not known
	All      bool              // take every contract, not only those of technology
	Progress func(rows int)    // called now and then with the number of rows read; nil is never
}

// Known are the reads of what the store holds already.
type Known interface {
	match.SupplierReads
	ContractReads
}

// Register is a council's contract register that is being read: the LGA's 38 columns, what councils
// make of them, or the export of a notice portal in its place. The file is read twice, one row at a
// time: first for what only all rows together can say (survey.go), then for the contracts, which
// are handed on in parts. docs/import.md has all forms that cells are read in.
type Register struct {
	Report *Report // complete once Parts has ended

	o        Options
	table    table
	leaves   []*leaf // the sheets that are read
	read     func(taken) (*found, *skip)
	portal   portal
	search   search
	key      string         // the title of the column that names a contract
	source   *estate.Source // until it is handed on
	origin   *estate.Source
	places   match.Places
	match    *match.Suppliers
	seen     map[estate.ID]seen
	joined   map[estate.ID]bool // contracts of others that a row was taken for
	repeated map[string]*group  // rows that are read together, by what they have in common
	settled  map[spot]settled   // rows that were read with an earlier one
	mixed    bool               // the file has rows of other buyers
	// held are the borough's contracts in the graph, where the register names them by their ids. graph
	// reads the rows that an export would write of them.
	held    map[estate.ID]sheet.Entry
	graph   *Register
	written *section           // of graph: the columns that an export writes
	proven  map[estate.ID]bool // evidence about suppliers that an earlier row gave: one stands in many rows
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
	export bool          // of a portal: its rows are read as they stand
	barren bool          // it is a table of something else than contracts
}

// spot is where a row stands.
type spot struct {
	sheet string // empty unless several are read
	line  int
}

// seen is where a contract was read.
type seen struct {
	at  spot
	row string // the fingerprint of the row
}

// skip is why a row gives no contract.
type skip struct {
	column, value, reason string
	fault                 bool
}

// found is what a row gives: contracts, and what the report says if they are new.
type found struct {
	drafts      []*draft
	entries     []RowEntry // the row itself first
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

// taken is a row on its way to a contract, with the table it stands in.
type taken struct {
	row
	at      spot
	of      spot // the row of the contract that it carries on; its own otherwise
	section *section
	kind    rowKind
	reason  string // why it is no contract, or cannot be taken apart
	whose   string // the title of the borough that it stands under, if that is another one
	// leastSupplier is the least of the suppliers, folded, of the rows that are read together.
	leastSupplier string
}

func (at spot) String() string {
	if at.sheet == "" {
		return fmt.Sprintf("line %d", at.line)
	}
	return fmt.Sprintf("line %d of the sheet %q", at.line, at.sheet)
}

// settled is what the report says about a row that was read with an earlier one.
type settled struct {
	entries     []RowEntry
	suggestions []match.Suggestion
}

// apart is what differs between two contracts of one reference: title, start, end and values.
type apart [5]string

// covers reports whether another row says nothing that this one does not: an empty cell, which a
// merged one leaves, says nothing.
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

// rowKind is what a row is.
type rowKind int

const (
	rowContract rowKind = iota
	rowMore             // one more supplier of the contract above: its other cells are merged or left out
	rowPassed           // no contract, for the reason that is given
	rowBroken           // it cannot be taken apart into cells
)

// group are the rows of one contract, in the order of the file.
type group struct {
	first    spot
	rows     []taken // without the first
	supplier string  // the least of their suppliers, folded
}

// days counts what the cells of a column of dates show about the order of days and months.
type days struct {
	first, second, either int // cells that can only be read with the day first, second, or both ways
	order                 dayOrder
}

// dayOrder is how the dates in figures of a column are read.
type dayOrder int

const (
	dayFirst dayOrder = iota
	monthFirst
	noOrder // they are not read
)

// in names a row of a file: "register.csv:12".
func (at spot) in(file string) string {
	if at.sheet == "" {
		return fmt.Sprintf("%s:%d", file, at.line)
	}
	return fmt.Sprintf("%s:%s:%d", file, at.sheet, at.line)
}

// names are the suppliers of a draft as it names them.
func (d *draft) names() []string {
	var names []string
	for _, s := range d.sellers {
		names = append(names, s.Name)
	}
	return names
}

// portal is where each path stands.
type portal map[string]int

// search is where each title stands, folded.
type search map[string]int

const contractsFinder = estate.ID("Source:contracts-finder")

// ContractReads are the reads by which contracts that are known already are found.
type ContractReads interface {
	ContractsByID(ctx context.Context, ids []estate.ID) (map[estate.ID]*estate.Contract, error)
	ContractsByOCID(ctx context.Context, ocids []string) (map[string][]estate.ID, error)
	ContractsOf(ctx context.Context, parents []estate.ID, f estate.ContractFilter, o estate.ContractOrder, w estate.Window) (map[estate.ID]estate.Page[*estate.Contract], error)
	EvidenceOf(ctx context.Context, subjects []estate.ID) (map[estate.ID][]*estate.Evidence, error)
}
