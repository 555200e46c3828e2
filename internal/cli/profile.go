package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/analysis/lineup"
	"github.com/rostrum-watch/rostrum/internal/analysis/novelty"
	"github.com/rostrum-watch/rostrum/internal/analysis/wordbook"
	"github.com/rostrum-watch/rostrum/internal/cases"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/occasion"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/profiles"
)

func (p *Program) profileCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "profile",
		Short:   "Work on profiles, the knowledge about outlets",
		Long:    "Work on profiles: the data files that hold what is known about an outlet's\nlanguage. docs/PROFILE-GUIDE.md explains them.",
		Example: "  rostrum profile check profiles/vdb-en",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	check := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Check profiles and say what is wrong with them",
		Long: `Load every profile in DIR, or DIR itself where it holds a profile.yaml, and print
each mistake with file, line, what is wrong and what was probably meant; then
read the cases beside it and print where the records differ from what they want.
A profile may inherit those that ship with the program. Without DIR, check the
profiles that the program would use.`,
		Example: `  rostrum profile check
  rostrum profile check profiles/vdb-en`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error { return p.profileCheck(args) },
	}
	c.AddCommand(check)
	return c
}

// checked is what the check found of one profile.
type checked struct {
	Profile     string       `json:"profile"`
	Outlet      string       `json:"outlet"`
	Lang        string       `json:"lang"`
	Digest      string       `json:"digest"`
	Formulas    int          `json:"formulas"`
	Cases       int          `json:"cases"`
	KnownToFail int          `json:"known_to_fail"` // of the cases
	Diagnostics []diagnostic `json:"diagnostics"`
	Failures    []departure  `json:"failures"`  // of the cases
	Inherited   bool         `json:"inherited"` // without an outlet: only there to be inherited
}

// departure is where a case and the records part.
type departure struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Message string `json:"message"`
}

