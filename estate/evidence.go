package estate

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Source is where facts were read, for example a document, a register or a data set.
type Source struct {
	ID ID `json:"id"`
	// Name is a short description, for example "Contracts Finder" or "Democracy Club councils
	// list".
	Name string `json:"name"`
	// Kind is the sort of source, for example "notice", "council decision", "FOI response" or
	// "register".
	Kind string `json:"kind"`
	// Licence is the one that the facts may be used under; empty if unknown.
	Licence string `json:"licence,omitempty"`
	// Synthetic sources are made by `generate` and are never mixed with real ones.
	Synthetic bool `json:"synthetic,omitempty"`
}

// Confidence is how far the gatherer trusts a reading.
type Confidence string

// The confidences of an Evidence.
const (
	ConfidenceHigh   Confidence = "HIGH"
	ConfidenceMedium Confidence = "MEDIUM"
	ConfidenceLow    Confidence = "LOW"
)

// Evidence says where one field of one thing comes from. If sources disagree, a field has several.
type Evidence struct {
	ID      ID     `json:"id"`
	Subject ID     `json:"subject"`
	Field   string `json:"field"` // the field's path: "endDate", "parties[E09000029].share", "makers"
	Value   string `json:"value"` // as the source states it
	Source  ID     `json:"source"`
	Address string `json:"address,omitempty"` // where to read it: a URL, or a file in a repository
	// AsOf is the day, month or year that the reading is for; empty if undated.
	AsOf StatedDate `json:"asOf,omitempty"`
	// Gathered is the day on which it was gathered. The reading counts to no later day. Empty is
	// unknown, and then AsOf counts to the last day that it can mean.
	Gathered   Date       `json:"gathered,omitempty"`
	Confidence Confidence `json:"confidence"`
	// Inferred reports that the source implies the value and does not state it.
	Inferred bool   `json:"inferred,omitempty"`
	Note     string `json:"note,omitempty"`
	// Row is the raw row that it was read from, "file.csv:id or line", so that every row can be
	// accounted for.
	Row string `json:"row,omitempty"`

	// Origin is the source itself; a Store sets it on what it reads.
	Origin *Source `json:"-"`
	Cohort *Cohort `json:"-"`
}

// EvidenceID returns the id of an Evidence, made from what identifies the reading: subject, field,
// value, source, address and date.
func EvidenceID(e *Evidence) ID {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		string(e.Subject), e.Field, e.Value, string(e.Source), e.Address, string(e.AsOf),
	}, "\x00")))
	return MakeID(KindEvidence, hex.EncodeToString(sum[:10]))
}

func (e *Evidence) cohort() **Cohort { return &e.Cohort }
