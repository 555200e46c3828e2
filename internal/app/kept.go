package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// analysesVersion is raised when an analysis finds something else in the same
// holdings, or keeps something else of a day.
const analysesVersion = 5

// slots of checkpoints, the later first.
var slots = []string{" near", " far"}

// found is all that analyses find, in the order of finding.Sort. What each found is
// kept in the store, and taken from there as long as nothing was written since.
// After that, what was found by a checkpoint stays, as long as nothing was written that
// counts by then, and only what later days show is found anew.
func (a *App) found(ctx context.Context, knowing Knowing, analyses []Analysis) ([]finding.Finding, error) {
	state, err := a.state(ctx) // before anything is read
	if err != nil {
		return nil, err
	}
	k := newKeeper(a, knowing.Digest)
	k.in = fmt.Sprintf("%d/%s", state, k.by)
	all := make([][]finding.Finding, len(analyses))
	held := make([]bool, len(analyses))
	if err := sideBySide(len(analyses), func(i int) (err error) {
		all[i], held[i], err = k.whole(ctx, &analyses[i])
		return err
	}); err != nil {
		return nil, err
	}
	var todo []int
	var left []Analysis
	for i := range analyses {
		if !held[i] {
			todo, left = append(todo, i), append(left, analyses[i])
		}
	}
	if len(todo) > 0 {
		found, err := k.findOn(ctx, knowing, left)
		if err != nil {
			return nil, err
		}
		for n, i := range todo {
			all[i] = found[n]
		}
	}
	out := append([]finding.Finding{}, slices.Concat(all...)...)
	finding.Sort(out)
	return out, nil
}

// sideBySide does so many things, as many at once as there are processors.
func sideBySide(n int, do func(int) error) error {
	errs := make([]error, n)
	eachAtOnce(n, runtime.GOMAXPROCS(0), func(i int) { errs[i] = guarded(func() error { return do(i) }) })
	return cmp.Or(errs...)
}

// keeper keeps in a store what analyses found.
type keeper struct {
	app    *App
	digest string // of profiles and program; "" keeps nothing
	by     string // that, and the version of analyses
	in     string // that, and the state of the store
}

// newKeeper keeps what analyses find by a digest.
func newKeeper(a *App, digest string) *keeper {
	return &keeper{app: a, digest: digest, by: fmt.Sprintf("%d/%s", analysesVersion, digest)}
}

// name is what findings of an analysis are kept under: its kinds.
func (x *Analysis) name() string { return fmt.Sprint(KindNames([]Analysis{*x})) }

