package cypher

import (
	"context"
	"maps"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// This file derives data. The rules are functions of estate; this file gives them their input and
// stores their results.

// idSet is a set of ids.
type idSet map[estate.ID]bool

func (s idSet) add(ids ...estate.ID) {
	for _, id := range ids {
		s[id] = true
	}
}

// texts returns the ids in order, as the driver takes them.
func (s idSet) texts() []string { return texts(slices.Sorted(maps.Keys(s))) }

// reach is the set of nouns that a change affects, by kind.
type reach map[estate.Kind]idSet

func (r reach) add(ids ...estate.ID) {
	for _, id := range ids {
		if r[id.Kind()] == nil {
			r[id.Kind()] = idSet{}
		}
		r[id.Kind()].add(id)
	}
}

// addFacts adds new or changed facts, and the subjects of evidence among them.
func (r reach) addFacts(facts []estate.Fact) {
	for _, f := range facts {
		r.add(f.ID)
		if e, ok := f.Value.(*estate.Evidence); ok {
			r.addDated(e.Subject)
		}
	}
}

// addDated adds the subject of evidence if the rules use the dates of its evidence.
func (r reach) addDated(subject estate.ID) {
	if kind := subject.Kind(); kind == estate.KindContract || kind == estate.KindDeployment {
		r.add(subject)
	}
}

// size returns the number of nouns.
func (r reach) size() int {
	size := 0
	for _, ids := range r {
		size += len(ids)
	}
	return size
}

// spread adds the nouns that depend on those in r: the predecessors of a contract, the deployments
// of a system or a borough, and the services in an area.
func (w writing) spread(ctx context.Context, r reach) error {
	for _, way := range []struct {
		name string
		from estate.Kind
	}{
		{"predecessors", estate.KindContract},
		{"deployments_of_borough", estate.KindBorough},
		{"deployments_of_system", estate.KindSystem},
		{"services_of_area", estate.KindService},
	} {
		rows, err := inChunks(ctx, w.send, ask("reach_"+way.name, parameters{}), "ids", r[way.from].texts())
		if err != nil {
			return err
		}
		for _, row := range rows {
			r.add(estate.ID(row.Text("id")))
		}
	}
	return nil
}

// derive derives and stores everything that depends on the nouns in touched.
func (w writing) derive(ctx context.Context, touched reach) error {
	if err := w.spread(ctx, touched); err != nil {
		return err
	}
	if err := w.deriveServices(ctx, touched[estate.KindService].texts()); err != nil {
		return err
	}
	if err := w.deriveGroups(ctx, touched[estate.KindSupplier]); err != nil {
		return err
	}
	for ids := range slices.Chunk(touched[estate.KindContract].texts(), chunk) {
		if err := w.deriveContracts(ctx, ids); err != nil {
			return err
		}
	}
	for ids := range slices.Chunk(touched[estate.KindDeployment].texts(), chunk) {
		if err := w.deriveDeployments(ctx, ids); err != nil {
			return err
		}
	}
	return nil
}

func (w writing) deriveServices(ctx context.Context, ids []string) error {
	rows, err := inChunks(ctx, w.send, ask("derive_services", parameters{}), "ids", ids)
	if err != nil {
		return err
	}
	derived := make([]parameters, len(rows))
	for i, r := range rows {
		service, err := reading.Facts[estate.Service](r)
		if err != nil {
			return err
		}
		var area *estate.Service
		if service.Area != "" {
			area = &estate.Service{Name: r.Text("areaName")}
		}
		derived[i] = derivedRow(service.ID, parameters{"byArea": storedKey(estate.ServiceKey(service, area))})
	}
	_, err = inChunks(ctx, w.send, askKind("put_properties", estate.KindService), "rows", derived)
	return err
}

// derivedRow returns a row of properties to add to a noun.
func derivedRow(id estate.ID, properties parameters) parameters {
	return parameters{"id": string(id), "properties": properties}
}

// deriveGroups derives the groups of every supplier that may have a changed one above it. These are
// among the suppliers with events, so it derives all of them: they are few, and their chains are
// short.
func (w writing) deriveGroups(ctx context.Context, changed idSet) error {
	if len(changed) == 0 {
		return nil
	}
	rows, err := w.send(ctx, ask("derive_groups", parameters{}))
	if err != nil {
		return err
	}
	linked := make(map[estate.ID]*estate.Supplier, len(rows))
	wanted := maps.Clone(changed)
	for _, r := range rows {
		supplier, err := reading.Facts[estate.Supplier](r)
		if err != nil {
			return err
		}
		linked[supplier.ID] = supplier
		wanted.add(supplier.ID)
	}
	ids := slices.Sorted(maps.Keys(wanted))
	if _, err := inChunks(ctx, w.send, ask("clear_groups", parameters{}), "ids", texts(ids)); err != nil {
		return err
	}
	_, err = inChunks(ctx, w.send, ask("put_groups", parameters{}), "rows", groupRows(estate.GroupSpans(linked, ids)))
	return err
}

// groupRows returns rows of put_groups.
func groupRows(spans map[estate.ID][]estate.Span[estate.Membership]) []parameters {
	var rows []parameters
	for _, id := range slices.Sorted(maps.Keys(spans)) {
		for _, span := range spans[id] {
			rows = append(rows, parameters{"id": string(id), "head": string(span.Value.Head), "properties": parameters{
				"from": string(span.From), "to": string(span.To), "undated": span.Value.Undated, "inferred": span.Value.Inferred,
			}})
		}
	}
	return rows
}

// deriveLoners makes new suppliers without events the heads of their own groups.
func (w writing) deriveLoners(ctx context.Context, ids []string) error {
	loners := make([]estate.ID, len(ids))
	for i, id := range ids {
		loners[i] = estate.ID(id)
	}
	_, err := inChunks(ctx, w.send, ask("put_groups", parameters{}), "rows", groupRows(estate.GroupSpans(nil, loners)))
	return err
}

func (w writing) deriveContracts(ctx context.Context, ids []string) error {
	rows, err := w.send(ctx, ask("derive_contracts", parameters{"ids": ids}))
	if err != nil {
		return err
	}
	derived := make([]parameters, len(rows))
	for i, r := range rows {
		c, err := reading.Facts[estate.Contract](r)
		if err != nil {
			return err
		}
		c.Reading = readingOf(r)
		if text := r.Text("successorFacts"); text != "" {
			successor, err := reading.Parse[estate.Contract](text)
			if err != nil {
				return err
			}
			successor.Reading = estate.ReadingOf(estate.ReadDate(r.Text("successorEarliest")), "")
			c.Succession = estate.SuccessionOf(successor)
		}
		derived[i] = contractRow(c, estate.DeriveContract(c))
	}
	if w.drafts == "" { // a draft is derived once
		if _, err := w.send(ctx, ask("clear_contract_spans", parameters{"ids": ids})); err != nil {
			return err
		}
	}
	_, err = w.send(ctx, ask("put_contract_spans", parameters{"rows": derived}))
	return err
}

// contractRow returns a row of put_contract_spans.
func contractRow(c *estate.Contract, d estate.ContractDerivation) parameters {
	terms := make([]parameters, len(d.Terms))
	for i, span := range d.Terms {
		terms[i] = parameters{
			"term": string(span.Value.Term), "counted": span.Value.Counted, "from": string(span.From), "to": string(span.To),
		}
	}
	exits := make([]parameters, len(d.ExitPoints))
	for i, x := range d.ExitPoints {
		exits[i] = exitProperties(x)
	}
	lost := make([]parameters, len(d.Leverage))
	for i, span := range d.Leverage {
		lost[i] = parameters{
			"byKind": storedKey(estate.LeverageKey(span.Value, c.ID)), "kind": string(span.Value), "from": string(span.From), "to": string(span.To),
		}
	}
	row := derivedRow(c.ID, contractProperties(c, d))
	row["terms"], row["exits"], row["lost"] = terms, exits, lost
	return row
}

func contractProperties(c *estate.Contract, d estate.ContractDerivation) parameters {
	return parameters{
		"earliest": known(c.Reading.Earliest), "newest": known(c.Reading.LastRead()), "succession": known(c.Succession),
		"countedEnd": known(d.CountedEnd), "annualPence": d.AnnualPence, "offer": d.Offer,
		"optionsUntold": d.OptionsUntold, "methodUntold": d.MethodUntold, "unknownFields": c.UnknownFields(),
		"byEndDate": storedKey(d.Keys.ByEndDate), "byEndDateDesc": storedKey(d.Keys.ByEndDateDesc),
		"byStartDate": storedKey(d.Keys.ByStartDate), "byStartDateDesc": storedKey(d.Keys.ByStartDateDesc), "byTitle": storedKey(d.Keys.ByTitle),
	}
}

func exitProperties(x *estate.ExitPoint) parameters {
	return parameters{
		"byDate": storedKey(x.SortKey()), "kind": string(x.Kind), "date": string(x.Date),
		"optionsToTake": x.OptionsToTake, "assumed": x.Assumed, "derived": x.Derived,
		"actBy": known(x.ActBy), "exitDate": known(x.ExitDate), "from": string(x.From), "to": string(x.To),
		"facts": encode(x),
	}
}

func (w writing) deriveDeployments(ctx context.Context, ids []string) error {
	rows, err := w.send(ctx, ask("derive_deployments", parameters{"ids": ids}))
	if err != nil {
		return err
	}
	derived := make([]parameters, len(rows))
	for i, r := range rows {
		d, err := deploymentOf(r)
		if err != nil {
			return err
		}
		system, borough := &estate.System{Name: r.Text("systemName")}, &estate.Borough{Name: r.Text("boroughName")}
		derived[i] = derivedRow(d.ID, parameters{
			"earliest": known(d.Reading.Earliest), "newest": known(d.Reading.LastRead()),
			"unknownFields": d.UnknownFields(), "bySystem": storedKey(estate.DeploymentKey(d, system, borough)),
		})
		statuses := []parameters{}
		for _, span := range estate.StatusSpans(d) {
			statuses = append(statuses, parameters{"status": string(span.Value), "from": string(span.From), "to": string(span.To)})
		}
		derived[i]["statuses"] = statuses
	}
	if w.drafts == "" { // a draft is derived once
		if _, err := w.send(ctx, ask("clear_status_spans", parameters{"ids": ids})); err != nil {
			return err
		}
	}
	_, err = w.send(ctx, ask("put_status_spans", parameters{"rows": derived}))
	return err
}
