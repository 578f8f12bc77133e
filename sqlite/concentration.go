package sqlite

import (
	"context"
	"encoding/json"
	"fmt"

	"boroughgraph/estate"
	"boroughgraph/estate/overview"
)

// Concentration implements estate.Concentrations.
func (s *Store) Concentration(ctx context.Context, q estate.ConcentrationQuery) (*estate.Concentration, error) {
	if q.IsNone() {
		return estate.NewConcentration(q), nil
	}
	var answer *estate.Concentration
	ok, err := s.fromOverview(ctx, "concentration", func(im *overview.Image) error {
		answer = im.Concentration(q)
		return nil
	})
	if err != nil || ok {
		return answer, err
	}
	found, err := s.concentrations(ctx, askConcentration(q), q)
	if err != nil {
		return nil, err
	}
	if together, ok := found[""]; ok {
		return together, nil
	}
	return estate.NewConcentration(q), nil
}

// ConcentrationOf implements estate.Concentrations.
func (s *Store) ConcentrationOf(ctx context.Context, boroughs []estate.ID, q estate.ConcentrationQuery) (map[estate.ID]*estate.Concentration, error) {
	if len(boroughs) == 0 {
		return map[estate.ID]*estate.Concentration{}, nil
	}
	var answers map[estate.ID]*estate.Concentration
	ok, err := s.fromOverview(ctx, "concentration", func(im *overview.Image) error {
		answers = im.ConcentrationOf(boroughs, q)
		return nil
	})
	if err != nil || ok {
		return answers, err
	}
	st := askConcentration(q)
	st.parameters["boroughs"], st.parameters["apart"] = list(boroughs), 1
	return s.concentrations(ctx, st, q)
}

func askConcentration(q estate.ConcentrationQuery) *statement {
	st := ask("concentration", parameters{
		"boroughs": listOrNull(q.Boroughs), "apart": 0,
		"as_of": string(q.AsOf), "terms": listOrNull(q.Terms), "level": string(q.Level),
	})
	filter(st, "services", q.Services)
	return st
}

// concentrations reads one concentration for each parent.
func (s *Store) concentrations(ctx context.Context, st *statement, q estate.ConcentrationQuery) (map[estate.ID]*estate.Concentration, error) {
	found := map[estate.ID]*estate.Concentration{}
	var all []*estate.Concentration
	err := s.read(ctx, st, func(r row) error {
		parent := estate.ID(r.Text("parent"))
		c := found[parent]
		if c == nil {
			c = estate.NewConcentration(q)
			found[parent], all = c, append(all, c)
		}
		switch r.Text("section") {
		case "vendor":
			part, err := vendorPart(r)
			c.Shares = append(c.Shares, estate.Keyed[*estate.VendorPart]{Row: part, Key: r.Text("by_name")})
			return err
		case "held":
			c.ContractCount = r.Number("count")
			c.KnownSum = knownSum(r)
			return nil
		case "unallocated":
			c.Unallocated = knownSum(r)
			return nil
		}
		return cover(c.Coverage, r)
	})
	if err != nil {
		return nil, err
	}
	var left []*estate.LeftOut
	for _, c := range all {
		c.Weigh()
		left = append(left, c.Coverage.ContractsLeftOut...)
	}
	estate.Gather(all)
	estate.Gather(left)
	return found, nil
}

// vendorPart returns the part of the vendor in a row.
func vendorPart(r row) (*estate.VendorPart, error) {
	p := &estate.VendorPart{
		Vendor: estate.ID(r.Text("name")), ContractCount: r.Number("count"), KnownSum: knownSum(r),
	}
	if err := json.Unmarshal([]byte(r.Text("ids")), &p.ContractIDs); err != nil {
		return nil, internal(fmt.Errorf("contracts of a vendor: %w", err))
	}
	return p, nil
}
