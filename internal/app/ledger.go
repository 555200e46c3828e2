package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/rostrum-watch/rostrum"
	"github.com/rostrum-watch/rostrum/internal/finding"
	"github.com/rostrum-watch/rostrum/internal/holding"
	"github.com/rostrum-watch/rostrum/internal/ledger"
	"github.com/rostrum-watch/rostrum/internal/ledger/notice"
	"github.com/rostrum-watch/rostrum/internal/ledger/plan"
	"github.com/rostrum-watch/rostrum/internal/ledger/pronouncement"
	"github.com/rostrum-watch/rostrum/internal/ledger/weapon"
	"github.com/rostrum-watch/rostrum/internal/search"
	"github.com/rostrum-watch/rostrum/internal/store"
)

// LedgerTerms are what a profile says for ledgers, and who finds days in its
// language.
type LedgerTerms struct {
	*ledger.Terms
	Dates ledger.Dates
}

// TermsOf gives the terms of an outlet and a language, nil where there are none.
type TermsOf func(outlet, lang string) *LedgerTerms

// LedgerOptions select entries of a ledger; empty fields select all.
type LedgerOptions struct {
	Words    string // that the entry has
	Entry    string // its ID
	From, To string // days; an entry counts if something of it was published then
	Outlet   string
	AsOf     string // as it was known at the end of this day
	Limit    int    // 0 is store.DefaultLimit
}

// LedgerPage is what the answers of all ledgers have in common.
type LedgerPage struct {
	All      int               `json:"all"` // entries that were selected, of which a page is shown
	Findings []finding.Finding `json:"findings"`
	Searched Searched          `json:"searched"`
}

// PlanOptions select plans.
type PlanOptions struct {
	LedgerOptions
	States, Sectors, Provinces []string // any of these
	Organisation, Horizon      string
	Referents                  []string
}

// PlanLedger is the answer of App.PlanLedger: the plans told of in most reports
// first.
type PlanLedger struct {
	Plans []*plan.Entry `json:"plans"`
	LedgerPage
}

// NoticeOptions select notices.
type NoticeOptions struct {
	LedgerOptions
	Kinds, Outcomes, Referents []string
	By, Addressee              string
	Conditional, Due, Reissued bool
}

// NoticeLedger is the answer of App.NoticeLedger: those carried by most reports
// first.
type NoticeLedger struct {
	Notices []*notice.Entry `json:"notices"`
	LedgerPage
}

// WeaponOptions select weapons.
type WeaponOptions struct {
	LedgerOptions
	Sides []string
	Bare  bool // also what has neither designation nor calibre
}

// WeaponLedger is the answer of App.WeaponLedger.
type WeaponLedger struct {
	Systems []*weapon.System `json:"systems"`
	Tests   []*weapon.Test   `json:"tests"`
	LedgerPage
}

// PronouncementOptions select pronouncements.
type PronouncementOptions struct {
	LedgerOptions
	Rungs    []string
	About    string
	Answered bool // only those that say what they answer
}

// PronouncementLedger is the answer of App.PronouncementLedger, by the day given.
type PronouncementLedger struct {
	Pronouncements []*pronouncement.Pronouncement `json:"pronouncements"`
	Rungs          map[string]int                 `json:"rungs"` // all that were selected, by rung
	LedgerPage
}

