package estate

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Source is where facts were read: a document, a register, a data set.
type Source struct {
	ID ID `json:"id"`
	// Name is short and says what it is, "Contracts Finder", "Democracy Club councils list".
	Name string `json:"name"`
	// Kind is the sort of source, "notice", "council decision", "FOI response", "register"...
	Kind string `json:"kind"`
	// Licence the facts may be used under; empty is not known.
	Licence string `json:"licence,omitempty"`
	// Synthetic sources are made up by `generate`, never mixed with real ones.
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

// Evidence says where one field of one thing comes from. Where sources disagree there are several for a field.
type Evidence struct {
	ID      ID     `json:"id"`
	Subject ID     `json:"subject"`
	Field   string `json:"field"` // the field's path: "endDate", "parties[E09000029].share", "makers"
	Value   string `json:"value"` // as the source states it
	Source  ID     `json:"source"`
	Address string `json:"address,omitempty"` // where to read it: a URL, or a file in a repository
	// AsOf is the day, month or year the reading is of; empty is undated.
	AsOf       StatedDate `json:"asOf,omitempty"`
	Confidence Confidence `json:"confidence"`
	// Inferred: the source implies the value and does not state it.
	Inferred bool   `json:"inferred,omitempty"`
	Note     string `json:"note,omitempty"`
	// Row is the raw row it was read from, "file.csv:id or line", so that every row can be accounted for.
	Row string `json:"row,omitempty"`

	// Origin is the source itself; a Store sets it on what it reads.
	Origin *Source `json:"-"`
	Cohort *Cohort `json:"-"`
}

// EvidenceID makes an Evidence's ID from what makes it the same reading: subject, field, value, source, address, date.
func EvidenceID(e *Evidence) ID {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		string(e.Subject), e.Field, e.Value, string(e.Source), e.Address, string(e.AsOf),
	}, "\x00")))
	return MakeID(KindEvidence, hex.EncodeToString(sum[:10]))
}

func (e *Evidence) cohort() **Cohort { return &e.Cohort }
