package export

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"boroughgraph/estate"
)

// OCDSStore has the Store methods that OCDS needs.
type OCDSStore interface {
	estate.Boroughs
	estate.Contracts
	estate.Notices
	estate.Suppliers
	estate.Batches
	EvidenceOf(ctx context.Context, subjects []estate.ID) (map[estate.ID][]*estate.Evidence, error)
}

// OCDSOptions say what to export.
type OCDSOptions struct {
	Borough   *estate.Borough // only its contracts and notices; nil for all
	Published time.Time       // the date of the package
}

// OCDSCounts says how many releases were written, and how many notices were left out because their
// stage is unknown.
type OCDSCounts struct{ Releases, LeftOut int }

// OCDS writes a release package of the Open Contracting Data Standard 1.1, with a release for each
// contract, by title, and then for each notice, by deadline. Fields that begin with "x_" are
// extensions for what the standard cannot express, such as VAT and sources. Unknown facts are left
// out. docs/exports.md has the mapping.
//
// It returns CodeNotFound if there is nothing to publish, and CodeConflict if the store was written
// to in the meantime.
func OCDS(ctx context.Context, s OCDSStore, o OCDSOptions, w io.Writer) (OCDSCounts, error) {
	p := &packageWriter{ctx: ctx, store: s, w: w, published: o.Published.UTC().Format(time.RFC3339)}
	err := whole(ctx, s, func() error {
		if err := p.open(o.Borough); err != nil {
			return err
		}
		if err := each(contractsOf(ctx, s, o.Borough), p.contracts); err != nil {
			return err
		}
		if err := each(noticesOf(ctx, s, o.Borough), p.notices); err != nil {
			return err
		}
		if p.counts.Releases == 0 { // the standard allows no empty package
			return estate.NotFoundf("there is no contract and no notice of a known stage to publish: choose another borough, or import some first")
		}
		_, err := io.WriteString(w, "\n]}\n")
		return err
	})
	return p.counts, err
}

// noticesOf returns a function that reads pages of a borough's notices by deadline, or of all
// notices if borough is nil.
func noticesOf(ctx context.Context, s estate.Notices, borough *estate.Borough) func(estate.Window) (estate.Page[*estate.Notice], error) {
	return func(w estate.Window) (estate.Page[*estate.Notice], error) {
		if borough == nil {
			return s.Notices(ctx, estate.NoticeFilter{}, estate.NoticesByDeadline, w)
		}
		pages, err := s.NoticesOf(ctx, []estate.ID{borough.ID}, estate.NoticeFilter{}, estate.NoticesByDeadline, w)
		return pages[borough.ID], err
	}
}

// packageWriter writes a release package, release by release.
type packageWriter struct {
	ctx       context.Context
	store     OCDSStore
	w         io.Writer
	published string
	counts    OCDSCounts
}

// open writes everything before the releases.
func (p *packageWriter) open(borough *estate.Borough) error {
	of := "all"
	if borough != nil {
		of = borough.Slug
	}
	head, err := json.Marshal(map[string]any{
		"uri": "urn:boroughgraph:ocds:" + of + ":" + p.published, "version": "1.1", "publishedDate": p.published,
		"publisher": map[string]string{"name": "The borough technology graph"},
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.w, "%s,\"releases\":[", head[:len(head)-1])
	return err
}

// write writes one release.
func (p *packageWriter) write(r *release) error {
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	comma := ","
	if p.counts.Releases == 0 {
		comma = ""
	}
	p.counts.Releases++
	_, err = fmt.Fprintf(p.w, "%s\n%s", comma, text)
	return err
}

// contracts writes a release for each contract.
func (p *packageWriter) contracts(contracts []*estate.Contract) error {
	var subjects, boroughs, suppliers []estate.ID
	for _, c := range contracts {
		subjects = append(subjects, c.ID)
		for _, x := range c.Parties {
			boroughs = append(boroughs, x.Borough)
		}
		for _, x := range c.Suppliers {
			suppliers = append(suppliers, x.Supplier)
		}
	}
	found, err := p.around(subjects, boroughs, suppliers)
	if err != nil {
		return err
	}
	for _, c := range contracts {
		if err := p.write(found.contract(c)); err != nil {
			return err
		}
	}
	return nil
}

// notices writes a release for each notice of a known stage.
func (p *packageWriter) notices(notices []*estate.Notice) error {
	var subjects, boroughs, suppliers []estate.ID
	for _, n := range notices {
		subjects, suppliers = append(subjects, n.ID), append(suppliers, n.Suppliers...)
		for _, x := range n.Parties {
			boroughs = append(boroughs, x.Borough)
		}
	}
	found, err := p.around(subjects, boroughs, suppliers)
	if err != nil {
		return err
	}
	for _, n := range notices {
		if n.Stage == "" {
			p.counts.LeftOut++
			continue
		}
		if err := p.write(found.notice(n)); err != nil {
			return err
		}
	}
	return nil
}

// around reads the boroughs and suppliers that contracts and notices name, and the evidence on
// them.
func (p *packageWriter) around(subjects, boroughs, suppliers []estate.ID) (*surroundings, error) {
	found := &surroundings{published: p.published}
	var err error
	if found.boroughs, err = p.store.BoroughsByID(p.ctx, boroughs); err != nil {
		return nil, err
	}
	if found.suppliers, err = p.store.SuppliersByID(p.ctx, suppliers); err != nil {
		return nil, err
	}
	found.evidence, err = p.store.EvidenceOf(p.ctx, subjects)
	return found, err
}
