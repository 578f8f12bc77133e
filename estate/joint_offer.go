package estate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A contract's offer to a group is stored beside it as one text. A question over all contracts then
// reads one row for each and decodes no JSON:
//
//	terms TAB parties TAB annual pence TAB VAT TAB exits
//
// Terms are the spans of the contract's term. Parties are the ids of boroughs. Exits are the exit
// points after which the contract no longer binds (END, OPTION_END, FINAL_END, BREAK, ANNIVERSARY),
// by date. All three are lists with a line feed after each item.
//
// A span has four parts: the term, whether it counts (1 or 0), from and to. An exit has ten: kind,
// date, options to take, assumed (1 or 0), derived (1 or 0), actBy, the last day as of which it is
// open, position, and date and actBy as stated. Each part is followed by a comma; an unknown one is
// empty.

const (
	offerField = '\t'
	offerItem  = '\n'
	offerPart  = ','
)

// freeing are the kinds of exit point after which a contract no longer binds.
var freeing = []ExitKind{ExitEnd, ExitOptionEnd, ExitFinalEnd, ExitBreak, ExitAnniversary}

// OfferText returns the stored text of a contract's offer: its boroughs, its price per year, its
// terms and its exit points.
func OfferText(c *Contract, terms []Span[TermStanding], exits []*ExitPoint) string {
	var b strings.Builder
	for _, t := range terms {
		b.WriteString(offerParts(string(t.Value.Term), flag(t.Value.Counted), string(t.From), string(t.To)))
	}
	b.WriteByte(offerField)
	seen := map[ID]bool{}
	for _, p := range c.Parties {
		if p.Borough != "" && !seen[p.Borough] {
			seen[p.Borough] = true
			b.WriteString(string(p.Borough) + string(offerItem))
		}
	}
	b.WriteByte(offerField)
	vat := VATUnknown
	if a := c.Annual(); a != nil {
		b.WriteString(strconv.FormatInt(a.Pence, 10))
		vat = cmp.Or(a.VAT, vat)
	}
	b.WriteString(string(offerField) + string(vat) + string(offerField))
	for _, x := range exits {
		if slices.Contains(freeing, x.Kind) {
			options := ""
			if x.OptionsToTake != nil {
				options = strconv.Itoa(*x.OptionsToTake)
			}
			b.WriteString(offerParts(string(x.Kind), string(x.Date), options, flag(x.Assumed), flag(x.Derived), string(x.ActBy), string(x.To),
				strconv.Itoa(x.Position), string(x.DateStated), string(x.ActByStated)))
		}
	}
	return b.String()
}

// offerParts formats one item of a list.
func offerParts(parts ...string) string {
	return strings.Join(parts, string(offerPart)) + string(offerPart) + string(offerItem)
}

func flag(set bool) string {
	if set {
		return "1"
	}
	return "0"
}

// ParseOffer parses an OfferText for a query. It returns nil for a contract whose term on the
// query's day is not asked for. The offer's boroughs are the parties in asked, or all of them if
// asked is nil. A malformed text is an INTERNAL error.
func ParseOffer(contract ID, text string, q CollaborationQuery, asked map[ID]bool) (*Offer, error) {
	terms, rest, _ := strings.Cut(text, string(offerField))
	parties, rest, _ := strings.Cut(rest, string(offerField))
	pence, rest, _ := strings.Cut(rest, string(offerField))
	vat, exits, found := strings.Cut(rest, string(offerField))
	if !found {
		return nil, badOffer(contract)
	}
	term, counted := termIn(terms, q)
	if !counted {
		return nil, nil
	}
	o := &Offer{Contract: contract, Term: term, VAT: VAT(vat)}
	for party, rest := cutItem(parties, offerItem); party != ""; party, rest = cutItem(rest, offerItem) {
		if asked == nil || asked[ID(party)] {
			o.Boroughs = append(o.Boroughs, ID(party))
		}
	}
	slices.Sort(o.Boroughs)
	if pence != "" {
		n, err := strconv.ParseInt(pence, 10, 64)
		if err != nil {
			return nil, badOffer(contract)
		}
		o.AnnualPence = &n
	}
	for exit, rest := cutItem(exits, offerItem); exit != ""; exit, rest = cutItem(rest, offerItem) {
		if err := o.addExit(exit, q.AsOf); err != nil {
			return nil, err
		}
	}
	o.FreeDates = eachDayOnce(o.FreeDates)
	return o, nil
}

// termIn returns the term on the query's day, and whether the query counts it.
func termIn(terms string, q CollaborationQuery) (Term, bool) {
	for span, rest := cutItem(terms, offerItem); span != ""; span, rest = cutItem(rest, offerItem) {
		term, rest := cutItem(span, offerPart)
		counted, rest := cutItem(rest, offerPart)
		from, rest := cutItem(rest, offerPart)
		if to, _ := cutItem(rest, offerPart); Date(from) <= q.AsOf && q.AsOf <= Date(to) {
			if q.Terms != nil {
				return Term(term), slices.Contains(q.Terms, Term(term))
			}
			return Term(term), counted == "1"
		}
	}
	return "", false
}

