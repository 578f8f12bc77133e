package ocds

import (
	"io"
	"time"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// File is a file of releases.
type File struct {
	Name string // without its folder, as evidence and the report name it
	File interface {
		io.Reader
		io.ReaderAt
	}
}

// position is where a release stands and what orders it; small, for there is one for each release of the files.
type position struct {
	process uint32 // the number of its ocid
	file    uint16
	length  int32
	within  int32 // which part of a record it is: whole, compiled, or one of its releases
	at      int64 // the offset of the text that it is in
	date    int64 // nanoseconds since 1970; least where there is none
}

// releaseIndex has the positions of all usable releases of some files.
type releaseIndex struct {
	files     []File
	processes map[[16]byte]uint32 // by what is left of the ocid's SHA-256
	positions []position
}

// node is a value of a release with its path. Publishers write any type anywhere: a value of another type than
// is wanted is noted, and nothing else of the release suffers.
type node struct {
	value any
	path  string
	note  func(path, value, reason string)
	of    *merged   // what it is part of; nil if it is part of one release
	by    *released // the release that said it last; nil if it is part of one release
}

// merged is what the releases of one ocid say together, and which release said what last. The
// releases are merged as OCDS 1.1 has it:
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

// field is a field of one object of the merged releases.
type field struct {
	object uintptr
	name   string
}

// released is one release of a process.
type released struct {
	entry    Entry           // what the report says of it
	kept     *estate.Release // what the store keeps of it
	fresh    bool            // it is in the files that are being read
	document map[string]any
	id       string
	date     string    // as written
	at       time.Time // zero if it has no date
	day      estate.StatedDate
	stages   []estate.NoticeStage
	cancels  bool   // it withdraws the tender
	address  string // of its notice
	form     string // the code of its notice's form, "UK7"
	sellers  []match.Seller
	repeated []string // the ids that several of its awards have
}

// process is all that is known of one ocid.
type process struct {
	ocid        string
	releases    []*released // in order: by date, then by id
	merged      *merged
	used        bool
	relevant    string // why it counts as technology, or why it is not used
	buyers      []buyer
	notices     []*noticeDraft // one a stage, as of its latest release
	framework   *frameworkDraft
	contracts   []*agreement
	alive       map[string]bool // the awards and contracts that some release says are in force
	only        string          // the award that was the only one when the first was announced
	onlyKnown   bool
	suggestions []match.Suggestion
	noted       map[string]bool
}

// buyer is an authority that a release names as one.
type buyer struct {
	borough estate.ID // empty if it is none of them
	name    string    // as the release has it
}

// stated is the evidence of a thing: where each of its fields comes from.
type stated struct {
	release  *released // the one that it is read as of
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

// agreement is a contract whose suppliers have not been looked up yet, and which may be one that the store knows.
type agreement struct {
	*stated

	award    string // the id of its deal
	contract *estate.Contract
	sellers  []match.Seller
	// calledOff is the framework that it says it was bought through; it may not be held.
	calledOff estate.ID
}
