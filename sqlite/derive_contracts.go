package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
)

// readings are the different dates of the evidence on each subject, oldest first. A subject without
// dated evidence is left out.
type readings map[estate.ID][]estate.ReadDate

// of returns the range of a subject's readings.
func (rs readings) of(id estate.ID) estate.Reading {
	dates := rs[id]
	if len(dates) == 0 {
		return estate.Reading{}
	}
	return estate.ReadingOf(dates[0], dates[len(dates)-1])
}

func (w *writer) readings(ctx context.Context, ids []estate.ID) (readings, error) {
	rs := make(readings, len(ids))
	err := w.query(ctx, "readings_of", parameters{"ids": list(ids)}, func(r row) error {
		var dates []estate.ReadDate
		if err := json.Unmarshal([]byte(r.Text("read_dates")), &dates); err != nil {
			return internal(fmt.Errorf("dates of readings: %w", err))
		}
		rs[estate.ID(r.Text("id"))] = dates
		return nil
	})
	return rs, err
}

type deploymentRow struct {
	ofNoun
	Borough  estate.ID        `json:"borough"`
	System   estate.ID        `json:"system"`
	Earliest *estate.Date     `json:"earliest"`
	Newest   *estate.ReadDate `json:"newest"`
	BySystem string           `json:"bySystem"`

	UnknownFields []string `json:"unknownFields"`
}

type deliversRow struct {
	ofNoun
	Service estate.ID `json:"service"`
}

type integrationRow struct {
	ofNoun
	System   estate.ID `json:"system"`
	What     *string   `json:"what"`
	Inferred bool      `json:"inferred"`
}

type statusRow struct {
	span
	Status estate.DeploymentStatus `json:"status"`
}

