package sqlite

import (
	"context"
	"fmt"
	"os"
	"strings"

	"boroughgraph/estate"
)

// checkedFacts is how many facts Check holds at a time.
const checkedFacts = 500

// Check reads the whole file: its structure, whether indexes and references agree with the tables,
// and the fingerprint of each fact. It returns CodeUnavailable, naming the place, if anything is
// damaged. From then on Ready returns the same error, because an answer might be wrong. A large
// file takes minutes; reads go on meanwhile.
func (s *Store) Check(ctx context.Context) error {
	db := s.reads
	if s.keep == nil {
		own, err := pool(s.source, 1, checkCacheKiB, "_pragma=query_only(1)")
		if err != nil {
			return s.openError(err)
		}
		defer own.Close()
		db = own
	}
	for _, check := range []func(context.Context, querier) error{s.checkFile, s.checkLinks, s.checkFacts} {
		err := check(ctx, db)
		if ctx.Err() != nil {
			return estate.FromContext("check", ctx.Err())
		}
		if err != nil {
			err = s.openError(err)
			s.damage.CompareAndSwap(nil, &err)
			return err
		}
	}
	return nil
}

func (s *Store) checkFile(ctx context.Context, db querier) error {
	var faults []string
	err := query(ctx, unprepared{db, s.text(ask("check_file", nil))}, nil, func(r row) error {
		if fault := r.Text("fault"); fault != "ok" {
			faults = append(faults, fault)
		}
		return nil
	})
	if err == nil && len(faults) > 0 {
		const shown = 3
		err = s.damaged(fmt.Sprintf("%d faults in its structure, the first: %s",
			len(faults), strings.Join(faults[:min(shown, len(faults))], "; ")))
	}
	return err
}

func (s *Store) checkLinks(ctx context.Context, db querier) error {
	return query(ctx, unprepared{db, s.text(ask("check_links", nil))}, nil, func(r row) error {
		return s.damaged(fmt.Sprintf("%d rows of %s refer to nothing", r.Number("count"), r.Text("name")))
	})
}

func (s *Store) checkFacts(ctx context.Context, db querier) error {
	for after, more := "", true; more; {
		more = false
		p := parameters{"after": after, "limit": checkedFacts}
		err := query(ctx, unprepared{db, s.text(ask("check_facts", nil))}, p, func(r row) error {
			id := r.Text("id")
			if estate.Digest(r.Text("facts")) != r.Text("digest") {
				return s.damaged("the fact " + id + " is not what was written")
			}
			after, more = id, true
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) damaged(where string) error {
	return unavailable(fmt.Sprintf("%s is damaged (%s): put a backup in its place", s.place, where), nil)
}

// identity tells whether the file is still the one that was opened.
type identity struct {
	file   os.FileInfo
	tables int
}

// identify remembers the file that is open.
func (s *Store) identify(ctx context.Context) (err error) {
	if s.keep != nil {
		return nil
	}
	if s.opened.file, err = os.Stat(s.options.Path); err != nil {
		return err
	}
	s.opened.tables, err = s.tables(ctx)
	return err
}

// unchanged returns an error if another file stands in the place of the open one, or a table is
// gone.
func (s *Store) unchanged(ctx context.Context) error {
	if s.opened.file == nil {
		return nil
	}
	now, err := os.Stat(s.options.Path)
	if err != nil {
		return unavailable(s.place+" is gone: stop the program, put the file back and start again", err)
	}
	if !os.SameFile(now, s.opened.file) {
		return unavailable(s.place+" was replaced while it was open: start the program again", nil)
	}
	tables, err := s.tables(ctx)
	if err == nil && tables < s.opened.tables {
		err = s.damaged("a table or an index is gone")
	}
	return err
}

func (s *Store) tables(ctx context.Context) (n int, err error) {
	err = query(ctx, unprepared{s.checks, s.text(ask("meta_file", nil))}, nil, func(r row) error {
		n = r.Number("table_count")
		return nil
	})
	return n, err
}
