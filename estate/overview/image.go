package overview

import (
	"encoding/binary"
	"errors"
	"slices"
	"sync"

	"boroughgraph/estate"
)

// Image holds the buckets of a store in memory. It is safe for concurrent use.
type Image struct {
	mu      sync.RWMutex
	names   *names
	buckets [Buckets]bucket
	nouns   []*noun // by ref; nil for other texts
	size    int     // of all buckets, in bytes
	newest  int64
}

type bucket struct {
	version     int64
	size        int
	contracts   []contract
	deployments []deployment
	nouns       []ref
}

// NewImage returns an Image without buckets.
func NewImage() *Image { return &Image{names: newNames()} }

// Version returns the newest version of the buckets in the Image; 0 if there are none.
func (im *Image) Version() int64 {
	im.mu.RLock()
	defer im.mu.RUnlock()
	return im.newest
}

// Bucket is a bucket as a store keeps it. A later change to it has a higher version.
type Bucket struct {
	Number  int
	Version int64
	Content []byte
}

// Update takes in buckets, except those that the Image has in a newer version. It reports whether
// the Image may be used: it may not if the buckets are larger than MostBytes. After an error the
// Image is empty and at version 0, so that no question is answered from a part of the buckets.
func (im *Image) Update(changed []Bucket) (usable bool, err error) {
	im.mu.Lock()
	defer im.mu.Unlock()
	for _, b := range changed {
		if b.Number < 0 || b.Number >= Buckets {
			im.clear()
			return false, errDamaged
		}
		if b.Version <= im.buckets[b.Number].version {
			continue
		}
		if err := im.replace(b); err != nil {
			im.clear()
			return false, err
		}
		im.newest = max(im.newest, b.Version)
	}
	return im.size <= MostBytes, nil
}

// clear removes all buckets.
func (im *Image) clear() {
	im.names, im.buckets, im.nouns, im.size, im.newest = newNames(), [Buckets]bucket{}, nil, 0, 0
}

func (im *Image) replace(b Bucket) error {
	old := &im.buckets[b.Number]
	for _, r := range old.nouns {
		im.nouns[r] = nil
	}
	im.size += len(b.Content) - old.size
	fresh := bucket{version: b.Version, size: len(b.Content)}
	u := unpacker{b: b.Content, names: im.names, room: &room{}}
	for len(u.b) > 0 && u.err == nil {
		id := u.bytes()
		content := unpacker{b: u.bytes(), names: im.names, room: u.room}
		switch kind := estate.ID(id).Kind(); kind {
		case estate.KindContract:
			fresh.contracts = append(fresh.contracts, content.contract(estate.ID(id)))
		case estate.KindDeployment:
			fresh.deployments = append(fresh.deployments, content.deployment(estate.ID(id)))
		default:
			r := im.names.of(id)
			n := content.noun()
			if kind == estate.KindBorough {
				n.readings = content.refs()
			}
			for len(im.nouns) <= int(r) {
				im.nouns = append(im.nouns, nil)
			}
			im.nouns[r] = &n
			fresh.nouns = append(fresh.nouns, r)
		}
		u.err = errors.Join(u.err, content.err)
	}
	for len(im.nouns) < len(im.names.texts) {
		im.nouns = append(im.nouns, nil)
	}
	*old = fresh
	return u.err
}

type unpacker struct {
	b     []byte
	names *names
	room  *room
	err   error
}

// room holds the lists of a bucket's nouns. One allocation serves many lists, because they are
// freed together.
type room struct {
	refs  []ref
	terms []span[term]
	exits []span[exit]
	spans []span[ref]
}

// take returns a list of n out of some room, and makes more room if there is too little.
func take[T any](from *[]T, n int64) []T {
	const atATime = 1024
	if int64(len(*from)) < n {
		*from = make([]T, max(n, atATime))
	}
	list := (*from)[:n:n]
	*from = (*from)[n:]
	return list
}

var errDamaged = errors.New("a bucket of the overview is damaged")