func (w *writer) deriveDeployments(ctx context.Context, r reach) error {
	for ids := range chunks(r.of(estate.KindDeployment)) {
		if err := w.deriveSomeDeployments(ctx, ids); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) deriveSomeDeployments(ctx context.Context, ids []estate.ID) error {
	deployments, err := load[estate.Deployment](ctx, w, ids)
	if err != nil {
		return err
	}
	var systemIDs, boroughIDs []estate.ID
	for _, d := range deployments {
		systemIDs, boroughIDs = append(systemIDs, d.System), append(boroughIDs, d.Borough)
	}
	systems, err := load[estate.System](ctx, w, systemIDs)
	if err != nil {
		return err
	}
	boroughs, err := load[estate.Borough](ctx, w, boroughIDs)
	if err != nil {
		return err
	}
	readings, err := w.readings(ctx, ids)
	if err != nil {
		return err
	}
	b := newLists("services", "integrations", "statuses")
	for _, id := range ids {
		if d := deployments[id]; d != nil {
			d.Reading = readings.of(id)
			w.pack(id, overview.PackDeployment(d, readings[id]))
			addDeployment(b, d, estate.DeploymentKey(d, systems[d.System], boroughs[d.Borough]))
		}
	}
	return w.put(ctx, "derive_deployments", b)
}

// addDeployment adds the rows that follow from a deployment's facts and its Reading.
func addDeployment(b lists, d *estate.Deployment, key string) {
	b.add("rows", deploymentRow{
		ofNoun: ofNoun{d.ID}, Borough: d.Borough, System: d.System,
		Earliest: orNull(d.Reading.Earliest), Newest: orNull(d.Reading.LastRead()), BySystem: key,
		UnknownFields: d.UnknownFields(),
	})
	for _, service := range d.Services {
		b.add("services", deliversRow{ofNoun{d.ID}, service})
	}
	for _, i := range d.Integrations {
		b.add("integrations", integrationRow{ofNoun{d.ID}, i.System, orNull(i.What), i.Inferred})
	}
	for _, s := range estate.StatusSpans(d) {
		b.add("statuses", statusRow{span{ofNoun{d.ID}, s.From, s.To}, s.Value})
	}
}

type contractRow struct {
	ofNoun
	OCID        *string          `json:"ocid"`
	Successor   *estate.ID       `json:"successor"`
	Withheld    bool             `json:"withheld"`
	CountedEnd  *estate.Date     `json:"countedEnd"`
	AnnualPence *int64           `json:"annualPence"`
	VAT         estate.VAT       `json:"vat"`
	Earliest    *estate.Date     `json:"earliest"`
	Newest      *estate.ReadDate `json:"newest"`
	Succession  *estate.Date     `json:"succession"`
	Offer       string           `json:"offer"`

	OptionsUntold bool `json:"optionsUntold"`
	MethodUntold  bool `json:"methodUntold"`

	UnknownFields []string `json:"unknownFields"`
	estate.ContractKeys
}

type linkRow struct {
	ofNoun
	Role     string    `json:"role"` // PARTY, SUPPLIER, SYSTEM, SERVICE or FRAMEWORK
	Target   estate.ID `json:"target"`
	SignedAs *string   `json:"signedAs"`
	Inferred bool      `json:"inferred"`
}

type termRow struct {
	span
	estate.TermStanding
}

type exitPointRow struct {
	span
	SortKey string          `json:"sortKey"`
	Kind    estate.ExitKind `json:"kind"`
	Facts   string          `json:"facts"`
}

type leverageRow struct {
	span
	SortKey string              `json:"sortKey"`
	Kind    estate.LeverageKind `json:"kind"`
}

// deriveContracts derives the contracts affected and their predecessors, because a contract ends
// when its successor starts.
func (w *writer) deriveContracts(ctx context.Context, r reach) error {
	if err := w.extend(ctx, r, "reach_predecessors", r.of(estate.KindContract)); err != nil {
		return err
	}
	ids := r.of(estate.KindContract)
	makes, err := w.dropIndexes(ctx)
	if err != nil {
		return err
	}
	for some := range chunks(ids) {
		if err := w.deriveSomeContracts(ctx, some); err != nil {
			return err
		}
	}
	return w.build(ctx, makes)
}

// dropIndexes drops the indexes on what is derived from contracts if most contracts are about to
// change. It returns the statements that create them again and fill exit_link. Readers see the
// indexes until the transaction ends.
func (w *writer) dropIndexes(ctx context.Context) (makes []string, err error) {
	if !w.many {
		return nil, nil
	}
	var drops []string
	err = w.query(ctx, "contract_indexes", nil, func(r row) error {
		drops, makes = append(drops, r.Text("drop_it")), append(makes, r.Text("make_it"))
		return nil
	})
	if err != nil {
		return nil, err
	}
	makes = append(makes, w.s.text(ask("derive_exit_links", nil)))
	return makes, w.build(ctx, drops)
}

func (w *writer) deriveSomeContracts(ctx context.Context, ids []estate.ID) error {
	contracts, err := load[estate.Contract](ctx, w, ids)
	if err != nil {
		return err
	}
	var successorIDs []estate.ID
	for _, c := range contracts {
		if c.Successor != "" {
			successorIDs = append(successorIDs, c.Successor)
		}
	}
	successors, err := load[estate.Contract](ctx, w, successorIDs)
	if err != nil {
		return err
	}
	readings, err := w.readings(ctx, append(successorIDs, ids...))
	if err != nil {
		return err
	}
	for id, c := range successors {
		c.Reading = readings.of(id)
	}
	b := newLists("links", "terms", "exit_points", "leverage")
	for _, id := range ids {
		c := contracts[id]
		if c == nil {
			continue
		}
		c.Reading = readings.of(id)
		if successor := successors[c.Successor]; successor != nil {
			c.Succession = estate.SuccessionOf(successor)
		}
		derived := estate.DeriveContract(c)
		w.pack(id, overview.PackContract(c, readings[id], derived))
		addContract(b, c, derived)
	}
	return w.put(ctx, "derive_contracts", b)
}

// addContract adds the rows that follow from a contract's facts, its Reading and its Succession.
func addContract(b lists, c *estate.Contract, d estate.ContractDerivation) {
	row := contractRow{
		ofNoun: ofNoun{c.ID}, OCID: orNull(c.OCID), Successor: orNull(c.Successor), Withheld: c.SuppliersWithheld,
		CountedEnd: orNull(d.CountedEnd), AnnualPence: d.AnnualPence, VAT: estate.VATUnknown,
		Earliest: orNull(c.Reading.Earliest), Newest: orNull(c.Reading.LastRead()), Succession: orNull(c.Succession),
		OptionsUntold: d.OptionsUntold, MethodUntold: d.MethodUntold, UnknownFields: c.UnknownFields(), Offer: d.Offer, ContractKeys: d.Keys,
	}
	if c.Value != nil && c.Value.VAT != "" {
		row.VAT = c.Value.VAT
	}
	b.add("rows", row)
	addLinks(b, c)
	for _, t := range d.Terms {
		b.add("terms", termRow{span{ofNoun{c.ID}, t.From, t.To}, t.Value})
	}
	for _, x := range d.ExitPoints {
		b.add("exit_points", exitPointRow{span: span{ofNoun{c.ID}, x.From, x.To}, SortKey: x.SortKey(), Kind: x.Kind, Facts: encode(x)})
	}
	for _, l := range d.Leverage {
		b.add("leverage", leverageRow{span{ofNoun{c.ID}, l.From, l.To}, estate.LeverageKey(l.Value, c.ID), l.Value})
	}
}

func addLinks(b lists, c *estate.Contract) {
	for _, p := range c.Parties {
		if p.Borough != "" {
			b.add("links", linkRow{ofNoun: ofNoun{c.ID}, Role: "PARTY", Target: p.Borough})
		}
	}
	for _, s := range c.Suppliers {
		b.add("links", linkRow{ofNoun: ofNoun{c.ID}, Role: "SUPPLIER", Target: s.Supplier, SignedAs: orNull(s.SignedAs), Inferred: s.Inferred})
	}
	for _, id := range c.Systems {
		b.add("links", linkRow{ofNoun: ofNoun{c.ID}, Role: "SYSTEM", Target: id})
	}
	for _, id := range c.Services {
		b.add("links", linkRow{ofNoun: ofNoun{c.ID}, Role: "SERVICE", Target: id})
	}
	if c.CalledOff != "" {
		b.add("links", linkRow{ofNoun: ofNoun{c.ID}, Role: "FRAMEWORK", Target: c.CalledOff})
	}
}
