package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Looking is what findings are looked for with.
type Looking struct {
	Analyses []Analysis
	Knowing  Knowing
}

// stock is all that analyses found in what is held.
type stock struct {
	all       []Stocked // in the order of finding.Sort
	byID      map[string]int
	bySubject map[string][]int // by Key
}

// Stocked is a finding with the name by which it is asked for.
type Stocked struct {
	finding.Finding
	// ID is of kind, subject, day and the decisive passage: it stays as long as these
	// do, whatever else is found.
	ID    string `json:"id"`
	Alarm bool   `json:"alarm"` // it is told by itself
	// Key is the subject as store.Fold leaves it.
	Key string `json:"-"`
	// Passages are those of the evidence that App.Quote filled in.
	Passages []Passage `json:"passages,omitempty"`
}

// News is the answer of App.News.
type News struct {
	Findings []Stocked      `json:"findings"`
	Total    int            `json:"total"` // on all pages
	Counts   map[string]int `json:"counts"`
	Next     string         `json:"next,omitempty"`
	// Ready is false before anything was found at all; Fresh, where what is listed was
	// found before something was written, and is being looked for anew.
	Ready bool `json:"ready"`
	Fresh bool `json:"fresh"`
}

// stocked gives what was found last, nil before anything was.
func (a *App) stocked(ctx context.Context, l Looking) (*stock, bool, error) {
	state, err := a.state(ctx)
	if err != nil {
		return nil, false, err
	}
	return a.stock.get(ctx, fmt.Sprint(state, l.Knowing.Digest), func(ctx context.Context) (*stock, error) {
		found, err := a.found(ctx, l.Knowing, l.Analyses)
		if err != nil {
			return nil, err
		}
		return newStock(found, l.Analyses), nil
	})
}

// Stock looks for everything there is to be found, and waits for it, so that nobody
// waits for it later.
func (a *App) Stock(ctx context.Context, l Looking) error {
	for {
		_, fresh, err := a.stocked(ctx, l)
		if fresh || err != nil || ctx.Err() != nil {
			return cmp.Or(err, ctx.Err())
		}
		a.stock.wait(ctx)
	}
}

func newStock(found []finding.Finding, analyses []Analysis) *stock {
	s := &stock{all: make([]Stocked, len(found)), byID: make(map[string]int, len(found)), bySubject: map[string][]int{}}
	least := map[string]float64{}
	for _, x := range analyses {
		for _, k := range x.Kinds {
			if k.Alarm {
				least[k.Name] = k.Least
			}
		}
	}
	for i := range found {
		f := &found[i]
		id := findingID(f)
		for n := 2; ; n++ { // two of one passage go by their order
			if _, taken := s.byID[id]; !taken {
				break
			}
			id = fmt.Sprintf("%s-%d", findingID(f), n)
		}
		bar, alarm := least[f.Kind]
		s.all[i] = Stocked{Finding: *f, ID: id, Key: store.Fold(f.Subject), Alarm: alarm && f.Value >= bar}
		s.byID[id] = i
		s.bySubject[s.all[i].Key] = append(s.bySubject[s.all[i].Key], i)
	}
	return s
}

// findingID names a finding by what it is about.
func findingID(f *finding.Finding) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00%s", f.Kind, f.Subject, f.Day, f.Coverage.Outlet, f.Coverage.Lang)
	if len(f.Evidence) > 0 {
		e := &f.Evidence[0]
		fmt.Fprintf(h, "\x00%s\x00%s\x00%d", e.Report, e.At.Field, e.At.Start)
	}
	const digits = 12
	return hex.EncodeToString(h.Sum(nil))[:digits]
}

// newsOf gives what was found last, nil before there is anything, and news of it that
// tell nothing yet; no news where that fails.
func (a *App) newsOf(ctx context.Context, l Looking) (*stock, *News, error) {
	s, fresh, err := a.stocked(ctx, l)
	if err != nil {
		return nil, nil, err
	}
	return s, &News{Findings: []Stocked{}, Counts: map[string]int{}, Ready: s != nil, Fresh: fresh}, nil
}

// News lists what was found, as far as it is: it never waits for analyses.
func (a *App) News(ctx context.Context, l Looking, f FindingFilter) (*News, error) {
	kinds := make([]string, len(f.Kinds))
	for i, word := range f.Kinds {
		var err error
		if kinds[i], err = FindingKind(l.Analyses, word); err != nil {
			return nil, err
		}
	}
	f.Kinds = kinds
	s, n, err := a.newsOf(ctx, l)
	if s == nil || err != nil {
		return n, err
	}
	from := 0
	if f.From != "" { // they are in the order of days
		from, _ = slices.BinarySearchFunc(s.all, f.From, func(one Stocked, day string) int { return cmp.Compare(one.Known, day) })
	}
	about := store.Fold(f.Subject)
	var chosen []int
	for i := from; i < len(s.all); i++ {
		one := &s.all[i]
		if f.To != "" && one.Known > f.To+"\xff" { // a month ends with its last day
			break
		}
		if f.Alarms && !one.Alarm || len(f.Kinds) > 0 && !slices.Contains(f.Kinds, one.Kind) || about != "" && !strings.Contains(one.Key, about) {
			continue
		}
		chosen = append(chosen, i)
		n.Counts[one.Kind]++
	}
	n.Total = len(chosen)
	if f.NewestFirst {
		slices.Reverse(chosen)
	}
	chosen, n.Next, err = cutAt(chosen, "findings", f.Cursor, f.Limit)
	for _, i := range chosen {
		n.Findings = append(n.Findings, s.all[i])
	}
	return n, err
}

