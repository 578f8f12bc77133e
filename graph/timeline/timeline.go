// Package timeline draws a group of contracts that could be bought together as an SVG picture. Each
// contract has a bar up to its end. Its options are hatched, and options that are only assumed have
// a question mark. The best window is shaded. Nothing depends on colour, and a title and a
// description say in words what the picture shows.
package timeline

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"boroughgraph/estate"
)

// Picture has the data of a picture.
type Picture struct {
	Subject  string // what could be bought
	AsOf     estate.Date
	From, To estate.Date // the days shown
	Rows     []Row
	// Window is the best window, or nil if there is none. Boroughs has the names of its boroughs.
	Window   *estate.JointWindow
	Boroughs []string
}

// Row is one contract.
type Row struct {
	Boroughs []string // names
	Title    string   // empty if not seen
	Start    estate.Date
	Offer    *estate.Offer
	Joins    bool // whether it joins on the start date
}

// The dimensions of the picture in pixels.
const (
	left, right = 250, 30 // beside the days
	width       = 960
	top         = 64 // above the first row
	rowHeight   = 34
	barHeight   = 16
	bottom      = 56
)

// canvas is a picture being drawn.
type canvas struct {
	bytes.Buffer
	p *Picture
}

// Draw returns the picture as SVG.
func Draw(p Picture) []byte {
	c := &canvas{p: &p}
	height := top + rowHeight*len(p.Rows) + bottom
	c.printf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12">`+"\n", width, height, width, height)
	c.printf("<title id=\"title\">%s</title>\n<desc id=\"desc\">%s</desc>\n", escape(p.title()), escape(p.description()))
	c.printf(`<defs><pattern id="option" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><line x1="0" y1="0" x2="0" y2="6" stroke="#333" stroke-width="2"/></pattern></defs>` + "\n")
	c.printf(`<rect width="%d" height="%d" fill="#fff"/>`+"\n", width, height)
	c.printf(`<text x="12" y="24" font-size="16" font-weight="bold">%s</text>`+"\n", escape(p.title()))
	base := top + rowHeight*len(p.Rows)
	c.window(base)
	c.years(base)
	for i, r := range p.Rows {
		c.row(r, top+rowHeight*i)
	}
	c.legend(base + 36)
	c.printf("</svg>\n")
	return c.Bytes()
}

func (c *canvas) printf(format string, args ...any) { fmt.Fprintf(c, format, args...) }

// x returns the horizontal position of a day, clamped to the picture.
func (c *canvas) x(d estate.Date) int {
	d = min(max(d, c.p.From), c.p.To)
	return left + (width-left-right)*c.p.From.DaysUntil(d)/max(1, c.p.From.DaysUntil(c.p.To))
}

// window shades the best window and marks its start.
func (c *canvas) window(base int) {
	w := c.p.Window
	if w == nil {
		return
	}
	from, to, start := c.x(w.From), c.x(w.To.AddDays(1)), c.x(w.StartDate)
	c.printf(`<rect x="%d" y="%d" width="%d" height="%d" fill="#ddd" stroke="#333" stroke-dasharray="4 3"/>`+"\n", from, top-14, max(2, to-from), base-top+14)
	c.printf(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="#000" stroke-width="2"/>`+"\n", start, top-14, start, base)
	c.printf(`<text x="%d" y="%d" text-anchor="middle">start %s</text>`+"\n", start, top-20, w.StartDate)
}

// years marks the first day of each year.
func (c *canvas) years(base int) {
	c.printf(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="#333"/>`+"\n", left, base, width-right, base)
	for d := estate.Date(c.p.From[:4] + "-01-01"); d <= c.p.To; d = d.AddMonths(12) {
		if d >= c.p.From {
			c.printf(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="#333"/><text x="%d" y="%d" text-anchor="middle">%s</text>`+"\n", c.x(d), base, c.x(d), base+5, c.x(d), base+18, d[:4])
		}
	}
}

// row draws a contract: its label, its bar up to the first free date, and its options after it.
func (c *canvas) row(r Row, y int) {
	label := strings.Join(r.Boroughs, ", ")
	mark := ""
	if r.Joins {
		mark = "● "
	}
	c.printf(`<g><title>%s</title>`, escape(label+": "+r.description()))
	c.printf(`<text x="12" y="%d">%s</text><text x="12" y="%d" font-size="10" fill="#333">%s</text>`, y+12, escape(mark+shorten(label, 36)), y+25, escape(shorten(r.Title, 42)))
	free := r.Offer.FreeDates
	if len(free) == 0 {
		c.printf(`<text x="%d" y="%d" font-style="italic">no end is known, or all have passed</text></g>`+"\n", left+6, y+14)
		return
	}
	c.bar(max(r.Start, c.p.From), free[0].Date, y, "#777")
	for i := 1; i < len(free); i++ {
		c.bar(free[i-1].Date, free[i].Date, y, "url(#option)")
		if free[i].Assumed {
			c.printf(`<text x="%d" y="%d" font-weight="bold" stroke="#fff" stroke-width="3" paint-order="stroke">?</text>`, (c.x(free[i-1].Date)+c.x(free[i].Date))/2-3, y+13)
		}
	}
	c.printf("</g>\n")
}

func (c *canvas) bar(from, to estate.Date, y int, fill string) {
	if x, end := c.x(from), c.x(to); end > x {
		c.printf(`<rect x="%d" y="%d" width="%d" height="%d" fill="%s" stroke="#000"/>`, x, y, end-x, barHeight, fill)
	}
}

func (c *canvas) legend(y int) {
	x := 12
	for _, item := range []struct{ fill, text string }{
		{"#777", "contract"}, {"url(#option)", "later exit; ? needs an unconfirmed option"}, {"#ddd", "window in which all ● can start together"},
	} {
		c.printf(`<rect x="%d" y="%d" width="24" height="12" fill="%s" stroke="#000"/><text x="%d" y="%d">%s</text>`+"\n", x, y, item.fill, x+30, y+10, item.text)
		x += 60 + 7*len(item.text)
	}
}

func (p *Picture) title() string {
	return fmt.Sprintf("%s: who could buy it together, as of %s", p.Subject, p.AsOf)
}

// description returns in words what the picture shows.
func (p *Picture) description() string {
	var b strings.Builder
	if w := p.Window; w == nil {
		b.WriteString("There is no window in which enough boroughs can start together.")
	} else {
		fmt.Fprintf(&b, "%s can start together from %s to %s, best on %s.", strings.Join(p.Boroughs, ", "), w.From, w.To, w.StartDate)
	}
	for _, r := range p.Rows {
		fmt.Fprintf(&b, " %s: %s.", strings.Join(r.Boroughs, ", "), r.description())
	}
	return b.String()
}

// description returns in words what a row's bars show.
func (r Row) description() string {
	if len(r.Offer.FreeDates) == 0 {
		return "no end is known, or all have passed"
	}
	var parts []string
	for _, f := range r.Offer.FreeDates {
		part := "free on " + string(f.Date)
		if f.Assumed {
			part += " by an unconfirmed option"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // writing to a buffer does not fail
	return b.String()
}
