package app

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/correction"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// Word is what an analyst says: of one record, or, with VerdictReviewed, of a
// whole report.
type Word struct {
	Report  string // id, or another that an item of it came with
	Record  string // name, as correction.ParseName reads it
	Verdict string
	Set     map[string]string // fields, with VerdictInstead and VerdictMissing
	Quote   string            // with VerdictMissing
	By      string
	Why     string
	When    time.Time
}

// Correct keeps an analyst's word on the newest version of a report, and tells how
// it stands.
func (a *App) Correct(ctx context.Context, w Word) (*correction.Standing, error) {
	by, why, err := signed(w.By, w.Why)
	if err != nil {
		return nil, err
	}
	r, err := a.store.Report(ctx, w.Report)
	if err != nil {
		return nil, err
	}
	x := r.Extraction
	c := &rostrum.Correction{Verdict: w.Verdict, Report: r.ID, Version: x.Version, Profile: x.Profile, Engine: x.Engine}
	if w.Verdict != rostrum.VerdictReviewed {
		name, err := correction.ParseName(w.Record)
		if err != nil {
			return nil, err
		}
		earlier, err := a.wordsOn(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		if c, err = correction.New(x, earlier, correction.Given{Name: name, Verdict: w.Verdict, Set: w.Set, Quote: w.Quote}); err != nil {
			return nil, err
		}
	} else if x.Status != rostrum.StatusExtracted {
		return nil, rostrum.Errorf(rostrum.CodeUnsupported, "report %s: was not extracted (%s), so there is nothing to review", r.ID, x.Reason)
	}
	c.By, c.Why, c.When = by, why, w.When.UTC().Format(time.RFC3339)
	return a.say(ctx, c)
}

// Withdraw takes a word back. Only who said it can; others can say something else
// beside it.
func (a *App) Withdraw(ctx context.Context, id int64, by, why string, when time.Time) (*correction.Standing, error) {
	by, why, err := signed(by, why)
	if err != nil {
		return nil, err
	}
	found, err := a.store.FindCorrections(ctx, store.CorrectionFilter{ID: id})
	if err != nil {
		return nil, err
	}
	if id < 1 || len(found.Items) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "correction %d: there is none", id)
	}
	of := &found.Items[0]
	switch {
	case of.Verdict == rostrum.VerdictWithdrawn:
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "correction %d: takes a word back itself; say that word again instead", id)
	case store.Fold(of.By) != store.Fold(by):
		return nil, rostrum.Errorf(rostrum.CodeConflict, "correction %d: expected %s, who said it, to take it back, found %s; another word can stand beside it", id, of.By, by)
	}
	return a.say(ctx, &rostrum.Correction{Verdict: rostrum.VerdictWithdrawn, By: by, Why: why, When: when.UTC().Format(time.RFC3339), Report: of.Report,
		Version: of.Version, Profile: of.Profile, Engine: of.Engine, Withdraws: id})
}

// say keeps a word and tells how it stands.
func (a *App) say(ctx context.Context, c *rostrum.Correction) (*correction.Standing, error) {
	id, err := a.store.Correct(ctx, c)
	if err != nil {
		return nil, err
	}
	standings, err := a.judged(ctx, c.Report)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(standings, func(s correction.Standing) bool { return s.ID == id })
	if i < 0 {
		return nil, rostrum.Errorf(rostrum.CodeInternal, "correction %d is gone", id)
	}
	return &standings[i], nil
}

// signed checks who speaks, and why.
func signed(by, why string) (string, string, error) {
	for _, s := range []string{by, why} {
		if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !unicode.IsSpace(r) }) {
			return "", "", rostrum.Errorf(rostrum.CodeInvalid, "expected no control characters, found %q", s)
		}
	}
	by, why = strings.Join(strings.Fields(by), " "), strings.Join(strings.Fields(why), " ")
	if store.Fold(by) == "" {
		return "", "", rostrum.Errorf(rostrum.CodeInvalid, "expected the name of who says it, found %q", by)
	}
	return by, why, nil
}

