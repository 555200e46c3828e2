package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/app"
	"github.com/rostrum-watch/rostrum/internal/diff"
	"github.com/rostrum-watch/rostrum/internal/extract"
	"github.com/rostrum-watch/rostrum/internal/language"
	"github.com/rostrum-watch/rostrum/internal/profile"
	"github.com/rostrum-watch/rostrum/internal/roster"
	"github.com/rostrum-watch/rostrum/internal/store"
	"github.com/rostrum-watch/rostrum/internal/store/sqlite"
	"github.com/rostrum-watch/rostrum/profiles"
)

// engine is what the commands need of extraction.
type engine interface {
	// Extract reads one report, whatever its outlet and language; it never
	// fails: what cannot be extracted says why in Status and Reason.
	Extract(*rostrum.Report) *rostrum.Extraction
	// Explain does the same and tells which formulas matched on the way.
	Explain(*rostrum.Report) (*rostrum.Extraction, []step)
	// Current gives the profiles and the engine that extract.
	Current() []store.Engine
	app.Outliner
	// Hosts gives the outlet of a report that names none, by its address.
	Hosts() map[string]string
}

// step is one match of a formula and what became of it.
type step = extract.Step

// readers is the engine over every profile there is: it chooses by outlet and
// recognised language.
type readers struct {
	recogniser func() *language.Recogniser
	byOutlet   map[string]map[string]reads // outlet, in lower case -> language
	hosts      map[string]string
}

// reads is who reads an outlet in a language.
type reads struct {
	profile string // its name
	engine  func() *extract.Engine
}

// engine brings the profiles that ship with the program, and those of --profiles
// over them.
func (p *Program) engine() (engine, error) {
	fsys, err := p.profileFiles()
	if err != nil {
		return nil, err
	}
	if fsys == fs.FS(profiles.FS) {
		return shippedReaders()
	}
	return newReaders(fsys)
}

// profileFiles is where profiles are read from.
func (p *Program) profileFiles() (fs.FS, error) {
	dir := p.flags.profiles
	if dir == "" {
		dir = p.Env("ROSTRUM_PROFILES")
	}
	if dir == "" {
		return profiles.FS, nil
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, rostrum.Errorf(rostrum.CodeUnavailable, "--profiles: %w", err)
	} else if !info.IsDir() {
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "--profiles: expected a folder of profiles, found the file %s", dir)
	}
	return overlay{os.DirFS(dir), profiles.FS}, nil
}

// newReaders loads every profile of fsys.
func newReaders(fsys fs.FS) (*readers, error) {
	heads, err := profile.Heads(fsys)
	if err != nil {
		return nil, err
	}
	// All at once, as most of what a short run takes is this.
	var recogniser *language.Recogniser
	engines, mistakes := make([]*extract.Engine, len(heads)), make([]error, len(heads)+1)
	var loading sync.WaitGroup
	for i, h := range heads {
		loading.Go(func() { engines[i], mistakes[i] = loadEngine(fsys, h.Name) })
	}
	loading.Go(func() { recogniser, mistakes[len(heads)] = language.New(fsys) })
	loading.Wait()
	if err := firstError(mistakes...); err != nil {
		return nil, err
	}
	return readersOf(fsys, heads, func() *language.Recogniser { return recogniser }, func(i int) func() *extract.Engine {
		return func() *extract.Engine { return engines[i] }
	})
}

// shippedReaders loads a profile that ships with the program when the first report
// comes that it reads: most runs read one outlet. Tests see to it that these profiles
// have no mistakes, so nobody waits to be told of any.
func shippedReaders() (*readers, error) {
	heads, err := profile.Heads(profiles.FS)
	if err != nil {
		return nil, err
	}
	recogniser := sync.OnceValue(func() *language.Recogniser { return sound(language.New(profiles.FS)) })
	go recogniser() // every report needs it
	return readersOf(profiles.FS, heads, recogniser, func(i int) func() *extract.Engine {
		return sync.OnceValue(func() *extract.Engine { return sound(loadEngine(profiles.FS, heads[i].Name)) })
	})
}

