package main

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progressStep is after how many a line of progress is written where nobody knows how many there are.
const progressStep = 10_000

// progress shows how far a long command has come, on stderr: a bar on a terminal, elsewhere a
// line for every tenth, or for every progressStep.
type progress struct {
	out         io.Writer
	what        string                   // in the plural
	done, total int                      // total is below 0 where it is not known
	bar         *progressbar.ProgressBar // nil without a terminal
}

func (c *console) progress(what string, total int) *progress {
	p := &progress{out: c.stderr, what: what, total: total}
	if f, ok := c.stderr.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(what), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionClearOnFinish())
	}
	return p
}

// add says that n more are done.
func (p *progress) add(n int) { p.to(p.done + n) }

// to says that n are done in all.
func (p *progress) to(n int) {
	before := p.done
	p.done = n
	switch {
	case p.bar != nil:
		_ = p.bar.Set(n) // what cannot be shown is not worth stopping for
	case p.total < 0 && n/progressStep > before/progressStep:
		fmt.Fprintf(p.out, "%d %s\n", n, p.what)
	case p.total > 0 && n*10/p.total > before*10/p.total:
		fmt.Fprintf(p.out, "%d of %d %s\n", n, p.total, p.what)
	}
}

// end takes the bar away.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
