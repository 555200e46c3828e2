package app

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Where much is held, analyses do not get all of it at once: the reports of some days
// are read with their texts and records, every analysis goes on through these days, and
// the reports are heads again before the next are read. Behind some portions an analysis
// begins anew with what it keeps, as it does on the next day of the store: so nothing of
// a report stays but that, and many years take no more memory than few but for it.

const (
	// mostWhole is how many reports of several days are whole at a time.
	mostWhole = 16 << 10
	// renewed is behind how many portions an analysis begins anew: to keep all and to read
	// it again takes the longer, the more there is.
	renewed = 4
	// mostAgain is how often all is begun anew because somebody wrote meanwhile.
	mostAgain = 3
	// readAtOnce is how many reports are read by one walk.
	readAtOnce = 500
)

// Gatherer is an Onward that tells nothing before all is there. Where days come in
// portions, Gather is called in the place of Until, and takes in what became known up
// to a day, as long as it is whole.
type Gatherer interface {
	Onward
	Gather(day string)
}

// errChanged says that a report is another than its head was.
var errChanged = errors.New("a report was written since its head was read")

// material is holdings that are read portion by portion.
type material struct {
	*Holdings
	from     []*checkpoint // where each analysis goes on from; nil from nothing
	need     Analysis
	portions []portion
	ahead    *readAhead // the first of them; nil where all is whole
}

// portion is reports that became known on some days in succession.
type portion struct {
	until   string            // the last of the days; holding.End of the last
	reports []*holding.Report // heads
}

