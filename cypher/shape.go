package cypher

import (
	"encoding/json"

	"boroughgraph/estate"
)

// This file turns nouns into nodes and links. A node holds the noun's facts as one JSON text, which
// reads decode. Its other properties are what statements match, filter and sort by, and plain facts
// for people who look at the graph. A value of nil removes a property, so that a fact that is no
// longer stated disappears.

// link is a kind of relationship that follows from a noun's facts.
type link struct {
	from estate.Kind
	name string
	to   estate.Kind
	// owner is the kind of noun whose facts it follows from. When such a noun changes, its links
	// are rewritten.
	owner estate.Kind
}

// ON leads to any kind of noun; see linkOn.
var (
	linkMember     = link{estate.KindBorough, "MEMBER_OF", estate.KindPartnership, estate.KindPartnership}
	linkArea       = link{estate.KindService, "PART_OF", estate.KindService, estate.KindService}
	linkBecame     = link{estate.KindSupplier, "BECAME", estate.KindSupplier, estate.KindSupplier}
	linkIdentifies = link{"Identifier", "IDENTIFIES", estate.KindSupplier, estate.KindSupplier}
	linkNames      = link{"FoldedName", "NAMES", estate.KindSupplier, estate.KindSupplier}
	linkMakes      = link{estate.KindSupplier, "MAKES", estate.KindSystem, estate.KindSystem}
	linkParty      = link{estate.KindBorough, "PARTY_TO", estate.KindContract, estate.KindContract}
	linkSupplier   = link{estate.KindContract, "WITH", estate.KindSupplier, estate.KindContract}
	linkSystem     = link{estate.KindContract, "COVERS", estate.KindSystem, estate.KindContract}
	linkService    = link{estate.KindContract, "FOR", estate.KindService, estate.KindContract}
	linkSuccessor  = link{estate.KindContract, "SUCCEEDED_BY", estate.KindContract, estate.KindContract}
	linkCalledOff  = link{estate.KindContract, "CALLED_OFF", estate.KindFramework, estate.KindContract}
	linkRuns       = link{estate.KindBorough, "RUNS", estate.KindDeployment, estate.KindDeployment}
	linkOf         = link{estate.KindDeployment, "OF", estate.KindSystem, estate.KindDeployment}
	linkDelivers   = link{estate.KindDeployment, "DELIVERS", estate.KindService, estate.KindDeployment}
	linkUnder      = link{estate.KindDeployment, "UNDER", estate.KindContract, estate.KindDeployment}
	linkIntegrates = link{estate.KindDeployment, "INTEGRATES_WITH", estate.KindSystem, estate.KindDeployment}
	linkReplacedBy = link{estate.KindDeployment, "REPLACED_BY", estate.KindDeployment, estate.KindDeployment}
	linkFrom       = link{estate.KindEvidence, "FROM", estate.KindSource, estate.KindEvidence}

	linkOwner       = link{estate.KindBorough, "OWNS", estate.KindFramework, estate.KindFramework}
	linkOnFramework = link{estate.KindFramework, "WITH", estate.KindSupplier, estate.KindFramework}

	linkBuyer          = link{estate.KindBorough, "PARTY_TO", estate.KindNotice, estate.KindNotice}
	linkNamed          = link{estate.KindNotice, "WITH", estate.KindSupplier, estate.KindNotice}
	linkWanted         = link{estate.KindNotice, "COVERS", estate.KindSystem, estate.KindNotice}
	linkNoticeFor      = link{estate.KindNotice, "FOR", estate.KindService, estate.KindNotice}
	linkAbout          = link{estate.KindNotice, "ABOUT", estate.KindContract, estate.KindNotice}
	linkAboutFramework = link{estate.KindNotice, "ABOUT", estate.KindFramework, estate.KindNotice}
)

// fromKey reports whether a link starts at a node that has a key and is not a noun. Such a node
// exists as long as it has a link.
func (l link) fromKey() bool { return l == linkIdentifies || l == linkNames }

