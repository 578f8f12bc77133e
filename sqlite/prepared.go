package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// mostPrepared is the largest number of statements that are kept prepared. A store sends about 150
// in practice; filters allow for thousands of combinations, which are then prepared each time.
const mostPrepared = 512

// prepared keeps statements prepared, because preparing one takes as long as reading a short page.
// The zero value is ready to use. It is safe for concurrent use.
type prepared struct {
	mu     sync.Mutex
	byForm map[string]*sql.Stmt
	used   used
}

// statement returns the prepared statement of a form. It asks for the text the first time only.
func (p *prepared) statement(ctx context.Context, db *sql.DB, form string, text func() string) (source, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if st := p.byForm[form]; st != nil {
		p.used.with.Add(1)
		return st, nil
	}
	p.used.without.Add(1)
	if len(p.byForm) == mostPrepared {
		return unprepared{db, text()}, nil
	}
	// The lock is not held while a connection prepares the statement: it may have to wait for one.
	p.mu.Unlock()
	st, err := db.PrepareContext(ctx, text())
	p.mu.Lock()
	if err != nil {
		return nil, err
	}
	if other := p.byForm[form]; other != nil { // another read was faster
		defer st.Close()
		return other, nil
	}
	if p.byForm == nil {
		p.byForm = map[string]*sql.Stmt{}
	}
	p.byForm[form] = st
	return st, nil
}
