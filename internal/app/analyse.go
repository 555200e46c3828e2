package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/edit"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/grammar"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Analysis is one way to find something over all that is held.
//
// Find is pure and causal: the same holdings give the same findings in whatever
// order reports came in, and a finding depends only on what was known by its Known
// day, so that holdings as they were on an earlier day give exactly the findings that
// were known by then.
type Analysis struct {
	Kinds []Kind
	// What Find reads besides records of reports: their texts, what was edited, what
	// digests cite and is not held, what analysts ruled of who is who.
	Texts, Edits, Cited, Rulings bool
	Find                         func(*Holdings) []finding.Finding
	Begin                        func(*Holdings, *Past) Onward
	// Turn tells, of analyses that go on from days, on which day each keeps a later one:
	// those that have other turns do on others.
	Turn int
}

// Kind is a kind of finding.
type Kind struct {
	Name  string `json:"name"`
	Means string `json:"means"` // in a line
	// Alarm says that a finding of the kind is told by itself, without being asked
	// for, if its value is at least Least.
	Alarm bool    `json:"alarm"`
	Least float64 `json:"least"`
}

// Holdings is what analyses read.
type Holdings struct {
	Profiles *Profiles
	// Series are those of all reports. Of the reports that were known by the day Thin
	// only what WalkHeads reads is there, unless that is "".
	Series []*holding.Series
	Thin   string
	// The others are there for analyses that ask for them.
	Edited *edit.Material
	Pairs  []*edit.Pair
	Cited  []store.Cited
	// Rulings hold for all days: they say who is who, not what was known when.
	Rulings []rostrum.Ruling

	// again reads a report with its text that is here as a head alone.
	again  func(*holding.Report) *holding.Report
	failed *failure // of that

	digests *digests
}

// whole is a report with its text, where that was asked for.
func (h *Holdings) whole(r *holding.Report) *holding.Report {
	if h.again == nil || h.Thin == "" || r.KnownOn() > h.Thin {
		return r
	}
	return h.again(r)
}

// Until is what was held at the end of a day.
func (h *Holdings) Until(day string) *Holdings {
	u := &Holdings{Profiles: h.Profiles, Cited: citedUntil(h.Cited, day), Rulings: h.Rulings}
	for _, s := range h.Series {
		if s = s.Until(day); len(s.Reports) > 0 {
			u.Series = append(u.Series, s)
		}
	}
	if h.Edited != nil {
		u.Edited = h.Edited.Until(day)
		for _, p := range h.Pairs {
			if p.Known <= day {
				u.Pairs = append(u.Pairs, p)
			}
		}
	}
	return u
}

// OverSeries is an analysis that needs nothing but series.
func OverSeries(kinds []Kind, texts bool, find func([]*holding.Series) []finding.Finding) Analysis {
	return Analysis{Kinds: kinds, Texts: texts, Find: func(h *Holdings) []finding.Finding { return find(h.Series) }}
}

// hold reads all that some analyses need.
func (a *App) hold(ctx context.Context, knowing Knowing, analyses []Analysis) (*Holdings, error) {
	h := &Holdings{failed: &failure{}, digests: &digests{}}
	var known error
	var loading sync.WaitGroup
	loading.Go(func() { h.Profiles, known = knowing.Load(nil) })
	var reports []*holding.Report
	need := needOf(analyses)
	err := a.store.Walk(ctx, store.WalkFilter{Text: need.Texts}, func(r *holding.Report) error {
		reports = append(reports, r)
		return nil
	})
	if loading.Wait(); err != nil || known != nil {
		return nil, cmp.Or(err, known)
	}
	h.Series = holding.SeriesOf(reports)
	if err = a.holdRest(ctx, h, &need); err != nil {
		return nil, err
	}
	if h.Edited != nil {
		if h.Edited.Histories, err = a.captures(ctx, store.WalkFilter{}); err != nil {
			return nil, err
		}
	}
	h.compare()
	return h, nil
}

// needOf is what some analyses need together.
func needOf(analyses []Analysis) Analysis {
	var need Analysis
	for i := range analyses {
		x := &analyses[i]
		need.Texts, need.Edits, need.Cited, need.Rulings = need.Texts || x.Texts, need.Edits || x.Edits, need.Cited || x.Cited, need.Rulings || x.Rulings
	}
	return need
}

// holdRest reads what analyses need beside series, but for captures.
func (a *App) holdRest(ctx context.Context, h *Holdings, need *Analysis) (err error) {
	if need.Edits {
		var reports []*holding.Report
		for _, s := range h.Series {
			reports = append(reports, s.Reports...)
		}
		holding.Sort(reports)
		if h.Edited, err = a.edited(ctx, store.WalkFilter{}, reports); err != nil {
			return err
		}
	}
	if need.Cited {
		f := store.CitedFilter{Sorts: []string{store.CitedPress}, Limit: store.MaxLimit}
		if err := pages(&f.Cursor, func() (*store.Page[store.Cited], error) { return a.store.FindCited(ctx, f) },
			func(c store.Cited) { h.Cited = append(h.Cited, c) }); err != nil {
			return err
		}
	}
	if need.Rulings {
		h.Rulings, err = a.allRulings(ctx)
	}
	return err
}

// compare fills in what was changed between versions.
func (h *Holdings) compare() {
	if h.Edited != nil {
		h.Pairs = compared(h.Profiles.Outliner, edit.Pairs(h.Edited), false)
	}
}

// analysed is all that analyses find, in the order of finding.Sort.
func analysed(h *Holdings, analyses []Analysis) []finding.Finding {
	all := append([]finding.Finding{}, slices.Concat(foundBy(h, analyses)...)...)
	finding.Sort(all)
	return all
}

