package graph_test

import (
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"boroughgraph/estate"
	"boroughgraph/estate/storetest"
	"boroughgraph/graph"
	"boroughgraph/graph/shape"
	"boroughgraph/sqlite"

	"github.com/google/go-cmp/cmp"
)

// bundledTimeline returns the function that draws pictures of the bundled facts.
func bundledTimeline(t *testing.T) func(group estate.ID, asked string) (string, error) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close(t.Context()) })
	if report, err := store.Apply(t.Context(), storetest.Import(bundledFacts(t))); err != nil || len(report.Rejected) > 0 {
		t.Fatalf("apply: %v, %v", report, err)
	}
	draw := graph.Timeline(store, func() estate.Date { return "2026-11-23" })
	return func(group estate.ID, asked string) (string, error) {
		values, err := url.ParseQuery(asked)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := draw(t.Context(), group, values)
		return string(picture), err
	}
}

// TestTimelines compares the pictures in docs with the answers. The flag -update redraws them.
func TestTimelines(t *testing.T) {
	draw := bundledTimeline(t)
	for name, test := range map[string]struct {
		group estate.ID
		says  string
	}{
		"joint-buying.svg":           {"System:idox-directory", "Hackney, Havering can start together from 2028-03-02 to 2028-10-01, best on 2028-04-01."},
		"joint-buying-microsoft.svg": {"System:microsoft-licences", "Tower Hamlets: no end is known"},
	} {
		got, err := draw(test.group, "asOf=2026-11-23")
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("..", "docs", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-docs +drawn):\n%s", name, diff)
		}
		if !strings.Contains(got, test.says) {
			t.Errorf("%s does not say %q", name, test.says)
		}
		wellFormed(t, got)
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not XML: %v", err)
		}
	}
}

func TestTimelineRefusals(t *testing.T) {
	draw := bundledTimeline(t)
	for name, test := range map[string]struct {
		group estate.ID
		asked string
		code  estate.Code
		says  string
	}{
		"an unknown argument":        {"System:idox-directory", "borough=camden", estate.CodeInvalid, "there is no argument borough"},
		"a tolerance out of range":   {"System:idox-directory", "toleranceMonths=600", estate.CodeInvalid, "between 0 and 24"},
		"not a number":               {"System:idox-directory", "minBoroughs=two", estate.CodeInvalid, "not a whole number"},
		"an impossible day":          {"System:idox-directory", "asOf=23/11/2026", estate.CodeInvalid, "not a date"},
		"a range reversed round":     {"System:idox-directory", "from=2029-01-01&to=2028-01-01", estate.CodeInvalid, "is after"},
		"not a term":                 {"System:idox-directory", "terms=RUNNING", estate.CodeInvalid, "is not one of"},
		"a borough that there isn't": {"System:idox-directory", "boroughs=atlantis", estate.CodeNotFound, "atlantis"},
		"another kind of thing":      {"Borough:E09000007", "", estate.CodeInvalid, "not a system, supplier or service"},
		"a system that there isn't":  {"System:none-such", "", estate.CodeNotFound, "no borough is known"},
	} {
		_, err := draw(test.group, test.asked)
		e, ok := errors.AsType[*estate.Error](err)
		if !ok || e.Code != test.code || !strings.Contains(e.Message, test.says) {
			t.Errorf("%s: %v, want %s with %q", name, err, test.code, test.says)
		}
	}
}

// TestTimelineOfAnAnswer checks that the address in an answer leads to its picture.
func TestTimelineOfAnAnswer(t *testing.T) {
	draw := bundledTimeline(t)
	for _, group := range []estate.ID{"System:idox-directory", "Supplier:idox", "Service:parking"} {
		by, _ := estate.GroupByOf(group)
		o := &estate.Opportunity{Group: group, Query: estate.CollaborationQuery{
			Scope: estate.Scope{AsOf: "2026-11-23", Boroughs: []estate.ID{"Borough:E09000012", "Borough:E09000016"}, Terms: []estate.Term{estate.TermInTerm}},
			By:    by, MinBoroughs: 2, From: "2026-11-23", To: "2031-11-23", ToleranceMonths: 3, LeadTimeMonths: 6,
		}}
		address, err := url.Parse(shape.TimelineOf(o))
		if err != nil {
			t.Fatal(err)
		}
		if got := "/opportunities/" + string(group) + ".svg"; address.Path != got {
			t.Errorf("the path is %s, want %s", address.Path, got)
		}
		if _, err := draw(group, address.RawQuery); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}
