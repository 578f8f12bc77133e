package scalar

import (
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"boroughgraph/estate"
)

// MarshalLevel writes a Level.
func MarshalLevel(v estate.Level) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalLevel reads a Level.
func UnmarshalLevel(v any) (estate.Level, error) { return enum(v, estate.Levels) }

// MarshalTerm writes a Term; null where there is none.
func MarshalTerm(v estate.Term) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalTerm reads a Term.
func UnmarshalTerm(v any) (estate.Term, error) { return enum(v, estate.Terms) }

// MarshalExitKind writes an ExitKind.
func MarshalExitKind(v estate.ExitKind) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalExitKind reads an ExitKind.
func UnmarshalExitKind(v any) (estate.ExitKind, error) { return enum(v, estate.ExitKinds) }

// MarshalContractOrder writes a ContractOrder.
func MarshalContractOrder(v estate.ContractOrder) graphql.Marshaler {
	return MarshalString(string(v))
}

// UnmarshalContractOrder reads a ContractOrder.
func UnmarshalContractOrder(v any) (estate.ContractOrder, error) {
	return enum(v, estate.ContractOrders)
}

// MarshalDeploymentStatus writes a DeploymentStatus; null where nothing is claimed.
func MarshalDeploymentStatus(v estate.DeploymentStatus) graphql.Marshaler {
	return MarshalString(string(v))
}

// UnmarshalDeploymentStatus reads a DeploymentStatus.
func UnmarshalDeploymentStatus(v any) (estate.DeploymentStatus, error) {
	return enum(v, estate.DeploymentStatuses)
}

// MarshalCalendarUnit writes a CalendarUnit.
func MarshalCalendarUnit(v estate.CalendarUnit) graphql.Marshaler {
	return MarshalString(string(v))
}

// UnmarshalCalendarUnit reads a CalendarUnit.
func UnmarshalCalendarUnit(v any) (estate.CalendarUnit, error) {
	return enum(v, estate.CalendarUnits)
}

// MarshalMeasure writes a Measure.
func MarshalMeasure(v estate.Measure) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalMeasure reads a Measure.
func UnmarshalMeasure(v any) (estate.Measure, error) { return enum(v, estate.Measures) }

// enum reads one of the values, spelt exactly so.
func enum[T ~string](v any, all []T) (T, error) {
	if s, ok := v.(string); ok && slices.Contains(all, T(s)) {
		return T(s), nil
	}
	return "", estate.Invalidf("%s is none of %s", show(v), strings.Trim(fmt.Sprint(all), "[]"))
}
