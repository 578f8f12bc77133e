package data_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"boroughgraph/estate"
)

// cells are the raw cells that reconciliation.csv reads, with the files that they come from:
// "contracts" for the files of contracts, otherwise the file's name.
type cells struct{ group, product, supplier, area string }

func reconciliation(t *testing.T) map[cells]map[string]string {
	t.Helper()
	lines := map[cells]map[string]string{}
	for _, r := range records(t, "reconciliation.csv") {
		key := cells{r["file_group"], r["raw_product"], r["raw_supplier"], r["raw_service_area"]}
		if lines[key] != nil {
			t.Errorf("%v stands twice", key)
		}
		lines[key] = r
	}
	return lines
}

func TestReconciliationNamesWhatIsThere(t *testing.T) {
	_, ids := bundled(t)
	for key, r := range reconciliation(t) {
		if r["reason"] == "" || r["confidence"] == "" || r["source"] == "" {
			t.Errorf("%v has no reason, confidence or source", key)
		}
		for _, column := range []string{"system", "supplier", "maker"} {
			for _, id := range list(r[column]) {
				if !ids[id] {
					t.Errorf("%v names %s, which is not among the facts", key, id)
				}
			}
		}
	}
}

// TestContractsAsReconciled checks that a contract has the systems and suppliers that its row's
// cells were read as.
func TestContractsAsReconciled(t *testing.T) {
	c, _ := bundled(t)
	lines := reconciliation(t)
	row := map[estate.ID]*cells{}
	for _, e := range c.Evidence {
		if e.Subject.Kind() != estate.KindContract {
			continue
		}
		if row[e.Subject] == nil {
			row[e.Subject] = &cells{group: "contracts"}
		}
		switch e.Field {
		case "systems":
			row[e.Subject].product = e.Value
		case "suppliers":
			row[e.Subject].supplier = e.Value
		case "services":
			row[e.Subject].area = e.Value
		}
	}
	for _, k := range c.Contracts {
		r := lines[*row[k.ID]]
		if r == nil {
			t.Errorf("%s: no line for the cells %v", k.ID, *row[k.ID])
			continue
		}
		var suppliers []string
		for _, s := range k.Suppliers {
			suppliers = append(suppliers, string(s.Supplier))
		}
		var systems []string
		for _, s := range k.Systems {
			systems = append(systems, string(s))
		}
		if !slices.Equal(suppliers, list(r["supplier"])) || !slices.Equal(systems, list(r["system"])) {
			t.Errorf("%s has %v and %v, reconciled are %s and %s", k.ID, suppliers, systems, r["supplier"], r["system"])
		}
		if withheld := r["supplier_role"] == "WITHHELD"; withheld != k.SuppliersWithheld && r["raw_supplier"] != "" {
			// an empty cell says nothing about the name, but the row's caveat may
			t.Errorf("%s: withheld is %v, reconciled %s", k.ID, k.SuppliersWithheld, r["supplier_role"])
		}
	}
}

// TestNoticesAsReconciled checks that a notice has the systems and services that its row's cells
// were read as.
func TestNoticesAsReconciled(t *testing.T) {
	c, _ := bundled(t)
	lines := reconciliation(t)
	row := map[estate.ID]*cells{}
	for _, n := range c.Notices {
		row[n.ID] = &cells{group: "contracts"}
	}
	for _, e := range c.Evidence {
		switch cell := row[e.Subject]; {
		case cell == nil:
		case e.Field == "systems":
			cell.product = e.Value
		case e.Field == "suppliers":
			cell.supplier = e.Value
		case e.Field == "services":
			cell.area = e.Value
		}
	}
	names := map[estate.ID]string{}
	for _, s := range c.Services {
		names[s.ID] = s.Name
	}
	for _, n := range c.Notices {
		r := lines[*row[n.ID]]
		if r == nil {
			t.Errorf("%s: no line for the cells %v", n.ID, *row[n.ID])
			continue
		}
		var systems, services []string
		for _, s := range n.Systems {
			systems = append(systems, string(s))
		}
		for _, s := range n.Services {
			services = append(services, names[s])
		}
		if !slices.Equal(systems, list(r["system"])) || !slices.Equal(services, list(r["services"])) {
			t.Errorf("%s has %v for %v, reconciled are %s for %s", n.ID, systems, services, r["system"], r["services"])
		}
	}
}

// TestRawCellsAreReconciled checks that every raw cell of the files that name products has its
// line, and that a used row supports what the line names.
func TestRawCellsAreReconciled(t *testing.T) {
	folder := os.Getenv(rawData)
	if folder == "" {
		const left = "LEFT OUT: " + rawData + " names no folder of raw files, so their cells are not held to reconciliation.csv"
		if os.Getenv("CI") == "true" {
			t.Fatal(left)
		}
		t.Skip(left)
	}
	lines := reconciliation(t)
	subject := map[string]string{}
	for _, r := range records(t, "rows.csv") {
		if r["disposition"] == "USED" {
			subject[r["file"]+":"+r["row"]] = r["subject"]
		}
	}
	for _, file := range []string{
		"london_it_contracts_observed.csv", "london_it_contracts_more.csv", "london_it_contracts_2026_11.csv",
		"london_borough_system_facts.csv", "london_back_office_facts.csv", "london_waste_street_facts.csv",
		"london_system_facts_2026_11.csv",
	} {
		for i, raw := range records(t, filepath.Join(folder, file)) {
			key := cells{file, raw["product"], raw["supplier"], raw["service_area"]}
			if strings.HasPrefix(file, "london_it_contracts") {
				key.group = "contracts"
			}
			r := lines[key]
			if r == nil {
				t.Errorf("%s row %d: no line for %v", file, i+1, key)
				continue
			}
			deployment := subject[file+":"+strconv.Itoa(i+1)]
			if deployment == "" {
				continue
			}
			_, system, _ := strings.Cut(deployment, "/")
			if !slices.Contains(list(r["system"]), "System:"+system) {
				t.Errorf("%s row %d supports %s, reconciled is %s", file, i+1, deployment, r["system"])
			}
		}
	}
}

// list splits a cell of ids. An empty cell has no ids.
func list(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, ";")
}