// linkOn returns the link from evidence to its subject.
func linkOn(subject estate.Kind) link {
	return link{estate.KindEvidence, "ON", subject, estate.KindEvidence}
}

// links returns all kinds of link.
func links() []link {
	all := []link{
		linkMember, linkArea, linkBecame, linkIdentifies, linkNames, linkMakes,
		linkParty, linkSupplier, linkSystem, linkService, linkSuccessor, linkCalledOff,
		linkRuns, linkOf, linkDelivers, linkUnder, linkIntegrates, linkReplacedBy, linkFrom,
		linkOwner, linkOnFramework, linkBuyer, linkNamed, linkWanted, linkNoticeFor, linkAbout, linkAboutFramework,
	}
	for _, kind := range estate.Kinds {
		all = append(all, linkOn(kind))
	}
	return all
}

// ends are one relationship to create.
type ends struct {
	from, to   string
	properties parameters
}

// shape is a noun as a node and links.
type shape struct {
	properties parameters
	links      map[link][]ends
}

// shapeOf returns the shape of a fact, without what derive.go adds.
func shapeOf(f estate.Fact) shape {
	sh := shape{links: map[link][]ends{}}
	switch n := f.Value.(type) {
	case *estate.Source:
		sh.properties = parameters{"name": n.Name, "kind": n.Kind, "synthetic": n.Synthetic}
	case *estate.Borough:
		sh.properties = parameters{
			"gssCode": n.GSSCode, "slug": n.Slug, "name": n.Name, "officialName": n.OfficialName,
			"byName": storedKey(estate.TextKey(n.Name, n.ID)),
		}
	case *estate.Partnership:
		sh.partnership(n)
	case *estate.Service:
		sh.properties = parameters{"name": n.Name, "isArea": n.IsArea()}
		if n.Area != "" {
			sh.add(linkArea, n.ID, n.Area, nil)
		}
	case *estate.Supplier:
		sh.supplier(n)
	case *estate.System:
		sh.system(n)
	case *estate.Framework:
		sh.framework(n)
	case *estate.Contract:
		sh.contract(n)
	case *estate.Notice:
		sh.notice(n)
	case *estate.Deployment:
		sh.deployment(n)
	case *estate.Evidence:
		sh.evidence(n)
	case *estate.Release:
		sh.properties = parameters{"ocid": n.OCID}
	case *estate.Decision:
		sh.properties = parameters{"kind": string(n.Kind), "subject": string(n.Subject), "other": string(n.Other), "verdict": string(n.Verdict), "on": string(n.On)}
	}
	text := f.Text()
	sh.properties["facts"], sh.properties["digest"] = text, estate.Digest(text)
	return sh
}

func (sh *shape) add(l link, from, to estate.ID, properties parameters) {
	sh.links[l] = append(sh.links[l], ends{string(from), string(to), properties})
}

// addOnce adds a link to each of some nouns, and only one if a noun is named twice.
func (sh *shape) addOnce(l link, from estate.ID, to []estate.ID) {
	for _, id := range texts(to) {
		sh.add(l, from, estate.ID(id), nil)
	}
}

func (sh *shape) partnership(p *estate.Partnership) {
	sh.properties = parameters{
		"slug": known(p.Slug), "name": p.Name, "purpose": p.Purpose, "ended": known(p.Ended),
		"byName": storedKey(estate.TextKey(p.Name, p.ID)),
	}
	for _, id := range texts(p.Members) {
		sh.add(linkMember, estate.ID(id), p.ID, nil)
	}
}

func (sh *shape) supplier(s *estate.Supplier) {
	sh.properties = parameters{"name": s.Name, "headsGroup": s.HeadsGroup, "byName": storedKey(estate.TextKey(s.Name, s.ID))}
	for _, e := range s.Events {
		if e.Other != "" {
			sh.add(linkBecame, s.ID, e.Other, parameters{"kind": string(e.Kind), "on": known(e.On), "inferred": e.Inferred})
		}
	}
	seen := map[string]bool{}
	for _, i := range s.Identifiers {
		if key := i.Key(); !seen[key] {
			seen[key] = true
			sh.add(linkIdentifies, estate.ID(key), s.ID, nil)
		}
	}
	for _, name := range estate.FoldedNames(s) {
		sh.add(linkNames, estate.ID(name), s.ID, nil)
	}
}

