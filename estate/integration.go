package estate

import "context"

// Integration is a link that a source states between the system of a deployment and
// another system, in that borough.
type Integration struct {
	System ID `json:"system"`
	// What is said of it, as stated: "re-sending from Echo to Dynamics"; empty where a source only says that there is one.
	What string `json:"what,omitempty"`
	// Inferred: the source implies it and does not state it.
	Inferred bool `json:"inferred,omitempty"`
}

// Integrations reads which systems are linked where.
type Integrations interface {
	// IntegrationsOf returns the integrations of each system, whichever of the two a source
	// names first: by the other system's name, then the borough's, then the deployment.
	IntegrationsOf(ctx context.Context, systems []ID) (map[ID][]*SystemIntegration, error)
}

// SystemIntegration is an Integration as one of the two systems has it.
type SystemIntegration struct {
	Integration    // its System is the one that the deployment's facts name
	Borough     ID `json:"borough"`
	Deployment  ID `json:"deployment"`
	Other       ID `json:"other"` // the other of the two systems

	Cohort *Cohort `json:"-"`
}

func (i *SystemIntegration) cohort() **Cohort { return &i.Cohort }

// Field is the path of the integration among the deployment's evidence.
func (i *SystemIntegration) Field() string { return "integrations[" + i.System.Key() + "]" }
