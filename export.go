package main

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"boroughgraph/estate"
	"boroughgraph/export"
)

// exportCommands are the export commands, one for each form.
type exportCommands struct {
	Facts    exportFacts    `cmd:"" help:"Write everything in the project's own form, one JSON object per line. Importing it into an empty store gives an equal graph."`
	Register exportRegister `cmd:"" help:"Write a borough's contracts as a contract register, CSV in the LGA's columns. Importing it again changes nothing."`
	OCDS     exportOCDS     `cmd:"" name:"ocds" help:"Write contracts and notices as a release package in the Open Contracting Data Standard 1.1."`
}

// exportFlags are the flags of every export.
type exportFlags struct {
	Out string `help:"The file to write, whole or not at all. Default: standard output." placeholder:"FILE"`
}

// exportFacts writes the whole graph as facts.
type exportFacts struct{ exportFlags }

// Run implements the command.
func (e *exportFacts) Run(c *console) error {
	return e.export(c, func(store estate.Store, w io.Writer) (string, error) {
		counts, err := store.Counts(c.ctx)
		if err != nil {
			return "", err
		}
		done := c.progress("facts", sum(counts))
		defer done.end()
		err = export.Facts(c.ctx, store, w, done.add)
		return fmt.Sprintf("%d facts", done.done), err
	})
}

// exportRegister writes the register of a borough.
type exportRegister struct {
	exportFlags
	Borough string `required:"" help:"Whose register: a slug such as camden, a GSS code or an id." placeholder:"KEY"`
}

// Run implements the command.
func (e *exportRegister) Run(c *console) error {
	return e.export(c, func(store estate.Store, w io.Writer) (string, error) {
		borough, err := c.borough(store, e.Borough)
		if err != nil {
			return "", err
		}
		n, err := export.Register(c.ctx, store, borough, w)
		return fmt.Sprintf("%d contracts of %s", n, borough.Name), err
	})
}

// exportOCDS writes contracts and notices as a release package.
type exportOCDS struct {
	exportFlags
	Borough string `help:"Only the contracts and notices of this borough: a slug such as camden, a GSS code or an id." placeholder:"KEY"`
}

// Run implements the command.
func (e *exportOCDS) Run(c *console) error {
	return e.export(c, func(store estate.Store, w io.Writer) (string, error) {
		o := export.OCDSOptions{Published: c.now()}
		if e.Borough != "" {
			var err error
			if o.Borough, err = c.borough(store, e.Borough); err != nil {
				return "", err
			}
		}
		n, err := export.OCDS(c.ctx, store, o, w)
		return fmt.Sprintf("%d releases; %d notices are left out, because their stage is unknown", n.Releases, n.LeftOut), err
	})
}

// borough returns the borough that a key names.
func (c *console) borough(store estate.Store, key string) (*estate.Borough, error) {
	k := estate.BoroughKey(key)
	named, err := store.BoroughsByKey(c.ctx, []estate.BoroughKey{k})
	if err != nil {
		return nil, err
	}
	if len(named[k]) != 1 {
		return nil, estate.Invalidf("--borough %s is not one borough: write a slug such as camden, a GSS code or an id", key)
	}
	found, err := store.BoroughsByID(c.ctx, named[k])
	return found[named[k][0]], err
}

// export opens the store and calls write, which returns a line that says what it wrote.
func (e exportFlags) export(c *console, write func(store estate.Store, w io.Writer) (string, error)) error {
	store, place, err := c.open()
	if err != nil {
		return err
	}
	return c.close(store, func() error {
		switch empty, err := c.empty(store); {
		case err != nil:
			return err
		case empty:
			return fmt.Errorf("the store %s is empty: name another with --store, or fill it with `import facts --bundled`", place)
		}
		var wrote string
		writing := func(w io.Writer) error {
			buffered := bufio.NewWriter(w)
			var err error
			if wrote, err = write(store, buffered); err != nil {
				return err
			}
			return buffered.Flush()
		}
		if e.Out == "" {
			return ignoreClosed(writing(c.stdout))
		}
		if err := writeWhole(e.Out, writing); err != nil {
			return err
		}
		fmt.Fprintf(c.stdout, "%s: %s\n", e.Out, wrote)
		return nil
	}())
}

// ignoreClosed drops the error of a closed pipe, because a reader such as head has seen enough.
func ignoreClosed(err error) error {
	if errors.Is(err, syscall.EPIPE) {
		return nil
	}
	return err
}

// writeWhole writes a file under a temporary name and renames it when it is complete. It writes to
// a device, or anything else that is not a regular file, directly.
func writeWhole(path string, write func(io.Writer) error) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return unwritable(path, err)
		}
		return errors.Join(write(f), f.Close())
	}
	part := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+rand.Text()[:8])
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return unwritable(path, err)
	}
	err = write(f)
	if failed := errors.Join(f.Sync(), f.Close()); err == nil && failed != nil {
		err = unwritable(path, failed)
	}
	if err == nil {
		if failed := os.Rename(part, path); failed != nil {
			err = unwritable(path, failed)
		}
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return nil
}

func unwritable(path string, err error) error {
	return fmt.Errorf("%s cannot be written (%w): choose another file with --out", path, err)
}
