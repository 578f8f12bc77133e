package estate

import "context"

// Uses reads which boroughs use which systems for which services as of a day. A use is a LIVE
// deployment, or a contract whose term questions count (RULES 2).
type Uses interface {
	// SystemsUsed pages, by name, the systems of each parent. A borough has those that it runs or
	// has a contract for, and a service those used for it. A service area stands for its services.
	SystemsUsed(ctx context.Context, parents []ID, asOf Date, w Window) (map[ID]Page[*System], error)
	// ServicesUsed pages, by area, then name, the services for which each borough runs a system or
	// has a contract.
	ServicesUsed(ctx context.Context, boroughs []ID, asOf Date, w Window) (map[ID]Page[*Service], error)
	// BoroughsUsing pages, by name, the boroughs that run a system or have a contract for each
	// service. A service area stands for its services.
	BoroughsUsing(ctx context.Context, services []ID, asOf Date, w Window) (map[ID]Page[*Borough], error)
}
