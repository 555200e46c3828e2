package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum/internal/analysis/phrase"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/pack"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// concordanceVersion is raised when a concordance holds something else of a report, or is
// written in another way.
const concordanceVersion = 1

// concordances are the words of all that is held, an outlet and a language of which the
// books know something each. They are kept in the store; what came or was changed since
// is read anew.
type concordances struct {
	turn   sync.Mutex // of those who bring them up to date
	mu     sync.RWMutex
	all    []*phrase.Concordance
	digest string
	state  int64
	mark   store.Moment // of which all heads are known; the zero one where that is not so
	read   bool         // all is there that was held in the state
}

// concorded answers a question by the words of what is held now, which nobody changes
// meanwhile.
func (a *App) concorded(ctx context.Context, w Wordsmith, ask func([]*phrase.Concordance) error) error {
	state, err := a.state(ctx)
	if err != nil {
		return err
	}
	c := &a.concordances
	for asked := false; ; asked = true {
		c.mu.RLock()
		if c.read && c.digest == w.Digest && (c.state == state || asked) { // else it is of later
			defer c.mu.RUnlock()
			return ask(c.all)
		}
		c.mu.RUnlock()
		if err := a.concord(ctx, w); err != nil {
			return err
		}
	}
}

// Concord reads the words of what is held, so that nobody waits for them later.
func (a *App) Concord(ctx context.Context, w Wordsmith) error {
	return a.concorded(ctx, w, func([]*phrase.Concordance) error { return nil })
}

// concord brings the concordances up to date.
func (a *App) concord(ctx context.Context, w Wordsmith) error {
	c := &a.concordances
	c.turn.Lock()
	defer c.turn.Unlock()
	state, err := a.state(ctx)
	if err != nil || c.read && c.state == state && c.digest == w.Digest {
		return err
	}
	k := &keeper{app: a, digest: w.Digest, by: fmt.Sprintf("%d/%s", concordanceVersion, w.Digest)}
	c.set(func() { c.read = false })
	var heads []*holding.Report // that came or were changed; of all, where that is not known
	if c.all == nil || c.digest != w.Digest || c.mark == (store.Moment{}) {
		heads, c.mark, err = newKeeper(a, w.Digest).headsUntil(ctx)
	} else {
		c.mark, err = a.store.WalkHeads(ctx, c.mark, func(r *holding.Report) error { heads = append(heads, r); return nil })
	}
	if err == nil && (c.all == nil || c.digest != w.Digest) {
		var all []*phrase.Concordance
		if all, err = k.restored(ctx, w, heads, a.leaders); err == nil {
			c.set(func() { c.all, c.digest = all, w.Digest })
		}
	}
	if err == nil {
		err = a.readInto(ctx, w, heads)
	}
	if err != nil {
		c.mark = store.Moment{} // what was read stays, and the next who asks goes on
		return err
	}
	c.set(func() {
		for _, one := range c.all {
			one.Order()
			one.Tidy()
		}
		c.state, c.read = state, true
	})
	return k.keepWords(context.WithoutCancel(ctx), c.all) // it was long in the making
}

// set changes something that others read.
func (c *concordances) set(do func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	do()
}

// readInto reads reports that are not in their concordances as they are.
func (a *App) readInto(ctx context.Context, w Wordsmith, heads []*holding.Report) error {
	c := &a.concordances
	var missed []*holding.Report
	c.set(func() {
		for _, h := range heads {
			own := concordanceOf(c.all, h)
			for _, other := range c.all {
				if other != own {
					other.Drop(h.ID)
				}
			}
			if own != nil && !own.Holds(headOf(h), h.Reading) {
				missed = append(missed, h)
			}
		}
	})
	for some := range slices.Chunk(missed, readAtOnce) {
		full, err := a.readWhole(ctx, some, textsAlone)
		if err != nil {
			return err
		}
		readings := make([]*phrase.Reading, len(some))
		if err := sideBySide(len(some), func(i int) error {
			if r := full[i]; r != nil {
				if own := concordanceOf(c.all, r); own != nil {
					readings[i] = reading(w.Reader, own.Words(), r)
				}
			}
			return nil
		}); err != nil {
			return err
		}
		c.set(func() {
			for i, r := range readings {
				if r != nil {
					concordanceOf(c.all, full[i]).Add(r, full[i].Reading)
				}
			}
		})
	}
	return nil
}

