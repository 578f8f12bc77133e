package ocds

import (
	"cmp"

	"boroughgraph/estate"
	"boroughgraph/ingest/personal"
)

// states returns an empty list of evidence for a contract, notice or framework as of a release.
func (r *Releases) states(p *process, one *released) *stated {
	return &stated{release: one, base: func(by *released) estate.Evidence {
		return estate.Evidence{
			Source: p.sourceOf().ID, Address: cmp.Or(by.address, by.kept.Address), AsOf: by.day,
			Confidence: estate.ConfidenceHigh, Row: p.row(by),
		}
	}}
}

// row returns the Row of the evidence that a release gives.
func (p *process) row(one *released) string { return rowsOf(p.ocid) + one.id }

// rowsOf returns the prefix of the Rows of all evidence from the releases of a process.
func rowsOf(ocid string) string { return ocid + "#" }

// says adds a text as evidence for a field. The evidence names the release that last stated from,
// or s.release if that is unknown.
func (s *stated) says(field, value string, from ...node) {
	if value = personal.Masked(value); value == "" {
		return
	}
	by := s.release
	if len(from) > 0 && from[0].by != nil {
		by = from[0].by
	}
	e := s.base(by)
	e.Field, e.Value = field, value
	s.evidence = append(s.evidence, &e)
}

// saysAmount adds an amount as evidence for a value.
func (s *stated) saysAmount(value node) {
	amount, _ := value.amount()
	s.says("value", amount.text(), amount)
}

// of sets the subject of all evidence.
func (s *stated) of(subject estate.ID) {
	for _, e := range s.evidence {
		e.Subject = subject
		e.ID = estate.EvidenceID(e)
	}
}
