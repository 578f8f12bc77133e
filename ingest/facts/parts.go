package facts

import (
	"bytes"
	"iter"
	"slices"

	"boroughgraph/estate"
)

// partFacts is how many facts a part of a large import holds.
const partFacts = 1000

// passes are the nouns that may be very many. They are read after all others, in this order,
// because each refers to those before it. Each has a pass of its own over the files.
var passes = []string{"contract", "notice", "deployment", "evidence"}

// Parts reads files of facts in parts, so that they are never in memory as a whole. The first part
// has all facts except contracts, notices, deployments and evidence. No fact comes before one that
// it refers to, in whatever order they are in the files. Facts that refer to each other come in the
// same part. A line that is not a fact ends the sequence with an INVALID error that names the file
// and the line.
func Parts(files []File) iter.Seq2[*estate.Changes, error] {
	return func(yield func(*estate.Changes, error) bool) {
		p := parting{files, yield}
		goOn := p.first()
		for _, noun := range passes {
			goOn = goOn && p.pass(noun)
		}
	}
}

// parting yields parts. Its methods report whether to go on.
type parting struct {
	files []File
	yield func(*estate.Changes, error) bool
}

// first yields all facts that have no pass of their own.
func (p parting) first() bool {
	part := &estate.Changes{}
	for _, file := range p.files {
		for err := range file.addTo(part, func(text []byte) bool { return passOf(text) == "" }) {
			if err != nil {
				p.yield(nil, err)
				return false
			}
		}
	}
	return p.yield(part, nil)
}

// pass yields the facts of one noun.
func (p parting) pass(noun string) bool {
	contracts := newWaiting(func(c *estate.Contract) (id, other estate.ID) { return c.ID, c.Successor })
	deployments := newWaiting(func(d *estate.Deployment) (id, other estate.ID) { return d.ID, d.ReplacedBy })
	read, part := &estate.Changes{}, &estate.Changes{}
	for _, file := range p.files {
		for err := range file.addTo(read, func(text []byte) bool { return passOf(text) == noun }) {
			if err != nil {
				p.yield(nil, err)
				return false
			}
			for _, c := range read.Contracts {
				part.Contracts = append(part.Contracts, contracts.add(c)...)
			}
			for _, d := range read.Deployments {
				part.Deployments = append(part.Deployments, deployments.add(d)...)
			}
			part.Notices = append(part.Notices, read.Notices...)
			part.Evidence = append(part.Evidence, read.Evidence...)
			*read = estate.Changes{}
			if size(part) < partFacts {
				continue
			}
			if !p.yield(part, nil) {
				return false
			}
			part = &estate.Changes{}
		}
	}
	part.Contracts = append(part.Contracts, contracts.rest()...)
	part.Deployments = append(part.Deployments, deployments.rest()...)
	return size(part) == 0 || p.yield(part, nil)
}

// size returns the number of facts in a part, of nouns that have a pass of their own.
func size(part *estate.Changes) int {
	return len(part.Contracts) + len(part.Notices) + len(part.Deployments) + len(part.Evidence)
}

// passOf returns the pass in which a line is read: its noun, or "" for the first part.
func passOf(text []byte) string {
	_, after, _ := bytes.Cut(text, []byte{'"'})
	noun, _, _ := bytes.Cut(after, []byte{'"'})
	if slices.Contains(passes, string(noun)) {
		return string(noun)
	}
	return ""
}
