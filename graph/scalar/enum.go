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

// MarshalTerm writes a Term. An empty Term is null.
func MarshalTerm(v estate.Term) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalTerm reads a Term.
func UnmarshalTerm(v any) (estate.Term, error) { return enum(v, estate.Terms) }

// MarshalExitKind writes an ExitKind.
func MarshalExitKind(v estate.ExitKind) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalExitKind reads an ExitKind.
func UnmarshalExitKind(v any) (estate.ExitKind, error) { return enum(v, estate.ExitKinds) }

// MarshalGroupBy writes a GroupBy.
func MarshalGroupBy(v estate.GroupBy) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalGroupBy reads a GroupBy.
func UnmarshalGroupBy(v any) (estate.GroupBy, error) { return enum(v, estate.GroupBys) }

// MarshalContractOrder writes a ContractOrder.
func MarshalContractOrder(v estate.ContractOrder) graphql.Marshaler {
	return MarshalString(string(v))
}

// UnmarshalContractOrder reads a ContractOrder.
func UnmarshalContractOrder(v any) (estate.ContractOrder, error) {
	return enum(v, estate.ContractOrders)
}

// MarshalContractProperty writes a ContractProperty.
func MarshalContractProperty(v estate.ContractProperty) graphql.Marshaler {
	return MarshalString(string(v))
}

// UnmarshalContractProperty reads a ContractProperty.
func UnmarshalContractProperty(v any) (estate.ContractProperty, error) {
	return enum(v, estate.ContractProperties)
}

// MarshalDeploymentStatus writes a DeploymentStatus. It is null if nothing is claimed about the
// day.
func MarshalDeploymentStatus(v estate.DeploymentStatus) graphql.Marshaler {
	return MarshalString(string(v))
}

// UnmarshalDeploymentStatus reads a DeploymentStatus.
func UnmarshalDeploymentStatus(v any) (estate.DeploymentStatus, error) {
	return enum(v, estate.DeploymentStatuses)
}

// MarshalLeverageKind writes a LeverageKind.
func MarshalLeverageKind(v estate.LeverageKind) graphql.Marshaler {
	return MarshalString(string(v))
}

// UnmarshalLeverageKind reads a LeverageKind.
func UnmarshalLeverageKind(v any) (estate.LeverageKind, error) {
	return enum(v, estate.LeverageKinds)
}

// MarshalCalendarUnit writes a CalendarUnit.
func MarshalCalendarUnit(v estate.CalendarUnit) graphql.Marshaler {
	return MarshalString(string(v))
}

// UnmarshalCalendarUnit reads a CalendarUnit.
func UnmarshalCalendarUnit(v any) (estate.CalendarUnit, error) {
	return enum(v, estate.CalendarUnits)
}

// MarshalNodeKind writes a kind of noun in the schema's spelling.
func MarshalNodeKind(v estate.Kind) graphql.Marshaler { return MarshalString(nodeKind(v)) }

// UnmarshalNodeKind reads a kind of noun that can be searched for.
func UnmarshalNodeKind(v any) (estate.Kind, error) {
	names := make([]string, len(estate.SearchKinds))
	for i, kind := range estate.SearchKinds {
		names[i] = nodeKind(kind)
	}
	name, err := enum(v, names)
	if err != nil {
		return "", err
	}
	return estate.SearchKinds[slices.Index(names, name)], nil
}

func nodeKind(kind estate.Kind) string { return strings.ToUpper(string(kind)) }

// MarshalNoticeStage writes a NoticeStage. It is null if the source does not say.
func MarshalNoticeStage(v estate.NoticeStage) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalNoticeStage reads a NoticeStage.
func UnmarshalNoticeStage(v any) (estate.NoticeStage, error) { return enum(v, estate.NoticeStages) }

// MarshalNameOrder writes a NameOrder.
func MarshalNameOrder(v estate.NameOrder) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalNameOrder reads a NameOrder.
func UnmarshalNameOrder(v any) (estate.NameOrder, error) { return enum(v, estate.NameOrders) }

// MarshalNoticeOrder writes a NoticeOrder.
func MarshalNoticeOrder(v estate.NoticeOrder) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalNoticeOrder reads a NoticeOrder.
func UnmarshalNoticeOrder(v any) (estate.NoticeOrder, error) { return enum(v, estate.NoticeOrders) }

// MarshalMeasure writes a Measure.
func MarshalMeasure(v estate.Measure) graphql.Marshaler { return MarshalString(string(v)) }

// UnmarshalMeasure reads a Measure.
func UnmarshalMeasure(v any) (estate.Measure, error) { return enum(v, estate.Measures) }

// enum reads one of the values, in exactly that spelling.
func enum[T ~string](v any, all []T) (T, error) {
	if s, ok := v.(string); ok && slices.Contains(all, T(s)) {
		return T(s), nil
	}
	return "", estate.Invalidf("%s is not one of %s", quoted(v), strings.Trim(fmt.Sprint(all), "[]"))
}
