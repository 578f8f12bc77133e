package estate

import (
	"context"
	"fmt"
	"slices"
)

// Suggestion is a guess that becomes a fact only when somebody confirms it.
type Suggestion struct {
	Kind    SuggestionKind
	Subject ID // the thing that stays, or the contract
	Other   ID // the thing to merge into it, or the system
	// SubjectName and OtherName are the names for people.
	SubjectName, OtherName string
	// Score is 0 to 1, higher being likelier; docs/identity.md explains it for each kind.
	Score  float64
	Reason string
}

// ID returns the id of the decision on the suggestion.
func (s *Suggestion) ID() ID { return DecisionID(s.Kind, s.Subject, s.Other) }

// confirmations is the source of all confirmed suggestions.
var confirmations = &Source{ID: "Source:confirmed-suggestions", Name: "Suggestions that somebody confirmed", Kind: "confirmation"}

// Confirming is the set of reads that Confirm needs.
type Confirming interface {
	Decisions
	SuppliersByID(ctx context.Context, ids []ID) (map[ID]*Supplier, error)
	ContractsByID(ctx context.Context, ids []ID) (map[ID]*Contract, error)
	SystemsByID(ctx context.Context, ids []ID) (map[ID]*System, error)
	EvidenceOf(ctx context.Context, subjects []ID) (map[ID][]*Evidence, error)
}

// Confirm returns the changes that carry out a suggestion confirmed on a day. Where two suppliers,
// contracts or systems are the same, one takes over everything known about the other, which is then
// removed. For COVERS, the contract gets the system. Reverting the batch undoes all of it. Confirm
// returns CodeNotFound if a thing that the suggestion is about no longer exists.
func Confirm(ctx context.Context, s Confirming, on Date, what *Suggestion) (*Changes, error) {
	join := map[SuggestionKind]func(context.Context, Confirming, *Suggestion, *Changes) error{
		SuggestSupplier: mergeSuppliers, SuggestContract: mergeContracts, SuggestSystem: coverSystem,
		SuggestSameSystem: mergeSystems,
	}[what.Kind]
	c := &Changes{
		Sources:   []*Source{confirmations},
		Decisions: []*Decision{NewDecision(what.Kind, what.Subject, what.Other, Confirmed, on)},
	}
	return c, join(ctx, s, what, c)
}

// Refuse returns the changes for a suggestion refused on a day. It is then never made again.
func Refuse(on Date, what *Suggestion) *Changes {
	return &Changes{Decisions: []*Decision{NewDecision(what.Kind, what.Subject, what.Other, Refused, on)}}
}

// confirmed returns evidence for a field whose value comes from a confirmation.
func confirmed(what *Suggestion, on Date, field, value string) *Evidence {
	e := &Evidence{
		Subject: what.Subject, Field: field, Value: value, Source: confirmations.ID, AsOf: StatedDate(on),
		Confidence: ConfidenceMedium, Inferred: true, Note: what.Reason,
	}
	e.ID = EvidenceID(e)
	return e
}

// redirect adds every fact that refers to the other thing, changed to refer to the subject, and
// removes the other thing.
func redirect(ctx context.Context, s Confirming, what *Suggestion, c *Changes) error {
	referring, err := s.ReferringTo(ctx, what.Other)
	if err != nil {
		return err
	}
	now := Renamed{what.Other: what.Subject}.Rewrite(referring)
	c.Suppliers, c.Systems, c.Frameworks = now.Suppliers, now.Systems, now.Frameworks
	c.Contracts, c.Notices, c.Deployments, c.Evidence = now.Contracts, now.Notices, now.Deployments, now.Evidence
	for _, e := range referring.Evidence {
		c.Removed = append(c.Removed, e.ID)
	}
	c.Removed = append(c.Removed, what.Other)
	return nil
}

