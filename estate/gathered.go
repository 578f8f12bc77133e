package estate

import (
	"iter"
	"slices"
)

// GatheredOn returns the parts of an import in which evidence counts to no day after today, the day
// on which it is gathered (RULES 1). Evidence that says when it was gathered is left alone, and so
// is evidence that the store already holds with such a day. So reading the same file again on a
// later day changes nothing. held returns what the store holds.
func GatheredOn(today Date, held func([]ID) (map[ID]Fact, error), parts iter.Seq2[*Changes, error]) iter.Seq2[*Changes, error] {
	return func(yield func(*Changes, error) bool) {
		for part, err := range parts {
			if err == nil {
				part, err = gatheredOn(today, held, part)
			}
			if !yield(part, err) {
				return
			}
		}
	}
}

func gatheredOn(today Date, held func([]ID) (map[ID]Fact, error), c *Changes) (*Changes, error) {
	var ids []ID
	for _, e := range c.Evidence {
		if e.mayOutlast(today) {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) == 0 {
		return c, nil
	}
	before, err := held(ids)
	if err != nil {
		return nil, err
	}
	now := *c
	now.Evidence = slices.Clone(c.Evidence)
	for i, e := range now.Evidence {
		if !e.mayOutlast(today) {
			continue
		}
		one := *e
		if was, ok := before[e.ID].Value.(*Evidence); ok {
			one.Gathered = was.Gathered
		}
		if one.Gathered == "" && e.AsOf.Last() > today {
			one.Gathered = today
		}
		now.Evidence[i] = &one
	}
	return &now, nil
}

// mayOutlast reports whether the evidence could count to a day after its gathering, today or when
// it was first read.
func (e *Evidence) mayOutlast(today Date) bool {
	return e.Gathered == "" && e.AsOf != "" && (e.AsOf.Precision() != PrecisionDay || e.AsOf.Last() > today)
}
