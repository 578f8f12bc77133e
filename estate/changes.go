package estate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// Changes is a set of facts to merge into a Store by natural key. Its JSON form is the project's
// own facts form: one object per line, each with one noun.
type Changes struct {
	Sources      []*Source      `json:"sources,omitempty"`
	Boroughs     []*Borough     `json:"boroughs,omitempty"`
	Partnerships []*Partnership `json:"partnerships,omitempty"`
	Services     []*Service     `json:"services,omitempty"`
	Suppliers    []*Supplier    `json:"suppliers,omitempty"`
	Systems      []*System      `json:"systems,omitempty"`
	Frameworks   []*Framework   `json:"frameworks,omitempty"`
	Contracts    []*Contract    `json:"contracts,omitempty"`
	Notices      []*Notice      `json:"notices,omitempty"`
	Deployments  []*Deployment  `json:"deployments,omitempty"`
	Evidence     []*Evidence    `json:"evidence,omitempty"`
	Decisions    []*Decision    `json:"decisions,omitempty"`
	Releases     []*Release     `json:"releases,omitempty"`
	// Removed are things to remove. Something that another fact still refers to is kept, and its
	// removal is rejected.
	Removed []ID `json:"removed,omitempty"`
}

// Fact is one noun of a set of Changes.
type Fact struct {
	Kind  Kind
	ID    ID
	Value any // *Borough, *Contract ...
}

// Facts returns all nouns in the order of Kinds. A fact comes after the facts that it refers to,
// except for references within one kind, such as successors and service areas.
func (c *Changes) Facts() []Fact {
	var fs []Fact
	for _, s := range c.Sources {
		fs = append(fs, Fact{KindSource, s.ID, s})
	}
	for _, b := range c.Boroughs {
		fs = append(fs, Fact{KindBorough, b.ID, b})
	}
	for _, p := range c.Partnerships {
		fs = append(fs, Fact{KindPartnership, p.ID, p})
	}
	for _, s := range c.Services {
		fs = append(fs, Fact{KindService, s.ID, s})
	}
	for _, s := range c.Suppliers {
		fs = append(fs, Fact{KindSupplier, s.ID, s})
	}
	for _, s := range c.Systems {
		fs = append(fs, Fact{KindSystem, s.ID, s})
	}
	for _, f := range c.Frameworks {
		fs = append(fs, Fact{KindFramework, f.ID, f})
	}
	for _, k := range c.Contracts {
		fs = append(fs, Fact{KindContract, k.ID, k})
	}
	for _, n := range c.Notices {
		fs = append(fs, Fact{KindNotice, n.ID, n})
	}
	for _, d := range c.Deployments {
		fs = append(fs, Fact{KindDeployment, d.ID, d})
	}
	for _, e := range c.Evidence {
		fs = append(fs, Fact{KindEvidence, e.ID, e})
	}
	for _, d := range c.Decisions {
		fs = append(fs, Fact{KindDecision, d.ID, d})
	}
	for _, r := range c.Releases {
		fs = append(fs, Fact{KindRelease, r.ID, r})
	}
	return fs
}

// Text returns the canonical JSON of a fact as stated, without the fields that a Store derives.
// Equal facts have equal texts.
func (f Fact) Text() string {
	v := f.Value
	switch n := v.(type) {
	case *Contract:
		bare := *n
		bare.Reading, bare.Predecessor, bare.Succession = Reading{}, "", ""
		v = &bare
	case *Deployment:
		bare := *n
		bare.Reading = Reading{}
		v = &bare
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // nouns are plain data and always encode
	}
	return string(b)
}

// Digest returns a fingerprint of a fact's Text.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// Report says what Apply changed.
type Report struct {
	Created   map[Kind]int
	Updated   map[Kind]int
	Unchanged map[Kind]int
	Removed   map[Kind]int
	Rejected  []Rejection
	// Batch is the batch that was recorded; empty if nothing changed, and for a dry run.
	Batch ID
}

