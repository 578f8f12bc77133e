// Command boroughgraph serves the graph of London's boroughs, the services they deliver, the
// systems they run, and the suppliers and contracts behind these.
//
// This file reads flags, wires the packages together and runs commands. It has no rules of its
// own. It is the only place that reads the clock.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"boroughgraph/cypher"
	"boroughgraph/estate"
	"boroughgraph/graph"
	"boroughgraph/sqlite"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // one line on stderr says what went wrong and how to fix it
	exitUsage  = 2 // the command line is wrong
)

// drainTime is how long a stopping server waits for requests in progress.
const drainTime = 10 * time.Second

// cli is the command line. Each flag can also be set in the environment.
type cli struct {
	Store    string        `help:"Where the graph is kept: sqlite:PATH, or neo4j://HOST:7687 (also bolt, neo4j+s, bolt+s). Default: a file in your data folder." placeholder:"PLACE" env:"BOROUGHGRAPH_STORE"`
	Username string        `name:"neo4j-username" help:"User of the Neo4j server." default:"neo4j" env:"NEO4J_USERNAME"`
	ReadOnly bool          `help:"Do not change the store; for a SQLite file that cannot be written." env:"BOROUGHGRAPH_READ_ONLY"`
	Password string        `name:"neo4j-password" help:"Its password. Setting it in the environment keeps it out of the process list." env:"NEO4J_PASSWORD"`
	Secret   string        `name:"neo4j-password-file" help:"File with its password, instead of the password itself." placeholder:"FILE" env:"NEO4J_PASSWORD_FILE"`
	Database string        `name:"neo4j-database" help:"Database on the Neo4j server. Default: the server's own." env:"NEO4J_DATABASE"`
	Silence  time.Duration `name:"neo4j-silence" help:"How long the Neo4j server may be silent before it counts as gone." default:"700ms" env:"NEO4J_SILENCE"`

	Serve       serveCommand       `cmd:"" default:"withargs" help:"Serve the API and the playground; the default. An empty store gets the facts that come with the program."`
	Import      importCommands     `cmd:"" help:"Merge facts into the store."`
	Export      exportCommands     `cmd:"" help:"Write what the store holds, in the project's own form or in others."`
	Batches     batchesCommand     `cmd:"" help:"List the imports, newest first."`
	Revert      revertCommand      `cmd:"" help:"Take an import back: remove what it created and restore what it changed."`
	Suggestions suggestionsCommand `cmd:"" help:"List possible duplicates of suppliers and contracts, and systems that contracts may cover, to confirm or refuse."`
	Confirm     confirmCommand     `cmd:"" help:"Confirm a suggestion: it becomes a fact, and later imports follow it."`
	Refuse      refuseCommand      `cmd:"" help:"Refuse a suggestion, so that it is not made again."`
	Generate    generateCommand    `cmd:"" help:"Fill the store with a synthetic estate of any size, every source marked SYNTHETIC."`
	Migrate     migrateCommand     `cmd:"" help:"Bring the store up to date with this program, and derive everything again by its rules."`
	Check       checkCommand       `cmd:"" help:"Read the whole store and report any damage to it."`
	Schema      schemaCommand      `cmd:"" help:"Print the GraphQL schema."`
	Version     versionCommand     `cmd:"" help:"Print the version."`
}

// console has what commands need besides the store.
type console struct {
	ctx    context.Context
	stdout io.Writer
	stderr io.Writer
	now    func() time.Time
	cli    *cli
	// wait is how long to wait for a Neo4j server that is still starting.
	wait time.Duration
	// onStatement is the OnStatement of the stores.
	onStatement func(ctx context.Context, name string) (done func(error))
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr, time.Now))
}

// run runs a command line and returns its exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, now func() time.Time) int {
	var c cli
	status, left := exitDone, false
	parser, err := kong.New(&c,
		kong.Name("boroughgraph"),
		kong.Description("The graph of London's boroughs, the services, systems, suppliers and contracts."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { status, left = code, true }), // after --help
		limitDefaults(),
	)
	if err != nil {
		panic(err) // cli is not a valid command line
	}
	command, err := parser.Parse(args)
	if left {
		return status
	}
	if err != nil {
		fmt.Fprintf(stderr, "boroughgraph: %s (boroughgraph --help shows what can be written)\n", oneLine(err))
		return exitUsage
	}
	err = command.Run(&console{ctx: ctx, stdout: stdout, stderr: stderr, now: now, cli: &c})
	switch wrong := (usageError{}); {
	case errors.As(err, &wrong):
		fmt.Fprintf(stderr, "boroughgraph: %s\n", oneLine(err))
		return exitUsage
	case err != nil:
		fmt.Fprintf(stderr, "boroughgraph: %s\n", oneLine(err))
		return exitFailed
	}
	return exitDone
}

// usageError is a wrong flag or argument: running the command again cannot succeed.
type usageError struct{ error }

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// today returns the day by the console's clock, in the local time zone.
func (c *console) today() estate.Date { return estate.DateOf(c.now()) }

