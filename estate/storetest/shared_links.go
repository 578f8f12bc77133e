package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// link writes a VendorLink as text: the contract or deployment, the vendor's member, its systems,
// then what is known about it.
func link(l *estate.VendorLink) string {
	text := string(l.ContractID)
	if l.Via == estate.ViaDeployment {
		text = string(l.Deployment.ID)
	}
	systems := each(l.Systems, func(s *estate.System) string { return s.ID.Key() })
	slices.Sort(systems)
	text += fmt.Sprintf(" %s [%s] %s%s", l.Member.Key(), strings.Join(systems, " "), l.Term, l.Status)
	for _, part := range []struct{ name, value string }{
		{"signed", l.SignedAs}, {"ends", string(l.EndDate)}, {"read", string(l.ReadOn())},
	} {
		if part.value != "" {
			text += " " + part.name + " " + part.value
		}
	}
	if l.Undated {
		text += " undated"
	}
	if l.Inferred {
		text += " inferred"
	}
	return text
}

func links(v *estate.VendorBorough) []string {
	head := fmt.Sprintf("%s: %d contracts, %d deployments", v.Borough.Slug, v.ContractCount, v.DeploymentCount)
	return append([]string{head}, each(v.Links, link)...)
}

// Under a borough a contract is one link: by a seller of the vendor if there is one, otherwise by a
// maker.
var sharedLinks = map[string]struct {
	query estate.SharedSuppliersQuery
	want  map[estate.ID][][]string
}{
	"sellers": {in(shared(estate.LevelLegalEntity, 2), camden, hackney), map[estate.ID][][]string{
		acme: {
			{
				"camden: 2 contracts, 0 deployments",
				"Contract:k01 acme [alpha] IN_TERM signed Acme Limited ends 2027-03-31 read 2024-03-01",
				"Contract:k03 acme [alpha-plus] IN_TERM signed Acme Ltd ends 2027-12-31 read 2025-01-20",
			}, {
				"hackney: 2 contracts, 0 deployments",
				"Contract:k02 acme [alpha gamma] IN_TERM signed Acme ends 2027-03-31 read 2023-05-31 inferred",
				"Contract:k03 acme [alpha-plus] IN_TERM signed Acme Ltd ends 2027-12-31 read 2025-01-20",
			},
		},
		zenith: {
			{"camden: 1 contracts, 0 deployments", "Contract:k15 zenith [alpha-plus] IN_TERM signed zenith ends 2026-11-23 read 2021-12-31"},
			{"hackney: 1 contracts, 0 deployments", "Contract:k16 zenith [omega] OPTION_PERIOD signed zenith ends 2026-11-22 read 2023-12-31"},
		},
	}},
	"makers": {in(shared(estate.LevelMaker, 1), hackney, lambeth, city), map[estate.ID][][]string{
		acme: {
			{"city-of-london: 0 contracts, 1 deployments", "Deployment:d11 acme [omega] LIVE read 2024-05-05"},
			{
				"hackney: 2 contracts, 1 deployments",
				"Contract:k16 acme [omega] OPTION_PERIOD ends 2026-11-22 read 2023-12-31",
				"Contract:k02 acme [alpha] IN_TERM ends 2027-03-31 read 2023-05-31",
				"Deployment:d02 acme [alpha] LIVE read 2025-06-30",
			},
			{"lambeth: 1 contracts, 0 deployments", "Contract:k17 acme [alpha] IN_TERM ends 2026-12-31 read 2025-12-31"},
		},
		aureus: { // every reading of aureus as gamma's maker is inferred
			{"hackney: 1 contracts, 0 deployments", "Contract:k02 aureus [gamma] IN_TERM ends 2027-03-31 read 2023-05-31 inferred"},
			{
				"lambeth: 2 contracts, 0 deployments",
				"Contract:k18 aureus [gamma] IN_TERM ends 2027-05-31 read 2025-05-15 inferred",
				"Contract:k05 aureus [gamma] IN_TERM ends 2028-08-31 read 2025-08-31 inferred",
			},
		},
		borealis: nil,
	}},
	"groups": {in(shared(estate.LevelGroup, 2), camden, hackney, sutton, lambeth), map[estate.ID][][]string{
		zenith: {
			{
				"camden: 3 contracts, 2 deployments",
				"Contract:k15 zenith [alpha-plus] IN_TERM signed zenith ends 2026-11-23 read 2021-12-31",
				"Contract:k01 acme [alpha] IN_TERM signed Acme Limited ends 2027-03-31 read 2024-03-01",
				"Contract:k03 acme [alpha-plus] IN_TERM signed Acme Ltd ends 2027-12-31 read 2025-01-20",
				"Deployment:d01 acme [alpha] LIVE read 2024-01-15",
				"Deployment:d12 zenith [alpha-plus] LIVE read 2022-11-23",
			}, {
				"hackney: 3 contracts, 1 deployments",
				"Contract:k16 zenith [omega] OPTION_PERIOD signed zenith ends 2026-11-22 read 2023-12-31",
				"Contract:k02 acme [alpha gamma] IN_TERM signed Acme ends 2027-03-31 read 2023-05-31 inferred",
				"Contract:k03 acme [alpha-plus] IN_TERM signed Acme Ltd ends 2027-12-31 read 2025-01-20",
				"Deployment:d02 acme [alpha] LIVE read 2025-06-30",
			}, {
				"lambeth: 1 contracts, 0 deployments",
				"Contract:k17 acme [alpha alpha-plus] IN_TERM signed Acme Ltd ends 2026-12-31 read 2025-12-31",
			}, {
				"sutton: 2 contracts, 0 deployments",
				"Contract:k04 zenith [alpha-plus] IN_TERM signed Zenith ends 2029-03-31 read 2026-02-10",
				"Contract:k22 acme [] UNKNOWN signed Acme read 2026-09-30",
			},
		},
		acmeTwin: { // aureus is under acmeTwin, since an unknown date
			{"camden: 1 contracts, 0 deployments", "Contract:k12 aureus [gamma] NOT_STARTED signed Aureus ends 2030-03-31 read 2026-10-01 undated"},
			{
				"hackney: 1 contracts, 1 deployments",
				"Contract:k02 aureus [gamma] IN_TERM ends 2027-03-31 read 2023-05-31 undated inferred",
				"Deployment:d10 acme-b [rho] LIVE",
			},
			{
				"lambeth: 2 contracts, 0 deployments",
				"Contract:k18 acme-b [gamma] IN_TERM signed ACME ends 2027-05-31 read 2025-05-15",
				"Contract:k05 aureus [gamma] IN_TERM ends 2028-08-31 read 2025-08-31 undated inferred",
			},
		},
	}},
	"the day before a start": {in(sharedOn("2024-12-31", estate.LevelGroup, 1), camden, lambeth), map[estate.ID][][]string{
		zenith: {
			{
				"camden: 2 contracts, 2 deployments",
				"Contract:k15 zenith [alpha-plus] IN_TERM signed zenith ends 2026-11-23 read 2021-12-31",
				"Contract:k01 acme [alpha] IN_TERM signed Acme Limited ends 2027-03-31 read 2024-03-01",
				"Deployment:d01 acme [alpha] LIVE read 2024-01-15",
				"Deployment:d12 zenith [alpha-plus] LIVE read 2022-11-23",
			}, {
				// k17 starts on 1 January 2025 and is read on 1 December 2024, so it is signed but
				// has not begun.
				"lambeth: 1 contracts, 1 deployments",
				"Contract:k17 acme [alpha alpha-plus] NOT_STARTED signed Acme Ltd ends 2026-12-31 read 2024-12-01",
				"Deployment:d04 zenith [alpha-plus] LIVE read 2023-12-31",
			},
		},
	}},
	// On 1 February 2025 borealis is under zenith by an inferred reading.
	"a seller's group that is inferred": {in(sharedOn("2025-02-01", estate.LevelGroup, 1), hackney), map[estate.ID][][]string{
		zenith: {{
			"hackney: 3 contracts, 0 deployments",
			"Contract:k16 zenith [omega] IN_TERM signed zenith ends 2026-11-22 read 2023-12-31",
			"Contract:k02 acme [alpha gamma] IN_TERM signed Acme ends 2027-03-31 read 2023-05-31 inferred",
			"Contract:k03 acme [alpha-plus] IN_TERM signed Acme Ltd ends 2027-12-31 read 2025-01-20",
		}},
	}},
	"no borough": {in(shared(estate.LevelGroup, 1)), map[estate.ID][][]string{zenith: nil}},
}

