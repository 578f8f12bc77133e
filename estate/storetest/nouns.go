package storetest

import (
	"testing"

	"boroughgraph/estate"
)

func testCounts(t *testing.T, s estate.Store) {
	want := map[estate.Kind]int{
		estate.KindSource: 2, estate.KindBorough: 7, estate.KindPartnership: 3, estate.KindService: 8,
		estate.KindSupplier: 9, estate.KindSystem: 8, estate.KindFramework: 4, estate.KindContract: 25, estate.KindNotice: 8, estate.KindDeployment: 12,
		// There are 26 readings of contracts (two of k17), 12 of deployments (three of d3), and 6
		// pieces on a system.
		estate.KindEvidence: 44, estate.KindDecision: 0, estate.KindRelease: 0,
	}
	same(t, "counts", must(s.Counts(t.Context()))(t), want)
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("not ready: %v", err)
	}
}

// testNouns reads every noun back as it was written: the order of lists, null against [], all
// optional fields.
func testNouns(t *testing.T, s estate.Store) {
	ctx, want := t.Context(), Fixture()
	contracts, deployments := asStored()
	unknown := func(k estate.Kind) estate.ID { return estate.MakeID(k, "not there") }

	// A repeated id is answered once. An id that names nothing, or a noun of another kind, is not
	// answered.
	boroughs := byID(want.Boroughs)
	ask := append(sortedKeys(boroughs), camden, unknown(estate.KindBorough), acme)
	same(t, "boroughs", must(s.BoroughsByID(ctx, ask))(t), boroughs)

	partnerships := byID(want.Partnerships)
	ask = append(sortedKeys(partnerships), alliance, unknown(estate.KindPartnership), camden)
	same(t, "partnerships", must(s.PartnershipsByID(ctx, ask))(t), partnerships)

	services := byID(want.Services)
	ask = append(sortedKeys(services), ledger, unknown(estate.KindService))
	same(t, "services", must(s.ServicesByID(ctx, ask))(t), services)

	systems := byID(want.Systems)
	ask = append(sortedKeys(systems), alpha, unknown(estate.KindSystem))
	same(t, "systems", must(s.SystemsByID(ctx, ask))(t), systems)

	suppliers := byID(want.Suppliers)
	ask = append(sortedKeys(suppliers), acme, unknown(estate.KindSupplier), alpha)
	same(t, "suppliers", must(s.SuppliersByID(ctx, ask))(t), suppliers)

	ask = append(sortedKeys(contracts), k(1), unknown(estate.KindContract))
	same(t, "contracts", must(s.ContractsByID(ctx, ask))(t), contracts)

	frameworks := byID(want.Frameworks)
	ask = append(sortedKeys(frameworks), rm1, unknown(estate.KindFramework), acme)
	same(t, "frameworks", must(s.FrameworksByID(ctx, ask))(t), frameworks)

	notices := byID(want.Notices)
	ask = append(sortedKeys(notices), n(2), unknown(estate.KindNotice), k(1))
	same(t, "notices", must(s.NoticesByID(ctx, ask))(t), notices)

	ask = append(sortedKeys(deployments), d(1), unknown(estate.KindDeployment))
	same(t, "deployments", must(s.DeploymentsByID(ctx, ask))(t), deployments)

	sources := map[estate.ID]*estate.Source{register: want.Sources[0], minutes: want.Sources[1]}
	same(t, "sources", must(s.SourcesByID(ctx, list(minutes, register, register, unknown(estate.KindSource))))(t), sources)
}

