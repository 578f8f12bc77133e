package synthetic

import "boroughgraph/estate"

// start returns the day on which a contract begins: up to nine years before Day, or a year after.
func (s *scribe) start() estate.Date {
	day := s.before(Day, 9)
	if s.in1000(80) {
		day = Day.AddDays(s.IntN(365))
	}
	if s.in1000(400) {
		day = day[:len("2026-")] + one(s.dice, estate.Date("04-01"), "04-01", "04-01", "10-01", "01-01")
	}
	return day
}

// months returns the length of a contract's initial term.
func (s *scribe) months() int { return one(s.dice, 12, 12, 24, 24, 36, 36, 36, 48, 60, 60, 84) }

// terms sets the dates of a contract, as far as sources state them. end is the day on which it
// must end; if end is empty, terms chooses the day.
func (s *scribe) terms(k *estate.Contract, start, end estate.Date) {
	months := s.months()
	if end == "" {
		end = start.AddMonths(months).AddDays(-1)
	}
	if !s.in1000(80) {
		k.StartDate = s.stated(start)
	}
	switch draw := s.IntN(1000); {
	case draw < 40 && k.Successor == "":
		k.Rolling = true
		if !s.in1000(200) {
			k.Anniversary = estate.StatedDate(start.AddMonths(12 * (1 + s.IntN(8))))
		}
		return
	case draw < 150: // the end is unknown
	case draw < 230 && k.Successor == "":
		k.TermMonths = &months
	default:
		k.EndDate = estate.StatedDate(end)
		k.EndDerived = s.in1000(60)
	}
	if start < Day && s.in1000(40) {
		k.Ended = true
		if over := min(end, Day); over > start && s.in1000(600) {
			k.EndedOn = estate.StatedDate(s.between(start, over))
		}
	}
}

// options sets a contract's extensions, breaks and deadlines; they are unknown for two in five.
func (s *scribe) options(k *estate.Contract) {
	end := k.CountedEnd()
	switch draw := s.IntN(1000); {
	case k.Rolling || draw < 400:
	case draw < 550:
		k.Extensions = []estate.Extension{}
	default:
		months := one(s.dice, 6, 12, 12, 12, 24)
		state := one(s.dice, estate.ExtensionUnknown, estate.ExtensionUnknown, estate.ExtensionAvailable)
		for i := range one(s.dice, 1, 1, 2, 2, 3) {
			x := estate.Extension{Months: months, State: state}
			if i == 0 && s.in1000(150) {
				x.State = estate.ExtensionTaken
			}
			k.Extensions = append(k.Extensions, x)
		}
		if s.in1000(60) {
			k.Extensions[len(k.Extensions)-1].State = estate.ExtensionLapsed
		}
	}
	if end == "" {
		return
	}
	if k.Extensions == nil && s.in1000(100) {
		k.MaxExtentDate = estate.StatedDate(end.AddMonths(24))
	}
	if k.StartDate != "" && s.in1000(40) {
		k.Breaks = []estate.Break{{AfterMonths: 12}}
		if s.in1000(300) {
			k.Breaks = []estate.Break{{On: estate.StatedDate(end.AddMonths(-6))}}
		}
	}
	if s.in1000(50) {
		k.Deadlines = []estate.Deadline{{
			Kind: one(s.dice, estate.ExitNoticeDeadline, estate.ExitExtensionDecision),
			On:   estate.StatedDate(end.AddMonths(-one(s.dice, 3, 6, 12))), ExitDate: estate.StatedDate(end),
		}}
	}
}

// value sets a contract's value; it is unknown for one in four.
func (s *scribe) value(k *estate.Contract) {
	pence := s.pence()
	v := &estate.Value{MinPence: pence, MaxPence: pence, Basis: estate.BasisTotal}
	v.VAT = one(s.dice, estate.VATExcluded, estate.VATExcluded, estate.VATExcluded, estate.VATUnknown, estate.VATIncluded)
	switch draw := s.IntN(1000); {
	case draw < 250:
		return
	case draw < 400:
		v.Basis = estate.BasisPerYear
	case draw < 500:
		v.Basis = estate.BasisEstimate
	case draw < 540:
		v.Basis, v.MaxPence = estate.BasisRange, pence+s.pence()
	case draw < 560:
		a := pence / 4
		v.AnnualPence = &a
	}
	k.Value = v
	if v.Basis == estate.BasisTotal && len(k.Parties) > 1 && s.in1000(250) {
		share := pence / int64(len(k.Parties)) // of the first party; the others' shares are not stated
		k.Parties[0].SharePence = &share
	}
}