// portionsOf parts the reports that are whole in turn: those of one day stay together.
func portionsOf(h *Holdings, most int) []portion {
	var all []*holding.Report
	for _, s := range h.Series {
		for _, r := range s.Reports {
			if h.Thin == "" || r.KnownOn() > h.Thin {
				all = append(all, r)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *holding.Report) int { return cmp.Compare(a.KnownOn(), b.KnownOn()) })
	var out []portion
	for from := 0; from < len(all); {
		to := min(from+most, len(all))
		for to < len(all) && all[to].KnownOn() == all[to-1].KnownOn() {
			to++
		}
		out = append(out, portion{all[to-1].KnownOn(), all[from:to]})
		from = to
	}
	if len(out) == 0 {
		out = []portion{{}}
	}
	out[len(out)-1].until = holding.End
	return out
}

// readAhead is the reports of a portion that are being read.
type readAhead struct {
	done    chan struct{}
	reports []*holding.Report // in the order of the heads
	err     error
	cancel  context.CancelFunc
}

// read begins to read the first portion that is left.
func (k *keeper) read(ctx context.Context, m *material) *readAhead {
	ctx, cancel := context.WithCancel(ctx)
	r := &readAhead{done: make(chan struct{}), cancel: cancel}
	heads := m.portions[0].reports
	go func() {
		defer close(r.done)
		r.err = guarded(func() (err error) {
			if r.reports, err = k.app.readWhole(ctx, heads, store.WalkFilter{Text: m.need.Texts}); err != nil {
				return err
			}
			for i, full := range r.reports {
				if h := heads[i]; full == nil || full.Reading != h.Reading || full.Version != h.Version {
					return errChanged
				}
			}
			return nil
		})
	}()
	return r
}

// drop ends a reading that nobody waits for.
func (r *readAhead) drop() {
	if r != nil {
		r.cancel()
		<-r.done
	}
}

// readWhole reads reports with what is asked for of them; nil for one that is gone.
func (a *App) readWhole(ctx context.Context, heads []*holding.Report, f store.WalkFilter) ([]*holding.Report, error) {
	out := make([]*holding.Report, 0, len(heads))
	for some := range slices.Chunk(heads, readAtOnce) {
		f.Reports = make([]string, len(some))
		at := make(map[string]int, len(some))
		for i, r := range some {
			f.Reports[i], at[r.ID] = r.ID, len(out)+i
		}
		out = out[:len(out)+len(some)]
		if err := a.store.Walk(ctx, f, func(r *holding.Report) error { out[at[r.ID]] = r; return nil }); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// makeWhole makes heads whole, and makeHeads makes them heads again: wherever they are pointed to.
func makeWhole(heads, whole []*holding.Report) {
	for i, full := range whole {
		h := heads[i]
		if full == nil {
			continue
		}
		h.Title, h.Text, h.Events, h.Plans, h.Acts, h.Mentions = full.Title, full.Text, full.Events, full.Plans, full.Acts, full.Mentions
	}
}

func makeHeads(heads []*holding.Report) {
	for _, h := range heads {
		h.Title, h.Text, h.Events, h.Plans, h.Acts, h.Mentions = "", "", nil, nil, nil, nil
	}
}

// findIn is what each of some analyses finds, which go through the portions side by side.
func (k *keeper) findIn(ctx context.Context, m *material, analyses []Analysis) ([][]finding.Finding, error) {
	days := daysOf(m.Holdings)
	all := make([]*going, len(analyses))
	for i := range analyses {
		x, day := &analyses[i], ""
		if m.from[i] != nil {
			day = m.from[i].day
		}
		all[i] = x.going(m.from[i], stops(days, day, x.Turn))
		if k.digest == "" {
			all[i].stops = nil // nothing is kept
		}
		all[i].made = func(c *checkpoint) error {
			if err := m.failed.seen(); err != nil {
				return err
			}
			return k.made(ctx, all[i], c, days)
		}
	}
	for len(m.portions) > 0 {
		now := m.portions[0]
		m.portions = m.portions[1:]
		if r := m.ahead; r != nil {
			if <-r.done; r.err != nil {
				return nil, r.err
			}
			r.cancel()
			makeWhole(now.reports, r.reports)
			if m.ahead = nil; len(m.portions) > 0 {
				m.ahead = k.read(ctx, m)
			}
		}
		if err := through(m.Holdings, all, now.until); err != nil {
			m.ahead.drop()
			return nil, err
		}
		if len(m.portions) > 0 {
			makeHeads(now.reports)
			m.Thin = now.until
		}
	}
	if err := m.failed.seen(); err != nil {
		return nil, err
	}
	found := make([][]finding.Finding, len(all))
	for i, g := range all {
		var err error
		if found[i], err = k.foundBy(ctx, g); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// through takes analyses through what is known up to a day. Those that gathered until
// the last come when the others are done, and have given up what they held.
func through(h *Holdings, all []*going, day string) error {
	turns := [2][]*going{}
	for _, g := range all {
		turn := 0
		if g.gathers && day == holding.End {
			turn = 1
		}
		turns[turn] = append(turns[turn], g)
	}
	// what has kept the most takes the longest, and is not to be waited for at the end
	slices.SortStableFunc(turns[0], func(a, b *going) int { return cmp.Compare(b.from.size(), a.from.size()) })
	for _, some := range turns {
		if err := sideBySide(len(some), func(i int) error { return some[i].through(h, day) }); err != nil {
			return err
		}
	}
	return nil
}

// going is an analysis on its way through portions.
type going struct {
	x      *Analysis
	onward Onward
	from   *checkpoint // that it goes on from; nil from nothing
	stops  []string    // days on which it makes a checkpoint, in order
	made   func(*checkpoint) error
	found  []finding.Finding // by the last checkpoint
	later  []finding.Finding // since then
	passed int               // portions

	gathers bool // it gathered some

	far  string      // day of the far checkpoint that was made
	near *checkpoint // that was made
}

// going is the analysis before its first step.
func (x *Analysis) going(from *checkpoint, stops []string) *going {
	g := &going{x: x, from: from, stops: stops}
	if from != nil {
		g.found = from.found
	}
	return g
}

// through goes through what is known up to a day.
func (g *going) through(h *Holdings, day string) error {
	if g.x.Begin == nil { // it gets all at once
		g.later = g.x.Find(h)
		return nil
	}
	last := day == holding.End
	if !last && g.from != nil && g.from.day >= day {
		return nil // it went through these days before
	}
	if g.onward == nil {
		var past *Past
		if g.from != nil {
			past = &Past{g.from.day, pack.NewReader(g.from.state)}
		}
		g.onward = g.x.Begin(h, past)
	}
	if gatherer, ok := g.onward.(Gatherer); ok && !last {
		g.gathers = true
		gatherer.Gather(day)
		return nil
	}
	for len(g.stops) > 0 && g.stops[0] <= day {
		stop := g.stops[0]
		g.stops = g.stops[1:]
		g.found, g.later = slices.Concat(g.found, g.later, g.onward.Until(stop)), nil
		var w pack.Writer
		g.onward.Keep(&w)
		if err := g.made(&checkpoint{day: stop, held: heldBy(h, g.x, stop), found: g.found, state: w.Bytes()}); err != nil {
			return err
		}
	}
	found := g.onward.Until(day)
	if last {
		g.later, g.onward = append(g.later, found...), nil
		return nil
	}
	var w pack.Writer
	finding.Write(&w, found) // so that they are part of no text
	g.later = append(g.later, finding.Read(pack.NewReader(w.Bytes()))...)
	if g.passed++; g.passed%renewed > 0 {
		return nil
	}
	w = pack.Writer{}
	g.onward.Keep(&w)
	g.onward = g.x.Begin(h, &Past{day, pack.NewReader(w.Bytes())})
	return nil
}