// Rejection is a fact that could not be used, and why.
type Rejection struct {
	ID     ID
	Reason string
}

// References returns the ids that the changes refer to, sorted, each once.
func (c *Changes) References() []ID {
	var ids []ID
	for _, f := range c.Facts() {
		for _, ref := range references(f) {
			ids = append(ids, ref.id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// reference is an id that a fact needs to exist, and the kind that it must have; "" allows any
// kind.
type reference struct {
	id   ID
	kind Kind
}

// references returns what a fact refers to.
func references(f Fact) []reference {
	var refs []reference
	add := func(kind Kind, ids ...ID) {
		for _, id := range ids {
			if id != "" {
				refs = append(refs, reference{id, kind})
			}
		}
	}
	switch n := f.Value.(type) {
	case *Partnership:
		add(KindBorough, n.Members...)
	case *Service:
		add(KindService, n.Area)
	case *Supplier:
		for _, e := range n.Events {
			add(KindSupplier, e.Other)
		}
	case *System:
		for _, m := range n.Makers {
			add(KindSupplier, m.Supplier)
		}
	case *Contract:
		for _, p := range n.Parties {
			add(KindBorough, p.Borough)
		}
		for _, s := range n.Suppliers {
			add(KindSupplier, s.Supplier)
		}
		add(KindSystem, n.Systems...)
		add(KindService, n.Services...)
		add(KindContract, n.Successor)
		add(KindFramework, n.CalledOff)
	case *Framework:
		add(KindBorough, n.Boroughs...)
		add(KindSupplier, n.Suppliers...)
	case *Notice:
		for _, p := range n.Parties {
			add(KindBorough, p.Borough)
		}
		add(KindSupplier, n.Suppliers...)
		add(KindSystem, n.Systems...)
		add(KindService, n.Services...)
		add(KindFramework, n.Frameworks...)
		add(KindContract, n.Contracts...)
	case *Deployment:
		add(KindBorough, n.Borough)
		add(KindSystem, n.System)
		add(KindDeployment, n.ReplacedBy)
		add(KindService, n.Services...)
		add(KindContract, n.Contracts...)
		for _, i := range n.Integrations {
			add(KindSystem, i.System)
		}
	case *Evidence:
		add("", n.Subject)
		add(KindSource, n.Source)
	}
	return refs
}

// fault returns why a fact can't be used, judged on its own, or "" if it can.
func fault(f Fact) string {
	if f.ID.Kind() != f.Kind || f.ID.Key() == "" {
		return "its id is not of the form " + string(f.Kind) + ":key"
	}
	switch n := f.Value.(type) {
	case *Borough:
		if n.GSSCode != f.ID.Key() || n.Slug == "" || n.Name == "" {
			return "a borough needs a GSS code equal to its id's key, a slug and a name"
		}
	case *Service:
		if n.Area == n.ID {
			return "a service cannot be its own area"
		}
	case *Framework:
		return n.fault()
	case *Contract:
		return contractFault(n)
	case *Notice:
		return n.fault()
	case *Deployment:
		if n.Borough == "" || n.System == "" {
			return "a deployment needs a borough and a system"
		}
		if n.StartDate != "" && n.EndDate != "" && n.EndDate.Last() < n.StartDate.First() {
			return "its end " + string(n.EndDate) + " is before its start " + string(n.StartDate)
		}
		return integrationFault(n)
	case *Evidence:
		if n.Subject == "" || n.Source == "" || n.Field == "" {
			return "evidence needs a subject, a field and a source"
		}
		if scheme := otherScheme(n.Address); scheme != "" {
			return "its address begins with " + scheme + " and would not be safe to follow; give one that begins with https: or http:, or a place in words"
		}
	case *Decision:
		return n.fault()
	case *Release:
		return n.fault()
	}
	return ""
}
