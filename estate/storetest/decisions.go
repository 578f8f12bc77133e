package storetest

import (
	"slices"
	"testing"

	"boroughgraph/estate"
)

// testReferringTo asks what refers to each thing in the fixture.
func testReferringTo(t *testing.T, s estate.Store) {
	facts := Fixture().Facts()
	for _, f := range append(facts, estate.Fact{ID: "Contract:none"}, estate.Fact{ID: "Nothing:1"}) {
		var want []estate.ID
		for _, other := range facts {
			if len(other.ReferencesAmong(map[estate.ID]bool{f.ID: true})) > 0 {
				want = append(want, other.ID)
			}
		}
		var got []estate.ID
		for _, other := range must(s.ReferringTo(t.Context(), f.ID))(t).Facts() {
			got = append(got, other.ID)
		}
		slices.Sort(want)
		slices.Sort(got)
		same(t, "referring to "+string(f.ID), got, want, loose)
	}
}

func testDecisions(t *testing.T, s estate.Store) {
	ctx := t.Context()
	decisions := []*estate.Decision{
		estate.NewDecision(estate.SuggestSupplier, acme, acmeTwin, estate.Confirmed, "2026-11-23"),
		estate.NewDecision(estate.SuggestContract, k(1), "Contract:gone", estate.Refused, "2026-11-24"),
		estate.NewDecision(estate.SuggestSystem, k(25), alpha, estate.Confirmed, "2026-11-24"),
	}
	apply(t, s, &estate.Changes{Decisions: decisions})
	same(t, "counted", must(s.Counts(ctx))(t)[estate.KindDecision], 3)
	slices.SortFunc(decisions, func(a, b *estate.Decision) int { return slices.Compare([]estate.ID{a.ID}, []estate.ID{b.ID}) })
	page := must(s.Decisions(ctx, all()))(t)
	same(t, "all", rowsOf(page), decisions)
	same(t, "total", pointed(page.Total), any(3))
	same(t, "after the first", rowsOf(must(s.Decisions(ctx, estate.Window{After: page.Rows[0].Key, Before: estate.LastKey, Limit: 1}))(t)), decisions[1:2])
	same(t, "the last", rowsOf(must(s.Decisions(ctx, estate.Window{Before: estate.LastKey, Limit: 1, Backward: true}))(t)), decisions[2:])
	same(t, "whichever is named first", estate.DecisionID(estate.SuggestSupplier, acmeTwin, acme), estate.DecisionID(estate.SuggestSupplier, acme, acmeTwin))

	wrong := *decisions[0]
	wrong.ID = "Decision:none"
	report := must(s.Apply(ctx, Import(&estate.Changes{Decisions: []*estate.Decision{&wrong}})))(t)
	same(t, "one with the id of another", len(report.Rejected), 1)
}

// confirm carries out a suggestion, checks the result, and reverts it.
func confirm(t *testing.T, s estate.Store, what *estate.Suggestion, look func()) {
	t.Helper()
	whole := answers(t, s, Fixture(), today)
	changes := must(estate.Confirm(t.Context(), s, today, what))(t)
	report := apply(t, s, changes)
	look()
	same(t, "remembered", len(rowsOf(must(s.Decisions(t.Context(), all()))(t))), 1)
	must(estate.Revert(t.Context(), s, report.Batch, revertedAt))(t)
	same(t, "answers after the revert", answers(t, s, Fixture(), today), whole)
}

func testConfirmSupplier(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	before := must(s.EvidenceOf(ctx, list(acme, acmeTwin)))(t)
	confirm(t, s, &estate.Suggestion{Kind: estate.SuggestSupplier, Subject: acme, Other: acmeTwin, OtherName: "ACME LTD", Reason: "a test"}, func() {
		found := must(s.SuppliersByID(ctx, list(acme, acmeTwin, aureus)))(t)
		same(t, "gone", found[acmeTwin], nil)
		same(t, "under whom", found[aureus].Events, []estate.SupplierEvent{{Kind: estate.EventAcquired, Other: acme}})
		// The merged supplier has the events of both: sold to a group, bought by zenith, sold by
		// it. A number that both had is there once.
		same(t, "events", len(found[acme].Events), 3)
		same(t, "identifiers", found[acme].Identifiers, []estate.Identifier{{Scheme: "GB-COH", ID: "00000001"}, {Scheme: "GB-CFS", ID: "77"}})
		pages := must(s.ContractsOf(ctx, list(acme, acmeTwin), estate.ContractFilter{}, estate.ContractsByEndDate, all()))(t)
		for _, c := range list(k(1), k(10), k(11), k(18)) {
			if !slices.Contains(idsOf(rowsOf(pages[acme])), c) {
				t.Errorf("%s is not among the contracts of the confirmed supplier", c)
			}
		}
		same(t, "contracts of what is gone", len(rowsOf(pages[acmeTwin])), 0)
		if made := rowsOf(must(s.SystemsMadeBy(ctx, list(acme), today, all()))(t)[acme]); !slices.Contains(idsOf(made), rho) {
			t.Errorf("rho is not made by the confirmed supplier: %v", idsOf(made))
		}
		same(t, "evidence", len(must(s.EvidenceOf(ctx, list(acme)))(t)[acme]), len(before[acme])+len(before[acmeTwin])+1)
		same(t, "by name", must(s.SuppliersByName(ctx, []string{"acme"}))(t)["acme"], list(acme, acmeOnly))

		// A later import follows the decision.
		decided := estate.DecidedBy(must(estate.AllDecisions(ctx, s))(t))
		again := estate.Import{Batch: estate.NewBatch(applied, estate.FormFacts, "again", ""), Parts: decided.Parts(estate.OnePart(Fixture())), DryRun: true}
		same(t, "rejected", must(s.Apply(ctx, again))(t).Rejected, nil, loose)
		same(t, "created", nonzero(must(s.Apply(ctx, again))(t).Created), nil, loose)
	})
}

