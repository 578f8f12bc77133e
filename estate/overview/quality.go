package overview

import (
	"cmp"
	"slices"

	"boroughgraph/estate"
	"boroughgraph/estate/reading"
)

// DataQuality returns how complete and how recent the facts about boroughs are; nil is all
// boroughs.
func (im *Image) DataQuality(q estate.QualityQuery, boroughs []estate.ID) (map[estate.ID]*estate.BoroughQuality, error) {
	im.mu.RLock()
	defer im.mu.RUnlock()
	s := im.scope(estate.Scope{Boroughs: boroughs, AsOf: q.AsOf, Terms: q.Terms})
	staleTerm, staleStatus := im.find(string(estate.TermStale)), im.find(string(estate.StatusStale))
	answers := make([]estate.BoroughQuality, s.known())
	unknown := make([]map[string]int, s.known())
	for i := range unknown {
		unknown[i] = map[string]int{}
	}
	var at []int
	im.eachContract(func(c *contract) {
		at = s.of(c, at)
		term, inScope, ok := s.counts(c)
		if !ok {
			return
		}
		newest := im.newestRead(c.readings, q.AsOf)
		for _, place := range at {
			a := &answers[place]
			a.Newest = max(a.Newest, newest)
			if term == staleTerm {
				a.StaleContracts++
			}
			if !inScope {
				continue
			}
			a.ContractCount++
			for _, field := range c.unknown {
				unknown[place][im.names.texts[field]]++
			}
		}
	})
	for b := range im.buckets {
		for i := range im.buckets[b].deployments {
			d := &im.buckets[b].deployments[i]
			place := s.boroughs[d.borough]
			if place < 0 {
				continue
			}
			answers[place].Newest = max(answers[place].Newest, im.newestRead(d.readings, q.AsOf))
			switch status, ok := on(d.statuses, s.on); {
			case ok && status == s.live:
				answers[place].DeploymentCount++
			case ok && status == staleStatus:
				answers[place].StaleDeployments++
			}
		}
	}
	found := make(map[estate.ID]*estate.BoroughQuality, len(answers))
	var nouns []*estate.Borough
	for r, place := range s.boroughs {
		if place < 0 {
			continue
		}
		borough, err := reading.Parse[estate.Borough](im.nouns[r].facts)
		if err != nil {
			return nil, err
		}
		a := &answers[place]
		a.Borough, a.Query = borough, q
		a.Newest = max(a.Newest, im.newestRead(im.nouns[r].readings, q.AsOf))
		a.Fields = estate.CompletenessOf(a.ContractCount, unknown[place])
		found[borough.ID] = a
		nouns = append(nouns, borough)
	}
	estate.Gather(nouns)
	estate.Gather(estate.QualityByName(found))
	return found, nil
}

// newestRead returns the last of some readings up to a day.
func (im *Image) newestRead(readings []ref, asOf estate.Date) estate.ReadDate {
	for _, r := range slices.Backward(readings) {
		if read := estate.ReadDate(im.names.texts[r]); read.ReadOn() <= asOf {
			return read
		}
	}
	return ""
}

// find returns the number of a text; -1 if it has none, which no other text has.
func (im *Image) find(text string) ref {
	if r, ok := im.names.find(text); ok {
		return r
	}
	return -1
}

// FactsToAsk returns the first facts to ask of each borough.
func (im *Image) FactsToAsk(q estate.QualityQuery, boroughs []estate.ID, limit int) map[estate.ID][]*estate.FactToAsk {
	im.mu.RLock()
	defer im.mu.RUnlock()
	every := im.scope(estate.Scope{AsOf: q.AsOf, Terms: q.Terms})
	s := im.scope(estate.Scope{Boroughs: boroughs, AsOf: q.AsOf, Terms: q.Terms})
	counted := im.countedOn(every)
	asked := make([]firstAsked, s.known())
	var at []int
	ofContracts, ofDeployments := setOf(im, estate.ContractFields()), setOf(im, estate.DeploymentFields)
	im.eachContract(func(c *contract) {
		if at = s.of(c, at); len(at) == 0 || len(c.systems) == 0 {
			return
		}
		if _, inScope, ok := s.counts(c); !ok || !inScope {
			return
		}
		others := othersOn(counted, c.systems)
		for _, place := range at {
			asked[place].add(im, c.id, c.unknown, ofContracts, others, limit)
		}
	})
	s.eachDeployment(func(d *deployment, place int, status ref) {
		if status == s.live {
			others := othersOn(counted, []ref{d.system})
			asked[place].add(im, d.id, d.unknown, ofDeployments, others, limit)
		}
	})
	found := map[estate.ID][]*estate.FactToAsk{}
	for r, place := range s.boroughs {
		if place >= 0 && len(asked[place]) > 0 {
			found[im.names.id(ref(r))] = asked[place]
		}
	}
	return found
}

// countedOn returns, by ref of a system, the boroughs that are counted on it.
func (im *Image) countedOn(every *scope) []places {
	counted := make([]places, len(im.names.texts))
	var at []int
	im.eachContract(func(c *contract) {
		if _, inScope, ok := every.counts(c); !ok || !inScope {
			return
		}
		at = every.of(c, at)
		for _, y := range c.systems {
			for _, place := range at {
				counted[y].add(place)
			}
		}
	})
	every.eachDeployment(func(d *deployment, place int, status ref) {
		if status == every.live {
			counted[d.system].add(place)
		}
	})
	return counted
}

// othersOn returns how many boroughs besides one are counted on some systems.
func othersOn(counted []places, systems []ref) int {
	if len(systems) == 1 {
		return counted[systems[0]].len() - 1
	}
	var all places
	for _, y := range systems {
		for i, word := range counted[y] {
			for len(all) <= i {
				all = append(all, 0)
			}
			all[i] |= word
		}
	}
	return all.len() - 1
}

// firstAsked are the first facts to ask of a borough: most other boroughs first, then by subject
// and field.
type firstAsked []*estate.FactToAsk

func compareAsked(a, b *estate.FactToAsk) int {
	return cmp.Or(cmp.Compare(b.OtherBoroughs, a.OtherBoroughs), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Field, b.Field))
}

// add adds the unknown fields of a subject that may be asked for, and keeps the first limit facts.
func (f *firstAsked) add(im *Image, subject estate.ID, unknown []ref, fields set, others, limit int) {
	if others <= 0 || limit == 0 {
		return
	}
	for _, field := range unknown {
		if !fields[field] {
			continue
		}
		fact := estate.FactToAsk{Subject: subject, Field: im.names.texts[field], OtherBoroughs: others}
		if len(*f) == limit && compareAsked(&fact, (*f)[limit-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(*f, &fact, compareAsked)
		*f = slices.Insert(*f, at, new(fact))
		*f = (*f)[:min(len(*f), limit)]
	}
}
