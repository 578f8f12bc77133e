package ocds

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"slices"
	"time"

	"boroughgraph/estate"
	"boroughgraph/ingest/parse"
	"boroughgraph/ingest/personal"
	"boroughgraph/ingest/report"
)

// Special values of position.within. Other values are indexes into a record's list of releases.
const (
	whole    = -1
	compiled = -2
)

// undated sorts before every date.
const undated = -1 << 63

// outline is the part of a release or record that indexing needs. Its fields may have any type,
// because publishers write all of them.
type outline struct {
	ocid, date         any // nil if absent
	compiled, releases json.RawMessage
}

// UnmarshalJSON matches field names exactly, as the rest of the package does: "OCID" is not an
// ocid.
func (o *outline) UnmarshalJSON(text []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return err
	}
	for name, value := range map[string]*any{"ocid": &o.ocid, "date": &o.date} {
		if len(fields[name]) > 0 {
			if err := json.Unmarshal(fields[name], value); err != nil { // a number out of range
				*value = string(fields[name])
			}
		}
	}
	o.compiled, o.releases = fields["compiledRelease"], fields["releases"]
	return nil
}

// statedOCID finds the ocid in a text that is not valid JSON.
var statedOCID = regexp.MustCompile(`"ocid"\s*:\s*"([^"\\]{1,200})"`)

// indexReleases reads the files once and returns where their releases are. Anything that is not a
// release is reported as skipped.
func indexReleases(ctx context.Context, files []File, all *Report) (*releaseIndex, error) {
	x := &releaseIndex{files: files, processes: map[[16]byte]uint32{}}
	for i, f := range files {
		before, strange := all.Read, 0
		err := scanReleases(f.File, func(p piece) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			e := Entry{File: f.Name, Offset: p.at, Path: p.path, Disposition: report.Skipped, Fault: true}
			if e.Reason = x.add(uint16(i), p, &e); e.Reason == "" {
				return nil
			}
			if e.Reason == notOCDS {
				strange++
			}
			all.add(e)
			return nil
		})
		if err == nil && strange > 0 && strange == all.Read-before && !slices.ContainsFunc(x.positions, func(p position) bool { return p.file == uint16(i) }) {
			err = estate.Invalidf("the file is JSON and has no OCDS releases: nothing in it has an ocid, `releases` or `records`; download a release package, a record package or releases")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return x, nil
}

const notOCDS = "it has no ocid: it is not an OCDS release"

// add indexes the releases in a piece. If there are none, it returns the reason.
func (x *releaseIndex) add(file uint16, p piece, e *Entry) string {
	text := utf8Text(p.text)
	if len(text) == 0 || text[0] != '{' {
		return notOCDS
	}
	var o outline
	if err := json.Unmarshal(text, &o); err != nil {
		if m := statedOCID.FindSubmatch(text); m != nil {
			e.OCID = personal.Masked(string(m[1]))
		}
		if wrong, ok := errors.AsType[*json.SyntaxError](err); ok {
			at := max(0, int(wrong.Offset)-1)
			e.Offset += int64(at)
			e.Value = string(text[max(0, at-20):min(len(text), at+20)])
			return "it is not valid JSON: " + wrong.Error()
		}
		return "it is not valid JSON"
	}
	found := position{file: file, at: p.at, length: int32(len(p.text)), within: whole}
	if isObject(o.compiled) {
		var c outline
		if json.Unmarshal(o.compiled, &c) == nil {
			found.within = compiled
			if c.ocid == nil {
				c.ocid = o.ocid
			}
			return x.note(found, c, e)
		}
	}
	var some []outline
	if len(o.releases) > 0 && json.Unmarshal(o.releases, &some) == nil && len(some) > 0 {
		for i, one := range some {
			if one.ocid == nil {
				return "its releases are links only: download a record package with them in it, or the releases"
			}
			found.within = int32(i)
			if why := x.note(found, one, e); why != "" {
				return why
			}
		}
		return ""
	}
	return x.note(found, o, e)
}

// note adds a release's position to the index. If the release can't be used, it returns the reason.
func (x *releaseIndex) note(p position, o outline, e *Entry) string {
	ocid, _ := o.ocid.(string)
	if ocid == "" && o.ocid == nil {
		return notOCDS
	}
	if ocid = parse.Clean(ocid); !parse.OCID.MatchString(ocid) {
		e.Value = fmt.Sprint(o.ocid)
		return "its ocid is malformed: it must be ocds-, six letters or digits, a hyphen and more"
	}
	date, _ := o.date.(string)
	p.date = undated
	if at, ok := instantOf(date); ok {
		p.date = at.UnixNano()
	}
	var key [16]byte
	sum := sha256.Sum256([]byte(ocid))
	copy(key[:], sum[:])
	number, known := x.processes[key]
	if !known {
		number = uint32(len(x.processes))
		x.processes[key] = number
	}
	p.process = number
	x.positions = append(x.positions, p)
	return ""
}

// instantOf parses a date with an optional time of day, which is midnight if absent.
func instantOf(text string) (time.Time, bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02"} {
		if t, err := time.Parse(layout, parse.Clean(text)); err == nil && t.Year() >= parse.FirstYear && t.Year() <= parse.LastYear {
			return t, true
		}
	}
	return time.Time{}, false
}

func isObject(text json.RawMessage) bool { return len(text) > 0 && text[0] == '{' }

// groups returns the releases of each ocid, in the order in which the files first name the ocids.
// Within an ocid they are sorted by date, then by their position in the files.
func (x *releaseIndex) groups() iter.Seq[[]position] {
	x.processes = nil // it was needed to number them
	slices.SortStableFunc(x.positions, func(a, b position) int {
		return cmp.Or(cmp.Compare(a.process, b.process), cmp.Compare(a.date, b.date))
	})
	return func(yield func([]position) bool) {
		for from, to := 0, 0; from < len(x.positions); from = to {
			for to = from + 1; to < len(x.positions) && x.positions[to].process == x.positions[from].process; {
				to++
			}
			if !yield(x.positions[from:to]) {
				return
			}
		}
	}
}

// read reads and parses an indexed release.
func (x *releaseIndex) read(p position) (map[string]any, error) {
	text := make([]byte, p.length)
	name := x.files[p.file].Name
	if _, err := x.files[p.file].File.ReadAt(text, p.at); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	release, err := document(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, errChanged)
	}
	record := release
	switch p.within {
	case whole:
	case compiled:
		release, _ = record["compiledRelease"].(map[string]any)
		if release["ocid"] == nil && release != nil {
			release["ocid"] = record["ocid"]
		}
	default:
		if all, _ := record["releases"].([]any); int(p.within) < len(all) {
			release, _ = all[p.within].(map[string]any)
		}
	}
	if release == nil {
		return nil, fmt.Errorf("%s: %w", name, errChanged)
	}
	return release, nil
}

// errChanged reports that a file is no longer as it was when it was indexed.
var errChanged = errors.New("it was changed while it was read: import it again")
