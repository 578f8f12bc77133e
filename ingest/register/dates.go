package register

import (
	"regexp"
	"strings"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
)

var (
	// datePlus matches an end followed by options: "31/03/2027 + 1 year", "31 March 2027 (option to
	// extend for 2 years)".
	datePlus = regexp.MustCompile(`(?i)^(.*?\d)\s*(?:\+|plus\b|with\b|\(|,)\s*(.*)$`)
	rolling  = regexp.MustCompile(`(?i)\brolling\b`)
)

// dates reads the start and the end. A row whose end is before its start is not used, because
// either can be wrong.
func (r *reading) dates() *skip {
	c := r.draft.contract
	if text := r.cell(colStart); text != "" {
		r.evidence("startDate", colStart)
		start, why := r.date(colStart, text)
		if why != "" {
			r.note(colStart, why)
		}
		c.StartDate = start
	} else if parse.Clean(r.raw(colStart)) != "" {
		r.note(colStart, "it states no date")
	}
	r.end()
	if c.StartDate != "" && c.EndDate != "" && c.EndDate.Last() < c.StartDate.First() {
		return r.skipped(colEnd, "it ends before its start, "+r.cell(colStart), true)
	}
	return nil
}

func (r *reading) end() {
	c, text := r.draft.contract, r.cell(colEnd)
	if text == "" {
		if parse.Clean(r.raw(colEnd)) != "" {
			r.note(colEnd, "it states no date")
		}
		return
	}
	r.evidence("endDate", colEnd)
	end, why := r.date(colEnd, text)
	if why == "" {
		c.EndDate = end
		return
	}
	if m := datePlus.FindStringSubmatch(text); m != nil {
		end, why := r.date(colEnd, m[1])
		more, read := parse.Term("+ " + strings.TrimSuffix(m[2], ")"))
		if why == "" && read {
			c.EndDate, c.Extensions = end, parse.Extensions(more.Options)
			return
		}
	}
	if rolling.MatchString(text) {
		c.Rolling = true
		return
	}
	if t, ok := parse.Term(text); ok && t.Months > 0 {
		r.useTerm(colEnd, t)
		return
	}
	r.note(colEnd, why)
}

// extend reads the columns for the term, for the extensions, and for the last day with every option
// taken. The column for extensions holds either options or that last day.
func (r *reading) extend() {
	r.term()
	r.lastDay(colMaxEnd)
	r.options()
	r.longest()
}

func (r *reading) term() {
	text := r.inUnit(colTerm)
	if text == "" {
		return
	}
	r.evidence("termMonths", colTerm)
	if t, ok := parse.Term(text); ok && t.Months > 0 {
		r.useTerm(colTerm, t)
	} else {
		r.note(colTerm, "it is not a term that can be read in one way only")
	}
}

func (r *reading) options() {
	c := r.draft.contract
	text := r.inUnit(colExtension)
	// It says something about options.
	if said := estate.Fold(r.raw(colExtension)); said == "none" || said == "nil" {
		text = parse.Clean(r.raw(colExtension))
	}
	if text == "" {
		if parse.Clean(r.raw(colExtension)) != "" {
			r.note(colExtension, "it states no extension")
		}
		return
	}
	if _, why := r.date(colExtension, text); why == "" {
		r.lastDay(colExtension)
		return
	}
	r.evidence("extensions", colExtension)
	t, ok := parse.Options(text)
	switch {
	case !ok:
		r.note(colExtension, "it is not an extension that can be read in one way only")
	case t.Months > 0:
		r.useTerm(colExtension, t)
	default:
		c.Extensions = parse.Extensions(t.Options)
	}
}

// lastDay reads the last day with every option taken.
func (r *reading) lastDay(column Column) {
	text := r.cell(column)
	if text == "" {
		return
	}
	r.evidence("maxExtentDate", column)
	last, why := r.date(column, text)
	if why != "" {
		r.note(column, why)
		return
	}
	r.useLast(column, last)
}

// useLast sets the last day with every option taken, unless it is before the end.
func (r *reading) useLast(column Column, last estate.StatedDate) {
	c := r.draft.contract
	if c.EndDate != "" && last.Last() < c.EndDate.Last() {
		r.note(column, "it is before the end")
		return
	}
	c.MaxExtentDate = last
}

// longest reads the term with every option taken. If the start is known to the day, it gives the
// last day.
func (r *reading) longest() {
	c, text := r.draft.contract, r.inUnit(colMaxTerm)
	if text == "" {
		return
	}
	t, ok := parse.Options(text)
	if !ok || t.Months > 0 || len(t.Options) != 1 {
		r.note(colMaxTerm, "it is not a length that can be read in one way only")
		return
	}
	start := c.StartDate.First()
	if start == "" || start != c.StartDate.Last() {
		r.note(colMaxTerm, "the day of the start is not known, so the last day cannot be worked out")
		return
	}
	last := estate.StatedDate(start.AddMonths(t.Options[0]).AddDays(-1))
	switch {
	case c.MaxExtentDate == "":
		r.evidence("maxExtentDate", colMaxTerm)
		r.useLast(colMaxTerm, last)
	case c.MaxExtentDate.Last() != last.Last():
		r.note(colMaxTerm, "it gives another last day than "+r.title(colMaxEnd)+", which was taken")
	}
}

// useTerm sets the term and its options, unless the stated dates give a different term. In that
// case it is unclear whether the end includes options, so neither is set.
func (r *reading) useTerm(column Column, t parse.Length) {
	c := r.draft.contract
	if c.StartDate != "" && c.EndDate != "" {
		free := c.StartDate.First().AddMonths(t.Months)
		if end := c.EndDate.Last(); end != free && end != free.AddDays(-1) {
			r.note(column, "the dates make another term: neither it nor its options were taken")
			return
		}
	}
	if c.Rolling {
		r.note(column, "the contract is rolling: neither the term nor its options were taken")
		return
	}
	c.TermMonths = &t.Months
	if t.Options != nil {
		c.Extensions = parse.Extensions(t.Options)
	}
}
