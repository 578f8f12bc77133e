package main

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a long command has come: a bar on a terminal, a line for
// every tenth elsewhere, on stderr in either case.
type progress struct {
	to          io.Writer
	what        string // in the plural
	done, total int
	bar         *progressbar.ProgressBar // nil without a terminal
}

func (c *console) progress(what string, total int) *progress {
	p := &progress{to: c.stderr, what: what, total: total}
	if f, ok := c.stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish())
	}
	return p
}

// add says that n more are done.
func (p *progress) add(n int) {
	before := p.done
	p.done += n
	switch {
	case p.bar != nil:
		_ = p.bar.Add(n) // what cannot be shown is not worth stopping for
	case n > 0 && (p.done*10/p.total > before*10/p.total):
		fmt.Fprintf(p.to, "%d of %d %s\n", p.done, p.total, p.what)
	}
}
