package estate

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"
)

// BatchForm is the form of the data that a batch was read from.
type BatchForm string

// The forms of a Batch.
const (
	FormFacts     BatchForm = "FACTS"     // the project's own form
	FormRegister  BatchForm = "REGISTER"  // a council's contract register
	FormOCDS      BatchForm = "OCDS"      // releases in the Open Contracting Data Standard
	FormGenerated BatchForm = "GENERATED" // made by `generate`
	FormDecision  BatchForm = "DECISION"  // a decision on a suggestion
	FormRevert    BatchForm = "REVERT"    // the revert of another batch
)

// Batch is one applied set of changes: what was read, when, and what it changed.
type Batch struct {
	ID   ID        `json:"id"`
	Form BatchForm `json:"form"`
	// Origin names the source in words that people recognise: for example, a file's name without
	// its folder.
	Origin string `json:"origin"`
	// Hash is the SHA-256 of the file that was read, in hex; empty if there was no file.
	Hash string `json:"hash,omitempty"`
	// AppliedAt is in UTC, to the millisecond.
	AppliedAt time.Time    `json:"appliedAt"`
	Created   map[Kind]int `json:"created,omitempty"`
	Updated   map[Kind]int `json:"updated,omitempty"`
	Removed   map[Kind]int `json:"removed,omitempty"`
	// Reverts is the batch that this one reverted.
	Reverts ID `json:"reverts,omitempty"`
	// RevertedBy is the batch that reverted this one. It is stored beside the other fields.
	RevertedBy ID `json:"revertedBy,omitempty"`
	// Reread reports that a revert does not restore the state before the batch, but writes what its
	// sources state without it. Its changes may then include facts that later batches have written.
	// The removal of something that other facts refer to is rejected and does not fail the revert.
	Reread bool `json:"-"`

	Cohort *Cohort `json:"-"`
}

// NewBatch returns a batch with a new id, ready to be applied.
func NewBatch(now time.Time, form BatchForm, origin, hash string) Batch {
	at := now.UTC().Truncate(time.Millisecond)
	key := at.Format("20060102T150405.000Z") + "-" + strings.ToLower(rand.Text()[:8])
	return Batch{ID: MakeID(KindBatch, key), Form: form, Origin: origin, Hash: hash, AppliedAt: at}
}

// BatchKey returns the sort key of the batch with a number: newest first. Stores count their
// batches from 1, in the order in which they became visible. The time does not order them, because
// a clock may be set back.
func BatchKey(number int) string { return fmt.Sprintf("%010d", 9_999_999_999-number) }

// AppliedKey returns a key for when a batch was applied: latest first, then by id.
func AppliedKey(b *Batch) string { return appliedKey(b.AppliedAt) + keySeparator + string(b.ID) }

// AppliedSince returns a key that follows the AppliedKey of all batches applied at t or later.
func AppliedSince(t time.Time) string { return appliedKey(t) + LastKey }

// appliedKey returns a text for a time that sorts later times first.
func appliedKey(t time.Time) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		return '0' + '9' - r
	}, t.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// Action says how a batch changed a thing.
type Action string

// The actions of a BatchChange.
const (
	ActionCreated Action = "CREATED"
	ActionUpdated Action = "UPDATED"
	ActionRemoved Action = "REMOVED"
)

// BatchChange is one change that a batch made.
type BatchChange struct {
	Subject ID     `json:"subject"`
	Action  Action `json:"action"`
	// Before and After are the thing's facts as canonical JSON. An update has both, a removal has
	// only Before, and a creation has neither because the thing itself holds its facts.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`

	Cohort *Cohort `json:"-"`
}

// FieldChange is one field of a thing before and after a batch. Each side is JSON; "" means not
// stated.
type FieldChange struct {
	Field  string
	Before string
	After  string
}

// Fields returns the fields that differ, by name. For a removal these are all fields of Before; for
// a creation there are none.
func (c *BatchChange) Fields() []*FieldChange {
	before, after := fieldsOf(c.Before), fieldsOf(c.After)
	names := slices.Collect(maps.Keys(before))
	for name := range after {
		if _, both := before[name]; !both {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	changes := []*FieldChange{}
	for _, name := range names {
		if was, is := string(before[name]), string(after[name]); was != is {
			changes = append(changes, &FieldChange{Field: name, Before: was, After: is})
		}
	}
	return changes
}

// fieldsOf decodes the fields of a thing's canonical JSON. An empty text has no fields.
func fieldsOf(text string) map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	if text == "" {
		return fields
	}
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		panic(err) // stores keep the output of Text
	}
	return fields
}

