package estate

import (
	"slices"
	"strings"
)

// ID is the global, opaque identifier of a thing: "Kind:key" in plain text. It is fixed when the
// thing is created and does not change with what is learned later (RULES 6).
type ID string

// Kind is the noun that an ID belongs to.
type Kind string

// The kinds of things that have an ID.
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
	KindRelease     Kind = "Release"
)

// Kinds are all of them. Each comes after the kinds that its facts refer to.
var Kinds = []Kind{
	KindSource, KindBorough, KindPartnership, KindService, KindSupplier,
	KindSystem, KindFramework, KindContract, KindNotice, KindDeployment, KindEvidence,
	KindDecision, KindRelease,
}

// MakeID returns the id with a kind and a key.
func MakeID(k Kind, key string) ID { return ID(string(k) + ":" + key) }

// Kind returns the part before the colon; empty if the id is malformed.
func (id ID) Kind() Kind {
	k, _, ok := strings.Cut(string(id), ":")
	if !ok {
		return ""
	}
	return Kind(k)
}

// Key returns the part after the colon.
func (id ID) Key() string {
	_, key, _ := strings.Cut(string(id), ":")
	return key
}

// ParseID checks the form of an id and, if kinds are given, that it has one of them. It does not
// check that the thing exists.
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

// abbreviate shortens a user's text for use in an error message.
func abbreviate(s string) string {
	r := []rune(s)
	if len(r) <= 60 {
		return s
	}
	return string(r[:60]) + "…"
}

// KindBatch is the kind of a Batch's id. It is not in Kinds because a batch is not a fact.
const KindBatch Kind = "Batch"
