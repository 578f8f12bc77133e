package estate

import (
	"slices"
	"strings"
)

// ID is the global, opaque identifier of a thing: "Kind:key" in plain text, fixed
// when the thing is created and never rebuilt from what is learnt later (RULES 6).
type ID string

// Kind is the noun an ID names.
type Kind string

// The kinds of thing that have an ID.
const (
	KindBorough     Kind = "Borough"
	KindPartnership Kind = "Partnership"
	KindService     Kind = "Service"
	KindSystem      Kind = "System"
	KindDeployment  Kind = "Deployment"
	KindSupplier    Kind = "Supplier"
	KindFramework   Kind = "Framework"
	KindContract    Kind = "Contract"
	KindNotice      Kind = "Notice"
	KindSource      Kind = "Source"
	KindEvidence    Kind = "Evidence"
	KindDecision    Kind = "Decision"
)

// Kinds are all of them, in the order in which facts refer to each other.
var Kinds = []Kind{
	KindSource, KindBorough, KindPartnership, KindService, KindSupplier,
	KindSystem, KindFramework, KindContract, KindNotice, KindDeployment, KindEvidence,
	KindDecision,
}

// MakeID joins a kind and a key.
func MakeID(k Kind, key string) ID { return ID(string(k) + ":" + key) }

// Kind is the part before the colon; empty if the ID is malformed.
func (id ID) Kind() Kind {
	k, _, ok := strings.Cut(string(id), ":")
	if !ok {
		return ""
	}
	return Kind(k)
}

// Key is the part after the colon.
func (id ID) Key() string {
	_, key, _ := strings.Cut(string(id), ":")
	return key
}

// ParseID checks the form of an ID, and its kind if any are wanted.
// It does not look whether the thing exists.
func ParseID(s string, want ...Kind) (ID, error) {
	id := ID(s)
	if known := slices.Contains(Kinds, id.Kind()) || id.Kind() == KindBatch; !known || id.Key() == "" || len(s) > 300 {
		return "", Invalidf("%q is not an id: take one from the id field of an answer, such as Borough:E09000007", abbreviate(s))
	}
	if len(want) > 0 && !slices.Contains(want, id.Kind()) {
		return "", Invalidf("%q names the kind %s; an id of the kind %s is needed here", s, id.Kind(), joinKinds(want))
	}
	return id, nil
}

func joinKinds(ks []Kind) string {
	var b strings.Builder
	for i, k := range ks {
		if i > 0 {
			b.WriteString(" or ")
		}
		b.WriteString(string(k))
	}
	return b.String()
}

// abbreviate keeps an echo of user text short enough to read in a message.
func abbreviate(s string) string {
	r := []rune(s)
	if len(r) <= 60 {
		return s
	}
	return string(r[:60]) + "…"
}

// KindBatch is the kind of a Batch's id. A batch is no fact: it is not among Kinds.
const KindBatch Kind = "Batch"