// wordsOn lists all words on one report.
func (a *App) wordsOn(ctx context.Context, report string) ([]rostrum.Correction, error) {
	var all []rostrum.Correction
	f := store.CorrectionFilter{Reports: []string{report}, Limit: store.MaxLimit}
	err := pages(&f.Cursor, func() (*store.Page[rostrum.Correction], error) { return a.store.FindCorrections(ctx, f) },
		func(c rostrum.Correction) { all = append(all, c) })
	return all, err
}

// judged holds all words on a report against its newest version.
func (a *App) judged(ctx context.Context, report string) ([]correction.Standing, error) {
	all, err := a.wordsOn(ctx, report)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return a.standing(ctx, report, all)
}

// standing holds all words on a report, which are given, against its newest version.
func (a *App) standing(ctx context.Context, report string, all []rostrum.Correction) ([]correction.Standing, error) {
	r, err := a.store.Report(ctx, report)
	if err != nil {
		return nil, err
	}
	return correction.Judge(r.Extraction, all), nil
}

// CorrectionsFilter selects words by what is kept of them and by whether they
// apply: nil for all.
type CorrectionsFilter struct {
	store.CorrectionFilter
	Applies *bool
}

// Corrections is the answer of App.Corrections.
type Corrections struct {
	Corrections []correction.Standing `json:"corrections"`
	Next        string                `json:"next,omitempty"` // cursor of the next page
	Searched    Searched              `json:"searched"`       // reports on which there could be words
}

// Corrections lists analysts' words with how they stand to the newest version of
// their reports.
func (a *App) Corrections(ctx context.Context, f CorrectionsFilter) (*Corrections, error) {
	most := f.Limit
	if most <= 0 {
		most = store.DefaultLimit
	}
	most = min(most, store.MaxLimit)
	s, err := a.searchedReports(ctx, store.ReportFilter{})
	if err != nil {
		return nil, err
	}
	answer := &Corrections{Corrections: []correction.Standing{}, Searched: *s}
	known := map[string]map[int64]correction.Standing{}
	for {
		f.Limit = most - len(answer.Corrections) // so that the cursor of a page is that of the answer
		p, err := a.store.FindCorrections(ctx, f.CorrectionFilter)
		if err != nil {
			return nil, err
		}
		for _, c := range p.Items {
			if known[c.Report] == nil {
				standings, err := a.judged(ctx, c.Report)
				if err != nil {
					return nil, err
				}
				known[c.Report] = map[int64]correction.Standing{}
				for _, s := range standings {
					known[c.Report][s.ID] = s
				}
			}
			if s := known[c.Report][c.ID]; f.Applies == nil || *f.Applies == s.Applies {
				answer.Corrections = append(answer.Corrections, s)
			}
		}
		answer.Next = p.Next
		if p.Next == "" || len(answer.Corrections) == most {
			return answer, nil
		}
		f.Cursor = p.Next
	}
}

// Golden is the answer of App.Gold.
type Golden struct {
	Reports []*correction.Gold
	Left    []LeftOut
}

// LeftOut is a report that somebody reviewed and that is not exported.
type LeftOut struct {
	Report string `json:"report"`
	Why    string `json:"why"`
	// Words are the IDs of words that do not say the same, by record.
	Words [][]int64 `json:"words,omitempty"`
}

