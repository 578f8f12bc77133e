package main

import (
	"fmt"
	"text/tabwriter"

	"boroughgraph/estate"
	"boroughgraph/ingest/suggest"
)

// shownFrom is the lowest score that is listed without --all.
const shownFrom = 0.5

// suggestionKinds are the kinds of suggestion, by their names on the command line.
var suggestionKinds = map[string]estate.SuggestionKind{
	"supplier": estate.SuggestSupplier, "contract": estate.SuggestContract, "system": estate.SuggestSystem,
	"same-system": estate.SuggestSameSystem,
}

// suggestionsCommand lists the suggestions that are not yet decided.
type suggestionsCommand struct {
	Kind string `help:"Only one kind: supplier, contract or same-system (two that may be the same), or system (one that a contract may cover)." enum:",supplier,contract,system,same-system" default:"" placeholder:"KIND"`
	All  bool   `help:"Also list unlikely suggestions, with a score below 0.5."`
}

// Run implements the command.
func (s *suggestionsCommand) Run(c *console) error {
	store, _, err := c.open()
	if err != nil {
		return err
	}
	return c.close(store, s.list(c, store))
}

func (s *suggestionsCommand) list(c *console, store estate.Store) error {
	candidates, err := suggest.Candidates(c.ctx, store)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tSCORE\tKIND\tWHAT\tAND WHAT\tREASON")
	unlikely := 0
	for _, x := range candidates {
		switch {
		case s.Kind != "" && x.Kind != suggestionKinds[s.Kind]:
		case x.Score < shownFrom && !s.All:
			unlikely++
		default:
			fmt.Fprintf(table, "%s\t%.2f\t%s\t%s (%s)\t%s (%s)\t%s\n", x.ID().Key(), x.Score, x.Kind, x.SubjectName, x.Subject, x.OtherName, x.Other, x.Reason)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if unlikely > 0 {
		fmt.Fprintf(c.stdout, "and %d unlikely ones: --all lists them\n", unlikely)
	}
	return nil
}

// confirmCommand confirms a suggestion.
type confirmCommand struct {
	Suggestion string `arg:"" help:"The suggestion's id, as suggestions lists it."`
}

// Run implements the command.
func (d *confirmCommand) Run(c *console) error {
	return c.decide(d.Suggestion, "confirm", func(store estate.Store, what *estate.Suggestion) (*estate.Changes, error) {
		return estate.Confirm(c.ctx, store, c.today(), what)
	})
}

// refuseCommand refuses a suggestion, so that it is not made again.
type refuseCommand struct {
	Suggestion string `arg:"" help:"The suggestion's id, as suggestions lists it."`
}

// Run implements the command.
func (d *refuseCommand) Run(c *console) error {
	return c.decide(d.Suggestion, "refuse", func(_ estate.Store, what *estate.Suggestion) (*estate.Changes, error) {
		return estate.Refuse(c.today(), what), nil
	})
}

// decide records the verdict on a suggestion, and applies what it means, in a batch of its own.
func (c *console) decide(id, verb string, changes func(estate.Store, *estate.Suggestion) (*estate.Changes, error)) error {
	store, place, err := c.open()
	if err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "store %s\n", place)
	what, err := c.suggestion(store, id)
	if err != nil {
		return c.close(store, err)
	}
	fmt.Fprintf(c.stdout, "%s %s: %s (%s), %s (%s)\n", verb, what.Kind, what.SubjectName, what.Subject, what.OtherName, what.Other)
	decided, err := changes(store, what)
	if err != nil {
		return c.close(store, err)
	}
	batch := estate.NewBatch(c.now(), estate.FormDecision, verb+" "+what.ID().Key(), "")
	_, err = c.apply(store, estate.Import{Batch: batch, Parts: estate.OnePart(decided), Strict: true})
	return c.close(store, err)
}

// suggestion returns the suggestion with the given id.
func (c *console) suggestion(store estate.Store, id string) (*estate.Suggestion, error) {
	candidates, err := suggest.Candidates(c.ctx, store)
	if err != nil {
		return nil, err
	}
	for _, x := range candidates {
		if x.ID().Key() == id {
			return x, nil
		}
	}
	decisions, err := estate.AllDecisions(c.ctx, store)
	if err != nil {
		return nil, err
	}
	for _, d := range decisions {
		if d.ID.Key() == id {
			return nil, estate.DecidedBefore(d)
		}
	}
	return nil, estate.NotFoundf("there is no suggestion %s: `suggestions --all` lists those there are", id)
}

// decided returns the decisions on suggestions so far. Imports apply them.
func (c *console) decided(store estate.Store) (estate.Decided, error) {
	decisions, err := estate.AllDecisions(c.ctx, store)
	return estate.DecidedBy(decisions), err
}
