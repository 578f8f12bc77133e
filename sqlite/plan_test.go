package sqlite

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"boroughgraph/estate"
)

// writes matches the statements of Apply, Rebuild and Open. The tests below check the plans of all
// others.
var writes = regexp.MustCompile(`^(derive|facts|meta|overview_held|put|remove|close|drop|origins|reach|readings)_?`)

// allowed lists the tables that a statement may scan, with the reason.
var allowed = map[string]string{
	"shared_suppliers borough":            "no boroughs asked for are all of them: 33",
	"shared_supplier_links borough":       "no boroughs asked for are all of them: 33",
	"shared_suppliers_coverage borough":   "no boroughs asked for are all of them: 33",
	"renewals_coverage borough":           "no boroughs asked for are all of them: 33",
	"shared_systems borough":              "no boroughs asked for are all of them: 33",
	"shared_system_links borough":         "no boroughs asked for are all of them: 33",
	"shared_systems_coverage borough":     "no boroughs asked for are all of them: 33",
	"collaborations_coverage borough":     "no boroughs asked for are all of them: 33",
	"lost_leverage_coverage borough":      "no boroughs asked for are all of them: 33",
	"data_quality borough":                "no boroughs asked for are all of them: 33",
	"data_quality_coverage borough":       "no boroughs asked for are all of them: 33",
	"concentration borough":               "no boroughs asked for are all of them: 33",
	"price_benchmark borough":             "coverage counts all of them: 33",
	"open_opportunities_coverage borough": "coverage counts all of them: 33",
	"contract_tallies contract":           "without a target it counts all contracts",
	"counts fact":                         "it counts all facts, from an index",
	"referring_to fact":                   "a command asks it, when a suggestion is confirmed",
	"check_links fact":                    "it checks the whole file",
	"check_links batch":                   "it checks the whole file",
}

var (
	markLine  = regexp.MustCompile(`(?m)^\s*--\+ (\w+) `)
	parameter = regexp.MustCompile(`:(\w+)`)
)

// variants returns the statements of a file: as it stands, with each mark alone, and in each order.
func variants(query, text string) []*statement {
	marks := map[string]bool{}
	for _, m := range markLine.FindAllStringSubmatch(text, -1) {
		marks[m[1]] = true
	}
	sts := []*statement{ask(query, nil)}
	for _, mark := range slices.Sorted(maps.Keys(marks)) {
		sts = append(sts, &statement{query: query, on: []string{mark}})
	}
	switch strings.TrimSuffix(query, "_total") {
	case "contracts", "contracts_of", "contracts_with":
		for _, order := range estate.ContractOrders {
			sts = append(sts, &statement{query: query, key: sortColumn(order)}, &statement{query: query, key: sortColumn(order), on: []string{"backward"}})
		}
	case "notices", "notices_of":
		for _, order := range estate.NoticeOrders {
			sts = append(sts, &statement{query: query, key: noticeSortColumn(order)}, &statement{query: query, key: noticeSortColumn(order), on: []string{"backward"}})
		}
	}
	return sts
}

// plan returns how the database runs a statement, one step a line.
func plan(t *testing.T, s *Store, st *statement) string {
	t.Helper()
	var steps []string
	explain(t, s, "EXPLAIN QUERY PLAN ", st, func(r row) { steps = append(steps, r.Text("detail")) })
	return strings.Join(steps, "\n")
}

// explain asks how a statement is to be run. All its parameters are null.
func explain(t *testing.T, s *Store, how string, st *statement, take func(row)) {
	t.Helper()
	text := s.text(st)
	p := parameters{}
	for _, m := range parameter.FindAllStringSubmatch(text, -1) {
		p[m[1]] = nil
	}
	err := query(t.Context(), unprepared{s.reads, how + text}, p, func(r row) error {
		take(r)
		return nil
	})
	if err != nil {
		t.Fatalf("%s with %v: %v", st.query, st.on, err)
	}
}

