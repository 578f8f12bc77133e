package ocds

import (
	"cmp"

	"boroughgraph/estate"
	"boroughgraph/ingest/personal"
)

// states returns the evidence, still empty, of a thing of a process as of a release.
func (r *Releases) states(p *process, one *released) *stated {
	return &stated{release: one, base: func(by *released) estate.Evidence {
		return estate.Evidence{
			Source: p.sourceOf().ID, Address: cmp.Or(by.address, by.kept.Address), AsOf: by.day,
			Confidence: estate.ConfidenceHigh, Row: p.row(by),
		}
	}}
}

// row names a release in the evidence that it gives.
func (p *process) row(one *released) string { return rowsOf(p.ocid) + one.id }

// rowsOf begins the rows of all evidence that the releases of a process give.
func rowsOf(ocid string) string { return ocid + "#" }

// says adds a text as evidence for a field. It is of the release that said from last, or of the
// one that the thing is read as of.
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

// of makes evidence that of a subject.
func (s *stated) of(subject estate.ID) {
	for _, e := range s.evidence {
		e.Subject = subject
		e.ID = estate.EvidenceID(e)
	}
}