// Passage is a passage of a finding with what stands around it.
type Passage struct {
	finding.Evidence
	Before string `json:"before"` // cut at the line, and at some length
	After  string `json:"after"`
}

// aroundQuote is how many bytes of what stands around a passage are given on each side.
const aroundQuote = 120

// passages are those that were read lately: versions never change, and pages of
// findings show the same ones again and again.
type passages struct {
	mu   sync.Mutex
	read map[finding.Evidence]Passage
}

// mostPassages is how many are kept.
const mostPassages = 20000

// Quote fills in the first passages of findings, so many of each.
func (a *App) Quote(ctx context.Context, found []*Stocked, most int) error {
	q := newQuoter(a)
	for _, one := range found {
		one.Passages = nil
		for _, e := range one.Evidence[:min(most, len(one.Evidence))] {
			p, err := a.passage(ctx, q, e)
			if err != nil {
				return err
			}
			one.Passages = append(one.Passages, p)
		}
	}
	return nil
}

func (a *App) passage(ctx context.Context, q *quoter, e finding.Evidence) (Passage, error) {
	a.passages.mu.Lock()
	p, ok := a.passages.read[e]
	a.passages.mu.Unlock()
	if ok {
		return p, nil
	}
	p.Evidence = e
	if err := q.fill(ctx, &p.Evidence); err != nil {
		return p, err
	}
	if r := q.texts[nameOf(&e)]; r != nil {
		p.Before, p.After = around(r, e.At)
	}
	a.passages.mu.Lock()
	if a.passages.read == nil || len(a.passages.read) >= mostPassages {
		a.passages.read = map[finding.Evidence]Passage{}
	}
	a.passages.read[e] = p
	a.passages.mu.Unlock()
	return p, nil
}

// around is what stands before and after a passage in its line.
func around(r *rostrum.Report, at rostrum.Span) (before, after string) {
	text := r.Text
	if at.Field == rostrum.FieldTitle {
		text = r.Title
	}
	if at.Start < 0 || at.Start > at.End || at.End > len(text) {
		return "", ""
	}
	before = text[:at.Start]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after = text[at.End:]
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	}
	if len(before) > aroundQuote {
		cut := len(before) - aroundQuote
		if i := strings.IndexByte(before[cut:], ' '); i >= 0 {
			before = "…" + before[cut+i:]
		} else {
			before = ""
		}
	}
	if len(after) > aroundQuote {
		if i := strings.LastIndexByte(after[:aroundQuote], ' '); i >= 0 {
			after = after[:i] + " …"
		} else {
			after = ""
		}
	}
	return before, after
}

// FindingByID is one finding by its name, with the words of all its passages; nil and true
// where things are still being looked for and it may be among them.
func (a *App) FindingByID(ctx context.Context, l Looking, id string) (one *Stocked, looking bool, err error) {
	s, fresh, err := a.stocked(ctx, l)
	if err != nil {
		return nil, false, err
	}
	if s != nil {
		if i, ok := s.byID[id]; ok {
			found := s.all[i]
			const most = 100
			return &found, !fresh, a.Quote(ctx, []*Stocked{&found}, most)
		}
	}
	if !fresh {
		return nil, true, nil
	}
	return nil, false, rostrum.Errorf(rostrum.CodeNotFound, "finding %s: there is none of this name in what is held", id)
}

// AboutSubject lists what was found about somebody or something by any of some names,
// the newest first.
func (a *App) AboutSubject(ctx context.Context, l Looking, names ...string) (*News, error) {
	s, n, err := a.newsOf(ctx, l)
	if s == nil || err != nil {
		return n, err
	}
	var at []int
	for _, name := range names {
		at = append(at, s.bySubject[store.Fold(name)]...)
	}
	slices.Sort(at)
	at = slices.Compact(at)
	slices.Reverse(at)
	for _, i := range at {
		n.Findings = append(n.Findings, s.all[i])
		n.Counts[s.all[i].Kind]++
	}
	n.Total = len(n.Findings)
	return n, nil
}

// FiredLately tells of the rules on the watchlist when each fired in a stretch of days,
// as far as that is worked out: it never waits. Ready is false before it ever was.
func (a *App) FiredLately(ctx context.Context, l Looking, from, to string) (fired []*Watched, ready bool, err error) {
	rules, err := a.store.Watches(ctx, false)
	if err != nil || len(rules) == 0 {
		return nil, true, err
	}
	state, err := a.state(ctx)
	if err != nil {
		return nil, false, err
	}
	of := fmt.Sprint(state, l.Knowing.Digest)
	for _, r := range rules {
		of += fmt.Sprint("/", r.ID)
	}
	made, _, err := a.watched.get(ctx, of, func(ctx context.Context) (*[]*Watched, error) {
		all, err := a.Fired(ctx, l.Analyses, l.Knowing, nil, "", "")
		return &all, err
	})
	if made == nil {
		return nil, false, err
	}
	for _, w := range *made {
		one := *w
		one.Cases = nil
		for _, c := range w.Cases {
			if c.Day >= from && c.Day <= to {
				one.Cases = append(one.Cases, c)
			}
		}
		if len(one.Cases) > 0 {
			fired = append(fired, &one)
		}
	}
	return fired, true, nil
}

// LookedAt counts what is held of an outlet ("" for all) up to a day ("" for all).
func (a *App) LookedAt(ctx context.Context, outlet, to string) (*Searched, error) {
	return a.searchedReports(ctx, store.ReportFilter{Outlet: outlet, To: to})
}
