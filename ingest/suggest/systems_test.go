package suggest_test

import (
	"testing"

	"boroughgraph/estate"
	"boroughgraph/ingest/ingesttest"
)

func TestAlikeSystems(t *testing.T) {
	made := func(by ...estate.ID) (makings []estate.Making) {
		for _, id := range by {
			makings = append(makings, estate.Making{Supplier: id})
		}
		return makings
	}
	runs := func(borough estate.ID, system estate.ID, services ...estate.ID) *estate.Deployment {
		return &estate.Deployment{
			ID: estate.MakeID(estate.KindDeployment, borough.Key()+"/"+system.Key()), Borough: borough, System: system, Services: services, Contracts: []estate.ID{},
		}
	}
	const camden, brent, housing estate.ID = "Borough:E09000007", "Borough:E09000005", "Service:housing-management"
	for name, tt := range map[string]struct {
		a, b estate.System
		runs []*estate.Deployment
		want float64 // 0: not suggested
	}{
		"one name":                      {estate.System{Name: "Marlow CRM"}, estate.System{Name: "MARLOW-CRM"}, nil, 1},
		"a name that the other one had": {estate.System{Name: "Blake", Names: []estate.DatedName{{Name: "Marlow"}}}, estate.System{Name: "Marlow"}, nil, 1},
		"the maker's names": {
			estate.System{Name: "Marlow Ledger", Makers: made("Supplier:m")}, estate.System{Name: "Blake Ledger", Makers: made("Supplier:m")}, nil, 0.9,
		},
		"a name within the other": {
			estate.System{Name: "Marlow", Makers: made("Supplier:m")}, estate.System{Name: "Marlow Ledger", Makers: made("Supplier:m")}, nil, 0.6,
		},
		"a maker not known": {estate.System{Name: "Marlow"}, estate.System{Name: "Marlow Ledger", Makers: made("Supplier:m")}, nil, 0.4},
		"another maker":     {estate.System{Name: "Ledger", Makers: made("Supplier:n")}, estate.System{Name: "Marlow Ledger", Makers: made("Supplier:m")}, nil, 0},
		"one service": {
			estate.System{Name: "Tern", Makers: made("Supplier:m")},
			estate.System{Name: "Gull", Makers: made("Supplier:m")},
			[]*estate.Deployment{runs(camden, "System:a", housing), runs(brent, "System:b", housing)},
			0.4,
		},
		"beside each other": {
			estate.System{Name: "Marlow", Makers: made("Supplier:m")},
			estate.System{Name: "Marlow Ledger", Makers: made("Supplier:m")},
			[]*estate.Deployment{runs(camden, "System:a", housing), runs(camden, "System:b", housing)},
			0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := ingesttest.Bundled(t)
			a, b := tt.a, tt.b
			a.ID, b.ID = "System:a", "System:b"
			ingesttest.Write(t, s, &estate.Changes{
				Suppliers: []*estate.Supplier{
					{ID: "Supplier:m", Name: "Marlow Ltd", Names: []estate.DatedName{{Name: "Blake Software Ltd", Earlier: true}}}, {ID: "Supplier:n", Name: "Nye"},
				},
				Systems: []*estate.System{&a, &b}, Deployments: tt.runs,
			})
			score := 0.0
			for _, x := range candidates(t, s) {
				if x.ID() == estate.DecisionID(estate.SuggestSameSystem, a.ID, b.ID) {
					score = x.Score
				}
			}
			if score != tt.want {
				t.Errorf("the score is %.2f, want %.2f", score, tt.want)
			}
		})
	}
}
