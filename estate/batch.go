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

// BatchForm says what form a batch came in.
type BatchForm string

// The forms of a Batch.
const (
	FormFacts     BatchForm = "FACTS"     // the project's own form
	FormRegister  BatchForm = "REGISTER"  // a council's contract register
	FormOCDS      BatchForm = "OCDS"      // releases in the Open Contracting Data Standard
	FormGenerated BatchForm = "GENERATED" // made up by `generate`
	FormDecision  BatchForm = "DECISION"  // what somebody decided on a suggestion
	FormRevert    BatchForm = "REVERT"    // another batch taken back
)

// Batch is one applied set of changes: what was read, when, and what it did.
type Batch struct {
	ID   ID        `json:"id"`
	Form BatchForm `json:"form"`
	// Origin is what was read, as people know it: a file's name without its folder.
	Origin string `json:"origin"`
	// Hash is the SHA-256 of what was read, in hex; empty where there is no file.
	Hash string `json:"hash,omitempty"`
	// AppliedAt is in UTC, to the millisecond.
	AppliedAt time.Time    `json:"appliedAt"`
	Created   map[Kind]int `json:"created,omitempty"`
	Updated   map[Kind]int `json:"updated,omitempty"`
	Removed   map[Kind]int `json:"removed,omitempty"`
	// Reverts is the batch that this one took back.
	Reverts ID `json:"reverts,omitempty"`
	// RevertedBy is the batch that took this one back; stored beside the rest.
	RevertedBy ID `json:"revertedBy,omitempty"`

	Cohort *Cohort `json:"-"`
}

// NewBatch names a batch that is about to be applied.
func NewBatch(now time.Time, form BatchForm, origin, hash string) Batch {
	at := now.UTC().Truncate(time.Millisecond)
	key := at.Format("20060102T150405.000Z") + "-" + strings.ToLower(rand.Text()[:8])
	return Batch{ID: MakeID(KindBatch, key), Form: form, Origin: origin, Hash: hash, AppliedAt: at}
}

// BatchKey is the sort key of a batch: the newest first, then by id.
func BatchKey(b *Batch) string { return appliedKey(b.AppliedAt) + keySeparator + string(b.ID) }

// BatchesSince is the sort key that follows those of all batches applied at a time or later.
func BatchesSince(t time.Time) string { return appliedKey(t) + LastKey }

// appliedKey is a time as text that sorts the latest first.
func appliedKey(t time.Time) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		return '0' + '9' - r
	}, t.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// Action says what a batch did to a thing.
type Action string

// The actions of a BatchChange.
const (
	ActionCreated Action = "CREATED"
	ActionUpdated Action = "UPDATED"
	ActionRemoved Action = "REMOVED"
)

// BatchChange is what a batch did to one thing.
type BatchChange struct {
	Subject ID     `json:"subject"`
	Action  Action `json:"action"`
	// Before and After are its facts as canonical JSON: both where it was updated, Before where it
	// was removed, neither where it was created, of which the thing itself tells.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`

	Cohort *Cohort `json:"-"`
}

// FieldChange is a field of a thing before and after a batch, each as JSON; empty is not stated.
type FieldChange struct {
	Field  string
	Before string
	After  string
}

// Fields are the fields that differ, by name: those of Before alone where the thing was removed,
// none where it was created.
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

// fieldsOf are the fields of a thing's canonical JSON; none of an empty text.
func fieldsOf(text string) map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	if text == "" {
		return fields
	}
	if err := json.Unmarshal([]byte(text), &fields); err != nil {
		panic(err) // a store keeps what Text made
	}
	return fields
}

// BatchChangeKey orders the changes of a batch by kind, in the order of Kinds, then by id.
func BatchChangeKey(subject ID) string {
	return string(rune('a'+slices.Index(Kinds, subject.Kind()))) + keySeparator + string(subject)
}

// Import is changes on their way into a Store.
type Import struct {
	Batch Batch // as NewBatch names it; the Store fills in what it did
	// Parts are the changes, one part after the other, so that a large import is never in memory
	// whole. A fact may refer to what its own part or an earlier one brings. An error ends it.
	Parts  iter.Seq2[*Changes, error]
	DryRun bool // report what would happen, and write nothing
	Strict bool // a fact that cannot be used fails the whole with CodeInvalid
}

// OnePart are changes in one part.
func OnePart(changes *Changes) iter.Seq2[*Changes, error] {
	return func(yield func(*Changes, error) bool) { yield(changes, nil) }
}

// BatchFilter narrows batches. Zero fields do not filter.
type BatchFilter struct {
	Since time.Time // applied then or later
}

