package storetest

import (
	"fmt"
	"testing"

	"boroughgraph/estate"
)

// integration writes a SystemIntegration as text: the other system, the borough, the deployment,
// what is exchanged, whether it is inferred, and the field that states it.
func integration(i *estate.SystemIntegration) string {
	return fmt.Sprintf("%s in %s by %s, %q %v, %s", i.Other.Key(), i.Borough.Key(), i.Deployment.Key(), i.What, i.Inferred, i.Field())
}

// testIntegrations checks that an integration belongs to both its systems, whichever of them states
// it. It goes when the fact goes.
func testIntegrations(t *testing.T, s estate.Store) {
	f := Fixture()
	deployed := byID(f.Deployments)
	deployed[d(1)].Integrations = []estate.Integration{{System: gamma, What: "payments to Gamma"}, {System: alphaPlus}}
	deployed[d(2)].Integrations = []estate.Integration{{System: gamma, Inferred: true}}
	deployed[d(5)].Integrations = []estate.Integration{{System: alpha}}
	apply(t, s, f)
	systems := list(alpha, beta, gamma, rho, alpha, "System:not there")
	of := func() map[estate.ID][]string {
		lines := map[estate.ID][]string{}
		for id, is := range must(s.IntegrationsOf(t.Context(), systems))(t) {
			lines[id] = each(is, integration)
		}
		return lines
	}
	want := map[estate.ID][]string{
		alpha: {
			`beta in E09000022 by d05, "" false, integrations[alpha]`,
			`alpha-plus in E09000007 by d01, "" false, integrations[alpha-plus]`,
			`gamma in E09000007 by d01, "payments to Gamma" false, integrations[gamma]`,
			`gamma in E09000012 by d02, "" true, integrations[gamma]`,
		},
		beta: {`alpha in E09000022 by d05, "" false, integrations[alpha]`},
		gamma: {
			`alpha in E09000007 by d01, "payments to Gamma" false, integrations[gamma]`,
			`alpha in E09000012 by d02, "" true, integrations[gamma]`,
		},
	}
	same(t, "integrations", of(), want)
	oneCohort(t, "integrations", must(s.IntegrationsOf(t.Context(), list(alpha)))(t)[alpha], func(i *estate.SystemIntegration) *estate.Cohort { return i.Cohort })
	if err := s.Rebuild(t.Context()); err != nil {
		t.Fatal(err)
	}
	same(t, "integrations after a rebuild", of(), want)

	changed := *deployed[d(1)]
	changed.Integrations = []estate.Integration{{System: rho}}
	apply(t, s, &estate.Changes{Deployments: []*estate.Deployment{&changed}})
	want[alpha] = []string{want[alpha][0], want[alpha][3], `rho in E09000007 by d01, "" false, integrations[rho]`}
	want[gamma] = want[gamma][1:]
	want[rho] = []string{`alpha in E09000007 by d01, "" false, integrations[rho]`}
	same(t, "integrations after a change", of(), want)

	for name, bad := range map[string][]estate.Integration{
		"itself": {{System: alpha}}, "twice": {{System: beta}, {System: beta}}, "none": {{}}, "not there": {{System: "System:not there"}},
	} {
		changed.Integrations = bad
		report := must(s.Apply(t.Context(), Import(&estate.Changes{Deployments: []*estate.Deployment{&changed}})))(t)
		if len(report.Rejected) != 1 {
			t.Errorf("an integration with %s: rejected %v", name, report.Rejected)
		}
	}
}