// sound is what was loaded of what ships with the program.
func sound[T any](loaded T, err error) T {
	if err != nil {
		panic(err)
	}
	return loaded
}

func loadEngine(fsys fs.FS, name string) (*extract.Engine, error) {
	p, err := profile.Load(fsys, name)
	if err != nil {
		return nil, mistaken(name, err)
	}
	return extract.New(p), nil
}

// mistaken is what is told where a profile has mistakes, which err lists.
func mistaken(name string, err error) error {
	return &rostrum.Error{Code: rostrum.CodeInvalid, Message: "profile " + name + " has mistakes:\n" + err.Error(), Err: err}
}

// readersOf files the engines of profiles by what these read.
func readersOf(fsys fs.FS, heads []profile.Head, recogniser func() *language.Recogniser, engine func(i int) func() *extract.Engine) (*readers, error) {
	l := &readers{recogniser: recogniser, byOutlet: map[string]map[string]reads{}, hosts: map[string]string{}}
	for i, h := range heads {
		outlet := strings.ToLower(h.Outlet)
		if l.byOutlet[outlet] == nil {
			l.byOutlet[outlet] = map[string]reads{}
		}
		if other, ok := l.byOutlet[outlet][h.Lang]; ok && theirs(fsys, h.Name) != theirs(fsys, other.profile) {
			if theirs(fsys, other.profile) {
				continue // what --profiles brings comes before what ships
			}
		} else if ok {
			return nil, rostrum.Errorf(rostrum.CodeConflict, "profiles %s and %s both read %s in %s", other.profile, h.Name, h.Outlet, h.Lang)
		}
		l.byOutlet[outlet][h.Lang] = reads{h.Name, engine(i)}
		for _, host := range h.Hosts {
			l.hosts[strings.ToLower(host)] = h.Outlet
		}
	}
	return l, nil
}

// ofEach loads what every profile says of something, in the order of their names.
func ofEach[T any](fsys fs.FS, load func(name string) (T, error)) (names []string, all []T, err error) {
	if names, err = profile.Names(fsys); err != nil {
		return nil, nil, err
	}
	for _, name := range names {
		one, err := load(name)
		if err != nil {
			return nil, nil, mistaken(name, err)
		}
		all = append(all, one)
	}
	return names, all, nil
}

// byReport finds what ofEach loaded by the outlet and language of reports: what
// --profiles brings comes before what ships.
func byReport[T any](fsys fs.FS, names []string, all []T, of func(T) (outlet, lang string)) func(outlet, lang string) T {
	type reads struct{ outlet, lang string }
	known := map[reads]T{}
	for i, one := range all {
		outlet, lang := of(one)
		at := reads{strings.ToLower(outlet), lang}
		if _, other := known[at]; !other || theirs(fsys, names[i]) {
			known[at] = one
		}
	}
	return func(outlet, lang string) T { return known[reads{strings.ToLower(outlet), lang}] }
}

// theirs tells whether a profile is of the folder that --profiles names.
func theirs(fsys fs.FS, name string) bool {
	if o, ok := fsys.(only); ok {
		fsys = o.FS
	}
	o, ok := fsys.(overlay)
	if !ok {
		return false
	}
	_, err := fs.Stat(o[0], name)
	return err == nil
}

// named is a profile that was loaded, by its name; nil where none was.
func (l *readers) named(name string) *profile.Profile {
	for _, byLang := range l.byOutlet {
		for _, r := range byLang {
			if r.profile == name {
				return r.engine().Profile()
			}
		}
	}
	return nil
}

func (l *readers) Hosts() map[string]string { return l.hosts }