// BatchChangeKey returns the sort key of a batch's change: by kind in the order of Kinds, then by
// id.
func BatchChangeKey(subject ID) string {
	return string(rune('a'+slices.Index(Kinds, subject.Kind()))) + keySeparator + string(subject)
}

// Import is a set of changes to apply to a Store.
type Import struct {
	Batch Batch // from NewBatch; the Store fills in what it did
	// Parts are the changes, one part after another, so that a large import is never in memory as a
	// whole. A fact may refer to facts in its own part or in an earlier one. An error ends the
	// import.
	Parts  iter.Seq2[*Changes, error]
	DryRun bool // report what would change, and write nothing
	Strict bool // a fact that cannot be used fails the import with CodeInvalid
}

// OnePart returns changes as the single part of an import.
func OnePart(changes *Changes) iter.Seq2[*Changes, error] {
	return func(yield func(*Changes, error) bool) { yield(changes, nil) }
}

// BatchFilter narrows batches. Zero fields do not filter.
type BatchFilter struct {
	// Since keeps the batches applied then or later, and those written after one of these, even if
	// a clock that was set back gave them an earlier time.
	Since time.Time
}

// Batches writes, and reads what was written when.
type Batches interface {
	// Apply merges the changes by natural key, all or nothing, in one batch. It also recomputes the
	// spans, exit points and sort keys of:
	//
	//   - the changed facts;
	//   - the predecessor and the successor of a changed contract;
	//   - the subjects of new evidence;
	//   - the descendants of a supplier whose parents changed;
	//   - the deployments of a renamed system.
	//
	// Applying the same changes twice changes nothing, and an import that changes nothing makes no
	// batch. Facts that can't be used are listed in the report's Rejected and the others are
	// applied, unless the import is strict.
	//
	// If Batch.Reverts is set, that batch must be the last one to have written each fact touched.
	// Batches that have since been reverted are ignored. Otherwise Apply returns CodeConflict.
	// Batches can therefore be reverted one after another, newest first.
	Apply(ctx context.Context, in Import) (*Report, error)
	BatchesByID(ctx context.Context, ids []ID) (map[ID]*Batch, error)
	// Batches pages batches by BatchKey, the newest first.
	Batches(ctx context.Context, f BatchFilter, w Window) (Page[*Batch], error)
	// BatchChangesOf pages what each batch did, by BatchChangeKey.
	BatchChangesOf(ctx context.Context, batches []ID, w Window) (map[ID]Page[*BatchChange], error)
}

// NewReport returns an empty report.
func NewReport() *Report {
	return &Report{Created: map[Kind]int{}, Updated: map[Kind]int{}, Unchanged: map[Kind]int{}, Removed: map[Kind]int{}}
}

// Changed reports whether anything was created, updated or removed.
func (r *Report) Changed() bool { return len(r.Created)+len(r.Updated)+len(r.Removed) > 0 }

// WithCounts returns the batch with the report's counts.
func (b Batch) WithCounts(r *Report) *Batch {
	b.Created, b.Updated, b.Removed = r.Created, r.Updated, r.Removed
	return &b
}

// shownReasons is the number of rejections that an error message quotes.
const shownReasons = 5

// CheckStrict returns INVALID if the import is strict and the report has rejections, else nil.
func (in Import) CheckStrict(r *Report) error {
	if !in.Strict || len(r.Rejected) == 0 {
		return nil
	}
	return Invalidf("nothing was written because %d of the facts cannot be used: %s", len(r.Rejected), reasons(r.Rejected))
}