// scanned returns the tables that a statement reads from end to end, and those whose indexes it
// reads so. It reads the database's program for the statement, because the plan above names
// aliases, and one alias may stand for several tables.
func scanned(t *testing.T, s *Store, st *statement) []string {
	t.Helper()
	tables := map[int]string{} // by the root page of the table or its index
	err := query(t.Context(), unprepared{s.reads, "SELECT tbl_name, rootpage FROM sqlite_schema"}, nil, func(r row) error {
		tables[r.Number("rootpage")] = r.Text("tbl_name")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	cursors, names := map[int]string{}, map[string]bool{}
	explain(t, s, "EXPLAIN ", st, func(r row) {
		switch cursor := r.Number("p1"); r.Text("opcode") {
		case "OpenRead", "ReopenIdx":
			cursors[cursor] = tables[r.Number("p2")]
		case "Rewind", "Last": // forwards from the first entry, or backwards from the last
			if table := cursors[cursor]; table != "" {
				names[table] = true
			}
		}
	})
	return slices.Sorted(maps.Keys(names))
}

// TestPlansScanNoTable checks that every statement that reads uses indexes, in all its variants.
func TestPlansScanNoTable(t *testing.T) {
	s := filled(t, 300)
	used := map[string]bool{}
	for name, text := range s.queries {
		if writes.MatchString(name) {
			continue
		}
		for _, st := range variants(name, text) {
			for _, table := range scanned(t, s, st) {
				exception := strings.TrimSuffix(name, "_total") + " " + table
				used[exception] = true
				if allowed[exception] == "" {
					t.Errorf("%s with %v scans %s:\n%s", name, st.on, table, plan(t, s, st))
				}
			}
		}
	}
	for exception := range allowed {
		if !used[exception] {
			t.Errorf("%s is allowed to scan, and does not", exception)
		}
	}
}

// TestScannedSeesAScan proves that the test above can fail.
func TestScannedSeesAScan(t *testing.T) {
	s := filled(t, 1)
	s.queries["bad"] = "SELECT b.id FROM json_each(:ids) AS i CROSS JOIN borough AS b ON b.id || '' = i.value"
	if diff := cmp.Diff([]string{"borough"}, scanned(t, s, ask("bad", nil))); diff != "" {
		t.Error(diff)
	}
}

// TestPlansTakeTheOrderFromAnIndex checks that a page starts at one index entry and sorts no more
// than its own rows.
func TestPlansTakeTheOrderFromAnIndex(t *testing.T) {
	s := filled(t, 300)
	between := func(index, key string) string {
		return fmt.Sprintf("USING COVERING INDEX %s (%s>? AND %s<?)", index, key, key)
	}
	of := func(index, parent, key string) string {
		return fmt.Sprintf("USING COVERING INDEX %s (%s=? AND %s>? AND %s<?)", index, parent, key, key)
	}
	tests := map[string]struct {
		query string
		want  []string
	}{
		"boroughs":         {"boroughs", []string{between("borough_by_name", "by_name")}},
		"partnerships":     {"partnerships", []string{between("partnership_by_name", "by_name")}},
		"services":         {"services", []string{between("service_by_area", "by_area")}},
		"systems":          {"systems", []string{between("system_by_name", "by_name")}},
		"suppliers":        {"suppliers", []string{between("supplier_by_name", "by_name")}},
		"contracts of":     {"contracts_of", []string{of("contract_link_by_end_date", "target_id", "by_end_date")}},
		"contracts":        {"contracts", []string{"USING INDEX contract_by_end_date (by_end_date>? AND by_end_date<?)"}},
		"contracts with":   {"contracts_with", []string{of("contract_link_by_end_date", "target_id", "by_end_date")}},
		"renewals":         {"renewals", []string{"SEARCH x USING PRIMARY KEY (sort_key>? AND sort_key<?)"}},
		"renewals with":    {"renewals_with", []string{"SEARCH l USING PRIMARY KEY (target_id=? AND sort_key>? AND sort_key<?)", "SEARCH x USING PRIMARY KEY (sort_key=?)"}},
		"renewal calendar": {"renewal_calendar", []string{"SEARCH x USING PRIMARY KEY (sort_key>? AND sort_key<?)"}},
		"lost leverage":    {"lost_leverage", []string{"SEARCH x USING PRIMARY KEY (sort_key>? AND sort_key<?)"}},
		"systems made by":  {"systems_made_by", []string{"USING INDEX system_maker_by_supplier (supplier_id=? AND by_name>? AND by_name<?)"}},
		"deployments of":   {"deployments_of", []string{of("deployment_of_borough", "borough_id", "by_system"), of("deployment_of_system", "system_id", "by_system")}},
		"partnerships of":  {"partnerships_of", []string{"USING COVERING INDEX partnership_member_by_borough (borough_id=?)"}},
		"services in":      {"services_in", []string{"USING COVERING INDEX service_in_area (area_id=?)"}},
		"exit points of":   {"exit_points_of", []string{"USING INDEX exit_point_by_contract (contract_id=?)"}},
		"search words":     {"search_words", []string{"SEARCH s USING PRIMARY KEY (word>? AND word<?)"}},
		"search few":       {"search_few", []string{"SEARCH s USING PRIMARY KEY (word>? AND word<?)", "SEARCH t USING PRIMARY KEY (by_key=?)", "SEARCH b USING INDEX search_text_of_noun (noun_id=? AND by_key<?)"}},
		"search many": {"search_many", []string{
			"SEARCH t USING PRIMARY KEY (by_key>? AND by_key<?)", "SEARCH b USING INDEX search_text_of_noun (noun_id=? AND by_key<?)",
		}},
		"evidence of":      {"evidence_of", []string{"USING INDEX evidence_by_subject (subject_id=?)"}},
		"contracts by key": {"contracts_by_ocid", []string{"USING COVERING INDEX contract_by_ocid (ocid=?)"}},
		"frameworks":       {"frameworks", []string{between("framework_by_name", "by_name")}},
		"notices":          {"notices", []string{between("notice_by_deadline", "by_deadline")}},
		"open opportunities": {"open_opportunities", []string{
			"SEARCH c USING INDEX notice_by_deadline (by_deadline>? AND by_deadline<?)", "SEARCH o USING COVERING INDEX contract_by_ocid (ocid=?)", "SEARCH l USING INDEX notice_by_ocid (ocid=?)",
		}},
		"notices of":         {"notices_of", []string{of("notice_link_by_deadline", "target_id", "by_deadline")}},
		"notices by key":     {"notices_by_ocid", []string{"USING COVERING INDEX notice_by_ocid (ocid=?)"}},
		"frameworks by code": {"frameworks_by_code", []string{"USING COVERING INDEX framework_by_code (code=?)"}},
		"batches":            {"batches", []string{"USING INDEX batch_by_number (by_number>? AND by_number<?)"}},
		"batch changes of":   {"batch_changes_of", []string{"USING PRIMARY KEY (batch_id=? AND by_subject>? AND by_subject<?)"}},
		"releases":           {"releases_of", []string{"SEARCH n USING INDEX fact_by_kind (kind=? AND id>? AND id<?)"}},
		"decisions":          {"decisions", []string{"SEARCH n USING INDEX fact_by_kind (kind=? AND id>? AND id<?)"}},
		"suppliers by name":  {"suppliers_by_name", []string{"SEARCH n USING PRIMARY KEY (folded=?)"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for _, on := range [][]string{nil, {"backward"}} {
				steps := plan(t, s, &statement{query: tt.query, on: on})
				for _, want := range tt.want {
					if !strings.Contains(steps, want) {
						t.Errorf("with %v: no %q in\n%s", on, want, steps)
					}
				}
			}
		})
	}
}

// TestPlansReadGroupByGroup checks that the groups of a joint purchase come in the order of their
// table's key. So nothing is sorted, and no more than one group is held.
func TestPlansReadGroupByGroup(t *testing.T) {
	s := filled(t, 300)
	for _, query := range []string{"collaboration_groups_by_system", "collaboration_groups_by_service", "collaboration_groups_by_supplier_group"} {
		for _, on := range [][]string{nil, {"boroughs"}, {"systems"}, {"services"}, {"groups"}} {
			if steps := plan(t, s, &statement{query: query, on: on}); strings.Contains(steps, "TEMP B-TREE FOR ORDER BY") {
				t.Errorf("%s with %v sorts:\n%s", query, on, steps)
			}
		}
	}
}

// TestStatementsOfAQuestionAgree checks that the page and the links below it find links by the same
// text.
func TestStatementsOfAQuestionAgree(t *testing.T) {
	queries := loadQueries()
	links := func(t *testing.T, name, end string) string {
		text := queries[name]
		from, to := strings.Index(text, "WITH asked"), strings.Index(text, end)
		if from < 0 || to < from {
			t.Fatalf("%s has no links", name)
		}
		return text[from:to]
	}
	for name, tt := range map[string]struct{ rows, below, end string }{
		"shared suppliers": {"shared_suppliers", "shared_supplier_links", "  LEFT JOIN supplier_group"},
		"shared systems":   {"shared_systems", "shared_system_links", "\n  --+ services AND EXISTS (SELECT 1 FROM deployment_service"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(links(t, tt.rows, tt.end), links(t, tt.below, tt.end)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestTotalsFilterAsTheirPages checks that a page and its total have the same filters. They are two
// statements, because a total needs neither an order nor the facts.
func TestTotalsFilterAsTheirPages(t *testing.T) {
	queries := loadQueries()
	filters := func(text string) []string {
		var clauses []string
		for line := range strings.Lines(text) {
			if clause, ok := strings.CutPrefix(strings.TrimSpace(line), putIn); ok && !strings.HasPrefix(clause, "backward ") {
				clauses = append(clauses, clause)
			}
		}
		return clauses
	}
	totals := 0
	for name, text := range queries {
		if page, ok := strings.CutSuffix(name, "_total"); ok {
			totals++
			if diff := cmp.Diff(filters(queries[page]), filters(text)); diff != "" {
				t.Errorf("%s (-page +total):\n%s", name, diff)
			}
		}
	}
	if totals < 28 {
		t.Errorf("only %d totals were compared", totals)
	}
}

// TestPlansWithoutIndexes checks that an import finds what it derived from a contract by the
// contract, even while the indexes are dropped. Otherwise each part of a large import would read
// everything that the parts before it wrote.
func TestPlansWithoutIndexes(t *testing.T) {
	s := filled(t, 10)
	err := s.write(t.Context(), "test", func(w *writer) error {
		var drops []string
		err := w.query(t.Context(), "contract_indexes", nil, func(r row) error {
			drops = append(drops, r.Text("drop_it"))
			return nil
		})
		if err != nil {
			return err
		}
		if len(drops) == 0 {
			t.Error("nothing is dropped")
		}
		return w.build(t.Context(), drops)
	})
	if err != nil {
		t.Fatal(err)
	}
	removals := 0
	for text := range strings.SplitSeq(switched(s.queries["derive_contracts"], nil), ";\n") {
		if !strings.HasPrefix(strings.TrimSpace(text), "DELETE") {
			continue
		}
		removals++
		s.queries["removal"] = text
		if steps := plan(t, s, ask("removal", nil)); !strings.HasPrefix(steps, "SEARCH") {
			t.Errorf("%s\n%s", text, steps)
		}
	}
	if removals == 0 {
		t.Error("nothing is removed")
	}
}