// textsAlone reads texts without the records of reports.
var textsAlone = store.WalkFilter{Text: true, NoEvents: true, NoPlans: true, NoActs: true, NoMentions: true}

// concordanceOf is the concordance that a report belongs to, nil where there is none.
func concordanceOf(all []*phrase.Concordance, r *holding.Report) *phrase.Concordance {
	if r.Published == "" {
		return nil
	}
	for _, c := range all {
		if c.Lang == r.Lang && strings.EqualFold(c.Outlet, r.Outlet) {
			return c
		}
	}
	return nil
}

// headOf is what words are counted by of a report.
func headOf(r *holding.Report) *phrase.Head {
	return &phrase.Head{ID: r.ID, Version: r.Version, Published: r.Published, Known: r.Known, Kind: r.Kind, Topic: r.Topic, Coverage: r.Coverage, Headline: r.Headline}
}

func keptWords(outlet, lang string) string { return "words of " + outlet + " in " + lang }

func keptPart(outlet, lang string, part int) string {
	return fmt.Sprintf("%s, part %d", keptWords(outlet, lang), part)
}

// restored are the concordances of the books, with what was kept of the reports that are
// held as they were then.
func (k *keeper) restored(ctx context.Context, w Wordsmith, heads []*holding.Report, leaders Leaders) ([]*phrase.Concordance, error) {
	byID := make(map[string]*holding.Report, len(heads))
	for _, h := range heads {
		byID[h.ID] = h
	}
	var all []*phrase.Concordance
	for _, b := range w.Books {
		c := phrase.NewConcordance(b.Outlet, b.Lang, wordsOf(b, leaders))
		all = append(all, c)
		r, err := k.get(ctx, keptWords(b.Outlet, b.Lang), k.by)
		if err != nil {
			return nil, err
		}
		if r == nil {
			continue
		}
		for n := range c.RestoreLexicon(r) {
			if r, err = k.get(ctx, keptPart(b.Outlet, b.Lang, n), k.by); err != nil {
				return nil, err
			}
			if r == nil || !c.RestorePart(r, func(id string) (*phrase.Head, int64) {
				h := byID[id]
				if h == nil || concordanceOf(all[len(all)-1:], h) == nil {
					return nil, 0
				}
				return headOf(h), h.Reading
			}) {
				break // what is left is read anew
			}
		}
	}
	return all, nil
}

// keepWords keeps concordances that have grown by much since they were kept.
func (k *keeper) keepWords(ctx context.Context, all []*phrase.Concordance) error {
	for _, c := range all {
		if n := c.Unkept(); n == 0 || n <= mostChanged && n < c.Len() {
			continue
		}
		first, parts := c.Parts()
		for n := first; n < parts; n++ {
			if err := k.put(ctx, keptPart(c.Outlet, c.Lang, n), k.by, func(w *pack.Writer) { c.KeepPart(w, n) }); err != nil {
				return err
			}
		}
		if err := k.put(ctx, keptWords(c.Outlet, c.Lang), k.by, c.KeepLexicon); err != nil {
			return err
		}
		c.Kept()
	}
	return nil
}

// sources are reports as words are read of them, by id; those that are gone are not there.
func (a *App) sources(ctx context.Context, reader PassageReader, ids []string) (map[string]*phrase.Source, error) {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	heads := make([]*holding.Report, len(ids))
	for i, id := range ids {
		heads[i] = &holding.Report{ID: id}
	}
	reports, err := a.readWhole(ctx, heads, textsAlone)
	if err != nil {
		return nil, err
	}
	reports = slices.DeleteFunc(reports, func(r *holding.Report) bool { return r == nil })
	all := make([]*phrase.Source, len(reports))
	if err := sideBySide(len(reports), func(i int) error { all[i] = source(reader, reports[i]); return nil }); err != nil {
		return nil, err
	}
	of := make(map[string]*phrase.Source, len(all))
	for _, s := range all {
		of[s.ID] = s
	}
	return of, nil
}