func testSharedSupplierLinks(t *testing.T, s estate.Store) {
	deployments := byID(fixtureDeployments())
	for name, test := range sharedLinks {
		vendors := append(sortedKeys(test.want), sortedKeys(test.want)[0], acmeOnly, "Supplier:not there")
		answer := must(s.SharedSupplierLinks(t.Context(), test.query, vendors, 100))(t)
		for _, vendor := range vendors {
			same(t, name+": "+string(vendor), each(answer[vendor], links), test.want[vendor], loose)
			for _, b := range answer[vendor] {
				same(t, "borough", b.Borough, byID(fixtureBoroughs())[b.Borough.ID])
				for _, l := range b.Links {
					checkLink(t, l, deployments)
				}
			}
		}
	}
}

// checkLink checks what the text of a link leaves out.
func checkLink(t *testing.T, l *estate.VendorLink, deployments map[estate.ID]*estate.Deployment) {
	t.Helper()
	if want := byID(fixtureSuppliers())[l.Member].Name; l.MemberName != want {
		t.Errorf("the name of %s is %q, want %q", l.Member, l.MemberName, want)
	}
	if l.Via == estate.ViaContract {
		if l.Deployment != nil || l.Status != "" {
			t.Errorf("%s: the link by a contract has a deployment", l.ContractID)
		}
	} else {
		want := *deployments[l.Deployment.ID]
		want.Reading = deploymentReadings[want.ID]
		same(t, "deployment", l.Deployment, &want)
		if l.ContractID != "" || l.Term != "" {
			t.Errorf("%s: the link by a deployment has a contract", l.Deployment.ID)
		}
	}
	for _, system := range l.Systems {
		same(t, "system", system, byID(fixtureSystems())[system.ID])
	}
}

// testSharedSupplierLinkLimits checks that a limit cuts the links of each borough, but not the
// counts.
func testSharedSupplierLinkLimits(t *testing.T, s estate.Store) {
	q := in(shared(estate.LevelGroup, 2), camden, hackney, sutton, lambeth)
	whole := must(s.SharedSupplierLinks(t.Context(), q, list(zenith, acmeTwin), 100))(t)
	for limit := 1; limit <= 7; limit++ {
		cut := must(s.SharedSupplierLinks(t.Context(), q, list(zenith, acmeTwin), limit))(t)
		for vendor, boroughs := range whole {
			want := each(boroughs, func(b *estate.VendorBorough) []string { return links(b)[:min(limit, len(b.Links))+1] })
			same(t, fmt.Sprintf("%d links of %s", limit, vendor), each(cut[vendor], links), want)
		}
	}
}