type diagnostic struct {
	ID      string `json:"id"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	Meant   string `json:"meant"`
}

func (p *Program) profileCheck(args []string) error {
	fsys, err := p.profileFiles()
	if err != nil {
		return err
	}
	base, under := "", fsys
	var names []string
	if len(args) == 1 {
		dir := filepath.Clean(args[0])
		if info, err := os.Stat(dir); err != nil {
			return rostrum.Errorf(rostrum.CodeNotFound, "profile check: expected a folder of profiles at %s: %w", dir, errors.Unwrap(err))
		} else if !info.IsDir() {
			return rostrum.Errorf(rostrum.CodeInvalid, "profile check: expected a folder, found the file %s", dir)
		}
		base, under = dir, os.DirFS(dir)
		if isProfile(under, ".") {
			abs, err := filepath.Abs(dir)
			if err != nil {
				return err
			}
			base, under, names = filepath.Dir(dir), os.DirFS(filepath.Dir(abs)), []string{filepath.Base(abs)}
		}
		fsys = overlay{under, profiles.FS}
	}
	if names == nil {
		if names, err = profileFolders(under); err != nil {
			return err
		}
	}
	if len(names) == 0 {
		return rostrum.Errorf(rostrum.CodeNotFound, "profile check: expected a folder with profile.yaml in %s, found none", args[0])
	}
	var results []checked
	mistakes := 0
	for _, name := range names {
		r := checked{Profile: name, Diagnostics: []diagnostic{}, Failures: []departure{}}
		shown := func(file string) string {
			if _, err := fs.Stat(os.DirFS(filepath.Join(base, ".")), file); err == nil {
				return filepath.Join(base, file)
			}
			return file
		}
		r.strays(fsys, shown)
		loaded, err := profile.Load(fsys, name)
		r.Inherited = hasNoOutlet(fsys, name)
		err = r.note(err, shown)
		for _, p := range parts {
			if err == nil {
				err = r.note(p.load(fsys, name), shown)
			}
		}
		if err != nil {
			return err
		}
		if loaded != nil && len(r.Diagnostics) == 0 {
			r.Outlet, r.Lang, r.Digest, r.Formulas = loaded.Outlet, loaded.Lang, loaded.Digest, len(loaded.Formulas)
			if err := r.runCases(fsys, loaded, shown); err != nil {
				return err
			}
		}
		mistakes += len(r.Diagnostics) + len(r.Failures)
		results = append(results, r)
	}
	if err := p.printChecked(results); err != nil {
		return err
	}
	if mistakes > 0 {
		return rostrum.Errorf(rostrum.CodeInvalid, "%s in %s", count(mistakes, "mistake"), count(len(results), "profile"))
	}
	return nil
}

// part is a file of a profile that something else than internal/profile reads.
type part struct {
	files []string
	load  func(fsys fs.FS, name string) error
}

// parts are all that a profile may hold beside what internal/profile reads.
var parts = []part{
	{[]string{roster.NamesFile, roster.OfficesFile}, func(fsys fs.FS, name string) error { _, err := roster.Load(fsys, name); return err }},
	{[]string{occasion.File}, func(fsys fs.FS, name string) error { _, err := occasion.Load(fsys, name); return err }},
	{[]string{lineup.File}, func(fsys fs.FS, name string) error {
		_, err := lineup.Load(fsys, &profile.Profile{Name: name}) // what it says can be told without the rest
		return err
	}},
	{[]string{ledger.File}, func(fsys fs.FS, name string) error { _, err := ledger.LoadTerms(fsys, name); return err }},
	{[]string{novelty.File}, func(fsys fs.FS, name string) error {
		_, err := novelty.Load(fsys, &ledger.Terms{Profile: name}) // what it says can be told without the rest
		return err
	}},
	{[]string{wordbook.File}, func(fsys fs.FS, name string) error {
		_, err := wordbook.Load(fsys)
		var wrong wordbook.Mistakes
		if !errors.As(err, &wrong) {
			return err
		}
		var ds profile.Diagnostics
		for _, m := range wrong {
			if m.File == name+"/"+wordbook.File {
				ds = append(ds, profile.Diagnostic{ID: profile.BadValue, File: m.File, Line: m.Line, Column: m.Column, Message: m.Message, Meant: m.Meant})
			}
		}
		if len(ds) == 0 {
			return nil // those of others
		}
		return ds
	}},
}

// profileParts are the names of all that a profile's folder may hold.
var profileParts = func() []string {
	names := []string{"profile.yaml", "syntax.yaml", "calendar.yaml", "confidence.yaml", "lexicon", "formulas", "cases", "samples"}
	for _, p := range parts {
		names = append(names, p.files...)
	}
	return names
}()

// note takes in what is wrong, once: a part tells of parents that are not there as
// the profile itself does. It gives back what is no mistake of an author.
func (r *checked) note(err error, shown func(string) string) error {
	var ds profile.Diagnostics
	if !errors.As(err, &ds) {
		return err
	}
	for _, d := range ds {
		one := diagnostic{d.ID, shown(d.File), d.Line, d.Column, d.Message, d.Meant}
		if r.Inherited && d.ID == missing || slices.Contains(r.Diagnostics, one) {
			continue
		}
		r.Diagnostics = append(r.Diagnostics, one)
	}
	return nil
}

// Diagnostics of internal/profile that this package looks for or adds to.
const (
	missing = "P003"
	unknown = "P010"
)

// profileFolders lists the folders that hold a profile, or would if a name were
// spelled right.
func profileFolders(fsys fs.FS) ([]string, error) {
	dirs, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, d := range dirs {
		if !strings.HasPrefix(d.Name(), ".") && isProfile(fsys, d.Name()) {
			names = append(names, d.Name())
		}
	}
	return names, nil
}

// isProfile tells whether a folder holds profile.yaml, or nearly.
func isProfile(fsys fs.FS, dir string) bool {
	entries, _ := fs.ReadDir(fsys, dir)
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return e.Name() == profileParts[0] || grammar.Nearest(e.Name(), profileParts) == profileParts[0]
	})
}

// hasNoOutlet tells whether a profile is only there to be inherited.
func hasNoOutlet(fsys fs.FS, name string) bool {
	data, err := fs.ReadFile(fsys, name+"/"+profileParts[0])
	if err != nil {
		return false
	}
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		if strings.HasPrefix(line, "outlet:") {
			return false
		}
	}
	return true
}

// strays notes what stands in a profile's folder under a name that nothing
// reads, where it is nearly the name of a part.
func (r *checked) strays(fsys fs.FS, shown func(string) string) {
	entries, _ := fs.ReadDir(fsys, r.Profile)
	for _, e := range entries {
		near := grammar.Nearest(e.Name(), profileParts)
		if near == "" || slices.Contains(profileParts, e.Name()) {
			continue
		}
		r.Diagnostics = append(r.Diagnostics, diagnostic{ID: unknown, File: shown(r.Profile + "/" + e.Name()), Message: "nothing reads what has this name", Meant: near})
	}
}

// runCases reads the reports of the profile's cases and notes what differs.
func (r *checked) runCases(fsys fs.FS, p *profile.Profile, shown func(string) string) error {
	list, err := cases.Load(fsys, r.Profile)
	if mistake := (*cases.Error)(nil); errors.As(err, &mistake) {
		message := mistake.Message
		if mistake.Meant != "" {
			message += fmt.Sprintf(" (did you mean %q?)", mistake.Meant)
		}
		r.Failures = append(r.Failures, departure{shown(mistake.File), mistake.Line, message})
		return nil
	} else if err != nil {
		return err
	}
	r.Cases = len(list)
	e := extract.New(p)
	for _, c := range list {
		var x rostrum.Extraction
		e.Extract(&c.Report, &x)
		if c.Fails != "" {
			r.KnownToFail++
			continue
		}
		for _, f := range c.Check(&x) {
			r.Failures = append(r.Failures, departure{shown(f.File), f.Line, f.Message})
		}
	}
	return nil
}

func (p *Program) printChecked(results []checked) error {
	switch {
	case p.flags.json:
		return writeJSON(p.Out, map[string]any{"profiles": results})
	case p.flags.ndjson:
		return writeLines(p.Out, results)
	}
	s := style{p.colour()}
	for _, r := range results {
		for _, d := range r.Diagnostics {
			line := profile.Diagnostic{ID: d.ID, File: d.File, Line: d.Line, Column: d.Column, Message: d.Message, Meant: d.Meant}.String()
			if _, err := fmt.Fprintln(p.Out, plain(line)); err != nil {
				return err
			}
		}
		for _, f := range r.Failures {
			for i, line := range strings.Split(f.Message, "\n") {
				if line = plain(line); i == 0 {
					line = fmt.Sprintf("%s:%d: %s", plain(f.File), f.Line, line)
				}
				if _, err := fmt.Fprintln(p.Out, line); err != nil {
					return err
				}
			}
		}
		if len(r.Diagnostics)+len(r.Failures) > 0 {
			continue
		}
		if r.Inherited {
			if _, err := fmt.Fprintf(p.Out, "%s: good, for other profiles to inherit: its profile.yaml names no outlet\n", s.bold(r.Profile)); err != nil {
				return err
			}
			continue
		}
		line := fmt.Sprintf("%s: good: %s in %s, %s, %s, %s", s.bold(r.Profile), r.Outlet, r.Lang, count(r.Formulas, "formula"), count(r.Cases, "case"), short(r.Digest))
		if r.KnownToFail > 0 {
			line += fmt.Sprintf(" (%s known to fail)", thousands(r.KnownToFail))
		}
		if _, err := fmt.Fprintln(p.Out, line); err != nil {
			return err
		}
	}
	return nil
}
