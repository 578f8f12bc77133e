package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"boroughgraph/data"
	"boroughgraph/estate"
	"boroughgraph/ingest/facts"
)

// importFacts imports files and folders of facts in one transaction.
type importFacts struct {
	importFlags
	Bundled bool     `help:"Also import the facts that come with the program, to update a store that an earlier version filled."`
	Paths   []string `arg:"" optional:"" name:"path" help:"A file, or a folder with .jsonl files."`
}

// Run implements the command.
func (i *importFacts) Run(c *console) error {
	if len(i.Paths) == 0 && !i.Bundled {
		return usageError{errors.New("name a file or a folder of facts, or say --bundled")}
	}
	files, origins, err := i.files()
	if err != nil {
		return err
	}
	return c.merge(source{
		form: estate.FormFacts, origin: strings.Join(origins, ", "), files: files,
		read: func(known) (*reading, error) { return &reading{parts: facts.Parts(files)}, nil },
	}, i.importFlags)
}

// files returns the files to read, and their names for the batch.
func (i *importFacts) files() (files []facts.File, origins []string, err error) {
	if i.Bundled {
		if files, err = facts.Files(data.Files); err != nil {
			return nil, nil, fmt.Errorf("the bundled facts are damaged: %w", err)
		}
		origins = append(origins, bundledOrigin)
	}
	for _, path := range i.Paths {
		found, err := factFiles(path)
		if err != nil {
			return nil, nil, fmt.Errorf("%s cannot be read: %w", path, err)
		}
		files, origins = append(files, found...), append(origins, filepath.Base(path))
	}
	return files, origins, nil
}

// factFiles returns a file, or every .jsonl file of a folder.
func factFiles(path string) ([]facts.File, error) {
	paths := []string{path}
	info, err := os.Stat(path)
	if err == nil && info.IsDir() {
		if paths, err = filepath.Glob(filepath.Join(path, "*.jsonl")); err == nil && len(paths) == 0 {
			err = errors.New("it holds no .jsonl file")
		}
	}
	var files []facts.File
	for _, path := range paths {
		files = append(files, facts.File{Name: path, Open: func() (io.ReadCloser, error) { return os.Open(path) }})
	}
	return files, err
}
