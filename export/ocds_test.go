package export_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/export"
	"boroughgraph/export/exporttest"
)

// packageSchema is the address of the schema of release packages in OCDS 1.1.5. The schema itself
// is in testdata, as published.
const packageSchema = "https://standard.open-contracting.org/schema/1__1__5/release-package-schema.json"

// standard returns the schema. It also validates the form of dates and addresses.
func standard(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for _, name := range []string{"release-package-schema.json", "release-schema.json"} {
		f, err := os.Open("testdata/ocds-1.1.5/" + name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		schema, err := jsonschema.UnmarshalJSON(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(strings.TrimSuffix(packageSchema, "release-package-schema.json")+name, schema); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := c.Compile(packageSchema)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// releasesOf exports a store, checks the package against the schema, and returns it.
func releasesOf(t exporttest.TB, s estate.Store, o export.OCDSOptions, schema *jsonschema.Schema) (releases []map[string]any, counts export.OCDSCounts) {
	t.Helper()
	o.Published = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	var b bytes.Buffer
	counts, err := export.OCDS(t.Context(), s, o, &b)
	if err != nil {
		t.Fatalf("OCDS: %v", err)
	}
	written, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatalf("it is no JSON: %v", err)
	}
	if err := schema.Validate(written); err != nil {
		t.Fatalf("it is not of the standard: %v", err)
	}
	var p struct{ Releases []map[string]any }
	if err := json.Unmarshal(b.Bytes(), &p); err != nil {
		t.Fatalf("it is no package: %v", err)
	}
	if len(p.Releases) != counts.Releases {
		t.Fatalf("%d releases were written, and %d counted", len(p.Releases), counts.Releases)
	}
	return p.Releases, counts
}

func TestOCDSIsOfTheStandard(t *testing.T) {
	schema := standard(t)
	facts := bundled(t)
	s := filled(t, onSQLite(t), facts)
	releases, counts := releasesOf(t, s, export.OCDSOptions{}, schema)
	if want := len(facts.Contracts) + len(facts.Notices) - 4; counts.Releases != want || counts.LeftOut != 4 {
		t.Errorf("%d releases without %d, want %d without 4", counts.Releases, counts.LeftOut, want)
	}
	seen := map[string]bool{}
	for _, r := range releases {
		key := r["ocid"].(string) + " " + r["id"].(string)
		if seen[key] {
			t.Errorf("two releases are %s", key)
		}
		seen[key] = true
		if r["x_synthetic"] != nil {
			t.Errorf("%s is said to be made up", key)
		}
		if len(r["x_sources"].([]any)) == 0 {
			t.Errorf("%s names no source", key)
		}
	}
	merton, _ := releasesOf(t, s, export.OCDSOptions{Borough: facts.Boroughs[23]}, schema)
	for _, r := range merton {
		if !slices.ContainsFunc(r["parties"].([]any), func(p any) bool { return p.(map[string]any)["name"] == facts.Boroughs[23].OfficialName }) {
			t.Errorf("%s is not Merton's", r["id"])
		}
	}
	if len(merton) == 0 || len(merton) >= len(releases) {
		t.Errorf("%d of %d releases are Merton's", len(merton), len(releases))
	}
	made := madeUp(t, 300)
	releases, _ = releasesOf(t, filled(t, onSQLite(t), made), export.OCDSOptions{}, schema)
	for _, r := range releases {
		if r["x_synthetic"] != true {
			t.Errorf("%s is made up and does not say so", r["id"])
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		drawn, facts := onSQLite(t), storetest.Draw(rt)
		exporttest.Apply(rt, drawn, storetest.Import(facts))
		if len(facts.Contracts) > 0 || slices.ContainsFunc(facts.Notices, func(n *estate.Notice) bool { return n.Stage != "" }) {
			releasesOf(rt, drawn, export.OCDSOptions{}, schema)
		}
	})
}

func TestOCDSOfNothing(t *testing.T) {
	_, err := export.OCDS(t.Context(), onSQLite(t), export.OCDSOptions{}, io.Discard)
	if e, ok := errors.AsType[*estate.Error](err); !ok || e.Code != estate.CodeNotFound {
		t.Errorf("OCDS of an empty store: %v, want %s", err, estate.CodeNotFound)
	}
}

// The mapping of facts to OCDS, by a contract with every field and a notice with every field.
func TestOCDSReleases(t *testing.T) {
	fixture := storetest.Fixture()
	s := filled(t, onSQLite(t), fixture)
	releases, _ := releasesOf(t, s, export.OCDSOptions{}, standard(t))
	for id, want := range map[string]string{
		"Contract:k04": contractK4,
		"Notice:n02":   noticeN2,
	} {
		i := slices.IndexFunc(releases, func(r map[string]any) bool { return r["id"] == id })
		if i < 0 {
			t.Fatalf("there is no release %s", id)
		}
		var wanted map[string]any
		if err := json.Unmarshal([]byte(want), &wanted); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wanted, releases[i]); diff != "" {
			got, _ := json.MarshalIndent(releases[i], "", " ")
			t.Errorf("%s (-want +got):\n%s\n%s", id, diff, got)
		}
	}
}

const contractK4 = `{
 "ocid": "ocds-fixture-2", "id": "Contract:k04", "date": "2026-02-10T00:00:00Z", "tag": ["award", "contract"], "initiationType": "tender",
 "parties": [
  {"id": "GB-LAE-hillingdon", "name": "Hillingdon Council", "identifier": {"scheme": "GB-LAE", "id": "hillingdon", "legalName": "Hillingdon Council"}, "roles": ["buyer"], "x_lead": true},
  {"id": "GB-LAE-sutton", "name": "Sutton Council", "identifier": {"scheme": "GB-LAE", "id": "sutton", "legalName": "Sutton Council"}, "roles": ["buyer"], "x_lead": false, "x_share": {"amount": 20000.00, "currency": "GBP", "x_vat": "EXCLUDED"}},
  {"id": "GB-PPON-PZEN-0001", "name": "Zenith", "identifier": {"scheme": "GB-PPON", "id": "PZEN-0001", "legalName": "zenith"}, "roles": ["supplier"]}
 ],
 "buyer": {"id": "GB-LAE-hillingdon", "name": "Hillingdon Council"},
 "awards": [{"id": "Contract:k04", "title": "energie", "status": "active", "suppliers": [{"id": "GB-PPON-PZEN-0001", "name": "Zenith"}],
  "contractPeriod": {"startDate": "2026-04-01T00:00:00Z", "endDate": "2029-03-31T00:00:00Z"}}],
 "contracts": [{"id": "Contract:k04", "awardID": "Contract:k04", "title": "energie", "period": {"startDate": "2026-04-01T00:00:00Z", "endDate": "2029-03-31T00:00:00Z"},
  "x_annualValue": {"amount": 50000.00, "currency": "GBP", "x_vat": "EXCLUDED"}, "x_extensions": [{"months": 12, "state": "AVAILABLE"}]}],
 "x_synthetic": true, "x_sources": [{"name": "A made-up register", "licence": "OGL v3"}]
}`

const noticeN2 = `{
 "ocid": "ocds-fixture-9", "id": "Notice:n02", "date": "2026-05-20T00:00:00Z", "tag": ["tender"], "initiationType": "tender",
 "parties": [
  {"id": "GB-LAE-camden", "name": "Camden Council", "identifier": {"scheme": "GB-LAE", "id": "camden", "legalName": "Camden Council"}, "roles": ["buyer"], "x_lead": true},
  {"id": "GB-LAE-sutton", "name": "Sutton Council", "identifier": {"scheme": "GB-LAE", "id": "sutton", "legalName": "Sutton Council"}, "roles": ["buyer"], "x_lead": false},
  {"id": "name/A trust", "name": "A trust", "roles": ["buyer"], "x_isNamedOnly": true}
 ],
 "buyer": {"id": "GB-LAE-camden", "name": "Camden Council"},
 "tender": {
  "id": "DN1", "title": "Parking", "procurementMethodDetails": "Open procedure", "suitability": {"sme": true, "vcse": false},
  "items": [{"id": "1", "classification": {"scheme": "CPV", "id": "98351110"}}, {"id": "2", "classification": {"scheme": "CPV", "id": "48000000"}}],
  "value": {"amount": 12000000.00, "currency": "GBP", "x_vat": "EXCLUDED", "x_basis": "ESTIMATE"},
  "tenderPeriod": {"x_endDateStated": "2026-06"},
  "contractPeriod": {"x_startDateStated": "2027-02", "endDate": "2029-01-31T00:00:00Z", "maxExtentDate": "2031-01-31T00:00:00Z"},
  "lots": [{"id": "1", "title": "Permits", "value": {"amount": 7.00, "currency": "GBP", "x_vat": "EXCLUDED", "x_basis": "ESTIMATE"}, "suitability": {"sme": true, "vcse": false}}, {"id": "2"}]
 },
 "relatedProcesses": [{"id": "1", "relationship": ["framework"], "title": "Managed services"}],
 "x_sources": []
}`
