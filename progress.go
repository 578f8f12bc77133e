package main

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progressStep is how often a line of progress is written if the total is unknown.
const progressStep = 10_000

// progress shows on stderr how far a long command has come. On a terminal it draws a bar;
// elsewhere it writes a line for every tenth, or for every progressStep.
type progress struct {
	out         io.Writer
	what        string                   // in the plural
	done, total int                      // total is negative if unknown
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

// add records that n more are done.
func (p *progress) add(n int) { p.to(p.done + n) }

// to records that n are done in total.
func (p *progress) to(n int) {
	before := p.done
	p.done = n
	switch {
	case p.bar != nil:
		_ = p.bar.Set(n) // a bar that can't be drawn must not stop the command
	case p.total < 0 && n/progressStep > before/progressStep:
		fmt.Fprintf(p.out, "%d %s\n", n, p.what)
	case p.total > 0 && n*10/p.total > before*10/p.total:
		fmt.Fprintf(p.out, "%d of %d %s\n", n, p.total, p.what)
	}
}

// end removes the bar.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
