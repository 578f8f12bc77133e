package estate

import "context"

// Deployment is one borough's use of one system for one or more services.
type Deployment struct {
	ID       ID   `json:"id"`
	Borough  ID   `json:"borough"`
	System   ID   `json:"system"`
	Services []ID `json:"services"`
	// StartDate and EndDate are the stated first and last day of use.
	StartDate StatedDate `json:"startDate,omitempty"`
	EndDate   StatedDate `json:"endDate,omitempty"`
	// ReplacedOn is the date of a later reading by which, a source says, the system had changed. It
	// bounds the date of the change and is not that date.
	ReplacedOn StatedDate `json:"replacedOn,omitempty"`
	// ReplacedBy is the deployment that replaced this one, if known.
	ReplacedBy ID `json:"replacedBy,omitempty"`
	// Planned reports that a source announces the deployment. It is not in use before StartDate.
	Planned bool `json:"planned,omitempty"`
	// Hosting is as stated, for example "supplier cloud" or "on premises"; empty if unknown.
	Hosting string `json:"hosting,omitempty"`
	// Contracts are those it runs under, if a source links them.
	Contracts []ID `json:"contracts"`
	// Integrations are the other systems that a source says this one is linked with in this
	// borough.
	Integrations []Integration `json:"integrations,omitempty"`

	Reading Reading `json:"reading,omitzero"` // stored: the dates of its evidence
	Cohort  *Cohort `json:"-"`
}

// DeploymentStatus is the state of a deployment on a day. Empty means that nothing is claimed for
// that day.
type DeploymentStatus string

// The statuses of a deployment. Questions count LIVE.
const (
	StatusLive    DeploymentStatus = "LIVE"
	StatusPlanned DeploymentStatus = "PLANNED"
	StatusRetired DeploymentStatus = "RETIRED"
	StatusStale   DeploymentStatus = "STALE"
)

// DeploymentStatuses are all of them.
var DeploymentStatuses = []DeploymentStatus{StatusLive, StatusPlanned, StatusRetired, StatusStale}

// StatusOn returns the deployment's status as of a day (RULES 1). A deployment holds from its
// stated start, else from its first reading, until its stated end or the reading that shows it
// replaced. If it has nothing but old readings it is STALE.
func StatusOn(d *Deployment, asOf Date) DeploymentStatus {
	start, read := d.StartDate.First(), d.Reading.Earliest
	if start == "" && d.EndDate == "" && read == "" {
		return StatusStale
	}
	gone := d.goneFrom()
	switch {
	case gone != "" && gone <= asOf:
		return StatusRetired
	case start != "" && asOf < start:
		if read != "" && read <= asOf {
			return StatusPlanned
		}
		return ""
	case start == "" && read != "" && asOf < read:
		return ""
	case d.EndDate == "" && staleOn(d.staleFrom(), asOf):
		return StatusStale
	case start == "" && d.Planned:
		return StatusPlanned
	}
	return StatusLive
}

// StatusSpans returns the deployment's statuses over all days, without the days for which nothing
// is claimed.
func StatusSpans(d *Deployment) []Span[DeploymentStatus] {
	edges := []Date{d.StartDate.First(), d.Reading.Earliest, d.goneFrom(), d.staleFrom()}
	var claimed []Span[DeploymentStatus]
	for _, s := range spansOf(edges, func(day Date) DeploymentStatus { return StatusOn(d, day) }) {
		if s.Value != "" {
			claimed = append(claimed, s)
		}
	}
	return claimed
}

// goneFrom returns the first day on which it is no longer in use: the day after the stated end, or
// the day of the reading that shows it replaced.
func (d *Deployment) goneFrom() Date {
	end, replaced := d.EndDate.Last().AddDays(1), d.ReplacedOn.Last()
	if end == "" || (replaced != "" && replaced < end) {
		return replaced
	}
	return end
}

func (d *Deployment) staleFrom() Date {
	if d.Reading.Newest == "" && d.StartDate != "" {
		return ""
	}
	return d.Reading.staleFrom()
}

// ReadOn returns the day of the newest dated evidence; empty if none is dated.
func (d *Deployment) ReadOn() Date { return d.Reading.Newest }

// ReadOnStated returns the same date as stated.
func (d *Deployment) ReadOnStated() StatedDate { return d.Reading.NewestStated }

// UnknownFields returns the names of the deployment's unknown fields.
func (d *Deployment) UnknownFields() []string {
	return unknown(
		field{"services", len(d.Services) > 0},
		field{"startDate", d.StartDate != ""},
		field{"endDate", d.EndDate != ""},
		field{"hosting", d.Hosting != ""},
		field{"contracts", len(d.Contracts) > 0},
	)
}

// DeploymentFilter selects deployments. A nil field does not filter; an empty list matches nothing.
type DeploymentFilter struct {
	Services []ID
	Statuses []DeploymentStatus // as of AsOf
	AsOf     Date
}

// Deployments reads deployments.
type Deployments interface {
	DeploymentsByID(ctx context.Context, ids []ID) (map[ID]*Deployment, error)
	// DeploymentsOf pages the deployments of each parent by system, then borough. Parents may be
	// boroughs, systems or partnerships, which have their members' deployments.
	DeploymentsOf(ctx context.Context, parents []ID, f DeploymentFilter, w Window) (map[ID]Page[*Deployment], error)
}

// integrationFault returns why a deployment's integrations can't be used, or "" if they can.
func integrationFault(d *Deployment) string {
	seen := map[ID]bool{"": true, d.System: true}
	for _, i := range d.Integrations {
		if seen[i.System] {
			return "an integration needs another system than its own, and each only once"
		}
		seen[i.System] = true
	}
	return ""
}

func (d *Deployment) cohort() **Cohort { return &d.Cohort }

// DeploymentKey returns the sort key of a deployment: by system, then borough.
func DeploymentKey(d *Deployment, system *System, borough *Borough) string {
	return Fold(system.Name) + keySeparator + Fold(borough.Name) + keySeparator + string(d.ID)
}
