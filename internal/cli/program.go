package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/term"

	"github.com/rostrum-watch/rostrum"
)

// defaultWidth is what lines are laid out for where there is no terminal.
const defaultWidth = 100

// Program is everything outside that a run of the command sees.
type Program struct {
	In   io.Reader
	Out  io.Writer
	Err  io.Writer
	Args []string // without the program's name
	Env  func(string) string

	flags global
}

// Main runs the command for this process and returns its exit code. A broken
// pipe and an interrupt end it quietly, as a shell user expects.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	p := &Program{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Args: os.Args[1:], Env: os.Getenv}
	return p.Run(ctx)
}

// Run executes one command and returns its exit code.
func (p *Program) Run(ctx context.Context) int {
	root := p.root()
	root.SetArgs(p.Args)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, syscall.EPIPE):
		return 0 // who read has seen enough
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(p.Err, "rostrum: interrupted")
		return 130
	}
	fmt.Fprintln(p.Err, "rostrum: "+message(err))
	return code(err).ExitCode()
}

// code is the error's code; what the operating system refuses counts as
// unavailable, not as a defect of the program.
func code(err error) rostrum.Code {
	c := rostrum.ErrorCode(err)
	var path *fs.PathError
	if c == rostrum.CodeInternal && errors.As(err, &path) {
		return rostrum.CodeUnavailable
	}
	return c
}

// message is an error in one line, but for diagnostics that list several.
func message(err error) string {
	s := strings.TrimSpace(err.Error())
	if code(err) == rostrum.CodeInternal {
		s += " (this is a defect; please report it)"
	}
	return s
}

// terminal returns the width of w's terminal, and whether it is one.
func terminal(w io.Writer) (width int, ok bool) {
	f, isFile := w.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil || width <= 0 {
		width = defaultWidth
	}
	return width, true
}

// width is what output is laid out for: the terminal's, else COLUMNS, else 100,
// or less where messages go to a narrower terminal: the output is then most
// likely read there, through a pager.
func (p *Program) width() int {
	w, ok := terminal(p.Out)
	if !ok {
		w = defaultWidth
		if n, err := strconv.Atoi(p.Env("COLUMNS")); err == nil && n > 0 {
			w = n
		} else if n, ok := terminal(p.Err); ok {
			w = min(w, n)
		}
	}
	return max(w, 40)
}

// colour reports whether output is coloured.
func (p *Program) colour() bool {
	switch p.flags.color {
	case "always":
		return true
	case "never":
		return false
	}
	_, tty := terminal(p.Out)
	return tty && p.Env("NO_COLOR") == "" && p.Env("TERM") != "dumb"
}

// database is the path of the store: --db, else ROSTRUM_DB, else the user's
// data folder.
func (p *Program) database() (string, error) {
	if p.flags.db != "" {
		return p.flags.db, nil
	}
	if db := p.Env("ROSTRUM_DB"); db != "" {
		return db, nil
	}
	if dir := p.Env("XDG_DATA_HOME"); strings.HasPrefix(dir, "/") { // a relative one is to be ignored, says its specification
		return dir + "/rostrum/rostrum.db", nil
	}
	home := p.Env("HOME")
	if home == "" {
		return "", rostrum.Errorf(rostrum.CodeInvalid, "where the store is: expected --db FILE, or ROSTRUM_DB, XDG_DATA_HOME or HOME to be set")
	}
	return home + "/.local/share/rostrum/rostrum.db", nil
}