func (sh *shape) system(s *estate.System) {
	sh.properties = parameters{"name": s.Name, "byName": storedKey(estate.TextKey(s.Name, s.ID))}
	for _, span := range estate.MakerSpans(s) {
		sh.add(linkMakes, span.Value.Supplier, s.ID, parameters{
			"from": string(span.From), "to": string(span.To), "inferred": span.Value.Inferred,
		})
	}
}

func (sh *shape) contract(c *estate.Contract) {
	sh.properties = parameters{
		"ocid": known(c.OCID), "reference": known(c.Reference), "title": known(c.Title), "stage": string(c.Stage),
		"startDate": known(c.StartDate), "endDate": known(c.EndDate), "maxExtentDate": known(c.MaxExtentDate),
		"rolling": c.Rolling, "suppliersWithheld": c.SuppliersWithheld,
		"framework": known(c.Framework), "method": known(c.Method), "vat": nil,
	}
	if c.Value != nil {
		sh.properties["vat"] = string(c.Value.VAT)
	}
	party := map[estate.ID]bool{}
	for _, p := range c.Parties {
		if p.Borough != "" && !party[p.Borough] {
			party[p.Borough] = true
			sh.add(linkParty, p.Borough, c.ID, parameters{"role": known(p.Role), "sharePence": p.SharePence})
		}
	}
	seller := map[estate.ID]bool{}
	for _, s := range c.Suppliers {
		if !seller[s.Supplier] {
			seller[s.Supplier] = true
			sh.add(linkSupplier, c.ID, s.Supplier, parameters{"signedAs": s.SignedAs, "inferred": s.Inferred})
		}
	}
	sh.addOnce(linkSystem, c.ID, c.Systems)
	sh.addOnce(linkService, c.ID, c.Services)
	if c.Successor != "" {
		sh.add(linkSuccessor, c.ID, c.Successor, nil)
	}
	if c.CalledOff != "" {
		sh.add(linkCalledOff, c.ID, c.CalledOff, nil)
	}
}

func (sh *shape) deployment(d *estate.Deployment) {
	sh.properties = parameters{
		"startDate": known(d.StartDate), "endDate": known(d.EndDate), "hosting": known(d.Hosting), "planned": d.Planned,
	}
	sh.add(linkRuns, d.Borough, d.ID, nil)
	sh.add(linkOf, d.ID, d.System, nil)
	sh.addOnce(linkDelivers, d.ID, d.Services)
	sh.addOnce(linkUnder, d.ID, d.Contracts)
	for _, i := range d.Integrations {
		sh.add(linkIntegrates, d.ID, i.System, parameters{"what": known(i.What), "inferred": i.Inferred})
	}
	if d.ReplacedBy != "" {
		sh.add(linkReplacedBy, d.ID, d.ReplacedBy, nil)
	}
}

func (sh *shape) evidence(e *estate.Evidence) {
	sh.properties = parameters{
		"subject": string(e.Subject), "field": e.Field, "value": e.Value, "address": known(e.Address),
		"asOf": known(e.AsOf), "confidence": string(e.Confidence),
		"readDate": known(e.ReadDate()),
		"byField":  storedKey(e.Field + "\t" + estate.DateKeyDescending(e.ReadOn(), e.ID)),
	}
	sh.add(linkOn(e.Subject.Kind()), e.ID, e.Subject, nil)
	sh.add(linkFrom, e.ID, e.Source, nil)
}

// known returns a text as a property; nil if it is empty.
func known[T ~string](text T) any {
	if text == "" {
		return nil
	}
	return string(text)
}

// encode returns a value's JSON text.
func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // nouns are plain data and always encode
	}
	return string(b)
}
