package main

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// screenshotVariable is the environment variable that names a folder for screenshots.
const screenshotVariable = "BOROUGHGRAPH_SCREENSHOTS"

// answerText is the answer pane's whole text: the page draws only the lines in view.
const answerText = `document.querySelector('.result-window .CodeMirror').CodeMirror.getValue()`

// browser starts a Chromium that makes no requests of its own. Without Chromium the test is
// skipped; in CI it fails.
func browser(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("the playground is NOT tested: no Chromium in PATH")
		}
		t.Skip("the playground is NOT tested: no Chromium in PATH")
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("no-first-run", true))...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	return ctx
}

// faults are things that a page did and should not have done.
type faults struct {
	mu    sync.Mutex
	found []string
}

// watch records requests to other hosts, console errors and exceptions.
func watch(ctx context.Context, t *testing.T, origin string) *faults {
	t.Helper()
	f := &faults{}
	err := chromedp.Listen(ctx, func(event any) {
		f.mu.Lock()
		defer f.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if to := e.Request.URL; !strings.HasPrefix(to, origin+"/") && !strings.HasPrefix(to, "data:") {
				f.found = append(f.found, "request to "+to)
			}
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.ConsoleAPICalledTypeError && len(e.Args) > 0 {
				f.found = append(f.found, "console error "+string(e.Args[0].Value)+" "+e.Args[0].Description)
			}
		case *runtime.EventExceptionThrown:
			f.found = append(f.found, "exception "+e.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelError {
				f.found = append(f.found, "log "+e.Entry.Text+" "+e.Entry.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *faults) check(t *testing.T) {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, fault := range f.found {
		t.Error(fault)
	}
}

// do runs steps in the browser.
func do(ctx context.Context, t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// value returns what a script evaluates to in the page. If until is given, value first waits
// until that script is true.
func value[T any](ctx context.Context, t *testing.T, script, until string) T {
	t.Helper()
	if until != "" {
		if _, err := chromedp.Run(ctx, chromedp.Poll[bool](until)); err != nil {
			t.Fatalf("waiting for %s: %v", until, err)
		}
	}
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return v
}

// A first visitor finds the examples as tabs and the documentation beside them, runs the first
// question, and reads who shares NEC. No request leaves this server.
func TestPlayground(t *testing.T) {
	ctx := browser(t)
	origin := strings.TrimSuffix(serveInMemory(t), "/graphql")
	seen := watch(ctx, t, origin)
	do(ctx, t, chromedp.Navigate(origin+"/playground"), chromedp.WaitVisible(`button.graphiql-execute-button`))
	docs := value[string](ctx, t, `document.querySelector('.graphiql-doc-explorer-content').innerText`,
		`(document.querySelector('.graphiql-doc-explorer-content')?.innerText ?? '').includes('Query')`)
	width := value[float64](ctx, t, `document.querySelector('.graphiql-doc-explorer-content').getBoundingClientRect().width`, "")
	tabs := value[string](ctx, t, `document.querySelector('.graphiql-session-header').innerText`, "")
	do(ctx, t, chromedp.Click(`button.graphiql-execute-button`))
	answer := value[string](ctx, t, answerText, answerText+`.includes('"coverage"')`)
	picture(ctx, t, "wide")
	for what, c := range map[string]struct{ text, want string }{
		"the first tab": {tabs, "SharedSuppliers"}, "the last tab": {tabs, "Partnership"},
		"the documentation": {docs, "Query"}, "the answer": {answer, "NEC Software Solutions UK"},
	} {
		if !strings.Contains(c.text, c.want) {
			t.Errorf("%s lacks %q: %s", what, c.want, c.text)
		}
	}
	if strings.Contains(answer, `"errors"`) {
		t.Errorf("the answer holds errors: %s", answer)
	}
	if width < 200 {
		t.Errorf("the documentation is %v pixels wide, too narrow to read", width)
	}
	seen.check(t)
}

// On a narrow screen the question is above its answer, and the page does not scroll sideways.
func TestPlaygroundOnANarrowScreen(t *testing.T) {
	ctx := browser(t)
	origin := strings.TrimSuffix(serveInMemory(t), "/graphql")
	do(ctx, t, chromedp.EmulateViewport(400, 800), chromedp.Navigate(origin+"/"), chromedp.WaitVisible(`button.graphiql-execute-button`),
		chromedp.Click(`button.graphiql-execute-button`))
	if !value[bool](ctx, t, `document.querySelector('.graphiql-query-editor').getBoundingClientRect().bottom <= document.querySelector('.graphiql-response').getBoundingClientRect().top`,
		answerText+`.includes('"coverage"')`) {
		t.Error("the question is not above its answer")
	}
	picture(ctx, t, "narrow")
	if value[bool](ctx, t, `document.documentElement.scrollWidth > window.innerWidth`, "") {
		t.Error("the page scrolls sideways")
	}
}

// picture saves a screenshot in the folder that screenshotVariable names.
func picture(ctx context.Context, t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv(screenshotVariable)
	if folder == "" {
		return
	}
	do(ctx, t, chromedp.Sleep(time.Second)) // for the animations to end
	image, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder+"/"+name+".png", image, 0o600); err != nil {
		t.Fatal(err)
	}
}
