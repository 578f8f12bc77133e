package estate

import (
	"context"
	"strings"
)

// Release holds the parts of an OCDS release that the importer reads. It is kept so that its
// contracting process can be read again, from all its releases, whenever another one is imported.
// So the facts about a process do not depend on the order or the number of imports (RULES 2).
//
// A release refers to nothing and nothing refers to it.
type Release struct {
	// ID is made from the ocid and the release's content by ReleaseID.
	ID   ID     `json:"id"`
	OCID string `json:"ocid"`
	// Release is the release's own id, and Date its date as published.
	Release string `json:"release,omitempty"`
	Date    string `json:"date,omitempty"`
	// All reports that the release was imported to be used whatever it is about.
	All bool `json:"all,omitempty"`
	// Source and Address are the publisher and the web address that the import was given for
	// releases that do not state their own.
	Source  string `json:"source,omitempty"`
	Address string `json:"address,omitempty"`
	// Data is the JSON that the importer reads, compressed with DEFLATE. It has no personal data.
	Data []byte `json:"data"`

	Cohort *Cohort `json:"-"`
}

// ReleaseID returns the id of a release of a process. digest is the fingerprint of what it says.
func ReleaseID(ocid, digest string) ID { return MakeID(KindRelease, ocid+"/"+digest) }

// ReleaseBounds returns exclusive bounds for the ids of the releases of a process.
func ReleaseBounds(ocid string) (first, last ID) {
	return MakeID(KindRelease, ocid+"/"), MakeID(KindRelease, ocid+"0") // 0 follows the slash
}

// fault returns why the release can't be used, or "" if it can.
func (r *Release) fault() string {
	switch {
	case r.OCID == "" || !strings.HasPrefix(r.ID.Key(), r.OCID+"/"):
		return "a release needs an ocid, and an id that begins with it"
	case len(r.Data) == 0:
		return "a release needs its data"
	}
	return ""
}

// Releases reads the releases that are kept.
type Releases interface {
	// ReleasesOf returns the kept releases of each contracting process, by id.
	ReleasesOf(ctx context.Context, ocids []string) (map[string][]*Release, error)
}

func (r *Release) cohort() **Cohort { return &r.Cohort }
