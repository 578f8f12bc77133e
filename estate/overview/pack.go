package overview

import (
	"encoding/binary"
	"maps"
	"slices"

	"boroughgraph/estate"
)

// Packed is the part of a noun that an Image holds, as bytes.
type Packed []byte

type packer struct{ b []byte }

func (p *packer) number(n int64)    { p.b = binary.AppendVarint(p.b, n) }
func (p *packer) day(d estate.Date) { p.number(int64(dayOf(d))) }

func (p *packer) text(s string) {
	p.b = binary.AppendUvarint(p.b, uint64(len(s)))
	p.b = append(p.b, s...)
}

func (p *packer) flag(f bool) {
	if f {
		p.b = append(p.b, 1)
	} else {
		p.b = append(p.b, 0)
	}
}

func texts[T ~string](p *packer, list []T) {
	once := make([]T, 0, len(list))
	for _, s := range list {
		if !slices.Contains(once, s) {
			once = append(once, s)
		}
	}
	p.number(int64(len(once)))
	for _, s := range once {
		p.text(string(s))
	}
}

// dayOf returns a date as a number; 0 for an unknown one.
func dayOf(d estate.Date) day {
	if len(d) != len("2026-11-23") {
		return 0
	}
	var n day
	for _, r := range d {
		if r != '-' {
			n = n*10 + day(r-'0')
		}
	}
	return n
}

// PackContract packs a contract with its readings, oldest first, and what is derived from it.
func PackContract(c *estate.Contract, readings []estate.ReadDate, d estate.ContractDerivation) Packed {
	p := &packer{b: make([]byte, 0, 320)}
	var boroughs, suppliers []estate.ID
	for _, party := range c.Parties {
		if party.Borough != "" {
			boroughs = append(boroughs, party.Borough)
		}
	}
	for _, s := range c.Suppliers {
		suppliers = append(suppliers, s.Supplier)
	}
	texts(p, boroughs)
	texts(p, suppliers)
	texts(p, c.Systems)
	texts(p, c.Services)
	p.number(int64(len(d.Terms)))
	for _, s := range d.Terms {
		p.text(string(s.Value.Term))
		p.flag(s.Value.Counted)
		p.day(s.From)
		p.day(s.To)
	}
	p.number(int64(len(d.ExitPoints)))
	for _, x := range d.ExitPoints {
		p.text(string(x.Kind))
		p.day(x.Date)
		p.day(x.From)
		p.day(x.To)
	}
	texts(p, c.UnknownFields())
	p.flag(d.AnnualPence != nil)
	if d.AnnualPence != nil {
		p.number(*d.AnnualPence)
	}
	vat := estate.VATUnknown
	if c.Value != nil && c.Value.VAT != "" {
		vat = c.Value.VAT
	}
	p.text(string(vat))
	p.flag(d.CountedEnd != "")
	p.flag(c.SuppliersWithheld)
	texts(p, readings)
	return p.b
}

// PackDeployment packs a deployment with its readings, oldest first.
func PackDeployment(d *estate.Deployment, readings []estate.ReadDate) Packed {
	p := &packer{}
	p.text(string(d.Borough))
	p.text(string(d.System))
	texts(p, d.Services)
	spans := estate.StatusSpans(d)
	p.number(int64(len(spans)))
	for _, s := range spans {
		p.text(string(s.Value))
		p.day(s.From)
		p.day(s.To)
	}
	texts(p, d.UnknownFields())
	texts(p, readings)
	return p.b
}

// PackBorough packs a borough with its readings, oldest first.
func PackBorough(b *estate.Borough, facts string, readings []estate.ReadDate) Packed {
	p := &packer{b: packNoun(estate.TextKey(b.Name, b.ID), facts, "", nil)}
	texts(p, readings)
	return p.b
}

// PackService packs a service.
func PackService(s *estate.Service) Packed { return packNoun("", "", s.Area, nil) }

// PackSupplier packs a supplier with the heads of its groups over time.
func PackSupplier(s *estate.Supplier, facts string, heads []estate.Span[estate.Membership]) Packed {
	spans := make([]estate.Span[estate.ID], len(heads))
	for i, h := range heads {
		spans[i] = estate.Span[estate.ID]{Value: h.Value.Head, From: h.From, To: h.To}
	}
	return packNoun(estate.TextKey(s.Name, s.ID), facts, "", spans)
}

// PackSystem packs a system with its makers over time.
func PackSystem(s *estate.System, facts string) Packed {
	var spans []estate.Span[estate.ID]
	for _, m := range estate.MakerSpans(s) {
		spans = append(spans, estate.Span[estate.ID]{Value: m.Value.Supplier, From: m.From, To: m.To})
	}
	return packNoun(estate.TextKey(s.Name, s.ID), facts, "", spans)
}

func packNoun(byName, facts string, area estate.ID, spans []estate.Span[estate.ID]) Packed {
	p := &packer{}
	p.text(byName)
	p.text(facts)
	p.text(string(area))
	p.number(int64(len(spans)))
	for _, s := range spans {
		p.text(string(s.Value))
		p.day(s.From)
		p.day(s.To)
	}
	return p.b
}

// Merge returns a bucket with some nouns replaced, added or, if they are nil, removed.
func Merge(bucket []byte, changes map[estate.ID]Packed) ([]byte, error) {
	merged := packer{b: make([]byte, 0, len(bucket))}
	u := unpacker{b: bucket}
	for len(u.b) > 0 && u.err == nil {
		id, content := u.bytes(), u.bytes()
		if _, changed := changes[estate.ID(id)]; !changed {
			merged.text(string(id))
			merged.text(string(content))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(changes)) {
		if content := changes[id]; content != nil {
			merged.text(string(id))
			merged.text(string(content))
		}
	}
	return merged.b, u.err
}

// Entries returns what a bucket holds of each noun.
func Entries(bucket []byte) (map[estate.ID]Packed, error) {
	entries := map[estate.ID]Packed{}
	u := unpacker{b: bucket}
	for len(u.b) > 0 && u.err == nil {
		id := estate.ID(u.bytes())
		entries[id] = u.bytes()
	}
	return entries, u.err
}
