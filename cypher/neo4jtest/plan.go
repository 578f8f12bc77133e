package neo4jtest

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Plan returns the operators with which the server would run a statement, outermost first, each
// with its details: "NodeIndexSeek@neo4j RANGE INDEX s:System(id) WHERE id = $id".
func Plan(tb testing.TB, statement string, parameters map[string]any) []string {
	tb.Helper()
	URI(tb)
	ctx := tb.Context()
	session := shared.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: options().Database})
	defer session.Close(ctx)
	result, err := session.Run(ctx, "EXPLAIN "+statement, parameters)
	if err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		tb.Fatalf("%s: %v", statement, err)
	}
	var operators []string
	// The driver's Children returns the last child in place of each child (5.28: its loop shares
	// one variable, in a module from before Go 1.22). So this reads the db.Plan that the summary
	// holds.
	var walk func(reflect.Value)
	walk = func(p reflect.Value) {
		operator := p.FieldByName("Operator").String()
		if details := p.FieldByName("Arguments").MapIndex(reflect.ValueOf("Details")); details.IsValid() {
			operator += fmt.Sprint(" ", details)
		}
		operators = append(operators, operator)
		children := p.FieldByName("Children")
		for i := range children.Len() {
			walk(children.Index(i))
		}
	}
	walk(reflect.ValueOf(summary.Plan()).Elem().FieldByName("plan").Elem())
	return operators
}