func testConfirmContract(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	confirm(t, s, &estate.Suggestion{Kind: estate.SuggestContract, Subject: k(8), Other: k(19), Reason: "a test"}, func() {
		found := must(s.ContractsByID(ctx, list(k(8), k(19))))(t)
		same(t, "gone", found[k(19)], nil)
		one := found[k(8)]
		same(t, "parties", one.Parties, []estate.ContractParty{
			{Borough: hillingdon}, {Name: "Transport for London", Role: estate.RoleLead}, {Borough: camden, Role: estate.RoleParticipant},
		})
		same(t, "systems", one.Systems, list(alpha, beta))
		same(t, "services", one.Services, list(repairs))
		same(t, "method", one.Method, "Direct award")
		same(t, "successor", one.Successor, k(9))
		if pages := must(s.ContractsOf(ctx, list(beta), estate.ContractFilter{}, estate.ContractsByEndDate, all()))(t); !slices.Contains(idsOf(rowsOf(pages[beta])), k(8)) {
			t.Error("it does not cover the system of the other one")
		}
	})
}

func testConfirmSystem(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	what := &estate.Suggestion{Kind: estate.SuggestSystem, Subject: k(25), Other: alpha, OtherName: "Alpha", Reason: "its name in the title"}
	confirm(t, s, what, func() {
		same(t, "covered", must(s.ContractsByID(ctx, list(k(25))))(t)[k(25)].Systems, list(alpha))
		var on []*estate.Evidence
		for _, e := range must(s.EvidenceOf(ctx, list(k(25))))(t)[k(25)] {
			if e.Field == "systems" {
				on = append(on, e)
			}
		}
		if len(on) != 1 || on[0].Value != "Alpha" || !on[0].Inferred || on[0].AsOf != estate.StatedDate(today) || on[0].Origin.Kind != "confirmation" {
			t.Errorf("it stands on %v", on)
		}
		decided := estate.DecidedBy(must(estate.AllDecisions(ctx, s))(t))
		for part, err := range decided.Parts(estate.OnePart(Fixture())) {
			same(t, "error", err, nil)
			same(t, "covered again", byID(part.Contracts)[k(25)].Systems, list(alpha))
		}
	})
	gone := &estate.Suggestion{Kind: estate.SuggestSystem, Subject: "Contract:none", Other: alpha}
	_, err := estate.Confirm(ctx, s, today, gone)
	wantCode(t, "of a contract that is gone", err, estate.CodeNotFound)
}

// testConfirmSameSystem merges alpha-plus into alpha. Everything that referred to alpha-plus then
// refers to alpha.
func testConfirmSameSystem(t *testing.T, s estate.Store) {
	ctx := t.Context()
	apply(t, s, Fixture())
	before := must(s.EvidenceOf(ctx, list(alpha, alphaPlus)))(t)
	covering := func(system estate.ID) []estate.ID {
		pages := must(s.ContractsOf(ctx, list(system), estate.ContractFilter{}, estate.ContractsByEndDate, all()))(t)
		return idsOf(rowsOf(pages[system]))
	}
	running := func(system estate.ID) []estate.ID {
		return idsOf(rowsOf(must(s.DeploymentsOf(ctx, list(system), estate.DeploymentFilter{}, all()))(t)[system]))
	}
	contracts, deployments := append(covering(alpha), covering(alphaPlus)...), append(running(alpha), running(alphaPlus)...)
	what := &estate.Suggestion{Kind: estate.SuggestSameSystem, Subject: alpha, Other: alphaPlus, OtherName: "Alpha Plus", Reason: "a test"}
	confirm(t, s, what, func() {
		found := must(s.SystemsByID(ctx, list(alpha, alphaPlus)))(t)
		same(t, "gone", found[alphaPlus], nil)
		for _, c := range contracts { // k17 covers both, and afterwards only one
			if !slices.Contains(covering(alpha), c) {
				t.Errorf("%s does not cover the confirmed system", c)
			}
		}
		same(t, "once", must(s.ContractsByID(ctx, list(k(17))))(t)[k(17)].Systems, list(alpha))
		slices.Sort(deployments)
		now := running(alpha)
		slices.Sort(now)
		same(t, "deployments", now, deployments)
		same(t, "evidence", len(must(s.EvidenceOf(ctx, list(alpha)))(t)[alpha]), len(before[alpha])+len(before[alphaPlus])+1)

		// A later import follows the decision, even where a confirmed suggestion said that a
		// contract covers the merged system.
		decisions := append(must(estate.AllDecisions(ctx, s))(t), estate.NewDecision(estate.SuggestSystem, k(25), alphaPlus, estate.Confirmed, today))
		for part, err := range estate.DecidedBy(decisions).Parts(estate.OnePart(Fixture())) {
			same(t, "error", err, nil)
			same(t, "given again", byID(part.Systems)[alphaPlus], nil)
			same(t, "deployed again", byID(part.Deployments)[d(12)].System, alpha)
			same(t, "covered again", byID(part.Contracts)[k(25)].Systems, list(alpha))
		}
	})
	same(t, "whichever is named first", estate.DecisionID(estate.SuggestSameSystem, alpha, beta), estate.DecisionID(estate.SuggestSameSystem, beta, alpha))
	gone := &estate.Suggestion{Kind: estate.SuggestSameSystem, Subject: alpha, Other: "System:none"}
	_, err := estate.Confirm(ctx, s, today, gone)
	wantCode(t, "with a system that is gone", err, estate.CodeNotFound)
}