func (u *unpacker) number() int64 {
	n, size := binary.Varint(u.b)
	if size <= 0 {
		u.b, u.err = nil, errDamaged
		return 0
	}
	u.b = u.b[size:]
	return n
}

func (u *unpacker) day() day { return day(u.number()) }

func (u *unpacker) bytes() []byte {
	n, size := binary.Uvarint(u.b)
	if size <= 0 || n > uint64(len(u.b)-size) {
		u.b, u.err = nil, errDamaged
		return nil
	}
	text := u.b[size : size+int(n)]
	u.b = u.b[size+int(n):]
	return text
}

func (u *unpacker) ref() ref { return u.names.of(u.bytes()) }

func (u *unpacker) flag() bool {
	if len(u.b) == 0 {
		u.err = errDamaged
		return false
	}
	f := u.b[0] == 1
	u.b = u.b[1:]
	return f
}

func (u *unpacker) refs() []ref {
	refs := take(&u.room.refs, u.count())
	for i := range refs {
		refs[i] = u.ref()
	}
	return refs
}

// count returns the length of a list, which cannot be longer than what is left to read.
func (u *unpacker) count() int64 {
	n := u.number()
	if n < 0 || n > int64(len(u.b)) {
		u.b, u.err = nil, errDamaged
		return 0
	}
	return n
}

func (u *unpacker) contract(id estate.ID) contract {
	c := contract{id: id, boroughs: u.refs(), suppliers: u.refs(), systems: u.refs(), services: u.refs()}
	c.terms = take(&u.room.terms, u.count())
	for i := range c.terms {
		c.terms[i] = span[term]{value: term{name: u.ref(), counted: u.flag()}, from: u.day(), to: u.day()}
	}
	c.exits = take(&u.room.exits, u.count())
	for i := range c.exits {
		c.exits[i] = span[exit]{value: exit{kind: u.ref(), date: u.day()}, from: u.day(), to: u.day()}
	}
	c.unknown = u.refs()
	if c.priced = u.flag(); c.priced {
		c.pence = u.number()
	}
	c.vat, c.endKnown, c.withheld, c.readings = u.ref(), u.flag(), u.flag(), u.refs()
	return c
}

func (u *unpacker) deployment(id estate.ID) deployment {
	d := deployment{id: id, borough: u.ref(), system: u.ref(), services: u.refs(), statuses: u.spans()}
	d.unknown, d.readings = u.refs(), u.refs()
	return d
}

func (u *unpacker) noun() noun {
	n := noun{byName: string(u.bytes()), facts: string(u.bytes()), area: -1}
	if area := u.bytes(); len(area) > 0 {
		n.area = u.names.of(area)
	}
	n.spans = u.spans()
	return n
}

func (u *unpacker) spans() []span[ref] {
	spans := take(&u.room.spans, u.count())
	for i := range spans {
		spans[i] = span[ref]{value: u.ref(), from: u.day(), to: u.day()}
	}
	return spans
}

// noun returns a noun by its number; nil if there is none.
func (im *Image) noun(r ref) *noun {
	if int(r) < len(im.nouns) {
		return im.nouns[r]
	}
	return nil
}

// set is a set of texts; nil has all of them.
type set map[ref]bool

// setOf returns the numbers of some ids; nil for nil.
func setOf[T ~string](im *Image, ids []T) set {
	if ids == nil {
		return nil
	}
	found := set{}
	for _, id := range ids {
		if r, ok := im.names.find(string(id)); ok {
			found[r] = true
		}
	}
	return found
}

// servicesOf returns services with those in the service areas among them; nil for nil.
func (im *Image) servicesOf(ids []estate.ID) set {
	asked := setOf(im, ids)
	if asked == nil {
		return nil
	}
	within := set{}
	for r, n := range im.nouns {
		if asked[ref(r)] || n != nil && n.area >= 0 && asked[n.area] {
			within[ref(r)] = true
		}
	}
	return within
}

// any reports whether one of some texts is in the set.
func (s set) any(refs []ref) bool {
	return s == nil || slices.ContainsFunc(refs, func(r ref) bool { return s[r] })
}