// get reads what was kept; nil where nothing was.
func (k *keeper) get(ctx context.Context, name, state string) (*pack.Reader, error) {
	if k.digest == "" {
		return nil, nil
	}
	data, err := k.app.store.Kept(ctx, name, state)
	if err != nil || len(data) < crc32.Size {
		return nil, err
	}
	body, sum := data[:len(data)-crc32.Size], pack.NewReader(data[len(data)-crc32.Size:])
	if sum.Fixed() != crc32.Checksum(body, castagnoli) {
		return nil, nil
	}
	return pack.NewReader(body), nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// put keeps something. A store that nobody may write to, or that somebody writes to,
// answers all the same.
func (k *keeper) put(ctx context.Context, name, state string, write func(*pack.Writer)) error {
	if k.digest == "" {
		return nil
	}
	var w pack.Writer
	write(&w)
	w.Fixed(crc32.Checksum(w.Bytes(), castagnoli))
	if err := k.app.store.Keep(ctx, name, state, w.Bytes()); err != nil && rostrum.ErrorCode(err) != rostrum.CodeUnavailable {
		return err
	}
	return nil
}

// whole is all that an analysis found in this state of the store.
func (k *keeper) whole(ctx context.Context, x *Analysis) ([]finding.Finding, bool, error) {
	r, err := k.get(ctx, x.name(), k.in)
	if err != nil || r == nil {
		return nil, false, err
	}
	day, held := r.String(), r.String()
	later := finding.Read(r)
	if r.Err() != nil {
		return nil, false, nil
	}
	if x.Begin == nil || day == "" {
		return later, true, nil
	}
	c, err := k.checkpoint(ctx, x, slots[0])
	if err != nil || c == nil || c.day != day || c.held != held {
		return nil, false, err
	}
	return append(c.found, later...), true, nil
}

// keepWhole keeps all that an analysis found in this state: what was found after its
// checkpoint, or all, where it has none.
func (k *keeper) keepWhole(ctx context.Context, x *Analysis, near *checkpoint, later []finding.Finding) error {
	return k.put(ctx, x.name(), k.in, func(w *pack.Writer) {
		if near == nil {
			near = &checkpoint{}
		}
		w.String(near.day)
		w.String(near.held)
		finding.Write(w, later)
	})
}

// checkpoint reads a checkpoint but for its state; nil where there is none.
func (k *keeper) checkpoint(ctx context.Context, x *Analysis, slot string) (*checkpoint, error) {
	r, err := k.get(ctx, x.name()+slot+" found", k.by)
	if err != nil || r == nil {
		return nil, err
	}
	c := &checkpoint{day: r.String(), held: r.String(), far: r.String(), found: finding.Read(r)}
	if r.Err() != nil {
		return nil, nil
	}
	return c, nil
}

// stateOf reads the state of a checkpoint; nil where it is not there.
func (k *keeper) stateOf(ctx context.Context, x *Analysis, slot string, c *checkpoint) error {
	r, err := k.get(ctx, x.name()+slot, k.by)
	if err != nil || r == nil {
		return err
	}
	if day, held := r.String(), r.String(); day == c.day && held == c.held {
		c.state = r.Raw()
	}
	return nil
}

// keep keeps a checkpoint.
func (k *keeper) keep(ctx context.Context, x *Analysis, slot string, c *checkpoint) error {
	if err := k.put(ctx, x.name()+slot, k.by, func(w *pack.Writer) {
		w.String(c.day)
		w.String(c.held)
		w.Raw(c.state)
	}); err != nil {
		return err
	}
	return k.put(ctx, x.name()+slot+" found", k.by, func(w *pack.Writer) {
		w.String(c.day)
		w.String(c.held)
		w.String(c.far)
		finding.Write(w, c.found)
	})
}

// findOn finds what is held now, from checkpoints as far as there are such.
func (k *keeper) findOn(ctx context.Context, knowing Knowing, analyses []Analysis) ([][]finding.Finding, error) {
	for range mostAgain {
		m, err := k.holdOn(ctx, knowing, analyses)
		if err != nil {
			return nil, err
		}
		found, err := k.findIn(ctx, m, analyses)
		if !errors.Is(err, errChanged) {
			return found, err
		}
	}
	// somebody writes all the time: all of one moment, then
	m, err := k.holdAll(ctx, knowing, analyses)
	if err != nil {
		return nil, err
	}
	return k.findIn(ctx, m, analyses)
}

// made keeps a checkpoint on which an analysis came by that went on from another, or
// from nothing. The first of two, from nothing, is the far one.
func (k *keeper) made(ctx context.Context, g *going, c *checkpoint, days []string) error {
	switch from := g.from; {
	case from == nil && len(g.stops) > 0:
		g.far = c.day
		return k.keep(ctx, g.x, slots[1], c)
	case from == nil:
		c.far = g.far
	default:
		c.far = from.far
		if from.slot == slots[1] {
			c.far = from.day
		} else if after(days, c.far) > wayBehind+after(days, from.day) { // what was near is far now
			c.far = from.day
			if err := k.keep(ctx, g.x, slots[1], from); err != nil {
				return err
			}
		}
	}
	g.near = c
	return k.keep(ctx, g.x, slots[0], c)
}

// foundBy is what an analysis found that came to the end, which is kept too.
func (k *keeper) foundBy(ctx context.Context, g *going) ([]finding.Finding, error) {
	all := slices.Concat(g.found, g.later)
	near := g.near
	if near == nil && g.from != nil && g.from.slot == slots[0] {
		near = g.from
	}
	if near == nil {
		return all, k.keepWhole(ctx, g.x, nil, all)
	}
	return all, k.keepWhole(ctx, g.x, near, g.later)
}

// after is how many of some days lie after one.
func after(days []string, day string) int {
	i, _ := slices.BinarySearch(days, day+"\x00")
	return len(days) - i
}

// holdOn reads what analyses need to go on, but for the texts and records of reports,
// and from where each goes on.
func (k *keeper) holdOn(ctx context.Context, knowing Knowing, analyses []Analysis) (*material, error) {
	if k.digest == "" || !slices.ContainsFunc(analyses, func(x Analysis) bool { return x.Begin != nil }) {
		return k.holdAll(ctx, knowing, analyses)
	}
	heads, err := k.heads(ctx)
	if err != nil {
		return nil, err
	}
	h := &Holdings{Series: holding.SeriesOf(heads), failed: &failure{}, digests: &digests{}}
	var known error
	var loading sync.WaitGroup
	defer loading.Wait()
	loading.Go(func() { h.Profiles, known = knowing.Load(h.holds) })
	m := &material{Holdings: h, from: make([]*checkpoint, len(analyses)), need: needOf(analyses)}
	if err := k.app.holdRest(ctx, h, &m.need); err != nil {
		return nil, err
	}
	if h.Edited != nil {
		if h.Edited.Histories, err = k.captures(ctx, h.Edited.Reports); err != nil {
			return nil, err
		}
	}
	if err := sideBySide(len(analyses), func(i int) (err error) {
		m.from[i], err = k.from(ctx, h, &analyses[i])
		return err
	}); err != nil {
		return nil, err
	}
	most := cmp.Or(k.app.mostWhole, mostWhole)
	for i, c := range m.from {
		if c == nil { // it needs all
			h.Thin = ""
			break
		}
		if i == 0 || c.day < h.Thin {
			h.Thin = c.day
		}
	}
	if slices.ContainsFunc(analyses, func(x Analysis) bool { return x.Begin == nil }) {
		most = len(heads) // all of them at once
	}
	if h.Thin == "" && knowing.Anew != nil {
		knowing.Anew()
	}
	m.portions = portionsOf(h, most)
	m.ahead = k.read(ctx, m)
	if loading.Wait(); known != nil {
		m.ahead.drop()
		return nil, known
	}
	h.compare()
	if h.Thin != "" || len(m.portions) > 1 {
		h.again = k.again(ctx, h)
		if h.Edited != nil {
			h.Edited.Whole = k.records(ctx, h)
		}
	}
	return m, nil
}

// holdAll reads all that analyses need, of one moment.
func (k *keeper) holdAll(ctx context.Context, knowing Knowing, analyses []Analysis) (*material, error) {
	if knowing.Anew != nil {
		knowing.Anew()
	}
	h, err := k.app.hold(ctx, knowing, analyses)
	return &material{Holdings: h, from: make([]*checkpoint, len(analyses)), portions: []portion{{until: holding.End}}}, err
}

// records reads the titles and records of reports that are heads alone.
func (k *keeper) records(ctx context.Context, h *Holdings) func([]*holding.Report) []*holding.Report {
	return func(heads []*holding.Report) []*holding.Report {
		f := store.WalkFilter{Reports: []string{}, NoPlans: true, NoActs: true}
		for _, r := range heads {
			f.Reports = append(f.Reports, r.ID)
		}
		read := map[string]*holding.Report{}
		if err := k.app.store.Walk(ctx, f, func(r *holding.Report) error { read[r.ID] = r; return nil }); err != nil {
			h.failed.note(err)
		}
		out := slices.Clone(heads)
		for i, r := range heads {
			if full := read[r.ID]; full != nil && full.Version == r.Version {
				out[i] = full
			}
		}
		return out
	}
}

// failure is what could not be read again. Analyses that go on side by side ask for it.
type failure struct {
	one sync.Mutex
	err error
}

func (f *failure) note(err error) {
	f.one.Lock()
	defer f.one.Unlock()
	f.err = cmp.Or(f.err, err)
}

func (f *failure) seen() error {
	f.one.Lock()
	defer f.one.Unlock()
	return f.err
}

// mostRead is how many reports that were read again are kept for the next who asks.
const mostRead = 2000

// again reads reports with their texts that are heads alone.
func (k *keeper) again(ctx context.Context, h *Holdings) func(*holding.Report) *holding.Report {
	var one sync.Mutex
	read := map[string]*holding.Report{} // lately: one report shows many things
	return func(head *holding.Report) *holding.Report {
		one.Lock()
		defer one.Unlock()
		if r := read[head.ID]; r != nil {
			return r
		}
		r := *head
		texts, err := k.app.store.Texts(ctx, []store.VersionName{{Report: r.ID, Version: r.Version}})
		if err != nil {
			h.failed.note(err)
		} else {
			r.Title, r.Text = texts[0].Title, texts[0].Text
		}
		if len(read) >= mostRead {
			clear(read)
		}
		read[head.ID] = &r
		return &r
	}
}

// holds tells whether there is a series of an outlet in a language.
func (h *Holdings) holds(outlet, lang string) bool {
	return slices.ContainsFunc(h.Series, func(s *holding.Series) bool { return strings.EqualFold(s.Outlet, outlet) && s.Lang == lang })
}

// from is the latest checkpoint of an analysis that still holds.
func (k *keeper) from(ctx context.Context, h *Holdings, x *Analysis) (*checkpoint, error) {
	if x.Begin == nil {
		return nil, nil
	}
	for _, slot := range slots {
		c, err := k.checkpoint(ctx, x, slot)
		if err != nil {
			return nil, err
		}
		if c == nil || c.held != heldBy(h, x, c.day) {
			continue
		}
		if err := k.stateOf(ctx, x, slot, c); err != nil {
			return nil, err
		}
		if c.slot = slot; c.state != nil {
			return c, nil
		}
	}
	return nil, nil
}