// reasons joins the first rejections into one text.
func reasons(rejected []Rejection) string {
	texts := make([]string, 0, shownReasons)
	for _, x := range rejected[:min(len(rejected), shownReasons)] {
		texts = append(texts, string(x.ID)+": "+x.Reason)
	}
	if more := len(rejected) - len(texts); more > 0 {
		texts = append(texts, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(texts, "; ")
}

// CheckConflicts returns INVALID if the changes remove something that the same import added, and
// CONFLICT if a revert would overwrite a fact that a later batch has written. Otherwise it returns
// nil. last maps each stored fact among the changes to the batch that wrote it last.
func (b Batch) CheckConflicts(changes *Changes, last map[ID]ID) error {
	for _, id := range changes.Removed {
		if last[id] == b.ID {
			return Invalidf("%s is both given and removed in the same import: leave one of the two out", id)
		}
	}
	if b.Reverts == "" || b.Reread {
		return nil
	}
	touched := slices.Clone(changes.Removed)
	for _, f := range changes.Facts() {
		touched = append(touched, f.ID)
	}
	var later []Rejection
	for _, id := range touched {
		if by, held := last[id]; held && by != b.Reverts {
			later = append(later, Rejection{id, "it was later written by " + string(by)})
		}
	}
	return revertConflict(b.Reverts, later)
}

// CheckReverted returns CONFLICT if the batch is a revert and some of its changes were rejected,
// else nil.
func (b Batch) CheckReverted(rejected []Rejection) error {
	if b.Reverts == "" || b.Reread {
		return nil
	}
	return revertConflict(b.Reverts, rejected)
}

func revertConflict(batch ID, rejected []Rejection) error {
	if len(rejected) == 0 {
		return nil
	}
	return &Error{Code: CodeConflict, Message: fmt.Sprintf(
		"%s cannot be taken back because later changes depend on it: %s; take those back first", batch, reasons(rejected))}
}

// revertPage is the number of a batch's changes that one statement reads.
const revertPage = 5000

// Revert reverts a batch: it removes what the batch created, and restores what it updated or
// removed. It returns CodeNotFound if there is no such batch, and CodeConflict if the batch was
// already reverted or if later changes depend on it. The error names the first of those changes. On
// an error nothing is written.
func Revert(ctx context.Context, s Batches, id ID, now time.Time) (*Report, error) {
	found, err := s.BatchesByID(ctx, []ID{id})
	if err != nil {
		return nil, err
	}
	was := found[id]
	switch {
	case was == nil:
		return nil, NotFoundf("there is no batch %s: `batches` lists them all", id)
	case was.RevertedBy != "":
		return nil, &Error{Code: CodeConflict, Message: fmt.Sprintf("%s was already taken back, by %s", id, was.RevertedBy)}
	}
	back := &Changes{}
	for w := FirstPage(revertPage); ; {
		pages, err := s.BatchChangesOf(ctx, []ID{id}, w)
		if err != nil {
			return nil, err
		}
		rows := pages[id].Rows
		for _, r := range rows {
			if err := back.undo(r.Row); err != nil {
				return nil, err
			}
		}
		if !pages[id].HasNextPage {
			break
		}
		w.After = rows[len(rows)-1].Key
	}
	b := NewBatch(now, FormRevert, was.Origin, "")
	b.Reverts = id
	return s.Apply(ctx, Import{Batch: b, Parts: OnePart(back)})
}

// undo adds the changes that undo one change of a batch.
func (c *Changes) undo(change *BatchChange) error {
	if change.Action == ActionCreated {
		c.Removed = append(c.Removed, change.Subject)
		return nil
	}
	return c.Add(change.Subject.Kind(), change.Before)
}

// Add decodes a fact from its canonical JSON and adds it.
func (c *Changes) Add(kind Kind, text string) error {
	var err error
	switch kind {
	case KindSource:
		c.Sources, err = decoded(c.Sources, text)
	case KindBorough:
		c.Boroughs, err = decoded(c.Boroughs, text)
	case KindPartnership:
		c.Partnerships, err = decoded(c.Partnerships, text)
	case KindService:
		c.Services, err = decoded(c.Services, text)
	case KindSupplier:
		c.Suppliers, err = decoded(c.Suppliers, text)
	case KindSystem:
		c.Systems, err = decoded(c.Systems, text)
	case KindFramework:
		c.Frameworks, err = decoded(c.Frameworks, text)
	case KindNotice:
		c.Notices, err = decoded(c.Notices, text)
	case KindContract:
		c.Contracts, err = decoded(c.Contracts, text)
	case KindDeployment:
		c.Deployments, err = decoded(c.Deployments, text)
	case KindEvidence:
		c.Evidence, err = decoded(c.Evidence, text)
	case KindDecision:
		c.Decisions, err = decoded(c.Decisions, text)
	case KindRelease:
		c.Releases, err = decoded(c.Releases, text)
	default:
		err = fmt.Errorf("there is no kind of fact %q", kind)
	}
	if err != nil {
		return &Error{Code: CodeInternal, Message: "a stored fact cannot be read", Err: err}
	}
	return nil
}

func decoded[T any](all []*T, text string) ([]*T, error) {
	noun := new(T)
	err := json.Unmarshal([]byte(text), noun)
	return append(all, noun), err
}

func (b *Batch) cohort() **Cohort       { return &b.Cohort }
func (c *BatchChange) cohort() **Cohort { return &c.Cohort }