func (l *readers) Current() []store.Engine {
	var all []store.Engine
	for _, byLang := range l.byOutlet {
		for _, r := range byLang {
			all = append(all, store.Engine{Profile: r.engine().Profile().Digest, Version: extract.EngineVersion})
		}
	}
	slices.SortFunc(all, func(a, b store.Engine) int { return strings.Compare(a.Profile, b.Profile) })
	return all
}

// leaders are those whose activities a brief puts first: what the profiles list,
// whatever the outlet.
func leaders(fsys fs.FS) (app.Leaders, error) {
	dirs, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, dir := range dirs {
		if !dir.IsDir() {
			continue
		}
		data, err := fs.ReadFile(fsys, path.Join(dir.Name(), "lexicon", "leaders.txt"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			line, _, _ = strings.Cut(line, "#")
			line, _, _ = strings.Cut(line, " = ")
			if line = strings.TrimSpace(line); line != "" {
				names = append(names, line)
			}
		}
	}
	return app.Leaders{"": names}, nil
}

// Outline reads a text by the profile of its outlet and language, if there is one.
func (l *readers) Outline(x *rostrum.Extraction) ([]rostrum.Span, []diff.Number) {
	var p *profile.Profile
	if r, ok := l.byOutlet[strings.ToLower(x.Outlet)][x.Lang]; ok {
		p = r.engine().Profile()
	}
	o := extract.NewOutline(p, &rostrum.Report{Title: x.Title, Text: given(x.Text), Published: x.Published})
	numbers := make([]diff.Number, 0, len(o.Numbers))
	for _, n := range o.Numbers {
		numbers = append(numbers, diff.Number(n))
	}
	return o.Sentences, numbers
}

func (l *readers) Extract(r *rostrum.Report) *rostrum.Extraction {
	x, e := l.prepare(r)
	if e != nil {
		e.Extract(r, x)
	}
	return x
}

func (l *readers) Explain(r *rostrum.Report) (*rostrum.Extraction, []step) {
	x, e := l.prepare(r)
	if e == nil {
		return x, nil
	}
	return x, e.Explain(r, x).Steps
}

// failed is the extraction of a report that could not be read.
func failed(r *rostrum.Report, reason string) *rostrum.Extraction {
	x := blank(r)
	x.Lang, x.Status, x.Reason = language.Undetermined, rostrum.StatusFailed, reason
	return x
}

// blank is an extraction that names its report and holds no record.
func blank(r *rostrum.Report) *rostrum.Extraction {
	version := r.Version()
	return &rostrum.Extraction{
		ID: rostrum.IdentifyReport(r, version), Input: r.Input, Item: r.Item, Outlet: r.Outlet, Lang: r.Lang, Published: r.Published, Retrieved: r.Retrieved,
		Title: r.Title, Version: version, Notes: append([]string{}, r.Notes...), Engine: extract.EngineVersion,
		Events: []rostrum.Event{}, Plans: []rostrum.Plan{}, Acts: []rostrum.Act{}, Mentions: []rostrum.Mention{}, Unread: []rostrum.Unread{},
	}
}

// prepare identifies a report and chooses who reads it; nobody where Status and
// Reason say why.
func (l *readers) prepare(r *rostrum.Report) (*rostrum.Extraction, *extract.Engine) {
	if r.Err != nil {
		return failed(r, r.Err.Error()), nil
	}
	x := blank(r)
	x.Lang = l.recogniser().Recognise(r.Title, r.Text)
	x.Status = rostrum.StatusNotExtracted
	title, text := strings.TrimSpace(r.Title) != "", strings.TrimSpace(r.Text) != ""
	switch {
	case !title && !text:
		x.Reason = "empty: neither title nor text"
		return x, nil
	case !text:
		x.Reason = "headline only: there is no text"
		return x, nil
	}
	lang := x.Lang
	if lang == language.Undetermined {
		lang = r.Lang
	}
	languages := l.byOutlet[strings.ToLower(r.Outlet)]
	reads, ok := languages[lang]
	switch {
	case r.Outlet == "":
		x.Reason = "outlet: missing, and the address tells of none; --outlet names it"
	case languages == nil:
		x.Reason = "outlet: no profile reads " + r.Outlet
	case !ok && lang == "":
		x.Reason = "language: cannot be told"
	case !ok:
		var known []string
		for k := range languages {
			known = append(known, k)
		}
		slices.Sort(known)
		x.Reason = "language: " + lang + "; " + r.Outlet + " is read in " + strings.Join(known, ", ")
	default:
		e := reads.engine()
		x.Status, x.Profile = rostrum.StatusExtracted, e.Profile().Digest
		return x, e
	}
	return x, nil
}

// withApp opens the store and runs one use case over it. A store that nobody
// made yet is an error, unless it is to be made.
func (p *Program) withApp(ctx context.Context, make bool, use func(context.Context, *app.App) error) (err error) {
	file, err := p.database()
	if err != nil {
		return err
	}
	fsys, err := p.profileFiles()
	if err != nil {
		return err
	}
	first, err := leaders(fsys)
	if err != nil {
		return err
	}
	db, err := sqlite.Open(ctx, file, sqlite.Options{MustExist: !make})
	if rostrum.ErrorCode(err) == rostrum.CodeNotFound {
		return rostrum.Errorf(rostrum.CodeNotFound, "expected a store at %s, found none; rostrum ingest makes one (--db or ROSTRUM_DB names another)", file)
	}
	if err != nil {
		return err
	}
	defer func() { err = firstError(err, db.Close()) }()
	a := app.New(db, first)
	a.Rosters = rostersOf(fsys)
	a.Guide = app.Guide{Digest: sync.OnceValue(p.digest), Terms: sync.OnceValues(p.terms), Occasions: sync.OnceValues(p.knowledge)}
	return use(ctx, a)
}

// rostersOf loads what profiles say of names and offices when somebody asks.
func rostersOf(fsys fs.FS) func(outlet, lang string) (*roster.Knowledge, error) {
	load := sync.OnceValues(func() (func(outlet, lang string) *roster.Knowledge, error) {
		names, all, err := knowledge(fsys)
		return rostersBy(fsys, names, all), err
	})
	return func(outlet, lang string) (*roster.Knowledge, error) {
		of, err := load()
		if err != nil {
			return nil, err
		}
		return of(outlet, lang), nil
	}
}

// rostersBy finds what was loaded of names and offices by the outlet and language of
// reports, nil where nothing was.
func rostersBy(fsys fs.FS, names []string, all []*roster.Knowledge) func(outlet, lang string) *roster.Knowledge {
	return byReport(fsys, names, all, func(k *roster.Knowledge) (string, string) { return k.Outlet, k.Lang })
}

// only is profiles without some that are not asked for. Others may still inherit them.
type only struct {
	fs.FS
	hidden map[string]bool
}

// ReadDir lists a folder: the top without what is hidden.
func (o only) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	if name == "." {
		entries = slices.DeleteFunc(entries, func(d fs.DirEntry) bool { return o.hidden[d.Name()] })
	}
	return entries, err
}

// overlay is several file systems over one another: a folder at the top comes
// whole from the first that has it.
type overlay []fs.FS

func (o overlay) Open(name string) (fs.File, error) {
	top, _, _ := strings.Cut(name, "/")
	for _, fsys := range o {
		if _, err := fs.Stat(fsys, top); err == nil {
			return fsys.Open(name)
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists the top of all, and a folder of the one that holds it.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	if name != "." {
		top, _, _ := strings.Cut(name, "/")
		for _, fsys := range o {
			if _, err := fs.Stat(fsys, top); err == nil {
				return fs.ReadDir(fsys, name)
			}
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	var all []fs.DirEntry
	for _, fsys := range o {
		entries, err := fs.ReadDir(fsys, ".")
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if !slices.ContainsFunc(all, func(old fs.DirEntry) bool { return old.Name() == e.Name() }) {
				all = append(all, e)
			}
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}
