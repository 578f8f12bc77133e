package ocds

import (
	"io"
	"time"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// File is a file of releases.
type File struct {
	Name string // without its folder, as shown in evidence and the report
	File interface {
		io.Reader
		io.ReaderAt
	}
}

// position is the place of a release and what it is sorted by. It is small because there is one for
// each release of the files.
type position struct {
	process uint32 // the number of its ocid
	file    uint16
	length  int32
	within  int32 // which part of a record it is: whole, compiled, or one of its releases
	at      int64 // the offset of the text that it is in
	date    int64 // nanoseconds since 1970; undated if there is none
}

// releaseIndex holds the positions of all usable releases of some files.
type releaseIndex struct {
	files     []File
	processes map[[16]byte]uint32 // by the first 16 bytes of the ocid's SHA-256
	positions []position
}

// node is a value of a release with its path. Publishers write any type anywhere. A value of an
// unexpected type is noted, and the rest of the release is still read.
type node struct {
	value any
	path  string
	note  func(path, value, reason string)
	of    *merged   // the merged releases that it is part of; nil if it is part of a single one
	by    *released // the release that last stated it; nil if it is part of a single one
}

// merged has the merged releases of one ocid, and for each field the release that stated it last.
// The releases are merged as OCDS 1.1 has it:
//
//   - the later release's value of a field stands, and null removes the field;
//   - objects in lists that have an id are merged with the one of the same id, and those without
//     one are added;
//   - other lists, and those in wholeLists, are replaced as a whole.
//
// `date`, `tag` and `id` of the release are not merged.
type merged struct {
	fields map[string]any
	by     map[field]*released
}

// field identifies a field of one object of the merged releases.
type field struct {
	object uintptr
	name   string
}

// released is one release of a process.
type released struct {
	entry    Entry           // its entry in the report
	kept     *estate.Release // as the store keeps it
	fresh    bool            // in the files that are being read
	document map[string]any
	id       string
	date     string    // as written
	at       time.Time // zero if it has no date
	day      estate.StatedDate
	stages   []estate.NoticeStage
	cancels  bool   // it cancels the tender
	address  string // of its notice
	form     string // the code of its notice's form, "UK7"
	sellers  []match.Seller
	repeated []string // the ids that several of its awards share
}

// process is one contracting process: everything known about one ocid.
type process struct {
	ocid        string
	releases    []*released // in order: by date, then by id
	merged      *merged
	used        bool
	relevant    string // why it counts as technology, or why it is not used
	buyers      []buyer
	notices     []*noticeDraft // one for each stage, as of its latest release
	framework   *frameworkDraft
	contracts   []*agreement
	alive       map[string]bool // awards and contracts that some release says are in force
	only        string          // the award, if it was the only one when the first was announced
	onlyKnown   bool
	suggestions []match.Suggestion
	noted       map[string]bool
}

// buyer is an authority that a release names as the buyer.
type buyer struct {
	borough estate.ID // empty for other authorities
	name    string    // as the release has it
}

// stated is the evidence for a contract, notice or framework, field by field.
type stated struct {
	release  *released // the release as of which it is read
	base     func(one *released) estate.Evidence
	evidence []*estate.Evidence
}

// noticeDraft is a notice whose suppliers and contracts have not been looked up yet.
type noticeDraft struct {
	*stated

	notice  *estate.Notice
	sellers []match.Seller
	setsUp  bool // it sets up the process's framework
}

// frameworkDraft is a framework that an award sets up.
type frameworkDraft struct {
	*stated

	framework *estate.Framework
	sellers   []match.Seller
}

// agreement is a contract whose suppliers have not been looked up yet. The store may know the
// contract already.
type agreement struct {
	*stated

	award    string // the id of its deal
	contract *estate.Contract
	sellers  []match.Seller
	// calledOff is the framework that the contract says it was bought through. The store may not
	// have it.
	calledOff estate.ID
}