// testNothingAsked checks that a read for no keys returns no rows and no error.
func testNothingAsked(t *testing.T, s estate.Store) {
	ctx := t.Context()
	for name, read := range map[string]func(ids []estate.ID) (int, error){
		"BoroughsByID":     counted(func(ids []estate.ID) (map[estate.ID]*estate.Borough, error) { return s.BoroughsByID(ctx, ids) }),
		"PartnershipsByID": counted(func(ids []estate.ID) (map[estate.ID]*estate.Partnership, error) { return s.PartnershipsByID(ctx, ids) }),
		"PartnershipsOf":   counted(func(ids []estate.ID) (map[estate.ID][]*estate.Partnership, error) { return s.PartnershipsOf(ctx, ids) }),
		"ServicesByID":     counted(func(ids []estate.ID) (map[estate.ID]*estate.Service, error) { return s.ServicesByID(ctx, ids) }),
		"ServicesIn":       counted(func(ids []estate.ID) (map[estate.ID][]*estate.Service, error) { return s.ServicesIn(ctx, ids) }),
		"SystemsByID":      counted(func(ids []estate.ID) (map[estate.ID]*estate.System, error) { return s.SystemsByID(ctx, ids) }),
		"SystemsMadeBy": counted(func(ids []estate.ID) (map[estate.ID]estate.Page[*estate.System], error) {
			return s.SystemsMadeBy(ctx, ids, today, all())
		}),
		"SuppliersByID": counted(func(ids []estate.ID) (map[estate.ID]*estate.Supplier, error) { return s.SuppliersByID(ctx, ids) }),
		"BoroughsOf": counted(func(ids []estate.ID) (map[estate.ID]estate.Page[*estate.Borough], error) {
			return s.BoroughsOf(ctx, ids, all())
		}),
		"GroupsOf":        counted(func(ids []estate.ID) (map[estate.ID]*estate.SupplierGroup, error) { return s.GroupsOf(ctx, ids, today) }),
		"DeploymentsByID": counted(func(ids []estate.ID) (map[estate.ID]*estate.Deployment, error) { return s.DeploymentsByID(ctx, ids) }),
		"DeploymentsOf": counted(func(ids []estate.ID) (map[estate.ID]estate.Page[*estate.Deployment], error) {
			return s.DeploymentsOf(ctx, ids, estate.DeploymentFilter{AsOf: today}, all())
		}),
		"ContractsByID": counted(func(ids []estate.ID) (map[estate.ID]*estate.Contract, error) { return s.ContractsByID(ctx, ids) }),
		"ContractsOf": counted(func(ids []estate.ID) (map[estate.ID]estate.Page[*estate.Contract], error) {
			return s.ContractsOf(ctx, ids, estate.ContractFilter{AsOf: today}, estate.ContractsByEndDate, all())
		}),
		"FrameworksByID": counted(func(ids []estate.ID) (map[estate.ID]*estate.Framework, error) { return s.FrameworksByID(ctx, ids) }),
		"NoticesByID":    counted(func(ids []estate.ID) (map[estate.ID]*estate.Notice, error) { return s.NoticesByID(ctx, ids) }),
		"NoticesOf": counted(func(ids []estate.ID) (map[estate.ID]estate.Page[*estate.Notice], error) {
			return s.NoticesOf(ctx, ids, estate.NoticeFilter{}, estate.NoticesByDeadline, all())
		}),
		"ExitPointsOf": counted(func(ids []estate.ID) (map[estate.ID][]*estate.ExitPoint, error) {
			return s.ExitPointsOf(ctx, ids, today)
		}),
		"EvidenceOf":  counted(func(ids []estate.ID) (map[estate.ID][]*estate.Evidence, error) { return s.EvidenceOf(ctx, ids) }),
		"SourcesByID": counted(func(ids []estate.ID) (map[estate.ID]*estate.Source, error) { return s.SourcesByID(ctx, ids) }),
		"SharedSupplierLinks": counted(func(ids []estate.ID) (map[estate.ID][]*estate.VendorBorough, error) {
			return s.SharedSupplierLinks(ctx, shared(estate.LevelGroup, 1), ids, 10)
		}),
	} {
		for _, ids := range [][]estate.ID{nil, {}} {
			if n, err := read(ids); n != 0 || err != nil {
				t.Errorf("%s of no ids: %d rows, error %v", name, n, err)
			}
		}
	}
}

func counted[V any](read func([]estate.ID) (map[estate.ID]V, error)) func([]estate.ID) (int, error) {
	return func(ids []estate.ID) (int, error) {
		m, err := read(ids)
		return len(m), err
	}
}