// foundBy is what each of some analyses finds, worked out side by side.
func foundBy(h *Holdings, analyses []Analysis) [][]finding.Finding {
	found := make([][]finding.Finding, len(analyses))
	_ = sideBySide(len(analyses), func(i int) error {
		found[i] = analyses[i].find(h)
		return nil
	})
	return found
}

// FindingFilter selects findings; empty fields select all.
type FindingFilter struct {
	From, To    string   // days on which they became known, both included
	Kinds       []string // any of these
	Subject     string   // part of the subject, compared as store.Fold leaves it
	Alarms      bool     // only those that are told by themselves
	NewestFirst bool
	Limit       int    // 0 is store.DefaultLimit
	Cursor      string // Next of the page before
}

// Findings is the answer of App.Findings.
type Findings struct {
	Findings []finding.Finding `json:"findings"`
	Total    int               `json:"total"` // that were found, on all pages
	Counts   map[string]int    `json:"counts"`
	Next     string            `json:"next,omitempty"`
	Searched Searched          `json:"searched"`
	Signature
}

// Findings lists what analyses find, by the day on which it became known.
func (a *App) Findings(ctx context.Context, analyses []Analysis, knowing Knowing, f FindingFilter) (*Findings, error) {
	all, err := a.findings(ctx, analyses, knowing, &f)
	if err != nil {
		return nil, err
	}
	out := &Findings{Total: len(all), Counts: map[string]int{}}
	for i := range all {
		out.Counts[all[i].Kind]++
	}
	if f.NewestFirst {
		slices.Reverse(all)
	}
	if out.Findings, out.Next, err = cutAt(all, "findings", f.Cursor, f.Limit); err != nil {
		return nil, err
	}
	evidence := make([][]finding.Evidence, len(out.Findings))
	for i := range out.Findings {
		evidence[i] = out.Findings[i].Evidence
	}
	if err := newQuoter(a).fillAll(ctx, evidence...); err != nil {
		return nil, err
	}
	s, err := a.searchedReports(ctx, store.ReportFilter{To: f.To})
	if err != nil {
		return nil, err
	}
	out.Searched = *s
	return out, nil
}

// findings is all that f selects, on all pages.
func (a *App) findings(ctx context.Context, analyses []Analysis, knowing Knowing, f *FindingFilter) ([]finding.Finding, error) {
	kinds := make([]string, len(f.Kinds))
	for i, word := range f.Kinds {
		var err error
		if kinds[i], err = FindingKind(analyses, word); err != nil {
			return nil, err
		}
	}
	f.Kinds = kinds
	chosen := choose(analyses, kinds)
	all, err := a.found(ctx, knowing, chosen)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(one finding.Finding) bool { return !f.selects(&one, analyses) }), nil
}

// FindingKind is the kind of finding that a word means: hyphens, underscores and
// blanks are the same.
func FindingKind(analyses []Analysis, word string) (string, error) {
	known := KindNames(analyses)
	same := func(s string) string {
		return strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(strings.TrimSpace(s)))
	}
	for _, k := range known {
		if same(k) == same(word) {
			return k, nil
		}
	}
	return "", unknownKind(word, known)
}

// choose is the analyses that find some of the kinds, or all.
func choose(analyses []Analysis, kinds []string) []Analysis {
	if len(kinds) == 0 {
		return analyses
	}
	return slices.DeleteFunc(slices.Clone(analyses), func(x Analysis) bool {
		return !slices.ContainsFunc(x.Kinds, func(k Kind) bool { return slices.Contains(kinds, k.Name) })
	})
}

func unknownKind(kind string, known []string) error {
	if near := grammar.Nearest(kind, known); near != "" {
		return rostrum.Errorf(rostrum.CodeInvalid, "no analysis finds %q; did you mean %q?", kind, near)
	}
	return rostrum.Errorf(rostrum.CodeInvalid, "no analysis finds %q (one of %s)", kind, strings.Join(known, ", "))
}

// KindNames lists the kinds of findings, sorted.
func KindNames(analyses []Analysis) []string {
	var all []string
	for _, x := range analyses {
		for _, k := range x.Kinds {
			all = append(all, k.Name)
		}
	}
	slices.Sort(all)
	return all
}

func (f *FindingFilter) selects(one *finding.Finding, analyses []Analysis) bool {
	switch {
	case len(f.Kinds) > 0 && !slices.Contains(f.Kinds, one.Kind),
		one.Known < f.From, f.To != "" && one.Known > f.To+"\xff", // a month ends with its last day
		f.Subject != "" && !strings.Contains(store.Fold(one.Subject), store.Fold(f.Subject)),
		f.Alarms && !alarms(one, analyses):
		return false
	}
	return true
}

// alarms tells whether a finding is told by itself.
func alarms(one *finding.Finding, analyses []Analysis) bool {
	for _, x := range analyses {
		for _, k := range x.Kinds {
			if k.Name == one.Kind {
				return k.Alarm && one.Value >= k.Least
			}
		}
	}
	return false
}

// cutAt is a page of what was found at once: cursors count.
func cutAt[T any](all []T, list, cursor string, limit int) ([]T, string, error) {
	from := 0
	if cursor != "" {
		name, at, _ := strings.Cut(cursor, ":")
		n, err := strconv.Atoi(at)
		if name != list || err != nil || n < 0 {
			return nil, "", rostrum.Errorf(rostrum.CodeInvalid, "cursor: expected the one that ended a page of %s, found %q", list, cursor)
		}
		from = min(n, len(all))
	}
	to := min(from+min(cmp.Or(max(limit, 0), store.DefaultLimit), store.MaxLimit), len(all))
	next := ""
	if to < len(all) {
		next = list + ":" + strconv.Itoa(to)
	}
	return all[from:to], next, nil
}