// readBoth reads the two things that a suggestion is about.
func readBoth[T any](ctx context.Context, what *Suggestion, read func(context.Context, []ID) (map[ID]*T, error)) (subject, other *T, err error) {
	found, err := read(ctx, []ID{what.Subject, what.Other})
	if err != nil {
		return nil, nil, err
	}
	for _, id := range []ID{what.Subject, what.Other} {
		if found[id] == nil {
			return nil, nil, NotFoundf("%s no longer exists: `suggestions` lists the current ones", id)
		}
	}
	return found[what.Subject], found[what.Other], nil
}

func mergeSuppliers(ctx context.Context, s Confirming, what *Suggestion, c *Changes) error {
	subject, other, err := readBoth(ctx, what, s.SuppliersByID)
	if err != nil {
		return err
	}
	if err := redirect(ctx, s, what, c); err != nil {
		return err
	}
	c.Suppliers = slices.DeleteFunc(c.Suppliers, func(s *Supplier) bool { return s.ID == subject.ID })
	c.Suppliers = append(c.Suppliers, mergedSupplier(subject, other))
	c.Evidence = append(c.Evidence, confirmed(what, c.Decisions[0].On, "names", other.Name))
	return nil
}

// mergedSupplier returns s with the names, numbers and events of another record of the same
// supplier.
func mergedSupplier(s, other *Supplier) *Supplier {
	one := *s
	one.Names = slices.Clone(s.Names)
	known := FoldedNames(s)
	for _, n := range append([]DatedName{{Name: other.Name, Inferred: true}}, other.Names...) {
		if folded := FoldSupplierName(n.Name); !slices.Contains(known, folded) {
			known = append(known, folded)
			one.Names = append(one.Names, n)
		}
	}
	one.Identifiers = slices.Clone(s.Identifiers)
	for _, i := range other.Identifiers {
		if !slices.Contains(one.Identifiers, i) {
			one.Identifiers = append(one.Identifiers, i)
		}
	}
	one.Events = slices.Clone(s.Events)
	for _, e := range other.Events {
		if !slices.Contains(one.Events, e) {
			one.Events = append(one.Events, e)
		}
	}
	one.HeadsGroup = s.HeadsGroup || other.HeadsGroup
	Renamed{other.ID: s.ID}.supplier(&one)
	return &one
}

func mergeContracts(ctx context.Context, s Confirming, what *Suggestion, c *Changes) error {
	subject, other, err := readBoth(ctx, what, s.ContractsByID)
	if err != nil {
		return err
	}
	evidence, err := s.EvidenceOf(ctx, []ID{what.Subject, what.Other})
	if err != nil {
		return err
	}
	if err := redirect(ctx, s, what, c); err != nil {
		return err
	}
	one := Settle(Statement{subject, evidence[subject.ID]}, Statement{other, evidence[other.ID]})
	Renamed{other.ID: subject.ID}.contract(one)
	c.Contracts = slices.DeleteFunc(c.Contracts, func(k *Contract) bool { return k.ID == subject.ID })
	c.Contracts = append(c.Contracts, one)
	c.Evidence = append(c.Evidence, confirmed(what, c.Decisions[0].On, "id", string(other.ID)))
	return nil
}

func coverSystem(ctx context.Context, s Confirming, what *Suggestion, c *Changes) error {
	found, err := s.ContractsByID(ctx, []ID{what.Subject})
	if err != nil {
		return err
	}
	contract := found[what.Subject]
	if contract == nil {
		return NotFoundf("%s no longer exists: `suggestions` lists the current ones", what.Subject)
	}
	one := *contract
	one.Systems = union(one.Systems, []ID{what.Other})
	c.Contracts = []*Contract{&one}
	c.Evidence = []*Evidence{confirmed(what, c.Decisions[0].On, "systems", what.OtherName)}
	return nil
}

// DecidedBefore returns the CONFLICT for a suggestion that was already decided.
func DecidedBefore(d *Decision) error {
	return &Error{Code: CodeConflict, Message: fmt.Sprintf(
		"it was %s on %s: to undo that, `revert` its batch, which `batches` lists", map[Verdict]string{Confirmed: "confirmed", Refused: "refused"}[d.Verdict], d.On)}
}
