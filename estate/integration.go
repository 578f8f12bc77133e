package estate

import "context"

// Integration is a stated link between the system of a deployment and another system in that
// borough.
type Integration struct {
	System ID `json:"system"`
	// What is the stated description, for example "re-sending from Echo to Dynamics"; empty if the
	// source gives none.
	What string `json:"what,omitempty"`
	// Inferred reports that the source implies the link and does not state it.
	Inferred bool `json:"inferred,omitempty"`
}

// Integrations reads which systems are linked, and where.
type Integrations interface {
	// IntegrationsOf returns the integrations of each system, on either side of the link. They are
	// sorted by the other system's name, then the borough's, then the deployment.
	IntegrationsOf(ctx context.Context, systems []ID) (map[ID][]*SystemIntegration, error)
}

// SystemIntegration is an Integration seen from one of its two systems.
type SystemIntegration struct {
	Integration    // its System is the one that the deployment's facts name
	Borough     ID `json:"borough"`
	Deployment  ID `json:"deployment"`
	Other       ID `json:"other"` // the other of the two systems

	Cohort *Cohort `json:"-"`
}

func (i *SystemIntegration) cohort() **Cohort { return &i.Cohort }

// Field returns the integration's field path in the deployment's evidence.
func (i *SystemIntegration) Field() string { return "integrations[" + i.System.Key() + "]" }