// Gold gives the reports that were reviewed whole, with the words on their records
// applied to the extraction that was reviewed: what another one finds nobody has
// judged. by chooses one person's words; without it a report on which people do
// not say the same is left out, until they have settled it. The order is by id.
func (a *App) Gold(ctx context.Context, by string) (*Golden, error) {
	reviews := store.CorrectionFilter{By: by, Verdicts: []string{rostrum.VerdictReviewed}, Limit: store.MaxLimit}
	var ids []string
	if err := pages(&reviews.Cursor, func() (*store.Page[rostrum.Correction], error) { return a.store.FindCorrections(ctx, reviews) },
		func(c rostrum.Correction) { ids = append(ids, c.Report) }); err != nil {
		return nil, err
	}
	slices.Sort(ids)
	g := &Golden{}
	for _, id := range slices.Compact(ids) {
		if err := a.golden(ctx, g, id, by); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// golden adds one report to what is exported, or to what is left out.
func (a *App) golden(ctx context.Context, g *Golden, id, by string) error {
	standings, err := a.judged(ctx, id)
	if err != nil {
		return err
	}
	var review *correction.Standing
	why := "no review"
	for i := range standings {
		s := &standings[i]
		if s.Verdict != rostrum.VerdictReviewed || by != "" && store.Fold(s.By) != store.Fold(by) {
			continue
		}
		if s.Applies {
			review = s
		}
		why = s.Lapsed
	}
	if review == nil {
		g.Left = append(g.Left, LeftOut{Report: id, Why: why})
		return nil
	}
	x, err := a.store.ReadBy(ctx, id, review.Version, store.Engine{Profile: review.Profile, Version: review.Engine})
	if err != nil {
		return err
	}
	words := make([]rostrum.Correction, len(standings))
	for i := range standings {
		words[i] = standings[i].Correction
	}
	gold, disagreed := correction.Apply(x, correction.Judge(x, words), by)
	if len(disagreed) > 0 {
		g.Left = append(g.Left, LeftOut{Report: id, Why: "people do not say the same of it", Words: disagreed})
		return nil
	}
	g.Reports = append(g.Reports, gold)
	return nil
}

// Shown is one report with the words of analysts on it, in the order in which they
// were said.
type Shown struct {
	*store.Report
	Corrections []correction.Standing `json:"corrections,omitempty"`
}

// Show returns one report with its versions, text, records and words on them.
func (a *App) Show(ctx context.Context, id string) (*Shown, error) {
	r, err := a.store.Report(ctx, id)
	if rostrum.ErrorCode(err) == rostrum.CodeNotFound {
		if r, err = a.called(ctx, id, err); err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, err
	}
	all, err := a.wordsOn(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	s := &Shown{Report: r}
	if len(all) > 0 {
		s.Corrections = correction.Judge(r.Extraction, all)
	}
	return s, nil
}

// called finds the report that is meant by what is no id: an address, or the beginning of
// a version's digest; missing is why it is none.
func (a *App) called(ctx context.Context, name string, missing error) (*store.Report, error) {
	ids, err := a.store.Named(ctx, name)
	switch {
	case err != nil:
		return nil, err
	case len(ids) == 0:
		return nil, missing
	case len(ids) > 1:
		const most = 5
		some := strings.Join(ids[:min(most, len(ids))], ", ")
		if len(ids) > most {
			some += ", …"
		}
		return nil, rostrum.Errorf(rostrum.CodeInvalid, "report %s: expected what names one report, found that it names %d: %s", name, len(ids), some)
	}
	return a.store.Report(ctx, ids[0])
}

// judge puts beside the records of a list the words that apply to them. kind is
// that of the records.
func judge[T any](ctx context.Context, a *App, kind string, items []T, origin func(*T) *store.Origin) error {
	f := store.CorrectionFilter{Reports: make([]string, 0, len(items)), Limit: store.MaxLimit}
	for i := range items {
		if o := origin(&items[i]); len(f.Reports) == 0 || f.Reports[len(f.Reports)-1] != o.Report {
			f.Reports = append(f.Reports, o.Report)
		}
	}
	all := map[string][]rostrum.Correction{}
	if err := pages(&f.Cursor, func() (*store.Page[rostrum.Correction], error) { return a.store.FindCorrections(ctx, f) },
		func(c rostrum.Correction) { all[c.Report] = append(all[c.Report], c) }); err != nil {
		return err
	}
	said := map[string]map[int][]store.Judgement{} // report -> number of a record
	for report, words := range all {
		standings, err := a.standing(ctx, report, words)
		if err != nil {
			return err
		}
		said[report] = map[int][]store.Judgement{}
		for i := range standings {
			s := &standings[i]
			if !s.Applies || s.Record == "" {
				continue
			}
			n, err := correction.ParseName(s.Record)
			if err != nil {
				return err
			}
			of := n.Record.Number
			if n.Kind == rostrum.RecordAppearance {
				n.Kind, of = rostrum.RecordEvent, n.Event.Number
			}
			if n.Kind == kind {
				said[report][of] = append(said[report][of], store.Judgement{ID: s.ID, Record: s.Record, Verdict: s.Verdict, By: s.By, When: s.When, Why: s.Why, Is: s.Is, Differs: s.Differs})
			}
		}
	}
	for i := range items {
		o := origin(&items[i])
		o.Corrections = said[o.Report][o.Number]
	}
	return nil
}