// Batches writes, and reads what was written when.
type Batches interface {
	// Apply merges changes by natural key, all or none, and rebuilds every span, exit point and
	// sort key that they reach: those of the things changed, of the contract that a changed one
	// succeeds or is succeeded by, of whatever new evidence dates, of the descendants of a supplier
	// whose parents changed, of the deployments of a renamed system. Applying twice changes nothing,
	// and what changes nothing is no batch. Facts that cannot be used are in the report's Rejected,
	// and the others land, unless the import is strict.
	//
	// With Batch.Reverts every fact touched must have been written last by that batch, batches
	// that were taken back since not counted; else CodeConflict. So batches can be taken back
	// one after the other, the last one first.
	Apply(ctx context.Context, in Import) (*Report, error)
	BatchesByID(ctx context.Context, ids []ID) (map[ID]*Batch, error)
	// Batches pages batches by BatchKey, the newest first.
	Batches(ctx context.Context, f BatchFilter, w Window) (Page[*Batch], error)
	// BatchChangesOf pages what each batch did, by BatchChangeKey.
	BatchChangesOf(ctx context.Context, batches []ID, w Window) (map[ID]Page[*BatchChange], error)
}

// NewReport is the report of nothing yet.
func NewReport() *Report {
	return &Report{Created: map[Kind]int{}, Updated: map[Kind]int{}, Unchanged: map[Kind]int{}, Removed: map[Kind]int{}}
}

// Changed reports whether anything was created, updated or removed.
func (r *Report) Changed() bool { return len(r.Created)+len(r.Updated)+len(r.Removed) > 0 }

// WithCounts is the batch with what the report says that it did.
func (b Batch) WithCounts(r *Report) *Batch {
	b.Created, b.Updated, b.Removed = r.Created, r.Updated, r.Removed
	return &b
}

// shownReasons is how many rejections an error names.
const shownReasons = 5

// CheckStrict is the error of a strict import whose report has rejections; nil without any.
func (in Import) CheckStrict(r *Report) error {
	if !in.Strict || len(r.Rejected) == 0 {
		return nil
	}
	return Invalidf("nothing was written, since %d of the facts cannot be used: %s", len(r.Rejected), reasons(r.Rejected))
}

// reasons are the first rejections as a text.
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

// CheckConflicts is the error of changes that what was written last forbids: a removal of what the
// same import brought, and a revert that touches what a later batch wrote. Nil if there is none.
// last is the batch that wrote each fact last, for those of the changes that the store holds.
func (b Batch) CheckConflicts(changes *Changes, last map[ID]ID) error {
	for _, id := range changes.Removed {
		if last[id] == b.ID {
			return Invalidf("%s is given and removed in the same import: leave one of the two out", id)
		}
	}
	if b.Reverts == "" {
		return nil
	}
	touched := slices.Clone(changes.Removed)
	for _, f := range changes.Facts() {
		touched = append(touched, f.ID)
	}
	var later []Rejection
	for _, id := range touched {
		if by, held := last[id]; held && by != b.Reverts {
			later = append(later, Rejection{id, "it was written again by " + string(by)})
		}
	}
	return revertConflict(b.Reverts, later)
}

// CheckReverted is the error of a revert some of whose changes were rejected; nil if none was.
func (b Batch) CheckReverted(rejected []Rejection) error {
	if b.Reverts == "" {
		return nil
	}
	return revertConflict(b.Reverts, rejected)
}

func revertConflict(batch ID, rejected []Rejection) error {
	if len(rejected) == 0 {
		return nil
	}
	return &Error{Code: CodeConflict, Message: fmt.Sprintf(
		"%s cannot be taken back, for later changes stand on it: %s; take those back first", batch, reasons(rejected))}
}

// revertPage is how many changes of a batch are read by one statement.
const revertPage = 5000

// Revert takes a batch back: what it created is removed, what it updated or removed is as it
// was. CodeNotFound if there is no such batch, CodeConflict if it was taken back already or if later
// changes stand on it, with the first of them named; then nothing is written.
func Revert(ctx context.Context, s Batches, id ID, now time.Time) (*Report, error) {
	found, err := s.BatchesByID(ctx, []ID{id})
	if err != nil {
		return nil, err
	}
	was := found[id]
	switch {
	case was == nil:
		return nil, NotFoundf("there is no batch %s: `batches` lists those there are", id)
	case was.RevertedBy != "":
		return nil, &Error{Code: CodeConflict, Message: fmt.Sprintf("%s was taken back already, by %s", id, was.RevertedBy)}
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

// undo adds what takes a change back.
func (c *Changes) undo(change *BatchChange) error {
	if change.Action == ActionCreated {
		c.Removed = append(c.Removed, change.Subject)
		return nil
	}
	return c.Add(change.Subject.Kind(), change.Before)
}

// Add adds a fact from its canonical JSON.
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
	default:
		err = fmt.Errorf("no facts are of the kind %q", kind)
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