// open opens the store that the command line names; place is where it is.
func (c *console) open() (store estate.Store, place string, err error) {
	scheme, rest, ok := strings.Cut(c.cli.Store, ":")
	switch {
	case c.cli.Store == "":
		folder, err := dataFolder()
		if err != nil {
			return nil, "", err
		}
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, "", fmt.Errorf("cannot create the data folder (%w): choose a file with --store sqlite:PATH", err)
		}
		return c.openFile(filepath.Join(folder, "estate.db"))
	case ok && scheme == "sqlite" && rest != "":
		return c.openFile(rest)
	case ok && slices.Contains([]string{"neo4j", "bolt", "neo4j+s", "bolt+s"}, scheme):
		password, err := c.password()
		if err != nil {
			return nil, "", err
		}
		s, err := cypher.Open(c.ctx, cypher.Options{
			URI: c.cli.Store, Username: c.cli.Username, Password: password, Database: c.cli.Database,
			OnStatement: c.onStatement, Silence: c.cli.Silence, Wait: c.wait, OnWait: c.sayWaiting(),
		})
		if err != nil {
			return nil, "", err
		}
		return s, redacted(c.cli.Store), nil
	}
	return nil, "", usageError{estate.Invalidf("%q is not a store: write sqlite:PATH or neo4j://HOST:7687", redacted(c.cli.Store))}
}

// password returns the password of the Neo4j server. A line break at the end of its file is not
// part of it.
func (c *console) password() (string, error) {
	if c.cli.Secret == "" {
		return c.cli.Password, nil
	}
	if c.cli.Password != "" {
		return "", usageError{errors.New("give the password of the Neo4j server or a file with it, not both")}
	}
	text, err := os.ReadFile(c.cli.Secret)
	if err != nil {
		return "", fmt.Errorf("the password of the Neo4j server cannot be read (%w): correct --neo4j-password-file", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// sayWaiting returns a function that says why the program waits for its store, once for each
// reason.
func (c *console) sayWaiting() func(error) {
	said := ""
	return func(err error) {
		e, _ := errors.AsType[*estate.Error](err)
		if e == nil || e.Message == said {
			return
		}
		said = e.Message
		fmt.Fprintf(c.stderr, "boroughgraph: %s; trying again for up to %s\n", e.Message, c.wait)
	}
}

func (c *console) openFile(path string) (estate.Store, string, error) {
	s, err := sqlite.Open(c.ctx, sqlite.Options{Path: path, ReadOnly: c.cli.ReadOnly, OnStatement: c.onStatement})
	if err != nil {
		return nil, "", err
	}
	return s, path, nil
}

// redacted returns an address without the password that it may contain.
func redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "what --store holds"
	}
	return u.Redacted()
}

// dataFolder returns the folder where programs on this system keep a user's data.
func dataFolder() (string, error) {
	if folder := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(folder) {
		return filepath.Join(folder, "boroughgraph"), nil
	}
	if folder := os.Getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && folder != "" {
		return filepath.Join(folder, "boroughgraph"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no home folder to keep the graph in (%w): choose a file with --store sqlite:PATH", err)
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "boroughgraph"), nil
	}
	return filepath.Join(home, ".local", "share", "boroughgraph"), nil
}

// close closes a store, and joins an error from closing to err.
func (c *console) close(store estate.Store, err error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.ctx), drainTime)
	defer cancel()
	return errors.Join(err, store.Close(ctx))
}

// migrateCommand brings a store up to date.
type migrateCommand struct{}

// Run implements the command.
func (*migrateCommand) Run(c *console) error {
	store, place, err := c.open() // applies missing migrations
	if err != nil {
		return err
	}
	if err := c.close(store, store.Rebuild(c.ctx)); err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "store %s is up to date\n", place)
	return nil
}

// checkCommand reads the whole store.
type checkCommand struct{}

// checker is a store that can check itself for damage. Neo4j has its own command for that.
type checker interface {
	Check(context.Context) error
	CheckDerived(context.Context) error
}

// Run implements the command.
func (*checkCommand) Run(c *console) error {
	store, place, err := c.open()
	if err != nil {
		return err
	}
	checked, ok := store.(checker)
	if !ok {
		return c.close(store, usageError{errors.New("a Neo4j server checks its own files: run neo4j-admin database check")})
	}
	err = checked.Check(c.ctx)
	if err == nil && !c.cli.ReadOnly {
		err = checked.CheckDerived(c.ctx)
	}
	if err := c.close(store, err); err != nil {
		return err
	}
	if c.cli.ReadOnly {
		fmt.Fprintf(c.stdout, "store %s is whole; what is derived from its facts was not compared, because it is only read\n", place)
		return nil
	}
	fmt.Fprintf(c.stdout, "store %s is whole\n", place)
	return nil
}

// schemaCommand prints the schema.
type schemaCommand struct{}

// Run implements the command.
func (*schemaCommand) Run(c *console) error {
	_, err := io.WriteString(c.stdout, graph.SDL())
	return err
}

// versionCommand prints the version that this program was built from.
type versionCommand struct{}

// Run implements the command.
func (*versionCommand) Run(c *console) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this program was built without a record of its version: build it with go build")
	}
	built := map[string]string{}
	for _, s := range info.Settings {
		built[s.Key] = s.Value
	}
	fmt.Fprintf(c.stdout, "boroughgraph %s\n", info.Main.Version)
	if revision := built["vcs.revision"]; revision != "" {
		changed := map[string]string{"true": ", with changes"}[built["vcs.modified"]]
		fmt.Fprintf(c.stdout, "commit %s of %s%s\n", revision, built["vcs.time"], changed)
	}
	fmt.Fprintf(c.stdout, "%s %s/%s\n", info.GoVersion, runtime.GOOS, runtime.GOARCH)
	return nil
}