// addExit adds the free date of an exit point, unless it has passed by asOf.
func (o *Offer) addExit(exit string, asOf Date) error {
	kind, rest := cutItem(exit, offerPart)
	date, rest := cutItem(rest, offerPart)
	options, rest := cutItem(rest, offerPart)
	assumed, rest := cutItem(rest, offerPart)
	derived, rest := cutItem(rest, offerPart)
	actBy, rest := cutItem(rest, offerPart)
	to, rest := cutItem(rest, offerPart)
	if len(date) != len(dateLayout) || len(to) != len(dateLayout) {
		return badOffer(o.Contract)
	}
	if Date(to) < asOf || Date(date) == MaxDate { // there is no day after MaxDate
		return nil
	}
	numbered, rest := cutItem(rest, offerPart)
	stated, rest := cutItem(rest, offerPart)
	actByStated, _ := cutItem(rest, offerPart)
	position, err := strconv.Atoi(numbered)
	if err != nil {
		return badOffer(o.Contract)
	}
	f := FreeDate{
		Date: (dayOf(Date(date)) + 1).date(), Kind: ExitKind(kind), Assumed: assumed == "1", Derived: derived == "1", ActBy: Date(actBy),
		Position: position, DateStated: StatedDate(stated), ActByStated: StatedDate(actByStated),
	}
	if options != "" {
		n, err := strconv.Atoi(options)
		if err != nil {
			return badOffer(o.Contract)
		}
		f.OptionsToTake = &n
	}
	o.FreeDates = append(o.FreeDates, f)
	return nil
}

// eachDayOnce sorts free dates by day. Of several on one day it keeps the one with the fewest
// options to take, then the first kind.
func eachDayOnce(fs []FreeDate) []FreeDate {
	slices.SortFunc(fs, func(a, b FreeDate) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.options(), b.options()), cmp.Compare(a.Kind, b.Kind))
	})
	return slices.CompactFunc(fs, func(a, b FreeDate) bool { return a.Date == b.Date })
}

// cutItem returns a list's first item and the rest.
func cutItem(list string, end byte) (first, rest string) {
	i := strings.IndexByte(list, end)
	if i < 0 {
		return list, ""
	}
	return list[:i], list[i+1:]
}

func badOffer(contract ID) error {
	return &Error{Code: CodeInternal, Message: "something went wrong in the store", Err: Invalidf("the stored offer of %s is malformed", contract)}
}

// GroupReading collects the rows that a store reads into groups, and passes each group on when the
// next one begins. The rows of a group must be contiguous, but may come in any order and repeat.
type GroupReading struct {
	query CollaborationQuery
	asked map[ID]bool
	take  func(*CollaborationGroup) error
	group *CollaborationGroup
	seen  map[ID]bool // contracts and deployments of the group
}

// ReadGroups returns a GroupReading for a query.
func ReadGroups(q CollaborationQuery, take func(*CollaborationGroup) error) *GroupReading {
	r := &GroupReading{query: q, take: take, seen: map[ID]bool{}}
	if q.Boroughs != nil {
		r.asked = make(map[ID]bool, len(q.Boroughs))
		for _, b := range q.Boroughs {
			r.asked[b] = true
		}
	}
	return r
}

// begin starts a group, unless it is the one being read.
func (r *GroupReading) begin(group ID) error {
	if r.group != nil && r.group.ID == group {
		return nil
	}
	if err := r.End(); err != nil {
		return err
	}
	r.group = &CollaborationGroup{ID: group}
	clear(r.seen)
	return nil
}

// Contract adds a contract by its stored text if the query asks for its term and for one of its
// parties. Unless the contract is allocated to the group, it covers more and its price does not
// count (RULES 8).
func (r *GroupReading) Contract(group, contract ID, text string, allocated bool) error {
	if err := r.begin(group); err != nil || r.seen[contract] {
		return err
	}
	o, err := ParseOffer(contract, text, r.query, r.asked)
	if err != nil || o == nil || len(o.Boroughs) == 0 {
		return err
	}
	if !allocated {
		o.AnnualPence, o.CoversMore = nil, true
	}
	r.seen[contract] = true
	r.group.Offers = append(r.group.Offers, o)
	return nil
}

// Deployment adds a live deployment of an asked borough.
func (r *GroupReading) Deployment(group, deployment, borough ID) error {
	if err := r.begin(group); err != nil || r.seen[deployment] {
		return err
	}
	r.seen[deployment] = true
	r.group.Runs = append(r.group.Runs, Running{Deployment: deployment, Borough: borough})
	return nil
}

// End passes on the last group.
func (r *GroupReading) End() error {
	g := r.group
	if r.group = nil; g == nil || len(g.Offers)+len(g.Runs) == 0 {
		return nil
	}
	slices.SortFunc(g.Offers, func(a, b *Offer) int { return cmp.Compare(a.Contract, b.Contract) })
	slices.SortFunc(g.Runs, func(a, b Running) int {
		return cmp.Or(cmp.Compare(a.Borough, b.Borough), cmp.Compare(a.Deployment, b.Deployment))
	})
	return r.take(g)
}