// series reads the reports of every outlet and language that has terms, and calls
// use for each series.
func (a *App) series(ctx context.Context, o *LedgerOptions, f store.WalkFilter, terms TermsOf, use func(*holding.Series, *LedgerTerms)) (*Searched, error) {
	f.Outlet = o.Outlet
	var all []*holding.Report
	known := map[[2]string]*LedgerTerms{}
	if err := a.store.Walk(ctx, f, func(r *holding.Report) error {
		name := [2]string{strings.ToLower(r.Outlet), r.Lang}
		if _, asked := known[name]; !asked {
			known[name] = terms(r.Outlet, r.Lang)
		}
		if known[name] != nil {
			all = append(all, r)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	for _, s := range holding.SeriesOf(all) {
		if o.AsOf != "" {
			s = s.Until(o.AsOf)
		}
		use(s, known[[2]string{strings.ToLower(s.Outlet), s.Lang}])
	}
	return a.searchedReports(ctx, store.ReportFilter{To: o.AsOf, Outlet: o.Outlet})
}

// has tells whether all words of a query stand in some texts, those in quotation marks in
// a row.
func has(query string, texts ...string) bool {
	if query == "" {
		return true
	}
	in := map[string]bool{}
	for _, t := range texts {
		for _, w := range search.Words(t) {
			in[w] = true
		}
	}
	parts := strings.Split(strings.Map(func(r rune) rune {
		if search.IsQuote(r) {
			return '"'
		}
		return r
	}, query), `"`)
	for i, part := range parts {
		if quoted := i%2 == 1 && i < len(parts)-1; quoted { // a mark without its like quotes nothing
			if !slices.ContainsFunc(texts, func(t string) bool { return contains(t, part) }) {
				return false
			}
			continue
		}
		if slices.ContainsFunc(search.Words(part), func(w string) bool { return !in[w] }) {
			return false
		}
	}
	return true
}

// contains tells whether a text has words in a row.
func contains(text, words string) bool {
	return words == "" || strings.Contains(" "+strings.Join(search.Words(text), " ")+" ", " "+strings.Join(search.Words(words), " ")+" ")
}

// anyOf tells whether one of some values is among those asked for, or nothing is.
func anyOf(asked []string, values ...string) bool {
	return len(asked) == 0 || slices.ContainsFunc(values, func(v string) bool {
		return slices.ContainsFunc(asked, func(a string) bool { return strings.EqualFold(a, v) })
	})
}

// during tells whether a day is asked for.
func (o *LedgerOptions) during(day string) bool {
	return (o.From == "" || day >= o.From) && (o.To == "" || day <= o.To+"~") // a month is all its days
}

func (o *LedgerOptions) page(n int) int {
	most := o.Limit
	if most <= 0 {
		most = store.DefaultLimit
	}
	return min(n, most, store.MaxLimit)
}

// findings keeps those of the days that are asked for.
func (o *LedgerOptions) findings(all []finding.Finding) []finding.Finding {
	kept := []finding.Finding{}
	for _, f := range all {
		if o.during(f.Known) && has(o.Words, f.Subject, f.Says) {
			kept = append(kept, f)
		}
	}
	finding.Sort(kept)
	return kept
}

// PlanLedger links claims about one plan into its history.
func (a *App) PlanLedger(ctx context.Context, o PlanOptions, terms TermsOf) (*PlanLedger, error) {
	var err error
	if o.Referents, err = a.referents(ctx, o.Referents); err != nil {
		return nil, err
	}
	answer := &PlanLedger{Plans: []*plan.Entry{}}
	var found []finding.Finding
	s, err := a.series(ctx, &o.LedgerOptions, store.WalkFilter{NoEvents: true, NoActs: true}, terms, func(s *holding.Series, t *LedgerTerms) {
		l := plan.Read(t.Terms, s)
		found = append(found, l.Findings()...)
		for _, e := range l.Entries() {
			if o.selects(e) {
				answer.Plans = append(answer.Plans, e)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(answer.Plans, func(a, b *plan.Entry) int { return cmp.Compare(b.Reports, a.Reports) })
	answer.LedgerPage = LedgerPage{All: len(answer.Plans), Findings: o.findings(found), Searched: *s}
	answer.Plans = answer.Plans[:o.page(len(answer.Plans))]
	return answer, nil
}

func (o *PlanOptions) selects(e *plan.Entry) bool {
	if o.Entry != "" {
		return o.Entry == e.ID
	}
	texts := []string{e.Name, e.Plan, e.Organisation}
	organisation, day := contains(e.Organisation, o.Organisation), false
	for _, c := range e.Claims {
		texts = append(texts, c.Plan.Plan)
		organisation = organisation || c.Subject != nil && contains(*c.Subject, o.Organisation)
		day = day || o.during(c.Published)
	}
	return day && organisation && has(o.Words, texts...) && anyOf(o.States, e.State) && anyOf(o.Sectors, e.Sectors...) && anyOf(o.Provinces, e.Provinces...) &&
		(o.Horizon == "" || e.Horizon == o.Horizon || strings.HasPrefix(e.Horizon, o.Horizon+"-")) && anyOf(o.Referents, e.Referent)
}

// NoticeLedger joins what carries one notice, and proposes what came of it.
func (a *App) NoticeLedger(ctx context.Context, o NoticeOptions, terms TermsOf) (*NoticeLedger, error) {
	var err error
	if o.Referents, err = a.referents(ctx, o.Referents); err != nil {
		return nil, err
	}
	var said []rostrum.NoticeOutcome
	f := store.OutcomeFilter{Limit: store.MaxLimit}
	if err := pages(&f.Cursor, func() (*store.Page[rostrum.NoticeOutcome], error) { return a.store.FindOutcomes(ctx, f) },
		func(one rostrum.NoticeOutcome) { said = append(said, one) }); err != nil {
		return nil, err
	}
	answer := &NoticeLedger{Notices: []*notice.Entry{}}
	var found []finding.Finding
	s, err := a.series(ctx, &o.LedgerOptions, store.WalkFilter{}, terms, func(s *holding.Series, t *LedgerTerms) {
		l := notice.Read(t.Terms, t.Dates, s)
		l.Settle(s, said)
		found = append(found, l.Findings()...)
		for _, e := range l.Entries() {
			if o.selects(e) {
				answer.Notices = append(answer.Notices, e)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(answer.Notices, func(a, b *notice.Entry) int { return cmp.Compare(b.Reissued, a.Reissued) })
	answer.LedgerPage = LedgerPage{All: len(answer.Notices), Findings: o.findings(found), Searched: *s}
	answer.Notices = answer.Notices[:o.page(len(answer.Notices))]
	return answer, nil
}

func (o *NoticeOptions) selects(e *notice.Entry) bool {
	if o.Entry != "" {
		return o.Entry == e.ID
	}
	texts := []string{}
	by, day := contains(e.By, o.By), false
	for _, v := range e.Vehicles {
		by = by || contains(v.By, o.By)
		day = day || o.during(v.Published)
		for _, s := range v.Sentences {
			texts = append(texts, s.Quote)
		}
	}
	return day && by && has(o.Words, texts...) && anyOf(o.Kinds, e.Kinds...) && anyOf(o.Outcomes, e.Outcome) && anyOf(o.Referents, e.Referent) &&
		contains(e.Addressee, o.Addressee) && (!o.Conditional || e.Condition != "") && (!o.Due || e.Due != "") && (!o.Reissued || e.Reissued > 0)
}

// WeaponLedger lists weapons as reports name them, and their tests.
func (a *App) WeaponLedger(ctx context.Context, o WeaponOptions, terms TermsOf) (*WeaponLedger, error) {
	answer := &WeaponLedger{Systems: []*weapon.System{}, Tests: []*weapon.Test{}}
	var found []finding.Finding
	s, err := a.series(ctx, &o.LedgerOptions, store.WalkFilter{NoActs: true, NoPlans: true, Text: true}, terms, func(s *holding.Series, t *LedgerTerms) {
		l := weapon.Read(t.Terms, s)
		found = append(found, l.Findings()...)
		for _, w := range l.Systems() {
			if o.selects(w) {
				answer.Systems = append(answer.Systems, w)
			}
		}
		for _, t := range l.Tests() {
			if o.during(cmp.Or(t.Date, t.By)) && has(o.Words, strings.Join(t.Systems, " "), t.Reports[0].Quote) && o.Entry == "" {
				answer.Tests = append(answer.Tests, t)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	answer.LedgerPage = LedgerPage{All: len(answer.Systems), Findings: o.findings(found), Searched: *s}
	answer.Systems = answer.Systems[:o.page(len(answer.Systems))]
	return answer, nil
}

func (o *WeaponOptions) selects(w *weapon.System) bool {
	if o.Entry != "" {
		return search.FoldName(o.Entry) == search.FoldName(w.Name)
	}
	return (o.From == "" || w.Last >= o.From) && o.during(max(w.First.Published, o.From)) && has(o.Words, w.Name) && anyOf(o.Sides, w.Side) && (o.Bare || w.Named)
}

// PronouncementLedger lists what a state gives out in its own name.
func (a *App) PronouncementLedger(ctx context.Context, o PronouncementOptions, terms TermsOf) (*PronouncementLedger, error) {
	answer := &PronouncementLedger{Pronouncements: []*pronouncement.Pronouncement{}, Rungs: map[string]int{}}
	var found []finding.Finding
	s, err := a.series(ctx, &o.LedgerOptions, store.WalkFilter{NoPlans: true, Text: true}, terms, func(s *holding.Series, t *LedgerTerms) {
		l := pronouncement.Read(t.Terms, t.Dates, s)
		found = append(found, l.Findings()...)
		for _, p := range l.All() {
			if o.selects(p) {
				answer.Pronouncements = append(answer.Pronouncements, p)
				answer.Rungs[p.Rung]++
			}
		}
	})
	if err != nil {
		return nil, err
	}
	answer.LedgerPage = LedgerPage{All: len(answer.Pronouncements), Findings: o.findings(found), Searched: *s}
	answer.Pronouncements = answer.Pronouncements[:o.page(len(answer.Pronouncements))]
	return answer, nil
}

func (o *PronouncementOptions) selects(p *pronouncement.Pronouncement) bool {
	if o.Entry != "" {
		return o.Entry == p.Report
	}
	about := o.About == "" || slices.ContainsFunc(p.About, func(s string) bool { return contains(s, o.About) })
	return o.during(p.Given) && about && has(o.Words, p.Title, p.By, p.Quote) && anyOf(o.Rungs, p.Rung) && (!o.Answered || p.Answered != nil)
}

// OutcomeWord is what an analyst says came of a notice.
type OutcomeWord struct {
	Notice  string // ID of the entry
	Outcome string
	Report  string // with OutcomeReported and OutcomeNot
	Source  string // with OutcomeOutside
	By, Why string
	When    time.Time
}

// SayOutcome keeps an analyst's word on what came of a notice, and gives the notice
// as it stands then.
func (a *App) SayOutcome(ctx context.Context, w OutcomeWord, terms TermsOf) (*notice.Entry, error) {
	by, why, err := signed(w.By, w.Why)
	if err != nil {
		return nil, err
	}
	found, err := a.NoticeLedger(ctx, NoticeOptions{LedgerOptions: LedgerOptions{Entry: w.Notice}}, terms)
	if err != nil {
		return nil, err
	}
	if len(found.Notices) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeNotFound, "notice %s: there is none; rostrum ledger notices names them", w.Notice)
	}
	v := found.Notices[0].Vehicles[0]
	said := &rostrum.NoticeOutcome{Outcome: w.Outcome, By: by, Why: why, When: w.When.UTC().Format(time.RFC3339), Report: w.Report, Source: strings.Join(strings.Fields(w.Source), " "),
		Notice: rostrum.Passage{Report: v.Report, Version: v.Version, At: v.Sentences[0].At, Quote: v.Sentences[0].Quote}}
	if w.Report != "" {
		r, err := a.store.Report(ctx, w.Report)
		if err != nil {
			return nil, err
		}
		said.Report = r.ID
	}
	return a.sayOutcome(ctx, said, w.Notice, terms)
}

// WithdrawOutcome takes a word back. Only who said it can.
func (a *App) WithdrawOutcome(ctx context.Context, id int64, by, why string, when time.Time) error {
	by, why, err := signed(by, why)
	if err != nil {
		return err
	}
	found, err := a.store.FindOutcomes(ctx, store.OutcomeFilter{ID: id})
	if err != nil {
		return err
	}
	if id < 1 || len(found.Items) == 0 {
		return rostrum.Errorf(rostrum.CodeNotFound, "outcome %d: there is none", id)
	}
	of := &found.Items[0]
	switch {
	case of.Withdraws != 0:
		return rostrum.Errorf(rostrum.CodeInvalid, "outcome %d: takes a word back itself; say that word again instead", id)
	case store.Fold(of.By) != store.Fold(by):
		return rostrum.Errorf(rostrum.CodeConflict, "outcome %d: expected %s, who said it, to take it back, found %s; another word can stand beside it", id, of.By, by)
	}
	_, err = a.store.SayOutcome(ctx, &rostrum.NoticeOutcome{Outcome: rostrum.VerdictWithdrawn, By: by, Why: why, When: when.UTC().Format(time.RFC3339), Notice: of.Notice, Withdraws: id})
	return err
}

func (a *App) sayOutcome(ctx context.Context, said *rostrum.NoticeOutcome, id string, terms TermsOf) (*notice.Entry, error) {
	if _, err := a.store.SayOutcome(ctx, said); err != nil {
		return nil, err
	}
	found, err := a.NoticeLedger(ctx, NoticeOptions{LedgerOptions: LedgerOptions{Entry: id}}, terms)
	if err != nil {
		return nil, err
	}
	if len(found.Notices) == 0 {
		return nil, rostrum.Errorf(rostrum.CodeInternal, "notice %s is gone", id)
	}
	return found.Notices[0], nil
}
