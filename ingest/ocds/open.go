package ocds

import (
	"context"
	"iter"

	"boroughgraph/estate"
	"boroughgraph/ingest/match"
)

// partProcesses is how many contracting processes one part of an import holds. It bounds the memory
// in use.
const partProcesses = 50

// Open indexes files of releases. A file without releases, or a damaged one, is an INVALID error
// that names the file and the place.
func Open(ctx context.Context, files []File, o Options) (*Releases, error) {
	r := newReleases(o)
	var err error
	r.index, err = indexReleases(ctx, files, r.Report)
	return r, err
}

// newReleases returns a reader of releases without files.
func newReleases(o Options) *Releases {
	return &Releases{
		Report: &Report{entry: o.Entry, reasons: map[string]*Reasons{}},
		o:      o, places: match.NewPlaces(o.Boroughs), match: match.NewSuppliers(o.Known, o.Renamed), given: map[estate.ID]bool{},
	}
}

// Parts returns what the releases say, a few processes at a time: notices, contracts and
// frameworks, the suppliers and sources that they name, and evidence. An error ends the sequence.
// Then nothing of the files may be applied.
func (r *Releases) Parts(ctx context.Context) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		var some []*process
		hand := func() (bool, error) {
			part, err := r.part(ctx, some)
			some = nil
			if err != nil {
				return false, err
			}
			if r.o.Progress != nil {
				r.o.Progress(r.Report.Read)
			}
			return len(part.Facts())+len(part.Removed) == 0 || yield(part, nil), nil
		}
		for group := range r.index.groups() {
			err := ctx.Err()
			if err == nil {
				var p *process
				if p, err = r.gather(group); err == nil && len(p.releases) > 0 {
					some = append(some, p)
				}
			}
			on := true
			if err == nil && len(some) == partProcesses {
				on, err = hand()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !on {
				return
			}
		}
		if _, err := hand(); err != nil {
			yield(nil, err)
		}
	}
}
