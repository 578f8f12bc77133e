package estate

import "context"

// Uses reads which boroughs use which systems for which services as of a day: by a LIVE
// deployment, or by a contract whose term questions count (RULES 2).
type Uses interface {
	// SystemsUsed pages, by name, the systems of each parent: those that a borough runs or has a contract
	// for, those that are used for a service. An area stands for the services in it.
	SystemsUsed(ctx context.Context, parents []ID, asOf Date, w Window) (map[ID]Page[*System], error)
	// ServicesUsed pages, by area, then name, the services for which each borough runs a system or has a contract.
	ServicesUsed(ctx context.Context, boroughs []ID, asOf Date, w Window) (map[ID]Page[*Service], error)
	// BoroughsUsing pages, by name, the boroughs that run a system or have a contract for
	// each service. An area stands for the services in it.
	BoroughsUsing(ctx context.Context, services []ID, asOf Date, w Window) (map[ID]Page[*Borough], error)
}
