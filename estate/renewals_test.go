package estate

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOptionsLeft(t *testing.T) {
	option := func(s ExtensionState) Extension { return Extension{Months: 12, State: s} }
	two := []Extension{option(ExtensionAvailable), option(ExtensionUnknown)}
	tests := map[string]struct {
		options    []Extension
		succession Date
		toTake     *int
		want       *int
	}{
		"at the end both are left":                       {two, "", new(0), new(2)},
		"after the first one is left":                    {two, "", new(1), new(1)},
		"after both, no option is left":                  {two, "", new(2), new(0)},
		"taken and lapsed ones do not count":             {[]Extension{option(ExtensionTaken), option(ExtensionLapsed), option(ExtensionUnknown)}, "", new(0), new(1)},
		"known to have no options":                       {[]Extension{}, "", new(0), new(0)},
		"unknown options are unknown":                    {nil, "", new(0), nil},
		"where only the latest end is stated":            {two, "", nil, nil},
		"no option is left once the successor has begun": {two, "2026-11-23", new(0), new(0)},
		"the successor of tomorrow takes nothing away":   {two, "2026-11-24", new(0), new(2)},
		"an exit beyond what is open leaves nothing":     {two[:1], "", new(2), new(0)},
		"an option taken before does not count as left":  {[]Extension{option(ExtensionTaken), option(ExtensionAvailable)}, "", new(1), new(0)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := &Contract{Extensions: tt.options, Succession: tt.succession}
			got := c.OptionsLeft(&ExitPoint{OptionsToTake: tt.toTake}, "2026-11-23")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
